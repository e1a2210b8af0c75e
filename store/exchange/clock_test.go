package exchange

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/series"
)

// localRows are rows of local times without an offset, [from, to), one a step, worth the
// number of their interval.
func localRows(from, to string, step time.Duration, zone string) []string {
	var rows []string
	for t, i := at(from), 0; t.Before(at(to)); t, i = t.Add(step), i+1 {
		row := fmt.Sprintf("%s,%d", t.In(series.Toronto()).Format("2006-01-02 15:04"), i)
		if zone != "" {
			row += "," + zone
		}
		rows = append(rows, row)
	}
	return rows
}

// Ensure the hour that happens twice is told apart by the order of the file, rising or
// falling, by the hour or the quarter hour, and over zones side by side.
func TestDoubledHour(t *testing.T) {
	const from, to = "2025-11-01T04:00:00Z", "2025-11-04T05:00:00Z" // 24 + 25 + 24 hours
	for _, step := range []time.Duration{time.Hour, quarter} {
		n := int(at(to).Sub(at(from)) / step)
		rows := localRows(from, to, step, "")
		reversed := slices.Clone(rows)
		slices.Reverse(reversed)
		zones := localRows(from, to, step, "salon")
		var both []string
		for i, other := range localRows(from, to, step, "cave") {
			both = append(both, zones[i], other)
		}
		sorted := slices.Clone(rows) // by the text of the time: the two readings side by side
		slices.SortStableFunc(sorted, func(a, b string) int { return strings.Compare(a[:16], b[:16]) })
		for _, c := range []struct {
			desc string
			head string
			rows []string
			zone string
		}{
			{"rising", "start,energy_kwh", rows, ""},
			{"falling", "start,energy_kwh", reversed, ""},
			{"two zones side by side", "start,heating_kwh,zone", both, "cave"},
			{"sorted by the local time", "start,energy_kwh", sorted, ""},
		} {
			t.Run(fmt.Sprintf("%s, %s", c.desc, step), func(t *testing.T) {
				res := mustRead(t, c.head+"\n"+strings.Join(c.rows, "\n")+"\n", func(o *Options) {
					if c.zone != "" {
						mapped("zone=zone")(o)
					}
				})
				key := energyKey
				if c.zone != "" {
					key = series.Key{Zone: c.zone, Kind: series.Heating}
				}
				s := res.Batches[0].Set[key]
				if s.Len() != n || s.Known() != n || !s.Start.Equal(at(from)) {
					t.Fatalf("%d of %d values from %s, want %d", s.Known(), s.Len(), s.Start, n)
				}
				for i, v := range s.Values {
					if v != float64(i) {
						t.Fatalf("interval %d has %v", i, v)
					}
				}
				got, ok := issue(res, ClockResolved, 0)
				if want := int(2 * time.Hour / step); !ok || got.Count != want || !got.From.Equal(at("2025-11-02T05:00:00Z")) {
					t.Errorf("%+v, want %d rows", got, want)
				}
			})
		}
	}
}

// Ensure the ends of intervals in that hour follow their starts.
func TestDoubledHourWithEnds(t *testing.T) {
	text := "start,end,energy_kwh\n" +
		"2025-11-02 00:30,2025-11-02 01:00,1\n2025-11-02 01:00,2025-11-02 01:30,2\n2025-11-02 01:30,2025-11-02 01:00,3\n" +
		"2025-11-02 01:00,2025-11-02 01:30,4\n2025-11-02 01:30,2025-11-02 02:00,5\n2025-11-02 02:00,2025-11-02 02:30,6\n2025-11-02 02:30,2025-11-02 03:00,7\n"
	wantSeries(t, mustRead(t, text, nil), energyKey, "2025-11-02T00:30:00-04:00", 30*time.Minute, 1, 2, 3, 4, 5, 6, 7)
}

// Ensure the spring day of 23 hours is read without a hole.
func TestSkippedHour(t *testing.T) {
	text := "start,energy_kwh\n" + strings.Join(localRows("2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", time.Hour, ""), "\n")
	s := mustRead(t, text, nil).Batches[0].Set[energyKey]
	if s.Len() != 23 || s.Known() != 23 {
		t.Errorf("%d of %d hours, want 23", s.Known(), s.Len())
	}
}

func TestParseStamp(t *testing.T) {
	jan := at("2026-01-15T06:00:00Z").Unix()
	cases := []struct {
		text string
		want stamp
		ok   bool
	}{
		{"2026-01-15T06:00:00Z", stamp{sec: jan}, true},
		{"2026-01-15T06:00:00.000Z", stamp{sec: jan}, true},
		{"2026-01-15T01:00:00-05:00", stamp{sec: jan}, true},
		{"2026-01-15T01:00:00-0500", stamp{sec: jan}, true},
		{"2026-01-15 01:00 -05:00", stamp{sec: jan}, true},
		{"2026-01-15 11:30+05:30", stamp{sec: jan}, true},
		{"2026-01-15 06:00:00", stamp{sec: jan, local: true}, true},
		{"2026/01/15 06:00", stamp{sec: jan, local: true}, true},
		{"2026-01-15", stamp{sec: jan - 6*3600, local: true}, true},
		{"2026-01-14 24:00", stamp{sec: jan - 6*3600, local: true}, true},
		{"1768456800", stamp{sec: jan}, true},
		{"1768456800123", stamp{sec: jan}, true},
		{"2026-01-15T06:00:00,5", stamp{sec: jan, local: true}, true},
		{"2024-02-29", stamp{sec: at("2024-02-29T00:00:00Z").Unix(), local: true}, true},
		{"2025-02-29", stamp{}, false},
		{"2026-01-14 24:01", stamp{}, false},
		{"2026-01-15T6:00", stamp{sec: jan, local: true}, true},
		{"2026-01-15T:00", stamp{}, false},
		{"2026-01-15T06:60", stamp{}, false},
		{"2026-01/15 06:00", stamp{}, false},
		{"2026-01-15T06:00:00.", stamp{}, false},
		{"2026-01-15T06:00:00+1", stamp{}, false},
		{"15-01-2026 06:00", stamp{}, false},
		{"20260115", stamp{}, false},
		{"", stamp{}, false},
	}
	for _, c := range cases {
		got, ok := parseStamp(c.text)
		if ok != c.ok || ok && (got.sec != c.want.sec || got.local != c.want.local) {
			t.Errorf("%q: %+v, %v; want %+v, %v", c.text, got, ok, c.want, c.ok)
		}
	}
}

// Ensure the quick reader of times agrees with series.ParseTime wherever that reads one,
// hours that happen twice or never included.
func FuzzStamp(f *testing.F) {
	for _, s := range []string{"2026-01-15T06:00:00-05:00", "2025-11-02 01:30", "2026-03-08 02:30:00", "2026/07/01 12:00", "2026-01-15", "2026-01-15 6:05", "0000-01-01", "2026-01-15T06:00:00.25Z", "9999-12-31T23:59:59+23:59"} {
		f.Add(s)
	}
	toronto := series.Toronto()
	f.Fuzz(func(t *testing.T, s string) {
		want, err := series.ParseTime(s, toronto)
		clock, isClock := err.(*series.ClockError)
		if err != nil && !isClock {
			return
		}
		got, ok := parseStamp(s)
		if !ok {
			t.Fatalf("%q is a time to series.ParseTime alone", s)
		}
		w := wall{loc: toronto}
		first, second := got.sec, int64(0)
		var werr error
		if got.local {
			first, second, werr = w.instant(got.sec)
		}
		switch {
		case isClock && !clock.Doubled:
			if werr == nil {
				t.Fatalf("%q: %d, but the clock skips it", s, first)
			}
		case isClock:
			if first != clock.Readings[0].Unix() || second != clock.Readings[1].Unix() {
				t.Fatalf("%q: %d and %d, want %v", s, first, second, clock.Readings)
			}
		case werr != nil || first != want.Unix():
			t.Fatalf("%q: %d (%v), want %d", s, first, werr, want.Unix())
		}
	})
}

// Ensure walls of days in any order agree with ParseTime: the memory of the day before
// must not leak.
func TestWallInAnyOrder(t *testing.T) {
	w := wall{loc: series.Toronto()}
	for _, s := range []string{"2026-03-08 04:00", "2026-01-01 00:00", "2026-03-08 01:00", "2026-07-01 00:00", "2025-11-02 03:00", "2026-07-01 23:59", "1970-01-01 00:00", "2026-03-08 01:59"} {
		want, err := series.ParseTime(s, series.Toronto())
		if err != nil {
			t.Fatal(err)
		}
		clock, _ := parseStamp(s)
		if got, _, err := w.instant(clock.sec); err != nil || got != want.Unix() {
			t.Errorf("%s: %d, want %d", s, got, want.Unix())
		}
	}
}
