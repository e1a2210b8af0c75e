package solve

import "math"

// modes finds coordinates in which the dynamics of an RC network come apart. Such a
// network's A is symmetric once each state is scaled by the root of its capacity
// (d_i·A_ij = d_j·A_ji for some d > 0), so it has real modes. x = to·y, y = from·x, and
// from·A·to is diagonal with the given decay per step. Any other matrix: false.
type modes struct {
	decay    []float64 // n
	to, from []float64 // n×n
	sym      []float64 // n×n
	scale    []float64 // n, the roots of d
	queue    []int
}

// asymmetry is how far, relative to its largest number, a scaled matrix may be from
// symmetric: less than what the tolerance of the gap can feel.
const asymmetry = 1e-12

func (k *modes) find(a []float64, n int) bool {
	k.decay = grow(k.decay, n)
	k.to, k.from, k.sym = grow(k.to, n*n), grow(k.from, n*n), grow(k.sym, n*n)
	k.scale = grow(k.scale, n)
	if !k.symmetrise(a, n) || !k.jacobi(n) {
		return false
	}
	for i := range n { // to holds the rotations; scale them
		for j := range n {
			v := k.to[i*n+j]
			k.from[j*n+i] = v * k.scale[i]
			k.to[i*n+j] = v / k.scale[i]
		}
	}
	return true
}

// symmetrise finds the scales by walking over the non-zero pairs, and checks all of them.
func (k *modes) symmetrise(a []float64, n int) bool {
	clear(k.scale)
	for root := range n {
		if k.scale[root] != 0 {
			continue
		}
		k.scale[root] = 1
		k.queue = append(k.queue[:0], root)
		for next := 0; next < len(k.queue); next++ {
			i := k.queue[next]
			// Of all pairs that reach j, the first found is taken: the check below judges.
			for j := range n {
				if r := a[i*n+j] / a[j*n+i]; k.scale[j] == 0 && r > 1e-8 && r < 1e8 {
					k.scale[j] = k.scale[i] * math.Sqrt(r)
					k.queue = append(k.queue, j)
				}
			}
		}
	}
	largest := 0.0
	for i := range n {
		for j := range n {
			k.sym[i*n+j] = a[i*n+j] * k.scale[i] / k.scale[j]
			largest = math.Max(largest, math.Abs(k.sym[i*n+j]))
		}
	}
	for i := range n {
		for j := range i {
			u, v := k.sym[i*n+j], k.sym[j*n+i]
			if !(math.Abs(u-v) <= asymmetry*largest) {
				return false
			}
			k.sym[i*n+j], k.sym[j*n+i] = (u+v)/2, (u+v)/2
		}
	}
	return largest > 0 && !math.IsInf(largest, 0)
}

// jacobi diagonalises sym by cyclic plane rotations (Golub and Van Loan, Matrix
// Computations, 8.5), collecting them in to.
func (k *modes) jacobi(n int) bool {
	s, v := k.sym, k.to
	clear(v)
	for i := range n {
		v[i*n+i] = 1
	}
	for range 30 {
		off, all := 0.0, 0.0
		for i := range n {
			for j := range n {
				q := s[i*n+j] * s[i*n+j]
				all += q
				if i != j {
					off += q
				}
			}
		}
		if off <= 1e-30*all {
			for i := range n {
				k.decay[i] = s[i*n+i]
			}
			return true
		}
		for i := range n {
			for j := i + 1; j < n; j++ {
				k.rotate(n, i, j)
			}
		}
	}
	return false
}

// rotate makes sym[i][j] zero.
func (k *modes) rotate(n, i, j int) {
	s, v := k.sym, k.to
	if s[i*n+j] == 0 {
		return
	}
	tau := (s[j*n+j] - s[i*n+i]) / (2 * s[i*n+j])
	tan := 1 / (math.Abs(tau) + math.Sqrt(1+tau*tau))
	if tau < 0 {
		tan = -tan
	}
	cos := 1 / math.Sqrt(1+tan*tan)
	sin := tan * cos
	for r := range n {
		x, y := s[r*n+i], s[r*n+j]
		s[r*n+i], s[r*n+j] = cos*x-sin*y, sin*x+cos*y
	}
	for r := range n {
		x, y := s[i*n+r], s[j*n+r]
		s[i*n+r], s[j*n+r] = cos*x-sin*y, sin*x+cos*y
		x, y = v[r*n+i], v[r*n+j]
		v[r*n+i], v[r*n+j] = cos*x-sin*y, sin*x+cos*y
	}
}
