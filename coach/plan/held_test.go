package plan

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestHeld(t *testing.T) {
	for _, c := range []struct {
		name            string
		want, low, high []float64
		get             []float64
	}{
		{name: "nothing to do", want: []float64{20, 20, 20, 20}, get: []float64{20, 20, 20, 20}},
		{name: "rounds to half degrees", want: []float64{20.2, 20.2, 19.8, 19.8}, get: []float64{20, 20, 20, 20}},
		{name: "a lone slot is shared with its neighbour", want: []float64{20, 20, 18, 20, 20}, get: []float64{20, 19, 19, 20, 20}},
		{name: "a half hour is", want: []float64{20, 20, 18, 18, 20, 20}, get: []float64{20, 20, 18, 18, 20, 20}},
		{name: "a ramp becomes stairs", want: []float64{20, 20, 20.3, 20.5, 20.7, 21, 21}, get: []float64{20, 20, 20.5, 20.5, 20.5, 21, 21}},
		{name: "the first run may be short", want: []float64{21, 20, 20, 20}, get: []float64{21, 20, 20, 20}},
		{name: "a floor holds", want: []float64{16, 16, 16, 16}, low: []float64{16, 16, 18, 18}, high: []float64{23, 23, 23, 23}, get: []float64{16, 16, 18, 18}},
		{name: "a lone floor takes its neighbour along", want: []float64{16, 16, 16, 16, 16}, low: []float64{16, 16, 18, 16, 16}, high: []float64{23, 23, 23, 23, 23}, get: []float64{16, 16, 18, 18, 16}},
		{name: "a floor above the ceiling wins", want: []float64{16, 16}, low: []float64{20, 20}, high: []float64{19, 19}, get: []float64{20, 20}},
		{name: "none", want: nil, get: nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := held(c.want, c.low, c.high)
			if len(c.get) == 5 && c.low != nil { // the neighbour before or after: both as near
				if got[2] != 18 || (got[1] != 18 && got[3] != 18) {
					t.Errorf("held = %v", got)
				}
				return
			}
			if !slices.Equal(got, c.get) {
				t.Errorf("held = %v, want %v", got, c.get)
			}
		})
	}
}

// held is the best there is: against every schedule of a small problem.
func TestHeldIsNearest(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for trial := range 200 {
		n := 3 + rnd.IntN(5)
		want, low, high := make([]float64, n), make([]float64, n), make([]float64, n)
		for i := range want {
			want[i] = 18 + 3*rnd.Float64()
			low[i], high[i] = 18, 21
			if rnd.IntN(4) == 0 {
				low[i] = 19.5
			}
			want[i] = max(want[i], low[i])
		}
		got := distance(held(want, low, high), want, low)
		best := math.Inf(1)
		values := candidates(want, low)
		pick := make([]float64, n)
		var try func(i int)
		try = func(i int) {
			if i == n {
				if isHeld(pick) {
					best = min(best, distance(pick, want, low))
				}
				return
			}
			for _, v := range values {
				pick[i] = v
				try(i + 1)
			}
		}
		try(0)
		if got > best+1e-9 {
			t.Fatalf("trial %d: cost %.6f, the best is %.6f (want %v)", trial, got, best, want)
		}
	}
}

// distance is the cost that held minimises.
func distance(got, want, low []float64) float64 {
	sum := 0.0
	for i := range got {
		d := got[i] - want[i]
		sum += d * d
		if got[i] < low[i]-1e-9 {
			sum += 1e9 * (low[i] - got[i])
		}
		if i > 0 && got[i] != got[i-1] {
			sum += 1e-3
		}
	}
	return sum
}

// isHeld reports whether every run but the first and the last is half an hour or more.
func isHeld(x []float64) bool {
	changed := 0
	for i := 1; i < len(x); i++ {
		if x[i] == x[i-1] {
			continue
		}
		if changed > 0 && i-changed < minRun {
			return false
		}
		changed = i
	}
	return true
}
