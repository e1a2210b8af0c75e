package baseline

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// Whatever the series hold, an answer is finite with its interval around it, or says why
// there is none; and the same question is answered alike twice.
func TestWhateverTheSeriesHold(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 2027))
	wild := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 0, -5, 1e-300, 1e9, 1e300, -1e300}
	base, _ := simHome(t, 3, 0, "2025-11-15 00:00", "2026-03-20 00:00", time.Hour)
	answered := 0
	for range 60 {
		h := base
		h.Energy, h.Outdoor, h.Solar = h.Energy.Clone(), h.Outdoor.Clone(), h.Solar.Clone()
		for _, v := range [][]float64{h.Energy.Values, h.Outdoor.Values, h.Solar.Values} {
			for range rnd.IntN(12) {
				from, v1 := rnd.IntN(len(v)), wild[rnd.IntN(len(wild))]
				for i := from; i < min(from+1+rnd.IntN(1<<rnd.IntN(11)), len(v)); i++ {
					v[i] = v1
				}
			}
		}
		m := Learn(h)
		for range 6 {
			start := base.Energy.Start.Add(time.Duration(rnd.IntN(130*24*4)) * 15 * time.Minute)
			w := Window{start, start.Add(time.Duration(1+rnd.IntN(20)) * 30 * time.Minute)}
			a := m.Ask(w, AllMethods()...)
			if text(t, a) != text(t, m.Ask(w, AllMethods()...)) {
				t.Fatalf("%v: two answers", w)
			}
			for _, e := range a.Methods[3:] {
				v, low, high := float64(e.KWh), float64(e.LowKWh), float64(e.HighKWh)
				switch {
				case !e.KWh.Known():
					if e.Reason == "" {
						t.Errorf("%v %s: neither an answer nor a reason", w, e.Name)
					}
				case math.IsInf(v, 0) || v < 0:
					t.Errorf("%v %s: %v kWh", w, e.Name, v)
				case e.Name == Courant && !(low <= v && v <= high && high < math.Inf(1)):
					t.Errorf("%v %s: %v in %v–%v", w, e.Name, v, low, high)
				default:
					answered++
				}
			}
		}
	}
	if answered < 200 {
		t.Errorf("%d answers", answered)
	}
}
