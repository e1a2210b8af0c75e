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

// updateSym is c ← s·c·s + a·bᵀ for a symmetric result: c n×n, s the diagonal of a
// diagonal matrix or nil for 1, a and b n×k.
func updateSym(c, s, a, b []float64, n, k int) {
	for i := 0; i < n; i += 2 {
		i1 := min(i+1, n-1)
		a0 := a[i*k : i*k+k]
		a1 := a[i1*k : i1*k+k]
		for j := 0; j <= i; j += 2 {
			j1 := min(j+1, n-1)
			x, y, z, u := dot4(a0, a1, b[j*k:j*k+k], b[j1*k:j1*k+k])
			if s != nil {
				x += s[i] * s[j] * c[i*n+j]
				y += s[i] * s[j1] * c[i*n+j1]
				z += s[i1] * s[j] * c[i1*n+j]
				u += s[i1] * s[j1] * c[i1*n+j1]
			} else {
				x += c[i*n+j]
				y += c[i*n+j1]
				z += c[i1*n+j]
				u += c[i1*n+j1]
			}
			c[i*n+j], c[i*n+j1], c[i1*n+j], c[i1*n+j1] = x, y, z, u
			c[j*n+i], c[j1*n+i], c[j*n+i1], c[j1*n+i1] = x, y, z, u
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
