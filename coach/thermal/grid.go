package thermal

import (
	"math"
	"time"

	"courant/coach/series"
)

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
	g.from = end.Add(-longDays * 24 * time.Hour)
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
