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
	sparedBefore = 60 // days of reference
	sparedLeast  = 14 // … of them at least
	sparedAfter  = 28 // days after that are judged: later on too much else has changed
)

// Spared is what a lasting change has spared a day, kWh, since the local day that holds
// since: the days before teach what a day uses in its weather, and the days after are held
// against it (a regression before and after, as option C of the IPMVP has it). The day of
// the change itself, and days of events, teach and judge nothing. Indoor temperature is left
// out on purpose: an advice that lowers it works through it.
func Spared(h History, by string, since time.Time) Effect {
	t := newTable(h, (sparedBefore+sparedAfter+30)*24*time.Hour)
	e := Effect{KWh: unknownValue()}
	var rows []terms
	var y []float64
	var middle terms
	var after []float64
	for k := 1; k < len(t.days); k++ {
		d := t.days[k]
		x, kwh, ok := t.dayRow(k, by)
		from, to := t.time(d.from), t.time(d.to)
		switch {
		case !ok:
		case !to.After(since) && since.Sub(to) < sparedBefore*24*time.Hour:
			rows, y = append(rows, x), append(y, kwh)
		case !from.Before(since) && from.Sub(since) < sparedAfter*24*time.Hour:
			after = append(after, kwh)
			for j, v := range x {
				middle[j] += v
			}
			rows, y = append(rows, x), append(y, kwh)
		}
	}
	m := len(after)
	e.Occasions = m
	before := len(rows) - m
	if before < sparedLeast || m < effectLeast {
		return e
	}
	const p = 6
	g := regress(rows[:before], y[:before], p, terms{0, 0.1, 0.3, 0.5, 1, 2})
	missed := make([]float64, m)
	for i, x := range rows[before:] {
		missed[i] = g.at(x) - y[before+i]
	}
	far := 0.0
	for j := range p {
		middle[j] /= float64(m)
	}
	for _, k := range []int{1, 2} { // beyond the cold that was seen before, half of the slope is a guess
		far += math.Abs(g.coef[k]) * g.outside(middle, k) / 2
	}
	gain := trimmedMean(missed)
	inflate := (1 + g.rho) / (1 - g.rho)
	// Neighbouring days hang together: so many say less.
	noise := g.scale * g.scale * inflate
	fixed := noise*g.lever(middle) + far*far
	reach := effectMargin * student80(float64(max(before-p, 2)))
	sd := math.Sqrt(noise/float64(m) + fixed)
	e.KWh = spread(gain, reach*sd/z80, math.Inf(-1))
	e.settle(gain, reach, noise, fixed)
	return e
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
