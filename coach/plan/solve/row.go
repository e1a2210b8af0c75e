package solve

import "math"

// A row is a soft limit at one step. Its slack s and violation v are positive and
// s − v = side·(value − bound); its multiplier a and the rest b of its price are positive
// and a + b = price. The method drives the products s·a and v·b to zero together.
//
// The operations below are small so that the compiler puts them into the loops.
type row struct {
	s, v, a, b float64
	side       float64
	slot       int
	d          float64 // 1/(s·b + a·v): the one division of a row
	r, q       float64 // right-hand sides of the two pairs
	ds, dv, da float64 // the step; b moves by −da
}

// center puts s and v where both products would be mu at the best a, the value exceeding
// the bound by g: price·v² + (price·g − 2mu)·v = mu·g.
func (r *row) center(g, price, mu float64) {
	h := price * g
	root := math.Sqrt(h*h + 4*mu*mu)
	r.s = (2*mu + h + root) / (2 * price)
	r.v = (2*mu - h + root) / (2 * price)
}

// advance takes the step and returns the sum of products.
func (r *row) advance(primal, dual float64) float64 {
	s, v := r.s+primal*r.ds, r.v+primal*r.dv
	a, b := r.a+dual*r.da, r.b-dual*r.da
	r.s, r.v, r.a, r.b = s, v, a, b
	r.d = 1 / (s*b + a*v)
	return s*a + v*b
}

// bend is the curvature and slope of the row in its value, aiming at zero products. The
// slope holds the multiplier itself, not its change alone, so that every iteration finds
// the costate anew and rounding does not add up.
func (r *row) bend() (curve, slope float64) {
	return r.a * r.b * r.d, -r.side * r.a * r.v * (r.a + r.b) * r.d
}

// predict takes the step aimed at zero products when the value moves by delta, and says by
// what shares of themselves a and b shrink in it; s and v do by 1 minus those. It keeps the
// products ds·da and dv·db and returns what the step of a and b takes off the gap.
func (r *row) predict(delta float64) (a, b, take float64) {
	g := r.s - r.v
	e := r.d * (g + r.side*delta)
	a, b = r.b*e, -r.a*e
	r.r = r.s * r.a * a * (1 - a)
	r.q = r.v * r.b * b * (1 - b)
	return a, b, r.a * a * g
}

// aim turns the right-hand sides towards products of mu, r and q holding the products of
// the parts of the predicted step, and returns the slope.
func (r *row) aim(mu float64) float64 {
	r.r = mu - r.s*r.a - r.r
	r.q = mu - r.v*r.b - r.q
	return -r.side * (r.a + r.d*(r.b*r.r-r.a*r.q))
}

// turn is the step when the value moves by delta.
func (r *row) turn(delta float64) {
	x := r.side * delta
	ax := r.r - r.a*x
	r.da = r.d * (r.b*ax - r.a*r.q)
	r.dv = r.d * (r.v*ax + r.s*r.q)
	r.ds = r.dv + x
}

// reach shortens the lengths to what keeps the four positive.
func (r *row) reach(primal, dual float64) (float64, float64) {
	if r.s+primal*r.ds < 0 {
		primal = -r.s / r.ds
	}
	if r.v+primal*r.dv < 0 {
		primal = -r.v / r.dv
	}
	if da := dual * r.da; r.a+da < 0 {
		dual = -r.a / r.da
	} else if r.b-da < 0 {
		dual = r.b / r.da
	}
	return primal, dual
}
