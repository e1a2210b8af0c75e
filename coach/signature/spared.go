package signature

import (
	"math"
	"slices"
	"time"
)

// What the days before and after an advice was followed are compared by.
const (
	ByHeat = "heat" // heating where it is metered, else all energy
	ByRest = "rest" // all other energy; where heating is not metered, all of it
)

const (
	sparedBefore = 60  // days of reference
	sparedLeast  = 14  // … of them at least
	sparedAfter  = 28  // days after that are judged: later on too much else has changed
	emptyShare   = 0.4 // of the usual stir: on a day with less nobody is at home
)

// Spared is what a lasting change has spared a day, kWh, since the local day that holds
// since: the days before teach what a day uses in its weather, and the days after are held
// against it (a regression before and after, as option C of the IPMVP has it). The day of
// the change itself, days of events and days on which nobody is at home teach and judge
// nothing: a journey is no advice that works. Indoor temperature is left
// out on purpose: an advice that lowers it works through it.
func Spared(h History, by string, since time.Time) Effect {
	t := newTable(h, (sparedBefore+sparedAfter+30)*24*time.Hour)
	rows, y, before := t.dayRows(by, since)
	m := len(rows) - before
	e := Effect{KWh: unknownValue(), Occasions: m}
	if before < sparedLeast || m < effectLeast {
		return e
	}
	c := newComparison(rows[:before], y[:before])
	var middle terms
	missed := make([]float64, m)
	for i, x := range rows[before:] {
		missed[i] = c.at(x) - y[before+i]
		for j, v := range x {
			middle[j] += v / float64(m)
		}
	}
	noise, fixed := c.variances(middle)
	gain := trimmedMean(missed)
	e.KWh = spread(gain, c.reach*math.Sqrt(noise/float64(m)+fixed)/z80, math.Inf(-1))
	e.settle(gain, c.reach, noise, fixed)
	return e
}

// SparedIn is about how many days it takes until a gain of so many kWh a day is measured,
// were it to begin now; 0 when nobody can tell.
func SparedIn(h History, by string, gain float64) int {
	t := newTable(h, (sparedBefore+2)*24*time.Hour)
	rows, y, before := t.dayRows(by, h.At)
	if before < sparedLeast {
		return 0
	}
	c := newComparison(rows[:before], y[:before])
	noise, fixed := c.variances(rows[before-1])
	var e Effect
	e.settle(gain, c.reach, noise, fixed)
	return e.Needed
}

// dayRows are the days before a moment that teach, oldest first, and then those after it
// that are judged.
func (t *table) dayRows(by string, since time.Time) (rows []terms, y []float64, before int) {
	stirs, usual := t.stirs()
	for k := 1; k < len(t.days); k++ {
		if stirs[k] < emptyShare*usual {
			continue
		}
		from, to := t.time(t.days[k].from), t.time(t.days[k].to)
		ref := !to.After(since) && since.Sub(to) < sparedBefore*24*time.Hour
		judged := !from.Before(since) && from.Sub(since) < sparedAfter*24*time.Hour
		x, kwh, ok := t.dayRow(k, by)
		if !ok || !ref && !judged {
			continue
		}
		rows, y = append(rows, x), append(y, kwh)
		if ref {
			before++
		}
	}
	return rows, y, before
}

// stirs are by how much each day's energy beside measured heating moves from hour to hour,
// kW, and the median of all days: cooking, hot water and lamps are people, a fridge is not.
func (t *table) stirs() (each []float64, usual float64) {
	each = make([]float64, len(t.days))
	var known []float64
	for k, d := range t.days {
		sum, n := 0.0, 0
		for i := d.from + 1; i < d.to; i++ {
			if v := math.Abs(t.rest(i) - t.rest(i-1)); !math.IsNaN(v) {
				sum, n = sum+v, n+1
			}
		}
		if each[k] = sum / float64(n); n >= leastHours/2 {
			known = append(known, each[k])
		}
	}
	if len(known) == 0 {
		return each, 0
	}
	return each, medianOf(known)
}

// A comparison is what the days before say of any day.
type comparison struct {
	regression
	reach float64 // half width of an interval, in standard deviations
}

func newComparison(rows []terms, y []float64) comparison {
	const p = 6
	return comparison{regress(rows, y, p, terms{0, 0.1, 0.3, 0.5, 1, 2}), effectMargin * student80(float64(max(len(rows)-p, 2)))}
}

// variances are that of one day's miss, neighbours hanging together, and that of the fit
// itself around a row. Beyond the cold that was seen, half of the slope is a guess.
func (c *comparison) variances(row terms) (noise, fixed float64) {
	far := 0.0
	for _, k := range []int{1, 2} {
		far += math.Abs(c.coef[k]) * c.outside(row, k) / 2
	}
	noise = c.scale * c.scale * (1 + c.rho) / (1 - c.rho)
	return noise, noise*c.lever(row) + far*far
}

// dayRow is a day's energy, kWh, and what it depends on: a level, the cold of today and of
// yesterday in 10 K, the sun, whether people are at home, and the square of the cold.
func (t *table) dayRow(k int, by string) (x terms, kwh float64, ok bool) {
	d, before := t.days[k], t.days[k-1]
	if d.event {
		return x, 0, false
	}
	kwh = d.energy
	if t.heat != nil {
		kwh = d.heat
		if by == ByRest {
			kwh = d.energy - d.heat
		}
	}
	cold, was := max(0, 16-d.outdoor)/10, max(0, 16-before.outdoor)/10
	x = terms{1, cold, was, d.solar / 100, 0, cold * cold / 3}
	if d.date.Weekend() || holidays(d.date) {
		x[4] = 1
	}
	return x, kwh, !math.IsNaN(x[1] + x[2] + kwh)
}

// trimmedMean is the mean without the smallest and the largest tenth, one of each at least
// where there are five: a single odd day makes no effect. It sorts v.
func trimmedMean(v []float64) float64 {
	slices.Sort(v)
	cut := len(v) / 10
	if len(v) >= 5 {
		cut = max(cut, 1)
	}
	v = v[cut : len(v)-cut]
	return total(v) / float64(len(v))
}
