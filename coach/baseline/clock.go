package baseline

import "math"

// A clock that is set an hour wrongly, or does not follow summer time, moves the home's day:
// its hours look more like what is expected of the hour before, or after, than of their own.
const (
	clockDays  = 7    // days in a row, nearly all of which …
	clockMost  = 6    // … have to say so …
	clockGain  = 0.25 // … by this much on average, in the log of the squared misses
	clockHours = 16   // hours that make a day
)

// A clockWatch compares each of the last days with what was expected an hour earlier and an
// hour later. Its zero value has seen none.
type clockWatch struct {
	gains [clockDays][2]float64 // log ratio of the squared misses, as they are to moved: earlier, later
	days  int
}

// see takes a day in, and says by how many hours the home's day has moved: 0, 1 later or -1.
func (w *clockWatch) see(hours []hour, expected *[25]float64, why *[25]verdict) (shift int) {
	actual, called := 0.0, 0.0
	for i := range hours {
		if why[i] == fine {
			actual, called = actual+hours[i].energy, called+expected[i]
		}
	}
	if actual <= 0 || called <= 0 {
		return 0
	}
	var square [3]float64 // of the misses, against the hour after, the same and the hour before
	n := 0
	for i := 1; i < len(hours)-1; i++ {
		if why[i] != fine {
			continue
		}
		n++
		for k := range square {
			miss := hours[i].energy - actual/called*expected[i+1-k]
			square[k] += miss * miss
		}
	}
	if n < clockHours || square[0]*square[1]*square[2] == 0 {
		return 0
	}
	w.gains[w.days%clockDays] = [2]float64{math.Log(square[1] / square[0]), math.Log(square[1] / square[2])}
	if w.days++; w.days < clockDays {
		return 0
	}
	for k, shift := range [2]int{-1, 1} {
		sum, days := 0.0, 0
		for _, g := range w.gains {
			sum += g[k]
			if g[k] > 0 {
				days++
			}
		}
		if days >= clockMost && sum > clockGain*clockDays {
			*w = clockWatch{}
			return shift
		}
	}
	return 0
}

// move tells all that was learned in a clock that is some hours later.
func (l *learner) move(shift int) {
	cut, weight := l.cut, l.cutWeight
	for c := range nClock {
		to := (c + shift + nClock) % nClock
		l.cut[to], l.cutWeight[to] = cut[c], weight[c]
	}
	l.stats.move(shift)
	l.memory.stats.move(shift)
	l.memory.wait = 0
}

// move puts every hour's sums some hours later.
func (s *stats) move(shift int) {
	was := *s
	for c := range nClock {
		to := (c + shift + nClock) % nClock
		s.clock[to], s.off[to] = was.clock[c], was.off[c]
		s.clockX[to], s.offX[to] = was.clockX[c], was.offX[c]
		s.clockY[to], s.offY[to] = was.clockY[c], was.offY[c]
	}
}
