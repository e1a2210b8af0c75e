package plan

import (
	"fmt"
	"testing"
	"time"

	"courant/coach/home"
)

// BenchmarkOptimal measures a whole plan (plan), the same with its frontier of 20 comfort
// prices (frontier), and one more point of a frontier that is there (point): six rooms of
// a toy home, one morning event; then a plan of nine rooms and two events, mild and at
// −26 °C, where class, highest hour and heaters leave least. Last looked at in November 2026
// on a machine with twice as much to do as it has cores: 9 ms, 160 ms, 0.4 ms, 130 ms and
// 110 ms (100 and 75 of processor time, 170 and 127 before caps were met by local search).
// Two thirds go into the Newton systems of the programme, most of the rest into that search.
func BenchmarkOptimal(b *testing.B) {
	d := december.Add(24)
	t := makeToy(toySpec{
		seed: 11, zones: []string{"living", "kitchen", "bedroom1", "bedroom2", "office", "basement"}, from: december, days: 24,
		outdoor: -14, past: 3, forecast: true,
	})
	h := Learn(t.history(d))
	a := Ask{Day: d, Events: []Event{toyEvent(d, true)}, Mode: home.Moderate, Price: func(time.Time) float64 { return 0.11142 }}
	if p := h.Plan(a); p.Method != MethodOptimal {
		b.Fatal(p.Method)
	}
	b.Run("plan", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.Plan(a)
		}
	})
	b.Run("frontier", func(b *testing.B) {
		for b.Loop() {
			h.Frontier(a)
		}
	})
	f := h.Frontier(a)
	b.Run("point", func(b *testing.B) {
		n := 0
		for b.Loop() {
			f.Plan(n % comfortPrices)
			n++
		}
	})
	for _, cold := range []float64{-14, -26} {
		t := makeToy(toySpec{
			seed: 11, zones: []string{"living", "kitchen", "bedroom1", "bedroom2", "office", "basement", "bath", "hall", "den"}, from: december, days: 24,
			outdoor: cold, past: 3, forecast: true,
		})
		h, a := Learn(t.history(d)), a
		a.Events = []Event{toyEvent(d, true), toyEvent(d, false)}
		b.Run(fmt.Sprintf("nine%+.0f", cold), func(b *testing.B) {
			for b.Loop() {
				h.Plan(a)
			}
		})
	}
}
