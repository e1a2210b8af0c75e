package chart

import (
	"math"
	"strings"
	"testing"
	"time"
)

// small is a chart of one column an hour, for drawings that fit in a test.
func small(g Graph, layers ...Layer) Chart {
	d := at(time.January, 15, 0, 0)
	return Chart{From: d, To: d.Add(12 * time.Hour), Loc: montreal, Width: 12 + 4, Height: 5, Graph: g, BareX: true,
		Y: Axis{Min: 17, Max: 20, Label: comma}, Layers: layers}
}

func hours(v ...float64) Data {
	return Data{Start: at(time.January, 15, 0, 0), Step: time.Hour, Values: v}
}

func TestLayersExactly(t *testing.T) {
	nan := math.NaN()
	for _, tc := range []struct {
		desc  string
		chart Chart
		want  []string
	}{
		{"setpoints are square steps", small(Braille, Step{Data: hours(18, 18, 20, 20, 20, 17, 17, 17, 17, 19, 19, 19)}), []string{
			"20 ┤  ┌──┐      ",
			"19 ┤  │  │   ┌──",
			"18 ┤──┘  │   │  ",
			"17 ┤     └───┘  ",
			"16 └┬───────────",
		}},
		{"in ascii too", small(ASCII, Step{Data: hours(18, 18, 20, 20, 20, 17, 17, 17, 17, 19, 19, 19)}), []string{
			"20 +  +--+      ",
			"19 +  |  |   +--",
			"18 +--+  |   |  ",
			"17 +     +---+  ",
			"16 ++-----------",
		}},
		{"a gap is blank in a step", small(Braille, Step{Data: hours(18, 18, nan, nan, 18, 18, nan, 19, 19, 19, 19, nan)}), []string{
			"20 ┤            ",
			"19 ┤       ──── ",
			"18 ┤──  ──      ",
			"17 ┤            ",
			"16 └┬───────────",
		}},
		{"a gap is blank in a line", small(ASCII, Line{Data: hours(18, 18, nan, nan, 18, 18, nan, 19, 20, 19, 17, nan)}), []string{
			"20 +        *   ",
			"19 +       * *  ",
			"18 +**  **   |  ",
			"17 +          * ",
			"16 ++-----------",
		}},
		{"what is expected is dotted", small(Block, Line{Dotted: true, Data: hours(18, 18, 20, 20, nan, 17, 17, 17, 17, 19, 19, 19)}), []string{
			"20 ┤  ··        ",
			"19 ┤         ···",
			"18 ┤··          ",
			"17 ┤     ····   ",
			"16 └┬───────────",
		}},
		{"an interval is shaded", small(ASCII, Area{Low: hours(18, 18, 18, 18, 18, 18), High: hours(19, 19, 19, 19, 19, 19)}), []string{
			"20 +            ",
			"19 +......      ",
			"18 +''''''      ",
			"17 +            ",
			"16 ++-----------",
		}},
		{"a mark with its name, a rule with its name", small(Block, Rule{Name: "gel", Value: 17}, Mark{Name: "froid", At: at(time.January, 15, 3, 0), Value: 19}), []string{
			"20 ┤            ",
			"19 ┤   ● froid  ",
			"18 ┤            ",
			"17 ┤╌╌╌╌╌╌ gel ╌",
			"16 └┬───────────",
		}},
	} {
		got := tc.chart.Render(nil)
		if strings.Join(got, "\n") != strings.Join(tc.want, "\n") {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", tc.desc, strings.Join(got, "\n"), strings.Join(tc.want, "\n"))
		}
	}
}

// TestBarsSayZeroAndGap holds that a measured zero and a gap look different.
func TestBarsSayZeroAndGap(t *testing.T) {
	for g, zero := range map[Graph]string{Braille: "▁", Block: "▁", ASCII: "_"} {
		c := small(g, Bars{Data: hours(2, 2, 0, 0, math.NaN(), math.NaN(), 2, 2, 2, 2, 2, 2)})
		c.Y = Axis{Zero: true, Label: comma}
		c.Width = 12 + c.layout().gutter
		lines := c.Render(nil)
		row := []rune(lines[len(lines)-2])[c.layout().gutter:]
		if string(row[2:6]) != zero+zero+"  " {
			t.Errorf("%v: zero, zero, gap, gap are drawn %q", g, string(row[2:6]))
		}
	}
}

// TestBandsHaveSigns holds that phases are told apart without colour, in every
// family, on the axis and in words.
func TestBandsHaveSigns(t *testing.T) {
	for _, tc := range []struct {
		g                        Graph
		preheat, event, recovery string
	}{{Braille, "▒", "█", "░"}, {Block, "▒", "█", "░"}, {ASCII, "=", "#", "~"}} {
		c := eve(110, 11, tc.g)
		lines := c.Render(nil)
		axis, names := lines[len(lines)-2], lines[1]
		for _, sign := range []string{tc.preheat, tc.event, tc.recovery} {
			if strings.Count(axis, sign) < 4 {
				t.Errorf("%v: sign %q is not on the axis: %s", tc.g, sign, axis)
			}
			if strings.Count(names, sign+" ") != 1 {
				t.Errorf("%v: sign %q has no name: %s", tc.g, sign, names)
			}
		}
	}
}

// TestLongWindowNamesBandsOnce holds that in a month with many events each kind of
// band is named once, in the legend.
func TestLongWindowNamesBandsOnce(t *testing.T) {
	c := month(110, 14, Braille)
	c.Legend = true
	for i := range 12 {
		c.Bands = append(c.Bands, morning(c.From.AddDate(0, 0, 2*i))...)
	}
	lines := c.Render(nil)
	if all := strings.Join(lines, "\n"); strings.Count(all, "événement") != 1 || !strings.Contains(lines[0], "██ événement") {
		t.Errorf("events are named %d times:\n%s", strings.Count(all, "événement"), all)
	}
	if n := strings.Count(lines[len(lines)-2], "█"); n != 12 {
		t.Errorf("%d events on the axis, want 12: %s", n, lines[len(lines)-2])
	}
}

// TestPaintGetsRuns holds that Paint gets whole runs: never blanks, never two of
// one class side by side, and only known classes.
func TestPaintGetsRuns(t *testing.T) {
	known := map[Class]bool{}
	for _, c := range Classes() {
		known[c] = true
	}
	type run struct {
		class Class
		text  string
	}
	var runs []run
	paint := func(c Class, s string) string {
		runs = append(runs, run{c, s})
		return "<" + s + ">"
	}
	for _, lines := range [][]string{
		eve(80, 12, Braille).Render(paint), load(80, 12, Block).Render(paint),
		heatmap(80, 12, Braille, 31).Render(paint), signature(80, 16, Braille).Render(paint), Stack(paint, two(80, 20, ASCII)...),
	} {
		for _, l := range lines {
			if strings.Contains(l, "<>") {
				t.Errorf("an empty run was painted: %s", l)
			}
		}
	}
	for _, r := range runs {
		if !known[r.class] || r.text == "" {
			t.Errorf("painted %q as class %d", r.text, r.class)
		}
	}
	cells := newCanvas(9, 1, Braille)
	cells.text(0, 0, ClassAxis, "abc")
	cells.text(3, 0, ClassEvent, "de")
	cells.text(7, 0, ClassEvent, "f")
	if got := cells.lines(paint)[0]; got != "<abc><de>  <f> " {
		t.Errorf("runs are %q", got)
	}
}

// TestCursor holds that the cursor stands on its slot's column and hides nothing.
func TestCursor(t *testing.T) {
	c := small(Block, Step{Data: hours(18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18, 18)})
	c.Cursor = c.From.Add(5*time.Hour + 20*time.Minute)
	want := []string{
		"20 ┤     │      ",
		"19 ┤     │      ",
		"18 ┤────────────",
		"17 ┤     │      ",
		"16 └┬────┴──────",
	}
	if got := c.Render(nil); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	painted := c.Render(func(c Class, s string) string {
		if c == ClassCursor {
			return "[" + s + "]"
		}
		return s
	})
	if painted[2] != "18 ┤─────[─]──────" {
		t.Errorf("the line under the cursor is %q", painted[2])
	}
}

// TestStackInLine holds that stacked charts share columns: the axis lines stand one
// above the other and only the last chart has time labels.
func TestStackInLine(t *testing.T) {
	for _, w := range []int{40, 76, 130} {
		lines := Stack(nil, two(w, 18, Braille)...)
		column := -1
		corners, labels := 0, 0
		for i, l := range lines {
			for x, r := range []rune(l) {
				if r != '┤' && r != '└' || x > 8 {
					continue
				}
				if column < 0 {
					column = x
				}
				if x != column {
					t.Errorf("width %d, line %d: axis in column %d, not %d", w, i, x, column)
				}
				if r == '└' {
					corners++
				}
				break
			}
			if strings.Contains(l, "0\u00a0h") {
				labels++
			}
		}
		if corners != 2 || labels != 1 {
			t.Errorf("width %d: %d axes and %d rows of time labels, want 2 and 1", w, corners, labels)
		}
	}
}
