package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"courant/coach/series"
)

const (
	nbsp  = "\u00a0" // before a unit, in both languages
	minus = "−"
	none  = "—" // what is not known
)

// Num writes v with a fixed number of decimals, a true minus sign, the decimal mark of the
// language and, in French, no-break spaces between thousands. NaN is a dash.
func (l Lang) Num(v float64, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return none
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, frac, _ := strings.Cut(s, ".")
	sign := ""
	if v < 0 && strings.Trim(s, "0.") != "" {
		sign = minus
	}
	group, mark := nbsp, ","
	if l == English {
		group, mark = ",", "."
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if frac != "" {
		whole += mark + frac
	}
	return sign + whole
}

// Exact is Num with as many decimals as v has, up to most.
func (l Lang) Exact(v float64, most int) string {
	s := l.Num(v, most)
	if !strings.ContainsAny(s, ",.") || most == 0 {
		return s
	}
	mark := ","
	if l == English {
		mark = "."
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), mark)
}

// Signed is Num with a plus sign where v is positive.
func (l Lang) Signed(v float64, decimals int) string {
	s := l.Num(v, decimals)
	if v > 0 && strings.Trim(s, "0,.") != "" {
		return "+" + s
	}
	return s
}

// Unit writes a number with a unit behind a no-break space; a dash alone when unknown.
func (l Lang) Unit(v float64, decimals int, unit string) string {
	if s := l.Num(v, decimals); s != none {
		return s + nbsp + unit
	}
	return none
}

// KWh is an energy to a tenth of a kilowatt-hour.
func (l Lang) KWh(v series.Maybe) string { return l.Unit(float64(v), 1, "kWh") }

// KW is a power to a tenth of a kilowatt.
func (l Lang) KW(v series.Maybe) string { return l.Unit(float64(v), 1, "kW") }

// C is a temperature to a tenth of a degree, or none where it is whole.
func (l Lang) C(v series.Maybe) string {
	d := 1
	if r := math.Round(float64(v)*10) / 10; r == math.Trunc(r) {
		d = 0
	}
	return l.Unit(float64(v), d, "°C")
}

// Dollars is an amount of money: 5,73 $ or $5.73.
func (l Lang) Dollars(v series.Maybe) string {
	s := l.Num(float64(v), 2)
	switch {
	case s == none:
		return none
	case l == French:
		return s + nbsp + "$"
	case strings.HasPrefix(s, minus):
		return minus + "$" + strings.TrimPrefix(s, minus)
	}
	return "$" + s
}

// Hours is a number of hours, in whole ones where it is: 12 h, 2,5 h.
func (l Lang) Hours(h float64) string {
	if h == math.Trunc(h) {
		return l.Unit(h, 0, "h")
	}
	return l.Unit(h, 1, "h")
}

// SignedDollars is an amount with its sign, + or −.
func (l Lang) SignedDollars(v series.Maybe) string {
	if v >= 0.005 {
		return "+" + l.Dollars(v)
	}
	return l.Dollars(v)
}

// Cents is a price per kWh given in dollars: 46,463 ¢.
func (l Lang) Cents(dollars float64) string {
	s := strings.TrimRight(l.Num(dollars*100, 3), "0")
	return strings.TrimRight(s, ",.") + nbsp + "¢"
}

// ExactPercent is Percent with as many decimals as the share has, up to three.
func (l Lang) ExactPercent(v float64) string {
	if l == English {
		return l.Exact(v*100, 3) + "%"
	}
	return l.Exact(v*100, 3) + nbsp + "%"
}

// Percent is a share of one as a whole percentage.
func (l Lang) Percent(v float64, decimals int) string {
	s := l.Num(v*100, decimals)
	if s == none {
		return none
	}
	if l == English {
		return s + "%"
	}
	return s + nbsp + "%"
}

// Clock is a time of day as people here write it: 6 h, 16 h 30; 6:00, 16:30.
func (l Lang) Clock(t time.Time) string {
	h, m := strconv.Itoa(t.Hour()), t.Minute()
	if l == English {
		return h + ":" + two(m)
	}
	if m == 0 {
		return h + nbsp + "h"
	}
	return h + nbsp + "h" + nbsp + two(m)
}

// Span is a length of time: 11 h 56, 45 min, 3 j.
func (l Lang) Span(d time.Duration) string {
	d = d.Round(time.Minute)
	switch {
	case d < time.Hour:
		return strconv.Itoa(int(d/time.Minute)) + nbsp + "min"
	case d < 48*time.Hour:
		s := strconv.Itoa(int(d/time.Hour)) + nbsp + "h"
		if m := int(d / time.Minute % 60); m > 0 {
			s += nbsp + two(m)
		}
		return s
	case l == French:
		return l.Num(float64(d/(24*time.Hour)), 0) + nbsp + "j"
	}
	return l.Num(float64(d/(24*time.Hour)), 0) + nbsp + "d"
}

// Count fills a sentence that has a form for one and a form for many, parted by |, with a
// number and what follows it. French says one of nought and one, English of one alone.
func (l Lang) Count(forms string, n int, more ...any) string {
	one, many, ok := strings.Cut(forms, "|")
	if !ok {
		many = one
	}
	if n == 1 || l == French && n == 0 {
		many = one
	}
	return fmt.Sprintf(many, append([]any{n}, more...)...)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

var (
	monthsFR      = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
	shortMonthsFR = [...]string{"", "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."}
	daysFR        = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	shortDaysFR   = [...]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}
)

// Day is a short date with its weekday: ven. 15 janv.; Fri Jan 15.
func (l Lang) Day(t time.Time) string {
	if l == English {
		return t.Format("Mon Jan 2")
	}
	return shortDaysFR[t.Weekday()] + nbsp + dayFR(t) + nbsp + shortMonthsFR[t.Month()]
}

// DayMonth is a short date without its weekday: 15 janv.; Jan 15.
func (l Lang) DayMonth(t time.Time) string {
	if l == English {
		return t.Format("Jan 2")
	}
	return dayFR(t) + nbsp + shortMonthsFR[t.Month()]
}

// Month is a month's short name: janv.; Jan.
func (l Lang) Month(t time.Time) string {
	if l == English {
		return t.Format("Jan")
	}
	return shortMonthsFR[t.Month()]
}

// LongDay is a date in full without the year: vendredi 15 janvier; Friday, January 15.
func (l Lang) LongDay(t time.Time) string {
	if l == English {
		return t.Format("Monday, January 2")
	}
	return daysFR[t.Weekday()] + " " + dayFR(t) + " " + monthsFR[t.Month()]
}

// LongDate is a date in full: vendredi 15 janvier 2027; Friday, January 15, 2027.
func (l Lang) LongDate(t time.Time) string {
	if l == English {
		return t.Format("Monday, January 2, 2006")
	}
	return l.LongDay(t) + " " + strconv.Itoa(t.Year())
}

// ShortDate is a short date with its year: 15 janv. 2027; Jan 15, 2027.
func (l Lang) ShortDate(t time.Time) string {
	if l == English {
		return t.Format("Jan 2, 2006")
	}
	return l.DayMonth(t) + nbsp + strconv.Itoa(t.Year())
}

// yearSaid is how far from now a date is told with its year: nearer, its month tells it.
const yearSaid = 300 * 24 * time.Hour

// NearDate is a short date, with its year where it is long before or after now.
func (l Lang) NearDate(t, now time.Time) string {
	if far(t, now) {
		return l.ShortDate(t)
	}
	return l.DayMonth(t)
}

// NearDay is Day, with the year where it is long before or after now.
func (l Lang) NearDay(t, now time.Time) string {
	switch {
	case !far(t, now):
		return l.Day(t)
	case l == English:
		return l.Day(t) + ", " + strconv.Itoa(t.Year())
	}
	return l.Day(t) + nbsp + strconv.Itoa(t.Year())
}

func far(t, now time.Time) bool { d := now.Sub(t); return d > yearSaid || d < -yearSaid }

// Stamp is a short date and time: ven. 15 janv. 6 h; Fri Jan 15 6:00.
func (l Lang) Stamp(t time.Time) string { return l.Day(t) + " " + l.Clock(t) }

// Capital is s with a capital first letter, for a sentence that starts with a date.
func Capital(s string) string {
	for i, r := range s {
		if i == 0 {
			return strings.ToUpper(string(r)) + s[len(string(r)):]
		}
	}
	return s
}

func dayFR(t time.Time) string {
	if t.Day() == 1 {
		return "1er"
	}
	return strconv.Itoa(t.Day())
}
