package chart

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

func TestParseGraph(t *testing.T) {
	for g := Braille; g <= ASCII; g++ {
		if got, err := ParseGraph(" " + strings.ToUpper(g.String())); err != nil || got != g {
			t.Errorf("%v reads back as %v, %v", g, got, err)
		}
	}
	for _, s := range []string{"", "dots", "braille2"} {
		if _, err := ParseGraph(s); !errors.Is(err, ErrGraph) {
			t.Errorf("%q: error %v", s, err)
		}
	}
	if Braille.Next() != Block || Block.Next() != ASCII || ASCII.Next() != Braille {
		t.Error("the families do not go round")
	}
}

func TestSpark(t *testing.T) {
	nan := math.NaN()
	for _, tc := range []struct {
		desc  string
		v     []float64
		y     Axis
		width int
		g     Graph
		want  string
	}{
		{"rising", []float64{0, 1, 2, 3, 4, 5, 6, 7}, Axis{}, 8, Braille, "▁▂▃▄▅▆▇█"},
		{"a gap is blank", []float64{0, nan, 7}, Axis{}, 3, Block, "▁ █"},
		{"from zero", []float64{7, 7, 0}, Axis{Zero: true}, 3, Block, "██▁"},
		{"constant is in the middle", []float64{5, 5}, Axis{}, 2, Block, "▄▄"},
		{"the peak of many survives", []float64{1, 1, 1, 9, 1, 1, 1, 1}, Axis{Zero: true}, 2, Block, "█▂"},
		{"fewer values than cells", []float64{0, 7}, Axis{}, 4, Block, "▁▁██"},
		{"ascii", []float64{0, 1, 2, 3, 4, 5, 6, 7}, Axis{}, 8, ASCII, "_.-~=+*#"},
		{"nothing", nil, Axis{}, 3, Block, "   "},
		{"no room", []float64{1}, Axis{}, 0, Block, ""},
	} {
		if got := Spark(tc.v, tc.y, tc.width, tc.g); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.desc, got, tc.want)
		}
	}
}

func TestBarRows(t *testing.T) {
	rows := []BarRow{{Label: "Salon", Value: 4, Text: "4 kWh"}, {Label: "Chambre", Value: 1, Text: "1 kWh"}, {Label: "Cuisine", Value: -1, Text: "−1 kWh"}, {Label: "?", Value: math.NaN(), Text: "manque"}}
	got := BarRows(rows, 35, Block, nil)
	salon, room := strings.Count(got[0], "█"), strings.Count(got[1], "█")
	if salon < 10 || salon < 4*room-2 || salon > 4*room+3 {
		t.Errorf("bars of 4 and 1 are %d and %d cells:\n%s", salon, room, strings.Join(got, "\n"))
	}
	if strings.IndexRune(got[2], '█') > strings.IndexRune(got[0], '█') {
		t.Errorf("what is negative does not go to the left:\n%s", strings.Join(got, "\n"))
	}
	if strings.Contains(got[3], "█") {
		t.Errorf("a gap has a bar: %q", got[3])
	}
}

func TestDial(t *testing.T) {
	for _, tc := range []struct {
		pos, n, width int
		g             Graph
		want          string
	}{
		{0, 5, 9, Braille, "●───────┤"},
		{2, 5, 9, Braille, "├───●───┤"},
		{4, 5, 9, Braille, "├───────●"},
		{9, 5, 9, Braille, "├───────●"},
		{2, 5, 9, ASCII, "|---O---|"},
	} {
		if got := Dial(tc.pos, tc.n, tc.width, tc.g, nil); got != tc.want {
			t.Errorf("notch %d of %d: %q, want %q", tc.pos, tc.n, got, tc.want)
		}
	}
}

// TestScatterCounts holds that a denser place looks denser without colour.
func TestScatterCounts(t *testing.T) {
	s := Scatter{Width: 20, Height: 6, Graph: ASCII}
	for i := range 8 {
		s.Clouds = []Cloud{{Points: append(s.cloudPoints(), Point{1, 1})}}
		if i < 3 {
			s.Clouds[0].Points = append(s.Clouds[0].Points, Point{5, 2})
		}
	}
	s.Clouds[0].Points = append(s.Clouds[0].Points, Point{9, 3})
	all := strings.Join(s.Render(nil), "\n")
	if strings.Count(all, "@") != 1 || strings.Count(all, "o") != 1 || !strings.Contains(all, ".") {
		t.Errorf("one, three and eight points look alike:\n%s", all)
	}
}

func (s Scatter) cloudPoints() []Point {
	if len(s.Clouds) == 0 {
		return nil
	}
	return s.Clouds[0].Points
}

func TestCache(t *testing.T) {
	var c Cache
	drawn := 0
	draw := func() []string { drawn++; return []string{fmt.Sprint(drawn)} }
	k := Key{View: "today", Version: 1, Width: 80, Height: 24, Lang: "fr", From: at(1, 15, 0, 0)}
	if a, b := c.Lines(k, draw), c.Lines(k, draw); drawn != 1 || a[0] != b[0] {
		t.Errorf("the same key is drawn %d times", drawn)
	}
	same := k
	same.From = k.From.UTC()
	if c.Lines(same, draw); drawn != 1 {
		t.Error("the same moment in another zone is drawn again")
	}
	for _, change := range []func(*Key){
		func(k *Key) { k.Version++ }, func(k *Key) { k.Width++ }, func(k *Key) { k.Height++ }, func(k *Key) { k.Graph = ASCII },
		func(k *Key) { k.Theme = "mono" }, func(k *Key) { k.Lang = "en" }, func(k *Key) { k.Cursor = k.From }, func(k *Key) { k.View = "events" },
	} {
		other, before := k, drawn
		change(&other)
		if c.Lines(other, draw); drawn != before+1 {
			t.Errorf("%+v is not drawn anew", other)
		}
	}
	for i := range 10 * cacheSize {
		c.Lines(Key{Version: uint64(i + 100)}, draw)
		c.Lines(k, draw) // used often: never pushed out
	}
	if before := drawn; len(c.entries) > cacheSize || c.Lines(k, draw)[0] != "1" || drawn != before {
		t.Errorf("%d entries kept, and the one in use lost", len(c.entries))
	}
	c.Clear()
	if before := drawn; c.Lines(k, draw) == nil || drawn != before+1 {
		t.Error("Clear keeps lines")
	}
}

func TestViewport(t *testing.T) {
	first, last := at(time.January, 10, 9, 0), at(time.November, 20, 17, 0)
	v := NewViewport(first, last, at(time.March, 13, 12, 0), 15*time.Minute, montreal)
	same := func(desc string, v Viewport, from, to time.Time) {
		t.Helper()
		if !v.From.Equal(from) || !v.To.Equal(to) {
			t.Errorf("%s: %v to %v", desc, v.From, v.To)
		}
	}
	same("a day", v, at(time.March, 13, 0, 0), at(time.March, 14, 0, 0))
	same("the next has 23 hours", v.Move(1), at(time.March, 14, 0, 0), at(time.March, 15, 0, 0))
	same("and the one after 24", v.Move(1).Move(1), at(time.March, 15, 0, 0), at(time.March, 16, 0, 0))
	same("there and back", v.Move(1).Move(-1), v.From, v.To)
	same("a week begins on Monday", v.Span(SpanWeek, at(time.March, 13, 12, 0)), at(time.March, 8, 0, 0), at(time.March, 15, 0, 0))
	same("a month", v.Span(SpanMonth, at(time.March, 13, 12, 0)), at(time.March, 1, 0, 0), at(time.April, 1, 0, 0))
	same("a year", v.Span(SpanYear, at(time.March, 13, 12, 0)), at(time.January, 1, 0, 0), at(time.January, 1, 0, 0).AddDate(1, 0, 0))
	same("not before the data", v.Move(-1000), at(time.January, 10, 0, 0), at(time.January, 11, 0, 0))
	same("not after them", v.Move(1000), at(time.November, 20, 0, 0), at(time.November, 21, 0, 0))
	same("four slots on", v.Pan(4), at(time.March, 13, 1, 0), at(time.March, 14, 1, 0))
	same("twice as near, noon stays", v.Zoom(2, at(time.March, 13, 12, 0)), at(time.March, 13, 6, 0), at(time.March, 13, 18, 0))
	same("in view already", v.Show(at(time.March, 13, 23, 45)), v.From, v.To)
	same("the day it is on", v.Show(at(time.April, 1, 5, 0)), at(time.April, 1, 0, 0), at(time.April, 2, 0, 0))
	same("a free window moves just so far", v.Pan(4).Show(at(time.March, 14, 1, 0)), at(time.March, 13, 1, 15), at(time.March, 14, 1, 15))
}

// TestViewportNeverLost presses keys at random: the window always touches the data,
// has some length and no more than there is to see.
func TestViewportNeverLost(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	first, last := at(time.February, 2, 7, 30), at(time.November, 20, 17, 0)
	v := NewViewport(first, last, last, 15*time.Minute, montreal)
	for i := range 100_000 {
		at := first.Add(time.Duration(rng.Int64N(int64(500*day)) - int64(100*day)))
		switch rng.IntN(5) {
		case 0:
			v = v.Span(Span(rng.IntN(6)), at)
		case 1:
			v = v.Move(rng.IntN(41) - 20)
		case 2:
			v = v.Pan(rng.IntN(201) - 100)
		case 3:
			v = v.Zoom([]float64{2, 0.5, 1.3, 0, -1, math.NaN(), math.Inf(1), 1e-300}[rng.IntN(8)], at)
		case 4:
			if v = v.Show(at); !at.Before(first) && at.Before(last) && (at.Before(v.From) || !at.Before(v.To)) {
				t.Fatalf("step %d: %v is not shown in %v to %v", i, at, v.From, v.To)
			}
		}
		length := v.To.Sub(v.From)
		if !v.From.Before(last) || !first.Before(v.To) || length < leastSlots*v.Slot || length > 366*day+time.Hour {
			t.Fatalf("step %d: lost at %v to %v", i, v.From, v.To)
		}
	}
}

// TestViewportWithoutData holds that an empty store shows a day and does not move.
func TestViewportWithoutData(t *testing.T) {
	now := at(time.January, 15, 18, 0)
	v := NewViewport(now, now, now, 0, nil)
	for _, v := range []Viewport{v, v.Move(3), v.Pan(9), v.Zoom(2, now), v.Zoom(0.1, now), v.Show(now.AddDate(1, 0, 0))} {
		if !v.From.Before(v.To) || v.From.After(now) || v.To.Before(now) {
			t.Errorf("%v to %v", v.From, v.To)
		}
	}
}
