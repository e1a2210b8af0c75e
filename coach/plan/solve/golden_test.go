package solve

import (
	"math"
	"testing"
)

func TestGolden(t *testing.T) {
	for N, want := range map[int]float64{96: 9.615577241, 144: 16.716292189, 192: 24.314389166, 288: 39.091673479} {
		var w Workspace
		r, err := w.Solve(tier(reference().program(N)))
		if err != nil || math.Abs(r.Cost-want) > 1e-6 {
			t.Errorf("N=%d: cost %.9f want %.9f bound %.9f iterations %d, %v", N, r.Cost, want, r.Bound, r.Iterations, err)
		}
		e := 0.0
		for _, p := range r.Power {
			e += p * stepH
		}
		t.Log(N, e, r.Cost, r.Bound, r.Iterations)
	}
}
