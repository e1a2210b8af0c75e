package thermal

import "math"

// A Model is one zone as two heat stores:
//
//	Ci dTi = Hio (To − Ti) + Him (Tm − Ti) + Ai·sun + gain + heat
//	Cm dTm = Him (Ti − Tm) + Hmo (To − Tm) + Am·sun
//
// Conductances in kW/K, capacities in kWh/K, apertures in m² of global horizontal sun,
// gains (people, appliances) in kW by local hour.
//
// The store called air is air with all that follows it within the hour: furniture, the skin
// of walls. The air itself is warmer than that while a heater heats it, by Film K for each kW,
// and comes and goes within filmH; a sensor and a thermostat read that.
type Model struct {
	Hio, Him, Hmo float64
	Ci, Cm        float64
	Ai, Am        float64
	Gain          [24]float64
	Film          float64 // K/kW
}

// filmH is how long the air takes to follow its heater, hours: the lag of a baseboard is 10–15
// min (methods.md 4.1), that of the air of a room over its film 10–20.
const filmH = 0.2

// A State is the temperature of the two stores, °C, and what the heater lifts the air of the
// room over its store.
type State struct{ Mass, Air, Lift float64 }

// Reads is what a sensor in the room reads, °C.
func (s State) Reads() float64 { return s.Air + s.Lift }

// UA is the heat loss to outdoors, kW for each K of what a sensor reads: with everything
// steady, heat = UA·(reading − To) less what gains do.
func (m Model) UA() float64 {
	ua := m.Hio + series2(m.Him, m.Hmo)
	return ua / (1 + m.Film*ua)
}

// series2 is two conductances one after the other.
func series2(a, b float64) float64 {
	if a+b <= 0 {
		return 0
	}
	return a * b / (a + b)
}

// valid reports whether the model can be lived in: finite, with two stores that are joined.
func (m Model) valid() bool {
	for _, v := range []float64{m.Hio, m.Him, m.Hmo, m.Ci, m.Cm, m.Ai, m.Am, m.Film} {
		if !(v >= 0) || math.IsInf(v, 0) {
			return false
		}
	}
	for _, v := range m.Gain {
		if !known(v) {
			return false
		}
	}
	return m.Ci > 0 && m.Cm > 0 && m.Him > 0 && m.Hio+m.Hmo > 0
}

// rates are the elements of the system matrix (order mass, air), per hour.
func (m Model) rates() (mm, ma, am, aa float64) {
	return -(m.Him + m.Hmo) / m.Cm, m.Him / m.Cm, m.Him / m.Ci, -(m.Hio + m.Him) / m.Ci
}

// TimeConstants are the two time constants in hours: how fast the air follows, and how
// fast the whole zone cools.
func (m Model) TimeConstants() (fast, slow float64) {
	mm, ma, am, aa := m.rates()
	mean, root := (mm+aa)/2, math.Sqrt((mm-aa)*(mm-aa)/4+ma*am)
	return 1 / (root - mean), 1 / (-mean - root)
}

// Rest is the state that goes with a reading that has been still for long, held by heaters
// alone.
func (m Model) Rest(readC, outdoorC float64) State {
	lift := m.Film * m.UA() * math.Max(readC-outdoorC, 0)
	air := readC - lift
	return State{Mass: (m.Him*air + m.Hmo*outdoorC) / (m.Him + m.Hmo), Air: air, Lift: lift}
}

// Drop is how many °C a zone at rest at the given temperature loses in hours without any
// heat, gain or sun.
func (m Model) Drop(hours, readC, outdoorC float64) float64 {
	d := m.discretise(hours)
	s := d.Next(m.Rest(readC, outdoorC), outdoorC, 0, 0)
	return readC - s.Reads()
}

// known reports whether x is a finite number.
func known(x float64) bool { return x-x == 0 }
