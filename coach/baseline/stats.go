package baseline

import "math"

// stats are the sufficient statistics of a weighted ridge regression: all that a home's
// past says of its coefficients, whatever its length. Adding a day costs the same at any
// age, and the answer is that of a weighted solve on every row (a test holds it to 1e-9).
//
// An hour of the day meets only itself, its difference on days off and the weather, so the
// normal equations have 24 small blocks beside one of nWeather: solve eliminates the blocks
// (the Schur complement) and factors what is left.
type stats struct {
	clock  [nClock]float64 // Σw of the hour
	off    [nClock]float64 // Σw of the hour on days off
	clockX [nClock][nWeather]float64
	offX   [nClock][nWeather]float64
	xx     [nWeather][nWeather]float64 // lower triangle
	clockY [nClock]float64
	offY   [nClock]float64
	xy     [nWeather]float64
}

// scale weighs all that was added so far by w, and its energies by y on top of that.
func (s *stats) scale(w, y float64) {
	for c := range nClock {
		s.clock[c] *= w
		s.off[c] *= w
		s.clockY[c] *= w * y
		s.offY[c] *= w * y
		for k := range nWeather {
			s.clockX[c][k] *= w
			s.offX[c][k] *= w
		}
	}
	for i := range nWeather {
		for j := range i + 1 {
			s.xx[i][j] *= w
		}
		s.xy[i] *= w * y
	}
}

// add takes one hour in, at weight 1.
func (s *stats) add(r *row, y float64) {
	c := r.clock
	s.clock[c]++
	s.clockY[c] += y
	cx := &s.clockX[c]
	for k, v := range r.weather {
		cx[k] += v
	}
	if r.off {
		s.off[c]++
		s.offY[c] += y
		ox := &s.offX[c]
		for k, v := range r.weather {
			ox[k] += v
		}
	}
	for i, v := range r.weather {
		if v == 0 {
			continue
		}
		xi := s.xx[i][:i+1]
		for j, w := range r.weather[:len(xi)] {
			xi[j] += v * w
		}
		s.xy[i] += v * y
	}
}

// coefs are what solve finds.
type coefs struct {
	clock, off [nClock]float64 // kWh an hour
	weather    [nWeather]float64
}

// at is the energy of a row in kWh.
func (c *coefs) at(r *row) float64 {
	y := c.clock[r.clock]
	if r.off {
		y += c.off[r.clock]
	}
	for k, v := range r.weather {
		y += v * c.weather[k]
	}
	return y
}

// solve minimises Σ w (y - row·c)² + Σ penalty c². The leverage is that of the mean row z of
// some hours, z'(X'WX + penalty)⁻¹z: how far they lie from what was learned, in hours; 0 for
// none.
func (s *stats) solve(rows []row) (c coefs, leverage float64) {
	a, b := s.xx, s.xy
	for i := range nWeather {
		a[i][i] += penalty[i]
	}
	// Each hour's block [p q; q r] with p = clock + its ridge, q = off, r = off + its ridge.
	var inv [nClock][3]float64 // its inverse: pp, pq, rr
	for c := range nClock {
		p, q, r := s.clock[c]+penaltyClock, s.off[c], s.off[c]+penaltyOff
		det := p*r - q*q
		ipp, ipq, irr := r/det, -q/det, p/det
		inv[c] = [3]float64{ipp, ipq, irr}
		cx, ox := &s.clockX[c], &s.offX[c]
		cy, oy := s.clockY[c], s.offY[c]
		for i := range nWeather {
			u := ipp*cx[i] + ipq*ox[i]
			v := ipq*cx[i] + irr*ox[i]
			ai := a[i][:i+1]
			cxi, oxi := cx[:len(ai)], ox[:len(ai)]
			for j := range ai {
				ai[j] -= u*cxi[j] + v*oxi[j]
			}
			b[i] -= u*cy + v*oy
		}
	}
	f := newFactor(&a)
	c.weather = f.backward(f.forward(b))
	for h := range nClock {
		cy, oy := s.clockY[h], s.offY[h]
		for k, w := range c.weather {
			cy -= s.clockX[h][k] * w
			oy -= s.offX[h][k] * w
		}
		c.clock[h] = inv[h][0]*cy + inv[h][1]*oy
		c.off[h] = inv[h][1]*cy + inv[h][2]*oy
	}
	var z [nWeather]float64
	n := 0.0
	for i := range rows {
		r := &rows[i]
		if math.IsNaN(r.weather[1]) {
			continue // no outdoor temperature
		}
		n++
		u, v := inv[r.clock][0], inv[r.clock][1] // how much of the hour's own sums it takes
		leverage += u
		if r.off {
			u, v = u+v, v+inv[r.clock][2]
			leverage += u - inv[r.clock][0] + v
		}
		cx, ox := &s.clockX[r.clock], &s.offX[r.clock]
		for k, w := range r.weather {
			z[k] += w - u*cx[k] - v*ox[k]
		}
	}
	if n == 0 {
		return c, 0
	}
	for _, u := range f.forward(z) {
		leverage += u * u
	}
	return c, leverage / n / n
}

// A factor is Cholesky's of a symmetric matrix that is positive definite by its ridge: the
// lower triangle under the diagonal, and the diagonal's inverses, for to multiply is quicker
// than to divide.
type factor struct {
	a   *[nWeather][nWeather]float64
	inv [nWeather]float64
}

// newFactor factors a, given by its lower triangle, in its place.
func newFactor(a *[nWeather][nWeather]float64) (f factor) {
	f.a = a
	for i := range nWeather {
		ai := a[i][:i+1]
		for j := range ai {
			sum := ai[j]
			aj := a[j][:j]
			for k, v := range ai[:len(aj)] {
				sum -= v * aj[k]
			}
			if i == j {
				f.inv[i] = 1 / math.Sqrt(sum)
			} else {
				ai[j] = sum * f.inv[j]
			}
		}
	}
	return f
}

// forward solves L·x = b for the factor L, backward Lᵀ·x = b.
func (f *factor) forward(b [nWeather]float64) [nWeather]float64 {
	for i := range nWeather {
		sum := b[i]
		for k, v := range f.a[i][:i] {
			sum -= v * b[k]
		}
		b[i] = sum * f.inv[i]
	}
	return b
}

func (f *factor) backward(b [nWeather]float64) [nWeather]float64 {
	for i := nWeather - 1; i >= 0; i-- {
		b[i] *= f.inv[i]
		for k, v := range f.a[i][:i] {
			b[k] -= v * b[i]
		}
	}
	return b
}
