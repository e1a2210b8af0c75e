package seal

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/series"
)

// year makes a year of quarter hours that looks like a home's: a daily swing, a heater
// that switches, noise. Cheap, and the same for the same seed.
func year(kind series.Kind, seed uint64) series.Series {
	r := rand.New(rand.NewPCG(seed, uint64(kind)))
	s := series.New(kind, time.Date(2026, 7, 2, 0, 0, 0, 0, time.UTC), 15*time.Minute, 365*96)
	drift := 0.0
	for i := range s.Values {
		swing := math.Sin(float64(i%96) / 96 * 2 * math.Pi)
		drift += 0.02 * r.NormFloat64()
		switch kind {
		case series.Energy, series.Heating:
			s.Values[i] = max(0, 0.4+0.2*swing+0.15*r.NormFloat64())
		case series.Solar:
			s.Values[i] = max(0, 500*swing+20*r.NormFloat64())
		default:
			s.Values[i] = 18 + 3*swing + drift + 0.05*r.NormFloat64()
		}
	}
	return s
}

// Opening and decoding the 53 chunks of one series' year, quarter hours, into values: the
// inner loop of every read. Energy takes two bytes a value (its deltas look random),
// temperatures one or two. In November 2026 on a busy core of an AMD EPYC: 276, 454 and 280
// million values a second, no allocation; a fifth of it is AES-GCM.
func BenchmarkOpenWeek(b *testing.B) {
	for _, kind := range []series.Kind{series.Energy, series.Indoor, series.Solar} {
		b.Run(kind.String(), func(b *testing.B) {
			sealer := NewSealer(NewKey())
			chunks, _ := Split(year(kind, 1))
			var sealed [][]byte
			values, bytes := 0, 0
			for _, c := range chunks {
				p := Place{Home: "home", Key: series.Key{Kind: kind}, Week: c.Week}
				sealed = append(sealed, sealer.Chunk(nil, p, c))
				values += len(c.Values)
				bytes += len(sealed[len(sealed)-1])
			}
			var scratch Scratch
			dst := make([]float64, Week/(15*time.Minute))
			b.ReportAllocs()
			for b.Loop() {
				for i, c := range chunks {
					p := Place{Home: "home", Key: series.Key{Kind: kind}, Week: c.Week}
					if _, err := sealer.OpenWeek(dst, &scratch, p, sealed[i]); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(values)*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mvalues/s")
			b.ReportMetric(float64(bytes)/float64(values), "B/value")
		})
	}
}

// Decoding into storage steps alone, as merging needs it: 317, 569 and 363 million a second.
func BenchmarkParse(b *testing.B) {
	for _, kind := range []series.Kind{series.Energy, series.Indoor, series.Solar} {
		b.Run(kind.String(), func(b *testing.B) {
			chunks, _ := Split(year(kind, 1))
			plain := make([][]byte, len(chunks))
			for i, c := range chunks {
				plain[i] = Append(nil, c)
			}
			values := make([]int32, 0, 365*96)
			for b.Loop() {
				values = values[:0]
				for i, c := range chunks {
					var err error
					if _, values, err = Parse(values, plain[i], c.Week); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(len(values))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mvalues/s")
		})
	}
}

// Joining a year's chunks into floats: 637 million a second, the divisions.
func BenchmarkJoin(b *testing.B) {
	chunks, _ := Split(year(series.Energy, 1))
	var dst []float64
	for b.Loop() {
		dst = Join(dst, series.Energy, chunks, time.Time{}, time.Time{}).Values
	}
	b.ReportMetric(float64(len(dst))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mvalues/s")
}
