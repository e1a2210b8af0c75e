package signature

import (
	"math"
)

// A heater that tells its duty and not its energy has a rating that somebody declared, or
// that the whole home's meter tells: its power over the duties of all rooms is a regression
// (methods.md 8.1).
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

// What is believed of a home before it is looked at, kW: what runs at night beside heaters,
// a heater's rating, and by how much rooms differ.
const (
	quietKW, quietSD = 0.3, 0.2
	usualSD          = 1.0
	roomSD           = 0.7
	nightSD          = 0.5 // of an hour's other loads around quietKW
)

// ratings are a robust ridge regression of the home's energy by night on the duties. By day
// it would be misled: what people use warms the rooms, and the heaters rest. Rooms follow the
// same weather, so that their sum is told better than each: a rating is one of all rooms
// and by how much this one differs. False without enough nights.
func (t *table) ratings(zones []int) (kw []float64, ok bool) {
	n := len(zones)
	const common = 1 // after the level
	var rows [][]float64
	var y []float64
	for h := max(0, t.n-rateHours); h < t.n; h++ {
		if t.time(h).In(t.loc).Hour() >= nightHours {
			continue
		}
		rest := t.energy[h]
		for _, z := range t.zones { // what is known of the others
			if z.heat != nil {
				rest -= z.heat[h]
			}
		}
		x := make([]float64, 2+n)
		x[0] = 1
		for k, i := range zones {
			x[2+k] = t.zones[i].duty[h]
			x[common] += x[2+k]
		}
		if !math.IsNaN(rest + x[common]) {
			rows, y = append(rows, x), append(y, rest)
		}
	}
	if len(rows) < 7*nightHours {
		return nil, false
	}
	coef := robust(rows, y, func(k int) (mean, sd float64) {
		switch k {
		case 0:
			return quietKW, quietSD
		case common:
			return usualKW, usualSD
		}
		return 0, roomSD
	})
	for k := range n {
		kw = append(kw, min(max(coef[common]+coef[2+k], 0.2), 8))
	}
	return kw, true
}

// robust fits y on rows by Huber's weights around what is believed of each coefficient.
func robust(rows [][]float64, y []float64, prior func(k int) (mean, sd float64)) []float64 {
	p := len(rows[0])
	var coef []float64
	for pass := range 6 {
		a, b := make([][]float64, p), make([]float64, p)
		for k := range p {
			mean, sd := prior(k)
			a[k] = make([]float64, p)
			a[k][k] = nightSD * nightSD / (sd * sd)
			b[k] = mean * a[k][k]
		}
		for i, x := range rows {
			w := 1.0
			if pass > 0 {
				r := y[i]
				for k, v := range x {
					r -= coef[k] * v
				}
				w = min(1, nightSD/max(math.Abs(r), 1e-9))
			}
			for j, u := range x {
				for k, v := range x {
					a[j][k] += w * u * v
				}
				b[j] += w * u * y[i]
			}
		}
		coef = solve(a, b)
	}
	return coef
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
