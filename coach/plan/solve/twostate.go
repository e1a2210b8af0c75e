package solve

import "math"

// twoState is the kernel of one power and at most two states, with at most one level and
// one change channel: the everyday zone, unrolled. The states are turned so that the power
// moves the first alone and by 1, which takes the products with B out of the recursion.
type twoState struct {
	a11, a12, a21, a22 float64
	turn               [4]float64 // x = turn·y, turn's first column is B
	level, change      bool
	c1, c2             float64 // level: c·y[t+1]
	m1, m2, mp         float64 // change: m·y[t] + mp·p[t]
	ends               [][2]float64
	gains              []gain
}

// A gain is the feedback of one step: dp = −k0 − k1·y1 − k2·y2.
type gain struct{ k0, k1, k2, inv float64 }

// fits reports whether the unrolled kernel can take the problem, and prepares it.
func (k *twoState) prepare(p *Program, l *layout) bool {
	n := p.States
	if p.Controls != 1 || n > 2 || l.levels > 1 || l.changes > 1 || l.totals > 0 {
		return false
	}
	b1, b2 := p.B[0], 0.0
	if n == 2 {
		b2 = p.B[1]
	}
	size := b1*b1 + b2*b2
	if !(size > 1e-200) || size > 1e200 {
		return false
	}
	// turn = [B, B⊥], its inverse is its transpose over |B|².
	k.turn = [4]float64{b1, -b2, b2, b1}
	a := [4]float64{p.A[0]}
	if n == 2 {
		copy(a[:], p.A)
	}
	at := func(i, j int) float64 { // row i of turn⁻¹ times a times column j of turn
		c1, c2 := k.turn[j], k.turn[2+j]
		return (k.turn[i]*(a[0]*c1+a[1]*c2) + k.turn[2+i]*(a[2]*c1+a[3]*c2)) / size
	}
	k.a11, k.a12, k.a21, k.a22 = at(0, 0), at(0, 1), at(1, 0), at(1, 1)
	k.level, k.change = l.levels > 0, l.changes > 0
	k.ends = k.ends[:0]
	for _, c := range l.channels {
		c1, c2 := k.row(c.weight)
		switch c.of {
		case Level:
			k.c1, k.c2 = c1, c2
		case Change:
			k.m1, k.m2, k.mp = c1*k.a11+c2*k.a21-c1, c1*k.a12+c2*k.a22-c2, c1
		case Final:
			k.ends = append(k.ends, [2]float64{c1, c2})
		}
	}
	k.gains = grow(k.gains, p.Steps)
	return !math.IsInf(k.a11+k.a12+k.a21+k.a22, 0)
}

// row is weight in the turned states.
func (k *twoState) row(weight []float64) (float64, float64) {
	w1, w2 := weight[0], 0.0
	if len(weight) > 1 {
		w2 = weight[1]
	}
	return w1*k.turn[0] + w2*k.turn[2], w1*k.turn[1] + w2*k.turn[3]
}

// factor is the Riccati recursion of the step's quadratic cost, with the first backward
// pass on the way.
func (k *twoState) factor(w *Workspace) {
	end := len(w.curve) - len(k.ends)
	perStep := w.layout.perStep
	var q11, q12, q22, h1, h2 float64 // cost to go: ½yᵀqy + hᵀy
	for i, c := range k.ends {
		cu, sl := w.curve[end+i], w.slope[end+i]
		q11 += cu * c[0] * c[0]
		q12 += cu * c[0] * c[1]
		q22 += cu * c[1] * c[1]
		h1 += sl * c[0]
		h2 += sl * c[1]
	}
	a11, a12, a21, a22 := k.a11, k.a12, k.a21, k.a22
	c11, c12, c22 := k.c1*k.c1, k.c1*k.c2, k.c2*k.c2
	slot := end
	for t := len(k.gains) - 1; t >= 0; t-- {
		slot -= perStep
		if k.level {
			cu, sl := w.curve[slot], w.slope[slot]
			q11 += cu * c11
			q12 += cu * c12
			q22 += cu * c22
			h1 += sl * k.c1
			h2 += sl * k.c2
		}
		f, e := w.stiff[t]+q11, w.grad[t]+h1
		g1, g2 := a11*q11+a21*q12, a12*q11+a22*q12
		s1, s2 := a11*q12+a21*q22, a12*q12+a22*q22
		q11, q12, q22 = a11*g1+a21*s1, a12*g1+a22*s1, a12*g2+a22*s2
		h1, h2 = a11*h1+a21*h2, a12*h1+a22*h2
		if k.change {
			last := slot + perStep - 1
			cu, sl := w.curve[last], w.slope[last]
			f += cu * k.mp * k.mp
			e += sl * k.mp
			g1 += cu * k.mp * k.m1
			g2 += cu * k.mp * k.m2
			q11 += cu * k.m1 * k.m1
			q12 += cu * k.m1 * k.m2
			q22 += cu * k.m2 * k.m2
			h1 += sl * k.m1
			h2 += sl * k.m2
		}
		inv := 1 / f
		k0, k1, k2 := e*inv, g1*inv, g2*inv
		k.gains[t] = gain{k0, k1, k2, inv}
		q11 -= g1 * k1
		q12 -= g1 * k2
		q22 -= g2 * k2
		h1 -= g1 * k0
		h2 -= g2 * k0
	}
}

// backward is the linear part of factor for new slopes.
func (k *twoState) backward(w *Workspace) {
	end := len(w.curve) - len(k.ends)
	perStep := w.layout.perStep
	var h1, h2 float64
	for i, c := range k.ends {
		sl := w.slope[end+i]
		h1 += sl * c[0]
		h2 += sl * c[1]
	}
	a11, a12, a21, a22 := k.a11, k.a12, k.a21, k.a22
	slot := end
	for t := len(k.gains) - 1; t >= 0; t-- {
		slot -= perStep
		if k.level {
			sl := w.slope[slot]
			h1 += sl * k.c1
			h2 += sl * k.c2
		}
		e := w.grad[t] + h1
		h1, h2 = a11*h1+a21*h2, a12*h1+a22*h2
		if k.change {
			sl := w.slope[slot+perStep-1]
			e += sl * k.mp
			h1 += sl * k.m1
			h2 += sl * k.m2
		}
		g := &k.gains[t]
		g.k0 = e * g.inv
		h1 -= g.k1 * e
		h2 -= g.k2 * e
	}
}

// forward follows the feedback from x[0], which does not move.
func (k *twoState) forward(w *Workspace) {
	perStep := w.layout.perStep
	var y1, y2 float64
	slot := 0
	for t := range k.gains {
		g := &k.gains[t]
		dp := -g.k0 - g.k1*y1 - g.k2*y2
		w.dp[t] = dp
		if k.change {
			w.delta[slot+perStep-1] = k.m1*y1 + k.m2*y2 + k.mp*dp
		}
		y1, y2 = k.a11*y1+k.a12*y2+dp, k.a21*y1+k.a22*y2
		if k.level {
			w.delta[slot] = k.c1*y1 + k.c2*y2
		}
		slot += perStep
	}
	for i, c := range k.ends {
		w.delta[slot+i] = c[0]*y1 + c[1]*y2
	}
}
