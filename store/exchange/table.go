package exchange

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A table gathers the rows of a file, whatever its format, until the end of it shows what
// their steps are.
type table struct {
	opt     Options
	file    string
	column  string // of times
	slots   []slot // value columns
	rows    []row
	values  []float64 // len(slots) a row
	groups  []group
	index   map[group]int32
	cities  map[home.ID]home.City
	wall    wall
	doubled []doubled
	lenient bool // see layout
	own     bool // our own export
	tallies []tally
	ignored []string
	text    []textColumn
}

// A slot is what one of a row's values is.
type slot struct {
	kind  series.Kind
	power bool // kW: kWh once the interval is known
}

// A group is what has one time axis.
type group struct {
	home     home.ID
	zone     string
	forecast bool // marked so in the file
}

// A row is one interval of a group.
type row struct {
	sec, end int64 // seconds since 1970; end 0: not told
	line     int32
	group    int32
	of       int32 // the row of a zone whose word on the whole home this is, counted from 1; 0: none
	endTwice int32 // how much later the second reading of end is; 0: it happens once
}

// A doubled is a row in the hour that happens twice: sec is the first reading.
type doubled struct {
	row    int
	second int64
	text   string
}

// A tally counts one thing in one group.
type tally struct {
	code        Code
	group       int32
	kind        series.Kind
	count       int
	first, last int64 // seconds since 1970
}

func newTable(in *input, opt Options, slots []slot) *table {
	return &table{opt: opt, file: in.name, slots: slots, index: map[group]int32{}, cities: map[home.ID]home.City{}, wall: wall{loc: opt.Location}}
}

// groupOf is the number of a group, made at its first mention.
func (t *table) groupOf(g group) int32 {
	if n, ok := t.index[g]; ok {
		return n
	}
	n := int32(len(t.groups))
	t.groups = append(t.groups, g)
	t.index[g] = n
	return n
}

// A place says where in the file something stands, for an error.
type place struct {
	line   int
	column string
	value  string
}

func (t *table) at(id fault.ID, p place, more ...any) error {
	args := append([]any{"file", t.file, "line", p.line, "column", clip(p.column), "value", clip(p.value)}, more...)
	return fault.New(fault.Invalid, id, args...)
}

// when reads a time. Of an hour that happens twice it is the first moment, and twice says
// how many seconds later the second is.
func (t *table) when(p place) (sec, twice int64, err error) {
	s, ok := parseStamp(p.value)
	if !ok {
		return 0, 0, t.at(msgTime, p)
	}
	sec = s.sec
	if s.local {
		var second int64
		sec, second, err = t.wall.instant(s.sec)
		if err != nil {
			return 0, 0, t.absent(p, err)
		}
		if second != 0 {
			twice = second - sec
		}
	}
	if sec < oldest {
		return 0, 0, t.at(msgTooOld, p)
	}
	return sec, twice, nil
}

// absent refuses a time of the hour that the clock skips.
func (t *table) absent(p place, err error) error {
	var e *series.ClockError
	if !errors.As(err, &e) || len(e.Readings) != 2 {
		return t.at(msgTime, p)
	}
	return t.at(msgAbsent, p, "first", t.clock(e.Readings[0].Unix()), "second", t.clock(e.Readings[1].Unix()))
}

// clock is a time for a message, in the zone of the options.
func (t *table) clock(sec int64) string {
	return time.Unix(sec, 0).In(t.opt.Location).Format(time.RFC3339)
}

const (
	oldest       = 946684800 // 1 January 2000 UTC: what is older has its time in a wrong unit
	nearFuture   = 24 * time.Hour
	farFuture    = 31 * 24 * time.Hour // no forecast reaches farther
	minStep      = 60                  // seconds
	maxSparse    = 1 << 20             // intervals that a series may have whatever its rows
	maxIntervals = 1 << 25
)

// add keeps a row. values has one per slot, NaN for a gap. Outdoor temperature and sun
// belong to the whole home even where a zone's row tells them.
func (t *table) add(r row, twice int64, values []float64, p place) error {
	if err := t.checkFuture(r, values, p); err != nil {
		return err
	}
	if twice != 0 && r.of == 0 {
		t.doubled = append(t.doubled, doubled{len(t.rows), r.sec + twice, strings.Clone(p.value)})
	}
	if len(t.rows) == cap(t.rows) { // twice as many: append alone grows large slices by a quarter
		t.rows = slices.Grow(t.rows, len(t.rows)+1024)
		t.values = slices.Grow(t.values, len(t.values)+1024*len(values))
	}
	t.rows = append(t.rows, r)
	t.values = append(t.values, values...)
	g := t.groups[r.group]
	if g.zone == "" {
		return nil
	}
	own := t.values[len(t.values)-len(values):]
	var shared []float64
	for i, v := range values {
		if math.IsNaN(v) || !t.slots[i].kind.Forecastable() {
			continue
		}
		if shared == nil {
			shared = make([]float64, len(values))
			for j := range shared {
				shared[j] = math.NaN()
			}
		}
		shared[i], own[i] = v, math.NaN()
	}
	if shared == nil {
		return nil
	}
	g.zone = ""
	r.group, r.of = t.groupOf(g), int32(len(t.rows))
	return t.add(r, twice, shared, p)
}

// checkFuture refuses what nobody can have measured yet, and a forecast beyond reason.
func (t *table) checkFuture(r row, values []float64, p place) error {
	now := t.opt.Now
	if now.IsZero() || r.sec <= now.Add(nearFuture).Unix() {
		return nil
	}
	limit := nearFuture
	if t.groups[r.group].forecast || t.alone(values) {
		limit = farFuture
	}
	if r.sec <= now.Add(limit).Unix() {
		return nil
	}
	return t.at(msgFuture, p, "now", t.clock(now.Unix()))
}

// alone reports whether outdoor temperature and sun are all that a row has, or nothing.
func (t *table) alone(values []float64) bool {
	for i, v := range values {
		if !math.IsNaN(v) && !t.slots[i].kind.Forecastable() {
			return false
		}
	}
	return true
}

// bounds are what a value can be, in the kind's unit. They are wide: a value that is only
// doubtful is kept and reported.
func bounds(k series.Kind) (low, high float64) {
	switch {
	case k.Sums():
		return -1e5, 1e5 // a store holds 107,374 kWh
	case k == series.Solar:
		return -50, 2000
	case k == series.Duty:
		return 0, 1
	}
	return -100, 150
}

// number reads a value of a kind in a unit: NaN for a gap. It keeps to the decimal sign of
// the numbers before it.
func (t *table) number(p place, r row, k series.Kind, u unit, d *decimal) (float64, error) {
	v, sign, ok := parseNumber(p.value)
	switch {
	case !ok && isGap(p.value):
		return math.NaN(), nil
	case !ok:
		return 0, t.at(msgNumber, p)
	case sign != noDecimal && *d != noDecimal && sign != *d:
		return 0, t.at(msgDecimals, p)
	case sign != noDecimal:
		*d = sign
	}
	return t.convert(p, r, k, u, v)
}

// convert brings a number to the kind's unit (kW stays kW until the interval is known), and
// refuses what cannot be. -999 and -9999 are how loggers say that they have nothing.
func (t *table) convert(p place, r row, k series.Kind, u unit, v float64) (float64, error) {
	if v == -999 || v == -9999 {
		t.count(MissingCode, r.group, k, r.sec)
		return math.NaN(), nil
	}
	v = (v + u.offset) * u.factor
	low, high := bounds(k)
	if v < low || v > high {
		return 0, t.at(msgOutOfRange, p, "low", plain(low), "high", plain(high), "unit", k.Unit())
	}
	return v, nil
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// count adds one to a tally.
func (t *table) count(code Code, g int32, k series.Kind, sec int64) {
	for i := range t.tallies {
		c := &t.tallies[i]
		if c.code == code && c.group == g && c.kind == k {
			c.count++
			c.first, c.last = min(c.first, sec), max(c.last, sec)
			return
		}
	}
	t.tallies = append(t.tallies, tally{code, g, k, 1, sec, sec})
}

// zoneName makes a zone's name fit for an id: accents go, and what is neither letter nor
// digit, - or _ becomes _: "Salle à manger" is Salle_a_manger.
func zoneName(s string) (string, bool) {
	if home.ValidID(s) {
		return s, true
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)), r == '-', r == '_':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	name := strings.Trim(b.String(), "_")
	return name, home.ValidID(name)
}
