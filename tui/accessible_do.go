package tui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
)

// skip leaves the next event, once the person has heard what that means and typed the word.
func (r *reader) skip() {
	m := r.m
	lines := m.skipLines(m.frame())
	for _, l := range lines[:len(lines)-1] { // the last one names a key
		if l = strings.TrimSpace(l); l != "" {
			r.say(l)
		}
	}
	if r.confirmed() {
		r.run(m.skip(false))
		r.told()
	}
}

// undo takes the person's own set-points back, the newest first, else comes back to an event.
func (r *reader) undo() {
	m := r.m
	if !m.takesBack() {
		r.run(m.act(Undo))
		r.told()
		return
	}
	n := 1
	if len(r.own) > 0 {
		n, r.own = r.own[len(r.own)-1], r.own[:len(r.own)-1]
	}
	for range min(n, len(m.own())) {
		m.takeBack()
	}
	r.say(m.text().Linear.TookBack)
}

// apply writes the plan's files, once the person has heard what they change and typed the
// word.
func (r *reader) apply() {
	m := r.m
	f := m.frame()
	for _, z := range m.report.Plan.Zones {
		if steps := plain.Steps(m.lang, z, m.cfg.Loc); steps != "" {
			r.say(fmt.Sprintf(f.s.Use.At, text.Capital(m.lang.Zone(z.Zone)), steps) + ".")
		}
	}
	r.say(f.s.Act.ApplyNote)
	m.askApply()
	do := m.confirm.do
	m.confirm = nil
	if r.confirmed() {
		r.run(do())
		r.told()
	}
}

// note reads a line and keeps it as a visit note; an empty one keeps nothing.
func (r *reader) note() {
	m := r.m
	line, ok := r.ask(m.text().Linear.NoteWhat)
	if !ok || line == "" {
		r.say(m.text().Linear.Nothing)
		return
	}
	if err := m.cfg.Source.(Noter).Note(r.ctx, m.home, line); err != nil {
		r.line(m.said(err))
		return
	}
	r.say(m.text().Act.NoteKept)
	r.run(m.load())
}

// mode tries another mode, and says what the plan then gives.
func (r *reader) mode() {
	m := r.m
	w := m.text().Linear
	now := m.mode
	if m.report.Plan != nil {
		now = m.report.Plan.Mode
	}
	modes := home.Modes()
	names := make([]string, len(modes))
	for i, mode := range modes {
		names[i] = m.lang.Mode(mode)
	}
	i := r.pick(fmt.Sprintf(w.ModeAsk, m.lang.Mode(now)), names)
	m.dial, r.own, m.mode, m.session = dial{}, nil, "", false
	if i < 0 {
		r.run(m.load())
		r.say(m.text().Frame.ModeOwn)
		return
	}
	m.mode = modes[i]
	r.run(m.load())
	r.say(fmt.Sprintf(m.text().Frame.ModeNow, m.lang.Mode(m.mode)))
	if p := m.report.Plan; p != nil && len(p.Windows) > 0 {
		r.say(plain.Worth(m.lang, *p, m.cfg.Loc), w.Trial)
	}
}

// ownSetpoint asks for a room, a time and degrees, and says what holding to them costs.
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
	from, ok := r.clock(w.FromAsk, zones[i], time.Time{})
	if !ok {
		return
	}
	until, ok := r.clock(w.UntilAsk, zones[i], from.Add(plan.Step))
	if !ok {
		return
	}
	slot, _ := slotAt(zones[i], from)
	c, ok := r.degrees(fmt.Sprintf(w.DegreesAsk, m.lang.C(slot.SetpointC)))
	if !ok {
		return
	}
	m.try()
	n := 0
	for _, s := range zones[i].Slots {
		if !s.Start.Before(from) && s.Start.Before(until) {
			m.dial.overrides = append(m.dial.overrides, plan.Override{Zone: zones[i].Zone, Start: s.Start, SetpointC: c})
			n++
		}
	}
	r.own = append(r.own, n)
	m.retry()
	loc := m.cfg.Loc
	r.say(fmt.Sprintf(w.OwnSet, text.Capital(names[i]), m.lang.C(series.Maybe(c)), m.lang.Clock(from.In(loc)), m.lang.Clock(until.In(loc))))
	r.say(r.dialWords()...)
}

var clockForm = regexp.MustCompile(`^(\d{1,2})\s*(?:[hH:]\s*(\d{1,2})?)?\s*$`)

// clock asks for a time of the plan's day: a slot of the zone. An empty answer is otherwise,
// or goes back where that is zero.
func (r *reader) clock(question string, z plan.Zone, otherwise time.Time) (time.Time, bool) {
	for {
		line, ok := r.ask(question)
		switch {
		case !ok:
			return time.Time{}, false
		case line == "":
			return otherwise, !otherwise.IsZero()
		}
		if t, ok := r.slotAtClock(line, z, otherwise); ok {
			return t, true
		}
		r.say(r.m.text().Linear.BadClock)
	}
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

// listed is how many homes are read out at once.
const listed = 20

// homes reads the homes out by number and opens one. A part of a name or of a city narrows the
// list.
func (r *reader) homes() {
	m := r.m
	m.view = ViewHomes
	w := m.text().Linear
	if len(m.homes) == 0 {
		if _, err := m.failed(); err != nil {
			r.line(m.said(err))
		}
		r.say(m.text().Homes.None)
		return
	}
	f := m.frame()
	shown := r.homesShown()
	for {
		r.list(f, shown)
		line, ok := r.ask(w.Which)
		if !ok || line == "" {
			return
		}
		switch found := r.find(shown, line); len(found) {
		case 0:
			r.say(fmt.Sprintf(w.NoMatch, text.Clean(line, 40)))
		case 1:
			r.own = nil
			r.run(m.open(found[0].Home))
			r.view(ViewToday)
			return
		default:
			shown = found
		}
	}
}

// homesShown are the homes that the filter leaves, in the order that was chosen.
func (r *reader) homesShown() []HomeRow {
	var out []HomeRow
	for _, i := range r.m.homeList.shown(r.m.frame(), r.m.homes) {
		out = append(out, r.m.homes[i])
	}
	return out
}

// list reads out homes by number, the first ones where there are many.
func (r *reader) list(f frame, homes []HomeRow) {
	for i, h := range homes[:min(len(homes), listed)] {
		r.say(fmt.Sprintf(f.s.Linear.Choice, i+1, r.m.homeList.words(f, h)))
	}
	if len(homes) > listed {
		r.say(fmt.Sprintf(f.s.Linear.More, listed, len(homes)))
	}
}

// find are the homes that a line means: the one of a number or a full name, else all that
// hold its words.
func (r *reader) find(homes []HomeRow, line string) []HomeRow {
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= min(len(homes), listed) {
		return homes[n-1 : n]
	}
	var out []HomeRow
	for _, h := range r.m.homes {
		if strings.EqualFold(line, string(h.Home)) {
			return []HomeRow{h}
		}
		if matches(string(h.Home)+" "+r.m.lang.City(h.City), line) {
			out = append(out, h)
		}
	}
	return out
}

// filter narrows the list of homes and reads it out.
func (r *reader) filter() {
	w := r.m.text().Linear
	line, ok := r.ask(w.FilterAsk)
	if !ok {
		return
	}
	r.m.homeList.filter = line
	if line == "" {
		r.say(w.FilterAll)
	}
	if len(r.homesShown()) == 0 {
		r.say(fmt.Sprintf(w.NoMatch, text.Clean(line, 40)))
		r.m.homeList.filter = ""
		return
	}
	r.homes()
}

// sort puts the homes in another order and reads them out; for the order of visits each is
// examined first.
func (r *reader) sort() {
	m := r.m
	w := m.text().Linear
	names := make([]string, orders)
	for o := range orders {
		names[o] = o.words(m.text())
	}
	i := r.pick(w.SortAsk, names)
	if i < 0 {
		return
	}
	m.homeList.order = order(i)
	if m.homeList.order == orderVisit {
		r.say(m.lang.Count(w.Examining, len(m.homes)))
		r.run(m.startRanking())
	}
	r.say(fmt.Sprintf(w.SortedBy, names[i]))
	r.homes()
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
	out = append(out, plain.Worth(f.l, *p, f.loc))
	if p.OverrideDollars.Known() {
		out = append(out, fmt.Sprintf(f.s.Dial.OwnCost, f.l.SignedDollars(p.OverrideDollars), f.l.Signed(float64(p.OverrideKWh), 1), f.l.Signed(float64(p.OverrideColdDegreeHours), 1)))
	} else if p.OverrideKWh.Known() {
		out = append(out, fmt.Sprintf(f.s.Dial.OwnKWh, f.l.Signed(float64(p.OverrideKWh), 1), f.l.Signed(float64(p.OverrideColdDegreeHours), 1)))
	}
	if at := p.FrontierAt; at >= 0 && at < len(points) {
		for _, s := range []string{f.notch(f.s.Dial.Colder, at, at-1), f.notch(f.s.Dial.Warmer, at, at+1)} {
			if s != "" {
				out = append(out, text.Capital(s)+".")
			}
		}
	}
	if r.m.trying() {
		out = append(out, w.Trial)
	}
	return out
}

// notchFromWarm is the place of a point counted from the warmest, from 1.
func notchFromWarm(points []plan.Point, at int) int { return len(points) - at }
