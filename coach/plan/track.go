package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/thermal"
)

// A track is one room in one plan: what it is asked, the schedule that comes of it, and
// what the model expects of both the schedule and the usual set-points.
type track struct {
	*room
	safety   Safety
	wishes   []*wish
	usual    []float64 // °C, on the grid
	low      []limit   // floors of set-points
	safe     []limit   // floors of the band: those of safety and of people
	high     []limit   // ceilings
	lowest   []float64 // °C, floors in half degrees with the margins of the wishes
	setpoint []float64 // °C, what the thermostat is given; before the question, what it had
	with     run
	without  run

	bandLow, bandHigh []float64 // 80 % band of with, °C
	withoutLow        []float64 // low end of that of without

	want        []float64 // °C, what the optimum wants of the thermostat; nil: the programme's offsets
	bottom, top []float64 // °C, what the optimum may ask for
}

// A run is what the model expects of a room by slot: what the thermostat reads in the mean,
// °C, heat in kW, and the state that each slot starts and ends with.
type run struct {
	air, heat    []float64
	starts, ends []thermal.State
}

// openTrack sets a room up on the grid with its habits and limits.
func openTrack(g *grid, m *room, h home.Home, a Ask) *track {
	k := &track{room: m, safety: a.Safety, usual: g.usual(m), low: make([]limit, g.n), high: make([]limit, g.n), safe: make([]limit, g.n)}
	for _, e := range a.Events {
		if m.habit.assumed { // a preheat from a guess could as well cool the room
			e.PreheatC, e.PreheatStart = 0, e.Start
		}
		w := &wish{Event: e, asked: e, begin: e.PreheatStart, out: excluded(m.Zone, m.name, e) != ""}
		k.wishes = append(k.wishes, w)
	}
	for i := range g.n {
		k.low[i] = a.Safety.floor(h, m.Zone, g.clock[i]/4, k.usual[i])
		k.high[i] = a.Safety.ceiling(h, k.usual[i])
		k.safe[i] = k.low[i]
	}
	for _, w := range k.wishes {
		k.keepFromCold(g, w, a.Safety)
	}
	k.without = k.simulate(g, k.usual)
	k.withoutLow, _ = k.band(g, k.without, k.usual)
	k.schedule(g)
	return k
}

// keepFromCold raises the floors of a whole event when it is very cold outdoors, or when
// nobody knows how cold it is.
func (k *track) keepFromCold(g *grid, w *wish, s Safety) {
	lo, hi := g.slot(w.PreheatStart), g.slot(w.RecoveryEnd)
	cold := false
	for _, c := range g.out[lo:hi] {
		cold = cold || !known(c) || c < s.ColdC
	}
	if !cold {
		return
	}
	for i := lo; i < hi; i++ {
		if c := k.usual[i] - s.ColdFallC; c > k.low[i].c {
			k.low[i] = limit{c, limitCold}
		}
	}
}

// offsetAt is the offset from the usual set-point of the event that covers a moment, °C. Where
// two do, the window of one goes before the preheat or recovery of the other.
func (k *track) offsetAt(t time.Time) float64 {
	offset := 0.0
	for _, w := range k.wishes {
		if t.Before(w.begin) || !t.Before(w.ends()) {
			continue
		}
		offset = w.offset(t)
		if w.phase(t) == reduction {
			break
		}
	}
	return offset
}

// schedule rounds what is wanted to held half degrees inside the limits, and runs it.
func (k *track) schedule(g *grid) {
	k.setpoint = slices.Clone(k.usual)
	k.lowest = make([]float64, g.n)
	from := max(g.first-slotsADay, 0)
	want, low, high := make([]float64, g.n-from), make([]float64, g.n-from), make([]float64, g.n-from)
	if k.want != nil {
		k.bounds(g)
	}
	for j := range want {
		i := from + j
		k.lowest[i] = k.floorAt(g, i)
		low[j], high[j] = k.lowest[i], halfDown(k.high[i].c)
		asks := 0.0
		switch {
		case k.quiet(g.local[i]):
			low[j], high[j] = k.usual[i], k.usual[i]
		case k.want != nil:
			low[j], high[j] = k.bottom[i], min(high[j], halfDown(k.top[i]))
			asks = k.want[i]
		default:
			asks = k.usual[i] + k.offsetAt(g.local[i])
		}
		want[j] = min(max(asks, low[j]), max(high[j], low[j]))
	}
	copy(k.setpoint[from:], held(want, low, high))
	k.with = k.simulate(g, k.setpoint)
	k.bandLow, k.bandHigh = k.band(g, k.with, k.setpoint)
}

// quiet reports whether no event asks anything of the room at t.
func (k *track) quiet(t time.Time) bool {
	return !slices.ContainsFunc(k.wishes, func(w *wish) bool {
		return !w.out && !t.Before(w.begin) && t.Before(w.ends())
	})
}

// floorAt is the lowest set-point of a slot, in half degrees: the floor with the margin of
// the event that covers it, but no higher than the usual set-point.
func (k *track) floorAt(g *grid, i int) float64 {
	c := k.low[i].c
	for _, w := range k.wishes {
		if t := g.local[i]; w.margin > 0 && !t.Before(w.begin) && t.Before(w.ends()) {
			c = max(c, min(k.low[i].c+w.margin, k.usual[i]))
		}
	}
	return halfUp(c)
}

// simulate runs the room over the grid: before the question with what was measured, then
// with the given set-points. At the question the air is set to what was measured last.
func (k *track) simulate(g *grid, setpoint []float64) run {
	out := run{air: make([]float64, g.n), heat: make([]float64, g.n), starts: make([]thermal.State, g.n), ends: make([]thermal.State, g.n)}
	if g.n == 0 || !known(g.out[0]) {
		for i := range out.air {
			out.air[i], out.heat[i] = math.NaN(), math.NaN()
		}
		out.starts, out.ends = nil, nil
		return out
	}
	s := k.rest(k.had(g, 0, setpoint), g.out[0])
	for i := range g.n {
		if i == g.at && i > 0 {
			if c := k.measured(g, i-1); known(c) {
				s.Air = c - s.Lift
			}
		}
		c := setpoint[i]
		if i < g.at {
			c = k.had(g, i, setpoint)
		}
		out.starts[i] = s
		before := s
		s, out.heat[i] = k.follow(s, c, g.out[i], g.sun[i], g.clock[i])
		out.air[i], out.ends[i] = k.reads(before, s), s
	}
	return out
}

// had is the set-point that the room was given in a slot before the question.
func (k *track) had(g *grid, i int, otherwise []float64) float64 {
	if j := g.offset + i; j >= 0 && j < len(k.target) {
		return k.target[j]
	}
	return otherwise[i]
}

// measured is the indoor temperature of a slot before the question, NaN when not known.
func (k *track) measured(g *grid, i int) float64 {
	if j := g.offset + i; j >= 0 && j < len(k.indoor) {
		return k.indoor[j]
	}
	return math.NaN()
}

// slot is the slot of the grid that holds t, clamped to the grid.
func (g *grid) slot(t time.Time) int {
	return clamp(int(t.Sub(g.from)/Step), 0, g.n)
}

// z80 is the normal quantile that holds 80 % between −z and z.
const z80 = 1.2816

// band is the 80 % band of a run's air by slot. It widens with how far the room has fallen:
// inertia is known to a fifth, and a wrong forecast outdoors bends the fall in proportion.
// Where the thermostat holds the room at its set-point there is little to be wrong about,
// and a room that is being warmed is no colder than it was. Where nobody knows what heats a
// room it is taken to be held.
func (k *track) band(g *grid, r run, setpoint []float64) (low, high []float64) {
	const inertia, held = 0.2, 0.2
	low, high = make([]float64, g.n), make([]float64, g.n)
	for i, air := range r.air {
		fall := max(0, k.without.air[i]-air)
		bend := inertia + g.doubt(i)/max(k.usual[i]-g.out[i], 5)
		sigma := math.Hypot(k.spread, bend*fall)
		low[i], high[i] = air-z80*sigma, air+z80*sigma
		if most := k.thermostat.MostKW; r.heat[i] < 0.98*most || !(most > 0) {
			low[i] = max(low[i], min(air, setpoint[i])-z80*held)
			low[i] = max(low[i], min(air, setpoint[i], k.safe[i].c)) // a floor is held as a set-point is
		}
		if i > 0 && air >= r.air[i-1] {
			low[i] = min(max(low[i], low[i-1]), air)
		}
	}
	return low, high
}

// doubt is the standard error of the outdoor temperature of a slot, °C (House.doubts).
func (g *grid) doubt(i int) float64 { return g.miss[i] }
