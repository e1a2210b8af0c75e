package solve

// Simulate writes the states x[1]…x[N] that the powers lead to, N×n.
func (p *Program) Simulate(power, states []float64) {
	n, m := p.States, p.Controls
	before := p.X0
	if n == 2 && m == 1 { // the everyday zone, unrolled
		a11, a12, a21, a22, b1, b2 := p.A[0], p.A[1], p.A[2], p.A[3], p.B[0], p.B[1]
		x1, x2 := before[0], before[1]
		for t, q := range power {
			x, d := states[2*t:2*t+2], p.D[2*t:2*t+2]
			x1, x2 = a11*x1+a12*x2+(b1*q+d[0]), a21*x1+a22*x2+(b2*q+d[1])
			x[0], x[1] = x1, x2
		}
		return
	}
	for t := range p.Steps {
		x := states[t*n : t*n+n]
		mulVec(x, p.A, before)
		add(x, 1, p.D[t*n:t*n+n])
		q := power[t*m : t*m+m]
		for i := range x {
			x[i] += dot(p.B[i*m:i*m+m], q)
		}
		before = x
	}
}

// Cost is what powers (N×m) and the states they lead to (N×n) cost, in dollars, penalties
// included. Where violations is not nil, violations[i] is given the violations of limit i,
// as many as it has bounds.
func (p *Program) Cost(power, states []float64, violations [][]float64) float64 {
	cost := dot(p.Price, power)
	if p.Value != nil {
		cost += dot(p.Value, states[(p.Steps-1)*p.States:])
	}
	for i := range p.Limits {
		l := &p.Limits[i]
		for t, b := range l.Bound {
			v := 0.0
			if b == b {
				v = float64(l.Side) * (b - l.value(p, power, states, t))
			}
			if v <= 0 {
				v = 0
			} else { // also where v is not a number: the cost is none then
				cost += l.price(t) * v
			}
			if violations != nil {
				violations[i][t] = v
			}
		}
	}
	return cost
}
