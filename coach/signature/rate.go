package signature

import (
	"math"
)

// A heater that tells its duty and not its energy has a rating that somebody declared, or
// that the whole home's meter tells: its power over the duties of all rooms is a regression
// (methods.md 8.1). Ratings are believed to be about usualKW, and the hour of the day to
// take the rest.
const (
	usualKW   = 1.5
	mostZones = 16
	rateHours = 45 * 24 // looked at
)

// rate turns duties into energies.
func (t *table) rate() {
	var unknown []int
	for i, z := range t.zones {
		switch {
		case z.duty == nil:
		case z.PowerKW.Value > 0:
			t.zones[i].heat = scaled(z.duty, z.PowerKW.Value)
		default:
			unknown = append(unknown, i)
		}
	}
	if len(unknown) == 0 || len(unknown) > mostZones {
		return
	}
	kw, ok := t.ratings(unknown)
	if !ok {
		return
	}
	for k, i := range unknown {
		t.zones[i].heat = scaled(t.zones[i].duty, kw[k])
	}
}

func scaled(v []float64, by float64) []float64 {
	out := make([]float64, len(v))
	for i := range v {
		out[i] = v[i] * by
	}
	return out
}

// ratings are the ridge regression of hour-to-hour changes of the home's energy on those of
// the duties: a level that does not move tells nothing of a heater. False without enough.
func (t *table) ratings(zones []int) (kw []float64, ok bool) {
	n := len(zones)
	a, b := make([][]float64, n), make([]float64, n)
	for i := range a {
		a[i] = make([]float64, n)
	}
	dx := make([]float64, n)
	hours := 0
	for h := max(1, t.n-rateHours); h < t.n; h++ {
		dy := t.energy[h] - t.energy[h-1]
		for k, i := range zones {
			dx[k] = t.zones[i].duty[h] - t.zones[i].duty[h-1]
		}
		for _, z := range t.zones { // what is known of the others
			if z.heat != nil {
				dy -= z.heat[h] - z.heat[h-1]
			}
		}
		if math.IsNaN(total(dx) + dy) {
			continue
		}
		dy = min(max(dy, -4), 4)
		hours++
		for j := range n {
			for k := range n {
				a[j][k] += dx[j] * dx[k]
			}
			b[j] += dx[j] * dy
		}
	}
	if hours < 7*24 {
		return nil, false
	}
	for k := range n { // the prior, worth a few hours
		a[k][k] += 0.5
		b[k] += 0.5 * usualKW
	}
	kw = solve(a, b)
	for k := range kw {
		kw[k] = min(max(kw[k], 0.2), 8)
	}
	return kw, true
}

// solve solves a·x = b, a symmetric and positive definite, by elimination; both are
// overwritten.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for c := range n {
		for r := c + 1; r < n; r++ {
			f := a[r][c] / a[c][c]
			for k := c; k < n; k++ {
				a[r][k] -= f * a[c][k]
			}
			b[r] -= f * b[c]
		}
	}
	for c := n - 1; c >= 0; c-- {
		for k := c + 1; k < n; k++ {
			b[c] -= a[c][k] * b[k]
		}
		b[c] /= a[c][c]
	}
	return b
}
