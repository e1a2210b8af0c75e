package baseline

import "math"

// Older winters are remembered beside this one, and used only behind a gate: while this
// winter's own mornings and evenings without an event are told better with them
// (methods.md 1.5b: they lift quiet homes, and ruin those whose level drifts).
const (
	memoryHalf  = 365.0 // days after which a day counts half
	memoryAfter = 180   // days of a home before there is an older winter
	memoryEvery = 7     // days between two solutions, and two fadings: slow sums change slowly
	gateHalf    = 10.0  // days after which an error counts half
	gateLeast   = 3.0   // windows, in effect, that open the gate
	gateGain    = 0.97  // squared errors with the memory for those without: as much better it must be
)

// A memory is the same sums as a learner's, of the cold hours alone, forgotten slowly, and
// kept when a long silence makes the learner start afresh.
type memory struct {
	stats stats
	coefs coefs // solved some days ago
	level level
	age   int // days since the home's first
	wait  int // days until the next solution
	gate  gate
}

// pass lets a day go by.
func (m *memory) pass() {
	if m.age++; m.age%memoryEvery == 0 {
		m.stats.scale(math.Exp2(-memoryEvery/memoryHalf), 1)
	}
	m.level.fade()
	m.wait = max(m.wait-1, 0)
}

// add takes an hour in, if it is a cold one.
func (m *memory) add(r *row, kWh float64) {
	if r.weather[0] > stepCold {
		m.stats.add(r, kWh)
	}
}

// rescale puts what is remembered on another level.
func (m *memory) rescale(ratio float64) {
	m.stats.scale(stepKeeps, ratio)
	m.level, m.wait = level{}, 0
}

// restore undoes a rescaling.
func (m *memory) restore(ratio float64) {
	m.stats.scale(1/stepKeeps, 1/ratio)
	m.level, m.wait = level{}, 0
}

// fit adds to an expectation what the memory says of the day's hours.
func (m *memory) fit(e *expectation, rows []row) {
	if m.age < memoryAfter {
		return
	}
	if m.wait == 0 {
		m.coefs, _ = m.stats.solve(nil)
		m.wait = memoryEvery
	}
	for i := range rows {
		e.older[i] = m.coefs.at(&rows[i])
	}
	e.remembers, e.olderLevel, e.share = true, m.level.lasting(e.usual)*m.level.recent(), m.gate.share()
}

// A gate holds this winter's squared errors over windows without an event, without the
// memory and with half of it.
type gate struct{ without, half, windows float64 }

// placebo are the hours of the windows that are told on every day.
var placebo = [2][2]int8{{6, 10}, {16, 20}}

// see takes a day's placebo windows in.
func (g *gate) see(hours []hour, rows []row, e *expectation, why *[25]verdict) {
	fade := math.Exp2(-1 / gateHalf)
	*g = gate{g.without * fade, g.half * fade, g.windows * fade}
	for _, w := range placebo {
		var without, alone float64
		n := int8(0)
		for i := range hours {
			c := rows[i].clock
			if c < w[0] || c >= w[1] || why[i] != fine {
				continue
			}
			n++
			without += hours[i].energy - e.recently(i, c)
			alone += hours[i].energy - e.formerly(i, c)
		}
		if n < w[1]-w[0] {
			continue
		}
		half := (without + alone) / 2
		g.without += without * without
		g.half += half * half
		g.windows++
	}
}

// share is how much of an estimate comes from the memory: none or half.
func (g *gate) share() float64 {
	if g.windows < gateLeast || g.half >= gateGain*g.without {
		return 0
	}
	return 0.5
}
