package coach

import (
	"testing"

	"courant/coach/event"
	"courant/coach/plan"
)

// Ensure the built-in rules say what the planner would do without any, and that a person's
// own file moves the plan.
func TestSafetyComesFromTheRules(t *testing.T) {
	q := ask(t, 0)
	d := day("2027-01-15")
	v := open(q)
	if got := v.safety(d); got != plan.DefaultSafety() {
		t.Errorf("the built-in rules differ from the planner's own: %+v", got)
	}
	lowest := func(q Question) float64 {
		low := 100.0
		for _, z := range PlanDay(q, d).Zones {
			for _, s := range z.Slots {
				if s.SetpointC.Known() {
					low = min(low, float64(s.SetpointC))
				}
			}
		}
		return low
	}
	before := lowest(q)
	rules, err := event.Parse("own.toml", []byte(`schema = 1
[[safety]]
from = 2026-12-01
room_min_c = 19.0
basement_min_c = 19.0
bedroom_night_min_c = 19.0
night = ["22:00", "06:00"]
sensitive_min_c = 20.0
ceiling_c = 23.0
cold_outdoor_c = -25.0
cold_fall_c = 3.0
hold_min = 30
anchor_kwh = 0.5
source = "a test"
`), q.Rules, loc)
	if err != nil {
		t.Fatal(err)
	}
	q.Rules = rules
	if after := lowest(q); !(before < 18.5) || after < before+0.4 {
		t.Errorf("lowest set-point %.1f °C, with a floor of 19 °C %.1f °C", before, after)
	}
}
