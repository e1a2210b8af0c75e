package solve

import (
	"os/exec"
	"testing"
)

// BenchmarkPlan is one certified schedule from a cold start: the program checked, solved,
// its cost recomputed and its bound proved, with violations and multipliers. The data are
// the reference house (house_test.go) and 19 leakier and colder ones in turn, 6zones96 four
// homes of six coupled zones under a power cap.
//
// cpu_ms is processor time, which a busy machine disturbs least; x_highs is how many times
// longer HiGHS's dual simplex takes on the same programs in the same run (the mean of four,
// the better of two runs each, run() alone), where python3 with highspy is on the path.
//
// Last looked at on one core of an AMD EPYC at 2.4 GHz, Go 1.26, HiGHS 1.16, 0 allocs/op:
//
//	             cpu_ms  iters  x_highs   goal, ms
//	1zone96       0.084    9.7       73       0.15
//	1zone96rows   0.196   11.4       49       0.35
//	6zones96      3.22    11.8       98       8
//	1zone288      0.288   11.9       66       0.5
//
// Of one zone's time a tenth goes into the start, a tenth into cost and certificate, and the
// rest into the four passes of the iterations: two thirds of that into rows and boxes, whose
// arithmetic is without a stall, one third into the Riccati recursion, which waits for its
// own results. Of six zones' time two thirds go into the blocked products of factor.
func BenchmarkPlan(b *testing.B) {
	families := map[string]func(i int) *Program{
		"1zone96":     func(i int) *Program { return colder(i).program(96) },
		"1zone96rows": func(i int) *Program { return sixRows(colder(i).program(96)) },
		"6zones96": func(i int) *Program {
			p := sixZones(96)
			p.X0[0] += 0.1 * float64(i)
			return p
		},
		"1zone288": func(i int) *Program { return colder(i).program(288) },
	}
	for _, name := range []string{"1zone96", "1zone96rows", "6zones96", "1zone288"} {
		b.Run(name, func(b *testing.B) {
			size := 20
			if name == "6zones96" {
				size = 4
			}
			family := make([]*Program, size)
			for i := range family {
				family[i] = families[name](i)
			}
			benchmark(b, family)
		})
	}
}

func benchmark(b *testing.B, family []*Program) {
	var w Workspace
	iterations, widest, ops := 0, 0.0, 0
	solve := func() {
		r, err := w.Solve(family[ops%len(family)])
		if err != nil {
			b.Fatal(err)
		}
		iterations += r.Iterations
		widest = max(widest, r.Gap)
		ops++
	}
	solve() // the workspace grows once
	b.ReportAllocs()
	iterations, ops = 0, 0
	began := processTime()
	for b.Loop() {
		solve()
	}
	took := (processTime() - began).Seconds() / float64(ops)
	b.ReportMetric(float64(iterations)/float64(ops), "iters")
	b.ReportMetric(widest, "gap_dollars")
	b.ReportMetric(1e3*took, "cpu_ms")
	if exec.Command("python3", "-c", "import highspy, numpy").Run() == nil {
		sum := 0.0
		for _, v := range highs(b, family[:4], false, 2) {
			sum += v.CPU
		}
		b.ReportMetric(sum/4/took, "x_highs")
	}
}

// BenchmarkFrontier is the whole frontier of one zone with six rows a step: 20 comfort
// prices in one call.
func BenchmarkFrontier(b *testing.B) {
	p := sixRows(reference().program(96))
	scales := make([]float64, 20)
	for i := range scales {
		scales[i] = 0.1 * float64(i+1)
	}
	var w Workspace
	for b.Loop() {
		if err := w.Frontier(p, []int{0, 1}, scales, func(int, *Result) {}); err != nil {
			b.Fatal(err)
		}
	}
}
