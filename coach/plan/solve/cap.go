package solve

// A capRow is a limit on the powers of a step together: s = Cap − Σ p, its price z. The
// product s·z is driven to zero like those of rows and boxes.
type capRow struct {
	s, z       float64
	is         float64 // 1/s
	r          float64 // right-hand side
	ds, dz     float64 // the step
	step       int
	first, end int // its boxes
}

// advance takes the step and returns the product.
func (c *capRow) advance(primal, dual float64) float64 {
	c.s += primal * c.ds
	c.z += dual * c.dz
	c.is = 1 / c.s
	return c.s * c.z
}

// predict is as in a box when the powers together move by dp.
func (c *capRow) predict(dp float64) (z, take float64) {
	z = 1 - dp*c.is
	take = c.s * c.z * z
	c.r = take - take*z
	return z, take
}

// aim turns the right-hand side towards a product of mu and returns what that adds to the
// price of each power.
func (c *capRow) aim(mu float64) float64 {
	r := mu - c.r
	c.r = r - c.s*c.z
	return r * c.is
}

// turn is the step when the powers together move by dp.
func (c *capRow) turn(dp float64) {
	c.ds = -dp
	c.dz = (c.r + c.z*dp) * c.is
}

// reach shortens the lengths to what keeps both positive.
func (c *capRow) reach(primal, dual float64) (float64, float64) {
	if c.s+primal*c.ds < 0 {
		primal = -c.s / c.ds
	}
	if c.z+dual*c.dz < 0 {
		dual = -c.z / c.dz
	}
	return primal, dual
}

// together is the change of all powers under the cap.
func (w *Workspace) together(c *capRow) float64 {
	sum := 0.0
	for _, b := range w.boxes[c.first:c.end] {
		sum += w.dp[b.at]
	}
	return sum
}

// tilt adds to the price of every power under the cap.
func (w *Workspace) tilt(c *capRow, price float64) {
	for _, b := range w.boxes[c.first:c.end] {
		w.grad[b.at] += price
	}
}
