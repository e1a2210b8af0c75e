package coach

import (
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
)

// choose is a question whose home has kept a plan that a person tried.
func choose(t *testing.T, q Question, p plan.Plan) Question {
	t.Helper()
	d := PlanDate(q)
	g, ok := Given(p, d, q.At)
	if !ok {
		t.Fatal("nothing to give")
	}
	g.Chosen = true
	kept, _ := home.Give(home.Profile{Plans: q.Home.Plans}, g)
	q.Home.Plans, q.Home.Choice = kept.Plans, g.Choice
	return q
}

// What a person tried with the dial and kept is the plan of the same moment, of the next
// quarter of an hour and of the next morning's question, at the comfort that was chosen,
// whether that is colder or warmer than the mode's own.
func TestChosenComfortIsThePlan(t *testing.T) {
	for n := range 2 {
		q := ask(t, n)
		q.Frontier = true
		r := Review(q)
		if r.Dial == nil || len(r.Dial.Points) == 0 {
			t.Fatalf("home %d: no dial", n)
		}
		for _, i := range []int{0, 9, 19} {
			p := r.Dial.Plan(i)
			c := choose(t, q, p)
			for _, later := range []time.Duration{0, time.Minute, 20 * time.Minute} {
				c.At = q.At.Add(later)
				got := PlanDay(c, PlanDate(c))
				if !sameSetpoints(got, p) || got.Comfort != p.Comfort {
					t.Errorf("home %d, notch %d (mode's own %d), %v later: comfort %d, want %d; %+v", n, i, r.Dial.Chosen, later, got.Comfort, p.Comfort, got.Replan)
				}
			}
		}
	}
}

// A person's own set-points that were kept are in the plan again, at what they cost, and in
// the plan of another mode they are not.
func TestOwnSetpointsAreKept(t *testing.T) {
	q := ask(t, 0)
	q.Frontier = true
	r := Review(q)
	own := []plan.Override{{Zone: r.Plan.Zones[0].Zone, Start: r.Plan.Windows[0].Start.Add(time.Hour), SetpointC: 20.5}}
	p := r.Dial.Override(r.Dial.Chosen, own)
	c := choose(t, q, p)
	c.At = q.At.Add(time.Minute)
	got := PlanDay(c, PlanDate(c))
	if !sameSetpoints(got, p) || !(got.OverrideKWh > 0) || len(got.Own) != 1 {
		t.Errorf("own %+v, %v kWh, want %v; %+v", got.Own, got.OverrideKWh, p.OverrideKWh, got.Replan)
	}
	c.Mode = home.Extreme
	if other := PlanDay(c, PlanDate(c)); len(other.Own) != 0 || other.Comfort != 0 {
		t.Errorf("in another mode: own %+v, comfort %d", other.Own, other.Comfort)
	}
}
