package tui

import (
	"math"
	"time"

	"courant/coach/series"
	"courant/tui/chart"
)

// time draws power over time with the outdoor temperature below, and the cursor in words.
func (p *consumptionPane) time(f frame, s series.Series) []string {
	rows := f.h - 1
	low := max(rows/3, 4)
	outdoor := f.r.Series.Get("", series.Outdoor).Slice(p.view.From, p.view.To)
	if outdoor.Known() == 0 {
		low = 0
	}
	top := f.newChart(p.view.From, p.view.To, f.w-1, rows-low)
	top.Cursor, top.Y = p.cursor, f.axis("kW", true)
	top.Layers = []chart.Layer{p.bars(f, s)}
	if p.slot(s) >= 24*time.Hour {
		top.Y.Unit, top.Bands = f.s.Use.PerDay, nil
	}
	bottom := f.newChart(p.view.From, p.view.To, f.w-1, low)
	bottom.Bands, bottom.Cursor, bottom.Y = nil, p.cursor, f.axis("°C", false)
	bottom.Layers = []chart.Layer{chart.Line{Class: chart.ClassLine2, Data: data(outdoor)}}
	if low == 0 {
		return append(top.Render(f.paint), p.reading(f, s))
	}
	return append(chart.Stack(f.paint, top, bottom), p.reading(f, s))
}

// bars are powers by reading or hour, or energies by local day.
func (p *consumptionPane) bars(f frame, s series.Series) chart.Layer {
	step := p.slot(s)
	switch {
	case step >= 24*time.Hour:
		return chart.Bars{Data: f.days(s, p.view.From, p.view.To)}
	case step > s.Step:
		return chart.Bars{Data: data(s.Slice(p.view.From, p.view.To).Resample(step))}
	}
	return chart.Bars{Data: data(s.Slice(p.view.From, p.view.To))}
}

// days sums a series by local day, 23 and 25 hours long where the clock changes. A day with
// more than a quarter missing is a gap, and so is one that is not over.
func (f frame) days(s series.Series, from, to time.Time) chart.Data {
	var d chart.Data
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

// heatSpan is the days of the heat map: those of the window, at least four weeks.
func (p *consumptionPane) heatSpan(f frame, s series.Series) (from, to time.Time) {
	from, to = p.view.From, minTime(p.view.To, series.DateOf(s.End().Add(-1), f.loc).End(f.loc))
	if to.Sub(from) < 27*24*time.Hour {
		from = series.DateOf(to.Add(-1), f.loc).Add(-27).Start(f.loc)
	}
	return from, to
}

// heat draws hour by day.
func (p *consumptionPane) heat(f frame, s series.Series) []string {
	from, to := p.heatSpan(f, s)
	h := f.heatMap(s, from, to, p.cursor)
	h.Width, h.Height = f.w-1, min(f.h-2, 26)
	head := f.s.Use.Heat
	if p.picture != byHour { // beside a window of other days
		head += ", " + f.l.DayMonth(from.In(f.loc)) + " – " + f.l.DayMonth(to.Add(-1).In(f.loc))
	}
	out := []string{f.title(head)}
	out = append(out, h.Render(f.paint)...)
	if p.picture == byHour {
		out = append(out, p.reading(f, s))
	}
	return out
}

func (f frame) heatMap(s series.Series, from, to, cursor time.Time) chart.Heat {
	return chart.Heat{
		From: from, To: to, Loc: f.loc, Graph: f.graph, Data: data(s.Slice(from, to)), Unit: f.s.Use.HeatUnit, Cursor: cursor,
		NoData: f.s.Today.Nowhere, Label: f.l.Num, XLabel: f.xLabel,
		Hour: func(h int) string { return f.l.Clock(time.Date(2000, 1, 1, h, 0, 0, 0, time.UTC)) },
	}
}

// coldYear are the first of the days that coldDays looks at, and the one after the last.
func (f frame) coldYear(s series.Series) (first, end series.Date) {
	first, end = series.DateOf(s.Start, f.loc), series.DateOf(s.End(), f.loc)
	if year := end.Add(-365); first.Before(year) {
		first = year
	}
	return first, end
}

// coldDays are the days of the last year with most of both readings: mean outdoor
// temperature against mean power, workdays and weekends apart.
func (f frame) coldDays(s series.Series) (work, weekend []chart.Point) {
	outdoor := f.r.Series.Get("", series.Outdoor)
	first, end := f.coldYear(s)
	for day := first; day.Before(end); day = day.Add(1) {
		a, b := day.Start(f.loc), day.End(f.loc)
		sum, missing := s.Sum(a, b)
		t := outdoor.Mean(a, b)
		if missing > b.Sub(a)/4 || math.IsNaN(t) {
			continue
		}
		pt := chart.Point{X: t, Y: sum / (b.Sub(a) - missing).Hours()}
		if day.Weekend() {
			weekend = append(weekend, pt)
		} else {
			work = append(work, pt)
		}
	}
	return work, weekend
}

// cold draws load against outdoor temperature, a sign a day.
func (p *consumptionPane) cold(f frame, s series.Series) []string {
	work, weekend := f.coldDays(s)
	y, x := f.axis("kW", true), f.axis("°C", false)
	c := chart.Scatter{
		Width: f.w - 1, Height: f.h - 1, Graph: f.graph, X: x, Y: y, Legend: true, NoData: f.s.Today.Nowhere,
		Clouds: []chart.Cloud{{Name: f.s.Use.Workdays, Points: work, Sign: 'o'}, {Name: f.s.Use.Weekends, Points: weekend, Sign: '+', Class: chart.ClassLine3}},
	}
	return append([]string{f.title(f.s.Use.Load)}, c.Render(f.paint)...)
}
