package influx

import (
	"context"
	"fmt"
	"testing"

	"courant/coach/home"
	"courant/store/influx/influxtest"
)

// BenchmarkList100000 lists the homes of a bucket with 100,000 of them, two points each.
//
// When last looked at, on two busy cores that ran both sides: 0.76 s on 1.8.10 and 0.71 s on 2.7.12; the goal is a second.
func BenchmarkList100000(b *testing.B) {
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		b.Run(string(v), func(b *testing.B) {
			at := influxtest.Start(b, v).Bucket(b)
			var lines []string
			for h := range 100_000 {
				for i := range 2 {
					lines = append(lines, fmt.Sprintf("consumption,city=quebec,household=h%06d energy_kwh=%d.5 %d", h, i, t0+int64(i)*3600))
				}
				if len(lines) == 10_000 {
					if err := at.Lines(lines...); err != nil {
						b.Fatal(err)
					}
					lines = lines[:0]
				}
			}
			c := client(b, at)
			b.ResetTimer()
			for b.Loop() {
				all, _, err := c.List(context.Background())
				if err != nil || len(all) != 100_000 || all[7].City != home.Quebec {
					b.Fatal(len(all), err)
				}
			}
		})
	}
}
