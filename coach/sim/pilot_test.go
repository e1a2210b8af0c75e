package sim

import (
	"testing"
	"time"

	"courant/coach/series"
)

var (
	toronto = series.Toronto()
	winter  = Config{Seed: 1, From: time.Date(2026, 11, 1, 0, 0, 0, 0, toronto), To: time.Date(2027, 4, 1, 0, 0, 0, 0, toronto)}
)

func BenchmarkPilot(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		p, err := NewPilot(winter)
		if err != nil {
			b.Fatal(err)
		}
		for h := range p.Homes() {
			_ = h
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/48, "ns/home")
}
