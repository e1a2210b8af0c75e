package home

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"courant/coach/series"
)

func TestKeepFigures(t *testing.T) {
	at := func(day, hour int) time.Time { return time.Date(2027, 1, day, hour, 0, 0, 0, time.UTC) }
	fig := func(day int, erased float64) Figure {
		return Figure{Start: at(day, 11), End: at(day, 15), ActualKWh: 3, ReferenceKWh: 8, ErasedKWh: series.Maybe(erased), Dollars: series.Unknown()}
	}
	p, n := KeepFigures(Profile{ID: "h"}, fig(16, 5), fig(15, 5), fig(16, 5))
	if n != 2 || len(p.Portal) != 2 || p.Portal[0].Start.Day() != 15 {
		t.Errorf("%d changed: %+v", n, p.Portal)
	}
	q, n := KeepFigures(p, fig(15, 6), fig(16, 5), fig(17, math.NaN()))
	if n != 2 || len(q.Portal) != 3 || q.Portal[0].ErasedKWh != 6 || p.Portal[0].ErasedKWh != 5 {
		t.Errorf("%d changed: %+v; before %+v", n, q.Portal, p.Portal)
	}
	raw, err := json.Marshal(q)
	var back Profile
	if err != nil || json.Unmarshal(raw, &back) != nil || back.Portal[2].ErasedKWh.Known() || !back.Portal[0].equal(q.Portal[0]) {
		t.Errorf("%s, %v: %+v", raw, err, back.Portal)
	}
	for _, c := range []struct {
		desc       string
		start, end time.Time
		day        int
	}{
		{"the same window", at(15, 11), at(15, 15), 15},
		{"other hours of it", at(15, 12), at(15, 14), 15},
		{"a window beside it", at(15, 15), at(15, 19), 0},
		{"most of one, a little of another", at(15, 14), at(16, 15), 16},
	} {
		f, ok := FigureOf(q.Portal, c.start, c.end)
		if ok != (c.day > 0) || ok && f.Start.Day() != c.day {
			t.Errorf("%s: %v, %+v", c.desc, ok, f)
		}
	}
	var many []Figure
	for i := range FiguresMost + 5 {
		many = append(many, Figure{Start: at(1, 0).Add(time.Duration(i) * time.Hour)})
	}
	if p, _ := KeepFigures(Profile{}, many...); len(p.Portal) != FiguresMost || !p.Portal[0].Start.Equal(at(1, 5)) {
		t.Errorf("%d kept, from %v", len(p.Portal), p.Portal[0].Start)
	}
}
