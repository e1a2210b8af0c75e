package signature

import (
	"math"
	"slices"
)

// What a home's energy can be.
const (
	serviceKW  = 48.0 // a 200 A service at 240 V carries no more
	manyTimes  = 15.0 // an hour of as many times the median of the last weeks and 5 kWh more is none
	frozenRun  = 6    // as many equal hours in a row are a stuck meter
	medianDays = 28
)

// believe drops hours of energy that no home has: what is left out is counted, never mended.
func (t *table) believe() {
	impossible, frozen, missing := LeftOut{Code: LeftImpossible}, LeftOut{Code: LeftFrozen}, LeftOut{Code: LeftMissing}
	leave := func(l *LeftOut, i int) {
		if l.Hours == 0 {
			l.From = t.time(i).In(t.loc)
		}
		l.Hours++
		l.To = t.time(i + 1).In(t.loc)
		t.energy[i] = math.NaN()
	}
	known := 0
	for i, v := range t.energy {
		if !math.IsNaN(v) {
			known = i + 1
		}
	}
	limit := serviceKW
	run, last, seen := 0, math.NaN(), false
	for i := range t.energy[:known] {
		if i%(7*24) == 48 {
			limit = t.limit(i)
		}
		v := t.energy[i]
		switch {
		case math.IsNaN(v):
			run = 0
			if seen {
				leave(&missing, i)
			}
			continue
		case v < 0 || v > limit:
			run = 0
			leave(&impossible, i)
			continue
		}
		seen = true
		same := run > 0 && v == last
		last = v
		if !same {
			run = 1
			continue
		}
		if run++; run == frozenRun {
			for k := i - run + 1; k < i; k++ {
				leave(&frozen, k)
			}
		}
		if run >= frozenRun {
			leave(&frozen, i)
		}
	}
	for _, l := range []LeftOut{impossible, frozen, missing} {
		if l.Hours > 0 {
			t.left = append(t.left, l)
		}
	}
}

// limit is the most that hour i can be, from what was believed in the weeks before it.
func (t *table) limit(i int) float64 {
	var window [medianDays * 24]float64
	w := window[:0]
	const stride = 5 // meets every hour of the day
	for k := max(0, i-medianDays*24); k < i; k += stride {
		if v := t.energy[k]; !math.IsNaN(v) {
			w = append(w, v)
		}
	}
	if len(w) < 8 {
		return serviceKW
	}
	slices.Sort(w)
	return min(serviceKW, manyTimes*w[len(w)/2]+5)
}
