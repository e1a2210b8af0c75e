package home

import (
	"math"
	"reflect"
	"testing"
	"time"

	"courant/coach/series"
)

func TestUsualIsTheHabitByHour(t *testing.T) {
	loc := series.Toronto()
	at := time.Date(2027, 1, 20, 15, 0, 0, 0, loc)
	from := series.DateOf(at, loc).Add(-30).Start(loc)
	s := series.Series{Start: from.UTC(), Step: 15 * time.Minute, Kind: series.Setpoint}
	for i := from; i.Before(at); i = i.Add(s.Step) {
		c := 21.0
		if h := i.In(loc).Hour(); h >= 22 || h < 6 {
			c = 18
		}
		if i.In(loc).Day() == 12 {
			c = 16 // one day of an event is no habit
		}
		s.Values = append(s.Values, c)
	}
	usual := Usual(s, at, loc)
	if usual[3] != 18 || usual[6] != 21 || usual[23] != 18 {
		t.Errorf("the habit is %v", usual)
	}
	if spans, low := Below(usual, 19); !reflect.DeepEqual(spans, [][2]int{{22, 6}}) || low != 18 {
		t.Errorf("below 19 °C: %v, %v", spans, low)
	}
	if spans, _ := Below(usual, 18); spans != nil {
		t.Errorf("below 18 °C: %v", spans)
	}
	if spans, low := Below(usual, 25); !reflect.DeepEqual(spans, [][2]int{{0, 24}}) || low != 18 {
		t.Errorf("below 25 °C: %v, %v", spans, low)
	}
	if spans, _ := Below(Usual(series.Series{Kind: series.Setpoint}, at, loc), 30); spans != nil || !math.IsNaN(Usual(series.Series{}, at, loc)[0]) {
		t.Error("a habit of nothing")
	}
}
