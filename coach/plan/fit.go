package plan

import (
	"math"
	"slices"
)

// fitDays is how much of the record the body is fitted on: beyond three weeks published
// fits gain nothing (WSU, arXiv 2510.21044).
const fitDays = 21

// What a miss weighs. Errors stay alike for hours, so that a whole stretch counts as one.
const (
	indoorSigma = 0.4 // °C
	heatSigma   = 6.0 // °C, heat over loss, by the hour
	alikeSlots  = 24  // six hours
	bodySigma   = 0.45
)

// The steps tried around the prior body, as factors.
var (
	airSteps  = []float64{0.3, 0.45, 0.67, 1, 1.5, 2.2, 3.3}
	massSteps = []float64{0.3, 0.45, 0.67, 1, 1.5, 2.2, 3.3}
)

// fitBody finds how fast the room answers: the room is run in closed loop over the last
// weeks with the set-points that it had, and the body whose temperatures and heat come
// nearest, the prior counted in, is kept. A room whose set-point never moves keeps the
// prior, near enough: its temperatures say nothing about its walls.
func (m *room) fitBody(r *record) {
	m.excited = m.falls() >= 3
	if m.habit.assumed && slices.IndexFunc(m.indoor, known) < 0 {
		return // nobody knows what its thermostat did
	}
	w := m.watch(r)
	best, bestCost := m.body, w.cost(m.body)
	try := func(b body) {
		if b == best {
			return
		}
		if c := w.cost(b); c < bestCost {
			best, bestCost = b, c
		}
	}
	for round := range 2 {
		for _, f := range airSteps {
			try(body{air: priorBody.air * f, mass: best.mass})
		}
		for _, f := range massSteps {
			if round == 0 {
				try(body{air: best.air, mass: priorBody.mass * f})
			}
		}
	}
	m.body = best
}

// falls counts the times that a measured set-point went down by 1.5 °C or more within an
// hour, with the temperature watched.
func (m *room) falls() int {
	n := 0
	for i := 4; i < len(m.setpoint); i++ {
		if m.setpoint[i-4]-m.setpoint[i] >= 1.5 && m.setpoint[i-3]-m.setpoint[i] < 1.5 && known(m.indoor[i]) {
			n++
		}
	}
	return n
}

// A watch is what a body is fitted to, slot by slot.
type watch struct {
	target, outdoor, lift []float64 // °C; lift is what people and the sun bring
	indoor, heat          []float64 // °C, heat over loss; NaN is a gap
	most                  float64   // °C
}

// watch lays out the last weeks of a room.
func (m *room) watch(r *record) watch {
	from := max(r.n-fitDays*slotsADay, 0)
	w := watch{
		target: m.target[from:], outdoor: r.out[from:], indoor: m.indoor[from:], most: m.mostC(),
		lift: make([]float64, r.n-from), heat: make([]float64, r.n-from),
	}
	for i := range w.lift {
		w.lift[i] = m.lift(r, from+i)
		w.heat[i] = m.heat[from+i] / m.loss
	}
	return w
}

// lift is what people and the sun bring in a slot of the record, over the loss, °C.
func (m *room) lift(r *record, i int) float64 {
	return m.gain[r.clock[i]/4] + m.aperture*r.sun[i]
}

// cost is minus the log posterior of a body, up to a constant: temperatures by the slot,
// heat by the hour (four slots).
func (w *watch) cost(b body) float64 {
	indoorMiss, heatMiss, hour := 0.0, 0.0, 0.0
	if len(w.target) > 0 && w.outdoor[0] == w.outdoor[0] {
		p := b.pace(Step.Hours())
		s := rest(w.target[0], w.outdoor[0])
		for i, c := range w.target {
			before := s.air
			var heat float64
			s, heat = p.follow(s, c, w.outdoor[i], w.lift[i], w.most)
			if e := (before+s.air)/2 - w.indoor[i]; e == e {
				indoorMiss += e * e
			}
			hour += heat - w.heat[i]
			if i%4 == 3 {
				if hour == hour { // no gap in it
					heatMiss += hour * hour / 4
				}
				hour = 0
			}
		}
	}
	x, y := math.Log(b.air/priorBody.air), math.Log(b.mass/priorBody.mass)
	return (indoorMiss/(indoorSigma*indoorSigma)+heatMiss/(heatSigma*heatSigma))/alikeSlots +
		(x*x+y*y)/(bodySigma*bodySigma)
}

// run simulates the room in closed loop over slots [from, to) of the record with the given
// set-points, and tells of each the mean air temperature and the heat over loss, both °C.
func (m *room) run(r *record, from, to int, b body, target []float64, tell func(i int, air, heat float64)) {
	if from >= to || !known(r.out[from]) {
		return
	}
	p, most := b.pace(Step.Hours()), m.mostC()
	s := rest(target[from], r.out[from])
	for i := from; i < to; i++ {
		before := s.air
		var heat float64
		s, heat = p.follow(s, target[i], r.out[i], m.lift(r, i), most)
		tell(i, (before+s.air)/2, heat)
	}
}

// mostC is what the heaters can give over the loss, °C: plenty where neither is known.
func (m *room) mostC() float64 {
	if known(m.loss) && m.most > 0 {
		return m.most / m.loss
	}
	return 60
}

// fitHours moves the gains of each hour of the day by what the model gets wrong there on
// days without an event: people, cooking, and the sun of an ordinary day.
func (m *room) fitHours(r *record) {
	if !known(m.loss) {
		return
	}
	from := max(r.n-fitDays*slotsADay, 0)
	lift := m.gain
	for range 2 {
		var miss, count [24]float64
		m.run(r, from, r.n, m.body, m.target, func(i int, _, heat float64) {
			if e := heat - m.heat[i]/m.loss; known(e) && r.free[i] && r.seen[i] {
				miss[r.clock[i]/4] += e
				count[r.clock[i]/4]++
			}
		})
		for h := range m.gain {
			const doubt = 4 * 4 // slots: four days of doubt
			m.gain[h] += miss[h] / (count[h] + doubt)
			m.gain[h] = min(max(m.gain[h], lift[h]-8), lift[h]+8)
		}
	}
}

// fitSpread is how far the model's temperature lies from what was measured.
func (m *room) fitSpread(r *record) {
	const prior, doubt = 0.4, 96.0 // °C; a day's worth
	sum, n := prior*prior*doubt, doubt
	m.run(r, max(r.n-fitDays*slotsADay, 0), r.n, m.body, m.target, func(i int, air, _ float64) {
		if e := air - m.indoor[i]; known(e) {
			sum, n = sum+e*e, n+1
		}
	})
	m.spread = max(math.Sqrt(sum/n), 0.15)
}
