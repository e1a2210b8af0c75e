package plan

import (
	"time"

	"courant/coach/home"
)

// A limit is a temperature that a plan keeps, and the code of where it comes from.
type limit struct {
	c    float64
	code string
}

// Codes of limits, as they stand in gave_way and floor_by.
const (
	limitFloor     = "floor"
	limitBasement  = "basement"
	limitBedroom   = "bedroom-night"
	limitSensitive = "sensitive"
	limitOwnLow    = "own-low"
	limitUsual     = "usual"
	limitCold      = "cold-outdoors"
	limitCeiling   = "ceiling"
	limitOwnHigh   = "own-high"
	limitAnchor    = "anchor"
)

// Limits lists the codes of limits in a fixed order, for whoever puts them into words.
func Limits() []string {
	return []string{limitFloor, limitBasement, limitBedroom, limitSensitive, limitOwnLow, limitUsual, limitCold, limitCeiling, limitOwnHigh, limitAnchor}
}

// floor is the lowest that a zone may be planned at a local hour, and why: the highest of
// the safety floors and the owner's own, but no higher than the usual set-point, since
// nobody is heated beyond their own habit.
func (s Safety) floor(h home.Home, z home.Zone, hour int, usual float64) limit {
	l := limit{s.Floor, limitFloor}
	if z.Kind.Value == home.Basement {
		l = limit{s.BasementFloor, limitBasement}
	}
	raise := func(c float64, code string) {
		if c > l.c {
			l = limit{c, code}
		}
	}
	if z.Kind.Value == home.Bedroom && inHours(hour, s.NightFrom, s.NightTo) {
		raise(s.NightFloor, limitBedroom)
	}
	if z.Sensitive.Value {
		raise(s.SensitiveC, limitSensitive)
	}
	if h.LowC.Set() {
		raise(h.LowC.Value, limitOwnLow)
	}
	if z.FloorC.Set() {
		raise(z.FloorC.Value, limitOwnLow)
	}
	if usual < l.c {
		return limit{usual, limitUsual}
	}
	return l
}

// ceiling is the highest that a zone may be planned, and why; no lower than the usual.
func (s Safety) ceiling(h home.Home, usual float64) limit {
	l := limit{s.Ceiling, limitCeiling}
	if h.HighC.Set() && h.HighC.Value < l.c {
		l = limit{h.HighC.Value, limitOwnHigh}
	}
	if usual > l.c {
		return limit{usual, limitUsual}
	}
	return l
}

// inHours reports whether hour lies in [from, to), over midnight when from > to.
func inHours(hour, from, to int) bool {
	if from <= to {
		return hour >= from && hour < to
	}
	return hour >= from || hour < to
}

// A grid is the slots that a plan looks at, with the weather and the habits on them: from
// the warm-up of the model to the end of the plan.
type grid struct {
	from   time.Time
	first  int // slot where the plan begins
	n      int
	offset int // slot of the record where the grid begins; may be negative
	at     int // slot of the moment of the question: set-points before it were measured
	local  []time.Time
	clock  []int
	kind   []int
	out    []float64
	sun    []float64
	sure   []bool    // the outdoor value was measured or forecast, not repeated
	miss   []float64 // °C, standard error of the outdoor value
}

// openGrid lays out the slots from the warm-up to the end of a plan.
func (h *House) openGrid(from, to time.Time) *grid {
	begin := from
	if h.at.Before(from) {
		begin = floorSlot(h.at)
	}
	begin = begin.Add(-warmUp)
	if earliest := from.Add(-farthest); begin.Before(earliest) {
		begin = earliest
	}
	g := &grid{from: begin.UTC(), first: int(from.Sub(begin) / Step), n: int(to.Sub(begin) / Step)}
	g.at = clamp(int(floorSlot(h.at).Sub(begin)/Step), 0, g.n)
	g.offset = int(g.from.Sub(h.record.from) / Step)
	g.out, g.sun, g.sure = h.record.source.grid(g.from, g.n)
	for i := range g.n {
		t := g.from.Add(time.Duration(i) * Step).In(h.record.loc)
		g.local = append(g.local, t)
		g.clock = append(g.clock, t.Hour()*4+t.Minute()/15)
		g.kind = append(g.kind, kindOf(t.Weekday()))
	}
	g.miss = h.doubts(g)
	return g
}

// warmUp is how long the model runs on what was measured before it forecasts, so that its
// walls are as warm as they should be; farthest bounds how far before the plan it begins.
const (
	warmUp   = 48 * time.Hour
	farthest = 6 * 24 * time.Hour
)

// usual is a room's habit on the grid.
func (g *grid) usual(m *room) []float64 {
	out := make([]float64, g.n)
	for i := range out {
		out[i] = m.habit.c[g.kind[i]][g.clock[i]]
	}
	return out
}
