package chart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
)

// exact fails unless lines are h lines of w cells, all 7 bits in ascii, and free
// of control characters.
func exact(t *testing.T, what string, lines []string, w, h int, g Graph) {
	t.Helper()
	if len(lines) != h {
		t.Fatalf("%s: %d lines, want %d", what, len(lines), h)
	}
	for i, l := range lines {
		plain := ansi.Strip(l)
		if got := ansi.StringWidth(l); got != w {
			t.Fatalf("%s: line %d is %d cells wide, want %d: %q", what, i, got, w, l)
		}
		if got := ansi.StringWidthWc(l); got != w {
			t.Fatalf("%s: line %d is %d cells wide counted by rune, want %d: %q", what, i, got, w, l)
		}
		for _, r := range plain {
			if r < ' ' || g == ASCII && r > 0x7e {
				t.Fatalf("%s: line %d has %q: %q", what, i, r, l)
			}
		}
	}
}

// red paints every run, as a theme would.
func red(_ Class, s string) string { return "\x1b[31m" + s + "\x1b[0m" }

// awkward are values that real and broken series have.
var awkward = []struct {
	name string
	v    []float64
}{
	{"nothing", nil},
	{"one point", []float64{3}},
	{"one gap", []float64{math.NaN()}},
	{"all gaps", []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.NaN()}},
	{"constant", []float64{21, 21, 21, 21, 21}},
	{"all zero", []float64{0, 0, 0, 0}},
	{"negative", []float64{-3, -2.5, -30, -0.1}},
	{"both signs", []float64{-3, 4, -30, 12, 0}},
	{"infinite among them", []float64{1, math.Inf(1), 2, math.Inf(-1), 3, math.NaN(), 4}},
	{"huge", []float64{1e99, -1e99, 1e100, 5}},
	{"beyond", []float64{math.MaxFloat64, -math.MaxFloat64, 1e101}},
	{"tiny", []float64{1e-12, 2e-12, 3e-12}},
	{"smallest", []float64{math.SmallestNonzeroFloat64, 0}},
	{"large and close", []float64{1e9, 1e9 + 1e-6}},
}

// layersOf puts values in every kind of layer.
func layersOf(d Data, from time.Time) []Layer {
	return []Layer{
		Area{Name: "intervalle", Low: d, High: Data{Start: d.Start, Step: d.Step, Edges: d.Edges, Values: values(len(d.Values), func(i int) float64 { return d.Values[i] + 1 })}},
		Bars{Name: "énergie", Data: d},
		Rule{Name: "référence", Value: 2},
		Line{Name: "mesuré", Data: d},
		Line{Name: "attendu", Data: d, Dotted: true},
		Step{Name: "consigne", Data: d},
		Moment{Name: "maintenant", At: from.Add(5 * time.Hour)},
		Mark{Name: "au plus froid", At: from.Add(8 * time.Hour), Value: 3},
	}
}

// windows are spans of time that a chart must survive.
var windows = []struct {
	name     string
	from, to time.Time
}{
	{"a day", at(time.January, 15, 0, 0), at(time.January, 16, 0, 0)},
	{"the day of 23 hours", at(time.March, 14, 0, 0), at(time.March, 15, 0, 0)},
	{"the day of 25 hours", at(time.November, 7, 0, 0), at(time.November, 8, 0, 0)},
	{"two hours", at(time.January, 15, 5, 0), at(time.January, 15, 7, 0)},
	{"a minute", at(time.January, 15, 5, 0), at(time.January, 15, 5, 1)},
	{"a month", at(time.March, 1, 0, 0), at(time.April, 1, 0, 0)},
	{"a year", at(time.January, 1, 0, 0), at(time.January, 1, 0, 0).AddDate(1, 0, 0)},
	{"forty years", at(time.January, 1, 0, 0), at(time.January, 1, 0, 0).AddDate(40, 0, 0)},
	{"nothing", at(time.January, 15, 0, 0), at(time.January, 15, 0, 0)},
	{"backwards", at(time.January, 16, 0, 0), at(time.January, 15, 0, 0)},
	{"not set", time.Time{}, time.Time{}},
	{"for ever", time.Time{}, at(time.January, 15, 0, 0)},
}

// TestExactSize draws awkward values at random sizes from 1×1 to 250×60, in every
// family of symbols, over every window: always exactly the size asked for.
func TestExactSize(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, w := range windows {
		for _, a := range awkward {
			for range 5 {
				g := Graph(rng.IntN(3))
				size := [2]int{20 + rng.IntN(231), 4 + rng.IntN(57)}
				if rng.IntN(4) == 0 {
					size = [2]int{1 + rng.IntN(20), 1 + rng.IntN(6)}
				}
				d := Data{Start: w.from.Add(time.Hour), Step: time.Duration(1+rng.IntN(200)) * 5 * time.Minute, Values: a.v}
				all := layersOf(d, w.from)
				c := Chart{From: w.from, To: w.to, Loc: montreal, Width: size[0], Height: size[1], Graph: g,
					Y: Axis{Unit: "kW", Zero: rng.IntN(2) == 0, Label: comma}, XLabel: frTime, NoData: "aucune donnée", Gap: "manque",
					Legend: rng.IntN(2) == 0, BareX: rng.IntN(4) == 0, Gutter: rng.IntN(9), Cursor: w.from.Add(6 * time.Hour)}
				for _, l := range all {
					if rng.IntN(2) == 0 {
						c.Layers = append(c.Layers, l)
					}
				}
				if rng.IntN(2) == 0 {
					c.Bands = morning(w.from)
				}
				what := fmt.Sprintf("%s, %s, %v %dx%d", w.name, a.name, g, size[0], size[1])
				exact(t, what, c.Render(nil), size[0], size[1], g)
				exact(t, what+", painted", c.Render(red), size[0], size[1], g)
				c.ReadAt(c.Cursor)
			}
		}
	}
}

// TestEverySize draws full charts in turn, heat maps and scatters at every width
// from 20 to 250 and at every height to 60.
func TestEverySize(t *testing.T) {
	for w := 20; w <= 250; w++ {
		h := 4 + (w*7)%57
		g := Graph(w % 3)
		exact(t, fmt.Sprint("after ", w, "x", h), after(w, h, g).Render(red), w, h, g)
		exact(t, fmt.Sprint("rows ", w), smallRows(w, g), w, 6, g)
		switch w % 4 {
		case 0:
			exact(t, fmt.Sprint("month ", w, "x", h), month(w, h, g).Render(red), w, h, g)
		case 1:
			exact(t, fmt.Sprint("heat ", w, "x", h), heatmap(w, h, g, 1+w%40).Render(red), w, h, g)
		case 2:
			exact(t, fmt.Sprint("scatter ", w, "x", h), signature(w, h, g).Render(red), w, h, g)
		case 3:
			exact(t, fmt.Sprint("stack ", w, "x", h+6), Stack(red, two(w, h+6, g)...), w, h+6, g)
		}
	}
	for h := 1; h <= 60; h++ {
		for g := Graph(h % 2); g <= ASCII; g += 2 {
			exact(t, fmt.Sprint("after 80x", h), after(80, h, g).Render(nil), 80, h, g)
			exact(t, fmt.Sprint("heat 80x", h), heatmap(80, h, g, 31).Render(nil), 80, h, g)
			exact(t, fmt.Sprint("scatter 80x", h), signature(80, h, g).Render(nil), 80, h, g)
		}
	}
}

// TestAwkwardOthers does the same for heat maps, scatters and single rows.
func TestAwkwardOthers(t *testing.T) {
	for _, a := range awkward {
		for _, w := range windows {
			if w.name == "for ever" {
				continue // two thousand years of days: nobody asks
			}
			g := Graph(len(w.name) % 3)
			h := Heat{From: w.from, To: w.to, Loc: montreal, Width: 61, Height: 12, Graph: g, NoData: "aucune donnée",
				Data: Data{Start: w.from, Step: time.Hour, Values: a.v}, Cursor: w.from}
			exact(t, "heat "+a.name+" "+w.name, h.Render(red), 61, 12, g)
			h.ReadAt(w.from)
		}
		for g := Braille; g <= ASCII; g++ {
			var points []Point
			for i, v := range a.v {
				points = append(points, Point{v, float64(i)}, Point{float64(i), v}, Point{v, v})
			}
			s := Scatter{Width: 61, Height: 12, Graph: g, NoData: "rien", Legend: true, X: Axis{Unit: "°C"}, Y: Axis{Unit: "kWh"},
				Clouds: []Cloud{{Name: "a", Points: points}, {Name: "b", Points: points, Sign: 'é'}}, Curves: []Curve{{Name: "c", Points: points}}}
			exact(t, "scatter "+a.name, s.Render(red), 61, 12, g)
			exact(t, "spark "+a.name, []string{Spark(a.v, Axis{}, 33, g)}, 33, 1, g)
			var rows []BarRow
			for _, v := range a.v {
				rows = append(rows, BarRow{Label: "pièce où il fait froid", Value: v, Text: comma(v, 1)})
			}
			exact(t, "rows "+a.name, BarRows(rows, 40, g, red), 40, len(rows), g)
			exact(t, "dial", []string{Dial(len(a.v), len(a.v), 17, g, red)}, 17, 1, g)
		}
	}
}

// FuzzNames holds that no name, unit or label breaks the size or lets an escape
// sequence through.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"salon", "", "\x1b[31mrouge\x1b[0m", "家族の部屋", "e\u0301te\u0301", "❄️", "\U0001f1e8\U0001f1e6", "a\nb\tc", "\u200d\u202e", "ᄀ가", "\xff\xfe", "ก็ा", "\u0600"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for g := Braille; g <= ASCII; g++ {
			c := after(70, 12, g)
			c.Y.Unit, c.Gap = s, s
			c.Y.Label = func(v float64, d int) string { return s + comma(v, d) }
			c.XLabel = func(t time.Time, u TickUnit) string { return s }
			c.Bands[0].Name, c.Bands[1].Name = s, s
			c.Layers = append(c.Layers, Line{Name: s}, Mark{Name: s, At: c.From.Add(3 * time.Hour), Value: 2})
			lines := c.Render(nil)
			exact(t, fmt.Sprintf("%q", s), lines, 70, 12, g)
			if strings.ContainsRune(strings.Join(lines, ""), 0x1b) {
				t.Fatalf("%q: an escape came through", s)
			}
		}
	})
}

// FuzzWindow holds that no window or data, however odd, panics or breaks the size.
func FuzzWindow(f *testing.F) {
	f.Add(int64(0), int64(86400), int64(0), int64(900), 96, 1.0)
	f.Add(int64(-1<<62), int64(1<<62), int64(5), int64(1), 3, -1e300)
	f.Add(int64(100), int64(-100), int64(1<<60), int64(1<<33), 2, 0.0)
	f.Fuzz(func(t *testing.T, from, to, start, step int64, n int, v float64) {
		n = min(max(n, 0), 300)
		year := int64(86400 * 400)
		if to-from > 40*year || to-from < 0 && from-to > 40*year {
			to = from + (to-from)%(40*year)
		}
		d := Data{Start: time.Unix(start, 0), Step: time.Duration(step), Values: values(n, func(i int) float64 { return v * noise(i) })}
		c := Chart{From: time.Unix(from, 0), To: time.Unix(to, 0), Loc: montreal, Width: 64, Height: 9, Layers: layersOf(d, time.Unix(from, 0))}
		exact(t, "window", c.Render(nil), 64, 9, Braille)
	})
}
