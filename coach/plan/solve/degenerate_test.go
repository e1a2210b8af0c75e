package solve

import (
	"errors"
	"math"
	"math/rand"
	"testing"
)

// Ensure that every odd case has an answer with its proof, or a clear reason.
func TestDegenerate(t *testing.T) {
	all := func(v []float64, x float64) {
		for i := range v {
			v[i] = x
		}
	}
	base := func() *Program { return reference().program(96) }
	for _, c := range []struct {
		desc string
		make func() *Program
		see  func(*Program, *Result) bool // nil: only the proof
	}{
		{"no power anywhere", func() *Program { p := base(); all(p.Max, 0); return p },
			func(_ *Program, r *Result) bool { return energy(r) == 0 }},
		{"power at every other step", func() *Program {
			p := base()
			for t := 0; t < 96; t += 2 {
				p.Max[t] = 0
			}
			return p
		}, nil},
		{"next to no power", func() *Program { p := base(); all(p.Max, 1e-9); return p }, nil},
		{"power without bounds to speak of", func() *Program { p := base(); all(p.Max, 1e6); return p }, nil},
		{"one step", func() *Program { return reference().program(1) }, nil},
		{"low above high", func() *Program {
			p := base()
			p.Limits[0].Bound, p.Limits[1].Bound = p.Limits[1].Bound, p.Limits[0].Bound
			return p
		}, nil},
		{"low equal to high", func() *Program { p := base(); p.Limits[1].Bound = p.Limits[0].Bound; return p }, nil},
		{"no price", func() *Program { p := base(); all(p.Price, 0); return p },
			func(_ *Program, r *Result) bool { return r.Cost < 1e-6 }},
		{"a negative price", func() *Program { p := base(); all(p.Price, -0.1); return p },
			func(_ *Program, r *Result) bool { return r.Cost < 0 }},
		{"a price of 10,000 $/kWh in one step", func() *Program { p := base(); p.Price[40] = 2500; return p },
			func(_ *Program, r *Result) bool { return r.Power[40] < 1e-6 }},
		{"comfort for nothing", func() *Program {
			p := base()
			p.Limits[0].Price, p.Limits[1].Price = []float64{0}, []float64{0}
			return p
		}, func(_ *Program, r *Result) bool { return r.Cost == 0 && r.Iterations == 0 }},
		{"comfort for nothing at a negative price under a cap", func() *Program {
			p := sixZones(4)
			for i := range p.Limits {
				p.Limits[i].Price = []float64{0}
			}
			all(p.Price, -1)
			all(p.Cap, 3)
			return p
		}, func(_ *Program, r *Result) bool { return math.Abs(r.Cost+12) < 1e-9 }},
		{"comfort at any price", func() *Program { p := base(); p.Limits[0].Price = []float64{1e4}; return p }, nil},
		{"comfort for next to nothing", func() *Program { p := base(); p.Limits[0].Price = []float64{1e-9}; return p }, nil},
		{"no limits at all", func() *Program { p := base(); p.Limits = nil; return p },
			func(_ *Program, r *Result) bool { return r.Cost == 0 }},
		{"nothing but a value of the end", func() *Program {
			p := base()
			p.Limits, p.Value = nil, []float64{-1, -1}
			return p
		}, func(_ *Program, r *Result) bool { return r.Power[95] == 12 }},
		{"a house that cannot hold at −30 °C", func() *Program {
			h := reference()
			h.outdoor, h.power = -30, 3
			return sixRows(h.program(96))
		}, func(_ *Program, r *Result) bool { return r.Violations[0][95] > 1 }},
		{"a start far from anything", func() *Program { p := base(); all(p.X0, -40); return p }, nil},
		{"a dead heater", func() *Program { p := base(); all(p.B, 0); return p },
			func(_ *Program, r *Result) bool { return energy(r) < 1e-6 }},
		{"a heater that the room does not feel at once", func() *Program { p := base(); p.B = []float64{0.05, 0}; return p }, nil},
		{"a cap of zero", func() *Program { p := sixZones(24); all(p.Cap, 0); return p }, nil},
		{"a cap of zero at some steps", func() *Program { p := sixZones(24); all(p.Cap[8:12], 0); return p }, nil},
		{"a cap that never binds", func() *Program { p := sixZones(24); all(p.Cap, 1e6); return p }, nil},
		{"a cap on a single power", func() *Program {
			p := base()
			p.Cap = make([]float64, 96)
			all(p.Cap, 2)
			return p
		}, func(_ *Program, r *Result) bool { return energy(r) < 48 }},
		{"twins: two limits on one state, apart in price", func() *Program {
			p := base()
			p.Limits = append(p.Limits, p.Limits[0])
			return p
		}, nil},
		{"a limit on the envelope too", func() *Program {
			p := base()
			l := p.Limits[0]
			l.Weight = []float64{1, 0}
			p.Limits = append(p.Limits, l)
			return p
		}, nil},
	} {
		t.Run(c.desc, func(t *testing.T) {
			var w Workspace
			p := c.make()
			r, err := w.Solve(p)
			if err != nil {
				t.Fatalf("%v (%+v)", err, r)
			}
			if !(r.Gap >= 0 && r.Gap <= Tolerance(r.Cost)) {
				t.Errorf("cost %g, gap %g", r.Cost, r.Gap)
			}
			if c.see != nil && !c.see(p, r) {
				t.Errorf("not as it should be: cost %g, %d iterations, powers %v", r.Cost, r.Iterations, r.Power)
			}
			checkPower(t, p, r)
			checkOptimality(t, p, r)
		})
	}
}

// Ensure that numbers which floating point cannot carry are told from answers.
func TestOverflow(t *testing.T) {
	var w Workspace
	p := reference().program(96)
	p.A = []float64{1e10, 0, 0, 1e10}
	if _, err := w.Solve(p); !errors.Is(err, ErrOverflow) {
		t.Errorf("error %v", err)
	}
}

// Ensure that where arithmetic cannot close the gap the best there is comes back, with its
// gap, and the error that says so.
func TestGap(t *testing.T) {
	var w Workspace
	p := reference().program(96)
	p.A = []float64{2, 0.2, -0.2, 2} // grows 10²⁹-fold
	r, err := w.Solve(p)
	if !errors.Is(err, ErrGap) || !(r.Gap > Tolerance(r.Cost)) || r.Gap != r.Cost-r.Bound {
		t.Fatalf("cost %g, gap %g, error %v", r.Cost, r.Gap, err)
	}
	checkPower(t, p, r)
	seen := 0
	err = w.Frontier(p, []int{0}, []float64{1, 2}, func(int, *Result) { seen++ })
	if !errors.Is(err, ErrGap) || seen != 2 {
		t.Errorf("frontier: %d results, error %v", seen, err)
	}
}

// Ensure that limits whose prices are twelve decades apart are no trouble.
func TestPricesFarApart(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	var w Workspace
	for i := range 200 {
		p := randomProgram(r)
		for k := range p.Limits {
			p.Limits[k].Price = []float64{p.Limits[k].Price[0] * math.Pow(10, 12*r.Float64()-6)}
		}
		res, err := w.Solve(p)
		if err != nil {
			t.Fatalf("program %d: cost %g, gap %g, %d iterations: %v", i, res.Cost, res.Gap, res.Iterations, err)
		}
		checkOptimality(t, p, res)
	}
}

// Ensure that what is not a program is refused by the name of its field.
func TestCheck(t *testing.T) {
	for _, c := range []struct {
		desc   string
		change func(*Program)
		want   InputError
	}{
		{"no steps", func(p *Program) { p.Steps = 0 }, InputError{"Steps, States, Controls", "value"}},
		{"a short A", func(p *Program) { p.A = p.A[:3] }, InputError{"A", "length"}},
		{"a gap in D", func(p *Program) { p.D[7] = nan }, InputError{"D", "value"}},
		{"no start", func(p *Program) { p.X0 = nil }, InputError{"X0", "length"}},
		{"an infinite price", func(p *Program) { p.Price[0] = math.Inf(1) }, InputError{"Price", "value"}},
		{"a negative limit of power", func(p *Program) { p.Max[3] = -1 }, InputError{"Max", "value"}},
		{"a negative cap", func(p *Program) { p.Cap = make([]float64, 96); p.Cap[0] = -1 }, InputError{"Cap", "value"}},
		{"a short value", func(p *Program) { p.Value = []float64{1} }, InputError{"Value", "length"}},
		{"a limit of nothing known", func(p *Program) { p.Limits[1].Of = 9 }, InputError{"Limits[1].Of", "value"}},
		{"a limit of no side", func(p *Program) { p.Limits[1].Side = 0 }, InputError{"Limits[1].Side", "value"}},
		{"a limit of few weights", func(p *Program) { p.Limits[0].Weight = nil }, InputError{"Limits[0].Weight", "length"}},
		{"a limit of a few steps", func(p *Program) { p.Limits[0].Bound = p.Limits[0].Bound[:5] }, InputError{"Limits[0].Bound", "length"}},
		{"an infinite bound", func(p *Program) { p.Limits[0].Bound[5] = math.Inf(-1) }, InputError{"Limits[0].Bound", "value"}},
		{"a negative price of a limit", func(p *Program) { p.Limits[0].Price = []float64{-1} }, InputError{"Limits[0].Price", "value"}},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := reference().program(96)
			c.change(p)
			var w Workspace
			_, err := w.Solve(p)
			var got *InputError
			if !errors.As(err, &got) || *got != c.want {
				t.Errorf("error %v, want %v", err, &c.want)
			}
		})
	}
}
