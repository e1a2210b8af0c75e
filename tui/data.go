package tui

import (
	"fmt"
	"math"
	"slices"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/quality"
	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// A dataPane answers: can these figures be trusted, and where do the data go?
type dataPane struct{ scroll }

func (p *dataPane) lines(f frame) []string {
	return p.show(f.memo("data", func() []string { return f.dataLines() }), f.h)
}

func (f frame) dataLines() []string {
	w, d := f.s.Data, f.r.Data
	out := f.sentence(theme.Title, fmt.Sprintf(w.Newest, f.l.Stamp(d.To.In(f.loc)), f.l.Span(f.age()))+" "+fmt.Sprintf(w.Coverage, f.l.Percent(d.Coverage, 1)))
	switch {
	case d.Stale:
		out = append(out, f.sentence(theme.Warn, w.Stale)...)
	case d.Thin:
		out = append(out, f.sentence(theme.Warn, w.Thin)...)
	}
	out = append(out, f.sentence(theme.Muted, fmt.Sprintf(w.Span, f.l.ShortDate(d.From.In(f.loc)), f.l.ShortDate(d.To.In(f.loc)), f.l.Span(time.Duration(d.StepS)*time.Second)))...)
	out = append(out, f.sentence(theme.Muted, w.Stays+" "+w.Log)...)
	if f.fetches {
		out = append(out, f.sentence(theme.Muted, w.FromInflux)...)
	}
	if ahead := f.ahead(); ahead > 0 {
		out = append(out, f.sentence(theme.Warn, fmt.Sprintf(f.s.Act.ClockAhead, f.l.Span(ahead)))...)
	}
	if len(f.r.Feeds) > 0 {
		out = append(out, "", f.title(w.Sources))
		for _, s := range f.r.Feeds {
			role := theme.Plain
			if s.Failing() {
				role = theme.Warn
			}
			out = append(out, f.hanging(role, "   ", plain.Feed(f.l, s, f.now, f.loc))...)
		}
		if f.polls && slices.ContainsFunc(f.r.Feeds, func(s event.FeedStatus) bool { return !s.LastTry.IsZero() }) {
			out = append(out, f.hanging(theme.Muted, "   ", w.Polls)...)
		}
	}
	out = append(out, "", f.title(w.Issues))
	switch {
	case f.partial:
		out = append(out, "   "+f.s.Frame.Loading)
	case len(d.Issues) == 0:
		out = append(out, "   "+w.None)
	}
	for _, g := range grouped(d.Issues) {
		i, what := g.Issue, f.l.Issue(g.Code)
		if g.series > 1 {
			what = fmt.Sprintf(w.Several, what, g.series)
		} else if i.Kind != "" {
			what += " (" + f.l.Code(i.Kind)
			if i.Zone != "" {
				what += ", " + f.l.Zone(i.Zone)
			}
			what += ")"
		}
		out = append(out, f.hanging(theme.Plain, "   "+right(f.issueCount(i), 10)+"  ", what+", "+f.span(i.From, i.To))...)
	}
	if f.audited {
		out = append(append(out, ""), f.accessRows()...)
	}
	if len(f.r.Info.Notes) > 0 {
		out = append(append(out, ""), f.noteRows()...)
	}
	out = append(out, "", f.title(w.Held))
	return append(out, f.heldRows()...)
}

// aheadMost is how far a reading may be dated after the clock before it is worth a word.
const aheadMost = 2 * time.Minute

// ahead is how far the newest reading is dated after this computer's clock, 0 when it is
// not.
func (f frame) ahead() time.Duration {
	for _, h := range f.homes {
		if h.Home == f.r.Home && h.Ahead > aheadMost {
			return h.Ahead
		}
	}
	return 0
}

// heldRows are the series that are held, a row each; on a narrow screen the rooms are
// headings between them.
func (f frame) heldRows() []string {
	w := f.s.Data
	row := func(zone, name, until, complete string) string {
		if f.narrow() {
			return "   " + pad(name, 32) + right(until, 15) + right(complete, 9)
		}
		return "   " + pad(zone, 15) + pad(name, 36) + right(until, 15) + right(complete, 9)
	}
	out := []string{f.th.Paint(theme.Muted, row(w.Zone, w.Series, w.Until, w.Complete))}
	last := "\x00"
	for _, k := range f.r.Series.Keys() {
		s, zone := f.r.Series[k].Trim(), f.l.Zone(k.Zone)
		if f.narrow() && k.Zone != last {
			out = append(out, f.muted(text.Capital(zone)))
		}
		last = k.Zone
		out = append(out, row(zone, f.seriesName(k), f.until(s.End()), f.l.Percent(s.Coverage(), 1)))
	}
	return out
}

func (f frame) seriesName(k series.Key) string {
	name := f.l.Code(k.Kind.String())
	if k.Forecast {
		name = fmt.Sprintf(f.s.Data.Forecast, name)
	}
	return text.Capital(name)
}

// A finding is an issue that several series have over the same time.
type finding struct {
	coach.Issue
	series int
}

// issueCount is how much of something was found, in its unit: hours where it lasts, else times,
// days or readings.
func (f frame) issueCount(i coach.Issue) string {
	w := f.s.Data
	switch quality.Code(i.Code) {
	case quality.Silent, quality.MeterSilent, quality.ZoneSilent, quality.Coarse:
		return f.l.Hours(float64(i.Count))
	case quality.Daily, quality.ClockShift:
		return f.l.Count(w.Days, i.Count)
	case quality.Gaps, quality.Pause, quality.Stuck, quality.Zero:
		kind, _ := series.ParseKind(i.Kind)
		if step := f.r.Series.Get(i.Zone, kind).Step; step > 0 {
			return f.l.Hours(math.Round(10*float64(i.Count)*step.Hours()) / 10)
		}
	case quality.Reset, quality.ClockHour, coach.IssueUnlisted:
		return f.l.Count(w.Times, i.Count)
	}
	return f.l.Count(w.Readings, i.Count)
}

// grouped joins issues of the same kind and time, in their order.
func grouped(issues []coach.Issue) []finding {
	var out []finding
next:
	for _, i := range issues {
		for j, g := range out {
			if g.Code == i.Code && g.From.Equal(i.From) && g.To.Equal(i.To) {
				out[j].series++
				out[j].Count = max(g.Count, i.Count)
				continue next
			}
		}
		out = append(out, finding{i, 1})
	}
	return out
}

// until is a time of day within half a day, a date else.
func (f frame) until(t time.Time) string {
	t = t.In(f.loc)
	switch age := f.now.Sub(t); {
	case t.IsZero() || t.Year() < 1971:
		return "—"
	case age < 12*time.Hour && age > -12*time.Hour:
		return f.l.Clock(t)
	}
	return f.l.NearDate(t, f.now)
}

// span is "ven. 15 janv. 6 h–10 h", or two days when it crosses midnight; with the year when it
// is long ago.
func (f frame) span(from, to time.Time) string {
	a, b := from.In(f.loc), to.In(f.loc)
	start := f.l.NearDay(a, f.now) + " " + f.l.Clock(a)
	if series.DateOf(a, f.loc) == series.DateOf(b.Add(-1), f.loc) {
		return start + "–" + f.l.Clock(b)
	}
	return start + " – " + f.l.NearDay(b, f.now) + " " + f.l.Clock(b)
}
