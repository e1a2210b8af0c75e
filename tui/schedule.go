package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// A schedulePane answers: what will each thermostat be set to, and when?
type schedulePane struct {
	zone    int
	table   bool // one zone slot by slot
	details bool // the limits that weighed on the plan, and how far it may be believed
	rows    scroll
	at      time.Time // of the slot that the cursor is on; zero: none
}

// slot is the zone and the moment that the cursor is on; false without a cursor.
func (p *schedulePane) slot(f frame) (plan.Zone, time.Time, bool) {
	if p.at.IsZero() || f.r == nil || f.r.Plan == nil || p.zone >= len(f.r.Plan.Zones) {
		return plan.Zone{}, time.Time{}, false
	}
	return f.r.Plan.Zones[p.zone], p.at, true
}

// move takes the cursor along the day's slots; the first press shows it where the day turns
// next: at the start of an event that is to come, else now.
func (p *schedulePane) move(f frame, by time.Duration) {
	from, to := f.planDay()
	slots := f.r.Plan.Zones[p.zone].Slots
	if len(slots) == 0 {
		return
	}
	switch {
	case !p.at.IsZero():
		p.at = p.at.Add(by)
	case len(f.r.Plan.Windows) > 0 && f.r.Plan.Windows[0].Start.After(f.now):
		p.at = f.r.Plan.Windows[0].Start
	default:
		p.at = f.now.Truncate(plan.Step)
	}
	first, last := slots[0].Start, slots[len(slots)-1].Start
	if p.table { // the table has the day alone
		first = maxTime(first, from)
		last = minTime(last, to.Add(-plan.Step))
	}
	p.at = minTime(maxTime(p.at, first), last)
}

// act reports whether the action meant something here.
func (p *schedulePane) act(f frame, a Action) bool {
	if f.r.Plan == nil || len(f.r.Plan.Zones) == 0 {
		return false
	}
	n := len(f.r.Plan.Zones)
	switch a {
	case Next:
		p.zone = (p.zone + 1) % n
	case Previous:
		p.zone = (p.zone + n - 1) % n
	case ToggleTable, Enter:
		p.table, p.details, p.rows.top = !p.table, false, 0
	case Details:
		p.details, p.table, p.rows.top = !p.details, false, 0
	case Back:
		if !p.table && !p.details && p.at.IsZero() {
			return false
		}
		p.table, p.details, p.at = false, false, time.Time{}
	default:
		switch {
		case p.details:
			p.rows.act(a)
		case a == Left, p.table && a == Up:
			p.move(f, -plan.Step)
		case a == Right, p.table && a == Down:
			p.move(f, plan.Step)
		case p.table && (a == PageUp || a == PageDown):
			p.move(f, map[Action]time.Duration{PageUp: -3 * time.Hour, PageDown: 3 * time.Hour}[a])
		case p.table && (a == First || a == Last):
			p.move(f, map[Action]time.Duration{First: -48 * time.Hour, Last: 48 * time.Hour}[a])
		default:
			p.pick(a, n)
		}
	}
	return true
}

// pick moves the cursor over the zones.
func (p *schedulePane) pick(a Action, n int) {
	switch a {
	case Up:
		p.zone--
	case Down:
		p.zone++
	case First:
		p.zone = 0
	case Last:
		p.zone = n - 1
	}
	p.zone = max(0, min(p.zone, n-1))
}

func (p *schedulePane) lines(f frame) []string {
	pl := f.r.Plan
	if f.planning {
		return f.sentence(theme.Muted, f.s.Today.Planning)
	}
	if pl == nil || len(pl.Zones) == 0 {
		return f.sentence(theme.Title, f.s.Schedule.None)
	}
	p.zone = max(0, min(p.zone, len(pl.Zones)-1))
	from, to := f.planDay()
	out := append(f.scheduleHead(from), f.trust()...)
	body := f
	body.h = f.h - len(out)
	switch {
	case p.table:
		return append(out, p.slotTable(body, pl.Zones[p.zone], from, to)...)
	case p.details:
		return append(out, p.rows.show(body.memo("limits", body.limitLines), body.h)...)
	}
	return append(out, body.keep(fmt.Sprint("schedule ", p.zone), body.now, time.Time{}, p.at, func() []string { return p.draw(body, from, to) })...)
}

// slotTable is one zone slot by slot, the cursor's slot marked and read aloud below.
func (p *schedulePane) slotTable(f frame, z plan.Zone, from, to time.Time) []string {
	rows := f.memo(fmt.Sprint("slots ", p.zone), func() []string { return f.slotRows(z, from, to) })
	if p.at.IsZero() {
		return append([]string{rows[0]}, p.rows.show(rows[1:], f.h-1)...)
	}
	words := f.slotWords(z, p.at)
	n := f.h - 1 - len(words)
	shown := slices.Clone(rows[1:])
	if i := int(p.at.Sub(from) / plan.Step); i >= 0 && i < len(shown) {
		shown[i] = f.th.Paint(theme.Key, ">") + strings.TrimPrefix(shown[i], " ")
		p.rows.top = max(min(p.rows.top, i), i-n+1)
	}
	shown = p.rows.show(shown, n)
	return append(append([]string{rows[0]}, shown[:min(n, len(shown))]...), words...)
}

// planDay is the local day of the plan's first event, else the day that it plans.
func (f frame) planDay() (from, to time.Time) {
	at := f.r.Plan.From
	if w := f.r.Plan.Windows; len(w) > 0 {
		at = w[0].Start
	} else if z := f.r.Plan.Zones[0].Slots; len(z) > 0 {
		at = z[len(z)-1].Start
	}
	d := series.DateOf(at, f.loc)
	return d.Start(f.loc), d.End(f.loc)
}

func (f frame) scheduleHead(day time.Time) []string {
	w, pl := f.s.Schedule, f.r.Plan
	head := fmt.Sprintf(w.Head, f.l.Day(day.In(f.loc)), f.l.Mode(pl.Mode))
	if yours := keptWords(f.s, pl); yours != "" && !f.tried && !f.session {
		head += ", " + yours
	}
	head += ". "
	switch {
	case len(pl.Windows) == 0:
		head += w.NoChange
	case f.planOver():
		head += w.Over
	case f.tried:
		head += f.s.Keep.InHead
	case f.session:
		head += f.s.Keep.SessionInHead
	default:
		head += text.Capital(f.l.Code(string(f.r.Applied))) + "."
	}
	out := f.sentence(theme.Title, head)
	small := pl.Replan != nil && pl.Replan.Why == plan.ReplanSmall // nothing changes: the report tells it
	if again := plain.Replan(f.l, *pl, f.loc); again != "" && !small && !f.tried && !f.session {
		out = append(out, f.sentence(theme.Warn, again)...)
	}
	if f.h <= 20 && f.r.Dial != nil { // a line for the chart
		return out
	}
	return append(out, "")
}

// draw is the grid of zones with the chosen zone's chart below it, or beside it.
func (p *schedulePane) draw(f frame, from, to time.Time) []string {
	z := f.r.Plan.Zones[p.zone]
	out := f.grid(p.zone, from, to)
	notes := f.zoneNotes(z)
	if !p.at.IsZero() {
		notes = f.slotWords(z, p.at)
	}
	// Where all does not fit, the dial goes before the notes, and the cursor before the dial:
	// the chart that it stands on must show.
	dial := f.dialLines()
	if tight := f.h-len(out)-len(dial)-len(notes)-2 < 6; tight && !p.at.IsZero() {
		dial = nil
	} else if tight && len(dial) > 0 {
		notes = nil
	}
	out = append(out, dial...)
	rows := f.h - len(out) - len(notes) - 2
	if rows >= 6 {
		c := f
		c.h = min(rows, 24)
		a, b := from, to
		if len(f.r.Plan.Windows) > 0 && !f.wide() {
			a, b = f.aroundEvents()
		}
		out = append(append(out, ""), c.zoneChart(z, p.zone, len(f.r.Plan.Zones), a, b, p.at)...)
	}
	if len(notes) == 0 {
		return out
	}
	return append(append(out, ""), notes...)
}

// zoneNotes are the one thing to know about the chosen zone, and where to read more.
func (f frame) zoneNotes(z plan.Zone) []string {
	w := f.s.Schedule
	name := text.Capital(f.l.Zone(z.Zone))
	switch {
	case z.Excluded != "":
		return f.sentence(theme.Muted, fmt.Sprintf(f.s.Use.At, name, fmt.Sprintf(w.Excluded, f.l.Reason(z.Excluded))))
	case z.FloorC.Known() && (z.FloorBy == "floor" || z.FloorBy == "basement"):
		return f.sentence(theme.Muted, fmt.Sprintf(w.FloorOnly, name, f.l.C(z.FloorC)))
	case z.FloorC.Known():
		return f.sentence(theme.Muted, fmt.Sprintf(w.Floor, name, f.l.C(z.FloorC), f.l.Limit(z.FloorBy)))
	}
	return f.sentence(theme.Muted, w.Floors)
}

// slotRows is one zone slot by slot, under a heading; a narrow screen leaves out the usual
// set-point and the band.
func (f frame) slotRows(z plan.Zone, from, to time.Time) []string {
	w := f.s.Schedule
	row := func(when, setpoint, usual, expected, band, kw, price string) string {
		s := " " + pad(when, 13) + right(setpoint, 10)
		if !f.narrow() {
			s += right(usual, 11)
		}
		s += right(expected, 9)
		if !f.narrow() {
			s += right(band, 16)
		}
		s += right(kw, 6)
		if f.wide() {
			s += right(price, 12)
		}
		return s + "  "
	}
	out := []string{f.th.Paint(theme.Muted, row(text.Capital(f.l.Zone(z.Zone)), w.Setpoint, w.Usual, w.Expected, w.Band, "kW", "¢/kWh")+w.Phase)}
	for _, s := range z.Slots {
		if s.Start.Before(from) || !s.Start.Before(to) {
			continue
		}
		phase := ""
		if s.Phase != "normal" {
			phase = f.l.Code(s.Phase)
		}
		c := func(v series.Maybe) string { return f.l.Unit(float64(v), 1, "°C") }
		out = append(out, row(f.l.Clock(s.Start.In(f.loc)), c(s.SetpointC), c(s.UsualC), c(s.IndoorC), strings.TrimSpace(f.interval(s.LowC, s.HighC, 1)),
			f.l.Num(float64(s.PowerKW), 2), f.l.Num(float64(s.PriceDollars+f.creditLost(s.Start))*100, 3))+f.th.Paint(phaseRole(s.Phase), phase))
	}
	return out
}

// limitLines are the limits that weighed on the plan, its highest hour, and how far its
// model may be believed, with why.
func (f frame) limitLines() []string {
	w, pl := f.s.Schedule, f.r.Plan
	out := append(f.columnRows(), f.title(w.LimitsHead))
	if len(pl.GaveWay) == 0 {
		out = append(out, "   "+w.NoLimits)
	}
	for _, g := range plain.Limits(f.l, *pl, f.loc) {
		out = append(out, f.hanging(theme.Plain, "   ", g)...)
	}
	out = append(out, "")
	out = append(out, f.sentence(theme.Muted, w.Floors)...)
	for _, e := range pl.Windows {
		if !e.AnchorStart.IsZero() && pl.AnchorExtraKWh.Known() {
			out = append(out, f.sentence(theme.Plain, fmt.Sprintf(w.Anchor, f.l.Clock(e.AnchorStart.In(f.loc)), f.l.Clock(e.AnchorEnd.In(f.loc)), f.l.KWh(max(pl.AnchorExtraKWh, 0))))...)
			break
		}
	}
	if e := f.r.NextEvent; e != nil && e.Price.Known() {
		words := w.Price
		if e.Avoided {
			words = f.s.Today.PeakPrice
		}
		out = append(out, f.sentence(theme.Plain, fmt.Sprintf(words, f.l.Cents(float64(e.Price))))...)
	}
	if pl.PeakKW.Known() {
		out = append(out, f.sentence(theme.Plain, fmt.Sprintf(w.PeakHour, f.l.KW(pl.PeakKW), f.l.Clock(pl.PeakAt.In(f.loc)), f.l.KW(pl.WithoutPeakKW)))...)
	}
	return append(out, f.sentence(theme.Plain, plain.Confidence(f.l, *pl))...)
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
