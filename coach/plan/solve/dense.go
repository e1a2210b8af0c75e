package solve

import "math"

// mulABt is c = a·bᵀ for a m×k and b n×k, two rows by two columns at a time.
func mulABt(c, a, b []float64, m, n, k int) {
	for i := 0; i < m; i += 2 {
		i1 := min(i+1, m-1) // an odd last row is computed twice
		a0 := a[i*k : i*k+k]
		a1 := a[i1*k : i1*k+k][:len(a0)]
		c0, c1 := c[i*n:i*n+n], c[i1*n:i1*n+n]
		for j := 0; j < n; j += 2 {
			j1 := min(j+1, n-1)
			c0[j], c0[j1], c1[j], c1[j1] = dot4(a0, a1, b[j*k:j*k+k], b[j1*k:j1*k+k])
		}
	}
}

// updateSym is c ← s·c·s + w·a·bᵀ for a symmetric result: c n×n, s a diagonal or nil for 1,
// a and b n×k.
func updateSym(c, s []float64, w float64, a, b []float64, n, k int) {
	for i := 0; i < n; i += 2 {
		i1 := min(i+1, n-1)
		a0, a1 := a[i*k:i*k+k], a[i1*k:i1*k+k]
		c0, c1 := c[i*n:i*n+n], c[i1*n:i1*n+n]
		for j := 0; j <= i; j += 2 {
			j1 := min(j+1, n-1)
			x, y, z, u := dot4(a0, a1, b[j*k:j*k+k], b[j1*k:j1*k+k])
			p, q, r, t := c0[j], c0[j1], c1[j], c1[j1]
			if s != nil {
				p, q = s[i]*s[j]*p, s[i]*s[j1]*q
				r, t = s[i1]*s[j]*r, s[i1]*s[j1]*t
			}
			p, q, r, t = p+w*x, q+w*y, r+w*z, t+w*u
			c0[j], c0[j1], c1[j], c1[j1] = p, q, r, t
			c[j*n+i], c[j1*n+i], c[j*n+i1], c[j1*n+i1] = p, q, r, t
		}
	}
}

// dot4 is the four products of two vectors with two.
func dot4(a0, a1, b0, b1 []float64) (x, y, z, u float64) {
	a1, b0, b1 = a1[:len(a0)], b0[:len(a0)], b1[:len(a0)]
	for i, p := range a0 {
		q, r, s := a1[i], b0[i], b1[i]
		x += p * r
		y += p * s
		z += q * r
		u += q * s
	}
	return
}

// mulVec is y = a·x for a m×n, m being the length of y.
func mulVec(y, a, x []float64) {
	n := len(x)
	i := 0
	for ; i+4 <= len(y); i += 4 {
		a0 := a[i*n : i*n+n]
		a1, a2, a3 := a[(i+1)*n:][:len(a0)], a[(i+2)*n:][:len(a0)], a[(i+3)*n:][:len(a0)]
		v := x[:len(a0)]
		var s0, s1, s2, s3 float64
		for j, p := range a0 {
			q := v[j]
			s0 += p * q
			s1 += a1[j] * q
			s2 += a2[j] * q
			s3 += a3[j] * q
		}
		y[i], y[i+1], y[i+2], y[i+3] = s0, s1, s2, s3
	}
	for ; i < len(y); i++ {
		y[i] = dot(a[i*n:i*n+n], x)
	}
}

// addMulT is y ← y + aᵀ·x for a m×n, m being the length of x.
func addMulT(y, a, x []float64) {
	n := len(y)
	i := 0
	for ; i+4 <= len(x); i += 4 {
		a0 := a[i*n : i*n+n]
		a1, a2, a3 := a[(i+1)*n:][:len(a0)], a[(i+2)*n:][:len(a0)], a[(i+3)*n:][:len(a0)]
		x0, x1, x2, x3 := x[i], x[i+1], x[i+2], x[i+3]
		v := y[:len(a0)]
		for j, p := range a0 {
			v[j] += (p*x0 + a1[j]*x1) + (a2[j]*x2 + a3[j]*x3)
		}
	}
	for ; i < len(x); i++ {
		add(y, x[i], a[i*n:i*n+n])
	}
}

// inverseFactor turns the symmetric positive definite f (m×m) = L·Lᵀ into L⁻¹, zeros above
// the diagonal. Of a pivot that rounding has eaten the inverse is 0: what it stands for is
// left where it is (Wright, SIAM J. Optim. 9, 1999).
func inverseFactor(f []float64, m int) {
	for j := range m { // Cholesky, the diagonal inverted
		row := f[j*m : j*m+m]
		clear(row[j+1:])
		pivot := row[j]
		for i := range j {
			v := (row[i] - dot(f[i*m:i*m+i], row)) * f[i*m+i]
			row[i] = v
			pivot -= v * v
		}
		if pivot > 1e-15*row[j] {
			row[j] = 1 / math.Sqrt(pivot)
		} else {
			row[j] = 0
		}
	}
	for j := range m { // the inverse, row by row
		row := f[j*m : j*m+j+1]
		d := row[j]
		for i := range j {
			sum := 0.0
			for r := i; r < j; r++ {
				sum += row[r] * f[r*m+i]
			}
			row[i] = -d * sum
		}
	}
}
