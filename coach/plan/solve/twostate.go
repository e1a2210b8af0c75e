package solve

import "math"

// twoState is the kernel of one power and at most two states, with at most one level and
// one change channel: the everyday zone, unrolled. Its coordinates are x = B·y1 + v·y2, v
// being what the level does not see: the power moves y1 alone and by 1, and the level is
// c·y1, which takes most products out of the recursion.
type twoState struct {
	b, v               [2]float64
	a11, a12, a21, a22 float64
	level, change      bool
	perStep            int
	c                  float64      // level: c·y1[t+1]
	m1, m2, mp         float64      // change: m·y[t] + mp·p[t]
	ends               [][2]float64 // finals: of y[N]
	gains              []gain
}

// A gain is the feedback of one step: dp = −k0 − k1·y1 − k2·y2.
type gain struct{ k0, k1, k2, inv float64 }

// prepare reports whether this kernel can take the problem.
func (k *twoState) prepare(p *Program, l *layout) bool {
	if p.Controls != 1 || p.States > 2 || l.levels > 1 || l.changes > 1 || l.totals > 0 {
		return false
	}
	k.b = pair(p.B)
	seen := k.b
	if l.perStep > 0 {
		seen = pair(l.channels[0].weight)
	}
	a := [4]float64{p.A[0]}
	if p.States == 2 {
		copy(a[:], p.A)
	}
	if !k.turn(a, seen) {
		return false
	}
	k.level, k.change, k.perStep = l.levels > 0, l.changes > 0, l.perStep
	k.ends = k.ends[:0]
	for _, ch := range l.channels {
		w := pair(ch.weight)
		c1, c2 := w[0]*k.b[0]+w[1]*k.b[1], w[0]*k.v[0]+w[1]*k.v[1]
		switch ch.of {
		case Level:
			k.c = c1
		case Change:
			k.m1, k.m2, k.mp = c1*k.a11+c2*k.a21-c1, c1*k.a12+c2*k.a22-c2, c1
		case Final:
			k.ends = append(k.ends, [2]float64{c1, c2})
		}
	}
	k.gains = grow(k.gains, p.Steps)
	return true
}

// turn chooses v and turns a, unless the power hardly moves what is seen.
func (k *twoState) turn(a [4]float64, seen [2]float64) bool {
	b := k.b
	size := math.Hypot(b[0], b[1]) / math.Hypot(seen[0], seen[1])
	v := [2]float64{-seen[1] * size, seen[0] * size}
	det := b[0]*v[1] - b[1]*v[0]
	if !(math.Abs(det) > 0.01*(b[0]*b[0]+b[1]*b[1])) || det-det != 0 {
		return false
	}
	k.v = v
	of := func(x [2]float64) (float64, float64) { // a·x in the new coordinates
		y := [2]float64{a[0]*x[0] + a[1]*x[1], a[2]*x[0] + a[3]*x[1]}
		return (v[1]*y[0] - v[0]*y[1]) / det, (b[0]*y[1] - b[1]*y[0]) / det
	}
	k.a11, k.a21 = of(b)
	k.a12, k.a22 = of(v)
	return true
}

// pair is one number or two.
func pair(x []float64) (y [2]float64) { copy(y[:], x); return }

// last is the cost on x[N]: its value and the finals.
func (k *twoState) last(w *Workspace) (q11, q12, q22, h1, h2 float64) {
	if w.p.Value != nil {
		v := pair(w.p.Value)
		h1, h2 = v[0]*k.b[0]+v[1]*k.b[1], v[0]*k.v[0]+v[1]*k.v[1]
	}
	slot := len(w.curve) - len(k.ends)
	for i, c := range k.ends {
		curve, slope := w.curve[slot+i], w.slope[slot+i]
		q11 += curve * c[0] * c[0]
		q12 += curve * c[0] * c[1]
		q22 += curve * c[1] * c[1]
		h1 += slope * c[0]
		h2 += slope * c[1]
	}
	return
}

// factor is the Riccati recursion of the step's quadratic cost, with the first backward
// pass on the way.
func (k *twoState) factor(w *Workspace) {
	q11, q12, q22, h1, h2 := k.last(w) // cost to go: ½yᵀqy + hᵀy
	a11, a12, a21, a22, c := k.a11, k.a12, k.a21, k.a22, k.c
	curves, slopes, stiff, grad := w.curve, w.slope, w.stiff, w.grad
	gains := k.gains[:len(stiff)]
	slot := len(curves) - len(k.ends)
	for t := len(stiff) - 1; t >= 0; t-- {
		slot -= k.perStep
		if k.level {
			q11 += curves[slot] * (c * c)
			h1 += slopes[slot] * c
		}
		f, e := stiff[t]+q11, grad[t]+h1
		g1, g2 := a11*q11+a21*q12, a12*q11+a22*q12
		s1, s2 := a11*q12+a21*q22, a12*q12+a22*q22
		q11, q12, q22 = a11*g1+a21*s1, a12*g1+a22*s1, a12*g2+a22*s2
		h1, h2 = a11*h1+a21*h2, a12*h1+a22*h2
		if k.change {
			curve, slope := curves[slot+k.perStep-1], slopes[slot+k.perStep-1]
			f += curve * k.mp * k.mp
			e += slope * k.mp
			g1 += curve * k.mp * k.m1
			g2 += curve * k.mp * k.m2
			q11 += curve * k.m1 * k.m1
			q12 += curve * k.m1 * k.m2
			q22 += curve * k.m2 * k.m2
			h1 += slope * k.m1
			h2 += slope * k.m2
		}
		inv := 1 / f
		k0, k1, k2 := e*inv, g1*inv, g2*inv
		gains[t] = gain{k0, k1, k2, inv}
		q11 -= g1 * k1
		q12 -= g1 * k2
		q22 -= g2 * k2
		h1 -= g1 * k0
		h2 -= g2 * k0
	}
}

// backward is the linear part of factor for new slopes.
func (k *twoState) backward(w *Workspace) {
	_, _, _, h1, h2 := k.last(w)
	a11, a12, a21, a22, c := k.a11, k.a12, k.a21, k.a22, k.c
	slopes, grad := w.slope, w.grad
	gains := k.gains[:len(grad)]
	slot := len(slopes) - len(k.ends)
	for t := len(grad) - 1; t >= 0; t-- {
		slot -= k.perStep
		if k.level {
			h1 += slopes[slot] * c
		}
		e := grad[t] + h1
		h1, h2 = a11*h1+a21*h2, a12*h1+a22*h2
		if k.change {
			slope := slopes[slot+k.perStep-1]
			e += slope * k.mp
			h1 += slope * k.m1
			h2 += slope * k.m2
		}
		g := &gains[t]
		g.k0 = e * g.inv
		h1 -= g.k1 * e
		h2 -= g.k2 * e
	}
}

// forward follows the feedback from x[0], which does not move.
func (k *twoState) forward(w *Workspace) {
	a11, a12, a21, a22, c := k.a11, k.a12, k.a21, k.a22, k.c
	delta, dps := w.delta, w.dp
	gains := k.gains[:len(dps)]
	var y1, y2 float64
	slot := 0
	for t := range dps {
		g := &gains[t]
		dp := -g.k0 - g.k1*y1 - g.k2*y2
		dps[t] = dp
		if k.change {
			delta[slot+k.perStep-1] = k.m1*y1 + k.m2*y2 + k.mp*dp
		}
		y1, y2 = (a11-g.k1)*y1+(a12-g.k2)*y2-g.k0, a21*y1+a22*y2
		if k.level {
			delta[slot] = c * y1
		}
		slot += k.perStep
	}
	for i, c := range k.ends {
		delta[slot+i] = c[0]*y1 + c[1]*y2
	}
}
