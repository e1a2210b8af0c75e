package baseline

import (
	"math"
	"slices"
)

// The interval is split conformal (methods.md 7.1): the misses of the analogues nearest in
// outdoor temperature, in kWh, at the ranks of 80 %.
const (
	coverage    = 0.8
	nearest     = 20
	leastMisses = 9    // fewer have no such ranks
	priorHalf   = 0.30 // half width as a share of the estimate, where there are fewer
)

// interval is the 80 % interval around an estimate.
func (p *past) interval(kWh float64, q []analogue, today int) (low, high float64) {
	low, high = kWh*(1-priorHalf), kWh*(1+priorHalf)
	if len(q) >= leastMisses {
		near := slices.Clone(q)
		slices.SortStableFunc(near, func(a, b analogue) int {
			switch {
			case a.far < b.far:
				return -1
			case a.far > b.far:
				return 1
			}
			return b.day - a.day // the more recent of equals
		})
		near = near[:min(nearest, len(near))]
		misses := make([]float64, len(near))
		for i, a := range near {
			misses[i] = a.miss
		}
		slices.Sort(misses)
		n := float64(len(misses))
		lo := int(math.Floor((n + 1) * (1 - coverage) / 2))
		hi := int(math.Ceil((n + 1) * (1 + coverage) / 2))
		low, high = kWh+misses[lo-1], kWh+misses[hi-1]
	}
	// A step that may have happened is inside.
	if doubt := p.days[today].doubt; doubt != 0 {
		low, high = min(low, kWh*math.Exp(doubt)), max(high, kWh*math.Exp(doubt))
	}
	return max(min(low, kWh), 0), max(high, kWh)
}
