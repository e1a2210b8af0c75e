package solve

import (
	"math"
	"math/rand"
	"testing"
)

// Ensure each kernel finds the least of its quadratic: no direction leads down from where it
// ends, the slots seen through the dynamics themselves.
func TestKernels(t *testing.T) {
	r := rand.New(rand.NewSource(4))
	for i := range 120 {
		p := randomProgram(r)
		for _, kind := range []string{"two states", "modes", "dense"} {
			var w Workspace
			w.prepare(p)
			switch kind {
			case "two states":
				if !w.two.prepare(p, &w.layout) {
					continue
				}
				w.kernel = &w.two
			case "modes":
				w.general.prepare(p, &w.layout)
				if !w.general.modal {
					continue
				}
				w.kernel = &w.general
			case "dense":
				w.general.keepDense = true
				w.general.prepare(p, &w.layout)
				w.kernel = &w.general
			}
			if slope := steepest(&w, r); slope > 1e-9 {
				t.Fatalf("program %d, %s (%d states, %d powers): slope %g at the end", i, kind, p.States, p.Controls, slope)
			}
		}
	}
}

// steepest gives the kernel a random quadratic and returns the largest slope left, relative
// to the numbers that make it up.
func steepest(w *Workspace, r *rand.Rand) float64 {
	p := *w.p
	p.D, p.X0 = make([]float64, len(p.D)), make([]float64, len(p.X0)) // changes alone
	still := *w
	still.p = &p
	for k := range w.curve {
		w.curve[k], w.slope[k] = math.Exp(6*r.Float64()-3), 2*r.Float64()-1
	}
	for k := range w.stiff {
		w.stiff[k], w.grad[k] = math.Exp(6*r.Float64()-3), 2*r.Float64()-1
	}
	for t := range w.capStiff {
		w.capStiff[t] = 0
		if p.Controls > 1 && r.Intn(2) == 0 {
			w.capStiff[t] = r.Float64()
		}
	}
	w.kernel.factor(w)
	for k := range w.slope { // backward must not depend on what factor saw
		w.slope[k] = 2*r.Float64() - 1
	}
	w.kernel.backward(w)
	w.kernel.forward(w)
	delta := make([]float64, len(w.delta))
	still.values(w.dp, delta)
	worst := 0.0
	unit, seen := make([]float64, len(w.dp)), make([]float64, len(delta))
	for k := range unit {
		unit[k] = 1
		still.values(unit, seen)
		step := k / p.Controls
		sum := w.stiff[k]*w.dp[k] + w.grad[k]
		size := math.Abs(w.grad[k])
		for j := range p.Controls {
			sum += w.capStiff[step] * w.dp[step*p.Controls+j]
		}
		for s, d := range delta {
			sum += (w.curve[s]*d + w.slope[s]) * seen[s]
			size += math.Abs(w.slope[s] * seen[s])
		}
		if p.Value != nil {
			sum += dot(p.Value, still.trial.States[(p.Steps-1)*p.States:])
		}
		worst = math.Max(worst, math.Abs(sum)/(1+size))
		unit[k] = 0
	}
	return worst
}

// Ensure that the kernels lead to the same optimum where several can take a program.
func TestKernelsAgree(t *testing.T) {
	for _, c := range []struct {
		desc string
		p    *Program
	}{
		{"one zone", reference().program(96)},
		{"one zone, six rows", sixRows(reference().program(96))},
		{"six zones under a cap", sixZones(24)},
		{"six zones, six rows", sixRows(sixZones(24))},
	} {
		t.Run(c.desc, func(t *testing.T) {
			var w, dense Workspace
			dense.general.keepDense = true
			a, err := w.Solve(c.p)
			if err != nil {
				t.Fatal(err)
			}
			cost, bound := a.Cost, a.Bound
			dense.prepare(c.p)
			dense.general.prepare(c.p, &dense.layout)
			dense.kernel = &dense.general
			dense.begin(startMu * c.p.typicalPrice())
			if !dense.run() || dense.general.modal {
				t.Fatal(dense.best.Gap, dense.general.modal)
			}
			b := &dense.best
			if cost < b.Bound-1e-9 || b.Cost < bound-1e-9 {
				t.Errorf("cost %g and %g, bound %g and %g", cost, b.Cost, bound, b.Bound)
			}
		})
	}
}

// Ensure the modes of an RC network are found, rebuild it, and are refused to others.
func TestModes(t *testing.T) {
	h := reference()
	h.zones, h.next = 5, 0.05
	a, _, _, _ := h.dynamics()
	n := 10
	var k modes
	if !k.find(a, n) {
		t.Fatal("no modes of an RC network")
	}
	for i := range n {
		for j := range n {
			sum := 0.0
			for r := range n {
				sum += k.to[i*n+r] * k.decay[r] * k.from[r*n+j]
			}
			if math.Abs(sum-a[i*n+j]) > 1e-12 {
				t.Fatalf("rebuilt [%d][%d] is %g, was %g", i, j, sum, a[i*n+j])
			}
		}
	}
	for _, c := range []struct {
		desc string
		a    []float64
	}{
		{"a rotation", []float64{0, 1, -1, 0}},
		{"a one-way coupling", []float64{0.9, 0.1, 0, 0.9}},
		{"a loop that does not close", []float64{.8, .1, .1, .2, .8, .1, .1, .1, .8}},
		{"nothing", []float64{0, 0, 0, 0}},
		{"not a number", []float64{nan, 0, 0, 1}},
	} {
		n := int(math.Sqrt(float64(len(c.a))))
		if k.find(c.a, n) {
			t.Errorf("%s: modes found", c.desc)
		}
	}
}
