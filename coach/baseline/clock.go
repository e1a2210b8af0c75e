package baseline

import "math"

// A clock that is set an hour wrongly, or does not follow summer time, moves the home's day:
// its hours look more like what is expected of the hour before, or after, than of their own.
const (
	clockDays  = 7    // days in a row, nearly all of which …
	clockMost  = 6    // … have to say so …
	clockGain  = 0.25 // … by this much on average, in the log of the squared misses
	clockHours = 16   // hours that make a day
	clockWarm  = 21   // days before there is a habit to compare with
)

// Single days of people without habits say nothing of their clock, and the mean of many may:
// it is compared too.
const (
	profileKeeps = 0.9  // how much of the mean a day leaves: it is of about ten days
	profileLeast = 3.0  // days in effect
	profileCut   = 2.0  // misses beyond as many usual ones are cut: a bath is not a habit
	profileOdds  = 5.0  // log likelihood ratio, moved for as it is, …
	profileGain  = 0.25 // … and in the log of the squared misses of the mean
)

// A clockWatch compares the last days with what was expected an hour earlier and an hour
// later. Its zero value has seen none.
type clockWatch struct {
	gains [clockDays][2]float64 // log ratio of the squared misses, as they are to moved: earlier, later
	days  int

	// By hour of the day, sums of what a day missed by as it is and moved, and their weights.
	profile [nClock]clockMisses
	weight  [nClock]float64
	noise   float64 // mean square of a miss, kWh² an hour
}

// clockMisses are misses against the hour after, the same and the hour before.
type clockMisses [3]float64

// see takes a day in, and says by how many hours the home's day has moved: 0, 1 later or -1.
// The day's level is not the clock's matter: what was expected is brought to it. usual is the
// size of a miss, kWh an hour.
func (w *clockWatch) see(hours []hour, expected *[25]float64, why *[25]verdict, usual float64) (shift int) {
	actual, called, known := 0.0, 0.0, 0
	for i := range hours {
		if why[i] == fine {
			actual, called, known = actual+hours[i].energy, called+expected[i], known+1
		}
	}
	if actual <= 0 || called <= 0 || known < clockHours {
		return 0
	}
	for c := range w.profile {
		w.weight[c] *= profileKeeps
		for k := range w.profile[c] {
			w.profile[c][k] *= profileKeeps
		}
	}
	var square clockMisses
	n, same := 0.0, 0.0
	for i := 1; i < len(hours)-1; i++ {
		if why[i] != fine {
			continue
		}
		n++
		c := hours[i].clock
		w.weight[c]++
		for k := range square {
			miss := hours[i].energy - actual/called*expected[i+1-k]
			square[k] += miss * miss
			miss = min(max(miss, -profileCut*usual), profileCut*usual)
			w.profile[c][k] += miss
			if k == 1 {
				same += miss * miss
			}
		}
	}
	if n == 0 || square[0]*square[1]*square[2] == 0 {
		return 0
	}
	w.noise = follow(w.noise, same/n)
	w.gains[w.days%clockDays] = [2]float64{math.Log(square[1] / square[0]), math.Log(square[1] / square[2])}
	if w.days++; w.days < clockDays {
		return 0
	}
	for k, shift := range [2]int{-1, 1} {
		if w.byDays(k) || w.byProfile(2*k) {
			*w = clockWatch{}
			return shift
		}
	}
	return 0
}

// byDays reports whether nearly every one of the last days says that it is moved.
func (w *clockWatch) byDays(k int) bool {
	sum, days := 0.0, 0
	for _, g := range w.gains {
		sum += g[k]
		if g[k] > 0 {
			days++
		}
	}
	return days >= clockMost && sum > clockGain*clockDays
}

// byProfile reports whether the mean of the last days says so: its squares, divided by the
// variance of the mean of as many days' noise, are twice a log likelihood.
func (w *clockWatch) byProfile(k int) bool {
	var square clockMisses
	days := 0.0
	for c, weight := range w.weight {
		if weight < 1 {
			continue
		}
		days += weight / nClock
		for k, sum := range w.profile[c] {
			square[k] += sum / weight * sum / weight
		}
	}
	odds := days * (square[1] - square[k]) / (2 * w.noise)
	return days > profileLeast && odds > profileOdds && math.Log(square[1]/square[k]) > profileGain
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
