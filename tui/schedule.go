package tui

import (
	"fmt"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/theme"
)

// A schedulePane answers: what will each thermostat be set to, and when?
type schedulePane struct {
	zone  int
	table bool
	top   int
}

func (p *schedulePane) act(f frame, a Action) {
	if f.r == nil || f.r.Plan == nil {
		return
	}
	last := max(len(f.r.Plan.Zones)-1, 0)
	switch a {
	case Up:
		if p.table {
			p.top = max(p.top-1, 0)
			return
		}
		p.zone = max(p.zone-1, 0)
	case Down:
		if p.table {
			p.top++
			return
		}
		p.zone = min(p.zone+1, last)
	case Next:
		p.zone = (p.zone + 1) % (last + 1)
	case ToggleTable, Enter:
		p.table, p.top = !p.table, 0
	}
}

func (p *schedulePane) lines(f frame) []string {
	pl := f.r.Plan
	if pl == nil || len(pl.Zones) == 0 {
		return f.sentence(theme.Title, f.s.ScheduleNone)
	}
	p.zone = min(p.zone, len(pl.Zones)-1)
	from, to := f.planSpan()
	out := f.sentence(theme.Title, fmt.Sprintf(f.s.ScheduleHead, f.l.Day(from), f.l.Mode(pl.Mode)))
	out = append(out, "")
	if p.table {
		return append(out, p.slotRows(f, from, to, f.h-len(out))...)
	}
	out = append(out, p.grid(f, from, to)...)
	out = append(out, "")
	for _, g := range pl.GaveWay {
		if len(out) > f.h-4 {
			break
		}
		when := f.l.Clock(g.From.In(f.loc)) + "–" + f.l.Clock(g.To.In(f.loc))
		out = append(out, f.sentence(theme.Warn, fmt.Sprintf(f.s.GaveWay, f.l.Limit(g.Limit), f.l.Zone(g.Zone), when))...)
	}
	out = append(out, f.sentence(theme.Muted, f.s.Floors)...)
	return append(out, f.sentence(theme.Muted, fmt.Sprintf(f.s.Confidence, f.l.Code(string(pl.Confidence))))...)
}

// grid is a row a zone: the set-point every two hours, what is saved, how cold at worst.
func (p *schedulePane) grid(f frame, from, to time.Time) []string {
	name, cell := 14, 4
	hours := []int{}
	step := 2
	if f.w >= 76+12*cell {
		step = 1
	}
	for h := 0; h < 24; h += step {
		hours = append(hours, h)
	}
	head := "   " + pad(f.l.Tables().Zone, name)
	for _, h := range hours {
		head += right(fmt.Sprintf("%dh", h), cell)
	}
	head += right(f.s.Avoided, 8) + right(f.s.Worst, 9)
	out := []string{f.th.Paint(theme.Muted, head)}
	day := series.DateOf(from, f.loc)
	for i, z := range f.r.Plan.Zones {
		mark := "   "
		if i == p.zone {
			mark = " " + f.th.Paint(theme.Key, ">") + " "
		}
		var b strings.Builder
		b.WriteString(mark + pad(f.l.Zone(z.Zone), name))
		for _, h := range hours {
			s, ok := slotAt(z, day.At(h, 0, f.loc))
			text := "—"
			role := theme.Plain
			if ok && s.SetpointC.Known() {
				text = strings.TrimSuffix(f.l.Num(float64(s.SetpointC), 1), f.l.Num(0, 1)[1:])
				role = phaseRole(s.Phase)
			}
			b.WriteString(f.th.Paint(role, right(text, cell)))
		}
		b.WriteString(right(f.l.Num(float64(z.SavedKWh), 1), 8) + right(f.l.C(-z.WorstDropC), 9))
		out = append(out, b.String())
	}
	total := saved(f.r.Plan)
	foot := right(f.l.Tables().Total+"  "+f.l.KWh(total)+f.interval(f.r.Plan.EventLowKWh, f.r.Plan.EventHighKWh, 1), 3+name+len(hours)*cell+8)
	return append(out, foot)
}

func phaseRole(phase string) theme.Role {
	switch phase {
	case "preheat":
		return theme.Preheat
	case "reduction":
		return theme.Event
	case "recovery":
		return theme.Recovery
	}
	return theme.Plain
}

func slotAt(z plan.Zone, t time.Time) (plan.Slot, bool) {
	if len(z.Slots) == 0 {
		return plan.Slot{}, false
	}
	i := int(t.Sub(z.Slots[0].Start) / plan.Step)
	if t.Before(z.Slots[0].Start) || i >= len(z.Slots) {
		return plan.Slot{}, false
	}
	return z.Slots[i], true
}

// slotRows is one zone slot by slot.
func (p *schedulePane) slotRows(f frame, from, to time.Time, n int) []string {
	z := f.r.Plan.Zones[p.zone]
	t := f.l.Tables()
	head := " " + pad(f.l.Zone(z.Zone), 12) + right(t.Setpoint, 10) + right(t.Usual, 12) + right("kW", 8) + right(t.IndoorBand, 10) + "  " + t.Phase
	var rows []string
	for _, s := range z.Slots {
		if s.Start.Before(from) || !s.Start.Before(to) {
			continue
		}
		rows = append(rows, " "+pad(f.l.Clock(s.Start.In(f.loc)), 12)+right(f.l.C(s.SetpointC), 10)+right(f.l.C(s.UsualC), 12)+
			right(f.l.Num(float64(s.PowerKW), 2), 8)+right(f.l.C(s.IndoorC), 10)+"  "+f.th.Paint(phaseRole(s.Phase), f.l.Code(s.Phase)))
	}
	p.top = min(p.top, max(len(rows)-n+1, 0))
	return append([]string{f.th.Paint(theme.Muted, head)}, rows[p.top:]...)
}
