package chart

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata")

// pictures are the kinds of charts, each drawn at a width and a height.
var pictures = []struct {
	name   string
	height int
	draw   func(w, h int, g Graph) []string
}{
	{"eve", 11, func(w, h int, g Graph) []string { return eve(w, h, g).Render(nil) }},
	{"after", 13, func(w, h int, g Graph) []string { return after(w, h, g).Render(nil) }},
	{"load", 12, func(w, h int, g Graph) []string { return load(w, h, g).Render(nil) }},
	{"week", 11, func(w, h int, g Graph) []string { return week(w, h, g).Render(nil) }},
	{"month", 12, func(w, h int, g Graph) []string { return month(w, h, g).Render(nil) }},
	{"year", 14, func(w, h int, g Graph) []string { return outdoor(w, h, g).Render(nil) }},
	{"stack", 18, func(w, h int, g Graph) []string { return Stack(nil, two(w, h, g)...) }},
	{"heatmonth", 15, func(w, h int, g Graph) []string { return heatmap(w, h, g, 31).Render(nil) }},
	{"heatyear", 27, func(w, h int, g Graph) []string { return heatmap(w, h, g, 365).Render(nil) }},
	{"scatter", 16, func(w, h int, g Graph) []string { return signature(w, h, g).Render(nil) }},
	{"rows", 6, func(w, h int, g Graph) []string { return smallRows(w, g) }},
}

func smallRows(w int, g Graph) []string {
	rows := []BarRow{
		{Label: "Salon", Value: 4.4, Text: "4,4 kWh"},
		{Label: "Cuisine", Value: 2.3, Text: "2,3 kWh"},
		{Label: "Sous-sol", Value: 2.7, Text: "2,7 kWh"},
		{Label: "Chambre", Value: -0.4, Text: "−0,4 kWh", Class: ClassLine2},
	}
	out := BarRows(rows, w, g, nil)
	out = append(out, Spark(values(96, measured), Axis{Zero: true}, w, g))
	return append(out, Dial(3, 7, w, g, nil))
}

// TestGolden holds every kind of chart in every family of symbols at two widths,
// for eyes to judge.
func TestGolden(t *testing.T) {
	for _, p := range pictures {
		for _, g := range []Graph{Braille, Block, ASCII} {
			for _, w := range []int{76, 110} {
				name := fmt.Sprintf("%s.%s.%dx%d.txt", p.name, g, w, p.height)
				t.Run(name, func(t *testing.T) {
					compare(t, name, p.draw(w, p.height, g))
				})
			}
		}
	}
}

// TestGoldenClasses holds what is painted as what: each run between ⟨n| and ⟩.
func TestGoldenClasses(t *testing.T) {
	tag := func(c Class, s string) string { return fmt.Sprintf("⟨%d|%s⟩", c, s) }
	compare(t, "classes.eve.txt", eve(60, 10, Braille).Render(tag))
	compare(t, "classes.after.txt", after(60, 10, Braille).Render(tag))
	compare(t, "classes.heat.txt", heatmap(60, 10, Braille, 14).Render(tag))
}

// TestGoldenClockChange holds the two days of 23 and 25 hours, in both languages.
func TestGoldenClockChange(t *testing.T) {
	for _, d := range []time.Time{at(time.March, 14, 0, 0), at(time.November, 7, 0, 0)} {
		c := Chart{From: d, To: d.AddDate(0, 0, 1), Loc: montreal, Width: 90, Height: 8, XLabel: frTime, Y: Axis{Unit: "kW", Label: comma}}
		n := int(c.To.Sub(c.From) / (15 * time.Minute))
		c.Layers = []Layer{Bars{Data: quarter(d, values(n, expected))}}
		compare(t, fmt.Sprintf("clock.fr.%dh.txt", n/4), c.Render(nil))
		c.XLabel = enTime
		c.Width = 160
		compare(t, fmt.Sprintf("clock.en.%dh.txt", n/4), c.Render(nil))
	}
}

// compare checks lines against a golden, or rewrites it with -update.
func compare(t *testing.T, name string, lines []string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	got := strings.Join(lines, "\n") + "\n"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look at it, then go test -run Golden -update\ngot:\n%s\nwant:\n%s", name, got, want)
	}
}
