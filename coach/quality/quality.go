package quality

import (
	"cmp"
	"math"
	"slices"
	"time"

	"courant/coach/series"
)

// A Code names what looks wrong. Codes are words for machines and are never renamed.
type Code string

// The codes. Count counts intervals of the series unless the line says otherwise.
const (
	Gaps       Code = "gaps"        // missing between known intervals
	Pause      Code = "pause"       // missing for more than 31 days in one go
	Stuck      Code = "stuck"       // the same value for 24 hours or more
	Zero       Code = "zero"        // no energy at all for 24 hours or more, whole home
	Negative   Code = "negative"    // energy below zero: a counter's jitter, or production
	Counter    Code = "counter"     // values only rise: a meter's reading, not its increments
	Reset      Code = "reset"       // how many times such a counter fell back to about zero
	Coarse     Code = "coarse"      // hours whose quarter hours are all alike
	Daily      Code = "daily"       // local days whose hours are all alike: daily totals spread out
	Spike      Code = "spike"       // beyond what a service entrance carries, or a jump and back
	UnitLarge  Code = "unit-large"  // median power over 50 kW: W or Wh taken for kW or kWh?
	UnitSmall  Code = "unit-small"  // median power under 10 W: MWh taken for kWh?
	UnitPower  Code = "unit-power"  // often over 48 kW: kW taken for kWh?
	Fahrenheit Code = "fahrenheit"  // °F taken for °C?
	Swapped    Code = "swapped"     // indoor varies more than outdoor
	OverWhole  Code = "over-whole"  // heating above the whole home's energy
	ZoneEnergy Code = "zone-energy" // whole-home energy in a zone: heating was meant?
	ClockHour  Code = "clock-hour"  // changes of the clock with one lone hour missing beside them
	ClockShift Code = "clock-shift" // days whose sun is highest half an hour or more off noon
	Future     Code = "future"      // measured later than now
	Ancient    Code = "before-2000" // measured before the year 2000: a time in the wrong unit?
)

// Codes lists every code in a fixed order.
func Codes() []Code {
	return []Code{Gaps, Pause, Stuck, Zero, Negative, Counter, Reset, Coarse, Daily, Spike, UnitLarge, UnitSmall, UnitPower,
		Fahrenheit, Swapped, OverWhole, ZoneEnergy, ClockHour, ClockShift, Future, Ancient, Silent, MeterSilent, ZoneSilent}
}

// An Issue is one thing that looks wrong with one series.
type Issue struct {
	Code  Code
	Kind  series.Kind
	Zone  string // "" for the whole home
	Count int    // of what the code says
	From  time.Time
	To    time.Time // span of everything counted, [From, To)
}

// Check looks at the measured series of a home as they are held: now tells the future,
// loc the local days. Issues are sorted by zone, kind and code, one of each at most.
// An empty set has none.
func Check(set series.Set, now time.Time, loc *time.Location) []Issue {
	c := checker{now: now, loc: loc, set: set}
	c.changes = clockChanges(set, loc)
	for _, k := range set.Keys() {
		s := set[k].Trim()
		if k.Forecast || s.Len() == 0 || s.Step <= 0 {
			continue
		}
		c.key, c.s = k, s
		c.checkTimes()
		c.checkRuns()
		c.checkClockHours()
		if k.Kind.Sums() {
			c.checkEnergy()
		} else {
			c.checkMean()
		}
	}
	c.checkSwapped()
	c.checkOverWhole()
	Sort(c.issues)
	return c.issues
}

// Sort orders issues by zone, kind and code.
func Sort(issues []Issue) {
	slices.SortStableFunc(issues, func(a, b Issue) int {
		return cmp.Or(cmp.Compare(a.Zone, b.Zone), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Code, b.Code))
	})
}

// A checker goes over a set, one series at a time.
type checker struct {
	set     series.Set
	now     time.Time
	loc     *time.Location
	changes []time.Time // when the clock is changed, within the span of the set
	key     series.Key
	s       series.Series // of key, trimmed, not empty
	issues  []Issue
}

// add records an issue of the series at hand over intervals [i, j).
func (c *checker) add(code Code, count, i, j int) {
	c.issues = append(c.issues, Issue{Code: code, Kind: c.key.Kind, Zone: c.key.Zone, Count: count, From: c.s.Time(i), To: c.s.Time(j)})
}

// all records an issue about the whole series, counting its known values.
func (c *checker) all(code Code) { c.add(code, c.s.Known(), 0, c.s.Len()) }

// A count adds up intervals of one code, and where they lie.
type count struct{ n, from, to int }

func (t *count) add(n, i, j int) {
	if t.n == 0 {
		t.from = i
	}
	t.n += n
	t.to = j
}

func (c *checker) addCount(code Code, t count) {
	if t.n > 0 {
		c.add(code, t.n, t.from, t.to)
	}
}

// checkTimes finds what lies outside the years that a home was measured in.
func (c *checker) checkTimes() {
	if past := c.s.Index(c.now) + 1; past < c.s.Len() && !c.s.End().Before(c.now) {
		past = max(past, 0)
		if n := known(c.s.Values[past:]); n > 0 {
			c.add(Future, n, past, c.s.Len())
		}
	}
	first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	if c.s.Start.Before(first) {
		n := min(c.s.Index(first), c.s.Len())
		c.add(Ancient, known(c.s.Values[:n]), 0, n)
	}
}

func known(values []float64) int {
	n := 0
	for _, v := range values {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

// sample takes about two thousand known values of vs, evenly spread, sorted: enough for a
// median, and a year costs no more than a month. The stride has no factor in common with a
// day's 24 or 96 intervals, so that every hour of the day is met.
func sample(vs []float64) []float64 {
	stride := len(vs)/2048 + 1
	for stride%2 == 0 && stride > 1 || stride%3 == 0 {
		stride++
	}
	out := make([]float64, 0, len(vs)/stride+1)
	for i := 0; i < len(vs); i += stride {
		if !math.IsNaN(vs[i]) {
			out = append(out, vs[i])
		}
	}
	slices.Sort(out)
	return out
}

// quantile is the q-th of sorted values, NaN without any.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[int(q*float64(len(sorted)-1))]
}
