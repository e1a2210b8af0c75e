package exchange

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
)

// yearCSV is a simulated home's year by the quarter hour, 35,040 rows: local times with
// offsets, energy, a room's temperature, outdoor temperature and sun; 1.7 MB.
var yearCSV = sync.OnceValue(func() []byte {
	from := time.Date(2025, 7, 1, 4, 0, 0, 0, time.UTC)
	p, err := sim.NewPilot(sim.Config{Homes: 1, Seed: 1, From: from, To: from.Add(365 * 24 * time.Hour)})
	if err != nil {
		panic(err)
	}
	h, err := p.Home(0)
	if err != nil {
		panic(err)
	}
	energy, outdoor, solar := h.Set.Get("", series.Energy), h.Set.Get("", series.Outdoor), h.Set.Get("", series.Solar)
	indoor := h.Set.Get(h.Set.Zones()[0], series.Indoor)
	var b bytes.Buffer
	b.WriteString("start,energy_kwh,indoor_c,outdoor_c,solar_wm2\n")
	for i, v := range energy.Values {
		t := energy.Time(i)
		fmt.Fprintf(&b, "%s,%.4f,%.2f,%.1f,%.0f\n", t.In(series.Toronto()).Format(time.RFC3339), v, indoor.At(t), outdoor.At(t), solar.At(t))
	}
	return b.Bytes()
})

// BenchmarkImport35040 imports a year of 15-minute CSV into the embedded store, as a home of
// its own each time: 35,040 rows of four values read, checked, sealed and committed to disk.
//
// 85 to 130 ms on two shared and busy cores in November 2026 (goal: 300): half of it is
// BenchmarkRead35040, the rest is sealing 212 chunks and waiting for the disk.
func BenchmarkImport35040(b *testing.B) {
	data, dir := yearCSV(), b.TempDir()
	s := openStore(b, dir)
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		n++
		res, err := Read(bytes.NewReader(data), "year.csv", Options{Home: home.ID(fmt.Sprint("h-", n)), Now: testNow})
		if err != nil {
			b.Fatal(err)
		}
		tally, err := s.Write(context.Background(), res.Batches...)
		if err != nil || tally.New != 4*35040 {
			b.Fatalf("%+v, %v", tally, err)
		}
	}
	b.ReportMetric(35040*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkRead35040 is the reading and checking of BenchmarkImport35040 alone. 35 to 70 ms in
// November 2026 on two shared and busy cores: a quarter is encoding/csv, a third times and numbers,
// a third the grid, and a tenth the checks.
func BenchmarkRead35040(b *testing.B) {
	data := yearCSV()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(bytes.NewReader(data), "year.csv", Options{Home: "h-1", Now: testNow}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(35040*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
