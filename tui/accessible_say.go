package tui

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"courant/coach"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/plain"
	"courant/tui/text"
)

// view says a view in sentences, and once what else can be done there. What is on trial is
// said first: from then on every figure of the plan is the trial's.
func (r *reader) view(v Action) {
	m := r.m
	m.view = v
	if _, err := m.failed(); err != nil {
		r.line(m.said(err))
	}
	f := m.frame()
	if f.r == nil {
		r.say(f.s.Frame.Nothing)
		return
	}
	if t := r.trial(); t != "" {
		r.say(t)
	}
	if f.r.Data.To.IsZero() {
		v = ViewToday
		m.view = v
	}
	switch v {
	case ViewToday:
		r.say(r.spokenToday()...)
	case ViewConsumption:
		r.say(f.spokenUse(&m.consumption)...)
	case ViewEvents:
		r.say(f.spokenPast()...)
	case ViewSchedule:
		r.say(f.spokenSchedule()...)
	case ViewAdvice:
		if m.trying() {
			r.say(f.s.Linear.Said.OfPlan)
		}
		r.say(f.spokenAdvice()...)
	case ViewData:
		r.say(f.spokenData()...)
	}
	r.hint(v)
}

// trial says what is on trial and how to keep or leave it, "" where nothing is.
func (r *reader) trial() string {
	m := r.m
	w := m.text().Linear.Said
	form := w.Trial
	if m.session {
		form = w.Session
	}
	if !m.trying() && !m.session || m.report == nil {
		return ""
	}
	var what []string
	if m.mode != "" {
		what = append(what, fmt.Sprintf(w.TrialMode, m.lang.Mode(m.mode)))
	}
	if d := m.dial; d.turned() && d.point != notTurned && m.report.Dial != nil {
		what = append(what, fmt.Sprintf(w.TrialNotch, notchFromWarm(m.report.Dial.Points, d.point), len(m.report.Dial.Points)))
	}
	if m.dial.turned() && m.dial.hand {
		what = append(what, w.TrialHand)
	}
	if m.dial.turned() && (len(m.dial.overrides) > 0 || len(what) == 0) {
		what = append(what, w.TrialOwn)
	}
	return fmt.Sprintf(form, strings.Join(what, ", "))
}

// details says more of the view that is open: how a past event was reckoned, else what
// weighed on the plan.
func (r *reader) details() {
	m := r.m
	f := m.frame()
	if m.view != ViewEvents || len(f.r.PastEvents) == 0 {
		m.view = ViewSchedule
		r.say(f.spokenLimits()...)
		return
	}
	names := make([]string, len(f.r.PastEvents))
	for i, e := range f.r.PastEvents {
		from := e.Start.In(f.loc)
		names[i] = fmt.Sprintf(f.l.Tables().Window, f.l.LongDay(from), f.l.Clock(from), f.l.Clock(e.End.In(f.loc)))
	}
	if i := r.pick(f.s.Linear.PastAsk, names); i >= 0 {
		r.say(f.spokenEvent(f.r.PastEvents[i])...)
		r.say(f.spokenReckoning(f.r.PastEvents[i])...)
	}
}

// spokenUse is the energy of the window of the consumption view: in all, then by the hour, the
// day or the month, with the cold.
func (f frame) spokenUse(p *consumptionPane) []string {
	s, outdoor := p.prepare(f), f.r.Series.Get("", series.Outdoor)
	if s.Len() == 0 {
		return []string{fmt.Sprintf(f.l.Sentences().NoData, f.home(f.r.Home))}
	}
	var out []string
	total := 0.0
	from, to := p.view.From, minTime(p.view.To, s.End())
	for a := from; a.Before(to); {
		b, name := f.after(a, p.kind())
		sum, missing := s.Sum(a, minTime(b, to))
		value := f.l.KWh(series.Maybe(sum))
		if missing >= minTime(b, to).Sub(a) {
			value = f.s.Today.Missing
		} else {
			total += sum
		}
		line := fmt.Sprintf(f.s.Use.At, text.Capital(name), value)
		if t := series.Maybe(outdoor.Mean(a, b)); t.Known() {
			line += "; " + fmt.Sprintf(f.s.Today.OutdoorsOne, f.l.C(t))
		}
		out, a = append(out, line+"."), b
	}
	head := fmt.Sprintf(f.s.Linear.UseHead, text.Capital(f.l.LongDay(from.In(f.loc))+"–"+f.l.LongDay(to.Add(-1).In(f.loc))), f.l.KWh(series.Maybe(total)))
	if p.kind() == chart.SpanDay {
		head = fmt.Sprintf(f.s.Linear.UseHead, text.Capital(f.l.LongDay(from.In(f.loc))), f.l.KWh(series.Maybe(total)))
	}
	return append([]string{head}, out...)
}

// after is when the hour, the day or the month that begins at a moment ends, and its name.
func (f frame) after(a time.Time, span chart.Span) (time.Time, string) {
	at := a.In(f.loc)
	d := series.DateOf(a, f.loc)
	switch span {
	case chart.SpanDay:
		return a.Truncate(time.Hour).Add(time.Hour), f.l.Clock(at)
	case chart.SpanYear:
		return time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, f.loc), f.l.Month(at) + " " + fmt.Sprint(at.Year())
	}
	return d.End(f.loc), f.l.LongDay(at)
}

// spokenPast is the season, the newest event in full and those before it in a line each.
func (f frame) spokenPast() []string {
	if len(f.r.PastEvents) == 0 {
		return []string{f.s.Past.None, f.season()}
	}
	out := append([]string{f.season()}, f.spokenEvent(f.r.PastEvents[0])...)
	if len(f.r.PastEvents) > 1 {
		out = append(out, f.s.Linear.PastList)
	}
	for _, e := range f.r.PastEvents[1:min(len(f.r.PastEvents), 6)] {
		out = append(out, strings.Join(f.spokenEvent(e), " "))
	}
	return append(out, f.s.Past.Note)
}

// spokenEvent says what is paid for an event and what was saved in it.
func (f frame) spokenEvent(e coach.Event) []string {
	f.w, f.voice = 1<<12, true // sentences are broken where they are said
	out := f.pastAnswer(e)
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// day is a day's name, in full for a voice.
func (f frame) day(t time.Time) string {
	if f.voice {
		return f.l.LongDay(t)
	}
	return f.l.Day(t)
}

// spokenReckoning is how an event's figures came about, a sentence a step.
func (f frame) spokenReckoning(e coach.Event) []string {
	f.w, f.voice = 1<<12, true
	return sentences(append(f.paidBlock(e), f.oursBlock(e)...))
}

var farApart = regexp.MustCompile(` {2,}`)

// sentences are rows without their columns: what stood far apart is parted by a comma.
func sentences(rows []string) []string {
	var out []string
	for _, row := range rows {
		if row = farApart.ReplaceAllString(strings.TrimSpace(row), ", "); row != "" {
			out = append(out, text.Capital(strings.TrimRight(row, "."))+".")
		}
	}
	return out
}

// spokenSchedule is the plan, each room's set-points in the order of time, and the dial.
func (f frame) spokenSchedule() []string {
	if f.r.Plan == nil {
		return []string{f.s.Schedule.None}
	}
	return plain.Plan(f.l, *f.r.Plan, f.loc)
}

// spokenLimits compare three ways through the event, then tell the limits that weighed on the
// plan, its highest hour, and how far it may be believed.
func (f frame) spokenLimits() []string {
	w, pl := f.s.Dial, f.r.Plan
	var out []string
	for _, c := range pl.Columns {
		name := map[string]string{"nothing": w.Nothing, "offsets": w.Programme, "plan": w.Plan}[c.Name]
		facts := []any{text.Capital(name), f.l.KWh(c.EventEnergyKWh)}
		form := f.s.Linear.Column
		if c.NetDollars.Known() {
			money := fmt.Sprintf(f.s.Linear.Said.Costs, f.l.Dollars(c.NetDollars))
			if c.NetDollars < 0 {
				money = fmt.Sprintf(f.s.Linear.Said.Brings, f.l.Dollars(-c.NetDollars))
			}
			form, facts = f.s.Linear.ColumnMoney, append(facts, money)
		}
		facts = append(facts, f.l.Unit(float64(c.ColdDegreeHours), 1, "°C·h"), f.l.C(max(c.WorstDropC, 0)))
		out = append(out, fmt.Sprintf(form, facts...))
	}
	if len(out) > 0 {
		out = append(out, w.ColumnsNote)
	}
	bare := *pl
	bare.Columns = nil
	f.r = &coach.Report{NextEvent: f.r.NextEvent, Plan: &bare}
	f.w = 1 << 12
	return append(out, sentences(f.limitLines())...)
}

// spokenAdvice is each advice with what stands behind it, and what came of those followed.
func (f frame) spokenAdvice() []string {
	f.w = 1 << 12
	untold := map[string]bool{} // what cannot be told yet is not told
	for _, a := range f.r.Advices {
		if a.Effect != nil && a.Effect.Status != coach.EffectMeasured {
			untold[strings.TrimRight(plain.Effect(f.l, a.Effect), ".")+"."] = true
		}
	}
	var out []string
	for _, l := range sentences((&advicePane{}).draw(f)) {
		if untold[l] {
			continue
		}
		n := strings.IndexByte(l, ' ')
		if i, err := strconv.Atoi(l[:max(n, 0)]); err == nil && len(out) > 0 { // the first line counts them
			l = fmt.Sprintf(f.l.Sentences().Advice, i, l[n+1:])
		}
		out = append(out, l)
	}
	return out
}

// spokenData is whether the figures can be trusted, where the data go, and what is held.
func (f frame) spokenData() []string {
	rows := f
	rows.w = 1 << 12
	lines := rows.dataLines()
	held := slices.Index(lines, f.title(f.s.Data.Held)) // its table follows
	out := sentences(lines[:held+1])
	if i := slices.Index(out, f.s.Data.None); i > 0 { // its heading says nothing more
		out = slices.Delete(out, i-1, i)
	}
	return append(out, f.spokenHeld()...)
}

// spokenHeld says what is held of each room, those of the same end together.
func (f frame) spokenHeld() []string {
	type held struct{ zone, until string }
	var order []held
	kinds := map[held][]string{}
	for _, k := range f.r.Series.Keys() {
		h := held{f.l.Zone(k.Zone), f.until(f.r.Series[k].Trim().End())}
		if kinds[h] == nil {
			order = append(order, h)
		}
		kinds[h] = append(kinds[h], strings.ToLower(f.seriesName(k)))
	}
	var out []string
	for _, h := range order {
		out = append(out, fmt.Sprintf(f.s.Linear.Held, text.Capital(h.zone), strings.Join(kinds[h], ", "), h.until))
	}
	return out
}
