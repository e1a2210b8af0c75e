package solve

import "math"

// huge is the curvature that holds still a power which has no room to move.
const huge = 1e200

// A box is one power between 0 and its limit: p + u = limit, and zp − zu is the reduced
// cost of the power. The products are p·zp and u·zu.
type box struct {
	p, u, zp, zu float64
	ip, iu       float64 // 1/p, 1/u
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

// A capRow is a limit on the powers of a step together: s = Cap − Σ p, its price z.
type capRow struct {
	s, z       float64
	is         float64 // 1/s
	r          float64
	ds, dz     float64
	step       int
	first, end int // its boxes
}

func (w *Workspace) advanceBoxes(primal, dual float64) (gap float64) {
	for i := range w.boxes {
		b := &w.boxes[i]
		b.p += primal * b.dp
		b.u -= primal * b.dp
		b.zp += dual * b.dzp
		b.zu += dual * b.dzu
		both := 1 / (b.p * b.u)
		b.ip, b.iu = b.u*both, b.p*both
		w.stiff[b.at] = b.zp*b.ip + b.zu*b.iu
		w.grad[b.at] = b.zp - b.zu
		gap += b.p*b.zp + b.u*b.zu
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.s += primal * c.ds
		c.z += dual * c.dz
		c.is = 1 / c.s
		w.capStiff[c.step] = c.z * c.is
		w.tilt(c.step, -c.z)
		gap += c.s * c.z
	}
	return gap
}

// tilt adds g to the gradient of every live power of a step.
func (w *Workspace) tilt(step int, g float64) {
	m := w.p.Controls
	for j := step * m; j < step*m+m; j++ {
		if w.stiff[j] < huge {
			w.grad[j] += g
		}
	}
}

func (w *Workspace) predictBoxes(m *predictor) {
	for i := range w.boxes {
		b := &w.boxes[i]
		dp := w.dp[b.at]
		b.r = m.pair(b.p*b.zp, -dp*b.ip)
		b.q = m.pair(b.u*b.zu, dp*b.iu)
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.r = m.pair(c.s*c.z, w.power(c.step)*c.is)
	}
}

// power is the change of all powers of a step together.
func (w *Workspace) power(step int) float64 {
	sum := 0.0
	for _, dp := range w.dp[step*w.p.Controls:][:w.p.Controls] {
		sum += dp
	}
	return sum
}

func (w *Workspace) correctBoxes(mu float64) {
	for i := range w.boxes {
		b := &w.boxes[i]
		b.r = mu - b.p*b.zp - b.r
		b.q = mu - b.u*b.zu - b.q
		w.grad[b.at] = b.q*b.iu - b.r*b.ip
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.r = mu - c.s*c.z - c.r
		w.tilt(c.step, c.r*c.is)
	}
}

func (w *Workspace) stepBoxes(primal, dual float64) (float64, float64) {
	for i := range w.boxes {
		b := &w.boxes[i]
		dp := w.dp[b.at]
		b.dp = dp
		b.dzp = (b.r - b.zp*dp) * b.ip
		b.dzu = (b.q + b.zu*dp) * b.iu
		if b.p+primal*dp < 0 {
			primal = -b.p / dp
		}
		if b.u-primal*dp < 0 {
			primal = b.u / dp
		}
		if b.zp+dual*b.dzp < 0 {
			dual = -b.zp / b.dzp
		}
		if b.zu+dual*b.dzu < 0 {
			dual = -b.zu / b.dzu
		}
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.ds = -w.power(c.step)
		c.dz = (c.r - c.z*c.ds) * c.is
		if c.s+primal*c.ds < 0 {
			primal = -c.s / c.ds
		}
		if c.z+dual*c.dz < 0 {
			dual = -c.z / c.dz
		}
	}
	return primal, dual
}
