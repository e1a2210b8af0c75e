package plan

import (
	"math"
	"slices"
)

// A row is one observation of a linear model with three coefficients: y ≈ x·c.
type row struct {
	x [3]float64
	y float64
}

// posterior is the most probable c under independent normal priors, with errors whose
// spread is found from the data and whose outliers are tamed (Huber weights, k = 1.345).
// Without rows it is the prior.
func posterior(rows []row, mean, sd [3]float64) [3]float64 {
	c := mean
	if len(rows) == 0 {
		return c
	}
	residuals := make([]float64, len(rows))
	for range 6 {
		for i, r := range rows {
			residuals[i] = math.Abs(r.y - dot3(r.x, c))
		}
		sorted := slices.Clone(residuals)
		slices.Sort(sorted)
		sigma := max(1.4826*sorted[len(sorted)/2], 1e-3)
		var a [3][3]float64
		var b [3]float64
		for i := range c {
			a[i][i] = 1 / (sd[i] * sd[i])
			b[i] = mean[i] / (sd[i] * sd[i])
		}
		for n, r := range rows {
			w := 1 / (sigma * sigma)
			if residuals[n] > 1.345*sigma {
				w *= 1.345 * sigma / residuals[n]
			}
			for i := range c {
				for j := range c {
					a[i][j] += w * r.x[i] * r.x[j]
				}
				b[i] += w * r.x[i] * r.y
			}
		}
		c = solve3(a, b)
	}
	return c
}

func dot3(x, c [3]float64) float64 { return x[0]*c[0] + x[1]*c[1] + x[2]*c[2] }

// solve3 solves a·c = b for a positive definite a (Cholesky).
func solve3(a [3][3]float64, b [3]float64) (c [3]float64) {
	var l [3][3]float64
	for i := range l {
		for j := 0; j <= i; j++ {
			s := a[i][j]
			for k := 0; k < j; k++ {
				s -= l[i][k] * l[j][k]
			}
			if i == j {
				l[i][i] = math.Sqrt(max(s, 1e-300))
			} else {
				l[i][j] = s / l[j][j]
			}
		}
	}
	for i := range c {
		c[i] = b[i]
		for k := 0; k < i; k++ {
			c[i] -= l[i][k] * c[k]
		}
		c[i] /= l[i][i]
	}
	for i := 2; i >= 0; i-- {
		for k := i + 1; k < 3; k++ {
			c[i] -= l[k][i] * c[k]
		}
		c[i] /= l[i][i]
	}
	return c
}
