package solve

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand"
	"os/exec"
	"testing"
)

// A verdict is what testdata/highs.py says of a program.
type verdict struct {
	Objective   float64     `json:"objective"`
	Power       []float64   `json:"power"`
	Multipliers [][]float64 `json:"multipliers"`
	CPU         float64     `json:"cpu_s"`
}

// highs solves programs with HiGHS, or skips the test where python3 with highspy and numpy
// is not on the path.
func highs(t testing.TB, programs []*Program, tight bool, repeat int) []verdict {
	t.Helper()
	if err := exec.Command("python3", "-c", "import highspy, numpy").Run(); err != nil {
		t.Skip("HiGHS: no python3 with highspy and numpy on the path")
	}
	var in bytes.Buffer
	for _, p := range programs {
		if err := json.NewEncoder(&in).Encode(question(p, tight, repeat)); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("python3", "testdata/highs.py")
	cmd.Stdin = &in
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("HiGHS: %v\n%s", err, complaint.Bytes())
	}
	if at := bytes.IndexByte(out, '{'); at > 0 { // its banner
		out = out[at:]
	}
	d := json.NewDecoder(bytes.NewReader(out))
	verdicts := make([]verdict, len(programs))
	for i := range verdicts {
		if err := d.Decode(&verdicts[i]); err != nil {
			t.Fatal(err)
		}
	}
	return verdicts
}

// question is a program in the words of testdata/highs.py.
func question(p *Program, tight bool, repeat int) map[string]any {
	limits := make([]map[string]any, len(p.Limits))
	for i, l := range p.Limits {
		bounds := make([]*float64, len(l.Bound))
		for t := range bounds {
			if !math.IsNaN(l.Bound[t]) {
				bounds[t] = &l.Bound[t]
			}
		}
		limits[i] = map[string]any{"of": l.Of, "side": l.Side, "weight": l.Weight, "bound": bounds, "price": l.Price}
	}
	return map[string]any{"steps": p.Steps, "states": p.States, "controls": p.Controls, "a": p.A, "b": p.B,
		"d": p.D, "x0": p.X0, "price": p.Price, "max": p.Max, "cap": p.Cap, "value": p.Value,
		"limits": limits, "tight": tight, "repeat": repeat}
}

// Ensure HiGHS, on a programme built from the same numbers by other code, finds the same
// optimum: its powers cost no less than our bound, its multipliers prove no more than our
// cost, and its objective is ours.
func TestHighs(t *testing.T) {
	r := rand.New(rand.NewSource(5))
	var programs []*Program
	for range 150 {
		programs = append(programs, randomProgram(r))
	}
	for i := range 5 {
		programs = append(programs, colder(i).program(96), sixRows(tier(colder(i).program(96))))
	}
	programs = append(programs, sixZones(48), sixRows(tier(sixZones(24))))
	var w Workspace
	for i, v := range highs(t, programs, true, 1) {
		p := programs[i]
		res, err := w.Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		for k := range v.Power {
			v.Power[k] = math.Min(math.Max(v.Power[k], 0), p.Max[k])
		}
		for s, most := range p.Cap {
			power, sum := v.Power[s*p.Controls:][:p.Controls], 0.0
			for _, q := range power {
				sum += q
			}
			for j := range power {
				power[j] *= math.Min(1, most/math.Max(sum, 1e-300))
			}
		}
		upper, lower := evaluate(p, v.Power), p.Bound(v.Multipliers, nil)
		scale := 1 + math.Abs(res.Cost)
		if res.Bound > upper+1e-9*scale || res.Cost < lower-1e-9*scale {
			t.Errorf("program %d: ours %.10g…%.10g, HiGHS %.10g…%.10g", i, res.Bound, res.Cost, lower, upper)
		}
		if math.Abs(v.Objective-res.Cost) > 2e-6*scale {
			t.Errorf("program %d: cost %.9g, HiGHS's objective %.9g", i, res.Cost, v.Objective)
		}
	}
}
