package tui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// A todayPane answers: what happens next, and is everything ready?
type todayPane struct {
	zone  int  // which zone's chart, in the order of gain
	table bool // the chart as a table
	rows  scroll
}

func (p *todayPane) act(f frame, a Action) {
	if f.r.Plan == nil || len(f.r.Plan.Zones) == 0 {
		return
	}
	n := len(f.r.Plan.Zones)
	switch {
	case a == ToggleTable:
		p.table, p.rows.top = !p.table, 0
	case a == Next, a == Down && !p.table:
		p.zone = (p.zone + 1) % n
	case a == Previous, a == Up && !p.table:
		p.zone = (p.zone + n - 1) % n
	default:
		p.rows.act(a)
	}
}

func (p *todayPane) lines(f frame) []string {
	if p.table && f.planned() {
		return p.tableLines(f)
	}
	return f.memo(fmt.Sprint("today ", p.zone), func() []string { return p.draw(f) })
}

// tableLines are the answer and the zone's chart as a table, slot by slot.
func (p *todayPane) tableLines(f frame) []string {
	order := zonesByGain(f.r.Plan)
	z := f.r.Plan.Zones[order[min(p.zone, len(order)-1)]]
	from, to := f.aroundEvents()
	out := append(f.answer(), "")
	rows := f.memo(fmt.Sprint("today slots ", z.Zone), func() []string { return f.slotRows(z, from, to) })
	out = append(out, rows[0])
	return append(out, p.rows.show(rows[1:], f.h-len(out))...)
}

// draw sets the answer on top, the chart that shows why below it, and the figures that prove
// it last, or beside the chart where there is room.
func (p *todayPane) draw(f frame) []string {
	out := append(f.judgedLines(), f.answer()...)
	if f.wide() {
		side := 46
		left, right := f, f
		left.w, left.h, right.w = f.w-side-2, f.h-len(out)-1, side
		out = append(out, f.pilotLine())
		return append(out, beside(p.chart(left), right.figures(2*f.h), left.w, 2)...)
	}
	tail := f.figures(f.h - len(out) - 10)
	rows := f.h - len(out) - len(tail) - 2
	if rows < 6 {
		return append(append(out, f.pilotLine()), tail...)
	}
	if rows > 9 {
		out = append(out, "")
	} else {
		rows++ // low: the chart's own heading parts it from the answer
	}
	f.h = rows
	out = append(out, p.chart(f)...)
	return append(append(out, f.pilotLine()), tail...)
}

// pilotLine is the line that parts answer, chart and figures: empty, or, of a simulated home,
// that it is none, and how to come to one's own.
func (f frame) pilotLine() string {
	if !f.r.Simulated {
		return ""
	}
	for _, words := range []string{f.s.Today.Pilot, f.s.Today.PilotShort} {
		if width(words)+2 <= f.w {
			return f.muted(words)
		}
	}
	return ""
}

// planned reports whether the next event has a plan to show: not one that is left, nor over.
func (f frame) planned() bool {
	e, p := f.r.NextEvent, f.r.Plan
	return e != nil && !skipped(e) && f.now.Before(e.End) && p != nil && len(p.Windows) > 0 && len(p.Zones) > 0
}

// answer is the screen's answer in words.
func (f frame) answer() []string {
	w := f.s.Today
	e := f.r.NextEvent
	if e == nil {
		out := f.sentence(theme.Title, fmt.Sprintf(w.NoEvent, f.l.Clock(f.now.In(f.loc))))
		out = append(out, f.feedLines()...)
		if len(f.r.PastEvents) > 0 {
			out = append(out, f.sentence(theme.Plain, f.lastEvent())...)
		}
		return out
	}
	out := f.sentence(theme.Title, f.when(e))
	if off := plain.OffSeason(f.l, *f.r); off != "" && f.now.Before(e.End) {
		out = append(out, f.sentence(theme.Warn, off)...)
	}
	switch {
	case !f.now.Before(e.End):
		return append(out, f.sentence(theme.Plain, f.worthWords())...)
	case skipped(e):
		return append(out, f.sentence(theme.Warn, w.Skipped)...)
	case f.planning:
		return append(out, f.sentence(theme.Muted, w.Planning)...)
	case f.r.Plan == nil:
		return append(out, f.sentence(theme.Warn, w.NoPlan)...)
	}
	role, ready := f.readiness()
	money := f.money()
	if trial := f.trialLine(); trial != nil {
		return append(append(out, trial...), f.sentence(theme.Plain, money)...)
	}
	if f.preparing() {
		if !f.now.Before(e.Start) { // what the whole plan was worth cannot be had any more
			ready, money = w.NotFollowed, plain.SoFar(f.l, e, f.loc)
		}
		out = append(out, f.sentence(role, strings.TrimSpace(ready+" "+money))...)
		return append(out, f.todo()...)
	}
	if said := plain.SoFar(f.l, e, f.loc); said != "" && !f.now.Before(e.Start) {
		money = said
	}
	if width(ready)+1+width(money) <= f.w-2 {
		return append(out, " "+f.th.Paint(role, ready)+" "+money)
	}
	return append(append(out, f.sentence(role, ready)...), f.sentence(theme.Plain, money)...)
}

// feedLines say which source of events does not answer, or, when no event is known, what each
// has said: silence must not be mistaken for good news.
func (f frame) feedLines() []string {
	var out []string
	for _, s := range plain.Feeds(f.l, *f.r, f.loc) {
		out = append(out, f.sentence(theme.Muted, s)...)
	}
	return out
}

// when says when the event is.
func (f frame) when(e *coach.Event) string {
	w := f.s.Today
	from, to := e.Start.In(f.loc), e.End.In(f.loc)
	switch {
	case !f.now.Before(e.End):
		return w.Over
	case !f.now.Before(e.Start):
		return fmt.Sprintf(w.Runs, f.l.Clock(to), f.l.Span(e.End.Sub(f.now)))
	}
	words := w.On
	switch today := series.DateOf(f.now, f.loc); series.DateOf(from, f.loc) {
	case today:
		words = w.Today
	case today.Add(1):
		words = w.Tomorrow
	}
	return fmt.Sprintf(words, f.day(from), f.l.Clock(from), f.l.Clock(to), f.l.Span(e.Start.Sub(f.now)))
}

// readiness says whether the plan is applied, as read back from the set-points.
func (f frame) readiness() (theme.Role, string) {
	w := f.s.Today
	switch f.r.Applied {
	case coach.AppliedAll:
		return theme.Good, fmt.Sprintf(w.Applied, f.r.AppliedTo, f.r.AppliedOf) + " " + w.Cold
	case coach.AppliedPartial:
		return theme.Warn, fmt.Sprintf(w.Partly, f.r.AppliedTo, f.r.AppliedOf)
	case coach.AppliedOther:
		return theme.Warn, w.Other
	case coach.AppliedUnknown:
		return theme.Warn, w.Unknown
	}
	return theme.Warn, w.Ready
}

// preparing reports whether there is a plan that the thermostats are not all known to follow.
func (f frame) preparing() bool {
	return f.planned() && f.r.Applied != coach.AppliedAll && f.r.Applied != coach.AppliedOther
}

// todo says what there is to do for a plan that is not applied: before its first change, by
// when; once it has begun, what the thermostats should be at now.
func (f frame) todo() []string {
	w, win := f.s.Today, f.r.Plan.Windows[0]
	for _, next := range f.r.Plan.Windows {
		if win = next; f.now.Before(next.RecoveryEnd) {
			break
		}
	}
	first := win.PreheatStart
	for _, t := range plain.Turns(*f.r.Plan) { // of this event: from its preheat on
		if !t.At.Before(win.PreheatStart) && t.At.Before(win.End) {
			first = t.At
			break
		}
	}
	if f.now.Before(first) {
		at := first.In(f.loc)
		by := f.l.Clock(at)
		switch today := series.DateOf(f.now, f.loc); series.DateOf(at, f.loc) {
		case today:
		case today.Add(1):
			by = fmt.Sprintf(w.TomorrowAt, by)
		default:
			by = f.l.Day(at) + " " + by
		}
		if f.writtenFor(f.r.NextEvent) {
			return f.sentence(theme.Plain, fmt.Sprintf(w.LoadBefore, by, f.written.Path, f.until(f.written.At)))
		}
		return f.sentence(theme.Plain, fmt.Sprintf(w.DoBefore, by))
	}
	settings, until := f.settings()
	if settings == "" {
		return nil
	}
	return f.sentence(theme.Plain, fmt.Sprintf(w.DoNow, f.l.Clock(until.In(f.loc)), settings))
}

// settings are the set-points of the plan at this moment, the rooms of one together, and
// until when all of them hold.
func (f frame) settings() (words string, until time.Time) {
	type group struct {
		c     series.Maybe
		zones []string
	}
	var groups []group
	for _, z := range f.r.Plan.Zones {
		s, ok := slotAt(z, f.now)
		if !ok || !s.SetpointC.Known() {
			continue
		}
		i := slices.IndexFunc(groups, func(g group) bool { return g.c == s.SetpointC })
		if i < 0 {
			i, groups = len(groups), append(groups, group{c: s.SetpointC})
		}
		groups[i].zones = append(groups[i].zones, f.l.Zone(z.Zone))
		for t := s.Start.Add(plan.Step); ; t = t.Add(plan.Step) {
			if next, ok := slotAt(z, t); !ok || !same(next.SetpointC, s.SetpointC) {
				until = earliest(until, t)
				break
			}
		}
	}
	slices.SortStableFunc(groups, func(a, b group) int { return cmp.Compare(a.c, b.c) })
	parts := make([]string, len(groups))
	for i, g := range groups {
		parts[i] = f.l.C(g.c) + " (" + strings.Join(g.zones, ", ") + ")"
	}
	return strings.Join(parts, "; "), until
}

// earliest is the earlier of two moments, a zero one aside.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// money is what the plan is worth, or why no dollars are shown.
func (f frame) money() string {
	w, p, e := f.s.Today, f.r.Plan, f.r.NextEvent
	net := p.Gain()
	switch {
	case f.r.Rate == "":
		return fmt.Sprintf(w.NoRate, f.home(f.r.Home))
	case !saved(p).Known():
		return w.NoFigures
	case e.Avoided && net.Known() && p.AvoidedDollars.Known():
		return fmt.Sprintf(w.PeakPrice, f.l.Cents(float64(e.Price))) + " " +
			fmt.Sprintf(w.SavesNet, f.l.Dollars(net), f.l.Dollars(p.AvoidedDollars), f.l.Dollars(plan.Cents(p.AvoidedDollars)-net))
	case p.Credit() > 0 && f.r.Rate != home.RateFlexD:
		return fmt.Sprintf(w.Credit, f.l.Dollars(p.Credit()))
	case e.Price > 0 && !e.Avoided:
		return fmt.Sprintf(w.Credit, f.l.Dollars(0))
	case e.Programme == home.FlexD && f.r.Rate == home.RateFlexD && !e.Price.Known():
		return w.NoPeakPrice
	}
	return fmt.Sprintf(w.NoCredit, text.Capital(f.l.Rate(f.r.Rate)))
}

// lastEvent names the newest past event and what it was worth.
func (f frame) lastEvent() string {
	e := f.r.PastEvents[0]
	from, to := e.Start.In(f.loc), e.End.In(f.loc)
	return fmt.Sprintf(f.s.Today.LastEvent, f.pastDay(from), f.l.Clock(from), f.l.Clock(to)) + " " + f.worthWords()
}

// worthWords say what the newest past event paid, by the official rule, and what was saved,
// by our own estimate: two sentences, since they are two things.
func (f frame) worthWords() string {
	if len(f.r.PastEvents) == 0 {
		return ""
	}
	e := f.r.PastEvents[0]
	s := ""
	switch {
	case e.PaidDollars.Known():
		s = fmt.Sprintf(f.s.Today.Paid, f.l.Dollars(e.PaidDollars))
	case e.PaidKWh.Known():
		s = fmt.Sprintf(f.s.Past.PaidKWh, f.l.KWh(e.PaidKWh))
	}
	if e.SavedKWh.Known() {
		s += " " + f.savedWords(e)
	}
	return s
}

// age is how old the newest reading is.
func (f frame) age() time.Duration { return f.now.Sub(f.r.Data.To) }
