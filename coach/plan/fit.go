package plan

import (
	"math"
	"time"

	"courant/coach/thermal"
)

// fitDays is how much of the record the gains, the misses and what else the home uses are
// taken from.
const fitDays = 21

// fit learns a room's network, gains and thermostat from the record. Its heat loss is tied
// to what the home's meter says where that is all there is.
func (m *room) fit(r *record) {
	d := thermal.Data{
		HeatKW: m.heat, IndoorC: m.indoor, OutdoorC: r.out, SetpointC: m.setpoint, Sun: r.sun,
		Hour: r.hours, Event: r.event,
	}
	prior := thermal.Prior{RatedKW: m.PowerKW.Value, AreaM2: m.AreaM2.Value}
	if known(m.loss) {
		prior.UA = thermal.Guess{Value: m.loss, SD: 0.25 * m.loss}
	}
	f := thermal.Fit(d, prior)
	m.model, m.thermostat, m.excited = f.Model, f.Thermostat, f.Excitation.Enough
	m.step = f.Model.Discrete(Step)
	heated := false
	for _, q := range m.heat {
		heated = heated || known(q)
	}
	m.loss = math.NaN()
	if heated {
		m.loss = f.Model.UA()
	}
	switch most, starved := m.starved(r); {
	case starved && most < leastHeat:
		// Nothing is learned of heat that never came, and nothing promised: the room follows the
		// programme's offsets, in case somebody mends it.
		m.silent, m.loss = true, math.NaN()
		m.thermostat.MostKW = max(m.thermostat.MostKW, 46*f.Model.UA())
	case starved:
		m.thermostat.MostKW = most
	case m.PowerKW.Value <= 0 && heated:
		// Enough to hold 21 °C at −25 °C, whatever the mildest weeks have asked of it.
		m.thermostat.MostKW = max(m.thermostat.MostKW, 46*m.loss)
	}
}

// follow is one slot of the room under its thermostat: the state after it and the heat, kW.
func (m *room) follow(s thermal.State, setpoint, outdoor, sun float64, clock int) (thermal.State, float64) {
	return m.step.Follow(m.thermostat, s, setpoint, outdoor, sun, m.model.Gain[clock/4])
}

// rest is the room held at a set-point for long.
func (m *room) rest(setpoint, outdoor float64) thermal.State {
	return m.model.Rest(setpoint+m.thermostat.OffsetC, outdoor)
}

// reads is what the room's thermostat reads over a slot between two states, °C: the
// temperature that its set-points and floors are about. A room held in its band reads its
// set-point or more.
func (m *room) reads(before, after thermal.State) float64 {
	return m.step.Mean(before, after) - m.offset()
}

// offset is how far the room's sensor reads above what its thermostat does, °C, on the scale
// on which the set-point is the lower end of the thermostat's band.
func (m *room) offset() float64 { return m.thermostat.OffsetC - m.thermostat.BandC/2 }

// asks is the set-point that holds a reading with some heat, °C.
func (m *room) asks(readC, kw float64) float64 {
	t := m.thermostat
	return readC - t.OffsetC - t.BandC*(0.5-min(max(kw/max(t.MostKW, 1e-6), 0), 1))
}

// run simulates the room in closed loop over slots [from, to) of the record with the given
// set-points, and tells of each the mean air temperature in °C and the heat in kW.
func (m *room) run(r *record, from, to int, target []float64, tell func(i int, air, heat float64)) {
	if from >= to || !known(r.out[from]) {
		return
	}
	s := m.rest(target[from], r.out[from])
	for i := from; i < to; i++ {
		before := s
		var heat float64
		s, heat = m.follow(s, target[i], r.out[i], r.sun[i], r.clock[i])
		tell(i, m.step.Mean(before, s), heat)
	}
}

// fitSpread is how far the model's temperature lies from what was measured.
func (m *room) fitSpread(r *record) {
	const prior, doubt = 0.4, 96.0 // °C; a day's worth
	sum, n := prior*prior*doubt, doubt
	m.run(r, max(r.n-fitDays*slotsADay, 0), r.n, m.target, func(i int, air, _ float64) {
		if e := air - m.indoor[i]; known(e) {
			sum, n = sum+e*e, n+1
		}
	})
	m.spread = max(math.Sqrt(sum/n), 0.15)
}

// markEvents notes the slots of past events, from preheat to the end of recovery.
func (r *record) markEvents(past []Event) {
	r.event, r.hours = make([]bool, r.n), make([]uint8, r.n)
	for _, e := range past {
		for i := r.within(e.PreheatStart); i < r.within(e.RecoveryEnd); i++ {
			r.event[i] = true
		}
	}
	for i, q := range r.clock {
		r.hours[i] = uint8(q / 4)
	}
}

// within is the slot that holds t, clamped to the record.
func (r *record) within(t time.Time) int { return clamp(r.slotOf(t), 0, r.n) }
