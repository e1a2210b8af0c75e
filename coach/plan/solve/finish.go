package solve

import "math"

var inf = math.Inf(1)

// finish turns the present point into powers and multipliers, recomputes cost and bound,
// keeps the better of each, and reports whether the gap is closed. With whole set it first
// takes the full step towards zero products, and clips.
func (w *Workspace) finish(whole bool) bool {
	p, r := w.p, &w.trial
	clear(r.Power)
	for i := range w.boxes {
		b := &w.boxes[i]
		q := b.p
		if whole {
			q += b.dp
			if q < 0 {
				q = 0
			}
			if most := b.p + b.u; q > most {
				q = most
			}
		}
		if q > p.Max[b.at] {
			q = p.Max[b.at]
		}
		r.Power[b.at] = q
	}
	if p.Cap != nil {
		m := p.Controls
		for t, most := range p.Cap {
			q := r.Power[t*m : t*m+m]
			sum := 0.0
			for _, v := range q {
				sum += v
			}
			if sum > most {
				for j := range q {
					q[j] *= most / sum
				}
			}
		}
	}
	for i := range w.rows {
		row, m := &w.rows[i], &w.marks[i]
		a := row.a
		if whole {
			a -= a * row.b * row.d * (row.s - row.v + row.side*w.delta[row.slot])
		}
		r.Multipliers[m.limit][m.at] = a
	}
	p.Simulate(r.Power, r.States)
	r.Cost = p.Cost(r.Power, r.States, r.Violations)
	r.Bound = p.Bound(r.Multipliers, w.costate)
	best := &w.best
	if r.Cost < best.Cost {
		best.Power, r.Power = r.Power, best.Power
		best.States, r.States = r.States, best.States
		best.Violations, r.Violations = r.Violations, best.Violations
		best.Cost = r.Cost
	}
	if r.Bound > best.Bound {
		best.Multipliers, r.Multipliers = r.Multipliers, best.Multipliers
		best.Bound = r.Bound
	}
	best.Gap = best.Cost - best.Bound
	if best.Gap < 0 {
		best.Bound, best.Gap = best.Cost, 0
	}
	return best.Gap <= Tolerance(best.Cost)
}
