package solve

import (
	"math"
	"math/rand"
	"testing"
)

var nan = math.NaN()

// Ensure of any program: bound ≤ cost with the gap closed, powers within their limits, the
// conditions of optimality row by row, and no schedule or multipliers that contradict.
func TestSolveProperties(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	var w Workspace
	for i := range 400 {
		p := randomProgram(r)
		res, err := w.Solve(p)
		if err != nil {
			t.Fatalf("program %d (%d states, %d powers, %d steps): %v", i, p.States, p.Controls, p.Steps, err)
		}
		if !(res.Gap >= 0) || res.Gap > Tolerance(res.Cost) || res.Gap != res.Cost-res.Bound {
			t.Fatalf("program %d: cost %g, bound %g, gap %g", i, res.Cost, res.Bound, res.Gap)
		}
		if got := evaluate(p, res.Power); got != res.Cost {
			t.Fatalf("program %d: cost %v, recomputed %v", i, res.Cost, got)
		}
		if got := p.Bound(res.Multipliers, nil); math.Abs(got-res.Bound) > 1e-9*(1+math.Abs(got)) {
			t.Fatalf("program %d: bound %v, recomputed %v", i, res.Bound, got)
		}
		checkPower(t, p, res)
		checkOptimality(t, p, res)
		scale := 1e-9 * (1 + math.Abs(res.Cost))
		for range 5 {
			if c := evaluate(p, randomPower(r, p)); c < res.Bound-scale {
				t.Fatalf("program %d: a random schedule costs %g, under the bound %g", i, c, res.Bound)
			}
			if b := p.Bound(randomMultipliers(r, p), nil); b > res.Cost+scale {
				t.Fatalf("program %d: random multipliers prove %g, above the cost %g", i, b, res.Cost)
			}
		}
		for range 5 { // schedules near the optimum
			power, other := append([]float64(nil), res.Power...), randomPower(r, p)
			for k := range power {
				power[k] += 1e-3 * (other[k] - power[k])
			}
			if c := evaluate(p, power); c < res.Bound-scale {
				t.Fatalf("program %d: a near schedule costs %g, under the bound %g", i, c, res.Bound)
			}
		}
	}
}

func checkPower(t *testing.T, p *Program, res *Result) {
	t.Helper()
	for k, v := range res.Power {
		if v < 0 || v > p.Max[k] {
			t.Fatalf("power %d is %g of %g", k, v, p.Max[k])
		}
	}
	for s, most := range p.Cap {
		sum := 0.0
		for _, v := range res.Power[s*p.Controls:][:p.Controls] {
			sum += v
		}
		if sum > most+1e-12 {
			t.Fatalf("step %d uses %g under a cap of %g", s, sum, most)
		}
	}
}

// checkOptimality sees that limits are paid for where they give way and free where they
// hold: the gap is a sum of terms that cannot be negative, so each is at most the gap.
func checkOptimality(t *testing.T, p *Program, res *Result) {
	t.Helper()
	for i := range p.Limits {
		l := &p.Limits[i]
		for s, bound := range l.Bound {
			v, a, price := res.Violations[i][s], res.Multipliers[i][s], l.price(s)
			if bound != bound {
				if v != 0 || a != 0 {
					t.Fatalf("limit %d step %d: no bound, yet violation %g, multiplier %g", i, s, v, a)
				}
				continue
			}
			if v < 0 || a < 0 || a > price*(1+1e-12) {
				t.Fatalf("limit %d step %d: violation %g, multiplier %g of %g", i, s, v, a, price)
			}
			g := float64(l.Side) * (l.value(p, res.Power, res.States, s) - bound)
			if math.Abs(v-math.Max(0, -g)) > 1e-12*(1+math.Abs(g)) {
				t.Fatalf("limit %d step %d: violation %g of %g", i, s, v, -g)
			}
			if lost := price*v + a*g; lost > res.Gap+1e-9*(1+math.Abs(res.Cost)) {
				t.Fatalf("limit %d step %d: loses %g, gap %g", i, s, lost, res.Gap)
			}
		}
	}
}

func randomMultipliers(r *rand.Rand, p *Program) [][]float64 {
	m := make([][]float64, len(p.Limits))
	odd := []float64{nan, math.Inf(1), math.Inf(-1), -1}
	for i := range m {
		l := &p.Limits[i]
		for t := range l.Bound {
			v := 1.5 * l.price(t) * r.Float64()
			if r.Intn(10) == 0 {
				v = odd[r.Intn(len(odd))]
			}
			m[i] = append(m[i], v)
		}
	}
	return m
}

// Ensure a program that can be solved by hand is: one step, one state, one limit. Heating
// is worth its price as long as comfort pays more for it.
func TestSolveByHand(t *testing.T) {
	for _, c := range []struct {
		desc                string
		price, most, weight float64
		cap                 []float64
		power, cost         float64
	}{
		{"heat up to the limit", 0.1, 5, 1, nil, 3, 0.3},
		{"heat as far as it goes", 0.1, 2, 1, nil, 2, 0.2 + 0.5},
		{"the cap as far as it goes", 0.1, 2, 1, []float64{1}, 1, 0.1 + 2*0.5},
		{"too dear to heat", 0.6, 5, 1, nil, 0, 3 * 0.5},
		{"paid to heat, no harm in it", -0.1, 5, 1, nil, 5, -0.5},
		{"what heats hardly", 0.1, 5, 0.1, nil, 0, 3 * 0.5},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := &Program{Steps: 1, States: 1, Controls: 1, A: []float64{1}, B: []float64{c.weight},
				D: []float64{-1}, X0: []float64{18}, Price: []float64{c.price}, Max: []float64{c.most}, Cap: c.cap,
				Limits: []Limit{{Level, AtLeast, []float64{1}, []float64{20}, []float64{0.5}}}}
			var w Workspace
			r, err := w.Solve(p)
			if err != nil || math.Abs(r.Cost-c.cost) > 1e-6 || math.Abs(r.Power[0]-c.power) > 1e-4 {
				t.Errorf("power %g, cost %g, want %g, %g (%v)", r.Power[0], r.Cost, c.power, c.cost, err)
			}
		})
	}
}

// Ensure what a workspace did before leaves no trace: same bytes from a used one and a new.
func TestSolveDeterministic(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	var used Workspace
	for range 60 {
		p := randomProgram(r)
		var fresh Workspace
		a, _ := used.Solve(p)
		b, _ := fresh.Solve(p)
		if a.Cost != b.Cost || a.Bound != b.Bound || a.Iterations != b.Iterations {
			t.Fatalf("used workspace %v %v %d, new one %v %v %d", a.Cost, a.Bound, a.Iterations, b.Cost, b.Bound, b.Iterations)
		}
		for k := range a.Power {
			if a.Power[k] != b.Power[k] {
				t.Fatalf("power %d: %v and %v", k, a.Power[k], b.Power[k])
			}
		}
	}
}

// Ensure nothing is allocated after the first solve of a size.
func TestSolveAllocations(t *testing.T) {
	r := rand.New(rand.NewSource(3))
	programs := []*Program{
		reference().program(96), sixRows(tier(reference().program(96))), sixZones(24), sixRows(sixZones(24)),
	}
	for range 20 {
		programs = append(programs, randomProgram(r))
	}
	var w Workspace
	solve := func() {
		for _, p := range programs {
			w.Solve(p)
		}
	}
	solve()
	if n := testing.AllocsPerRun(3, solve); n != 0 {
		t.Errorf("%v allocations in %d solves", n, len(programs))
	}
}
