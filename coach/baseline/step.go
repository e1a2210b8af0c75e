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
	stepKeeps   = 0.25 // weight of the days before, rescaled: their shape still tells something
	stepSpread0 = 0.15 // usual |log ratio| of a home that nothing is known of
)

// A stepper watches for steps.
type stepper struct {
	usual float64 // usual size of a day's |log ratio|, as a standard deviation; 0: not known yet
	run   int     // days in a row
	sum   float64 // of their log ratios
	saved *learner
	was   *expectation // of the first of those days: later ones have learned of the step
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

// see takes an ordinary day's log ratio in.
func (s *stepper) see(log float64) {
	// A standard deviation from a mean size: √(π/2).
	s.usual = follow(s.size(), math.Sqrt(math.Pi/2)*math.Abs(log))
}

// dismiss ends a run of days that were no step after all: they were large, and teach how
// large a day may be, cut so that a few of them do not blind.
func (s *stepper) dismiss() {
	most := 2 * s.size()
	typical := min(math.Abs(s.doubt()), most)
	for range s.run {
		s.see(typical)
	}
	s.run, s.sum, s.saved, s.was = 0, 0, nil, nil
}

// confirm looks at one more day. When it confirms a step, the learner becomes what it was
// before the step, rescaled, and the step's own days have only told its size.
func (l *learner) confirm(actual, called float64, e *expectation) (ratio float64, ok bool) {
	if actual <= 0 || called <= 0 {
		return 1, false
	}
	s := &l.step
	log := math.Log(actual / called)
	small := math.Abs(log) < max(stepEach, 2*s.size())
	if small || log*s.sum < 0 {
		s.dismiss()
	}
	if small {
		s.see(log)
		return 1, false
	}
	if s.run == 0 {
		saved := *l
		before := *e
		s.saved, s.was = &saved, &before
	}
	s.run++
	s.sum += log
	least := stepMean
	if s.sum < 0 {
		least = stepFall
	}
	if mean := s.doubt(); s.run < stepDays || math.Abs(mean) < max(least, 2.5*s.size()) {
		return 1, false
	}
	ratio = math.Exp(s.doubt())
	usual, days := s.usual, l.days
	*l = *s.saved
	l.days = days
	l.step = stepper{usual: usual}
	l.rescale(ratio)
	return ratio, true
}

// rescale puts what was learned on another level, and trusts it less.
func (l *learner) rescale(ratio float64) {
	l.stats.scale(stepKeeps, ratio)
	for c := range nClock {
		l.cut[c] *= ratio
	}
	l.usual *= ratio
	l.middle *= ratio
	l.level, l.levelWeight = 0, 0
}
