package tui

import (
	"fmt"
	"math"
	"time"

	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/theme"
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
	out := []string{f.title(f.s.Use.Heat)}
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

// coldDays are the days of the last year with most of both readings: mean outdoor
// temperature against mean power, workdays and weekends apart.
func (f frame) coldDays(s series.Series) (work, weekend []chart.Point) {
	outdoor := f.r.Series.Get("", series.Outdoor)
	end := series.DateOf(s.End(), f.loc)
	first := series.DateOf(s.Start, f.loc)
	if year := end.Add(-365); first.Before(year) {
		first = year
	}
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

// tableRows are the picture as a table with its heading.
func (p *consumptionPane) tableRows(f frame, s series.Series) []string {
	switch p.picture {
	case byHour:
		return p.hourRows(f, s)
	case byCold:
		return p.coldRows(f, s)
	}
	w := f.s.Use
	step := p.slot(s)
	outdoor := f.r.Series.Get("", series.Outdoor)
	out := []string{f.th.Paint(theme.Muted, " "+pad(w.Time, 24)+right(w.Energy, 13)+right(w.Power, 13)+right(w.Outdoor, 13))}
	for at := p.view.From; at.Before(p.view.To) && at.Before(s.End()); {
		next, when := at.Add(step), f.l.Stamp(at.In(f.loc))
		if step >= 24*time.Hour {
			next, when = series.DateOf(at, f.loc).End(f.loc), f.l.Day(at.In(f.loc))
		}
		if next.After(s.Start) {
			sum, missing := s.Sum(at, next)
			energy, power := f.l.KWh(series.Maybe(sum)), f.l.KW(series.Maybe(s.MeanKW(at, next)))
			if missing >= next.Sub(at) {
				energy, power = f.s.Today.Missing, ""
			}
			out = append(out, " "+pad(when, 24)+right(energy, 13)+right(power, 13)+right(f.l.Unit(outdoor.Mean(at, next), 1, "°C"), 13))
		}
		at = next
	}
	return out
}

// hourRows are the mean power of each hour of the clock over the heat map's days, with the
// least and the greatest.
func (p *consumptionPane) hourRows(f frame, s series.Series) []string {
	w := f.s.Use
	from, to := p.heatSpan(f, s)
	kw := data(s.Slice(from, to).Resample(max(time.Hour, s.Step)))
	var sum, lo, hi [24]float64
	var n [24]int
	for i, v := range kw.Values {
		start, _ := kw.Slot(i)
		h := start.In(f.loc).Hour()
		if math.IsNaN(v) {
			continue
		}
		if n[h] == 0 {
			lo[h], hi[h] = v, v
		}
		sum[h], lo[h], hi[h], n[h] = sum[h]+v, min(lo[h], v), max(hi[h], v), n[h]+1
	}
	out := []string{f.th.Paint(theme.Muted, " "+pad(w.Time, 24)+right(w.Mean, 13)+right(w.Least, 13)+right(w.Most, 13))}
	for h := range 24 {
		row := " " + pad(f.l.Clock(time.Date(2000, 1, 1, h, 0, 0, 0, time.UTC)), 24)
		if n[h] == 0 {
			out = append(out, row+right(f.s.Today.Missing, 13))
			continue
		}
		out = append(out, row+right(f.l.KW(series.Maybe(sum[h]/float64(n[h]))), 13)+right(f.l.KW(series.Maybe(lo[h])), 13)+right(f.l.KW(series.Maybe(hi[h])), 13))
	}
	return out
}

// coldRows are the mean power by five degrees of outdoor temperature.
func (p *consumptionPane) coldRows(f frame, s series.Series) []string {
	w := f.s.Use
	work, weekend := f.coldDays(s)
	sum, n := map[int]float64{}, map[int]int{}
	least, most := math.MaxInt, math.MinInt
	for _, pt := range append(append([]chart.Point{}, work...), weekend...) {
		b := int(math.Floor(pt.X / 5))
		sum[b], n[b] = sum[b]+pt.Y, n[b]+1
		least, most = min(least, b), max(most, b)
	}
	out := []string{f.th.Paint(theme.Muted, " "+pad(w.Outdoor, 24)+right(w.Days, 13)+right(w.Mean, 13))}
	for b := least; b <= most; b++ {
		if n[b] > 0 {
			words := fmt.Sprintf(f.s.Today.Outdoors, f.l.Num(float64(b*5), 0), f.l.Unit(float64(b*5+5), 0, "°C"))
			out = append(out, " "+pad(words, 24)+right(fmt.Sprint(n[b]), 13)+right(f.l.KW(series.Maybe(sum[b]/float64(n[b]))), 13))
		}
	}
	return out
}
