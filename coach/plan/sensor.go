package plan

import "math"

// When a room's sensor is taken to hang outdoors, and a room to be heated as much as it can:
// so many days' worth of slots of the fitted weeks must show it.
const (
	sensorDays   = 2
	outdoorsMiss = 4.0  // °C from the outdoor temperature, in the median …
	outdoorsRoom = 8.0  // … and from what the thermostat aims at
	starvedBy    = 1.5  // °C below its set-point
	starvedPart  = 0.8  // of the time
	leastHeat    = 0.05 // kW: heaters that never give more are off
)

// readsOutdoors reports whether a room's sensor follows the outdoor temperature and not the
// set-point: it hangs on the wrong side of the wall, or bears another's name.
func (m *room) readsOutdoors(r *record) bool {
	n, outdoors, aimed := 0, 0, 0
	for i := max(r.n-fitDays*slotsADay, 0); i < r.n; i++ {
		if !known(m.indoor[i]) || !r.seen[i] {
			continue
		}
		n++
		if math.Abs(m.indoor[i]-r.out[i]) < outdoorsMiss {
			outdoors++
		}
		if math.Abs(m.indoor[i]-m.habit.c[r.kind[i]][r.clock[i]]) <= outdoorsRoom {
			aimed++
		}
	}
	return n >= sensorDays*slotsADay && outdoors > n/2 && aimed <= n/2 // both by the median
}

// starved is the most that a room's heaters gave in the fitted weeks, kW, where the room
// stayed below its set-point most of the time: they have no more, or none at all.
func (m *room) starved(r *record) (most float64, ok bool) {
	n, below := 0, 0
	for i := max(r.n-fitDays*slotsADay, 0); i < r.n; i++ {
		if !known(m.setpoint[i]) || !known(m.indoor[i]) || m.heat == nil || !known(m.heat[i]) {
			continue
		}
		n++
		most = max(most, m.heat[i])
		if m.indoor[i] < m.setpoint[i]-starvedBy {
			below++
		}
	}
	return most, n >= sensorDays*slotsADay && float64(below) >= starvedPart*float64(n)
}
