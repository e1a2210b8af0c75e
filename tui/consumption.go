package tui

import (
	"fmt"
	"math"
	"strings"
	"time"

	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/theme"
)

// A consumptionPane answers: how much was used, when, and how cold was it?
type consumptionPane struct {
	view   chart.Viewport
	home   string
	cursor time.Time
	table  bool
	top    int
	cache  chart.Cache
}

// prepare puts the viewport on the home's data; it starts on the day of the newest reading.
func (p *consumptionPane) prepare(f frame) series.Series {
	s := f.r.Series.Get("", series.Energy)
	if p.home == string(f.r.Home) && p.view.Last.Equal(s.End()) {
		return s
	}
	kind := chart.SpanWeek
	if p.home == string(f.r.Home) {
		kind = p.view.Kind
	}
	p.view = chart.NewViewport(s.Start, s.End(), f.now, s.Step, f.loc).Span(kind, s.End().Add(-1))
	p.home, p.cursor = string(f.r.Home), time.Time{}
	p.cache.Clear()
	return s
}

func (p *consumptionPane) act(f frame, a Action) {
	if f.r == nil {
		return
	}
	s := p.prepare(f)
	switch a {
	case SpanDay, SpanWeek, SpanMonth, SpanYear:
		at := p.cursor
		if at.IsZero() {
			at = p.view.To.Add(-1)
		}
		p.view = p.view.Span(map[Action]chart.Span{SpanDay: chart.SpanDay, SpanWeek: chart.SpanWeek, SpanMonth: chart.SpanMonth, SpanYear: chart.SpanYear}[a], at)
	case GoToday:
		p.view, p.cursor = p.view.Span(p.view.Kind, f.now), time.Time{}
	case Left:
		p.move(s, -1)
	case Right:
		p.move(s, 1)
	case PageUp:
		p.view, p.cursor = p.view.Move(-1), time.Time{}
	case PageDown:
		p.view, p.cursor = p.view.Move(1), time.Time{}
	case Up:
		p.top = max(p.top-1, 0)
	case Down:
		p.top++
	case ToggleTable:
		p.table, p.top = !p.table, 0
	}
}

// move takes the cursor one slot of what is drawn along, and the window with it.
func (p *consumptionPane) move(s series.Series, n int) {
	step := p.slot(s)
	if p.cursor.IsZero() {
		p.cursor = p.view.To.Add(-step)
		if last := s.End().Add(-step); last.Before(p.cursor) {
			p.cursor = last
		}
	} else {
		p.cursor = p.cursor.Add(time.Duration(n) * step)
	}
	if p.cursor.Before(s.Start) {
		p.cursor = s.Start
	}
	if !p.cursor.Before(s.End()) {
		p.cursor = s.End().Add(-step)
	}
	p.view = p.view.Show(p.cursor)
}

// slot is the width of a bar: quarter hours in a day, hours in a week, days above.
func (p *consumptionPane) slot(s series.Series) time.Duration {
	switch p.view.Kind {
	case chart.SpanWeek:
		return max(time.Hour, s.Step)
	case chart.SpanMonth, chart.SpanYear:
		return 24 * time.Hour
	}
	return s.Step
}

func (p *consumptionPane) lines(f frame) []string {
	s := p.prepare(f)
	part := s.Slice(p.view.From, p.view.To)
	out := f.sentence(theme.Title, p.answer(f, part))
	out = append(out, " "+f.th.Paint(theme.Muted, p.second(f, part)))
	if p.table {
		return append(out, p.rows(f, s, f.h-len(out))...)
	}
	rows := f.h - len(out) - 1
	low := rows / 3
	key := chart.Key{View: "consumption", Width: f.w, Height: rows, Graph: f.graph, Theme: f.th.Name, Lang: string(f.l), From: p.view.From, To: p.view.To, Cursor: p.cursor}
	lines := p.cache.Lines(key, func() []string {
		top := f.newChart(p.view.From, p.view.To, f.w-1, rows-low)
		top.BareX, top.Cursor, top.Y = true, p.cursor, f.axis("kW", true)
		top.Layers = []chart.Layer{p.bars(f, s)}
		bottom := f.newChart(p.view.From, p.view.To, f.w-1, low)
		bottom.Bands, bottom.Cursor, bottom.Y = nil, p.cursor, f.axis("°C", false)
		bottom.Layers = []chart.Layer{chart.Line{Class: chart.ClassLine2, Data: data(f.r.Series.Get("", series.Outdoor))}}
		if p.view.Kind == chart.SpanMonth || p.view.Kind == chart.SpanYear {
			top.Y.Unit = "kWh/" + f.s.Day
			top.Bands = nil
		}
		return append(top.Render(f.paint), bottom.Render(f.paint)...)
	})
	out = append(out, lines...)
	return append(out, " "+p.reading(f, s))
}

// bars are powers by quarter hour or hour, or energies by local day.
func (p *consumptionPane) bars(f frame, s series.Series) chart.Layer {
	switch p.view.Kind {
	case chart.SpanWeek:
		return chart.Bars{Data: data(s.Slice(p.view.From, p.view.To).Resample(p.slot(s)))}
	case chart.SpanMonth, chart.SpanYear:
		return chart.Bars{Data: f.days(s, p.view.From, p.view.To)}
	}
	return chart.Bars{Data: data(s.Slice(p.view.From, p.view.To))}
}

// days sums a series by local day, 23 and 25 hours long where the clock changes. A day with
// a reading missing shows what was measured if that is most of it.
func (f frame) days(s series.Series, from, to time.Time) chart.Data {
	d := chart.Data{Edges: []time.Time{}}
	for day := series.DateOf(from, f.loc); day.Start(f.loc).Before(to); day = day.Add(1) {
		a, b := day.Start(f.loc), day.End(f.loc)
		sum, missing := s.Sum(a, b)
		if missing > b.Sub(a)/4 {
			sum = math.NaN()
		}
		d.Edges, d.Values = append(d.Edges, a), append(d.Values, sum)
		if !b.Before(to) {
			d.Edges = append(d.Edges, b)
		}
	}
	return d
}

// answer is the total of the window.
func (p *consumptionPane) answer(f frame, part series.Series) string {
	sum := 0.0
	for _, v := range part.Values {
		if !math.IsNaN(v) {
			sum += v
		}
	}
	from, last := p.view.From.In(f.loc), p.view.To.Add(-1).In(f.loc)
	when := f.l.Day(from)
	if series.DateOf(from, f.loc) != series.DateOf(last, f.loc) {
		when += " – " + f.l.Day(last)
	}
	return fmt.Sprintf(f.s.Reading, when, f.l.KWh(series.Maybe(sum)))
}

func (p *consumptionPane) second(f frame, part series.Series) string {
	peak, at := math.NaN(), time.Time{}
	hourly := part.Resample(max(time.Hour, part.Step))
	for i, v := range hourly.Values {
		if !math.IsNaN(v) && !(peak >= v) {
			peak, at = v, hourly.Time(i)
		}
	}
	words := []string{}
	if !math.IsNaN(peak) {
		words = append(words, f.s.Peak+" "+f.l.KW(series.Maybe(peak/hourly.Step.Hours()))+", "+f.l.Stamp(at.In(f.loc)))
	}
	if o := f.outdoorWords(p.view.From, p.view.To); o != "" {
		words = append(words, o)
	}
	if part.Len() > 0 && part.Coverage() < 0.9995 {
		words = append(words, fmt.Sprintf(f.s.Coverage, f.l.Percent(part.Coverage(), 1)))
	}
	return strings.Join(words, "; ")
}

// reading is the cursor in words; without one, the keys that move it.
func (p *consumptionPane) reading(f frame, s series.Series) string {
	if p.cursor.IsZero() {
		return f.th.Paint(theme.Muted, fmt.Sprintf("← → · d %s  w %s  m %s  y %s · t %s · v %s", f.s.Day, f.s.Week, f.s.Month, f.s.Year, f.s.KeyToday, f.s.KeyTable))
	}
	step := p.slot(s)
	from, to := p.cursor, p.cursor.Add(step)
	if step >= 24*time.Hour {
		d := series.DateOf(p.cursor, f.loc)
		from, to = d.Start(f.loc), d.End(f.loc)
	}
	sum, missing := s.Sum(from, to)
	value := f.l.KWh(series.Maybe(sum))
	switch {
	case missing == to.Sub(from):
		value = f.s.Missing
	case step < 24*time.Hour:
		value = f.l.KW(series.Maybe(s.MeanKW(from, to)))
	}
	words := fmt.Sprintf(f.s.Reading, f.l.Stamp(from.In(f.loc)), value)
	if t := f.r.Series.Get("", series.Outdoor).Mean(from, to); !math.IsNaN(t) {
		words += "; " + fmt.Sprintf(f.s.OutdoorsOne, f.l.C(series.Maybe(t)))
	}
	return f.th.Paint(theme.Cursor, words)
}

// rows is the same as a table, newest slot last.
func (p *consumptionPane) rows(f frame, s series.Series, n int) []string {
	step := p.slot(s)
	var rows []string
	for at := p.view.From; at.Before(p.view.To) && at.Before(s.End()); {
		next := at.Add(step)
		if step >= 24*time.Hour {
			next = series.DateOf(at, f.loc).End(f.loc)
		}
		sum, missing := s.Sum(at, next)
		value := f.l.KWh(series.Maybe(sum))
		if missing > 0 {
			value = f.s.Missing
		}
		out := f.l.C(series.Maybe(f.r.Series.Get("", series.Outdoor).Mean(at, next)))
		rows = append(rows, " "+pad(f.l.Stamp(at.In(f.loc)), 24)+right(value, 14)+right(out, 12))
		at = next
	}
	p.top = min(p.top, max(len(rows)-n+1, 0))
	head := " " + f.th.Paint(theme.Muted, pad(f.l.Tables().Time, 24)+right(f.s.Energy, 14)+right("°C", 12))
	return append([]string{head}, rows[p.top:]...)
}
