package quality

import (
	"math"
	"testing"
	"time"

	"courant/coach/series"
)

func TestSilences(t *testing.T) {
	now := time.Date(2027, 1, 20, 13, 0, 0, 0, time.UTC)
	type ago map[series.Key]time.Duration
	energy, salon, bureau := series.Key{Kind: series.Energy}, series.Key{Zone: "salon", Kind: series.Indoor}, series.Key{Zone: "bureau", Kind: series.Indoor}
	for _, c := range []struct {
		desc string
		ago  ago
		code Code
		zone string
		n    int // findings
		h    int // hours of silence
	}{
		{"all are heard", ago{energy: 0, salon: 0}, "", "", 0, 0},
		{"nothing was ever measured", ago{}, "", "", 0, 0},
		{"the home for a day", ago{energy: 24 * time.Hour, salon: 30 * time.Hour}, Silent, "", 1, 24},
		{"the home for 23 hours", ago{energy: 23 * time.Hour, salon: 23 * time.Hour}, "", "", 0, 0},
		{"the meter for two days", ago{energy: 48 * time.Hour, salon: time.Hour}, MeterSilent, "", 1, 48},
		{"a room for two days", ago{energy: 0, salon: 48 * time.Hour, bureau: 0}, ZoneSilent, "salon", 1, 48},
		{"two rooms", ago{energy: 0, salon: 48 * time.Hour, bureau: 30 * time.Hour}, ZoneSilent, "bureau", 2, 30},
		{"the weather alone goes on", ago{energy: 40 * time.Hour, {Kind: series.Outdoor}: 0}, Silent, "", 1, 40},
	} {
		set := series.Set{}
		for k, ago := range c.ago {
			s := series.New(k.Kind, now.Add(-10*24*time.Hour), time.Hour, 240)
			for i := range s.Values {
				if s.Values[i] = 1; s.Time(i + 1).After(now.Add(-ago)) {
					s.Values[i] = math.NaN()
				}
			}
			set[k] = s
		}
		got := Silences(set, now)
		if len(got) != c.n || c.n > 0 && (got[0].Code != c.code || got[0].Zone != c.zone || got[0].Count != c.h || !got[0].To.Equal(now)) {
			t.Errorf("%s: %+v", c.desc, got)
		}
	}
}
