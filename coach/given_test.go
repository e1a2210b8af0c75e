package coach

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
)

// given is a question with its own plan given at its moment.
func given(t *testing.T, q Question) (Question, plan.Plan) {
	t.Helper()
	d := PlanDate(q)
	p := PlanDay(q, d)
	g, ok := Given(p, d, q.At)
	if !ok {
		t.Fatal("nothing to give")
	}
	kept, changed := home.Give(home.Profile{Plans: q.Home.Plans}, g)
	if !changed {
		t.Fatal("nothing new to give")
	}
	q.Home.Plans = kept.Plans
	return q, p
}

// halfWarmer is a question whose given plans ask for half a degree more in every window.
func halfWarmer(q Question) Question {
	plans := slices.Clone(q.Home.Plans)
	for i := range plans {
		plans[i].Zones = slices.Clone(plans[i].Zones)
		for j, z := range plans[i].Zones {
			steps := slices.Clone(z.Steps)
			low := steps[0].SetpointC
			for _, s := range steps {
				low = min(low, s.SetpointC)
			}
			for k := range steps {
				if steps[k].SetpointC == low {
					steps[k].SetpointC += 0.5
				}
			}
			plans[i].Zones[j].Steps = steps
		}
	}
	q.Home.Plans = plans
	return q
}

func sameSetpoints(p, q plan.Plan) bool {
	return slices.EqualFunc(p.Zones, q.Zones, func(x, y plan.Zone) bool {
		return slices.EqualFunc(x.Slots, y.Slots, func(s, t plan.Slot) bool { return sameMaybe(s.SetpointC, t.SetpointC) })
	})
}

// mute is a question in which the given rooms' sensors and thermostats fall silent at a
// moment; without a name all that is measured does, but the weather.
func mute(q Question, at time.Time, zones ...string) Question {
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		if lost := len(zones) == 0 || slices.Contains(zones, k.Zone); lost && k.Kind != series.Outdoor && k.Kind != series.Solar {
			s = s.Slice(s.Start, at)
		}
		return &s
	})
}

// A plan that was given comes back byte for byte when the same question is asked again, and
// stands beside the next one: changed for a stated gain before its event, kept once that has
// begun.
func TestGivenPlanStands(t *testing.T) {
	q := ask(t, 0)
	asked, p := given(t, q)
	x, _ := json.Marshal(Review(q))
	y, _ := json.Marshal(Review(asked))
	if !bytes.Equal(x, y) {
		t.Error("the same question has another answer once its plan was given")
	}
	later := asked
	later.At = q.At.Add(90 * time.Minute)
	for _, c := range []struct {
		desc string
		q    Question
		at   time.Time
		why  string // "": nothing to say
	}{
		{"a second later", asked, q.At.Add(time.Second), ""},
		{"later the same evening", asked, later.At, plan.ReplanSmall},
		{"half a degree warmer than it pays", halfWarmer(asked), later.At, plan.ReplanGain},
		{"the same once its preheat has begun", halfWarmer(asked), p.Windows[0].PreheatStart, plan.ReplanUnderWay},
		{"the same in the window", halfWarmer(asked), p.Windows[0].Start.Add(time.Hour), plan.ReplanUnderWay},
	} {
		c.q.At = c.at
		for _, dial := range []bool{false, true} {
			c.q.Frontier = dial
			got := *Glance(c.q).Plan
			switch r := got.Replan; {
			case c.why == "" && r != nil, c.why != "" && (r == nil || r.Why != c.why):
				t.Errorf("%s: %+v", c.desc, r)
			case r != nil && !r.GivenAt.Equal(q.At):
				t.Errorf("%s: given at %v", c.desc, r.GivenAt)
			case r != nil && !r.Kept && !(r.GainDollars > 0.1):
				t.Errorf("%s: changed for %v $", c.desc, r.GainDollars)
			}
			if c.why == plan.ReplanUnderWay || c.why == plan.ReplanSmall {
				if last := lastPlan(c.q.Home.Plans[0]); !sameSetpoints(got, *last) {
					t.Errorf("%s: the plan is not the one given", c.desc)
				}
			}
		}
	}
}

// A sensor that falls silent in the middle of an event leaves the plan as it was given, or as
// it was at midnight, and is named.
func TestSensorLostInAnEvent(t *testing.T) {
	q := ask(t, 0)
	asked, p := given(t, q)
	w := p.Windows[0]
	middle := w.Start.Add(w.End.Sub(w.Start) / 2)
	rooms := make([]string, len(q.Home.Zones))
	for i, z := range q.Home.Zones {
		rooms[i] = z.Name
	}
	for _, c := range []struct {
		desc  string
		q     Question
		zones []string // silent; nil: all
		at    time.Time
		names []string // nil: no loss is told
	}{
		{"one room, an hour and a half later", asked, rooms[:1], middle.Add(90 * time.Minute), rooms[:1]},
		{"one room, too soon to tell", asked, rooms[:1], middle.Add(45 * time.Minute), nil},
		{"one room, after the recovery", asked, rooms[:1], w.RecoveryEnd, nil},
		{"all rooms", asked, nil, middle.Add(90 * time.Minute), rooms},
		{"no plan was given", q, rooms[:1], middle.Add(90 * time.Minute), rooms[:1]},
	} {
		lost := mute(c.q, middle, c.zones...)
		lost.At = c.at
		got := PlanDay(lost, PlanDate(q))
		r := got.Replan
		stands := p
		if len(c.q.Home.Plans) == 0 { // the one of midnight
			whole := c.q
			whole.At = c.at
			stands = PlanDay(whole, PlanDate(q))
		}
		if !sameSetpoints(got, stands) {
			t.Errorf("%s: the set-points moved", c.desc)
		}
		if c.names == nil {
			if r != nil && r.Why == plan.ReplanLost {
				t.Errorf("%s: %+v", c.desc, r)
			}
			continue
		}
		if r == nil || r.Why != plan.ReplanLost || !r.Kept || !slices.Equal(r.Zones, c.names) || !r.LostSince.Equal(middle) || r.GivenAt.IsZero() != (len(c.q.Home.Plans) == 0) {
			t.Errorf("%s: %+v", c.desc, r)
		}
	}
	// A sensor that was silent before the event is no loss within it.
	early := mute(asked, w.PreheatStart.Add(-3*time.Hour), rooms[0])
	early.At = middle
	if r := PlanDay(early, PlanDate(q)).Replan; r != nil && r.Why == plan.ReplanLost {
		t.Errorf("silent before: %+v", r)
	}
}

// Nothing is given where nobody is asked for anything.
func TestNothingToGive(t *testing.T) {
	q := ask(t, 0)
	d := PlanDate(q)
	p := PlanDay(q, d)
	if _, ok := Given(p, d, p.Windows[0].RecoveryEnd); ok {
		t.Error("a plan of a past event is given")
	}
	if _, ok := Given(PlanDay(q, d.Add(3)), d.Add(3), q.At); ok {
		t.Error("a plan of a day without an event is given")
	}
	g, ok := Given(p, d, q.At)
	if !ok || !sameSetpoints(p, *lastPlan(g)) {
		t.Error("what is given is not what was planned")
	}
}
