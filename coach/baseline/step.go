package baseline

import "math"

// A step is a lasting change of a home's level at the source: a meter that counts another
// unit, half a house that is not heated any more. It shows in the ratio of a day's energy
// to what hour and weather call for.
const (
	stepDays    = 5    // days in a row, all to the same side, that confirm one
	stepEach    = 0.20 // least |log ratio| of each of them, and twice the usual size
	stepMean    = 0.25 // least |log ratio| of their mean, and two and a half times the usual size
	stepFall    = 0.38 // the same for a fall: people who are away for a week take a quarter off
	stepHold    = 0.05 // a rise goes on with days above this …
	stepMost    = 14   // … for as many days at most …
	stepCap     = 0.4  // … none of which counts for more …
	stepSure    = 4    // … and their mean is clear by as many of its standard errors
	stepFollow  = 0.4  // of a fall that is not confirmed, of which nearly half go on
	stepFade    = 0.15 // how much a day moves the mean of recent ones
	stepKeeps   = 0.25 // weight of the days before, rescaled: their shape still tells something
	awayRest    = 0.62 // a house that falls and has less than this share of its usual unrest is empty …
	awayDays    = 14   // … unless it stays so for as many days
	awayLeast   = 3    // days in a row that are left out, once people are back
	fallDays    = 28   // a fall may be undone for as many days, by a rise …
	fallBack    = 0.25 // … of about its size, in log ratio
	stepCold    = 0.5  // in 10 °C below hingeC: milder days say nothing, what they call for is little and badly known
	stepSpread0 = 0.15 // usual |log ratio| of a home that nothing is known of
)

// A stepper watches for steps.
type stepper struct {
	usual float64 // usual size of a day's |log ratio|, as a standard deviation; 0: not known yet
	rough float64 // usual unrest of a day, kWh an hour; 0: not known yet
	rest  float64 // sum of the unrest of the days in a row, each at the level before
	run   int     // days in a row
	sum   float64 // of their log ratios
	held  float64 // of their sizes, those of a rise cut at stepCap: no single day confirms one
	saved *learner
	was   *expectation // of the first of those days: later ones have learned of the step
	age   int          // calendar days since the first of them
	// Mean log ratio of recent days, and how far it was below 0 as the days in a row began:
	// as much of a rise is people who come back.
	lately, below float64
}

// empty reports whether the days in a row are those of a house that nobody lives in: it
// falls, and nothing but its heating moves. At the source everything falls alike.
func (s *stepper) empty() bool {
	return s.sum < 0 && s.rest < awayRest*s.rough*float64(s.run)
}

// size is the usual size of a day's log ratio.
func (s *stepper) size() float64 {
	if s.usual == 0 {
		return stepSpread0
	}
	return s.usual
}

// doubt is the log ratio of the days that may be a step but are not confirmed, 0 for none.
func (s *stepper) doubt() float64 {
	if s.run == 0 {
		return 0
	}
	return s.sum / float64(s.run)
}

// holds reports whether a day that is small by itself goes on with a rise: days miss on their
// own too, and what counts is their mean. A fall is not given so much: an empty house ends
// with such a day.
func (s *stepper) holds(log float64) bool {
	return s.sum > 0 && s.run < stepMost && log > stepHold && s.held+min(log, stepCap) > stepEach*float64(s.run+1)
}

// clear is the least |log ratio| of the mean of the days in a row that no home's usual days
// would make: of a fall two and a half usual sizes, of a rise, which may hold longer, as
// many standard errors of their mean as five days need for so much.
func (s *stepper) clear() float64 {
	if s.sum < 0 {
		return 2.5 * s.size()
	}
	return stepSure * s.size() / math.Sqrt(float64(s.run))
}

// follow is what is expected of an hour while days fall: part of the way to what they used,
// for as many such days go on as end. A rise is not followed, or it could be made.
func (s *stepper) follow(kWh float64, r *row) float64 {
	if s.sum >= 0 {
		return kWh
	}
	return kWh + stepFollow*min(max(s.was.called(r), 0)*math.Exp(s.doubt())-kWh, 0)
}

// see takes an ordinary day's log ratio in.
func (s *stepper) see(log float64) {
	// A standard deviation from a mean size: √(π/2).
	s.usual = follow(s.size(), math.Sqrt(math.Pi/2)*math.Abs(log))
}

// dismiss ends a run of days that were no step after all. What an empty house did is
// forgotten, and told as away.
func (l *learner) dismiss() {
	if s := &l.step; s.run >= awayLeast && s.empty() {
		away, days := s.age, l.days
		step := stepper{usual: s.usual, rough: s.rough}
		*l = *s.saved
		l.days, l.step, l.away = days, step, away
		return
	}
	l.step.dismiss()
}

// dismiss ends a run: its days were large, and teach how large a day may be, cut so that a
// few of them do not blind.
func (s *stepper) dismiss() {
	most := 2 * s.size()
	typical := min(math.Abs(s.doubt()), most)
	for range s.run {
		s.see(typical)
	}
	s.run, s.sum, s.held, s.rest, s.age, s.below, s.saved, s.was = 0, 0, 0, 0, 0, 0, nil, nil
}

// confirm looks at one more day. When it confirms a step, the learner becomes what it was
// before the step, rescaled, and the step's own days have only told its size.
func (l *learner) confirm(actual, called, rough float64, e *expectation) (ratio float64, ok bool) {
	if actual <= 0 || called <= 0 {
		return 1, false
	}
	s := &l.step
	log := math.Log(actual / called)
	before := s.lately
	s.lately += stepFade * (min(max(log, -stepCap), stepCap) - s.lately)
	small := math.Abs(log) < max(stepEach, 2*s.size())
	if small && s.holds(log) {
		small = false
	} else if small || log*s.sum < 0 {
		l.dismiss()
	}
	if small {
		s.see(log)
		s.rough = follow(s.rough, rough)
		return 1, false
	}
	if s.run == 0 {
		saved := *l
		was := *e
		s.saved, s.was, s.below = &saved, &was, max(0, -before)
	}
	s.run++
	s.sum += log
	s.held += max(-log, min(log, stepCap))
	s.rest += rough / math.Exp(log)
	least := stepMean + s.below
	if s.sum < 0 {
		least = stepFall
	}
	if mean := s.held / float64(s.run); s.run < stepDays || mean < max(least, s.clear()) {
		return 1, false
	}
	if s.empty() && s.run < awayDays {
		return 1, false
	}
	fell, days := l.fell, l.days
	if fell.saved != nil && math.Abs(s.doubt()-fell.log) < fallBack {
		away := fell.age
		*l = *fell.saved
		l.days, l.away, l.undone = days, away, true
		l.memory.restore(math.Exp(-fell.log))
		return math.Exp(fell.log), true
	}
	log = s.doubt()
	ratio = math.Exp(log)
	step, saved, age := stepper{usual: s.usual, rough: s.rough * ratio}, s.saved, s.age
	*l = *saved
	l.days, l.step = days, step
	l.rescale(ratio)
	if log < 0 {
		saved.step = stepper{usual: step.usual, rough: step.rough / ratio}
		l.fell = fall{saved: saved, log: -log, age: age}
	}
	return ratio, true
}

// A fall is a step down that may yet be undone: by people who come back, or a meter that is
// put right. What was learned before it then holds again.
type fall struct {
	saved *learner
	log   float64 // log ratio of the rise that undoes it
	age   int     // days since it began
}

// pass lets a day go by.
func (f *fall) pass() {
	if f.saved == nil {
		return
	}
	if f.age++; f.age > fallDays {
		*f = fall{}
	}
}

// rescale puts what was learned on another level, and trusts it less.
func (l *learner) rescale(ratio float64) {
	l.stats.scale(stepKeeps, ratio)
	for c := range nClock {
		l.cut[c] *= ratio
	}
	l.usual *= ratio
	l.middle *= ratio
	l.level = level{}
	l.memory.rescale(ratio)
}

// unrest is how much a day's energy moves from hour to hour otherwise than what is called
// for would at the day's level, kWh an hour.
func unrest(hours []hour, calls *[25]float64, why *[25]verdict, ratio float64) float64 {
	sum, n := 0.0, 0
	for i := 1; i < len(hours); i++ {
		if why[i] == fine && why[i-1] == fine {
			sum += math.Abs(hours[i].energy - hours[i-1].energy - ratio*(calls[i]-calls[i-1]))
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}
