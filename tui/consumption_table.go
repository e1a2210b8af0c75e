package tui

import (
	"fmt"
	"math"
	"time"

	"courant/coach/series"
	"courant/tui/chart"
	"courant/tui/theme"
)

// row is a line of a table: words, then numbers in line.
func (f frame) row(words string, cells ...string) string {
	first, rest := 24, 13
	if f.narrow() {
		first, rest = 23, 11
	}
	s := " " + pad(words, first)
	for _, c := range cells {
		s += right(c, rest)
	}
	return s
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
	cells := func(energy, power, outdoor string) []string {
		if step == time.Hour { // kWh in an hour are kW: the number is told once
			return []string{energy, outdoor}
		}
		return []string{energy, power, outdoor}
	}
	out := []string{f.th.Paint(theme.Muted, f.row(w.Time, cells(w.Energy, w.Power, w.Outdoor)...))}
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
			out = append(out, f.row(when, cells(energy, power, f.l.Unit(outdoor.Mean(at, next), 1, "°C"))...))
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
	out := []string{f.th.Paint(theme.Muted, f.row(w.Time, w.Mean, w.Least, w.Most))}
	for h := range 24 {
		when := f.l.Clock(time.Date(2000, 1, 1, h, 0, 0, 0, time.UTC))
		if n[h] == 0 {
			out = append(out, f.row(when, f.s.Today.Missing))
			continue
		}
		out = append(out, f.row(when, f.l.KW(series.Maybe(sum[h]/float64(n[h]))), f.l.KW(series.Maybe(lo[h])), f.l.KW(series.Maybe(hi[h]))))
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
	out := []string{f.th.Paint(theme.Muted, f.row(w.Outdoor, w.Days, w.Mean))}
	for b := least; b <= most; b++ {
		if n[b] > 0 {
			words := fmt.Sprintf(f.s.Today.Outdoors, f.l.Num(float64(b*5), 0), f.l.Unit(float64(b*5+5), 0, "°C"))
			out = append(out, f.row(words, fmt.Sprint(n[b]), f.l.KW(series.Maybe(sum[b]/float64(n[b])))))
		}
	}
	return out
}
