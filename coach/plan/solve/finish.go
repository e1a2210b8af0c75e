package solve

import "math"

// objective is the cost at the present point, less the value of x[N].
func (w *Workspace) objective() float64 {
	sum := 0.0
	for i := range w.rows {
		r := &w.rows[i]
		sum += (r.a + r.b) * r.v
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		sum += w.p.Price[b.at] * b.p
	}
	return sum
}

// finish turns the present point into powers and multipliers and judges them. With whole
// set it first takes the full step towards zero products, and clips.
func (w *Workspace) finish(whole bool) bool {
	r := &w.trial
	clear(r.Power)
	for i := range w.boxes {
		b := &w.boxes[i]
		q := b.p
		if whole {
			q += b.dp
		}
		r.Power[b.at] = math.Min(math.Max(q, 0), w.p.Max[b.at])
	}
	for i := range w.rows {
		row, m := &w.rows[i], &w.marks[i]
		a := row.a
		if whole {
			a -= a * row.b * row.d * (row.s - row.v + row.side*w.delta[row.slot])
		}
		if !(a > 0) {
			a = 0
		}
		r.Multipliers[m.limit][m.at] = math.Min(a, m.price)
	}
	return w.judge()
}

// settle is the answer where no limit has a price, and the last resort elsewhere: the best
// powers at multipliers of zero.
func (w *Workspace) settle() bool {
	p, r := w.p, &w.trial
	for i := range w.rows {
		w.rows[i].a = 0
	}
	for i := range r.Multipliers {
		clear(r.Multipliers[i])
	}
	w.reduce()
	clear(r.Power)
	m := p.Controls
	for t := range p.Steps {
		left := math.Inf(1)
		if p.Cap != nil {
			left = p.Cap[t]
		}
		for range m { // the most negative first
			best := t * m
			for k := best; k < t*m+m; k++ {
				if w.reduced[k] < w.reduced[best] {
					best = k
				}
			}
			if !(w.reduced[best] < 0) {
				break
			}
			w.reduced[best] = 0
			r.Power[best] = math.Min(p.Max[best], left)
			left -= r.Power[best]
		}
	}
	return w.judge()
}

// judge clips the trial's powers to the caps, recomputes cost and bound, keeps the better
// of each, and reports whether the gap is closed.
func (w *Workspace) judge() bool {
	p, r, best := w.p, &w.trial, &w.best
	m := p.Controls
	for t, most := range p.Cap {
		power, sum := r.Power[t*m:t*m+m], 0.0
		for _, q := range power {
			sum += q
		}
		if sum > most {
			for j := range power {
				power[j] *= most / sum
			}
		}
	}
	p.Simulate(r.Power, r.States)
	r.Cost = p.Cost(r.Power, r.States, r.Violations)
	r.Bound = p.Bound(r.Multipliers, w.costate)
	last := r.States[len(r.States)-p.States:] // what overflowed once stays so
	if r.Cost < best.Cost && !math.IsInf(r.Cost, -1) && finite(last, math.Inf(-1)) {
		best.Power, r.Power = r.Power, best.Power
		best.States, r.States = r.States, best.States
		best.Violations, r.Violations = r.Violations, best.Violations
		best.Cost = r.Cost
	}
	// A bound above a cost by more than rounding proves only that the numbers are too large
	// for either: it is worth nothing.
	most := best.Cost + Tolerance(best.Cost)
	if best.Bound > most {
		best.Bound = math.Inf(-1)
	}
	if r.Bound > best.Bound && r.Bound <= most && !math.IsInf(r.Bound, 1) {
		best.Multipliers, r.Multipliers = r.Multipliers, best.Multipliers
		best.Bound = r.Bound
	}
	best.Gap = best.Cost - best.Bound
	if best.Gap < 0 { // a lower bound may be lowered
		best.Bound, best.Gap = best.Cost, 0
	}
	return !math.IsInf(best.Cost, 1) && best.Gap <= Tolerance(best.Cost)
}
