package tui

import (
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
	"courant/tui/theme"
)

// grid is a row a zone: its set-point at the moments that matter, what is saved in the
// event, and the worst fall. The total stands under what it adds up.
func (f frame) grid(chosen int, from, to time.Time) []string {
	const name, cell, saves, worst = 14, 8, 7, 9
	w, pl := f.s.Schedule, f.r.Plan
	figures := len(pl.Windows) > 0
	room := f.w - 3 - name - 1
	if figures {
		room -= saves + worst
	}
	times := moments(pl, from, to, room/cell)
	head := "   " + pad(w.At, name)
	for _, t := range times {
		head += right(f.l.Clock(t.In(f.loc)), cell)
	}
	if figures {
		head += right(w.Saved, saves) + right(w.Worst, worst)
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
		for _, t := range times {
			b.WriteString(f.cell(z, t, cell))
		}
		if figures {
			drop := "—"
			if z.WorstDropC.Known() {
				drop = f.l.Unit(-max(float64(z.WorstDropC), 0), 1, "°C")
			}
			b.WriteString(right(f.l.Num(float64(z.SavedKWh), 1), saves) + right(drop, worst))
		}
		out = append(out, b.String())
	}
	if figures {
		total := f.l.KWh(saved(pl)) + f.interval(pl.EventLowKWh, pl.EventHighKWh, 1)
		lead := "   " + spaces(name+len(times)*cell+saves)
		out = append(out, f.th.Paint(theme.Muted, right(w.Total+"  "+total, width(lead)+worst)))
	}
	return out
}

// cell is a set-point, painted by its phase; a dash where the thermostat keeps its own.
func (f frame) cell(z plan.Zone, t time.Time, w int) string {
	s, ok := slotAt(z, t)
	if !ok || !s.SetpointC.Known() {
		return right("—", w)
	}
	return f.th.Paint(phaseRole(s.Phase), right(f.l.Num(float64(s.SetpointC), 1), w))
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

// moments are at most n times of the day, in order: its start, the turns of its events, and
// then those at which most zones change their set-point.
func moments(pl *plan.Plan, from, to time.Time, n int) []time.Time {
	type change struct {
		at    time.Time
		zones int
	}
	inside := func(t time.Time) bool { return !t.Before(from) && t.Before(to) }
	first := []time.Time{from}
	turn := func(of func(plan.Window) time.Time) {
		for _, w := range pl.Windows {
			if t := of(w); inside(t) {
				first = append(first, t)
			}
		}
	}
	turn(func(w plan.Window) time.Time { return w.Start })
	turn(func(w plan.Window) time.Time { return w.RecoveryEnd })
	turn(func(w plan.Window) time.Time { return w.Start.Add(-plan.Step) })
	changes := []change{}
	for t := from; t.Before(to); t = t.Add(plan.Step) {
		c := change{at: t}
		for _, z := range pl.Zones {
			now, ok := slotAt(z, t)
			before, had := slotAt(z, t.Add(-plan.Step))
			if ok && had && !same(now.SetpointC, before.SetpointC) {
				c.zones++
			}
		}
		if c.zones > 0 {
			changes = append(changes, c)
		}
	}
	slices.SortStableFunc(changes, func(a, b change) int { return b.zones - a.zones })
	out := []time.Time{}
	add := func(t time.Time) {
		for _, o := range out {
			if o.Equal(t) {
				return
			}
		}
		if len(out) < n {
			out = append(out, t)
		}
	}
	for _, t := range first {
		add(t)
	}
	for _, c := range changes {
		add(c.at)
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}

func same(a, b series.Maybe) bool { return a == b || !a.Known() && !b.Known() }
