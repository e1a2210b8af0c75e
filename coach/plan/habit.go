package plan

import (
	"math"
	"slices"
	"time"
)

// A habit is what a room's thermostat is usually set to: a set-point for each quarter of
// the local clock, for working days and for weekends, in half degrees, each held at least
// half an hour.
type habit struct {
	c       [2][slotsADay]float64 // weekday, weekend
	days    int                   // days it was learned from
	assumed bool                  // no set-point was ever measured
}

// What is assumed of a thermostat that was never read, and the local hours of its day.
const (
	assumedDayC, assumedNightC = 21.0, 19.0
	assumedFrom, assumedTo     = 6 * 4, 22 * 4
)

// habitDays is how many of the most recent days of a kind make the habit.
const habitDays = 10

// minKindDays is how many days of a kind are enough to keep it apart from the other.
const minKindDays = 3

// learnHabit takes the median of the most recent days without an event, by day kind and
// quarter hour: a hand on the dial, or an event that nobody listed, moves it little. A day
// with an event serves only where there is no other.
func (r *record) learnHabit(setpoint []float64) habit {
	var kinds [2][]day
	for _, wantFree := range []bool{true, false} {
		for _, d := range slices.Backward(r.days) {
			k := kindOf(d.date.Weekday())
			if d.free == wantFree && len(kinds[k]) < habitDays && mostlyKnown(setpoint[d.from:d.to]) {
				kinds[k] = append(kinds[k], d)
			}
		}
		if len(kinds[0])+len(kinds[1]) > 0 {
			break
		}
	}
	all := slices.Concat(kinds[0], kinds[1])
	if len(all) == 0 {
		return assumedHabit()
	}
	h := habit{days: len(all)}
	for k, days := range kinds {
		if len(days) < minKindDays {
			days = all
		}
		h.c[k] = r.medianDay(setpoint, days)
	}
	return h
}

func assumedHabit() habit {
	h := habit{assumed: true}
	for k := range h.c {
		for q := range h.c[k] {
			h.c[k][q] = assumedNightC
			if q >= assumedFrom && q < assumedTo {
				h.c[k][q] = assumedDayC
			}
		}
	}
	return h
}

// medianDay is the lower median by quarter hour, so that it is a value that was really set.
func (r *record) medianDay(setpoint []float64, days []day) (out [slotsADay]float64) {
	seen := make([]float64, 0, 2*habitDays)
	last := math.NaN()
	for q := range out {
		seen = seen[:0]
		for _, d := range days {
			if i := r.find(d, q); i >= 0 && known(setpoint[i]) {
				seen = append(seen, setpoint[i])
			}
		}
		if len(seen) > 0 {
			slices.Sort(seen)
			last = half(seen[(len(seen)-1)/2])
		}
		out[q] = last
	}
	hold(out[:])
	copy(out[:], held(out[:], nil, nil))
	return out
}

// find is the first slot of a day at a quarter of the clock, -1 where the clock skips it.
func (r *record) find(d day, quarter int) int {
	if d.to-d.from == slotsADay {
		return d.from + quarter
	}
	for i := d.from; i < d.to; i++ {
		if r.clock[i] == quarter {
			return i
		}
	}
	return -1
}

// kindOf is the day kind: 1 on weekends, else 0. Holidays go by their weekday.
func kindOf(d time.Weekday) int {
	if d == time.Saturday || d == time.Sunday {
		return 1
	}
	return 0
}

func mostlyKnown(x []float64) bool {
	n := 0
	for _, v := range x {
		if known(v) {
			n++
		}
	}
	return 5*n >= 4*len(x)
}

// half rounds to the half degree that a thermostat takes.
func half(c float64) float64 { return math.Round(2*c) / 2 }

func halfUp(c float64) float64   { return math.Ceil(2*c-1e-9) / 2 }
func halfDown(c float64) float64 { return math.Floor(2*c+1e-9) / 2 }
