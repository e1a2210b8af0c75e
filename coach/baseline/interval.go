package baseline

import (
	"cmp"
	"math"
	"slices"
)

// The interval is split conformal (methods.md 7.1): an estimate and the size of the misses of
// earlier days in the same hours, in kWh. Recent days and days of like temperature count more,
// and so that few days do not make a wide guess, the same window an hour earlier and an hour
// later count half. To which side those days missed says little of today: it lies out to the
// cold side of most of them, so that only the size is taken.
//
// A miss grows with the fourth root of what is expected: between that of people, who live in
// the cold as they do else, and the root with which sums of independent loads grow. It grows
// with the leverage of today's weather too, and is seen as it would have been if the days
// before it had been as silent as those before today: in a cold spell of windows little is
// learned.
const (
	coverage    = 0.8
	likeC       = 10.0 // °C: how far a day's temperature may be and still count
	shifts      = 1    // hours earlier and later
	shiftWeight = 0.5
	alike       = 6.0  // hours whose misses are one miss, against which a leverage is held
	mostGrowth  = 3    // a load is taken for as many times another at most
	leastMisses = 9    // with fewer …
	priorHalf   = 0.30 // … the half width is this share of the estimate
)

// An analogue is an earlier day without a window, seen as if the window had been on it.
type analogue struct {
	day    int
	miss   float64 // kWh in the window's hours, at today's level
	called float64 // kWh that were expected of them, at today's level
	anchor float64 // the same for the anchor's hours, spread over the window's; see anchor
	weight float64
	lever  float64 // variance of an estimate of today for that of one of then, by their leverages
	moved  bool    // the window an hour earlier or later
}

// analogues lists the earlier days whose misses tell how well today is known: whole, free
// of windows, expected after the warm-up, oldest first.
func (p *past) analogues(parts []share, today int) (q []analogue) {
	now := p.days[today]
	length := 0.0
	for _, s := range parts {
		length += s.part
	}
	for n := max(today-backDays, 0); n < today; n++ {
		then := p.days[n]
		if !p.table.days[n].free || then.behind < warmDays || then.run != now.run {
			continue
		}
		far := (then.outdoor - now.outdoor) / likeC
		lever := farther(now.leverage, then.leverage)
		weight := math.Exp2(-float64(today-n)/halfLife) * math.Exp(-far*far/2)
		for shift := -shifts; shift <= shifts; shift++ {
			miss, called := p.windowMiss(parts, today, n, shift)
			level := math.Exp(now.scale - then.scale)
			a := analogue{day: n, weight: weight, miss: miss * level, called: called * level}
			a.miss += p.lostLevel(n, now.unseen) * length * level
			a.lever = lever
			if shift != 0 {
				a.moved, a.weight = true, weight*shiftWeight
			}
			if !math.IsNaN(a.miss) {
				q = append(q, a)
			}
		}
	}
	return q
}

// lostLevel is how much less would have been expected of an hour of a day if as many days
// before it had taught nothing as did before today, kWh.
func (p *past) lostLevel(day, unseen int) float64 {
	if unseen == 0 || day-unseen < 0 {
		return 0
	}
	fade := math.Exp(-float64(unseen) / levelDays)
	now, then := p.days[day], p.days[day-unseen]
	before := then.lasted * (1 + then.weight) * fade / (1 + then.weight*fade)
	return now.lasted - before
}

// windowMiss is the miss of the same hours after midnight of another day, moved by some, and
// what was expected of them. One hour in three may be missing: the others stand for it.
func (p *past) windowMiss(parts []share, today, day, shift int) (kWh, called float64) {
	move := p.table.days[day].from - p.table.days[today].from + shift
	known, all := 0.0, 0.0
	for _, s := range parts {
		i := s.hour + move
		all += s.part
		if i < 0 || i >= len(p.table.hours) || p.why[i] != fine {
			continue
		}
		known += s.part
		kWh += p.miss(i) * s.part
		called += p.expected[i] * s.part
	}
	if 3*known < 2*all {
		return math.NaN(), math.NaN()
	}
	return kWh * all / known, called * all / known
}

// interval is the 80 % interval around an estimate. It sorts the analogues by the size of
// their misses, brought to that of today's load.
func (p *past) interval(kWh float64, q []analogue, today int) (low, high float64) {
	low, high = kWh*(1-priorHalf), kWh*(1+priorHalf)
	if len(q) >= leastMisses {
		for i := range q {
			a := &q[i]
			a.miss = math.Abs(a.miss)
			if a.called > 0 {
				growth := math.Sqrt(min(max(kWh/a.called, 1/mostGrowth), mostGrowth))
				a.miss *= math.Sqrt(a.lever * growth)
			}
		}
		slices.SortStableFunc(q, func(a, b analogue) int { return cmp.Compare(a.miss, b.miss) })
		half := quantile(q, coverage)
		low, high = kWh-half, kWh+half
	}
	// A step that may have happened is inside.
	if doubt := p.days[today].doubt; doubt != 0 {
		low, high = min(low, kWh*math.Exp(doubt)), max(high, kWh*math.Exp(doubt))
	}
	return max(min(low, kWh), 0), max(high, kWh)
}

// quantile is the weighted quantile of misses that are sorted: each stands in the middle of
// its own weight, with straight lines between (Hazen's positions).
func quantile(sorted []analogue, p float64) float64 {
	total := 0.0
	for _, a := range sorted {
		total += a.weight
	}
	at, sum := p*total, 0.0
	for i, a := range sorted {
		middle := sum + a.weight/2
		if middle >= at {
			if i == 0 {
				return a.miss
			}
			before := sorted[i-1]
			from := sum - before.weight/2
			return before.miss + (at-from)/(middle-from)*(a.miss-before.miss)
		}
		sum += a.weight
	}
	return sorted[len(sorted)-1].miss
}

// farther is the variance of an estimate for that of another, by their leverages. A day that
// lies nearer to what was learned than the other did is taken to be known no better.
func farther(now, then float64) float64 {
	return max(1, (1+alike*now)/(1+alike*then))
}
