package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/quality"
	"courant/coach/series"
)

// rowsOf writes a table of n intervals from a moment on, in local time without offsets unless layout has one.
func rowsOf(from string, layout string, step time.Duration, n int, value func(i int) string) []string {
	start := at(from)
	var rows []string
	for i := range n {
		rows = append(rows, start.Add(time.Duration(i)*step).In(series.Toronto()).Format(layout)+","+value(i))
	}
	return rows
}

func tableOf(rows []string) string { return "start,energy_kwh\n" + strings.Join(rows, "\n") + "\n" }

// The checks of time and data that a file meets where it is read (T1 to T12; those of whole series are in
// coach/quality): nothing is deleted in silence, and no hour is moved.
func TestTimeAndDataRows(t *testing.T) {
	one := func(int) string { return "1" }
	local, offset := "2006-01-02 15:04", time.RFC3339
	autumn := rowsOf("2025-11-02T04:00:00Z", local, time.Hour, 25, one)
	for _, c := range []struct {
		desc  string
		rows  []string
		opt   func(*Options)
		err   fault.ID
		line  string
		n     int     // intervals
		sum   float64 // of what is known
		first string
		issue map[quality.Code]int
	}{
		{desc: "T1: a day of 23 hours", rows: rowsOf("2026-03-08T05:00:00Z", local, time.Hour, 23, one), n: 23, sum: 23, first: "2026-03-08T05:00:00Z"},
		{desc: "T1, T3: a day of 25 hours, in the file's order", rows: autumn, n: 25, sum: 25, first: "2025-11-02T04:00:00Z"},
		{desc: "T2: labelled with the end", rows: rowsOf("2026-01-15T06:00:00Z", local, time.Hour, 24, one), opt: func(o *Options) { o.Label = LabelEnd }, n: 24, sum: 24, first: "2026-01-15T05:00:00Z"},
		{desc: "T3: an hour that the clock skips", rows: []string{"2026-03-08 01:00,1", "2026-03-08 02:00,1", "2026-03-08 03:00,1"}, err: msgAbsent, line: "3"},
		{desc: "T4: a missing hour stays missing", rows: slices.Delete(rowsOf("2026-01-15T05:00:00Z", local, time.Hour, 24, one), 5, 6), n: 24, sum: 23, first: "2026-01-15T05:00:00Z", issue: map[quality.Code]int{quality.Gaps: 1}},
		{desc: "T5: a row twice", rows: slices.Insert(rowsOf("2026-01-15T05:00:00Z", offset, time.Hour, 24, one), 7, rowsOf("2026-01-15T11:00:00Z", offset, time.Hour, 1, one)...), n: 24, sum: 24, first: "2026-01-15T05:00:00Z", issue: map[quality.Code]int{DuplicateEqual: 1}},
		{desc: "T5: two rows that disagree", rows: slices.Insert(rowsOf("2026-01-15T05:00:00Z", offset, time.Hour, 24, one), 7, rowsOf("2026-01-15T11:00:00Z", offset, time.Hour, 1, func(int) string { return "3" })...), n: 24, sum: 26, first: "2026-01-15T05:00:00Z", issue: map[quality.Code]int{DuplicateConflict: 1}},
		{desc: "T9: words for nothing", rows: rowsOf("2026-01-15T05:00:00Z", local, time.Hour, 24, func(i int) string { return []string{"1", "NULL", "", "NaN", "n/a", "unavailable"}[i%6] }), n: 19, sum: 4, first: "2026-01-15T05:00:00Z", issue: map[quality.Code]int{quality.Gaps: 15}},
		{desc: "T9: minus zero is zero", rows: rowsOf("2026-01-15T05:00:00Z", local, time.Hour, 24, func(i int) string { return []string{"1", "-0.0"}[i%2] }), n: 24, sum: 12, first: "2026-01-15T05:00:00Z"},
		{desc: "T9: an infinity", rows: rowsOf("2026-01-15T05:00:00Z", local, time.Hour, 24, func(i int) string { return []string{"1", "Inf"}[i/23] }), err: msgNumber, line: "25"},
		{desc: "T9: a number that nothing has", rows: rowsOf("2026-01-15T05:00:00Z", local, time.Hour, 24, func(i int) string { return []string{"1", "1e308"}[i/23] }), err: msgOutOfRange, line: "25"},
		{desc: "T12: leap day", rows: rowsOf("2024-02-29T05:00:00Z", local, time.Hour, 24, one), n: 24, sum: 24, first: "2024-02-29T05:00:00Z"},
		{desc: "T12: a day that is none", rows: []string{"2026-02-28 23:00,1", "2026-02-29 00:00,1", "2026-02-29 01:00,1"}, err: msgTime, line: "3"},
		{desc: "T12: the turn of the year", rows: rowsOf("2026-01-01T00:00:00Z", local, time.Hour, 10, one), n: 10, sum: 10, first: "2026-01-01T00:00:00Z"},
		{desc: "T12: stamps of the future", rows: rowsOf("2026-12-24T05:00:00Z", local, time.Hour, 24, one), err: msgFuture, line: "2"},
		{desc: "T12: stamps of 1970", rows: rowsOf("1970-01-20T05:00:00Z", local, time.Hour, 24, one), err: msgTooOld, line: "2"},
		{desc: "T12: hours, then quarter hours", rows: append(rowsOf("2026-01-15T05:00:00Z", offset, time.Hour, 24, one), rowsOf("2026-01-16T05:00:00Z", offset, 15*time.Minute, 96, func(int) string { return "0.25" })...), err: msgMixedSteps, line: "3"},
		{desc: "T12: out of order", rows: shuffled(rowsOf("2026-01-15T05:00:00Z", offset, time.Hour, 24, one)), n: 24, sum: 24, first: "2026-01-15T05:00:00Z"},
		{desc: "T12: a clock two seconds slow", rows: rowsOf("2026-01-15T04:59:58Z", "2006-01-02 15:04:05", time.Hour, 24, one), n: 24, sum: 24, first: "2026-01-15T05:00:00Z", issue: map[quality.Code]int{Snapped: 24}},
	} {
		opt := Options{Home: "h-1", Now: testNow}
		if c.opt != nil {
			c.opt(&opt)
		}
		res, err := Read(strings.NewReader(tableOf(c.rows)), "t.csv", opt)
		if c.err != "" {
			var f *fault.Error
			if !errors.As(err, &f) || f.ID != c.err || !slices.Contains(f.Args, fault.Arg{Name: "line", Value: c.line}) {
				t.Errorf("%s: %v, want %s in line %s", c.desc, err, c.err, c.line)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.desc, err)
			continue
		}
		s := res.Batches[0].Set[energyKey]
		sum, _ := s.Sum(s.Start, s.End())
		if s.Len() != c.n || sum < c.sum-1e-9 || sum > c.sum+1e-9 || !s.Start.Equal(at(c.first)) {
			t.Errorf("%s: %d intervals from %s, %g kWh; want %d from %s, %g", c.desc, s.Len(), s.Start, sum, c.n, c.first, c.sum)
		}
		got := map[quality.Code]int{}
		for _, i := range res.Quality.Homes[0].Issues {
			got[i.Code] += i.Count
		}
		for code, n := range c.issue {
			if got[code] != n {
				t.Errorf("%s: issues %v; want %s × %d", c.desc, fmt.Sprint(got), code, n)
			}
		}
	}
}

// shuffled mixes rows, the same way each time.
func shuffled(rows []string) []string {
	out := slices.Clone(rows)
	for i := range out {
		j := (i*7 + 3) % len(out)
		out[i], out[j] = out[j], out[i]
	}
	return out
}
