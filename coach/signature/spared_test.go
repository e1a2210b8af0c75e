package signature

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/sim"
)

// Simulated homes of all kinds, at both steps, with people who keep hours and who keep none,
// in which nothing was done on a day that somebody says that something was: an effect is shown
// in at most a tenth of them, by either comparison and after five days to four weeks. Where
// 0.3 kW of a load that never stopped is gone, or the house loses 15 % less, an effect is shown
// more often than not, and is of the right size.
//
// Last seen (COURANT_SIGNATURE_HOMES=40, COURANT_SIGNATURE_SEED=131, 9174 and 9474; the last was
// never looked at before): nothing is shown to do something in 80 of 1,310 (31 of 420 with the
// last), 0.3 kW in 450 of 479, 15 % in 479 of 479.
func TestPlaceboOverDays(t *testing.T) {
	for _, c := range []struct {
		cell
		homes int
	}{{cell{step: time.Hour}, homesOf(10)}, {cell{step: 15 * time.Minute, irregular: true}, homesOf(6)}} {
		t.Run(fmt.Sprint(c.columns()[1:3]), func(t *testing.T) { placeboOverDays(t, c.cell, c.homes) })
	}
}

func placeboOverDays(t *testing.T, c cell, homes int) {
	p := pilot(t, homes, freshSeed()-74, "2025-11-01", "2026-04-01", c.step)
	from := func(i int) time.Time { return at("2025-12-20").AddDate(0, 0, i*11%60) }
	for _, tc := range []struct {
		desc  string
		by    string
		put   func(*sim.Household, time.Time)
		kWh   float64 // truly spared a day, 0: nothing, NaN: something
		least float64 // of the homes in which an effect is shown
	}{
		{"nothing, by heat", ByHeat, nil, 0, 0},
		{"nothing, by the rest", ByRest, nil, 0, 0},
		{"0.3 kW less", ByRest, func(h *sim.Household, at time.Time) { h.Faults = append(h.Faults, sim.BaseStep(at, -0.3)) }, 7.2, 0.5},
		{"15 % less heat lost", ByHeat, func(h *sim.Household, at time.Time) { h.Changes = append(h.Changes, sim.Drift(at, -0.15)) }, math.NaN(), 0.5},
	} {
		shown, within, tried := 0, 0, 0
		for i := range p.Len() {
			h := p.Household(i)
			if c.irregular {
				unsettled(&h.People, rand.New(rand.NewPCG(p.World.Config.Seed, uint64(i))))
			}
			if tc.put != nil {
				tc.put(&h, from(i))
			}
			lived := live(t, p, h)
			for _, days := range []int{5, 14, 28} {
				if tc.put != nil && days < 14 {
					continue
				}
				e := Spared(historyOf(p, lived, from(i).AddDate(0, 0, days)), tc.by, from(i))
				if !e.KWh.Known() {
					continue
				}
				tried++
				if e.Shown && (tc.put == nil || e.KWh.Value > 0) {
					shown++
				}
				if float64(e.KWh.Low) <= tc.kWh && tc.kWh <= float64(e.KWh.High) {
					within++
				}
			}
		}
		n := float64(tried)
		t.Logf("%s: shown in %d of %d, interval right in %.0f %%", tc.desc, shown, tried, 100*float64(within)/n)
		switch {
		case tried < p.Len():
			t.Errorf("%s: only %d tried", tc.desc, tried)
		case tc.put == nil && float64(shown) > max(0.1*n+1.3*math.Sqrt(0.09*n), 2): // and what chance adds
			t.Errorf("%s: an effect of nothing is shown in %d of %d", tc.desc, shown, tried)
		case float64(shown) < tc.least*n:
			t.Errorf("%s: shown in %d of %d", tc.desc, shown, tried)
		case !math.IsNaN(tc.kWh) && float64(within) < 0.75*n:
			t.Errorf("%s: within the interval in %d of %d", tc.desc, within, tried)
		}
	}
}
