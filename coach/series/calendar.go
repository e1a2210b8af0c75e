package series

import (
	"cmp"
	"fmt"
	"time"
	_ "time/tzdata" // the program must know Toronto on hosts that have no zone files
)

// ZoneName is the time zone of the pilot's four cities. America/Montreal is but an old
// name for it, which newer systems no longer carry.
const ZoneName = "America/Toronto"

var toronto = mustLoad(ZoneName)

// mustLoad reads an embedded zone: it cannot fail but by a broken build.
func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

// Toronto is the pilot's time zone, from the embedded zone table where the host has none.
func Toronto() *time.Location { return toronto }

// A Date is a civil day. The zero value is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the civil day of t in loc.
func DateOf(t time.Time, loc *time.Location) Date {
	y, m, d := t.In(loc).Date()
	return Date{y, m, d}
}

// ParseDate reads 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a date like 2027-01-15", s)
	}
	return DateOf(t, time.UTC), nil
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// String is 2006-01-02, "" for no date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText makes a date the text of String in JSON and TOML.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// At is the instant of a wall-clock time on d in loc. A time that the spring change
// skips is read as if the clock had not been changed (2:30 is 3:30 after the change); a
// doubled one is the first. time.Date promises neither: it gives 1:30 for the former.
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	wall := time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, time.UTC)
	before, after := readings(wall, loc)
	if !sameClock(before, wall) && sameClock(after, wall) {
		return after
	}
	return before
}

// Start is local midnight, where d begins.
func (d Date) Start(loc *time.Location) time.Time { return d.At(0, 0, loc) }

// End is where the next day begins: 23, 24 or 25 hours later.
func (d Date) End(loc *time.Location) time.Time { return d.Add(1).Start(loc) }

// Add is the date n days later.
func (d Date) Add(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC), time.UTC)
}

// Sub is how many days d lies after e.
func (d Date) Sub(e Date) int {
	return int(d.Start(time.UTC).Sub(e.Start(time.UTC)) / (24 * time.Hour))
}

// Compare is -1, 0 or 1 as d lies before, on or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d lies before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Start(time.UTC).Weekday() }

// Weekend reports whether d is a Saturday or a Sunday.
func (d Date) Weekend() bool { return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday }

// Slots is how many intervals of the given step the day has in loc: 92, 96 or 100
// quarter hours; 0 for a step that is none.
func (d Date) Slots(step time.Duration, loc *time.Location) int {
	if step <= 0 {
		return 0
	}
	return int(d.End(loc).Sub(d.Start(loc)) / step)
}

// A ClockError says that a local time names no instant, or two.
type ClockError struct {
	Text     string
	Readings []time.Time // the two instants that it could be, earlier first
	Doubled  bool        // true: it happens twice; false: the clock skips it
}

func (e *ClockError) Error() string {
	what := "does not exist: the clock skips it"
	if e.Doubled {
		what = "happens twice: the clock is put back"
	}
	return fmt.Sprintf("local time %q %s; write %s or %s", e.Text, what,
		e.Readings[0].Format(time.RFC3339), e.Readings[1].Format(time.RFC3339))
}

// localLayouts are the local times that people and files write, tried in turn.
var localLayouts = []string{
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	"2006/01/02 15:04:05", "2006/01/02 15:04",
}

// ParseTime reads RFC 3339; without an offset the text is local time in loc, and an hour
// that the clock doubles or skips is a *ClockError with both readings.
func ParseTime(s string, loc *time.Location) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return t, nil
	}
	for _, layout := range []string{"2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02 15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	for _, layout := range localLayouts {
		wall, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		return resolve(s, wall, loc)
	}
	return time.Time{}, fmt.Errorf("%q is not a time like 2027-01-15T06:00:00-05:00", s)
}

// resolve finds the instants whose wall clock in loc reads wall (given in UTC).
func resolve(text string, wall time.Time, loc *time.Location) (time.Time, error) {
	before, after := readings(wall, loc)
	first, second := sameClock(before, wall), sameClock(after, wall)
	switch {
	case first && (!second || before.Equal(after)):
		return before, nil
	case second && !first:
		return after, nil
	}
	both := []time.Time{before, after}
	if after.Before(before) {
		both = []time.Time{after, before}
	}
	return time.Time{}, &ClockError{Text: text, Readings: both, Doubled: first}
}

// readings are the instants that a wall clock (given in UTC) would name by the offset in
// force three hours before it and by the one three hours after: the same one but around a
// change of the clock. No zone changes its clock twice in six hours.
func readings(wall time.Time, loc *time.Location) (before, after time.Time) {
	guess := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), loc)
	_, early := guess.Add(-3 * time.Hour).Zone()
	_, late := guess.Add(3 * time.Hour).Zone()
	return wall.Add(-time.Duration(early) * time.Second).In(loc), wall.Add(-time.Duration(late) * time.Second).In(loc)
}

// sameClock reports whether t's wall clock reads wall (given in UTC).
func sameClock(t, wall time.Time) bool {
	_, offset := t.Zone()
	return t.Equal(wall.Add(-time.Duration(offset) * time.Second))
}
