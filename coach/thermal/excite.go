package thermal

import "math"

// heated reports whether there is a day or more of heat to learn from.
func (r *ready) heated() bool { return count(r.heat) > slotsADay && r.most > 0 }

// excitation counts what could tell the capacities: set-point steps of 1.5 °C or more
// within an hour, and hours of cooling without heat. Less does not do: from steps of a
// degree the fall in 3 h of simulated zones came out 29 % wrong (the habits of people move
// with their thermostats), from the prior alone 7 %.
func (r *ready) excitation() (e Excitation) {
	const stepC = 1.5
	idle := 0
	for i := 5; i < r.n; i++ {
		if !known(r.indoor[i]) {
			idle = 0
			continue
		}
		moved := math.Abs(r.target[i] - r.target[i-4])
		if r.setpoint && moved >= stepC && math.Abs(r.target[i-1]-r.target[i-5]) < stepC {
			e.Steps++
		}
		if r.heat[i] <= 0.03*r.most && r.most > 0 {
			idle++
		} else {
			idle = 0
		}
		if idle == 12 && r.indoor[i-11]-r.indoor[i] >= 0.8 {
			e.Coolings++
		}
	}
	e.Enough = e.Steps >= 3 || e.Coolings >= 3
	return e
}

// An event is what a plan asks about, and a deep fall shows most of a house; ordinary days
// are many. Events together weigh at most this share, and each slot of them at most so much.
const (
	eventShare  = 0.4
	eventWeight = 12.0
	// aftermathSlots is how long an event shows in the heat where set-points are unknown.
	aftermathSlots = 6 * 4
)

// stress gives the slots of events more weight. On the EnergyPlus houses, forecasts of held
// back events were off by +6 % of the no-event heat without it, by half of that with it; with more, UA
// suffers.
func (r *ready) stress(event []bool) {
	r.weight = make([]float64, r.n)
	fill(r.weight, 1)
	if len(event) <= r.from {
		return
	}
	if !r.setpoint { // nobody knows what the thermostats did in them, nor for hours after
		out := 0
		for i := range r.n {
			if j := r.from + i; j < len(event) && event[j] {
				out = aftermathSlots
			}
			if out > 0 {
				r.weight[i] = 0
				r.weight[min(i/r.perQ*r.perQ+r.perQ-1, r.n-1)] = 0 // of the heat miss that holds it
				out--
			}
		}
		return
	}
	event = event[r.from:min(len(event), r.from+r.n)]
	n := 0
	for _, e := range event {
		if e {
			n++
		}
	}
	if n == 0 {
		return
	}
	w := clampF(eventShare/(1-eventShare)*float64(r.n-n)/float64(n), 1, eventWeight)
	for i, e := range event {
		if e {
			r.weight[i] = w
		}
	}
}
