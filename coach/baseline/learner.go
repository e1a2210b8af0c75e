package baseline

import "math"

// Constants of learning. None was tuned to a home: the half-life is that of methods.md 1.5,
// the others are round numbers on a plateau.
const (
	halfLife   = 30.0 // days after which a day counts half
	warmDays   = 7    // days before misses say what is unusual
	clipAt     = 4.0  // misses beyond this many usual misses are cut …
	cutReach   = 2    // … and what was cut comes back as a mean over the hours around
	levelDays  = 1.5  // how fast the mean miss of recent days fades
	levelPrior = 0.5  // share of it that is expected to last …
	levelTrust = 20.0 // … until about as many days have said otherwise
	fewHours   = 8    // usable hours that make a day
	gapDays    = 45   // a longer silence starts afresh
)

// A learner reads a home day by day and says before each day what it expects. All that it
// keeps fits in a few kilobytes.
type learner struct {
	stats stats
	days  int // that it learned from, since it started afresh or a step
	quiet int // days since the last of them

	usual  float64 // robust size of a miss, kWh an hour; 0: not known yet
	middle float64 // usual median of an hour's energy, kWh; 0: not known yet

	// What clipping cut off, by hour of the day: sums and their weights.
	cut, cutWeight [nClock]float64

	level  level
	memory *memory // shared with the copies that a step in doubt keeps

	step stepper
	unit unitWatch
	fell fall
	// What the last day taught: as many days were those of an empty house, and the step that
	// they had been taken for was none.
	away   int
	undone bool
	// How many hours later the home's day was just found to be.
	shift int

	watch clockWatch

	// The last hour's energy, and how many hours in a row it was that.
	same    float64
	sameRun int
	repeats float64 // short runs of equal hours a day, lately: a coarse meter has many
}

// An expectation is what a learner expects of the day to come.
type expectation struct {
	coefs coefs
	cut   [nClock]float64 // kWh an hour on top: what clipping took away
	level float64         // kWh an hour on top: what lasts of the misses of recent days
	usual float64         // size of a miss, kWh an hour; 0: not known yet
	days  int             // behind it
	// What the regression alone says of the day's hours, kWh, and how far their weather lies
	// from what it has learned; see stats.solve.
	fitted   [25]float64
	leverage float64
	// The same of the memory, where there is one, with its level and its share; see memory.
	remembers  bool
	older      [25]float64
	olderLevel float64
	share      float64
}

// expect solves for the day to come, of which the weather is known.
func (l *learner) expect(rows []row) (e expectation) {
	e = expectation{level: l.level.lasting(l.usual) * l.level.recent(), usual: l.usual, days: l.days}
	e.coefs, e.leverage = l.stats.solve(rows)
	for i := range rows {
		e.fitted[i] = e.coefs.at(&rows[i])
	}
	for c := range nClock {
		if l.cutWeight[c] > 0 {
			e.cut[c] = l.cut[c] / l.cutWeight[c]
		}
	}
	return e
}

// called is the energy that hour and weather call for, kWh.
func (e *expectation) called(r *row) float64 { return e.coefs.at(r) + e.cut[r.clock] }

// at is the energy that is expected of hour i of the day that it was fitted to, never below
// 0, kWh.
func (e *expectation) at(i int, clock int8) float64 {
	if e.share == 0 {
		return e.recently(i, clock)
	}
	return (1-e.share)*e.recently(i, clock) + e.share*e.formerly(i, clock)
}

// recently is what this winter says of an hour, formerly what the memory says, kWh.
func (e *expectation) recently(i int, clock int8) float64 {
	return max(e.fitted[i]+e.cut[clock]+e.level, 0)
}

func (e *expectation) formerly(i int, clock int8) float64 {
	return max(e.older[i]+e.cut[clock]+e.olderLevel, 0)
}

// forget lets a day pass.
func (l *learner) forget() {
	l.away, l.undone, l.shift = 0, false, 0
	l.fell.pass()
	if l.step.run > 0 {
		l.step.age++
	}
	w := math.Exp2(-1 / halfLife)
	l.stats.scale(w, 1)
	for c := range nClock {
		l.cut[c] *= w
		l.cutWeight[c] *= w
	}
	l.level.fade()
	l.memory.pass()
}

// learn takes a day in: its hours, their rows, what was expected of it, and what judge says
// of it. It reports the step that the day confirms, 1 for none.
func (l *learner) learn(hours []hour, rows []row, e *expectation, j *judgement) (ratio float64) {
	before, olderBefore := l.level.recent(), l.memory.level.recent()
	l.forget()
	l.remember(hours)
	use, n := &j.why, j.fine
	if e.remembers {
		l.memory.gate.see(hours, rows, e, use)
	}
	if ratio, ok := l.another(hours, rows, e, j); ok {
		return ratio
	}
	if n == 0 {
		if l.quiet++; l.quiet > gapDays && l.days > 0 {
			*l = learner{memory: l.memory}
		}
		return 1
	}
	l.quiet = 0
	var buf [25]float64
	var middle [25]float64
	misses := buf[:0]
	actual, called, cold, k := 0.0, 0.0, 0.0, 0
	var calls [25]float64 // kWh that hour and weather called for before a step in doubt
	for i := range hours {
		if use[i] != fine {
			continue
		}
		y := e.fitted[i]
		held := y + e.cut[rows[i].clock]
		if l.step.was != nil {
			held = l.step.was.called(&rows[i])
		}
		misses = append(misses, math.Abs(hours[i].energy-y))
		middle[k] = hours[i].energy
		k++
		actual += hours[i].energy
		called += held
		calls[i] = held
		cold += rows[i].weather[0]
	}
	whole := n >= fewHours
	warm := l.days >= warmDays
	if warm && whole && cold > stepCold*float64(n) {
		if ratio, ok := l.confirm(actual, called, unrest(hours, &calls, use, actual/called), e); ok {
			return ratio
		}
	}
	l.middle = follow(l.middle, medianOf(middle[:n]))
	if warm && (whole || l.usual == 0) {
		// The mean of the first ten days, then a slow one.
		miss := 1.4826 * medianOf(misses)
		l.usual += max(0.1, 1/float64(l.days-warmDays+1)) * (miss - l.usual)
	}
	sum, older := 0.0, 0.0
	for i := range hours {
		if use[i] != fine {
			continue
		}
		y := hours[i].energy
		if warm {
			expected := e.fitted[i]
			miss := y - expected
			kept := min(max(miss, -clipAt*l.usual), clipAt*l.usual)
			l.spread(rows[i].clock, miss-kept)
			y = expected + kept
			sum += kept
		}
		l.stats.add(&rows[i], y)
		l.memory.add(&rows[i], y)
		older += y - e.older[i]
	}
	if whole {
		l.days++
	}
	if l.days >= clockWarm && whole && cold > stepCold*float64(n) {
		if l.shift = l.watch.see(hours, &e.fitted, use, l.usual); l.shift != 0 {
			l.move(l.shift)
		}
	}
	if warm {
		weight := min(float64(n)/fewHours, 1)
		l.level.see(before, sum/float64(n), weight)
		if e.remembers {
			l.memory.level.see(olderBefore, older/float64(n), weight)
		}
	}
	return 1
}

// follow is a slow mean that begins at its first value.
func follow(mean, v float64) float64 {
	if mean == 0 {
		return v
	}
	return mean + 0.1*(v-mean)
}

// spread puts what was cut off an hour on the hours around it.
func (l *learner) spread(clock int8, cut float64) {
	weights := [cutReach + 1]float64{1, 0.8, 0.5}
	for d := -cutReach; d <= cutReach; d++ {
		w := weights[max(d, -d)]
		c := (int(clock) + d + nClock) % nClock
		l.cut[c] += w * cut
		l.cutWeight[c] += w
	}
}

// medianOf sorts v, which is short, not empty and all known: by insertion, which is quicker
// than anything else on a day's hours.
func medianOf(v []float64) float64 {
	for i, x := range v {
		k := i
		for ; k > 0 && v[k-1] > x; k-- {
			v[k] = v[k-1]
		}
		v[k] = x
	}
	n := len(v)
	if n%2 == 1 {
		return v[n/2]
	}
	return (v[n/2-1] + v[n/2]) / 2
}
