package tui

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// A dial is what a person tries on the plan at hand: another comfort price, and set-points of
// their own. The plan answers in the same frame. It lasts until it is kept or dropped, another
// home or another mode, and outlives fresh data.
type dial struct {
	point     int // of the frontier; notTurned: the plan's own
	overrides []plan.Override
	hand      bool       // few moments, by hand
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
	to := nextNotch(f.Points, at, by)
	if to == at && m.dialPoint() >= 0 {
		m.toast = m.text().Keep.NoMore
		return
	}
	m.try()
	m.dial.point = to
	m.retry()
}

// nextNotch is the next point of a frontier that is colder (by −1) or warmer (by +1) by as much
// as is shown: what lies between does nothing, or turns back by the rounding of set-points. It is
// where one is when none is.
func nextNotch(points []plan.Point, at, by int) int {
	const shown = 0.05 // °C·h
	if at < 0 || at >= len(points) {
		return max(0, min(at+by, len(points)-1))
	}
	for i := at + by; i >= 0 && i < len(points); i += by {
		if float64(by)*float64(points[at].ColdDegreeHours-points[i].ColdDegreeHours) >= shown {
			return i
		}
	}
	return at
}

// byHand tries the plan with few moments in the place of the full one, or the other way round.
func (m *Model) byHand() {
	m.try()
	m.dial.hand = !m.dial.hand
	m.retry()
}

// whyByHand says why there is no plan by hand to try, "" when there is.
func (m *Model) whyByHand() string {
	if why := m.whyDial(); why != "" {
		return why
	}
	if p := m.report.Plan; p.Method != plan.MethodByHand && m.dialPoint() < 0 {
		return m.text().Why.Dial
	}
	return ""
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
	r, own := *m.report, m.dial.own
	r.Plan = own
	if m.dial.point != notTurned || !slices.Equal(m.dial.overrides, own.Own) || m.dial.hand != (own.Method == plan.MethodByHand) {
		var p plan.Plan
		if hand := m.dial.handPlan(r.Dial, m.dialPoint()); hand != nil {
			p = *hand
		} else {
			p = r.Dial.Full(m.dialPoint(), m.dial.overrides)
		}
		r.Plan = &p
	} else {
		m.dial = dial{}
	}
	m.report = &r
	m.seq++
}

// handPlan is the plan by hand that is tried, nil where it is a full one.
func (d *dial) handPlan(f *plan.Frontier, point int) *plan.Plan {
	if !d.hand {
		return nil
	}
	return f.ByHand(point, d.overrides)
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

// dialLines are the comfort dial: where it stands, what the plan then gives, and what the next
// notch either way would change.
func (f frame) dialLines() []string {
	if f.r.Dial == nil || len(f.r.Dial.Points) == 0 || len(f.r.Plan.Windows) == 0 || f.partial || f.planOver() {
		return nil
	}
	w, p, points := f.s.Dial, f.r.Plan, f.r.Dial.Points
	at := p.FrontierAt
	event := fmt.Sprintf(w.Event, f.l.Unit(-float64(saved(p)), 1, "kWh"))
	out := []string{
		f.fitted(" ", f.th.Paint(theme.Title, w.Head), w.Cold+" "+f.dialBar(at, len(points))+" "+w.Warm, f.handWords()),
		f.fitted("   ", f.planMoney(p), event, fmt.Sprintf(w.Felt, f.l.Num(float64(p.ColdDegreeHours), 1))),
	}
	if at < 0 {
		return append(out, f.fitted("   ", f.th.Paint(theme.Muted, w.Offsets)))
	}
	for i, by := range []int{-1, 1} {
		if n := f.notch([]string{w.Colder, w.Warmer}[i], at, by); n != "" {
			out = append(out, f.fitted("   ", f.th.Paint(theme.Muted, n)))
		}
	}
	return out
}

// handWords tell of the plan by hand: how few its moments are, what they cost, and the key.
func (f frame) handWords() string {
	w, p, key := f.s.Keep, f.r.Plan, f.th.Paint(theme.Key, byAction[InHand].shown)+" "
	switch {
	case p.Method == plan.MethodByHand && f.w < 100:
		return key + w.InFull
	case p.Method == plan.MethodByHand:
		return key + fmt.Sprintf(w.HandOn, f.l.Count(w.Moments, len(plain.Turns(*p))))
	case p.ByHand == nil:
		return key + w.HandKey
	}
	words := f.l.Count(w.Moments, len(plain.Turns(*p.ByHand)))
	if f.w < 100 {
		words = ""
	}
	if money := p.ByHand.Gain() - p.Gain(); money.Known() {
		words = strings.TrimPrefix(words+", "+f.l.SignedDollars(money), ", ")
	}
	if words == "" {
		return key + w.HandKey
	}
	return key + fmt.Sprintf(w.HandOff, words)
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

// notch says what the next point of the frontier that does anything would change, in words; ""
// past the ends.
func (f frame) notch(words string, from, by int) string {
	points := f.r.Dial.Points
	to := nextNotch(points, from, by)
	if to == from {
		return ""
	}
	what, felt := difference(f.l, points[from], points[to])
	return fmt.Sprintf(words, what, felt)
}

// difference says in words what another plan gains, and how much colder or warmer it is.
func difference(l text.Lang, a, b plan.Point) (money, felt string) {
	w := l.Screen().Dial
	money = l.Signed(float64(b.SavedKWh-a.SavedKWh), 1) + "\u00a0kWh"
	if gain := a.NetDollars - b.NetDollars; gain.Known() {
		if money = w.SameGain; math.Abs(float64(gain)) >= 0.005 {
			money = fmt.Sprintf(w.Gain, l.SignedDollars(gain))
		}
	}
	cold := float64(b.ColdDegreeHours - a.ColdDegreeHours)
	felt = w.SameCold
	switch amount := l.Unit(math.Abs(cold), 1, "°C·h"); {
	case cold >= 0.05:
		felt = fmt.Sprintf(w.MoreCold, amount)
	case cold <= -0.05:
		felt = fmt.Sprintf(w.LessCold, amount)
	}
	return money, felt
}

// modeWords say how the plan of the mode on trial differs from the person's own, "" without one.
func (m *Model) modeWords() string {
	own, p := m.modeOf, m.report.Plan
	if m.mode == "" || own == nil || p == nil || len(p.Windows) == 0 {
		return ""
	}
	point := func(p *plan.Plan) plan.Point {
		return plan.Point{NetDollars: -p.Gain(), SavedKWh: saved(p), ColdDegreeHours: p.ColdDegreeHours}
	}
	a, b := point(own), point(p)
	if sameNotch(a, b) {
		return fmt.Sprintf(m.text().Keep.SameMode, m.lang.Mode(m.mode))
	}
	money, cold := difference(m.lang, a, b)
	return fmt.Sprintf(m.text().Keep.OtherMode, m.lang.Mode(m.mode), money, cold)
}

// sameNotch reports whether two plans give the same to what is shown: a cent, a tenth of a kWh
// and of a degree-hour.
func sameNotch(a, b plan.Point) bool {
	const cent, tenth = 0.005, 0.05
	money := a.NetDollars - b.NetDollars
	return !(math.Abs(float64(money)) >= cent) && math.Abs(float64(a.SavedKWh-b.SavedKWh)) < tenth && math.Abs(float64(a.ColdDegreeHours-b.ColdDegreeHours)) < tenth
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
	for _, c := range f.waysThrough() {
		name := map[string]string{"nothing": w.Nothing, "offsets": w.Programme, "plan": w.Plan, handColumn: f.s.Keep.Column}[c.Name]
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

// handColumn is the name of the plan by hand among the ways through an event.
const handColumn = "by-hand"

// waysThrough are the ways through an event: the plan's columns, and the plan by hand beside it.
func (f frame) waysThrough() []plan.Column {
	p := f.r.Plan
	out := slices.Clone(p.Columns)
	if p.ByHand != nil && len(p.ByHand.Columns) > 0 {
		hand := p.ByHand.Columns[len(p.ByHand.Columns)-1]
		hand.Name = handColumn
		out = append(out, hand)
	}
	return out
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
