package solve

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func load(dir string) (out []*Program) {
	files, _ := filepath.Glob(filepath.Join(dir, "*.json"))
	for _, f := range files {
		r, _ := os.Open(f)
		p, err := ParseProblem(r)
		r.Close()
		if err != nil {
			panic(err)
		}
		out = append(out, p.Program())
	}
	return
}

func sweepRun(fams []benchmark, label string) {
	fmt.Printf("%-30s", label)
	for _, f := range fams {
		var w Workspace
		n, worst, bad := 0, 0, 0
		for _, p := range f.family {
			r, err := w.Solve(p)
			if err != nil {
				bad++
			}
			n += r.Iterations
			if r.Iterations > worst {
				worst = r.Iterations
			}
		}
		fmt.Printf(" %s %.2f/%d/%d", f.name, float64(n)/float64(len(f.family)), worst, bad)
	}
	fmt.Println()
}

func sweepFams() []benchmark {
	fams := benchmarks()
	d := os.Getenv("SOLVE_DIR")
	var p1, mix []*Program
	for i, p := range load(d + "/p1") {
		if i%4 == 0 && p.Limits[0].Price[0] > 0 {
			p1 = append(p1, p)
		}
	}
	for i, p := range load(d + "/mix") {
		if i%4 == 1 && p.Limits[0].Price[0] > 0 {
			mix = append(mix, p)
		}
	}
	return append(fams, benchmark{"p1", p1}, benchmark{"mix", mix})
}

func TestSweep(t *testing.T) {
	if os.Getenv("SWEEP") == "" {
		t.Skip()
	}
	fams := sweepFams()
	sweepRun(fams, "now")
}
