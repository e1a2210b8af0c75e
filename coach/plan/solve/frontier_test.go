package solve

import (
	"errors"
	"math"
	"testing"
)

// Ensure the frontier is that of its programs one by one, and that dearer comfort never
// means more cold.
func TestFrontier(t *testing.T) {
	p := sixRows(reference().program(96))
	comfort := []int{0, 1}
	scales := make([]float64, 20)
	for i := range scales {
		scales[i] = 0.05 * math.Pow(1.3, float64(i))
	}
	var w, alone Workspace
	count, before := 0, math.Inf(1)
	err := w.Frontier(p, comfort, scales, func(i int, r *Result) {
		if i != count {
			t.Fatalf("visited %d after %d", i, count-1)
		}
		count++
		cold := 0.0
		for _, k := range comfort {
			for _, v := range r.Violations[k] {
				cold += v * stepH
			}
		}
		if cold > before+1e-3 {
			t.Errorf("comfort at %g times its price: %g °C·h outside, %g before", scales[i], cold, before)
		}
		before = cold
		one := *p
		one.Limits = append([]Limit(nil), p.Limits...)
		for _, k := range comfort {
			one.Limits[k].Price = []float64{p.Limits[k].Price[0] * scales[i]}
		}
		a, err := alone.Solve(&one)
		if err != nil || a.Cost != r.Cost {
			t.Errorf("scale %g: cost %v, alone %v (%v)", scales[i], r.Cost, a.Cost, err)
		}
	})
	if err != nil || count != 20 {
		t.Fatalf("%d results, %v", count, err)
	}
	if before > 1 {
		t.Errorf("%g °C·h outside at the highest price", before)
	}
	if price := p.Limits[0].Price[0]; price != 0.5*stepH {
		t.Errorf("the program's own price became %g", price)
	}
}

// Ensure a program that cannot be read ends the series.
func TestFrontierRefuses(t *testing.T) {
	p := reference().program(96)
	p.X0[0] = nan
	var w Workspace
	var in *InputError
	if err := w.Frontier(p, []int{0}, []float64{1}, func(int, *Result) { t.Error("visited") }); !errors.As(err, &in) {
		t.Errorf("error %v", err)
	}
}
