package solve

import "math"

// A row is a soft limit at one step. Its slack s and violation v are positive and
// s − v = side·(value − bound); its multiplier a and the rest b of its price are positive
// and a + b = price. The method drives the two products s·a and v·b to zero together.
type row struct {
	s, v, a, b float64
	side       float64
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

// advanceRows moves the rows by the step found last and gives each slot the curvature and
// the slope of its rows for a step towards zero products. It returns the sum of products.
func (w *Workspace) advanceRows(primal, dual float64) (gap float64) {
	i := 0
	for k, end := range w.rowEnd {
		curve, slope := 0.0, 0.0
		for ; i < int(end); i++ {
			r := &w.rows[i]
			r.s += primal * r.ds
			r.v += primal * r.dv
			r.a += dual * r.da
			r.b -= dual * r.da
			av := r.a * r.v
			r.d = 1 / (r.s*r.b + av)
			c := r.a * r.b * r.d
			curve += c
			slope += r.side * c * (r.s - r.v)
			gap += r.s*r.a + r.v*r.b
		}
		w.curve[k], w.slope[k] = curve, slope
	}
	return gap
}

// predictRows follows the step towards zero products: m hears how fast each of the four
// numbers shrinks, and r, q keep the products of the step's parts.
func (w *Workspace) predictRows(m *predictor) {
	i := 0
	for k, end := range w.rowEnd {
		delta := w.delta[k]
		for ; i < int(end); i++ {
			r := &w.rows[i]
			x, price := r.side*delta, r.a+r.b
			r.r = m.pair(r.s*r.a, r.d*(r.v*price-r.b*x))
			r.q = m.pair(r.v*r.b, r.d*(r.s*price+r.a*x))
		}
	}
}

// correctRows aims all products at mu, second order included, and gives the slopes.
func (w *Workspace) correctRows(mu float64) {
	i := 0
	for k, end := range w.rowEnd {
		slope := 0.0
		for ; i < int(end); i++ {
			r := &w.rows[i]
			r.r = mu - r.s*r.a - r.r
			r.q = mu - r.v*r.b - r.q
			slope -= r.side * r.d * (r.b*r.r - r.a*r.q)
		}
		w.slope[k] = slope
	}
}

// stepRows turns the change of each slot into the step of its rows and shortens the
// lengths to what keeps all four numbers positive.
func (w *Workspace) stepRows(primal, dual float64) (float64, float64) {
	i := 0
	for k, end := range w.rowEnd {
		delta := w.delta[k]
		for ; i < int(end); i++ {
			r := &w.rows[i]
			x := r.side * delta
			r.da = r.d * (r.b*r.r - r.a*r.q - r.a*r.b*x)
			r.ds = r.d * (r.s*(r.b*x+r.q) + r.v*r.r)
			r.dv = r.d * (r.v*(r.r-r.a*x) + r.s*r.q)
			if r.s+primal*r.ds < 0 {
				primal = -r.s / r.ds
			}
			if r.v+primal*r.dv < 0 {
				primal = -r.v / r.dv
			}
			if r.a+dual*r.da < 0 {
				dual = -r.a / r.da
			}
			if r.b-dual*r.da < 0 {
				dual = r.b / r.da
			}
		}
	}
	return primal, dual
}
