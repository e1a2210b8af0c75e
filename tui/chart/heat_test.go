package chart

import (
	"math"
	"strings"
	"testing"
	"time"
)

// TestHeatClockChange holds that the missing hour of spring is blank and the
// repeated hour of autumn is the mean of both.
func TestHeatClockChange(t *testing.T) {
	for _, tc := range []struct {
		desc string
		day  time.Time
		hour int
		want float64
	}{
		{"spring, before", at(time.March, 14, 0, 0), 1, 1},
		{"spring, the hour that is not", at(time.March, 14, 0, 0), 2, math.NaN()},
		{"spring, after", at(time.March, 14, 0, 0), 3, 2},
		{"autumn, the hour that is twice", at(time.November, 7, 0, 0), 1, 1.5},
		{"autumn, after", at(time.November, 7, 0, 0), 2, 3},
		{"autumn, last", at(time.November, 7, 0, 0), 23, 24},
	} {
		h := Heat{From: tc.day, To: tc.day.AddDate(0, 0, 1), Loc: montreal, Width: 40, Height: 27,
			Data: Data{Start: tc.day, Step: time.Hour, Values: values(25, func(i int) float64 { return float64(i) })}}
		w := h.work()
		got := w.cells[tc.hour]
		if got != tc.want && !(math.IsNaN(got) && math.IsNaN(tc.want)) {
			t.Errorf("%s: hour %d is %v, want %v", tc.desc, tc.hour, got, tc.want)
		}
	}
}

func TestHeatReadAt(t *testing.T) {
	h := heatmap(76, 15, Braille, 31)
	cell, ok := h.ReadAt(at(time.March, 10, 18, 20))
	if !ok || !cell.Available || !cell.Day.Equal(at(time.March, 10, 0, 0)) || cell.Days != 1 || cell.From != 18 || cell.To != 20 {
		t.Errorf("10 March, 18 h 20 reads %+v", cell)
	}
	want := (hourly(9*24+18) + hourly(9*24+19)) / 2
	if math.Abs(cell.Value-want) > 1e-9 {
		t.Errorf("mean is %v, want %v", cell.Value, want)
	}
	if cell, ok := h.ReadAt(at(time.March, 4, 6, 0)); !ok || cell.Available {
		t.Errorf("a night without data reads %+v", cell)
	}
	if _, ok := h.ReadAt(at(time.April, 4, 6, 0)); ok {
		t.Error("a day outside the map reads")
	}
}

// TestHeatGapIsBlank holds that no level looks like a gap.
func TestHeatGapIsBlank(t *testing.T) {
	for g := Braille; g <= ASCII; g++ {
		for level, r := range heatGlyphs[g] {
			if r == ' ' {
				t.Errorf("%v: level %d is blank", g, level)
			}
		}
		h := heatmap(76, 27, g, 31)
		line := []rune(h.Render(nil)[1+6]) // 6 h
		if got := string(line[6+3*2 : 6+4*2]); got != "  " {
			t.Errorf("%v: the missing morning of 4 March is %q in %q", g, got, string(line))
		}
	}
}

func TestHeatTable(t *testing.T) {
	table := heatmap(76, 15, Braille, 31).Table(Words{Time: "jour", Missing: "manque", Number: func(v float64) string { return comma(v, 2) }})
	if len(table.Rows) != 31 || len(table.Head) != 25 {
		t.Fatalf("%d rows of %d columns, want 31 of 25", len(table.Rows), len(table.Head))
	}
	if got := table.Rows[13][3]; got != "manque" { // 14 March, 2 h
		t.Errorf("the hour that is not reads %q", got)
	}
	if got, want := table.Rows[0][19], comma(hourly(18), 2); got != want {
		t.Errorf("1 March, 18 h reads %s, want %s", got, want)
	}
}

// TestHeatLegend holds that the legend's levels are in order and round.
func TestHeatLegend(t *testing.T) {
	h := heatmap(76, 15, Braille, 31)
	legend := strings.ReplaceAll(h.Render(nil)[0], "\u00a0", " ")
	if want := " kWh  · <1,5  ░ 1,5–2,0  ▒ 2,0–2,5  ▓ 2,5–3,0  █ 3,0+"; strings.TrimRight(legend, " ") != want {
		t.Errorf("legend is %q", legend)
	}
	h.Data.Values = values(31*24, func(i int) float64 { return -20 + float64(i%24) })
	if legend := h.Render(nil)[0]; !strings.Contains(legend, "−20…−15") && !strings.Contains(legend, "−15…−10") {
		t.Errorf("below zero the legend is %q", legend)
	}
}
