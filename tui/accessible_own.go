package tui

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// ownSetpoint asks for a room, a time and degrees, and says what is kept of them and what that
// costs.
func (r *reader) ownSetpoint() {
	m := r.m
	w, zones := m.text().Linear, m.report.Plan.Zones
	names := make([]string, len(zones))
	for i, z := range zones {
		names[i] = m.lang.Zone(z.Zone)
	}
	i := r.pick(w.RoomAsk, names)
	if i < 0 {
		return
	}
	z, room := zones[i], text.Capital(names[i])
	from, ok := r.clock(fmt.Sprintf(w.FromAsk, room), z, time.Time{}, time.Time{})
	if !ok {
		return
	}
	shortest := from.Add(shortestHold)
	until, ok := r.clock(fmt.Sprintf(w.UntilAsk, room, m.lang.Clock(from.In(m.cfg.Loc))), z, from.Add(plan.Step), shortest)
	if !ok {
		return
	}
	if until.Before(shortest) {
		until = shortest
		r.say(fmt.Sprintf(w.Said.HalfHour, m.lang.Clock(until.In(m.cfg.Loc))))
	}
	slot, _ := slotAt(z, from)
	c, ok := r.degrees(fmt.Sprintf(w.DegreesAsk, room, m.lang.Clock(from.In(m.cfg.Loc)), m.lang.Clock(until.In(m.cfg.Loc)), m.lang.C(slot.SetpointC)))
	if !ok {
		return
	}
	r.hold(z, from, until, c)
}

// shortestHold is how long a set-point is held at least.
const shortestHold = 2 * plan.Step

// hold puts a person's own set-point into the trial, and says at once what is not as asked.
func (r *reader) hold(z plan.Zone, from, until time.Time, c float64) {
	m := r.m
	w, name := m.text().Linear, m.lang.Zone(z.Zone)
	before, was := m.dial, m.report.Plan
	m.try()
	n := 0
	for _, s := range z.Slots {
		if !s.Start.Before(from) && s.Start.Before(until) {
			m.dial.overrides = append(m.dial.overrides, plan.Override{Zone: z.Zone, Start: s.Start, SetpointC: c})
			n++
		}
	}
	m.retry()
	if z.Excluded != "" && !changed(was, m.report.Plan, z.Zone) { // the room takes no set-point
		report := *m.report
		report.Plan = was
		m.report, m.dial = &report, before
		m.seq++
		r.say(fmt.Sprintf(w.Said.Refused, name, m.lang.Reason(z.Excluded)))
		return
	}
	r.own = append(r.own, n)
	asked := series.Maybe(c)
	for _, s := range zoneOf(m.report.Plan, z.Zone).Slots {
		if s.Start.Before(from) || !s.Start.Before(until) || math.Abs(float64(s.SetpointC-asked)) < 0.01 {
			continue
		}
		words := w.Said.Rounded
		switch {
		case s.SetpointC > asked+0.25:
			words = w.Said.Raised
		case s.SetpointC < asked-0.25:
			words = w.Said.Lowered
		}
		r.say(fmt.Sprintf(words, m.lang.C(asked), name, m.lang.C(s.SetpointC)))
		break
	}
	loc := m.cfg.Loc
	r.say(r.trial())
	r.say(r.runs(z.Zone, from, until, loc)...)
	r.say(r.dialWords()...)
}

// runs say what a room is set to in a span, a line for each set-point.
func (r *reader) runs(zone string, from, until time.Time, loc *time.Location) []string {
	l, w := r.m.lang, r.m.text().Linear
	slots := zoneOf(r.m.report.Plan, zone).Slots
	var out []string
	for i := 0; i < len(slots); {
		s := slots[i]
		j := i + 1
		for j < len(slots) && slots[j].Start.Before(until) && same(slots[j].SetpointC, s.SetpointC) {
			j++
		}
		if !s.Start.Before(from) && s.Start.Before(until) {
			out = append(out, fmt.Sprintf(w.OwnSet, text.Capital(l.Zone(zone)), l.C(s.SetpointC), l.Clock(s.Start.In(loc)), l.Clock(slots[j-1].Start.Add(plan.Step).In(loc))))
		}
		if s.Start.Before(from) {
			j = i + 1
		}
		i = j
	}
	return out
}

func zoneOf(p *plan.Plan, name string) plan.Zone {
	for _, z := range p.Zones {
		if z.Zone == name {
			return z
		}
	}
	return plan.Zone{}
}

// changed reports whether a room has other set-points in one plan than in another.
func changed(a, b *plan.Plan, zone string) bool {
	x, y := zoneOf(a, zone).Slots, zoneOf(b, zone).Slots
	return !slices.EqualFunc(x, y, func(s, t plan.Slot) bool { return same(s.SetpointC, t.SetpointC) })
}

var clockForm = regexp.MustCompile(`(?i)^(\d{1,2})\s*(?:[h:]\s*(\d{1,2})?)?\s*(?:([ap])\.?\s?m\.?)?$`)

// clock asks for a time of the plan's day: a slot of the zone, not before after, nor past where
// that is zero. An empty answer is otherwise, or goes back where that is zero.
func (r *reader) clock(question string, z plan.Zone, after, otherwise time.Time) (time.Time, bool) {
	for {
		line, ok := r.ask(question)
		switch {
		case !ok:
			return time.Time{}, false
		case line == "":
			return otherwise, !otherwise.IsZero()
		}
		t, ok := r.slotAtClock(line, z, after)
		switch open := r.open(); {
		case !ok:
			r.say(r.m.text().Linear.BadClock)
		case after.IsZero() && t.Before(open):
			r.say(fmt.Sprintf(r.m.text().Linear.Said.TooLate, r.m.lang.Clock(open.In(r.m.cfg.Loc))))
		default:
			return t, true
		}
	}
}

// open is from when on the plan may still change.
func (r *reader) open() time.Time {
	at := r.m.report.At
	if next := at.Truncate(plan.Step); next.Before(at) {
		return next.Add(plan.Step)
	}
	return at
}

// slotAtClock is the start of the zone's slot at a time of day as people write it, not before
// after; midnight at the end of the day too, where after is not zero.
func (r *reader) slotAtClock(line string, z plan.Zone, after time.Time) (time.Time, bool) {
	p := clockForm.FindStringSubmatch(line)
	if p == nil {
		return time.Time{}, false
	}
	hour, _ := strconv.Atoi(p[1])
	minute, _ := strconv.Atoi(p[2]) // "" is 0
	if half := strings.ToLower(p[3]); half != "" {
		if hour < 1 || hour > 12 {
			return time.Time{}, false
		}
		if hour %= 12; half == "p" {
			hour += 12
		}
	}
	from, to := r.m.frame().planDay()
	slot := minute / int(plan.Step/time.Minute) * int(plan.Step/time.Minute)
	for _, s := range z.Slots {
		at := s.Start.In(r.m.cfg.Loc)
		if at.Hour() == hour && at.Minute() == slot && minute < 60 && !s.Start.Before(maxTime(from, after)) && s.Start.Before(to) {
			return s.Start, true
		}
	}
	return to, !after.IsZero() && hour%24 == 0 && minute == 0
}

// degrees asks for a set-point, °C.
func (r *reader) degrees(question string) (float64, bool) {
	for {
		line, ok := r.ask(question)
		if !ok || line == "" {
			return 0, false
		}
		v, err := strconv.ParseFloat(strings.ReplaceAll(strings.Trim(line, " °Cc"), ",", "."), 64)
		if err == nil && v >= 5 && v <= 30 {
			return v, true
		}
		r.say(r.m.text().Linear.BadDeg)
	}
}

// turn turns the comfort dial by a notch, or to the plan by hand, and says what the plan then gives.
func (r *reader) turn(a Action) {
	m := r.m
	was := m.report.Plan.FrontierAt
	r.run(m.act(a))
	w := m.text().Linear.Said
	switch {
	case was < 0 || m.report.Plan.FrontierAt != was:
	case a == Colder:
		r.say(w.Coldest)
	case a == Warmer:
		r.say(w.Warmest)
	}
	if t := r.trial(); t != "" {
		r.say(t)
	}
	r.say(r.dialWords()...)
}

// dialWords say where the comfort dial stands and what the plan then gives.
func (r *reader) dialWords() []string {
	f := r.m.frame()
	w, p := f.s.Linear, f.r.Plan
	points := f.r.Dial.Points
	out := []string{w.DialBeside}
	if at := p.FrontierAt; at >= 0 && at < len(points) {
		out = []string{fmt.Sprintf(w.Dial, notchFromWarm(points, at), len(points))}
	}
	out = append(out, f.worth()...)
	if own := f.ownCost(p); own != "" {
		out = append(out, own)
	}
	if at := p.FrontierAt; at >= 0 && at < len(points) {
		for _, n := range []struct {
			words string
			to    int
		}{{w.Said.ColderIs, nextNotch(points, at, -1)}, {w.Said.WarmerIs, nextNotch(points, at, 1)}} {
			if s := f.notchWords(at, n.to); s != "" && n.to != at {
				out = append(out, fmt.Sprintf(n.words, s))
			}
		}
	}
	return out
}

// ownCost says in words what a person's own set-points cost, "" without any.
func (f frame) ownCost(p *plan.Plan) string {
	w := f.s.Linear.Said
	if !p.OverrideKWh.Known() {
		return ""
	}
	money := w.OwnFree
	switch d := p.OverrideDollars; {
	case d >= 0.005:
		money = fmt.Sprintf(w.OwnCost, f.l.Dollars(d))
	case d <= -0.005:
		money = fmt.Sprintf(w.OwnPays, f.l.Dollars(-d))
	}
	energy := w.OwnSame
	switch e := p.OverrideKWh; {
	case e >= 0.05:
		energy = fmt.Sprintf(w.OwnMore, f.l.KWh(e))
	case e <= -0.05:
		energy = fmt.Sprintf(w.OwnLess, f.l.KWh(-e))
	}
	return money + " " + energy + " " + w.OwnUndo
}

// notchWords say what another point of the frontier would change in money, or in energy where no
// price is known; "" past the ends.
func (f frame) notchWords(from, to int) string {
	points, w := f.r.Dial.Points, f.s.Linear.Said
	if to < 0 || to >= len(points) {
		return ""
	}
	a, b := points[from], points[to]
	if gain := a.NetDollars - b.NetDollars; gain.Known() {
		switch {
		case gain >= 0.005:
			return fmt.Sprintf(w.MorePaid, f.l.Dollars(gain))
		case gain <= -0.005:
			return fmt.Sprintf(w.LessPaid, f.l.Dollars(-gain))
		}
		return w.SamePaid
	}
	if more := b.SavedKWh - a.SavedKWh; more < 0 {
		return fmt.Sprintf(w.LessKWh, f.l.KWh(-more))
	} else if more.Known() {
		return fmt.Sprintf(w.MoreKWh, f.l.KWh(more))
	}
	return ""
}

// notchFromWarm is the place of a point counted from the warmest, from 1.
func notchFromWarm(points []plan.Point, at int) int { return len(points) - at }
