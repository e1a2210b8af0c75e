package event

import (
	"fmt"
	"strings"
	"time"

	"courant/coach/series"
)

// A Clock is a local time of day in minutes after midnight, 0 to 1440.
type Clock int

// String is 06:00.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText is String.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads 06:00; 24:00 is the end of the day.
func (c *Clock) UnmarshalText(b []byte) error {
	var h, m int
	s := string(b)
	if len(s) != 5 || s[2] != ':' || !digits(s[:2]) || !digits(s[3:]) {
		return fmt.Errorf("%q is not a time of day like 06:00", s)
	}
	h, m = int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	if m > 59 || h*60+m > 24*60 {
		return fmt.Errorf("%q is not a time of day like 06:00", s)
	}
	*c = Clock(h*60 + m)
	return nil
}

// On is the instant of the clock on a day.
func (c Clock) On(d series.Date, loc *time.Location) time.Time {
	return d.At(int(c)/60, int(c)%60, loc)
}

func digits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// A monthDay is a day of any year.
type monthDay struct {
	month time.Month
	day   int
}

func (m monthDay) String() string { return fmt.Sprintf("%02d-%02d", int(m.month), m.day) }

// UnmarshalText reads 12-01.
func (m *monthDay) UnmarshalText(b []byte) error {
	// A common year: a rule that holds every year has no 29 February.
	t, err := time.Parse(time.DateOnly, "2001-"+string(b))
	if err != nil {
		return fmt.Errorf("%q is not a day like 12-01", b)
	}
	m.month, m.day = t.Month(), t.Day()
	return nil
}

func (m monthDay) in(year int) series.Date {
	return series.Date{Year: year, Month: m.month, Day: m.day}
}

// before reports whether m comes before n in a year.
func (m monthDay) before(n monthDay) bool {
	return m.month < n.month || (m.month == n.month && m.day < n.day)
}

// Easter is Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm:
// Meeus, Astronomical Algorithms, 1991, p. 67).
func Easter(year int) series.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return series.Date{Year: year, Month: time.Month(n / 31), Day: n%31 + 1}
}
