package influx

import (
	"strconv"
	"time"
)

// pow10 are the powers of ten that a float64 holds exactly.
var pow10 = [...]float64{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// parseNumber reads a number as strconv.ParseFloat does. A short decimal is an integer of at
// most 53 bits over a power of ten that is exact: their quotient is rounded once, so it is
// the nearest float64 (Clinger 1990). Everything else is left to strconv.
func parseNumber(b []byte) (float64, bool) {
	digits, rest := b, 0
	if len(b) > 0 && b[0] == '-' {
		digits = b[1:]
	}
	if len(digits) == 0 || len(digits) > 16 {
		return slowNumber(b)
	}
	var m uint64
	point := -1
	for i, c := range digits {
		switch {
		case c >= '0' && c <= '9':
			m = m*10 + uint64(c-'0')
		case c == '.' && point < 0 && i > 0 && i+1 < len(digits):
			point = i
		default:
			return slowNumber(b)
		}
	}
	if point >= 0 {
		rest = len(digits) - point - 1
	}
	if m > 1<<53 {
		return slowNumber(b)
	}
	v := float64(m) / pow10[rest]
	if b[0] == '-' {
		v = -v
	}
	return v, true
}

func slowNumber(b []byte) (float64, bool) {
	v, err := strconv.ParseFloat(string(b), 64)
	return v, err == nil
}

// parseInt reads a decimal integer.
func parseInt(b []byte) (int64, bool) {
	if len(b) == 0 || len(b) > 18 {
		v, err := strconv.ParseInt(string(b), 10, 64)
		return v, err == nil
	}
	digits := b
	if b[0] == '-' {
		digits = b[1:]
	}
	var v int64
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		v = v*10 + int64(c-'0')
	}
	if len(digits) == 0 {
		return 0, false
	}
	if b[0] == '-' {
		v = -v
	}
	return v, true
}

// A clock reads RFC 3339 times in UTC as Flux writes them, to the second. It remembers the
// day before: in a body sorted by time it meets the same one again and again.
type clock struct {
	day  [10]byte
	unix int64 // where that day begins; valid when day is set
}

// parse gives the seconds since 1970; fractions of a second are cut off.
func (c *clock) parse(b []byte) (int64, bool) {
	if len(b) < 20 || b[10] != 'T' || b[13] != ':' || b[16] != ':' || b[len(b)-1] != 'Z' || b[19] != 'Z' && b[19] != '.' {
		return slowTime(b)
	}
	if [10]byte(b[:10]) != c.day {
		t, err := time.Parse(time.DateOnly, string(b[:10]))
		if err != nil {
			return 0, false
		}
		c.day, c.unix = [10]byte(b[:10]), t.Unix()
	}
	h, ok1 := twoDigits(b[11:])
	m, ok2 := twoDigits(b[14:])
	s, ok3 := twoDigits(b[17:])
	if !ok1 || !ok2 || !ok3 || h > 23 || m > 59 || s > 59 {
		return 0, false
	}
	for _, d := range b[19 : len(b)-1] {
		if d != '.' && (d < '0' || d > '9') {
			return 0, false
		}
	}
	return c.unix + h*3600 + m*60 + s, true
}

func twoDigits(b []byte) (int64, bool) {
	tens, ones := b[0]-'0', b[1]-'0'
	return int64(tens)*10 + int64(ones), tens <= 9 && ones <= 9
}

func slowTime(b []byte) (int64, bool) {
	t, err := time.Parse(time.RFC3339Nano, string(b))
	return t.Unix(), err == nil
}
