package exchange

import (
	"cmp"

	"courant/coach/fault"
	"courant/coach/series"
)

const (
	minute  = 60
	hour    = 3600
	civil   = 86400
	nearest = 50 // a difference within 1/50 of a usual step is that step: clocks drift
)

// usual are the steps that meters and loggers have, in seconds.
var usual = []int64{60, 120, 180, 240, 300, 360, 600, 720, 900, 1200, 1800, hour, 2 * hour, 3 * hour, 4 * hour, 6 * hour, 8 * hour, 12 * hour, civil}

// niceStep is the usual step that a difference is near to, or else itself. A day may have
// 23 or 25 hours.
func niceStep(d int64) int64 {
	if d >= 23*hour && d <= 25*hour {
		return civil
	}
	for _, u := range usual {
		if diff := d - u; diff*nearest <= u && -diff*nearest <= u {
			return u
		}
	}
	return d
}

// mostCommon is the key counted most, the smallest of equals; 0 without any.
func mostCommon(counts map[int64]int) int64 {
	best, most := int64(0), 0
	for d, n := range counts {
		if n > most || n == most && d < best {
			best, most = d, n
		}
	}
	return best
}

// commonStep is the most common difference of all groups: for those with a single row.
func commonStep(axes []axis) int64 {
	all := map[int64]int{}
	for _, x := range axes {
		for d, n := range x.steps {
			all[d] += n
		}
	}
	return mostCommon(all)
}

// stepOf is the step of a kind: how long its rows say that they are, or else the most
// common difference of the group's rows, unless the kind's own is another that all of its
// values lie on, as an hourly temperature beside an energy by the quarter hour.
func (a *assembler) stepOf(kind series.Kind, all []reading, x axis) (int64, error) {
	if x.told {
		return a.toldStep(all)
	}
	step := cmp.Or(x.step, a.step)
	if step == 0 {
		return 0, fault.New(fault.Invalid, msgOneRow, "file", a.file)
	}
	if own := ownStep(all); own != 0 && own != step && own < civil && onGrid(all, own) && (len(all) >= 24 || !onGrid(all, step)) {
		return own, a.checkStep(own)
	}
	if kind.Sums() {
		if err := a.checkRuns(all, step); err != nil {
			return 0, err
		}
	}
	return step, a.checkStep(step)
}

// toldStep is how long all rows say that they are; it refuses rows of two lengths.
func (a *assembler) toldStep(all []reading) (int64, error) {
	counts := map[int64]int{}
	for _, r := range all {
		counts[niceStep(r.end-r.sec)]++
	}
	step := mostCommon(counts)
	for _, r := range all {
		if d := niceStep(r.end - r.sec); d != step {
			return 0, a.mixedSteps(r, step, d)
		}
	}
	return step, a.checkStep(step)
}

// ownStep is the most common difference of readings in the order of time, 0 without any.
func ownStep(all []reading) int64 {
	counts := map[int64]int{}
	for i := 1; i < len(all); i++ {
		if d := all[i].sec - all[i-1].sec; d > 0 {
			counts[niceStep(d)]++
		}
	}
	return mostCommon(counts)
}

// onGrid reports whether all readings lie on multiples of step.
func onGrid(all []reading, step int64) bool {
	for _, r := range all {
		if _, near := nearestSlot(r.sec, step); !near {
			return false
		}
	}
	return true
}

// checkRuns refuses an energy whose step grows for a day's worth of readings in a row: each
// of these would be taken for the energy of a shorter interval.
func (a *assembler) checkRuns(all []reading, step int64) error {
	run, length := int64(0), 0
	for i := 1; i < len(all); i++ {
		d := niceStep(all[i].sec - all[i-1].sec)
		if d != run {
			run, length = d, 0
		}
		if length++; length >= 24 && run > step && run <= civil {
			return a.mixedSteps(all[i-length+1], step, run)
		}
	}
	return nil
}

func (a *assembler) mixedSteps(r reading, step, other int64) error {
	return fault.New(fault.Invalid, msgMixedSteps, "file", a.file, "line", a.rows[r.row].line,
		"time", a.clock(r.sec), "step", stepText(step), "other", stepText(other))
}

// stepText is a step for a message: the same in both languages.
func stepText(sec int64) string {
	switch {
	case sec > civil && sec%civil == 0:
		return plain(float64(sec/civil)) + " × 24 h"
	case sec%hour == 0:
		return plain(float64(sec/hour)) + " h"
	case sec%minute == 0:
		return plain(float64(sec/minute)) + " min"
	}
	return plain(float64(sec)) + " s"
}

// checkStep refuses a step that no grid of days has.
func (a *assembler) checkStep(step int64) error {
	if step < minStep || step > civil || civil%step != 0 {
		return fault.New(fault.Invalid, msgStep, "file", a.file, "step", stepText(step))
	}
	return nil
}

// nearestSlot is the multiple of step next to sec, and whether it is near: within a
// twentieth of the step, and a minute.
func nearestSlot(sec, step int64) (slot int64, near bool) {
	slot = (sec + step/2) / step * step
	off := max(sec-slot, slot-sec)
	return slot, off <= min(step/20, minute)
}
