package sim

import (
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"courant/coach/series"
)

// fleet is one winter of the default pilot with its counterfactual.
func fleet(t *testing.T) (*Pilot, []Home) {
	t.Helper()
	if raced {
		t.Skip("a whole winter is lived without the race detector only")
	}
	return lifetime()
}

// lifetime is lived once for all tests.
var lifetime = sync.OnceValues(func() (*Pilot, []Home) {
	c := winter
	c.Counterfactual = true
	p, err := NewPilot(c)
	if err != nil {
		panic(err)
	}
	var all []Home
	for h, err := range p.Homes() {
		if err != nil {
			panic(err)
		}
		all = append(all, h)
	}
	return p, all
})

// Mean kWh an hour of a home against outdoor temperature, no events, between what was
// measured of Hilo's testers (domain 3.4): the two clean groups below, all groups above;
// where only the clean groups are known the upper limit is what 0.22 kW/°C, the steepest
// slope seen, would add. A fifth of margin: other homes, other winters.
func TestLoadAgainstOutdoorTemperature(t *testing.T) {
	_, homes := fleet(t)
	bands := []struct{ below, low, high float64 }{
		{-20, 5.4, 8.6}, {-15, 4.6, 8.0}, {-10, 4.0, 6.7}, {-5, 3.4, 5.6}, {0, 3.0, 4.5}, {5, 2.3, 3.4}, {10, 1.7, 2.5}, {20, 1.2, 1.9},
	}
	kW, n := make([]float64, len(bands)), make([]float64, len(bands))
	var xs, ys, xx, xy, m float64
	for _, h := range homes {
		out := h.Set.Get("", series.Outdoor)
		for k, v := range h.Truth.Without.Values {
			x, y := out.Values[k], v*4
			if b := slices.IndexFunc(bands, func(b struct{ below, low, high float64 }) bool { return x < b.below }); b >= 0 {
				kW[b], n[b] = kW[b]+y, n[b]+1
			}
			if x < 10 {
				xs, ys, xx, xy, m = xs+x, ys+y, xx+x*x, xy+x*y, m+1
			}
		}
	}
	for b, band := range bands {
		mean := kW[b] / n[b]
		t.Logf("below %3.0f °C: %.2f kW (%.0f hours of a home), measured homes %.1f–%.1f", band.below, mean, n[b]/4, band.low, band.high)
		if n[b] < 200 || mean < 0.8*band.low || mean > 1.2*band.high {
			t.Errorf("below %.0f °C: %.2f kW over %.0f slots, wanted %.1f–%.1f", band.below, mean, n[b], band.low, band.high)
		}
	}
	slope := -(xy - xs*ys/m) / (xx - xs*xs/m)
	t.Logf("slope %.3f kW/°C", slope)
	if slope < 0.08 || slope > 0.22 {
		t.Errorf("slope %.3f kW/°C, measured homes 0.08–0.22", slope)
	}
}

// Shares and totals of a winter: heating takes 55 % of a year in apartments and 67 % in
// houses (domain 3.1), more of a winter; the base load is 0.6–1.4 kW with hot water.
func TestSharesOfAWinter(t *testing.T) {
	p, homes := fleet(t)
	var shares, base []float64
	byKind := map[Dwelling][]float64{}
	for i, h := range homes {
		tr := h.Truth
		near(t, "sum of parts", tr.HeatingKWh+tr.BaseKWh+tr.WaterKWh+tr.CarKWh, tr.TotalKWh, 1e-6)
		near(t, "metered total", sum(h.Set.Get("", series.Energy).Values), tr.TotalKWh, 0.02*tr.TotalKWh/100+8)
		shares = append(shares, tr.HeatingShare())
		base = append(base, (tr.BaseKWh+tr.WaterKWh)/float64(p.World.n)*4)
		k := p.Household(i).Kind
		byKind[k] = append(byKind[k], tr.TotalKWh)
	}
	slices.Sort(shares)
	slices.Sort(base)
	t.Logf("heating share %.2f, %.2f, %.2f; base load with hot water %.2f, %.2f, %.2f kW (least, median, most)",
		shares[0], shares[24], shares[47], base[0], base[24], base[47])
	if shares[0] < 0.35 || shares[24] < 0.6 || shares[24] > 0.82 || shares[47] > 0.92 {
		t.Errorf("heating shares %.2f", shares)
	}
	if base[0] < 0.4 || base[24] < 0.6 || base[24] > 1.4 || base[47] > 2 {
		t.Errorf("base loads %.2f kW", base)
	}
	a, r, d := sum(byKind[Apartment])/float64(len(byKind[Apartment])), sum(byKind[Row])/float64(len(byKind[Row])), sum(byKind[Detached])/float64(len(byKind[Detached]))
	t.Logf("kWh from November to March: apartment %.0f, row %.0f, detached %.0f", a, r, d)
	// About 65–75 % of a year's 10,100, 17,300 and 22,700 kWh falls in these five months.
	if a < 5500 || a > 11000 || r < 8500 || r > 15000 || d < 13000 || d > 22000 {
		t.Errorf("kWh a winter: apartment %.0f, row %.0f, detached %.0f", a, r, d)
	}
}

// A tally adds up differences from the counterfactual, kW and kWh.
type tally struct{ n, window, before, first, after, energy float64 }

// What events do, against the same people without events. Means over the homes that were
// called, answers or not, stand beside Hilo's substations (−1.8…−4.4 kW, +1.1…+3 before,
// +0.5…+1.6 over three hours after); those who follow shed more, and give more back: an
// EnergyPlus house at moderate offsets takes +4 kW in the first hour.
func TestEventsAgainstTheCounterfactual(t *testing.T) {
	p, homes := fleet(t)
	var called, followed tally
	for i, h := range homes {
		e, w := h.Set.Get("", series.Energy), h.Truth.Without
		quietUntil := p.World.Config.To
		for j, a := range h.Truth.Answers {
			ev := p.Events()[j]
			if a.Event != ev.ID {
				t.Fatalf("home %d: answer %d is about %s, not %s", i, j, a.Event, ev.ID)
			}
			if a.Response == NotCalled {
				if ev.Programme == h.Truth.People.Programme {
					t.Fatalf("home %d was not called for %s", i, a.Event)
				}
				continue
			}
			if a.took() && a.times.PreheatStart.Before(quietUntil) {
				quietUntil = a.times.PreheatStart
			}
			diff := func(from, to time.Time) float64 { return e.MeanKW(from, to) - w.MeanKW(from, to) }
			add := func(s *tally) {
				s.n++
				s.window += diff(a.Start, a.End)
				s.before += diff(a.times.PreheatStart, a.Start)
				s.first += diff(a.End, a.End.Add(time.Hour))
				s.after += diff(a.End, a.End.Add(3*time.Hour))
				s.energy += 12 * diff(a.Start.Add(-3*time.Hour), a.End.Add(5*time.Hour))
			}
			add(&called)
			if a.Response == Followed && !h.Truth.People.Manual {
				add(&followed)
			}
		}
		for k, v := range w.Values {
			if w.Time(k).Before(quietUntil.Add(-6*time.Hour)) && math.Abs(v-e.Values[k]) > 0.0006 {
				t.Fatalf("home %d differs at %s from its counterfactual, before any event", i, w.Time(k))
			}
		}
	}
	for _, c := range []struct {
		name       string
		s          tally
		lo, hi     [4]float64 // window, before, first hour, three hours
		fewest     float64
		energyLess float64
	}{
		{"called", called, [4]float64{-4.4, 0.8, 0.5, 0.5}, [4]float64{-1.6, 3, 3, 2.2}, 900, 0.5},
		{"followed with devices", followed, [4]float64{-4.4, 1, 1, 0.5}, [4]float64{-1.8, 3, 4.4, 2.8}, 450, 0.5},
	} {
		got := [4]float64{c.s.window / c.s.n, c.s.before / c.s.n, c.s.first / c.s.n, c.s.after / c.s.n}
		t.Logf("%s (%.0f): window %+.2f kW, preheat %+.2f, first hour after %+.2f, three hours %+.2f, net %+.1f kWh", c.name, c.s.n, got[0], got[1], got[2], got[3], c.s.energy/c.s.n)
		for i := range got {
			if got[i] < c.lo[i] || got[i] > c.hi[i] {
				t.Errorf("%s: part %d is %+.2f kW, wanted %v to %v", c.name, i, got[i], c.lo[i], c.hi[i])
			}
		}
		if c.s.n < c.fewest || c.s.energy/c.s.n > -c.energyLess {
			t.Errorf("%s: %.0f answers, net %.1f kWh", c.name, c.s.n, c.s.energy/c.s.n)
		}
	}
}
