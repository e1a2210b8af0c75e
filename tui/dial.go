package tui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
	"courant/tui/theme"
)

// A dial is what a person tries on the plan at hand: another comfort price, and set-points of
// their own. The plan answers in the same frame. It lasts until it is kept or dropped, another
// home or another mode, and outlives fresh data.
type dial struct {
	point     int // of the frontier; notTurned: the plan's own
	overrides []plan.Override
	own       *plan.Plan // the report's
}

// notTurned is the dial on the plan's own point.
const notTurned = -2

func (d *dial) turned() bool { return d.own != nil }

// turn moves along the frontier: by −1 a notch colder, +1 warmer.
func (m *Model) turn(by int) {
	f := m.report.Dial
	at := m.dialPoint()
	if at < 0 { // the programme's offsets lie beside the frontier: begin where it is as cold
		at = slices.IndexFunc(f.Points, func(p plan.Point) bool { return p.ColdDegreeHours <= m.report.Plan.ColdDegreeHours })
		if at < 0 {
			at = len(f.Points)
		}
		if by > 0 {
			at--
		}
	}
	m.try()
	m.dial.point = max(0, min(at+by, len(f.Points)-1))
	m.retry()
}

// dialPoint is the point of the frontier that is shown, below 0 for none.
func (m *Model) dialPoint() int {
	if m.dial.turned() && m.dial.point != notTurned {
		return m.dial.point
	}
	return m.report.Dial.Chosen
}

// override gives the chosen slot of the schedule another set-point, half a degree up or down.
func (m *Model) override(by float64) {
	z, at, ok := m.schedule.slot(m.frame())
	if !ok {
		return
	}
	s, ok := slotAt(z, at)
	if !ok {
		return
	}
	c := s.SetpointC
	if !c.Known() {
		c = s.UsualC
	}
	if !c.Known() {
		return
	}
	o := plan.Override{Zone: z.Zone, Start: s.Start, SetpointC: float64(c) + by}
	m.try()
	if n := len(m.dial.overrides); n > 0 && m.dial.overrides[n-1].Zone == o.Zone && m.dial.overrides[n-1].Start.Equal(o.Start) {
		m.dial.overrides[n-1] = o
	} else {
		m.dial.overrides = append(m.dial.overrides, o)
	}
	m.retry()
}

// takesBack reports whether undoing takes a set-point back: an event that was left comes first,
// unless one is on trial.
func (m *Model) takesBack() bool {
	e := m.nextEvent()
	return len(m.own()) > 0 && (m.dial.turned() || e != nil && !skipped(e) && m.whyDial() == "")
}

// takeBack undoes the last set-point of a person's own.
func (m *Model) takeBack() {
	m.try()
	m.dial.overrides = m.dial.overrides[:len(m.dial.overrides)-1]
	m.retry()
}

// retry puts the plan that the dial asks for into the report that is shown.
func (m *Model) retry() {
	if m.dial.own == nil {
		m.dial.own = m.report.Plan
	}
	r := *m.report
	r.Plan = m.dial.own
	if m.dial.point != notTurned || !slices.Equal(m.dial.overrides, m.dial.own.Own) {
		p := r.Dial.Override(m.dialPoint(), m.dial.overrides)
		r.Plan = &p
	} else {
		m.dial = dial{}
	}
	m.report = &r
	m.seq++
}

// redial tries what was tried on the plan of a fresh report.
func (m *Model) redial() {
	m.dial.own = nil
	if m.whyDial() != "" || m.dial.point >= len(m.report.Dial.Points) {
		m.dial = dial{}
		return
	}
	m.retry()
}

// release puts the plan's own point back; false when nothing was tried.
func (m *Model) release() bool {
	if !m.dial.turned() {
		return false
	}
	r := *m.report
	r.Plan = m.dial.own
	m.report, m.dial = &r, dial{}
	m.seq++
	return true
}

// whyDial says why the comfort dial cannot turn, "" when it can.
func (m *Model) whyDial() string {
	w := m.text().Why
	switch {
	case m.report == nil:
		return w.NoReport
	case m.report.Plan == nil || len(m.report.Plan.Windows) == 0:
		return w.NoEvent
	case m.frame().planOver():
		return w.EventOver
	case m.partial:
		return m.text().Frame.Loading
	case m.report.Dial == nil || len(m.report.Dial.Points) == 0:
		return w.Dial
	}
	return ""
}

// planOver reports whether all events of the plan's day are past.
func (f frame) planOver() bool {
	w := f.r.Plan.Windows
	return len(w) > 0 && !f.now.Before(w[len(w)-1].End)
}

// dialLines are the comfort dial: where it stands, what the plan then gives, and what a notch
// either way would change.
func (f frame) dialLines() []string {
	if f.r.Dial == nil || len(f.r.Dial.Points) == 0 || len(f.r.Plan.Windows) == 0 || f.partial || f.planOver() {
		return nil
	}
	w, p, points := f.s.Dial, f.r.Plan, f.r.Dial.Points
	at := p.FrontierAt
	out := []string{
		f.fitted(" ", f.th.Paint(theme.Title, w.Head), w.Cold+" "+f.dialBar(at, len(points))+" "+w.Warm, f.th.Paint(theme.Key, "< >")+" "+f.th.Paint(theme.Muted, w.Turn)),
		f.fitted("   ", f.planMoney(p), fmt.Sprintf(w.Event, f.l.Unit(-float64(saved(p)), 1, "kWh")), fmt.Sprintf(w.Felt, f.l.Num(float64(p.ColdDegreeHours), 1))),
	}
	if at < 0 {
		return append(out, f.fitted("   ", f.th.Paint(theme.Muted, w.Offsets)))
	}
	colder, warmer := f.notch(w.Colder, at, at-1), f.notch(w.Warmer, at, at+1)
	if width(colder)+width(warmer)+7 > f.w {
		for _, n := range []string{colder, warmer} {
			if n != "" {
				out = append(out, "   "+f.th.Paint(theme.Muted, n))
			}
		}
		return out
	}
	return append(out, f.fitted("   ", f.th.Paint(theme.Muted, colder), f.th.Paint(theme.Muted, warmer)))
}

// fitted is a line of as many of the parts as there is room for, in order.
func (f frame) fitted(lead string, parts ...string) string {
	line, gap := lead, ""
	for _, p := range parts {
		if p == "" || width(line+gap)+width(p)+1 > f.w {
			continue
		}
		line, gap = line+gap+p, "   "
	}
	return line
}

// dialBar is the dial's scale with a knob; without one where the plan lies beside it.
func (f frame) dialBar(at, n int) string {
	left, right, bar, knob := "├", "┤", "─", "●"
	if f.ascii() {
		left, right, bar, knob = "[", "]", "-", "O"
	}
	cells := strings.Split(strings.Repeat(bar+" ", n), " ")[:n]
	if at >= 0 && at < n {
		cells[at] = f.th.Paint(theme.Cursor, knob)
	}
	return left + strings.Join(cells, "") + right
}

// planMoney is by how much a plan is better than doing nothing, about, and the credit in
// it; "" when no price is known.
func (f frame) planMoney(p *plan.Plan) string {
	w := f.s.Dial
	switch gain := p.Gain(); {
	case !gain.Known():
		return ""
	case p.Credit() > 0:
		return fmt.Sprintf(w.Credit, f.l.Dollars(gain), f.l.Dollars(p.Credit()))
	default:
		return fmt.Sprintf(w.Spares, f.l.Dollars(gain))
	}
}

// notch says what another point of the frontier would change, money first; "" past the ends.
func (f frame) notch(words string, from, to int) string {
	points := f.r.Dial.Points
	if to < 0 || to >= len(points) {
		return ""
	}
	a, b := points[from], points[to]
	what := f.l.Signed(float64(b.SavedKWh-a.SavedKWh), 1) + "\u00a0kWh"
	if gain := a.NetDollars - b.NetDollars; gain.Known() {
		what = fmt.Sprintf(f.s.Dial.Net, f.l.SignedDollars(gain))
	}
	return fmt.Sprintf(words, what, f.l.Signed(float64(b.ColdDegreeHours-a.ColdDegreeHours), 1))
}

// columnRows compare doing nothing, the programme's offsets and this plan.
func (f frame) columnRows() []string {
	w, pl := f.s.Dial, f.r.Plan
	if len(pl.Windows) == 0 || len(pl.Columns) == 0 {
		return nil
	}
	money := slices.ContainsFunc(pl.Columns, func(c plan.Column) bool { return c.NetDollars.Known() })
	row := func(name, event, dollars, cold, worst, peak string) string {
		s := "   " + pad(name, 25) + right(event, 11)
		if money {
			s += right(dollars, 11)
		}
		if f.narrow() {
			return s + right(cold, 8)
		}
		return s + right(cold, 9) + right(worst, 10) + right(peak, 10)
	}
	out := []string{f.title(w.Compare), f.th.Paint(theme.Muted, row("", w.InEvent, w.Money, w.FeltHead, w.Worst, w.After))}
	for _, c := range pl.Columns {
		name := map[string]string{"nothing": w.Nothing, "offsets": w.Programme, "plan": w.Plan}[c.Name]
		unit := func(v series.Maybe, decimals int, unit string) string {
			if !v.Known() {
				return "—"
			}
			return f.l.Unit(float64(v), decimals, unit)
		}
		dollars := "—"
		if c.NetDollars.Known() {
			dollars = f.l.Dollars(c.NetDollars)
		}
		line := row(name, unit(c.EventEnergyKWh, 1, "kWh"), dollars, f.l.Num(float64(c.ColdDegreeHours), 1), unit(-max(c.WorstDropC, 0), 1, "°C"), unit(c.PeakAfterKW, 1, "kW"))
		if c.Name == "plan" {
			line = f.th.Paint(theme.Title, line)
		}
		out = append(out, line)
	}
	return append(append(out, f.sentence(theme.Muted, w.ColumnsNote)...), "")
}

// creditLost is what each kWh used in an event takes from its credit, $; 0 outside, and
// where its price tells all.
func (f frame) creditLost(at time.Time) series.Maybe {
	e := f.r.NextEvent
	if e == nil || e.Avoided || !(e.Price > 0) {
		return 0
	}
	for _, win := range f.r.Plan.Windows {
		if !at.Before(win.Start) && at.Before(win.End) {
			return e.Price
		}
	}
	return 0
}

// slotWords read the chosen slot aloud, with what a person's own set-points cost so far.
func (f frame) slotWords(z plan.Zone, at time.Time) []string {
	w, s, ok := f.s.Dial, plan.Slot{}, false
	if s, ok = slotAt(z, at); !ok {
		return nil
	}
	words := fmt.Sprintf(w.Slot, text.Capital(f.l.Zone(z.Zone)), f.l.Clock(s.Start.In(f.loc)), f.l.C(s.SetpointC), f.l.C(s.IndoorC), f.l.KW(s.PowerKW))
	if s.PriceDollars.Known() {
		words += "; " + f.l.Cents(float64(s.PriceDollars)) + "/kWh"
		if lost := f.creditLost(s.Start); lost > 0 {
			words += fmt.Sprintf(w.CreditLost, f.l.Cents(float64(lost)))
		}
	}
	out := f.sentence(theme.Plain, words+".")
	p := f.r.Plan
	switch {
	case !p.OverrideKWh.Known():
		return append(out, f.sentence(theme.Muted, w.SlotKeys)...)
	case p.OverrideDollars.Known():
		return append(out, f.sentence(theme.Warn, fmt.Sprintf(w.OwnCost, f.l.SignedDollars(p.OverrideDollars), f.l.Signed(float64(p.OverrideKWh), 1), f.l.Signed(float64(p.OverrideColdDegreeHours), 1)))...)
	}
	return append(out, f.sentence(theme.Warn, fmt.Sprintf(w.OwnKWh, f.l.Signed(float64(p.OverrideKWh), 1), f.l.Signed(float64(p.OverrideColdDegreeHours), 1)))...)
}
