package exchange

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/series"
)

// yearCSV is a year of quarter hours of one home, 35,040 rows: local times with offsets,
// energy, heating, outdoor temperature and sun.
func yearCSV() []byte {
	rnd := rand.New(rand.NewPCG(1, 1))
	var b bytes.Buffer
	b.WriteString("start,energy_kwh,heating_kwh,outdoor_c,solar_wm2\n")
	start := time.Date(2025, 7, 1, 4, 0, 0, 0, time.UTC)
	for i := range 35040 {
		t := start.Add(time.Duration(i) * 15 * time.Minute).In(series.Toronto())
		heat := rnd.Float64()
		fmt.Fprintf(&b, "%s,%.4f,%.4f,%.1f,%.0f\n", t.Format(time.RFC3339), heat+0.2*rnd.Float64(), heat, 20*rnd.Float64()-15, 500*rnd.Float64())
	}
	return b.Bytes()
}

func BenchmarkRead35040(b *testing.B) {
	data := yearCSV()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Read(bytes.NewReader(data), "year.csv", Options{Home: "h-1", Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(35040*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
