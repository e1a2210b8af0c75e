package solve

// Bound is a lower bound on what any powers within Max and Cap can cost, in dollars, for
// any multipliers whatever: multipliers[i] is as long as the Bound of limit i, and each is
// clipped to [0, price]. It shares nothing with the solver: one adjoint pass, and the best
// power of each step by itself (weak duality; Boyd and Vandenberghe, Convex Optimization,
// section 5.2). scratch holds 2·States + Controls numbers, or nil.
//
// Why it holds: a violation v ≥ 0 of a limit costs price·v ≥ a·v ≥ −a·side·(value − bound)
// for every a in [0, price]. With the right-hand sides in place of the penalties the cost
// is linear in the powers, and a linear cost is smallest step by step.
func (p *Program) Bound(multipliers [][]float64, scratch []float64) float64 {
	n, m := p.States, p.Controls
	if len(scratch) < 2*n+m {
		scratch = make([]float64, 2*n+m)
	}
	costate, before, reduced := scratch[:n], scratch[n:2*n], scratch[2*n:2*n+m]
	clear(costate)
	copy(costate, p.Value)
	bound := 0.0
	for i := range p.Limits {
		if l := &p.Limits[i]; l.Of == Final || l.Of == Total {
			a := l.signed(multipliers[i], 0)
			if a != 0 {
				bound += a * l.Bound[0]
			}
			if l.Of == Final {
				add(costate, -a, l.Weight)
			}
		}
	}
	for t := p.Steps - 1; t >= 0; t-- {
		clear(before)
		copy(reduced, p.Price[t*m:t*m+m])
		for i := range p.Limits {
			l := &p.Limits[i]
			switch l.Of {
			case Level, Change:
				a := l.signed(multipliers[i], t)
				if a == 0 {
					continue
				}
				bound += a * l.Bound[t]
				add(costate, -a, l.Weight)
				if l.Of == Change {
					add(before, a, l.Weight)
				}
			case Total:
				add(reduced, -l.signed(multipliers[i], 0), l.Weight[t*m:t*m+m])
			}
		}
		for i, c := range costate {
			bound += c * p.D[t*n+i]
			add(reduced, c, p.B[i*m:i*m+m])
			add(before, c, p.A[i*n:i*n+n])
		}
		bound += p.cheapest(t, reduced)
		costate, before = before, costate
	}
	return bound + dot(costate, p.X0)
}

// signed is the multiplier of step t, clipped to what is allowed, with its side's sign.
func (l *Limit) signed(multipliers []float64, t int) float64 {
	a, most := multipliers[t], l.price(t)
	if !(a > 0) || l.Bound[t] != l.Bound[t] {
		return 0
	}
	if a > most {
		a = most
	}
	return float64(l.Side) * a
}

// cheapest is the least of reduced·p over the powers allowed at step t. Under a cap that is
// a fractional knapsack: the most negative first. It writes to reduced.
func (p *Program) cheapest(t int, reduced []float64) float64 {
	m, sum := p.Controls, 0.0
	limit := p.Max[t*m : t*m+m]
	if p.Cap == nil {
		for j, r := range reduced {
			if r < 0 {
				sum += r * limit[j]
			}
		}
		return sum
	}
	for left := p.Cap[t]; left > 0; {
		best := 0
		for j, r := range reduced {
			if r < reduced[best] {
				best = j
			}
		}
		r, q := reduced[best], limit[best]
		if r >= 0 {
			break
		}
		if q > left {
			q = left
		}
		sum += r * q
		left -= q
		reduced[best] = 0
	}
	return sum
}
