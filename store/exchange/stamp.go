package exchange

import (
	"errors"
	"strings"
	"time"

	"courant/coach/series"
)

// A stamp is a time as a file writes it.
type stamp struct {
	sec   int64 // seconds since 1970: of the instant, or of the wall clock read as if in UTC
	local bool  // a wall clock: which instant it is depends on the zone
}

// parseStamp reads what series.ParseTime reads, and also numbers of seconds or milliseconds
// since 1970, "24:00", and offsets without a colon. It is quick: a year of quarter hours is
// 35,040 of these. Fractions of a second are dropped.
func parseStamp(s string) (stamp, bool) {
	if t, ok := epoch(s); ok {
		return t, true
	}
	if len(s) < 10 || (s[4] != '-' && s[4] != '/') || s[7] != s[4] {
		return stamp{}, false
	}
	year, ok1 := digits(s[0:4])
	month, ok2 := digits(s[5:7])
	day, ok3 := digits(s[8:10])
	if !ok1 || !ok2 || !ok3 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return stamp{}, false
	}
	midnight := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix()
	if len(s) == 10 {
		return stamp{sec: midnight, local: true}, true
	}
	clock, rest, ok := parseClock(s[11:])
	if (s[10] != 'T' && s[10] != ' ' && s[10] != 't') || !ok {
		return stamp{}, false
	}
	rest = strings.TrimPrefix(rest, " ")
	if rest == "" {
		return stamp{sec: midnight + clock, local: true}, true
	}
	offset, ok := parseOffset(rest)
	return stamp{sec: midnight + clock - offset}, ok
}

// epoch reads 9 or 10 digits as seconds, 12 or 13 as milliseconds since 1970.
func epoch(s string) (stamp, bool) {
	if n := len(s); n != 9 && n != 10 && n != 12 && n != 13 {
		return stamp{}, false
	}
	n, ok := digits(s)
	if !ok {
		return stamp{}, false
	}
	if len(s) > 10 {
		n /= 1000
	}
	return stamp{sec: int64(n)}, true
}

// parseClock reads hh:mm[:ss[.fraction]], the hour with one digit or two, and gives seconds
// and what follows. 24:00 is the midnight that ends the day.
func parseClock(s string) (sec int64, rest string, ok bool) {
	colon := strings.IndexByte(s, ':')
	if colon != 1 && colon != 2 || len(s) < colon+3 {
		return 0, "", false
	}
	h, ok1 := digits(s[:colon])
	m, ok2 := digits(s[colon+1 : colon+3])
	if !ok1 || !ok2 || h > 24 || m > 59 {
		return 0, "", false
	}
	rest = s[colon+3:]
	x := 0
	if len(rest) >= 3 && rest[0] == ':' {
		if x, ok = digits(rest[1:3]); !ok || x > 59 {
			return 0, "", false
		}
		rest = rest[3:]
		if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') {
			i := 1
			for i < len(rest) && rest[i] >= '0' && rest[i] <= '9' {
				i++
			}
			if i == 1 {
				return 0, "", false
			}
			rest = rest[i:]
		}
	}
	if h == 24 && m+x > 0 {
		return 0, "", false
	}
	return int64(h*3600 + m*60 + x), rest, true
}

// parseOffset reads Z, +hh:mm or +hhmm as seconds east.
func parseOffset(s string) (int64, bool) {
	if s == "Z" || s == "z" {
		return 0, true
	}
	if (len(s) != 6 || s[3] != ':') && len(s) != 5 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	h, ok1 := digits(s[1:3])
	m, ok2 := digits(s[len(s)-2:])
	if !ok1 || !ok2 || h > 24 || m > 59 {
		return 0, false
	}
	offset := int64(h*3600 + m*60)
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// A wall turns wall clocks of one zone into instants. It remembers the day it was asked for
// last, since a file goes day by day.
type wall struct {
	loc    *time.Location
	day    int64 // days since 1970
	offset int64 // seconds east, all through that day
	plain  bool  // the clock is not changed on that day
}

// instant is the moment of a wall clock. An hour that happens twice gives both moments, the
// first as sec; one that never happens is a *series.ClockError.
func (w *wall) instant(clock int64) (sec, second int64, err error) {
	day := clock / 86400
	if clock%86400 < 0 {
		day--
	}
	if day != w.day || w.offset == 0 && !w.plain {
		w.day = day
		d := series.DateOf(time.Unix(day*86400, 0), time.UTC)
		_, from := d.Start(w.loc).Zone()
		_, to := d.End(w.loc).Zone()
		w.offset, w.plain = int64(from), from == to
	}
	if w.plain {
		return clock - w.offset, 0, nil
	}
	t, err := series.ParseTime(time.Unix(clock, 0).UTC().Format("2006-01-02T15:04:05"), w.loc)
	var e *series.ClockError
	switch {
	case err == nil:
		return t.Unix(), 0, nil
	case errors.As(err, &e) && e.Doubled:
		return e.Readings[0].Unix(), e.Readings[1].Unix(), nil
	}
	return 0, 0, err
}
