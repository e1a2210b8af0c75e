package signature

import (
	"math"
	"math/rand/v2"
	"testing"
)

// draws are misses of a counterfactual: with a bias, heavy tails, and hanging together.
func draws(rnd *rand.Rand, n int, rho float64, heavy bool) []float64 {
	out := make([]float64, n)
	state := rnd.NormFloat64()
	for i := range out {
		noise := rnd.NormFloat64()
		if heavy && rnd.Float64() < 0.1 {
			noise *= 3
		}
		state = rho*state + math.Sqrt(1-rho*rho)*noise
		out[i] = 0.7 + 3*state
	}
	return out
}

// An advice that does nothing is shown to do something in at most a tenth of cases, whatever
// the misses look like, and one that does is found, and its size told rightly.
func TestPlaceboAdvice(t *testing.T) {
	rnd := rand.New(rand.NewPCG(6, 6))
	const times = 4000
	for _, tc := range []struct {
		desc  string
		n     int
		rho   float64
		heavy bool
	}{
		{"three occasions", 3, 0, false}, {"five, that hang together", 5, 0.2, false}, {"twelve", 12, 0, false},
		{"twelve, that hang together", 12, 0.2, false}, {"twelve, some far off", 12, 0, true},
	} {
		shown, found, within := 0, 0, 0
		for range times {
			before, after := draws(rnd, 15, tc.rho, tc.heavy), draws(rnd, tc.n, tc.rho, tc.heavy)
			if Measure(before, after).Shown {
				shown++
			}
			for i := range after {
				after[i] += 6
			}
			e := Measure(before, after)
			if e.Shown {
				found++
			}
			if e.KWh.Low <= 6 && e.KWh.High >= 6 {
				within++
			}
		}
		t.Logf("%s: a placebo is shown in %.1f %%, 6 kWh in %.0f %%, interval right in %.0f %%", tc.desc, 100*float64(shown)/times, 100*float64(found)/times, 100*float64(within)/times)
		if float64(shown) > 0.1*times || float64(found) < 0.6*times || float64(within) < 0.78*times {
			t.Errorf("%s: placebo %d, found %d, within %d of %d", tc.desc, shown, found, within, times)
		}
	}
}

// With too little to go by nothing is shown; how many occasions it takes is told.
func TestMeasure(t *testing.T) {
	if e := Measure([]float64{1, 2, 3}, []float64{9, 9}); e.Shown || e.KWh.Known() || e.Occasions != 2 {
		t.Errorf("two occasions: %+v", e)
	}
	before := []float64{-3, 2, 1, -1, 3, -2, 0, 1, -2, 2}
	if e := Measure(before, []float64{-2, 4, 0, 2}); e.Shown || e.Needed != 0 {
		t.Errorf("a kWh among three, ten before: nobody can tell: %+v", e)
	}
	if e := Measure(before, []float64{-1, 4, 1, 4}); e.Shown || e.Needed < 5 || e.Needed > 40 {
		t.Errorf("two kWh among three: %+v", e)
	}
	for _, tc := range []struct{ freedom, want float64 }{{3, 1.638}, {5, 1.476}, {10, 1.372}, {30, 1.310}} {
		if got := student80(tc.freedom); math.Abs(got/tc.want-1) > 0.01 {
			t.Errorf("t of %v degrees of freedom: %v, want %v", tc.freedom, got, tc.want)
		}
	}
}
