package baseline

import "math"

// Limits of what a home's hours can be.
const (
	frozenRun   = 6    // as many equal hours in a row are a stuck meter …
	frozenMost  = 24   // … or up to as many where a coarse meter often repeats itself
	frozenWarm  = 12   // the same of an outdoor thermometer, whose readings are coarser
	spikeMedian = 15.0 // energy above as many usual medians …
	spikeKWh    = 15.0 // … and this much more, a car and a stove, is no home's
	coldestC    = -60.0
	hottestC    = 55.0
)

// A verdict is why an hour is not learned from.
type verdict uint8

// The verdicts: fine is learned from.
const (
	fine verdict = iota
	masked
	missing
	noWeather
	frozenWeather
	wildWeather
	negative
	spike
	frozen
)

// A judgement is the verdicts on a day's hours, and how many are fine. A day that is being
// lived has fewer than 24 hours, one in autumn 25.
type judgement struct {
	why  [25]verdict
	fine int
}

// judge says which hours can be learned from: known, outside windows, and such as a home
// can have. A meter that repeats itself, or jumps far above anything seen, is not believed.
func (l *learner) judge(hours []hour) (j judgement) {
	limit := l.limit(hours)
	run, last := l.sameRun, l.same
	stuck := min(frozenRun*(1+int(l.repeats+0.5)), frozenMost)
	for i := range hours {
		u := &hours[i]
		switch {
		case u.masked:
			j.why[i] = masked
		case math.IsNaN(u.energy):
			j.why[i] = missing
		case u.energy < 0:
			j.why[i] = negative
		case u.energy > limit:
			j.why[i] = spike
		case u.wild:
			j.why[i] = wildWeather
		case math.IsNaN(u.outdoor):
			j.why[i] = noWeather
		case u.stuck:
			j.why[i] = frozenWeather
		}
		if u.energy == last {
			run++
		} else {
			run = 1
		}
		last = u.energy
		for k := i; run >= stuck && k >= max(0, i-run+1); k-- {
			if j.why[k] == fine || j.why[k] == frozenWeather {
				j.why[k] = frozen
			} else if k < i {
				break // those before were seen
			}
		}
	}
	for i := range hours {
		if j.why[i] == fine {
			j.fine++
		}
	}
	return j
}

// limit is the energy that no hour of the home has, kWh: by what is usual, on the first day
// by the day itself.
func (l *learner) limit(hours []hour) float64 {
	middle := l.middle
	if middle == 0 {
		var buf [25]float64
		known := buf[:0]
		for _, u := range hours {
			if u.energy >= 0 {
				known = append(known, u.energy)
			}
		}
		if len(known) == 0 {
			return math.Inf(1)
		}
		middle = medianOf(known)
	}
	return spikeMedian*middle + spikeKWh
}

// remember keeps how long the meter has said the same as a day ends, and how often a day it
// says the same for an hour or a few.
func (l *learner) remember(hours []hour) {
	repeats := 0.0
	for i := range hours {
		if hours[i].energy == l.same {
			l.sameRun++
			continue
		}
		if l.sameRun > 1 && l.sameRun < frozenRun {
			repeats++
		}
		l.same, l.sameRun = hours[i].energy, 1
	}
	l.repeats += 0.1 * (repeats - l.repeats)
}

// A unitWatch counts days in a row that are all too much to be believed: after stepDays of
// them the meter counts in another unit.
type unitWatch struct {
	days int
	sum  float64 // of the log ratios of their energy to what was called for
}

// another takes note of a day whose energy is mostly above the limit, and rescales what was
// learned when there have been enough of them; ok is false before.
func (l *learner) another(hours []hour, rows []row, e *expectation, j *judgement) (ratio float64, ok bool) {
	actual, called, n := 0.0, 0.0, 0
	for i := range hours {
		if j.why[i] == spike {
			actual, called, n = actual+hours[i].energy, called+e.called(&rows[i]), n+1
		}
	}
	if n < fewHours || n <= j.fine {
		if j.fine >= fewHours {
			l.unit = unitWatch{}
		}
		return 1, false
	}
	if called <= 0 || l.days < warmDays {
		return 1, false
	}
	l.unit.days++
	l.unit.sum += math.Log(actual / called)
	if l.unit.days < stepDays {
		return 1, false
	}
	ratio = math.Exp(l.unit.sum / float64(l.unit.days))
	l.rescale(ratio)
	l.unit, l.step = unitWatch{}, stepper{usual: l.step.usual}
	return ratio, true
}
