package chart

import "testing"

// BenchmarkChart160x20 draws a year of outdoor temperature at 15 minutes (35,040
// values, a gap of 2,500) in 160×20 cells of braille, with axes, legend, a rule and
// the word in the gap. Goal: under 1 ms.
//
// When last looked at, on two shared cores: 0.22 ms in a quiet moment, 0.8 ms in the
// busiest, 45 kB, 77 allocations. Some 60 % goes into two scans of the values (their
// bounds, the columns' extents), the rest into setting the dots, the labels and
// writing the lines.
func BenchmarkChart160x20(b *testing.B) {
	c := outdoor(160, 20, Braille)
	b.ReportAllocs()
	for b.Loop() {
		c.Render(nil)
	}
}

// BenchmarkDay80x12 draws what is on screen every morning: 96 quarter hours of
// setpoint and expected temperature with the phases of an event, painted. When last
// looked at: 0.07 to 0.1 ms, mostly labels and paint.
func BenchmarkDay80x12(b *testing.B) {
	c := eve(80, 12, Braille)
	b.ReportAllocs()
	for b.Loop() {
		c.Render(red)
	}
}

// BenchmarkHeatYear draws a year of hours by day in 110×27 cells. When last looked
// at: 1.0 to 1.3 ms, mostly placing 8,760 slots and the sort for the levels.
func BenchmarkHeatYear(b *testing.B) {
	h := heatmap(110, 27, Braille, 365)
	b.ReportAllocs()
	for b.Loop() {
		h.Render(nil)
	}
}

// TestFewAllocations holds the part of the benchmark that no machine disturbs.
func TestFewAllocations(t *testing.T) {
	c := outdoor(160, 20, Braille)
	if n := testing.AllocsPerRun(20, func() { c.Render(nil) }); n > 120 {
		t.Errorf("a year takes %v allocations to draw", n)
	}
}
