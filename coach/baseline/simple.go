package baseline

import (
	"math"

	"courant/coach/event"
	"courant/coach/series"
)

// The regression that courant has to beat (methods.md 1.5, and 1.5b as ridge-0.5): 24 hours
// of the day and 24 on days off, the outdoor temperature with its means of 3, 12 and 24 h,
// cold below 15 °C, and sun, solved anew for every window on the days of the winter before
// it, each weighing 1/(1 + (days/30)²), with a ridge of 0.1. It is printed beside courant
// and used for nothing else.
const (
	ridgeSmooth  = 7 // terms beside the hours
	ridgeTerms   = 2*nClock + ridgeSmooth
	ridgePenalty = 0.1
	ridgeHingeC  = 15.0
	ridgeDays    = 30.0
	ridgeBack    = 180 // days: a winter
	ridgeAnchor  = 0.5 // share of the anchor's miss that ridge-0.5 adds
)

// ridgeRow is the terms beside the hours, of one hour of the table.
type ridgeRow [ridgeSmooth]float64

// ridgeRows are the rows of the hours [0, to) of a table, whose means run through all of it.
func ridgeRows(hours []hour) []ridgeRow {
	rows := make([]ridgeRow, len(hours))
	var t3, t12, t24, s6 float64
	seen := false
	for i, u := range hours {
		t := u.outdoor
		switch {
		case math.IsNaN(t):
			t = t3 // stays where it was; the hour teaches nothing
		case !seen:
			t3, t12, t24, s6, seen = t, t, t, u.solar, true
		default:
			t3 += gain3 * (t - t3)
			t12 += gain12 * (t - t12)
			t24 += gain24 * (t - t24)
			s6 += gain6 * (u.solar - s6)
		}
		rows[i] = ridgeRow{t, t3, t12, t24, max(0, ridgeHingeC-t12), u.solar, s6}
	}
	return rows
}

// ridge answers by the regression, with a share of the miss in the day's anchor hours.
func (m *Model) ridge(e Estimate, w Window, gamma float64) Estimate {
	p := &m.past
	e.Rule = e.Name
	if !p.ok {
		return e.because(ReasonStep)
	}
	parts, ok := p.shares(w)
	if !ok {
		return e.because(ReasonWeather)
	}
	today := p.table.dayOf(parts[0].hour)
	rows := ridgeRows(p.table.hours[:parts[len(parts)-1].hour+1])
	beta, days := m.ridgeFit(rows, today)
	e.Days = append(e.Days, days...)
	if len(days) < leastDays {
		return e.because(ReasonFewDays)
	}
	at := func(i int) float64 {
		if math.IsNaN(p.table.hours[i].outdoor) {
			return math.NaN()
		}
		return beta.at(&p.table.hours[i], &rows[i])
	}
	kWh := 0.0
	for _, s := range parts {
		kWh += at(s.hour) * s.part
	}
	if math.IsNaN(kWh) {
		return e.because(ReasonWeather)
	}
	if gamma > 0 {
		from, to, ok := m.h.Rules.Anchor(m.anchorProgramme(), p.table.days[today].date, event.SlotOf(w.Start, m.loc))
		i, j := p.table.index(from), p.table.index(to)
		if !ok || to.After(w.Start) || i < 0 || i >= j {
			return e.because(ReasonAnchor)
		}
		miss, anchor := 0.0, 0.0
		for k := i; k < j; k++ {
			anchor += p.table.hours[k].energy
			miss += (p.table.hours[k].energy - at(k)) / float64(j-i)
		}
		if math.IsNaN(miss) {
			return e.because(ReasonAnchor)
		}
		adjust := gamma * miss * w.End.Sub(w.Start).Hours()
		e.AnchorKWh, e.AdjustmentKWh = series.Maybe(anchor), series.Maybe(adjust)
		kWh += adjust
	}
	e.KWh = series.Maybe(max(kWh, 0))
	return e
}

// ridgeBeta are the coefficients: hours of the day, the same on days off, the other terms.
type ridgeBeta [ridgeTerms]float64

// at is the energy of an hour in kWh.
func (b *ridgeBeta) at(u *hour, r *ridgeRow) float64 {
	y := b[ridgeClock(u)]
	for k, v := range r {
		y += b[2*nClock+k] * v
	}
	return y
}

// ridgeClock is the column of an hour's clock and kind of day.
func ridgeClock(u *hour) int {
	if u.off {
		return nClock + int(u.clock)
	}
	return int(u.clock)
}

// ridgeFit solves on the days before one, and lists them, oldest first.
func (m *Model) ridgeFit(rows []ridgeRow, today int) (b ridgeBeta, days []series.Date) {
	p := &m.past
	var a [ridgeTerms][ridgeTerms]float64 // lower triangle: the hours come before the other terms
	for n := max(today-ridgeBack, 0); n < today; n++ {
		far := float64(today-n) / ridgeDays
		weight := 1 / (1 + far*far)
		d, used := p.table.days[n], false
		for i := d.from; i < d.to; i++ {
			u := &p.table.hours[i]
			if u.masked || math.IsNaN(u.energy) || math.IsNaN(u.outdoor) {
				continue
			}
			used = true
			c, r := ridgeClock(u), &rows[i]
			a[c][c] += weight
			b[c] += weight * u.energy
			for k, v := range r {
				ak := &a[2*nClock+k]
				ak[c] += weight * v
				b[2*nClock+k] += weight * v * u.energy
				for j := range k + 1 {
					ak[2*nClock+j] += weight * v * r[j]
				}
			}
		}
		if used {
			days = append(days, d.date)
		}
	}
	for i := range ridgeTerms {
		a[i][i] += ridgePenalty
	}
	solveDense(&a, &b)
	return b, days
}

// solveDense solves a·x = b by Cholesky's method, in place; see solveSPD.
func solveDense(a *[ridgeTerms][ridgeTerms]float64, b *ridgeBeta) {
	for i := range ridgeTerms {
		for j := range i + 1 {
			sum := a[i][j]
			for k := range j {
				sum -= a[i][k] * a[j][k]
			}
			if i == j {
				a[i][i] = math.Sqrt(sum)
			} else {
				a[i][j] = sum / a[j][j]
			}
		}
		for k := range i {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	for i := ridgeTerms - 1; i >= 0; i-- {
		for k := i + 1; k < ridgeTerms; k++ {
			b[i] -= a[k][i] * b[k]
		}
		b[i] /= a[i][i]
	}
}
