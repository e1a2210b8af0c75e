package solve

import "math"

const (
	startMu    = 1.0   // products at the start, in the mean price of a row
	restart    = 1e4   // times them, where that start does not lead to the end
	startShare = 0.3   // of the way from the plain schedule to the centred one
	leastShare = 0.1   // of the allowed powers in the plain schedule, and 1 minus it at most
	leastRoom  = 1e-60 // kW; a power with less is held at zero
)

// typicalPrice is the geometric mean of the limits' prices, each as often as it has bounds:
// prices may lie decades apart.
func (p *Program) typicalPrice() float64 {
	sum, count := 0.0, 0.0
	for i := range p.Limits {
		l := &p.Limits[i]
		mean, n := 0.0, 0.0
		for _, price := range l.Price {
			if price > 0 {
				mean += price
				n++
			}
		}
		if n > 0 {
			weight := float64(len(l.Bound))
			sum += weight * math.Log(mean/n)
			count += weight
		}
	}
	return math.Exp(sum / count)
}

// begin finds a point strictly inside all limits and near the central path. A plain
// schedule, one share of all allowed powers, gives the rows' multipliers; these give
// reduced costs, and these give centred powers. The powers go part of the way there;
// slacks and violations follow them.
func (w *Workspace) begin(mu float64) {
	power := w.trial.Power
	w.openBoxes(power)
	w.plain(power)
	for i := range w.rows {
		r, m := &w.rows[i], &w.marks[i]
		r.center(r.side*(w.value[r.slot]-m.bound), m.price, mu)
		r.a, r.b = mu/r.s, mu/r.v
	}
	w.reduce()
	for i := range w.caps {
		w.centerCap(&w.caps[i], mu)
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		limit, p := b.p+b.u, b.p
		b.center(limit, w.reduced[b.at], mu)
		b.zp, b.zu = mu/b.p, mu/b.u
		b.p = p + startShare*(b.p-p)
		b.u = limit - b.p
		power[b.at] = b.p
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.s = w.p.Cap[c.step]
		for _, b := range w.boxes[c.first:c.end] {
			c.s -= b.p
		}
	}
	w.values(power, w.value)
	for i := range w.rows {
		r, m := &w.rows[i], &w.marks[i]
		r.center(r.side*(w.value[r.slot]-m.bound), m.price, mu)
	}
}

// openBoxes makes a box of every power that has room to move and a row of every cap that
// can bind. Its p is what plain takes for the whole: the limit, or its part of the cap.
func (w *Workspace) openBoxes(power []float64) {
	p, m := w.p, w.p.Controls
	w.boxes, w.caps = w.boxes[:0], w.caps[:0]
	for t := range p.Steps {
		w.capStiff[t] = 0
		most, sum := math.Inf(1), 0.0
		if p.Cap != nil {
			most = p.Cap[t]
		}
		first := len(w.boxes)
		for k := t * m; k < t*m+m; k++ {
			limit := p.Max[k]
			if m == 1 && limit > most {
				limit = most
			}
			w.stiff[k], w.grad[k], w.dp[k], power[k] = huge, 0, 0, 0
			if limit > leastRoom && most > leastRoom {
				w.boxes = append(w.boxes, box{at: k, p: limit})
				power[k] = limit
				sum += limit
			}
		}
		if m > 1 && sum > most {
			w.caps = append(w.caps, capRow{step: t, first: first, end: len(w.boxes)})
			for i := first; i < len(w.boxes); i++ {
				b := &w.boxes[i]
				power[b.at] = b.p * most / sum
			}
		}
	}
}

// plain scales the powers, which come as large as they may be, to the one share that puts
// the values on average, weighted by price, on their bounds: between low and high. It
// leaves the values of that schedule behind.
func (w *Workspace) plain(power []float64) {
	whole, none := w.value, w.delta
	w.values(power, whole)
	clear(w.reduced)
	w.values(w.reduced, none)
	var under, gain float64
	for i := range w.rows {
		k, m := w.rows[i].slot, &w.marks[i]
		under += m.price * (m.bound - none[k])
		gain += m.price * (whole[k] - none[k])
	}
	share := under / gain
	if !(share > leastShare) {
		share = leastShare
	}
	if share > 1-leastShare {
		share = 1 - leastShare
	}
	for k, v := range none {
		whole[k] = v + share*(whole[k]-v)
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		p := share * power[b.at]
		b.p, b.u = p, b.p-p
	}
}

// centerCap finds the price z of a cap at which the centred powers leave mu/z of it, from
// the side on which they leave more, and adds it to the reduced costs.
func (w *Workspace) centerCap(c *capRow, mu float64) {
	most := w.p.Cap[c.step]
	boxes := w.boxes[c.first:c.end]
	least := 0.0
	for i := range boxes {
		if r := w.reduced[boxes[i].at]; r < least {
			least = r
		}
	}
	low := mu / most
	high := low*float64(len(boxes)+1) - least
	for range 6 {
		z := (low + high) / 2
		left := most
		for _, b := range boxes {
			b.center(b.p+b.u, w.reduced[b.at]+z, mu)
			left -= b.p
		}
		if left > mu/z {
			high = z
		} else {
			low = z
		}
	}
	c.z = high
	for i := range boxes {
		w.reduced[boxes[i].at] += high
	}
}

// values writes the value of every slot under the given powers.
func (w *Workspace) values(power, value []float64) {
	p, l := w.p, &w.layout
	n, x := p.States, w.trial.States
	p.Simulate(power, x)
	for c := range l.perStep {
		weight, k := l.channels[c].weight, c
		before := 0.0
		if c >= l.levels {
			before = dot(weight, p.X0)
		}
		for t := 0; t < len(x); t += n {
			v := dot(weight, x[t:t+n])
			value[k] = v - before
			if c >= l.levels {
				before = v
			}
			k += l.perStep
		}
	}
	for k, ch := range l.channels[l.perStep:] {
		lim := Limit{Of: ch.of, Weight: ch.weight}
		value[p.Steps*l.perStep+k] = lim.value(p, power, x, 0)
	}
}

// reduce writes the reduced cost of every power at the rows' multipliers.
func (w *Workspace) reduce() {
	p, l := w.p, &w.layout
	n, m := p.States, p.Controls
	clear(w.slope)
	for i := range w.rows {
		r := &w.rows[i]
		w.slope[r.slot] -= r.side * r.a
	}
	costate, before := w.costate[:n], w.costate[n:2*n]
	clear(costate)
	copy(costate, p.Value)
	copy(w.reduced, p.Price)
	for k, ch := range l.channels[l.perStep:] {
		s := w.slope[p.Steps*l.perStep+k]
		if ch.of == Final {
			add(costate, s, ch.weight)
		} else {
			add(w.reduced, s, ch.weight)
		}
	}
	for t := p.Steps - 1; t >= 0; t-- {
		clear(before)
		for c, ch := range l.channels[:l.perStep] {
			s := w.slope[t*l.perStep+c]
			add(costate, s, ch.weight)
			if ch.of == Change {
				add(before, -s, ch.weight)
			}
		}
		reduced := w.reduced[t*m : t*m+m]
		for i, v := range costate {
			add(reduced, v, p.B[i*m:i*m+m])
			add(before, v, p.A[i*n:i*n+n])
		}
		costate, before = before, costate
	}
}
