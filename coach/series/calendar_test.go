package series

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"testing"
	"time"
)

const quarter = 15 * time.Minute

func date(t *testing.T, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestDaysHave92Or96Or100Quarters(t *testing.T) {
	for _, c := range []struct {
		desc, day string
		hours     int
	}{
		{"an ordinary day", "2027-01-15", 24},
		{"leap day", "2028-02-29", 24},
		{"spring change of 2024", "2024-03-10", 23},
		{"spring change of 2026", "2026-03-08", 23},
		{"spring change of 2027", "2027-03-14", 23},
		{"the day before it", "2027-03-13", 24},
		{"the day after it", "2027-03-15", 24},
		{"autumn change of 2025", "2025-11-02", 25},
		{"autumn change of 2026", "2026-11-01", 25},
		{"autumn change of 2027", "2027-11-07", 25},
		{"Easter Monday inside daylight time", "2027-03-29", 24},
	} {
		d := date(t, c.day)
		for _, step := range []time.Duration{5 * time.Minute, quarter, 30 * time.Minute, time.Hour} {
			want := int(time.Duration(c.hours) * time.Hour / step)
			if got := d.Slots(step, Toronto()); got != want {
				t.Errorf("%s: %s has %d slots of %s, want %d", c.desc, d, got, step, want)
			}
		}
	}
	if got := date(t, "2027-01-15").Slots(0, Toronto()); got != 0 {
		t.Errorf("a step of 0 gives %d slots", got)
	}
}

// Every day begins where the day before ends, at a midnight, and a year is 8,760 hours
// whatever the clock does.
func TestDaysTileTheYears(t *testing.T) {
	loc := Toronto()
	for year := 2019; year <= 2031; year++ {
		first, slots := Date{year, time.January, 1}, 0
		for d := first; d.Year == year; d = d.Add(1) {
			start := d.Start(loc)
			if h, m, s := start.Clock(); h+m+s != 0 || DateOf(start, loc) != d {
				t.Fatalf("%s starts at %s", d, start)
			}
			if !d.End(loc).Equal(d.Add(1).Start(loc)) || DateOf(d.End(loc).Add(-1), loc) != d {
				t.Fatalf("%s ends at %s", d, d.End(loc))
			}
			slots += d.Slots(quarter, loc)
		}
		days := Date{year + 1, time.January, 1}.Sub(first)
		if slots != days*96 {
			t.Errorf("%d has %d quarter hours in %d days", year, slots, days)
		}
	}
}

func TestDateAt(t *testing.T) {
	for _, c := range []struct {
		desc, day    string
		hour, minute int
		want         string
	}{
		{"winter morning", "2027-01-15", 6, 0, "2027-01-15T11:00:00Z"},
		{"summer morning", "2027-07-15", 6, 0, "2027-07-15T10:00:00Z"},
		{"last minute before the gap", "2027-03-14", 1, 59, "2027-03-14T06:59:00Z"},
		{"start of the gap", "2027-03-14", 2, 0, "2027-03-14T07:00:00Z"},
		{"inside the gap: 3:30 daylight time", "2027-03-14", 2, 30, "2027-03-14T07:30:00Z"},
		{"end of the gap", "2027-03-14", 3, 0, "2027-03-14T07:00:00Z"},
		{"anchor's end on the spring day", "2027-03-14", 4, 0, "2027-03-14T08:00:00Z"},
		{"before the doubled hour", "2026-11-01", 0, 59, "2026-11-01T04:59:00Z"},
		{"doubled hour: the first", "2026-11-01", 1, 30, "2026-11-01T05:30:00Z"},
		{"after the doubled hour", "2026-11-01", 2, 0, "2026-11-01T07:00:00Z"},
		{"hour 24 is the next midnight", "2027-01-15", 24, 0, "2027-01-16T05:00:00Z"},
	} {
		if got := date(t, c.day).At(c.hour, c.minute, Toronto()); !got.Equal(instant(t, c.want)) {
			t.Errorf("%s: %s %d:%02d is %s, want %s", c.desc, c.day, c.hour, c.minute, got.UTC().Format(time.RFC3339), c.want)
		}
	}
}

// At shows the wall clock asked for, and the first time that it does; only where no clock
// of that day ever shows it does it show a later one.
func TestDateAtShowsTheClock(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, zone := range []string{"America/Toronto", "Europe/Paris", "Australia/Lord_Howe", "America/St_Johns", "UTC"} {
		loc := mustLoad(zone)
		for day := (Date{2025, time.January, 1}); day.Year < 2027; day = day.Add(1) {
			if day.Slots(quarter, loc) == 96 && rng.IntN(10) > 0 {
				continue
			}
			first := map[int]time.Time{}
			for at := day.Start(loc); at.Before(day.End(loc)); at = at.Add(quarter) {
				h, m, _ := at.Clock()
				if _, seen := first[h*60+m]; !seen {
					first[h*60+m] = at
				}
			}
			for m := 0; m < 24*60; m += 15 {
				at := day.At(m/60, m%60, loc)
				if want, shown := first[m]; shown && !at.Equal(want) {
					t.Fatalf("%s %s %d:%02d is %s, want %s", zone, day, m/60, m%60, at, want)
				}
				if h, mm, _ := at.Clock(); h*60+mm < m {
					t.Fatalf("%s %s %d:%02d is earlier: %s", zone, day, m/60, m%60, at)
				}
			}
		}
	}
}

func TestDateArithmetic(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		d := Date{1990, time.June, 1}.Add(rng.IntN(30000))
		n := rng.IntN(4000) - 2000
		e := d.Add(n)
		if e.Sub(d) != n || d.Sub(e) != -n || e.Add(-n) != d {
			t.Fatalf("%s + %d = %s: Sub %d, back %s", d, n, e, e.Sub(d), e.Add(-n))
		}
		if want := min(max(n, -1), 1); e.Compare(d) != want || e.Before(d) != (n < 0) {
			t.Fatalf("%s against %s: Compare %d, Before %v", e, d, e.Compare(d), e.Before(d))
		}
		if want := time.Weekday((int(d.Weekday()) + n%7 + 7) % 7); e.Weekday() != want {
			t.Fatalf("%s is a %s, want %s", e, e.Weekday(), want)
		}
	}
	for day, weekend := range map[string]bool{"2027-01-15": false, "2027-01-16": true, "2027-01-17": true, "2027-01-18": false} {
		if d := date(t, day); d.Weekend() != weekend {
			t.Errorf("%s: Weekend is %v", day, d.Weekend())
		}
	}
}

func TestDateText(t *testing.T) {
	for _, s := range []string{"2027-1-15", "2027-13-01", "2027-02-29", "15-01-2027", "2027-01-15 ", ""} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
	type doc struct {
		Day  Date  `json:"day"`
		None Date  `json:"none"`
		Ptr  *Date `json:"ptr"`
	}
	d := date(t, "2028-02-29")
	b, err := json.Marshal(doc{Day: d, Ptr: &d})
	if want := `{"day":"2028-02-29","none":"","ptr":"2028-02-29"}`; err != nil || string(b) != want {
		t.Fatalf("marshalled %s, %v", b, err)
	}
	var back doc
	if err := json.Unmarshal(b, &back); err != nil || back.Day != d || !back.None.IsZero() || *back.Ptr != d {
		t.Fatalf("read back %+v, %v", back, err)
	}
	if err := json.Unmarshal([]byte(`{"day":"yesterday"}`), &back); err == nil {
		t.Error("a word was read as a date")
	}
}

func TestParseTime(t *testing.T) {
	for _, c := range []struct {
		desc, in, want string
	}{
		{"RFC 3339 with offset", "2027-01-15T06:00:00-05:00", "2027-01-15T11:00:00Z"},
		{"RFC 3339 in UTC", "2027-01-15T11:00:00Z", "2027-01-15T11:00:00Z"},
		{"a space and an offset", "2027-01-15 06:00:00-05:00", "2027-01-15T11:00:00Z"},
		{"no seconds, offset", "2027-01-15T06:00-05:00", "2027-01-15T11:00:00Z"},
		{"local winter time", "2027-01-15T06:00", "2027-01-15T11:00:00Z"},
		{"local summer time", "2027-07-15 06:00:00", "2027-07-15T10:00:00Z"},
		{"slashes", "2027/07/15 06:00", "2027-07-15T10:00:00Z"},
		{"a date is its midnight", "2027-03-14", "2027-03-14T05:00:00Z"},
		{"just before the gap", "2027-03-14T01:59:59", "2027-03-14T06:59:59Z"},
		{"just after the gap", "2027-03-14T03:00", "2027-03-14T07:00:00Z"},
		{"just before the doubled hour", "2026-11-01T00:59:59", "2026-11-01T04:59:59Z"},
		{"just after the doubled hour", "2026-11-01T02:00", "2026-11-01T07:00:00Z"},
		{"a doubled hour with its offset, first", "2026-11-01T01:30:00-04:00", "2026-11-01T05:30:00Z"},
		{"a doubled hour with its offset, second", "2026-11-01T01:30:00-05:00", "2026-11-01T06:30:00Z"},
	} {
		got, err := ParseTime(c.in, Toronto())
		if err != nil || !got.Equal(instant(t, c.want)) {
			t.Errorf("%s: %q is %s, %v; want %s", c.desc, c.in, got.UTC().Format(time.RFC3339), err, c.want)
		}
	}
	for _, s := range []string{"", "tomorrow", "2027-01-15T25:00", "06:00", "2027-01-15T06:00 -05:00", "15/01/2027 06:00"} {
		if got, err := ParseTime(s, Toronto()); err == nil {
			t.Errorf("%q was read as %s", s, got)
		}
	}
}

func TestParseTimeRefusesDoubledAndSkippedHours(t *testing.T) {
	for _, c := range []struct {
		desc, in      string
		doubled       bool
		first, second string
	}{
		{"skipped, start", "2027-03-14T02:00", false, "2027-03-14T06:00:00Z", "2027-03-14T07:00:00Z"},
		{"skipped, end", "2027-03-14 02:59:59", false, "2027-03-14T06:59:59Z", "2027-03-14T07:59:59Z"},
		{"doubled, start", "2026-11-01T01:00", true, "2026-11-01T05:00:00Z", "2026-11-01T06:00:00Z"},
		{"doubled, end", "2026-11-01 01:59:59", true, "2026-11-01T05:59:59Z", "2026-11-01T06:59:59Z"},
	} {
		_, err := ParseTime(c.in, Toronto())
		var clock *ClockError
		if !errors.As(err, &clock) {
			t.Errorf("%s: %q gave %v", c.desc, c.in, err)
			continue
		}
		if clock.Doubled != c.doubled || !clock.Readings[0].Equal(instant(t, c.first)) || !clock.Readings[1].Equal(instant(t, c.second)) {
			t.Errorf("%s: %q gave %v", c.desc, c.in, clock)
		}
	}
}

// Whatever instant a wall clock shows, its text is read back as that instant, or refused
// with that instant among the readings.
func TestParseTimeReadsBackEveryInstant(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, zone := range []string{"America/Toronto", "Australia/Lord_Howe", "Asia/Kolkata"} {
		loc := mustLoad(zone)
		from := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		for range 3000 {
			at := from.Add(time.Duration(rng.IntN(4*365*24*60)) * time.Minute).In(loc)
			checkReadBack(t, at, loc)
		}
		for d := (Date{2024, time.January, 1}); d.Year < 2028; d = d.Add(1) {
			if d.Slots(quarter, loc) == 96 {
				continue
			}
			for at := d.Start(loc); at.Before(d.End(loc)); at = at.Add(quarter) {
				checkReadBack(t, at, loc)
			}
		}
	}
}

func checkReadBack(t *testing.T, at time.Time, loc *time.Location) {
	t.Helper()
	text := at.Format("2006-01-02T15:04")
	got, err := ParseTime(text, loc)
	var clock *ClockError
	switch {
	case err == nil && got.Equal(at):
	case errors.As(err, &clock) && clock.Doubled && (clock.Readings[0].Equal(at) || clock.Readings[1].Equal(at)):
	default:
		t.Fatalf("%s in %s read back as %s, %v", at, loc, got, err)
	}
}

func FuzzParseTime(f *testing.F) {
	for _, s := range []string{"2027-01-15T06:00:00-05:00", "2027-03-14 02:30", "2026-11-01T01:30", "2027-01-15", "2027/01/15 06:00", "9999-12-31T23:59:59Z", "0000-01-01", "x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, err := ParseTime(s, Toronto())
		var clock *ClockError
		if errors.As(err, &clock) && len(clock.Readings) != 2 {
			t.Fatalf("%q: %d readings", s, len(clock.Readings))
		}
		if err == nil && at.Year() >= 0 && at.Year() < 10000 {
			if again, err := ParseTime(at.UTC().Format(time.RFC3339Nano), Toronto()); err == nil && !again.Equal(at) {
				t.Fatalf("%q is %s, read again %s", s, at, again)
			}
		}
	})
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2027-01-15", "2028-02-29", "0001-01-01", "2027-00-00", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDate(s); err == nil && d.String() != s {
			t.Fatalf("%q was read as %s", s, d)
		}
	})
}
