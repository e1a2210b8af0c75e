package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/plain"
	"courant/tui/theme"
)

// A picture is one of the ways to look at consumption.
type picture int

const (
	overTime picture = iota // bars over time, outdoor temperature below
	byHour                  // hour by day
	byCold                  // against outdoor temperature
	pictures
)

// A consumptionPane answers: how much was used, when, and how cold was it?
type consumptionPane struct {
	view    chart.Viewport
	want    chart.Span // of the first window
	home    home.ID
	seq     uint64
	placed  bool
	cursor  time.Time
	picture picture
	table   bool
	rows    scroll
}

// kind is the span that is shown, or that will be.
func (p *consumptionPane) kind() chart.Span {
	if p.placed && p.view.Kind <= chart.SpanYear {
		return p.view.Kind
	}
	return p.want
}

// prepare puts the viewport on the home's data; a newer report of the same home leaves the
// window where it is.
func (p *consumptionPane) prepare(f frame) series.Series {
	s := f.r.Series.Get("", series.Energy)
	if p.placed && p.home == f.r.Home && p.seq == f.seq {
		return s
	}
	v := chart.NewViewport(s.Start, s.End(), f.now, s.Step, f.loc)
	if p.placed && p.home == f.r.Home {
		v.Kind, v.From, v.To = p.view.Kind, p.view.From, p.view.To
	} else {
		v, p.cursor = v.Span(p.kind(), s.End().Add(-1)), time.Time{}
	}
	p.view, p.home, p.seq, p.placed = v, f.r.Home, f.seq, true
	return s
}

func (p *consumptionPane) act(f frame, a Action) {
	if f.r == nil || f.r.Data.To.IsZero() {
		return
	}
	s := p.prepare(f)
	step := p.slot(s)
	switch a {
	case SpanDay, SpanWeek, SpanMonth, SpanYear:
		at := p.cursor
		if at.IsZero() {
			at = minTime(p.view.To, s.End()).Add(-1)
		}
		p.view, p.rows.top = p.view.Span(spanOf[a], at), 0
	case GoToday:
		kind := p.kind()
		p.view, p.cursor, p.rows.top = p.view.Span(kind, f.now), time.Time{}, 0
	case ZoomIn, ZoomOut:
		p.view = p.view.Zoom(map[Action]float64{ZoomIn: 2, ZoomOut: 0.5}[a], p.cursor)
	case Next:
		p.picture, p.rows.top = (p.picture+1)%pictures, 0
	case Previous:
		p.picture, p.rows.top = (p.picture+pictures-1)%pictures, 0
	case ToggleTable:
		p.table, p.rows.top = !p.table, 0
	case DayBack:
		p.move(s, -24*time.Hour)
	case DayOn:
		p.move(s, 24*time.Hour)
	default:
		p.browse(s, step, a)
	}
}

// browse moves the cursor, the window or, in a table, the rows.
func (p *consumptionPane) browse(s series.Series, step time.Duration, a Action) {
	if p.table || p.picture == byCold {
		p.rows.act(a)
		return
	}
	along, down := step, time.Duration(0)
	if p.picture == byHour {
		along, down = 24*time.Hour, time.Hour
	}
	switch a {
	case Left:
		p.move(s, -along)
	case Right:
		p.move(s, along)
	case Up:
		p.move(s, -down)
	case Down:
		p.move(s, down)
	case PageUp:
		p.view, p.cursor = p.view.Move(-1), time.Time{}
	case PageDown:
		p.view, p.cursor = p.view.Move(1), time.Time{}
	case First:
		p.cursor = s.Start
		p.view = p.view.Show(p.cursor)
	case Last:
		p.cursor = s.End().Add(-step)
		p.view = p.view.Show(p.cursor)
	case Back:
		p.cursor = time.Time{}
	}
}

// move takes the cursor along, and the window with it; the first press only shows it.
func (p *consumptionPane) move(s series.Series, by time.Duration) {
	if by == 0 {
		return
	}
	last := s.End().Add(-s.Step)
	if p.cursor.IsZero() {
		p.cursor = minTime(p.view.To, s.End()).Add(-p.slot(s))
	} else {
		p.cursor = p.cursor.Add(by)
	}
	if p.cursor.After(last) {
		p.cursor = last
	}
	if p.cursor.Before(s.Start) {
		p.cursor = s.Start
	}
	p.view = p.view.Show(p.cursor)
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

// slot is the width of a bar: a reading in a few days, an hour in weeks, a day above.
func (p *consumptionPane) slot(s series.Series) time.Duration {
	switch length := p.view.To.Sub(p.view.From); {
	case length > 21*24*time.Hour:
		return 24 * time.Hour
	case length > 72*time.Hour:
		return max(time.Hour, s.Step)
	}
	return s.Step
}

func (p *consumptionPane) lines(f frame) []string {
	s := p.prepare(f)
	if s.Len() == 0 {
		return f.sentence(theme.Title, fmt.Sprintf(f.l.Sentences().NoData, f.home(f.r.Home)))
	}
	name := fmt.Sprint("use ", p.picture, p.table)
	lines := f.keep(name, p.view.From, p.view.To, p.cursor, func() []string { return p.draw(f, s) })
	if !p.table {
		return lines
	}
	head := tableHead
	return append(append([]string{}, lines[:head]...), p.rows.show(lines[head:], f.h-head)...)
}

// tableHead rows of a table stay while the others scroll: the answer and the heading.
const tableHead = 3

func (p *consumptionPane) draw(f frame, s series.Series) []string {
	from, to := p.view.From, p.view.To
	switch p.picture { // the days that are drawn, not the window
	case byHour:
		from, to = p.heatSpan(f, s)
	case byCold:
		first, end := f.coldYear(s)
		from, to = first.Start(f.loc), end.Start(f.loc)
	}
	part := s.Slice(from, to)
	out := []string{spread(f.title(p.answer(f, part, from, to)), "", f.th.Paint(theme.Muted, fmt.Sprintf(f.s.Use.Charts, p.picture+1, pictures))+" ", f.w), f.muted(p.second(f, part, from, to))}
	body := f
	body.h = f.h - len(out)
	if p.table {
		return append(out, p.tableRows(body, s)...)
	}
	switch p.picture {
	case byHour:
		out = append(out, p.heat(body, s)...)
	case byCold:
		out = append(out, p.cold(body, s)...)
	default:
		if f.wide() {
			left, side := body, body
			left.w, side.w = f.w-52, 50
			return append(out, beside(p.time(left, s), p.side(side, s), left.w, 2)...)
		}
		out = append(out, p.time(body, s)...)
	}
	return out
}

// side is the other two pictures, one above the other, beside the first on a wide screen.
func (p *consumptionPane) side(f frame, s series.Series) []string {
	low := f
	if f.h < 32 {
		return p.heat(f, s)
	}
	f.h, low.h = f.h-15, 14
	return append(append(p.heat(f, s), ""), p.cold(low, s)...)
}

// answer is the total of the window.
func (p *consumptionPane) answer(f frame, part series.Series, from, to time.Time) string {
	from, last := from.In(f.loc), to.Add(-1).In(f.loc)
	when := f.l.NearDay(from, f.now)
	switch {
	case series.DateOf(from, f.loc) == series.DateOf(last, f.loc):
	case f.l.NearDay(from, f.now) != f.l.Day(from): // the first has its year: both have
		when = f.l.ShortDate(from) + " – " + f.l.ShortDate(last)
	default:
		when += " – " + f.l.NearDay(last, f.now)
	}
	if part.Known() == 0 {
		return fmt.Sprintf(f.s.Use.Empty, when)
	}
	sum := 0.0
	for _, v := range part.Values {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	used := f.l.KWh(series.Maybe(sum))
	if cost := plain.MonthCost(f.l, *f.r, from, to, f.loc); cost != "" {
		used += ", " + cost
	}
	words := fmt.Sprintf(f.s.Use.Total, when, used)
	if to.After(f.now) {
		words += " " + f.s.Use.SoFar
	}
	return words
}

// second are the highest hour, the cold and what is missing.
func (p *consumptionPane) second(f frame, part series.Series, from, to time.Time) string {
	peak, at := math.NaN(), time.Time{}
	hourly := part.Resample(max(time.Hour, part.Step))
	for i, v := range hourly.Values {
		if !math.IsNaN(v) && !(peak >= v) {
			peak, at = v, hourly.Time(i)
		}
	}
	var words []string
	if !math.IsNaN(peak) {
		words = append(words, fmt.Sprintf(f.s.Use.Peak, f.l.KW(series.Maybe(peak/hourly.Step.Hours())), f.l.NearDay(at.In(f.loc), f.now)+" "+f.l.Clock(at.In(f.loc))))
	}
	if o := f.outdoorWords(from, minTime(to, f.now)); o != "" {
		words = append(words, o)
	}
	if part.Len() > 0 && part.Coverage() < 0.9995 {
		words = append(words, fmt.Sprintf(f.s.Use.Coverage, f.l.Percent(part.Coverage(), 1)))
	}
	return strings.Join(words, "; ")
}

// reading is the cursor in words, else how to get one.
func (p *consumptionPane) reading(f frame, s series.Series) string {
	if p.cursor.IsZero() {
		return f.muted(f.arrows(f.s.Use.CursorHint))
	}
	step := p.slot(s)
	if p.picture == byHour {
		step = time.Hour
	}
	from, to := p.cursor, p.cursor.Add(step)
	when := f.l.NearDay(from.In(f.loc), f.now) + " " + f.l.Clock(from.In(f.loc))
	if step >= 24*time.Hour {
		d := series.DateOf(p.cursor, f.loc)
		from, to = d.Start(f.loc), d.End(f.loc)
		when = f.l.NearDay(from.In(f.loc), f.now)
	}
	sum, missing := s.Sum(from, to)
	value := f.l.KWh(series.Maybe(sum))
	switch {
	case missing >= to.Sub(from):
		value = f.s.Today.Missing
	case step < 24*time.Hour:
		value = f.l.KW(series.Maybe(s.MeanKW(from, to)))
	}
	words := fmt.Sprintf(f.s.Use.At, when, value)
	if t := f.r.Series.Get("", series.Outdoor).Mean(from, to); !math.IsNaN(t) {
		words += "; " + fmt.Sprintf(f.s.Today.OutdoorsOne, f.l.C(series.Maybe(t)))
	}
	for _, b := range f.bands(from, to) {
		words += "; " + b.Name
	}
	return " " + f.th.Paint(theme.Cursor, words)
}
