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
	squares, halves, sum, first := 0.0, 0.0, 0.0, g.n
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
		first = min(first, z.Fitted.first)
		q := z.Fitted.UA
		sum += q.Value
		squares, halves = squares+sq(q.High-q.Value), halves+q.High-q.Value
		out.UA.Prior += q.Prior
	}
	out.Zones = zones
	if len(zones) > 0 {
		out.From = g.time(first).In(h.Loc)
	}
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
