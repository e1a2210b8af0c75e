package plain

import (
	"fmt"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// A Change is a set-point that a plan asks for, from a moment on: what it was just before and
// what it becomes. The last one of a zone gives the thermostat back its usual set-point.
type Change struct {
	At       time.Time
	From, To series.Maybe // °C
	Phase    string
	Until    time.Time // when the next change of the zone comes
	Back     bool      // it is the usual set-point again
}

// Changes are a zone's set-points around its events, in order of time: from the first slot
// that differs from the usual one until the usual one is back.
func Changes(z plan.Zone) []Change {
	var out []Change
	active := false
	for i, s := range z.Slots {
		differs := s.SetpointC.Known() && s.UsualC.Known() && s.SetpointC != s.UsualC
		if !s.SetpointC.Known() || !differs && !active {
			continue
		}
		before := s.UsualC
		if i > 0 && z.Slots[i-1].SetpointC.Known() {
			before = z.Slots[i-1].SetpointC
		}
		if s.SetpointC != before {
			if n := len(out); n > 0 {
				out[n-1].Until = s.Start
			}
			out = append(out, Change{At: s.Start, From: before, To: s.SetpointC, Phase: s.Phase, Back: !differs, Until: s.Start.Add(plan.Step)})
		}
		active = differs
		if n := len(out); n > 0 && active {
			out[n-1].Until = s.Start.Add(plan.Step)
		}
	}
	return out
}

// Preview is what a plan changes, a row a change: room, day, clock, before → after, phase.
func Preview(l text.Lang, p plan.Plan, loc *time.Location) [][]string {
	var rows [][]string
	for _, z := range p.Zones {
		for _, c := range Changes(z) {
			at := c.At.In(loc)
			rows = append(rows, []string{text.Capital(l.Zone(z.Zone)), l.Day(at), l.Clock(at), l.C(c.From) + " → " + l.C(c.To), l.Code(c.Phase)})
		}
	}
	return rows
}

// Steps is all that a plan changes in one zone, in a line: « 18 °C → 20 °C dès 4 h, 16,5 °C dès 6 h, 18 °C dès
// 10 h 45 ». "" where nothing changes.
func Steps(l text.Lang, z plan.Zone, loc *time.Location) string {
	all := Changes(z)
	if len(all) == 0 {
		return ""
	}
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = fmt.Sprintf(l.Sentences().StepFrom, l.C(c.To), l.Clock(c.At.In(loc)))
	}
	return l.C(all[0].From) + " → " + strings.Join(out, ", ")
}
