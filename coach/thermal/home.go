package thermal

import (
	"math"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// History is a home's past.
type History struct {
	Home   home.Home
	Series series.Set // nothing measured after At is used
	Events []Span     // past peak events, from preheat to the end of recovery
	At     time.Time
	Loc    *time.Location
	UA     Guess // of the whole home, kW/K, from the energy signature; zero: none
}

// A Span is a stretch of time, [From, To).
type Span struct{ From, To time.Time }

// A Zone is one room of a learned home; the name is "home" where it has none.
type Zone struct {
	Name   string
	Data   Data
	Prior  Prior
	Fitted Fitted

	heating home.Heat
}

// A Home is every zone of a home, learned alone: what a room gives its neighbours counts as
// its gain or loss. Rooms joined by a hall (air conductance up to four times the loss) were
// tried on eight EnergyPlus winters: the bias of event heat went from 3.2 to 3.0 % of the
// no-event heat at most, the miss of temperature stayed, so that rooms stay apart.
type Home struct {
	ID       home.ID
	From, To time.Time // of the data, local
	Zones    []Zone
	UA       Quantity // kW/K, all zones
	Metered  string   // where the heat comes from: "zones", "home", "meter", ""
}

// Where a home's heat is known from.
const (
	HeatOfZones = "zones" // each zone's own meter, or duty and rating
	HeatOfHome  = "home"  // a heating meter of the home, shared out
	HeatOfMeter = "meter" // the home's energy less its base load, shared out
)

// Learn fits every zone of a home. A home without zones, or without any indoor sensor, is
// one zone: the whole home.
func Learn(h History) Home {
	if h.Loc == nil {
		h.Loc = time.UTC
	}
	g := openGrid(h)
	out := Home{ID: h.Home.ID, From: g.from.In(h.Loc), To: g.time(g.n).In(h.Loc)}
	zones, metered := g.zones(h)
	out.Metered = metered
	guesses := shareUA(h.UA, zones, metered)
	squares, halves, sum := 0.0, 0.0, 0.0
	for i := range zones {
		z := &zones[i]
		z.Prior.UA = guesses[i]
		z.Fitted = Fit(z.Data, z.Prior)
		if metered != HeatOfZones && metered != "" && len(h.Home.Zones) > 0 {
			z.Fitted.doubtHeat(SharedHeat)
		}
		if z.warmedUnseen() {
			z.Fitted.doubtHeat(UnmeteredHeat)
		}
		q := z.Fitted.UA
		sum += q.Value
		squares, halves = squares+sq(q.High-q.Value), halves+q.High-q.Value
		out.UA.Prior += q.Prior
	}
	out.Zones = zones
	out.UA.Value = sum
	half := math.Sqrt(alike*sq(halves) + (1-alike)*squares)
	out.UA.Low, out.UA.High = math.Max(sum-half, 0), sum+half
	out.UA.Identified = len(zones) > 0
	for _, z := range zones {
		out.UA.Identified = out.UA.Identified && z.Fitted.UA.Identified
	}
	return out
}

// doubtHeat lowers the confidence of a zone whose heat is not all its own meter's.
func (f *Fitted) doubtHeat(reason string) {
	f.Reasons = append(f.Reasons, reason)
	f.Confidence = Low
	if reason == UnmeteredHeat {
		f.UA.Identified = false
	}
}

// warmedUnseen reports whether something else than its metered heaters warms a zone: as
// declared, or since heaters are sized for a quarter more than a room can lose at −28 °C and
// these seem to need a fifth of that.
func (z *Zone) warmedUnseen() bool {
	switch z.heating {
	case home.HeatPump, home.Wood, home.Dual:
		return true
	}
	f := &z.Fitted
	return f.UA.Identified && z.Prior.RatedKW > 0 && f.UA.Value*49 < 0.2*z.Prior.RatedKW
}

// shareUA gives each zone its part of what is known of the home's heat loss, where zones
// have no meter of their own; where they have, their balances say more than a share of a
// sum could.
func shareUA(ua Guess, zones []Zone, metered string) []Guess {
	out := make([]Guess, len(zones))
	if !(ua.Value > 0) || !known(ua.Value) || metered == HeatOfZones {
		return out
	}
	for i, w := range heatShares(zones) {
		out[i] = Guess{Value: w * ua.Value, SD: w * ua.SD}
	}
	return out
}

// alike is how much of the errors of a home's zones is one error: they share their weather,
// their people and the model. With 0.4 the 80 % interval of event heat held 81 % of 64
// held-back events of four EnergyPlus winters, with 0.7 86 %.
const alike = 0.4

// Together is the heat of a window over all zones, from each zone's forecast: kWh and its
// standard deviation.
func Together(zones []Forecast) (kwh, sd float64) {
	sum, squares := 0.0, 0.0
	for _, z := range zones {
		kwh += z.WindowKWh
		sum += z.WindowSD
		squares += sq(z.WindowSD)
	}
	return kwh, math.Sqrt(alike*sq(sum) + (1-alike)*squares)
}

// A grid is the quarter hours that a home is learned on.
type grid struct {
	from  time.Time
	n     int
	hour  []uint8
	event []bool
	known series.Set
	out   []float64
	sun   []float64
}

func (g *grid) time(i int) time.Time { return g.from.Add(time.Duration(i) * Step) }

// openGrid covers the last weeks before the newest measurement.
func openGrid(h History) *grid {
	g := &grid{known: h.Series.Until(h.At)}
	var first, last time.Time
	for _, k := range g.known.Keys() {
		s := g.known[k].Trim()
		if k.Forecast || k.Kind.Forecastable() || s.Len() == 0 || s.Step <= 0 {
			continue
		}
		if e := s.End(); e.After(last) {
			last = e
		}
		if first.IsZero() || s.Start.Before(first) {
			first = s.Start
		}
	}
	if last.After(h.At) {
		last = h.At
	}
	if last.IsZero() {
		return g
	}
	end := last.Truncate(Step)
	g.from = end.Add(-fitDays * 24 * time.Hour)
	if first = first.Truncate(Step); first.After(g.from) {
		g.from = first
	}
	g.n = max(int(end.Sub(g.from)/Step), 0)
	g.hour, g.event = make([]uint8, g.n), make([]bool, g.n)
	for i := range g.hour {
		g.hour[i] = uint8(g.time(i).In(h.Loc).Hour())
	}
	for _, e := range h.Events {
		for i := max(int(e.From.Sub(g.from)/Step), 0); i < min(int(e.To.Sub(g.from)/Step), g.n); i++ {
			g.event[i] = true
		}
	}
	g.out = g.lay(g.known.Get("", series.Outdoor), 1)
	g.sun = g.lay(g.known.Get("", series.Solar), 1.0/1000)
	return g
}

// lay is a series on the grid times a factor, NaN in gaps.
func (g *grid) lay(s series.Series, factor float64) []float64 {
	out := make([]float64, g.n)
	fill(out, math.NaN())
	if s.Step <= 0 || s.Len() == 0 || g.n == 0 {
		return out
	}
	cut := s.Slice(g.from.Add(-s.Step), g.time(g.n).Add(s.Step)).ResampleLoose(Step)
	if cut.Len() == 0 {
		return out
	}
	w := cut.Window(g.from, g.time(g.n))
	for i, v := range w.Values {
		if i < g.n {
			out[i] = v * factor
		}
	}
	return out
}

// zones gathers the series of each zone and where their heat comes from.
func (g *grid) zones(h History) ([]Zone, string) {
	var zones []Zone
	metered := 0
	for _, z := range h.Home.Zones {
		d := g.data()
		d.IndoorC = g.lay(g.known.Get(z.Name, series.Indoor), 1)
		d.SetpointC = g.lay(g.known.Get(z.Name, series.Setpoint), 1)
		d.HeatKW = g.lay(g.known.Get(z.Name, series.Heating), 1/stepH)
		if count(d.HeatKW) == 0 && z.PowerKW.Value > 0 {
			d.HeatKW = g.lay(g.known.Get(z.Name, series.Duty), z.PowerKW.Value)
		}
		if count(d.HeatKW) > 0 {
			metered++
		}
		zones = append(zones, Zone{Name: z.Name, Data: d, Prior: Prior{RatedKW: z.PowerKW.Value, AreaM2: z.AreaM2.Value}, heating: z.Heating.Value})
	}
	if metered > 0 {
		return zones, HeatOfZones
	}
	heat, where := g.homeHeat()
	if len(zones) == 0 || where != "" && !anyKnown(zones) {
		one := Zone{Name: "home", Data: g.data(), heating: h.Home.Heating.Value}
		one.Data.IndoorC = g.lay(g.known.Get("", series.Indoor), 1)
		one.Data.SetpointC = g.lay(g.known.Get("", series.Setpoint), 1)
		one.Data.HeatKW = heat
		return []Zone{one}, where
	}
	if where != "" {
		for i, w := range heatShares(zones) {
			zones[i].Data.HeatKW = make([]float64, g.n)
			for t, v := range heat {
				zones[i].Data.HeatKW[t] = w * v
			}
		}
	}
	return zones, where
}

func (g *grid) data() Data {
	return Data{OutdoorC: g.out, Sun: g.sun, Hour: g.hour, Event: g.event}
}

// anyKnown reports whether any zone has a sensor or a set-point.
func anyKnown(zones []Zone) bool {
	for _, z := range zones {
		if count(z.Data.IndoorC) > 0 || count(z.Data.SetpointC) > 0 {
			return true
		}
	}
	return false
}

// heatShares is each zone's share of a home's heat: by rating, else by area, else alike.
func heatShares(zones []Zone) []float64 {
	out := make([]float64, len(zones))
	for _, of := range []func(Zone) float64{
		func(z Zone) float64 { return z.Prior.RatedKW },
		func(z Zone) float64 { return z.Prior.AreaM2 },
		func(Zone) float64 { return 1 },
	} {
		sum, all := 0.0, true
		for i, z := range zones {
			out[i] = of(z)
			sum += out[i]
			all = all && out[i] > 0
		}
		if !all {
			continue
		}
		for i := range out {
			out[i] /= sum
		}
		break
	}
	return out
}

// homeHeat is the home's heating in kW: measured, or its energy less a steady base load.
func (g *grid) homeHeat() ([]float64, string) {
	if heat := g.lay(g.known.Get("", series.Heating), 1/stepH); count(heat) > 0 {
		return heat, HeatOfHome
	}
	heat := g.lay(g.known.Get("", series.Energy), 1/stepH)
	if count(heat) == 0 {
		return heat, ""
	}
	base := g.base(heat)
	for i := range heat {
		heat[i] -= base
	}
	return heat, HeatOfMeter
}

// base is the steady part of a home's load in kW: the intercept of its days over degrees
// below 15 °C (the balance point held, since a winter alone does not show it), drawn
// towards 0.9 kW as if by one day more. What of it moves by the hour ends in the gains.
func (g *grid) base(kw []float64) float64 {
	const prior, balance = 0.9, 15.0
	var n, sx, sy, sxx, sxy float64
	for from := 0; from+slotsADay <= g.n; from += slotsADay {
		x, y, k := 0.0, 0.0, 0.0
		for i := from; i < from+slotsADay; i++ {
			if known(kw[i]) && known(g.out[i]) {
				x, y, k = x+math.Max(0, balance-g.out[i]), y+kw[i], k+1
			}
		}
		if k < 0.9*slotsADay {
			continue
		}
		x, y = x/k, y/k
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	a := n + 1
	det := a*sxx - sx*sx
	if det < 1e-6 {
		return prior
	}
	return clampF(((sy+prior)*sxx-sx*sxy)/det, 0.1, 3)
}
