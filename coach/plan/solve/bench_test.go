package solve

import "testing"

func BenchmarkPlan(b *testing.B) {
	for _, c := range benchmarks() {
		b.Run(c.name, func(b *testing.B) {
			var w Workspace
			iters, gap := 0, 0.0
			for _, p := range c.family {
				if _, err := w.Solve(p); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				r, err := w.Solve(c.family[i%len(c.family)])
				if err != nil {
					b.Fatal(err)
				}
				iters += r.Iterations
				if r.Gap > gap {
					gap = r.Gap
				}
				i++
			}
			b.ReportMetric(float64(iters)/float64(b.N), "iters")
			b.ReportMetric(gap, "gap_dollars")
		})
	}
}

type benchmark struct {
	name   string
	family []*Program
}

func benchmarks() []benchmark {
	all := []benchmark{{name: "1zone96"}, {name: "1zone96rows"}, {name: "6zones96"}, {name: "1zone288"}}
	for i := range 20 {
		all[0].family = append(all[0].family, colder(i).program(96))
		all[1].family = append(all[1].family, sixRows(colder(i).program(96)))
		all[3].family = append(all[3].family, colder(i).program(288))
	}
	for i := range 4 {
		p := sixZones(96)
		p.X0[0] += 0.1 * float64(i)
		all[2].family = append(all[2].family, p)
	}
	return all
}
