package plain

import (
	"time"

	"courant/coach/plan"
	"courant/tui/text"
)

// Replan is what became of the plan that was given before, "" where there is nothing to say.
func Replan(l text.Lang, pl plan.Plan, loc *time.Location) string {
	r := pl.Replan
	if r == nil {
		return ""
	}
	local := func(t time.Time) time.Time {
		if t.IsZero() {
			return t
		}
		return t.In(loc)
	}
	return l.Replan(text.ReplanFacts{Why: r.Why, Given: local(r.GivenAt), Slots: r.Slots, Zones: r.Zones, Gain: r.GainDollars, Since: local(r.LostSince)})
}
