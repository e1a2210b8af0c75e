package thermal

import (
	"math"
	"slices"
)

// Reasons, as codes: why a fit is not to be trusted fully.
const (
	NoOutdoor      = "no-outdoor"
	NoIndoor       = "no-indoor"
	NoHeat         = "no-heat"
	NoSetpoint     = "no-setpoint"
	SensorOutdoors = "sensor-outdoors"
	ShortHistory   = "short-history"
	NoExcitation   = "no-excitation"
	MildWeather    = "mild-weather"
	WholeHome      = "whole-home"
	CannotHold     = "cannot-hold-setpoint"
	NotBetter      = "not-better-than-persistence"
	SharedHeat     = "shared-heat"
	UnmeteredHeat  = "unmetered-heat"
)

// Data that stand on less than this are told as a short history.
const enoughDays = 7

// settleSlots are not compared: the state at the start is only guessed.

const settleSlots = 12 * 4

// ready is Data checked and cut to what is fitted.
type ready struct {
	watch
	from    int // slot of the Data that is slot 0 here
	reasons []string

	sun, setpoint, sensor, metered bool // what there is
	days                           float64
}

func (r *ready) say(reason string) {
	if !slices.Contains(r.reasons, reason) {
		r.reasons = append(r.reasons, reason)
	}
}

// clean lays the last days of Data out for the fit: what cannot be is a gap, gaps in what
// drives the zone are filled, and what follows a long one is not compared.
func clean(d Data, p Prior, days int) ready {
	n := max(len(d.HeatKW), len(d.IndoorC), len(d.SetpointC))
	if n == 0 {
		n = len(d.OutdoorC)
	}
	r := ready{from: max(n-days*slotsADay, 0)}
	r.n = n - r.from
	r.hours, r.perT, r.perQ = stepH, perIndoor, perHeat
	r.outdoor = cut(d.OutdoorC, r.from, r.n, -60, 50)
	r.watch.sun = cut(d.Sun, r.from, r.n, 0, 1.5)
	r.indoor = cut(d.IndoorC, r.from, r.n, -20, 50)
	r.heat = cut(d.HeatKW, r.from, r.n, -50, 100)
	r.target = cut(d.SetpointC, r.from, r.n, 5, 36)
	r.hour = make([]uint8, r.n)
	for i := range r.hour {
		if j := r.from + i; j < len(d.Hour) && d.Hour[j] < 24 {
			r.hour[i] = d.Hour[j]
		}
	}
	r.judgeSensor()
	r.setpoint, r.sensor, r.metered = count(r.target) > 0, count(r.indoor) > 0, count(r.heat) > 0
	if !r.setpoint && !r.sensor {
		// Nobody knows when the thermostats moved: only days are compared, over which what
		// they postpone comes back.
		r.perQ = slotsADay
	}
	r.stress(d.Event)
	for i, v := range r.target {
		if !known(v) {
			r.target[i] = r.indoor[i]
		}
	}
	if !hold(r.target) {
		fill(r.target, usualTarget)
	}
	r.muteGaps()
	for i, v := range r.watch.sun {
		if !known(v) {
			r.watch.sun[i] = 0
		} else if v > 0.05 {
			r.sun = true
		}
	}
	if !hold(r.outdoor) {
		fill(r.outdoor, 0)
		fill(r.heat, math.NaN())
		fill(r.indoor, math.NaN())
		r.say(NoOutdoor)
	}
	r.most = rating(d.HeatKW, p.RatedKW)
	r.tellGaps()
	return r
}

// cut is n values of s from an index, NaN where there are none or none that can be.
func cut(s []float64, from, n int, lo, hi float64) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = math.NaN()
		if j := from + i; j < len(s) && s[j] >= lo && s[j] <= hi {
			out[i] = s[j]
		}
	}
	return out
}

func count(s []float64) (n int) {
	for _, v := range s {
		if known(v) {
			n++
		}
	}
	return n
}

func fill(s []float64, v float64) {
	for i := range s {
		s[i] = v
	}
}

// hold fills gaps with a straight line, and the ends with the nearest value; false where
// there is none.
func hold(s []float64) bool {
	last := -1
	for i, v := range s {
		if !known(v) {
			continue
		}
		for j := last + 1; j < i; j++ {
			if last < 0 {
				s[j] = v
			} else {
				s[j] = s[last] + (v-s[last])*float64(j-last)/float64(i-last)
			}
		}
		last = i
	}
	for j := last + 1; j < len(s) && last >= 0; j++ {
		s[j] = s[last]
	}
	return last >= 0
}

// judgeSensor takes out a room sensor that hangs outdoors: it follows the weather and lies
// near it.
func (r *ready) judgeSensor() {
	near, cold := 0, 0
	for i, v := range r.indoor {
		if to := r.outdoor[i]; known(v) && to < 8 {
			cold++
			if math.Abs(v-to) < 4 {
				near++
			}
		}
	}
	if cold >= 12 && 2*near > cold {
		fill(r.indoor, math.NaN())
		r.say(SensorOutdoors)
	}
}

// muteGaps takes out of the comparison what follows a gap of more than two hours in the
// weather, and the start.
func (r *ready) muteGaps() {
	mute, gap := settleSlots, 0
	for i := range r.n {
		if known(r.outdoor[i]) {
			gap = 0
		} else if gap++; gap > 8 {
			mute = settleSlots
		}
		if mute > 0 {
			r.heat[i], r.indoor[i] = math.NaN(), math.NaN()
			mute--
		}
	}
}

// rating is what the heaters can give, kW: told, else the highest powers seen (a spike or
// two passed over) where they lie together, as they do at a limit. Where they do not the limit
// was never reached, and is taken for a quarter above what was seen.
func rating(heat []float64, told float64) float64 {
	if told > 0 && told <= 100 {
		return told
	}
	var seen []float64
	for _, v := range heat {
		if v > 0 && v <= 100 {
			seen = append(seen, v)
		}
	}
	if len(seen) == 0 {
		return 0
	}
	slices.Sort(seen)
	n := len(seen)
	third := seen[max(n-3, n/2)]
	apart := math.Min(seen[n-1]/third, 1.5)
	never := clampF((apart-1.02)/0.08, 0, 1)
	return third * (1 + never*(1.25*apart-1))
}

func (r *ready) tellGaps() {
	compared := 0
	for i := range r.n {
		if known(r.heat[i]) || known(r.indoor[i]) {
			compared++
		}
	}
	r.days = float64(compared) / slotsADay
	for _, c := range []struct {
		lacks  bool
		reason string
	}{
		{!r.sensor, NoIndoor}, {!r.setpoint, NoSetpoint},
		{!r.heated(), NoHeat}, {r.days < enoughDays, ShortHistory},
	} {
		if c.lacks {
			r.say(c.reason)
		}
	}
}
