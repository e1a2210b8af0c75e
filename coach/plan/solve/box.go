package solve

import "math"

// huge is the curvature that holds still a power which has no room to move.
const huge = 1e200

// A box is one power between 0 and its limit: p + u = limit, and zp − zu is the reduced
// cost of the power. The products are p·zp and u·zu.
type box struct {
	p, u, zp, zu float64
	d            float64 // 1/(p·u): the one division of a box
	r, q         float64 // right-hand sides of the two pairs
	dp, dzp, dzu float64 // the step; u moves by −dp
	at           int     // which power: step·Controls + control
}

// center puts p and u where both products would be mu with the given reduced cost:
// mu/p − mu/u = reduced.
func (b *box) center(limit, reduced, mu float64) {
	h := reduced * limit
	root := math.Sqrt(h*h + 4*mu*mu)
	b.p = 2 * mu * limit / (2*mu + h + root)
	b.u = 2 * mu * limit / (2*mu - h + root)
}

// advance takes the step and returns the sum of products.
func (b *box) advance(primal, dual float64) float64 {
	p, u := b.p+primal*b.dp, b.u-primal*b.dp
	zp, zu := b.zp+dual*b.dzp, b.zu+dual*b.dzu
	b.p, b.u, b.zp, b.zu = p, u, zp, zu
	b.d = 1 / (p * u)
	return p*zp + u*zu
}

// bend is the curvature in the power; aiming at zero products, the slope is its price.
func (b *box) bend() float64 { return b.d * (b.zp*b.u + b.zu*b.p) }

// predict is the same as in a row when the power moves by dp, the shares being those of zp
// and zu.
func (b *box) predict(dp float64) (zp, zu, take float64) {
	b.dp = dp
	f := dp * b.d
	zp, zu = 1+b.u*f, 1-b.p*f
	low, high := b.p*b.zp*zp, b.u*b.zu*zu
	b.r, b.q = low-low*zp, high-high*zu
	return zp, zu, low + high
}

// aim turns the right-hand sides towards products of mu and returns what that adds to the
// price.
func (b *box) aim(mu float64) float64 {
	r, q := mu-b.r, mu-b.q
	b.r, b.q = r-b.p*b.zp, q-b.u*b.zu
	return b.d * (q*b.p - r*b.u)
}

// turn is the step when the power moves by dp.
func (b *box) turn(dp float64) {
	b.dp = dp
	f := dp * b.d
	b.dzp = b.u * (b.r*b.d - b.zp*f)
	b.dzu = b.p * (b.q*b.d + b.zu*f)
}

// reach shortens the lengths to what keeps the four positive.
func (b *box) reach(primal, dual float64) (float64, float64) {
	if b.p+primal*b.dp < 0 {
		primal = -b.p / b.dp
	}
	if b.u-primal*b.dp < 0 {
		primal = b.u / b.dp
	}
	if b.zp+dual*b.dzp < 0 {
		dual = -b.zp / b.dzp
	}
	if b.zu+dual*b.dzu < 0 {
		dual = -b.zu / b.dzu
	}
	return primal, dual
}
