package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/tui/text"
)

// Plan is a schedule as lines: what it is for, then each zone's set-points in the order of
// time, what it is worth, and the limits that weighed on it.
func Plan(l text.Lang, pl plan.Plan, loc *time.Location) []string {
	p := printer{l, l.Sentences(), loc}
	w, t := l.Screen().Schedule, l.Tables()
	head := fmt.Sprintf(w.Head, l.LongDate(day(pl).In(loc)), l.Mode(pl.Mode)) + "."
	if len(pl.Windows) == 0 {
		head += " " + w.NoChange
	}
	out := []string{head}
	for _, win := range pl.Windows {
		out = append(out, text.Capital(t.Event)+p.colon()+fmt.Sprintf(t.Window, l.LongDay(win.Start.In(loc)), l.Clock(win.Start.In(loc)), l.Clock(win.End.In(loc)))+".")
	}
	if again := Replan(l, pl, loc); again != "" {
		out = append(out, again)
	}
	out = append(out, ByHand(l, pl, loc)...)
	out = append(out, p.full(pl)...)
	if len(pl.Windows) > 0 {
		out = append(out, p.worthLine(pl))
	}
	return append(append(out, Limits(l, pl, loc)...), Confidence(l, pl))
}

// full is the whole plan, moment by moment, under a heading; a plan that changes nothing is the
// usual set-points of each zone.
func (p printer) full(pl plan.Plan) (out []string) {
	n := len(Turns(pl))
	if n == 0 {
		for _, z := range pl.Zones {
			out = append(out, text.Capital(p.l.Zone(z.Zone))+p.colon()+strings.Join(p.steps(z), ", ")+".")
		}
		return out
	}
	words := p.l.Plan().Full
	if pl.Method == plan.MethodByHand {
		words = p.l.Plan().Hand
	}
	out = append(out, p.l.Count(words, n))
	for _, s := range append(TurnLines(p.l, pl, p.loc), p.still(pl)...) {
		out = append(out, "  "+s)
	}
	return out
}

// colon is a colon as the language spaces it.
func (p printer) colon() string {
	if p.l == text.English {
		return ": "
	}
	return " : "
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
		out = append(out, fmt.Sprintf(p.s.StepFrom, value, p.l.Clock(s.Start.In(p.loc))))
	}
	return out
}

// Limits are the limits that weighed on a plan, those of the same kind and time on one line.
func Limits(l text.Lang, pl plan.Plan, loc *time.Location) []string {
	s := l.Sentences()
	type group struct {
		plan.GaveWay
		zones []string
	}
	var groups []group
next:
	for _, g := range pl.GaveWay {
		zone := l.Zone(g.Zone)
		for i, o := range groups {
			if o.Limit == g.Limit && o.From.Equal(g.From) && o.To.Equal(g.To) && o.Kept == g.Kept && o.By == g.By {
				groups[i].zones = append(groups[i].zones, zone)
				continue next
			}
		}
		groups = append(groups, group{g, []string{zone}})
	}
	var out []string
	for _, g := range groups {
		words, unit := s.Crossed, "°C"
		switch {
		case g.Kept && g.Limit == "anchor":
			words = l.Plan().WouldUse
		case g.Kept && beforeWindow(pl, g.From):
			words = l.Plan().WouldRise
		case g.Kept:
			words = l.Plan().WouldFall
		case g.Anyway:
			words = s.CrossedAnyway
		}
		if g.Limit == "anchor" {
			unit = "kWh"
		}
		when := l.Clock(g.From.In(loc)) + "–" + l.Clock(g.To.In(loc))
		out = append(out, fmt.Sprintf(words, text.Capital(l.Limit(g.Limit)), strings.Join(g.zones, ", "), when, l.Unit(g.By, 1, unit)))
	}
	return out
}

// beforeWindow reports whether a moment lies in a preheat.
func beforeWindow(pl plan.Plan, at time.Time) bool {
	return slices.ContainsFunc(pl.Windows, func(w plan.Window) bool { return !at.Before(w.PreheatStart) && at.Before(w.Start) })
}

// Confidence is how far a plan's model may be believed, and why not further.
func Confidence(l text.Lang, pl plan.Plan) string {
	words := strings.TrimSuffix(fmt.Sprintf(l.Sentences().Confidence, l.Code(string(pl.Confidence))), ".")
	var why []string
	for _, r := range pl.Reasons {
		s := l.Reason(r.Code)
		if r.Zone != "" {
			s += " (" + l.Zone(r.Zone) + ")"
		}
		why = append(why, s)
	}
	if len(why) == 0 {
		return words + "."
	}
	return words + "; " + strings.Join(why, "; ") + "."
}
