package quality

import (
	"math"
	"time"

	"courant/coach/series"
)

const (
	day       = 24 * time.Hour
	pauseTime = 31 * day // a longer gap is a pause: the home was away, or the file has seasons
)

// checkRuns walks the values once, run by run of equal ones: gaps, stuck sensors, daily
// totals spread over their hours, meters that show nothing.
//
// Stuck is T10 of the ingest checks: 24 hours of the same value. Set-points and duty may
// well be constant, heating may rest at zero all summer, and the sun's nights are zero.
func (c *checker) checkRuns() {
	var gaps, pauses, zero count
	var long []run
	vs, step := c.s.Values, c.s.Step
	for i := 0; i < len(vs); {
		j := runEnd(vs, i)
		lasts := time.Duration(j-i) * step
		switch {
		case math.IsNaN(vs[i]) && lasts > pauseTime:
			pauses.add(j-i, i, j)
		case math.IsNaN(vs[i]):
			gaps.add(j-i, i, j)
		case lasts < 23*time.Hour || step >= day || !mayStick(c.key.Kind):
		case vs[i] == 0 && c.key.Kind == series.Energy:
			if lasts >= day {
				zero.add(j-i, i, j)
			}
		case vs[i] == 0 && c.key.Kind == series.Heating:
		default:
			long = append(long, run{i, j})
		}
		i = j
	}
	c.addCount(Gaps, gaps)
	c.addCount(Pause, pauses)
	c.addCount(Zero, zero)
	c.checkLong(long)
}

// A run is the intervals [from, to) of one value.
type run struct{ from, to int }

// checkLong tells stuck sensors from daily totals: the runs of these are whole local days,
// or follow one another without a break, since it is at the same hour that each ends.
func (c *checker) checkLong(long []run) {
	var stuck, daily count
	for i, r := range long {
		lasts := time.Duration(r.to-r.from) * c.s.Step
		follows := i > 0 && long[i-1].to == r.from || i+1 < len(long) && long[i+1].from == r.to
		switch {
		case follows || c.wholeDays(r.from, r.to):
			daily.add(int((lasts+day/2)/day), r.from, r.to)
		case lasts >= day:
			stuck.add(r.to-r.from, r.from, r.to)
		}
	}
	c.addCount(Stuck, stuck)
	c.addCount(Daily, daily)
}

func mayStick(k series.Kind) bool {
	return k == series.Energy || k == series.Heating || k == series.Indoor || k == series.Outdoor
}

// runEnd is the end of the run of equal values, or of gaps, that begins at i.
func runEnd(vs []float64, i int) int {
	j := i + 1
	if math.IsNaN(vs[i]) {
		for j < len(vs) && math.IsNaN(vs[j]) {
			j++
		}
		return j
	}
	for j < len(vs) && vs[j] == vs[i] {
		j++
	}
	return j
}

// wholeDays reports whether intervals [i, j) are local days, from midnight to midnight.
func (c *checker) wholeDays(i, j int) bool {
	from, to := c.s.Time(i), c.s.Time(j)
	return series.DateOf(from, c.loc).Start(c.loc).Equal(from) && series.DateOf(to, c.loc).Start(c.loc).Equal(to)
}
