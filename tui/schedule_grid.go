package tui

import (
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// grid is a row a zone: what it is set to before the plan's first change and at each moment that
// the plan changes it, what is saved in the event, and how cold it gets. The total stands under
// what it adds up.
func (f frame) grid(chosen int, from, to time.Time) []string {
	const name, saves, worst = 14, 7, 9
	w, pl := f.s.Schedule, f.r.Plan
	figures := len(pl.Windows) > 0
	room := f.w - 3 - name - 1
	if figures {
		room -= saves + worst
	}
	cols, all := f.columns(pl, from, to, room)
	head, wide := "   "+pad(w.At, name), 0
	for _, c := range cols {
		head += right(c.head, c.w)
		wide += c.w
	}
	if figures {
		head += right(w.Saved, saves) + right(w.Coldest, worst)
	}
	out := []string{f.th.Paint(theme.Muted, head)}
	for i, z := range pl.Zones {
		var b strings.Builder
		label := pad(text.Capital(f.l.Zone(z.Zone)), name)
		if i == chosen {
			b.WriteString(" " + f.th.Paint(theme.Key, ">") + " " + f.th.Paint(theme.Selected, label))
		} else {
			b.WriteString("   " + label)
		}
		for _, c := range cols {
			b.WriteString(f.cell(z, c))
		}
		if figures {
			c := "—"
			if z.WorstDropC.Known() {
				c = f.l.Unit(float64(indoorAt(z, z.WorstAt)), 1, "°C")
			}
			b.WriteString(right(f.l.Num(float64(z.SavedKWh), 1), saves) + right(c, worst))
		}
		out = append(out, b.String())
	}
	if figures && (f.r.Dial == nil || !all) {
		total := w.Total + "  " + f.l.KWh(saved(pl)) + f.interval(pl.EventLowKWh, pl.EventHighKWh, 1)
		lead := "   "
		if !all {
			lead += w.MoreTurns
		}
		out = append(out, f.th.Paint(theme.Muted, spread(lead, "", total, 3+name+wide+saves+worst)))
	}
	return out
}

// A column is a moment of the schedule, or what holds before the first.
type column struct {
	at     time.Time
	head   string
	w      int
	before bool
}

// columns are the moments at which the plan changes set-points, in order of time, after what
// holds before; false where there is not room for all, and those that move most rooms are shown.
func (f frame) columns(pl *plan.Plan, from, to time.Time, room int) (cols []column, all bool) {
	col := func(at time.Time, head string) column {
		const value = 4 // « 18,5 »
		return column{at: at, head: head, w: max(width(head), value) + 1}
	}
	turns := slices.DeleteFunc(plain.Turns(*pl), func(t plain.Turn) bool { return t.At.Before(from) || !t.At.Before(to) })
	if len(turns) == 0 {
		return []column{col(from, f.l.Clock(from.In(f.loc)))}, true
	}
	before := col(turns[0].At.Add(-plan.Step), f.l.Plan().Before)
	before.before, all = true, true
	room -= before.w
	slices.SortStableFunc(turns, func(a, b plain.Turn) int { return len(b.Sets) - len(a.Sets) })
	for _, t := range turns {
		c := col(t.At, f.l.Clock(t.At.In(f.loc)))
		if c.w > room {
			all = false
			continue
		}
		room -= c.w
		cols = append(cols, c)
	}
	slices.SortFunc(cols, func(a, b column) int { return a.at.Compare(b.at) })
	return append([]column{before}, cols...), all
}

// cell is the set-point that a zone is changed to at a moment, painted by its phase; a point
// where it is not, a dash where the thermostat keeps its own.
func (f frame) cell(z plan.Zone, c column) string {
	s, ok := slotAt(z, c.at)
	if c.before && !ok && len(z.Slots) > 0 { // the plan begins with a change
		s, ok = z.Slots[0], true
		s.SetpointC = s.UsualC
	}
	switch {
	case !ok || !s.SetpointC.Known():
		return right("—", c.w)
	case c.before:
		return right(f.l.Num(float64(s.SetpointC), 1), c.w)
	}
	if changes := plain.Changes(z); len(changes) > 0 && !slices.ContainsFunc(changes, func(t plain.Change) bool { return t.At.Equal(c.at) }) {
		return f.th.Paint(theme.Muted, right("·", c.w))
	}
	return f.th.Paint(phaseRole(s.Phase), right(f.l.Num(float64(s.SetpointC), 1), c.w))
}

func slotAt(z plan.Zone, t time.Time) (plan.Slot, bool) {
	if len(z.Slots) == 0 || t.Before(z.Slots[0].Start) {
		return plan.Slot{}, false
	}
	i := int(t.Sub(z.Slots[0].Start) / plan.Step)
	if i >= len(z.Slots) {
		return plan.Slot{}, false
	}
	return z.Slots[i], true
}

func same(a, b series.Maybe) bool { return a == b || !a.Known() && !b.Known() }
