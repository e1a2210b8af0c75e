package home

import (
	"math"
	"slices"
	"time"

	"courant/coach/series"
)

// usualDays is how far back a habit is looked for, UsualBack the same as a span that covers it.
const (
	usualDays = 21
	UsualBack = (usualDays + 2) * 24 * time.Hour
)

// Usual is the usual set-point of a room by local hour, °C: the median of the last three weeks
// before a moment; NaN where none is known.
func Usual(setpoint series.Series, at time.Time, loc *time.Location) [24]float64 {
	var seen [24][]float64
	today := series.DateOf(at, loc)
	for back := range usualDays {
		d := today.Add(-back - 1)
		for h := range seen {
			from := d.At(h, 0, loc)
			if c := setpoint.Mean(from, from.Add(time.Hour)); !math.IsNaN(c) {
				seen[h] = append(seen[h], c)
			}
		}
	}
	var out [24]float64
	for h, all := range seen {
		out[h] = math.NaN()
		if len(all) > 0 {
			slices.Sort(all)
			out[h] = all[(len(all)-1)/2]
		}
	}
	return out
}

// Below are the hours in which a habit is below a limit, as spans of local hours, each from
// and to, over midnight where it comes to that; with the lowest it is there, °C.
func Below(usual [24]float64, limit float64) (spans [][2]int, lowest float64) {
	lowest = math.Inf(1)
	in := func(h int) bool { return usual[h%24] < limit-0.05 }
	for h := range usual {
		if !in(h) {
			continue
		}
		lowest = min(lowest, usual[h])
		if in(h + 23) { // within a span that begins earlier
			continue
		}
		to := h + 1
		for in(to) && to < h+24 {
			to++
		}
		spans = append(spans, [2]int{h, to % 24})
	}
	if len(spans) == 0 && !math.IsInf(lowest, 1) {
		spans = [][2]int{{0, 24}} // all day
	}
	return spans, lowest
}
