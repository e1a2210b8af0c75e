package baseline

import "math"

// A row of the regression has a one for its hour of the day, one more when the day is off,
// and the weather terms below.
const (
	nClock   = 24
	nWeather = 14
	hingeC   = 16.0 // °C: below this outdoor temperature a home is heated
)

// penalty is the ridge of each weather term, in hours' worth of noise: what every home has
// is left nearly free, what tells homes apart has to earn its place. Terms are scaled so
// that 1 is an ordinary size, and the same numbers suit an apartment and a large house.
var penalty = [nWeather]float64{
	0.01,       // cold: how far the 12 h mean lies below hingeC, in 10 °C
	10, 10, 10, // now, the 3 h mean and the 24 h mean against the 12 h mean, in 5 °C
	10,         // the 48 h mean against the 24 h mean, in 5 °C
	20, 20, 20, // sun: now, the 6 h and the 24 h mean, in 100 W/m²
	100, 30, // cold squared, of the 12 h mean and of now: heat pumps, and heaters at their limit
	100, 100, 100, 100, // cold of the 6 h mean at each time of day
}

// Ridges of the hour of the day, and of its difference on days off. The latter was ten times
// as large once, and wrong: where weekends are lived differently, it took months to say so
// (one simulated home in eight was twice as far off as with the simple regression).
const (
	penaltyClock = 0.3
	penaltyOff   = 3
)

// bumps are smooth times of day: night, morning, noon and evening.
var bumps = func() (b [nClock][4]float64) {
	for clock := range b {
		for k, centre := range []float64{2, 7, 12, 18} {
			d := math.Mod(float64(clock)-centre+36, 24) - 12
			b[clock][k] = math.Exp(-d * d / (2 * 3 * 3))
		}
	}
	return b
}()

// smooth are the exponentially weighted means of the weather that rows are made of. The
// zero value has seen nothing.
type smooth struct {
	seen                  bool
	silent                int     // hours since the last outdoor temperature
	t3, t6, t12, t24, t48 float64 // °C
	s6, s24               float64 // 100 W/m²
}

// silence is how many hours without a temperature make the means start again.
const silence = 24

// gain is the share of a new value in a mean with a time constant of tau hours.
func gain(tau float64) float64 { return 1 - math.Exp(-1/tau) }

var gain3, gain6, gain12, gain24, gain48 = gain(3), gain(6), gain(12), gain(24), gain(48)

// step takes one more hour in. Without an outdoor temperature the means stay, for a while.
func (m *smooth) step(u hour) {
	if math.IsNaN(u.outdoor) {
		if m.silent++; m.silent > silence {
			m.seen = false
		}
		return
	}
	m.silent = 0
	if !m.seen {
		*m = smooth{seen: true, t3: u.outdoor, t6: u.outdoor, t12: u.outdoor, t24: u.outdoor, t48: u.outdoor, s6: u.solar, s24: u.solar}
		return
	}
	m.t3 += gain3 * (u.outdoor - m.t3)
	m.t6 += gain6 * (u.outdoor - m.t6)
	m.t12 += gain12 * (u.outdoor - m.t12)
	m.t24 += gain24 * (u.outdoor - m.t24)
	m.t48 += gain48 * (u.outdoor - m.t48)
	m.s6 += gain6 * (u.solar - m.s6)
	m.s24 += gain24 * (u.solar - m.s24)
}

// A row is one hour of the regression.
type row struct {
	clock   int8
	off     bool
	weather [nWeather]float64
}

// row is the regression's row of the hour that was stepped in last.
func (m *smooth) row(u hour) row {
	cold := func(t float64) float64 { return max(0, hingeC-t) / 10 }
	c6, c12, c0 := cold(m.t6), cold(m.t12), cold(u.outdoor)
	b := &bumps[u.clock]
	return row{clock: u.clock, off: u.off, weather: [nWeather]float64{
		c12,
		(u.outdoor - m.t12) / 5, (m.t3 - m.t12) / 5, (m.t24 - m.t12) / 5,
		(m.t48 - m.t24) / 5,
		u.solar, m.s6, m.s24,
		c12 * c12 / 2, c0 * c0 / 2,
		c6 * b[0], c6 * b[1], c6 * b[2], c6 * b[3],
	}}
}
