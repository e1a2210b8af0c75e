package plan

import (
	"testing"
	"time"

	"courant/coach/home"
)

// BenchmarkOptimal measures a whole plan (plan), the same with its frontier of 20 comfort
// prices (frontier), and one more point of a frontier that is there (point): six rooms of
// a toy home, one morning event. Last looked at in November 2026 on a machine with four
// times as much to do as it has cores: 25 ms, 160 ms, 0.5 ms. Two thirds go into the Newton
// systems of the programme, the rest into the local search over half degrees.
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
}
