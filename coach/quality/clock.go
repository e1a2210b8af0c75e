package quality

import (
	"math"
	"time"

	"courant/coach/series"
)

// clockChanges lists when loc changes its offset within the span of the set.
func clockChanges(set series.Set, loc *time.Location) []time.Time {
	var from, to time.Time
	for _, s := range set {
		if s.Len() == 0 {
			continue
		}
		if from.IsZero() || s.Start.Before(from) {
			from = s.Start
		}
		if s.End().After(to) {
			to = s.End()
		}
	}
	var changes []time.Time
	for t := from; t.Before(to); {
		_, end := t.In(loc).ZoneBounds()
		if end.IsZero() || !end.Before(to) {
			break
		}
		changes = append(changes, end.UTC())
		t = end
	}
	return changes
}

// checkClockHours counts changes of the clock at which exactly one hour, the one before or
// the one after, is missing between known ones: the mark of a program that read or wrote
// local times without knowing which of the two hours it had.
func (c *checker) checkClockHours() {
	if c.s.Step > time.Hour {
		return
	}
	var t count
	for _, change := range c.changes {
		hour := func(h int) (full, empty bool) {
			i, n := c.s.Index(change.Add(time.Duration(h)*time.Hour)), int(time.Hour/c.s.Step)
			if i < 0 || i+n > c.s.Len() {
				return false, false
			}
			k := known(c.s.Values[i : i+n])
			return k == n, k == 0
		}
		for h := -1; h <= 0; h++ {
			before, _ := hour(h - 1)
			after, _ := hour(h + 1)
			if _, empty := hour(h); empty && before && after {
				i := c.s.Index(change.Add(time.Duration(h) * time.Hour))
				t.add(1, i, i+int(time.Hour/c.s.Step))
			}
		}
	}
	c.addCount(ClockHour, t)
}

// The pilot's four cities lie between 71.2° and 75.7° west: their solar noons are within
// ten minutes of this one's.
const longitude = -73.4

// checkSun asks where the sun's daily centre of gravity lies. Clouds take from mornings and
// afternoons alike, so over twenty days it is at solar noon; more than 0.6 h beside it, and
// the times are of another zone, or label the other end of the hour.
func (c *checker) checkSun() {
	if c.s.Step > time.Hour {
		return
	}
	var days int
	var weighted, weight float64
	first := series.DateOf(c.s.Start, time.UTC)
	for d := first; d.Start(time.UTC).Before(c.s.End()); d = d.Add(1) {
		noon := solarNoon(d)
		i, j := max(c.s.Index(noon.Add(-12*time.Hour)), 0), min(c.s.Index(noon.Add(12*time.Hour)), c.s.Len())
		var moment, mass float64
		whole := j-i >= int(day/c.s.Step)-1
		at, step := c.s.Time(i).Add(c.s.Step/2).Sub(noon).Hours(), c.s.Step.Hours()
		for ; i < j; i++ {
			v := c.s.Values[i]
			if math.IsNaN(v) {
				whole = false
				break
			}
			moment += v * at
			mass += v
			at += step
		}
		if whole && mass*c.s.Step.Hours() > 300 { // Wh/m²: a day with some sun in it
			days++
			weighted += moment
			weight += mass
		}
	}
	if days >= 20 && math.Abs(weighted/weight) > 0.6 {
		c.add(ClockShift, days, 0, c.s.Len())
	}
}

// solarNoon is when the sun stands highest on a date at the pilot's longitude, to a minute
// (equation of time after Spencer's short form).
func solarNoon(d series.Date) time.Time {
	b := 2 * math.Pi * float64(d.Start(time.UTC).YearDay()-81) / 365
	equation := 9.87*math.Sin(2*b) - 7.53*math.Cos(b) - 1.5*math.Sin(b) // minutes
	minutes := 12*60 - longitude*4 - equation
	return d.Start(time.UTC).Add(time.Duration(minutes * float64(time.Minute)))
}
