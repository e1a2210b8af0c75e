package main

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
)

// asksFor are those of a plan by zone, °C by slot.
func asksFor(p plan.Plan) string {
	var zones [][]plan.Slot
	for _, z := range p.Zones {
		slots := slices.Clone(z.Slots)
		for i := range slots {
			slots[i] = plan.Slot{SetpointC: slots[i].SetpointC}
		}
		zones = append(zones, slots)
	}
	raw, _ := json.Marshal(zones)
	return string(raw)
}

// What a person turned the dial to and kept is the plan after the program was left and opened
// again: on the screen, in the report, in `courant plan` and on the sheet, in a person's own
// store and in the simulated pilot.
func TestChoiceOutlivesTheProgram(t *testing.T) {
	for _, c := range []struct {
		desc   string
		person func() *person
	}{
		{"a person's own store", func() *person { return livesIn(t, "winter-credit") }},
		{"the simulated pilot", func() *person {
			p := newPerson(t)
			p.must(exitDone, "demo", "--homes", "3", "--seed", "1")
			return p
		}},
	} {
		p, ctx := c.person(), context.Background()
		src := p.sourceOf(t)
		names, err := src.st.Names(ctx)
		if err != nil {
			t.Fatal(err)
		}
		id := names[0]
		r, err := src.Report(ctx, id, p.now)
		if err != nil || r.Dial == nil || len(r.Dial.Points) == 0 {
			t.Fatalf("%s: nothing to turn: %v", c.desc, err)
		}
		chosen := r.Dial.Plan(r.Dial.Chosen + 6)
		if asksFor(chosen) == asksFor(*r.Plan) {
			t.Fatalf("%s: six notches change nothing", c.desc)
		}
		if err := src.Keep(ctx, chosen, "", p.now); err != nil {
			t.Fatal(err)
		}
		p.now = p.now.Add(time.Minute)
		again := p.sourceOf(t)
		r, err = again.Report(ctx, id, p.now)
		if err != nil || asksFor(*r.Plan) != asksFor(chosen) || r.Plan.Comfort != chosen.Comfort || r.Plan.Replan != nil {
			t.Errorf("%s: opened again, the plan is another: comfort %d, want %d; %+v, %v", c.desc, r.Plan.Comfort, chosen.Comfort, r.Plan.Replan, err)
		}
		var printed plan.Plan
		if err := json.Unmarshal([]byte(p.must(exitDone, "plan", string(id), "--json")), &printed); err != nil || asksFor(printed) != asksFor(chosen) {
			t.Errorf("%s: `courant plan` has another plan, %v", c.desc, err)
		}
		sheet, err := again.Apply(ctx, *r.Plan, p.now, "fr")
		if err != nil {
			t.Fatal(err)
		}
		p.now = p.now.Add(20 * time.Minute)
		if r, err = p.sourceOf(t).Report(ctx, id, p.now); err != nil || asksFor(*r.Plan) != asksFor(chosen) {
			t.Errorf("%s: the plan is not what is on the sheet %s: %+v, %v", c.desc, sheet, r.Plan.Replan, err)
		}

		// Another mode that is kept is the home's, at that mode's own comfort.
		other, err := again.ReportMode(ctx, id, p.now, home.Extreme)
		if err != nil {
			t.Fatal(err)
		}
		if err := again.Keep(ctx, *other.Plan, home.Extreme, p.now); err != nil {
			t.Fatal(err)
		}
		p.now = p.now.Add(time.Minute)
		if r, err = p.sourceOf(t).Report(ctx, id, p.now); err != nil || r.Plan.Mode != home.Extreme || r.Plan.Comfort != 0 || asksFor(*r.Plan) != asksFor(*other.Plan) {
			t.Errorf("%s: mode %s, comfort %d, %v", c.desc, r.Plan.Mode, r.Plan.Comfort, err)
		}
	}
}

// Nothing is kept under --read-only: the store refuses it.
func TestReadOnlyKeepsNothing(t *testing.T) {
	p := livesIn(t, "winter-credit")
	src := p.sourceOf(t)
	r, err := src.Report(context.Background(), "h-1", p.now)
	if err != nil {
		t.Fatal(err)
	}
	src.app.cfg.ReadOnly = true
	if _, err := src.Apply(context.Background(), *r.Plan, p.now, "fr"); err != nil {
		t.Fatal(err)
	}
	if n := len(plansGiven(p)); n != 0 {
		t.Errorf("%d plans are kept", n)
	}
	if out := p.must(exitDone, "export", "h-1", "--format", "json"); strings.Contains(out, `"choice"`) {
		t.Error("a choice is kept")
	}
}
