package signature

import (
	"math"
	"slices"
)

// maxTerms is the most terms of a small regression.
const maxTerms = 6

// terms is a row of a small regression.
type terms [maxTerms]float64

// A regression is a robust ridge regression of few terms on some days.
type regression struct {
	p     int
	coef  terms
	inv   [maxTerms][maxTerms]float64 // inverse of the normal matrix
	scale float64                     // 1.4826·MAD of the residuals
	rho   float64                     // of neighbours
	n     int
	low   terms // smallest and largest of each term seen
	high  terms
}

// regress fits y on rows by Huber's weights; penalty is the ridge of each term, in rows.
func regress(rows []terms, y []float64, p int, penalty terms) (g regression) {
	g.p, g.n = p, len(rows)
	n := len(rows)
	w, r, size := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	g.low, g.high = rows[0], rows[0]
	for _, x := range rows {
		for k := range p {
			g.low[k], g.high[k] = min(g.low[k], x[k]), max(g.high[k], x[k])
		}
	}
	for range 5 {
		var a [maxTerms][maxTerms]float64
		var b terms
		for i, x := range rows {
			for j := range p {
				for k := range p {
					a[j][k] += w[i] * x[j] * x[k]
				}
				b[j] += w[i] * x[j] * y[i]
			}
		}
		for k := range p {
			a[k][k] += penalty[k] + 1e-9
		}
		g.inv = invert(a, p)
		g.coef = terms{}
		for j := range p {
			for k := range p {
				g.coef[j] += g.inv[j][k] * b[k]
			}
		}
		for i, x := range rows {
			r[i] = y[i] - g.at(x)
			size[i] = math.Abs(r[i])
		}
		slices.Sort(size)
		g.scale = 1.4826*size[n/2]*math.Sqrt(float64(n)/float64(max(n-p, 1))) + 1e-6
		for i, v := range r {
			w[i] = 1
			if a := math.Abs(v); a > huberK*g.scale {
				w[i] = huberK * g.scale / a
			}
		}
	}
	g.rho = lagOne(r)
	return g
}

func (g *regression) at(x terms) (y float64) {
	for k := range g.p {
		y += g.coef[k] * x[k]
	}
	return y
}

// outside is how far a row lies outside of what was seen, of one term, in its own unit.
func (g *regression) outside(x terms, k int) float64 {
	return max(g.low[k]-x[k], x[k]-g.high[k], 0)
}

// lever is the variance of the fit at a row, in units of the noise's.
func (g *regression) lever(x terms) (v float64) {
	for j := range g.p {
		for k := range g.p {
			v += x[j] * g.inv[j][k] * x[k]
		}
	}
	return v
}

// invert inverts a symmetric positive definite matrix by Gauss and Jordan.
func invert(a [maxTerms][maxTerms]float64, p int) (inv [maxTerms][maxTerms]float64) {
	for k := range p {
		inv[k][k] = 1
	}
	for c := range p {
		best := c
		for r := c + 1; r < p; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[best][c]) {
				best = r
			}
		}
		a[c], a[best], inv[c], inv[best] = a[best], a[c], inv[best], inv[c]
		d := a[c][c]
		for k := range p {
			a[c][k] /= d
			inv[c][k] /= d
		}
		for r := range p {
			if f := a[r][c]; r != c && f != 0 {
				for k := range p {
					a[r][k] -= f * a[c][k]
					inv[r][k] -= f * inv[c][k]
				}
			}
		}
	}
	return inv
}

// tail is how likely a normal variable is to exceed z.
func tail(z float64) float64 { return 0.5 * math.Erfc(z/math.Sqrt2) }
