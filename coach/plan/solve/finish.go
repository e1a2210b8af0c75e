package solve

import (
	"math"
	"sort"
)

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
		r.Multipliers[m.limit][m.at] = a
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
	m := p.Controls
	for t := range p.Steps {
		power, reduced, most := r.Power[t*m:t*m+m], w.reduced[t*m:t*m+m], p.Max[t*m:t*m+m]
		for j := range power {
			power[j] = 0
			if reduced[j] < 0 {
				power[j] = most[j]
			}
		}
		if p.Cap == nil {
			continue
		}
		order := make([]int, m)
		for j := range order {
			order[j] = j
		}
		sort.SliceStable(order, func(a, b int) bool { return reduced[order[a]] < reduced[order[b]] })
		left := p.Cap[t]
		for _, j := range order {
			power[j] = math.Min(power[j], left)
			left -= power[j]
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
	if best.Gap < 0 { // rounding: a lower bound may be lowered
		best.Bound, best.Gap = best.Cost, 0
	}
	return best.Gap <= Tolerance(best.Cost)
}
