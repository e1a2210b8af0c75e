package chart

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// labelsOf are the texts of the time axis, non-breaking spaces written plainly.
func labelsOf(from, to time.Time, cols int) []string {
	f := frame{from, to.Sub(from), cols}
	var out []string
	for _, l := range timeAxis(from, to, f.x, cols, 4, frTime) {
		if l.text != "" {
			out = append(out, strings.ReplaceAll(l.text, "\u00a0", " "))
		}
	}
	return out
}

func TestTimeLabels(t *testing.T) {
	midnight := at(time.January, 15, 0, 0)
	for _, tc := range []struct {
		desc     string
		from, to time.Time
		cols     int
		want     string
	}{
		{"a day, wide", midnight, midnight.AddDate(0, 0, 1), 160, "0 h,1 h,2 h,3 h,4 h,5 h,6 h,7 h,8 h,9 h,10 h,11 h,12 h,13 h,14 h,15 h,16 h,17 h,18 h,19 h,20 h,21 h,22 h,23 h"},
		{"a day at 80", midnight, midnight.AddDate(0, 0, 1), 72, "0 h,2 h,4 h,6 h,8 h,10 h,12 h,14 h,16 h,18 h,20 h,22 h"},
		{"a day at 60", midnight, midnight.AddDate(0, 0, 1), 50, "0 h,3 h,6 h,9 h,12 h,15 h,18 h,21 h"},
		{"a day, tiny", midnight, midnight.AddDate(0, 0, 1), 16, "0 h,12 h"},
		{"from the middle of an hour", midnight.Add(95 * time.Minute), midnight.Add(455 * time.Minute), 60, "2 h,3 h,4 h,5 h,6 h,7 h"},
		{"two days: midnight is a day", midnight, midnight.AddDate(0, 0, 2), 72, "0 h,6 h,12 h,18 h,sam. 16,6 h,12 h,18 h"},
		{"a week: each day between its bounds", at(time.January, 11, 0, 0), at(time.January, 18, 0, 0), 72, "lun. 11,mar. 12,mer. 13,jeu. 14,ven. 15,sam. 16,dim. 17"},
		{"a month: Mondays", at(time.January, 1, 0, 0), at(time.February, 1, 0, 0), 72, "4 janv.,11 janv.,18 janv.,25 janv."},
		{"a year, wide: months", at(time.January, 1, 0, 0), at(time.January, 1, 0, 0).AddDate(1, 0, 0), 110, "janv.,févr.,mars,avr.,mai,juin,juil.,août,sept.,oct.,nov.,déc."},
		{"a year at 80: quarters, and the new year", at(time.July, 1, 0, 0), at(time.July, 1, 0, 0).AddDate(1, 0, 0), 72, "juil.,oct.,2028,avr."},
		{"spring night: there is no 2 h", at(time.March, 14, 0, 0), at(time.March, 15, 0, 0), 160, "0 h,1 h,3 h,4 h,5 h,6 h,7 h,8 h,9 h,10 h,11 h,12 h,13 h,14 h,15 h,16 h,17 h,18 h,19 h,20 h,21 h,22 h,23 h"},
		{"autumn night: 1 h comes twice", at(time.November, 7, 0, 0), at(time.November, 8, 0, 0), 160, "0 h,1 h,1 h,2 h,3 h,4 h,5 h,6 h,7 h,8 h,9 h,10 h,11 h,12 h,13 h,14 h,15 h,16 h,17 h,18 h,19 h,20 h,21 h,22 h,23 h"},
	} {
		if got := strings.Join(labelsOf(tc.from, tc.to, tc.cols), ","); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.desc, got, tc.want)
		}
	}
}

// TestTicksAreBoundaries holds, over random windows and widths, that every tick is
// on the calendar, in order, and that no two labels touch or leave the chart.
func TestTicksAreBoundaries(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	spans := []time.Duration{time.Hour, 5 * time.Hour, day, 3 * day, 8 * day, 31 * day, 100 * day, year, 6 * year}
	for range 2000 {
		from := at(time.January, 1, 0, 0).Add(time.Duration(rng.Int64N(int64(year)))).Truncate(time.Minute)
		to := from.Add(spans[rng.IntN(len(spans))] / 2 * time.Duration(1+rng.IntN(3)))
		cols, lead := 8+rng.IntN(240), rng.IntN(6)
		f := frame{from, to.Sub(from), cols}
		seen := map[string]bool{}
		var at []time.Time
		text := func(when time.Time, u TickUnit) string {
			if u >= TickDay && (when.Hour() != 0 || when.Minute() != 0) || u == TickHour && when.Minute() != 0 ||
				u == TickMonth && when.Day() != 1 || u == TickWeek && when.Weekday() != time.Monday || u == TickYear && when.YearDay() != 1 {
				seen[when.String()] = true
			}
			at = append(at, when)
			return frTime(when, u)
		}
		labels := timeAxis(from, to, f.x, cols, lead, text)
		if len(seen) > 0 {
			t.Fatalf("%v to %v: not on a boundary of their unit: %v", from, to, seen)
		}
		free := -lead
		for _, l := range labels {
			if l.text == "" {
				continue
			}
			if l.col < free || l.end() > cols {
				t.Fatalf("%v to %v, %d columns: label %q at %d touches another or leaves the chart", from, to, cols, l.text, l.col)
			}
			free = l.end() + 1
		}
		if !slices.IsSortedFunc(labels, func(a, b label) int { return int(a.at - b.at) }) {
			t.Fatalf("%v to %v: labels out of order", from, to)
		}
		if cols >= 40 && to.Sub(from) <= year && len(labels) < 2 {
			t.Errorf("%v to %v, %d columns: %d labels say too little", from, to, cols, len(labels))
		}
	}
}

// TestTickPlaces holds that on a day of 23 and of 25 hours each tick stands at its
// share of the day's real length.
func TestTickPlaces(t *testing.T) {
	for _, tc := range []struct {
		day   time.Time
		hours int
	}{{at(time.March, 14, 0, 0), 23}, {at(time.November, 7, 0, 0), 25}} {
		f := frame{tc.day, tc.day.AddDate(0, 0, 1).Sub(tc.day), tc.hours * 10}
		for _, l := range timeAxis(tc.day, tc.day.AddDate(0, 0, 1), f.x, tc.hours*10, 4, enTime) {
			if l.text == "06:00" {
				if want := float64(tc.hours-18) * 10; l.at != want {
					t.Errorf("%d hours: 6:00 stands at column %v, want %v", tc.hours, l.at, want)
				}
			}
		}
	}
}
