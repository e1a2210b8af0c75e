package plain

import (
	"fmt"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/tui/text"
)

// Plan is a schedule as lines: what it does, then each zone's set-points in the order of
// time, and the limits that gave way.
func Plan(l text.Lang, pl plan.Plan, loc *time.Location) []string {
	p := printer{l, l.Sentences(), loc}
	s, t := l.Screen().Schedule, l.Tables()
	out := []string{fmt.Sprintf(s.Head, l.LongDate(day(pl).In(loc)), l.Mode(pl.Mode)) + "."}
	for _, w := range pl.Windows {
		out = append(out, fmt.Sprintf(t.Window, text.Capital(l.LongDay(w.Start.In(loc))), l.Clock(w.Start.In(loc)), l.Clock(w.End.In(loc)))+".")
	}
	for _, z := range pl.Zones {
		line := text.Capital(l.Zone(z.Zone)) + " : "
		if l == text.English {
			line = text.Capital(l.Zone(z.Zone)) + ": "
		}
		out = append(out, line+strings.Join(p.steps(z), ", ")+".")
	}
	if len(pl.Windows) > 0 {
		out = append(out, p.worthLine(pl))
	}
	for _, g := range pl.GaveWay {
		when := l.Clock(g.From.In(loc)) + "–" + l.Clock(g.To.In(loc))
		out = append(out, strings.TrimSpace(fmt.Sprintf(p.s.GaveWay, l.Limit(g.Limit), l.Zone(g.Zone), when)))
	}
	return append(out, fmt.Sprintf(p.s.Confidence, l.Code(string(pl.Confidence))))
}

// day is the local day that a plan is of: that of its last slot, since it may start the
// evening before.
func day(pl plan.Plan) time.Time {
	for _, z := range pl.Zones {
		if n := len(z.Slots); n > 0 {
			return z.Slots[n-1].Start
		}
	}
	return pl.From
}

// steps are a zone's set-points, each with the time from which it holds.
func (p printer) steps(z plan.Zone) []string {
	var out []string
	for i, s := range z.Slots {
		if i > 0 && same(s.SetpointC, z.Slots[i-1].SetpointC) {
			continue
		}
		value := p.l.C(s.SetpointC)
		if !s.SetpointC.Known() {
			value = p.s.OwnProgramme
		}
		out = append(out, p.l.Clock(s.Start.In(p.loc))+" "+value)
	}
	return out
}
