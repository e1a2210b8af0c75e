package solve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
)

const oneZone = `{"step_h":0.25,"a":[[0.97,0.03],[0.06,0.93]],"b":[0.001,0.08],"d":[[-0.1,-0.2],[-0.1,-0.2]],
	"x0":[20,21],"price":[0.07,0.6],"power_max":[12,12],"low":[19,19],"high":[22,22],"comfort_price":0.5}`

const twoZones = `{"step_h":1,"a":[[0.9,0.02],[0.02,0.9]],"b":[[0.5,0],[0,0.5]],"d":[[-1,-1],[-1,-1],[-1,-1]],
	"x0":[20,21],"price":[0.07,-0.6,0.07],"power_max":[[4,4],[4,4],[4,0]],"low":[[19,19],[19,19],[19,19]],
	"high":[[22,22],[22,22],[22,22]],"comfort_price":0.5,"room":[0,1],"power_cap":[5,5,5],"terminal_low":[19,-273]}`

// change replaces the first old in the text by new.
func change(text, old, new string) string {
	if !strings.Contains(text, old) {
		panic("no " + old)
	}
	return strings.Replace(text, old, new, 1)
}

// Ensure each malformed problem is refused with the field and the reason.
func TestParseProblemRefuses(t *testing.T) {
	without := func(text, field string) string {
		var m map[string]json.RawMessage
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			panic(err)
		}
		delete(m, field)
		out, _ := json.Marshal(m)
		return string(out)
	}
	type test struct {
		desc, text, field string
		reason            Reason
	}
	tests := []test{
		{"nothing", "", "", Syntax},
		{"cut off", `{"step_h":0.25,`, "", Syntax},
		{"cut off in a list", `{"low":[1,2`, "low", Syntax},
		{"a list", "[]", "", Shape},
		{"null", "null", "", Shape},
		{"something after", oneZone + " {}", "", Trailing},
		{"a stray word after", oneZone + " x", "", Trailing},
		{"NaN", change(oneZone, "20", "NaN"), "x0", Syntax},
		{"beyond floating point", change(oneZone, "0.07", "1e999"), "price", NotFinite},
		{"an unknown field", change(oneZone, "comfort_price", "comfort_prise"), "comfort_prise", Unknown},
		{"another case of letters", change(oneZone, "step_h", "Step_H"), "Step_H", Unknown},
		{"a field twice", change(oneZone, `"x0"`, `"step_h":1,"x0"`), "step_h", Twice},
		{"a null list", change(oneZone, "[19,19]", "null"), "low", Null},
		{"a null in a list", change(oneZone, "[19,19]", "[19,null]"), "low", Null},
		{"a text in a list", change(oneZone, "[19,19]", `[19,"19"]`), "low", NotNumber},
		{"a truth value", change(oneZone, "0.25", "true"), "step_h", NotNumber},
		{"an object", change(oneZone, "0.25", "{}"), "step_h", Shape},
		{"a list for a number", change(oneZone, "0.25", "[0.25]"), "step_h", Shape},
		{"a number for a list", change(oneZone, "[19,19]", "19"), "low", Shape},
		{"a table for a list", change(oneZone, "[19,19]", "[[19],[19]]"), "low", Shape},
		{"a list among numbers", change(oneZone, "[19,19]", "[19,[19]]"), "low", Shape},
		{"a list of lists of lists", change(oneZone, "[0.97,0.03]", "[[0.97,0.03]]"), "a", Shape},
		{"a ragged A", change(oneZone, "[0.06,0.93]", "[0.06]"), "a", Ragged},
		{"a ragged D", change(oneZone, "[-0.1,-0.2]]", "[-0.1,-0.2,0]]"), "d", Ragged},
		{"an A that is not square", change(oneZone, ",[0.06,0.93]", ""), "a", Length},
		{"a short start", change(oneZone, "[20,21]", "[20]"), "x0", Length},
		{"a long B", change(oneZone, "[0.001,0.08]", "[0.001,0.08,0]"), "b", Length},
		{"a short D", change(oneZone, ",[-0.1,-0.2]]", "]"), "d", Length},
		{"few prices", change(oneZone, "[0.07,0.6]", "[0.07]"), "d", Length},
		{"few bounds", change(oneZone, "[22,22]", "[22]"), "high", Length},
		{"no steps", change(oneZone, "[0.07,0.6]", "[]"), "price", Empty},
		{"no states", change(oneZone, "[[0.97,0.03],[0.06,0.93]]", "[]"), "a", Empty},
		{"a terminal of three", change(oneZone, `"x0"`, `"terminal_low":[1,2,3],"x0"`), "terminal_low", Length},
		{"a step of zero", change(oneZone, "0.25", "0"), "step_h", Range},
		{"a negative step", change(oneZone, "0.25", "-0.25"), "step_h", Range},
		{"a negative capacity", change(oneZone, "[12,12]", "[12,-1]"), "power_max", Range},
		{"a negative comfort price", change(oneZone, "0.5}", "-0.5}"), "comfort_price", Range},
		{"two zones without rooms", without(twoZones, "room"), "room", Missing},
		{"a room for one zone of two", change(twoZones, `"room":[0,1]`, `"room":[0]`), "room", Length},
		{"a room that is no state", change(twoZones, `"room":[0,1]`, `"room":[0,2]`), "room", Range},
		{"half a room", change(twoZones, `"room":[0,1]`, `"room":[0,0.5]`), "room", Range},
		{"a negative cap", change(twoZones, "[5,5,5]", "[5,-5,5]"), "power_cap", Range},
		{"a short cap", change(twoZones, "[5,5,5]", "[5,5]"), "power_cap", Length},
		{"bounds of one zone for two", change(twoZones, "[[19,19],[19,19],[19,19]]", "[19,19,19]"), "low", Shape},
		{"bounds of three zones for two", change(twoZones, "[[19,19],[19,19],[19,19]]", "[[1,1,1],[1,1,1],[1,1,1]]"), "low", Length},
		{"a B of no zones", change(twoZones, "[[0.5,0],[0,0.5]]", "[[],[]]"), "b", Empty},
	}
	for _, f := range names[:10] {
		tests = append(tests, test{"no " + f, without(oneZone, f), f, Missing})
	}
	for _, c := range tests {
		t.Run(c.desc, func(t *testing.T) {
			_, err := ParseProblem(strings.NewReader(c.text))
			var r *Refusal
			if !errors.As(err, &r) {
				t.Fatalf("error %v", err)
			}
			if r.Field != c.field || r.Reason != c.reason {
				t.Errorf("refused %s for %s (%v), want %s for %s", r.Field, r.Reason, err, c.field, c.reason)
			}
			if c.field != "" && !strings.Contains(err.Error(), c.field) {
				t.Errorf("%q does not name %s", err, c.field)
			}
		})
	}
}

// Ensure sizes that would only exhaust the machine are refused.
func TestParseProblemTooLarge(t *testing.T) {
	list := func(n int) string { return "[" + strings.Repeat("0,", n-1) + "0]" }
	wide := list(maxStates + 1)
	for _, c := range []struct{ desc, text, field string }{
		{"steps", change(oneZone, "[0.07,0.6]", list(maxSteps+1)), "price"},
		{"states", change(oneZone, "[[0.97,0.03],[0.06,0.93]]", "["+strings.Repeat(wide+",", maxStates)+wide+"]"), "a"},
		{"zones", change(twoZones, "[[0.5,0],[0,0.5]]", "["+wide+","+wide+"]"), "b"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			_, err := ParseProblem(strings.NewReader(c.text))
			var r *Refusal
			if !errors.As(err, &r) || r.Reason != TooLarge || r.Field != c.field {
				t.Errorf("error %v", err)
			}
		})
	}
	t.Run("bytes", func(t *testing.T) {
		_, err := ParseProblem(io.MultiReader(strings.NewReader(`{"low":[0`), blanks{}))
		var r *Refusal
		if !errors.As(err, &r) || r.Reason != TooLarge || r.Field != "low" {
			t.Errorf("error %v", err)
		}
	})
}

// blanks reads as spaces for ever.
type blanks struct{}

func (blanks) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

// Ensure both forms are read, and solved to what their objective says.
func TestProblemSolve(t *testing.T) {
	for _, c := range []struct {
		desc, text string
		power      int // how deep power_kw is
	}{
		{"one zone", oneZone, 1},
		{"one zone, its fields in another order", `{"comfort_price":0.5,` + change(change(oneZone, "{", ""), `,"comfort_price":0.5}`, "}"), 1},
		{"one zone, its room and cap named", change(oneZone, `"x0"`, `"room":[0],"power_cap":[3,3],"x0"`), 1},
		{"two zones", twoZones, 2},
		{"two thermostats in one room", change(twoZones, `"room":[0,1]`, `"room":[1,1]`), 2},
	} {
		t.Run(c.desc, func(t *testing.T) {
			q, err := ParseProblem(strings.NewReader(c.text))
			if err != nil {
				t.Fatal(err)
			}
			a, err := q.Solve()
			if err != nil {
				t.Fatal(err)
			}
			if want := objective(&q, a); math.Abs(a.CostDollars-want) > 1e-12*(1+math.Abs(want)) {
				t.Errorf("cost %v, by the objective's own words %v", a.CostDollars, want)
			}
			if a.GapDollars != a.CostDollars-a.BoundDollars || a.GapDollars < 0 || a.GapDollars > Tolerance(a.CostDollars) {
				t.Errorf("cost %g, bound %g, gap %g", a.CostDollars, a.BoundDollars, a.GapDollars)
			}
			checkJSON(t, a, c.power)
		})
	}
}

// objective is the cost of an answer, term by term as the contract words it.
func objective(q *Problem, a Answer) float64 {
	sum := 0.0
	x := q.X0
	for t, p := range a.PowerKW {
		next := make([]float64, len(x))
		for i := range x {
			for k := range x {
				next[i] += q.A[i][k] * x[k]
			}
			for j := range p {
				next[i] += q.B[i][j] * p[j]
			}
			next[i] += q.D[t][i]
			if math.Abs(next[i]-a.States[t][i]) > 1e-9 {
				return nan
			}
		}
		x = next
		for j, v := range p {
			sum += q.StepH * q.Price[t] * v
			room := x[q.Room[j]]
			sum += q.ComfortPrice * q.StepH * (math.Max(0, q.Low[t][j]-room) + math.Max(0, room-q.High[t][j]))
		}
	}
	for i, low := range q.TerminalLow {
		sum += q.ComfortPrice * q.StepH * math.Max(0, low-x[i])
	}
	return sum
}

// checkJSON sees that the answer prints as the contract says.
func checkJSON(t *testing.T, a Answer, depth int) {
	t.Helper()
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var back struct {
		Schema  int             `json:"schema"`
		PowerKW json.RawMessage `json:"power_kw"`
		States  [][]float64     `json:"states"`
		Cost    *float64        `json:"cost_dollars"`
		Bound   *float64        `json:"bound_dollars"`
		Gap     *float64        `json:"gap_dollars"`
		Steps   *int            `json:"iterations"`
	}
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.DisallowUnknownFields()
	if err := d.Decode(&back); err != nil {
		t.Fatal(err)
	}
	if back.Schema != 1 || back.Cost == nil || back.Bound == nil || back.Gap == nil || back.Steps == nil || len(back.States) != len(a.States) {
		t.Errorf("printed %s", text)
	}
	var one []float64
	var many [][]float64
	if depth == 1 {
		err = json.Unmarshal(back.PowerKW, &one)
	} else {
		err = json.Unmarshal(back.PowerKW, &many)
	}
	if err != nil || len(one)+len(many) != len(a.PowerKW) {
		t.Errorf("power_kw is %s (%v)", back.PowerKW, err)
	}
}

// FuzzParseProblem: any text is refused with a reason, or is a problem whose program is
// sound, and then a small one has a proven answer or one of the two known errors.
func FuzzParseProblem(f *testing.F) {
	for _, s := range []string{oneZone, twoZones, "", "null", "{}", oneZone + "x",
		change(oneZone, "0.07", "1e308"), change(oneZone, "[12,12]", "[0,1e-300]"), change(oneZone, "0.97", "-1e200"),
		change(oneZone, "0.5}", "0}"), change(oneZone, "[19,19]", "[29,-29]"),
		change(twoZones, "[5,5,5]", "[0,1e-9,5]"), change(twoZones, `"room":[0,1]`, `"room":[1,1]`),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := ParseProblem(strings.NewReader(text))
		if err != nil {
			var r *Refusal
			if !errors.As(err, &r) || r.Reason == "" {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		if err := q.Program().Check(); err != nil {
			t.Fatal(err)
		}
		if len(q.Price)*len(q.X0)*len(q.Room) > 1000 {
			return
		}
		a, err := q.Solve()
		switch {
		case errors.Is(err, ErrGap), errors.Is(err, ErrOverflow):
		case err != nil:
			t.Fatal(err)
		case !(a.GapDollars >= 0 && a.GapDollars <= Tolerance(a.CostDollars)):
			t.Fatalf("cost %g, bound %g, gap %g", a.CostDollars, a.BoundDollars, a.GapDollars)
		default:
			if _, err := json.Marshal(a); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func ExampleParseProblem() {
	q, err := ParseProblem(strings.NewReader(`{"step_h":1,"a":[[1]],"b":[1],"d":[[-1]],"x0":[18],
		"price":[0.1],"power_max":[5],"low":[20],"high":[23],"comfort_price":0.5}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := q.Solve()
	fmt.Printf("%.3f kW, %.3f $, %v\n", a.PowerKW[0][0], a.CostDollars, err)
	// Output: 3.000 kW, 0.300 $, <nil>
}
