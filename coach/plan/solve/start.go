package solve

// startMu is the product that all pairs start near, in prices of a row.
const startMu = 3.0

// start finds a point strictly inside all limits and near the central path: rows centred on
// a plain schedule give the multipliers, these give reduced costs, boxes centred on those
// give the powers, and slacks and violations follow the powers.
func (w *Workspace) start() {
	mu := startMu * w.typicalPrice()
	power := w.trial.Power
	w.openBoxes(power)
	w.values(power)
	for i := range w.rows {
		r := &w.rows[i]
		g, price := w.margin(i)
		r.center(g, price, mu)
		r.a, r.b = mu/r.s, mu/r.v
		r.ds, r.dv, r.da = 0, 0, 0
	}
	w.reduce()
	for i := range w.caps {
		w.centerCap(&w.caps[i], mu)
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		b.center(b.u, w.reduced[b.at], mu)
		b.zp, b.zu = mu/b.p, mu/b.u
		power[b.at] = b.p
	}
	w.values(power)
	for i := range w.rows {
		g, price := w.margin(i)
		w.rows[i].center(g, price, mu)
	}
}

// openBoxes makes a box of every power that has room to move and a row of every cap that
// can bind, and writes a plain schedule: a third of what is allowed.
func (w *Workspace) openBoxes(power []float64) {
	const room = 1e-60 // kW; less is held at zero
	p, m := w.p, w.p.Controls
	w.boxes, w.caps = w.boxes[:0], w.caps[:0]
	for t := range p.Steps {
		w.capStiff[t] = 0
		most, sum := inf, 0.0
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
			if limit > room && most > room {
				w.stiff[k] = 0
				w.boxes = append(w.boxes, box{at: k, u: limit})
				sum += limit
			}
		}
		share := 1.0 / 3
		if sum > most {
			share *= most / sum
			if m > 1 {
				w.caps = append(w.caps, capRow{step: t, first: first, end: len(w.boxes)})
			}
		}
		for i := first; i < len(w.boxes); i++ {
			power[w.boxes[i].at] = share * w.boxes[i].u
		}
	}
}

// centerCap finds the price z of a cap at which the centred powers leave mu/z of it, from
// the side on which they leave more, and adds it to the reduced costs.
func (w *Workspace) centerCap(c *capRow, mu float64) {
	most := w.p.Cap[c.step]
	boxes := w.boxes[c.first:c.end]
	left := func(z float64) float64 {
		sum := most
		for i := range boxes {
			b := boxes[i]
			b.center(b.u, w.reduced[b.at]+z, mu)
			sum -= b.p
		}
		return sum
	}
	low := mu / most
	high := low * float64(len(boxes)+1)
	least := 0.0
	for i := range boxes {
		if r := w.reduced[boxes[i].at]; r < least {
			least = r
		}
	}
	high -= least
	for range 10 {
		z := (low + high) / 2
		if left(z) > mu/z {
			high = z
		} else {
			low = z
		}
	}
	c.z, c.s = high, left(high)
	c.ds, c.dz = 0, 0
	for i := range boxes {
		w.reduced[boxes[i].at] += high
	}
}

func (w *Workspace) typicalPrice() float64 {
	least := 0.0
	for _, o := range w.origin {
		if q := w.p.Limits[o.limit].price(int(o.at)); least == 0 || q < least {
			least = q
		}
	}
	return least
}

// margin is by how much row i exceeds its bound at w.value, and its price.
func (w *Workspace) margin(i int) (g, price float64) {
	o := w.origin[i]
	l := &w.p.Limits[o.limit]
	return w.rows[i].side * (w.value[w.slotOf(o)] - l.Bound[o.at]), l.price(int(o.at))
}

func (w *Workspace) slotOf(o origin) int {
	c := w.layout.of[o.limit]
	if c < w.layout.perStep {
		return int(o.at)*w.layout.perStep + c
	}
	return w.p.Steps*w.layout.perStep + c - w.layout.perStep
}

// values writes the value of every slot under the given powers.
func (w *Workspace) values(power []float64) {
	p, l := w.p, &w.layout
	x := w.trial.States
	p.Simulate(power, x)
	for c, ch := range l.channels {
		lim := Limit{Of: ch.of, Weight: ch.weight}
		if c >= l.perStep {
			w.value[p.Steps*l.perStep+c-l.perStep] = lim.value(p, power, x, 0)
			continue
		}
		for t := range p.Steps {
			w.value[t*l.perStep+c] = lim.value(p, power, x, t)
		}
	}
}

// reduce writes the reduced cost of every power at the rows' multipliers.
func (w *Workspace) reduce() {
	p, l := w.p, &w.layout
	n, m := p.States, p.Controls
	i := 0
	for k, end := range w.rowEnd {
		w.slope[k] = 0
		for ; i < int(end); i++ {
			w.slope[k] -= w.rows[i].side * w.rows[i].a
		}
	}
	costate, before := w.costate[:n], w.costate[n:2*n]
	clear(costate)
	copy(costate, p.Value)
	copy(w.reduced, p.Price)
	for c := l.perStep; c < len(l.channels); c++ {
		s, ch := w.slope[p.Steps*l.perStep+c-l.perStep], l.channels[c]
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
		for i, v := range costate {
			add(w.reduced[t*m:t*m+m], v, p.B[i*m:i*m+m])
			add(before, v, p.A[i*n:i*n+n])
		}
		costate, before = before, costate
	}
}
