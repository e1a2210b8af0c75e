package solve

import "math"

// general is the kernel for any number of powers and states. Its states are those of the
// program, in modes where there are some, followed by a counter for each total: a state
// that adds up its part of the powers and never fades.
type general struct {
	n, m, count int // states with counters, powers, counters
	modes       modes
	modal       bool
	a           []float64 // n×n, when not modal
	decay       []float64 // n, when modal
	b           []float64 // m×n: column by column; the counters' part belongs to a step
	totals      []channel
	levels      []float64 // channel×n
	change      []float64 // channel×n, of x[t]
	changeP     []float64 // channel×m, of p[t]
	ends        []float64 // channel×n, finals then counters

	lower []float64 // N×m×m: Cholesky factor of each step, its diagonal inverted
	y     []float64 // N×m×n: lower⁻¹·G
	e     []float64 // N×m: lower⁻¹·slope

	q, aq, qb, g []float64 // n×n, n×n, n×m, n×m
	h, x, x2     []float64 // n
	f            []float64 // m
}

func (k *general) prepare(p *Program, l *layout) {
	base, m, N := p.States, p.Controls, p.Steps
	k.count = l.totals
	n := base + k.count
	k.n, k.m = n, m
	k.modal = k.modes.find(p.A, base)
	k.decay = grow(k.decay, n)
	k.a = grow(k.a, n*n)
	k.b = grow(k.b, m*n)
	k.q, k.aq = grow(k.q, n*n), grow(k.aq, n*n)
	k.qb, k.g = grow(k.qb, n*m), grow(k.g, n*m)
	k.h, k.x, k.x2, k.f = grow(k.h, n), grow(k.x, n), grow(k.x2, n), grow(k.f, m)
	k.lower, k.y, k.e = grow(k.lower, N*m*m), grow(k.y, N*m*n), grow(k.e, N*m)
	clear(k.a)
	clear(k.b)
	if k.modal {
		copy(k.decay, k.modes.decay)
		for i := range base {
			for j := range m {
				sum := 0.0
				for r := range base {
					sum += k.modes.from[i*base+r] * p.B[r*m+j]
				}
				k.b[j*n+i] = sum
			}
		}
	} else {
		for i := range base {
			copy(k.a[i*n:i*n+base], p.A[i*base:i*base+base])
			for j := range m {
				k.b[j*n+i] = p.B[i*m+j]
			}
		}
	}
	for i := base; i < n; i++ {
		k.decay[i] = 1
		k.a[i*n+i] = 1
	}
	k.channels(p, l)
}

// channels writes the channels' weights in the kernel's states.
func (k *general) channels(p *Program, l *layout) {
	base, n, m := p.States, k.n, k.m
	k.levels = grow(k.levels, l.levels*n)
	k.change = grow(k.change, l.changes*n)
	k.changeP = grow(k.changeP, l.changes*m)
	k.ends = grow(k.ends, (l.finals+l.totals)*n)
	clear(k.levels)
	clear(k.change)
	clear(k.ends)
	k.totals = l.channels[l.perStep+l.finals:]
	for c, ch := range l.channels {
		switch {
		case c < l.levels:
			k.weight(k.levels[c*n:c*n+n], ch.weight, base)
		case c < l.perStep:
			c -= l.levels
			k.weight(k.x, ch.weight, base)
			w := k.change[c*n : c*n+n]
			k.transposed(k.x, w)
			for i := range base {
				w[i] -= k.x[i]
			}
			for j := range m {
				k.changeP[c*m+j] = dot(k.x[:base], k.b[j*n:j*n+base])
			}
		case c < l.perStep+l.finals:
			c -= l.perStep
			k.weight(k.ends[c*n:c*n+n], ch.weight, base)
		default:
			c -= l.perStep
			k.ends[c*n+base+c-l.finals] = 1
		}
	}
}

// weight is a weight of the program's states in the kernel's.
func (k *general) weight(to, weight []float64, base int) {
	clear(to)
	if !k.modal {
		copy(to, weight)
		return
	}
	for i, w := range weight {
		add(to[:base], w, k.modes.to[i*base:i*base+base])
	}
}

// transposed is to = Aᵀ·x.
func (k *general) transposed(x, to []float64) {
	if k.modal {
		for i, d := range k.decay {
			to[i] = d * x[i]
		}
		return
	}
	clear(to)
	for i, v := range x {
		add(to, v, k.a[i*k.n:i*k.n+k.n])
	}
}

// forwardA is to = A·x.
func (k *general) forwardA(x, to []float64) {
	if k.modal {
		for i, d := range k.decay {
			to[i] = d * x[i]
		}
		return
	}
	for i := range to {
		to[i] = dot(k.a[i*k.n:i*k.n+k.n], x)
	}
}

// counters puts the totals' weights of step t into b.
func (k *general) counters(t int) {
	base := k.n - k.count
	for c, ch := range k.totals {
		for j := range k.m {
			k.b[j*k.n+base+c] = ch.weight[t*k.m+j]
		}
	}
}

// rank1 is q ← q + c·v·vᵀ on and under the diagonal.
func rank1(q []float64, n int, c float64, v []float64) {
	if c == 0 {
		return
	}
	for i, a := range v {
		add(q[i*n:i*n+i+1], c*a, v[:i+1])
	}
}

func (k *general) factor(w *Workspace) {
	n, m := k.n, k.m
	l := &w.layout
	q := k.q
	clear(q)
	clear(k.h)
	end := w.p.Steps * l.perStep
	for c := range len(k.ends) / n {
		v := k.ends[c*n : c*n+n]
		rank1(q, n, w.curve[end+c], v)
		add(k.h, w.slope[end+c], v)
	}
	for t := w.p.Steps - 1; t >= 0; t-- {
		slot := t * l.perStep
		for c := range l.levels {
			v := k.levels[c*n : c*n+n]
			rank1(q, n, w.curve[slot+c], v)
			add(k.h, w.slope[slot+c], v)
		}
		for i := range n {
			for j := range i {
				q[j*n+i] = q[i*n+j]
			}
		}
		k.counters(t)
		lower, y := k.lower[t*m*m:t*m*m+m*m], k.y[t*m*n:t*m*n+m*n]
		// H = Q·B, F = Bᵀ·H + stiff
		for j := range m {
			b := k.b[j*n : j*n+n]
			hb := k.qb[j*n : j*n+n]
			for i := range n {
				hb[i] = dot(q[i*n:i*n+n], b)
			}
			for i := range j + 1 {
				lower[j*m+i] = dot(k.b[i*n:i*n+n], hb) + w.capStiff[t]
			}
			lower[j*m+j] += w.stiff[t*m+j]
			k.transposed(hb, y[j*n:j*n+n])
		}
		k.congruence(q)
		for c := range l.changes {
			cu := w.curve[slot+l.levels+c]
			if cu == 0 {
				continue
			}
			v, vp := k.change[c*n:c*n+n], k.changeP[c*m:c*m+m]
			rank1(q, n, cu, v)
			rank1(lower, m, cu, vp)
			for j, a := range vp {
				add(y[j*n:j*n+n], cu*a, v)
			}
		}
		cholesky(lower, m)
		for i := range m {
			yi := y[i*n : i*n+n]
			for r := range i {
				add(yi, -lower[i*m+r], y[r*n:r*n+n])
			}
			d := lower[i*m+i]
			for j := range yi {
				yi[j] *= d
			}
			for j, a := range yi {
				add(q[j*n:j*n+j+1], -a, yi[:j+1])
			}
		}
		k.slopes(w, t)
	}
}

// congruence is q ← Aᵀ·q·A, on and under the diagonal.
func (k *general) congruence(q []float64) {
	n := k.n
	if k.modal {
		for i, di := range k.decay {
			row := q[i*n : i*n+i+1]
			for j := range row {
				row[j] *= di * k.decay[j]
			}
		}
		return
	}
	clear(k.aq)
	for i := range n { // aq = q·A
		row := k.aq[i*n : i*n+n]
		for r := range n {
			add(row, q[i*n+r], k.a[r*n:r*n+n])
		}
	}
	clear(q)
	for r := range n { // q = Aᵀ·aq
		for i := range n {
			add(q[i*n:i*n+i+1], k.a[r*n+i], k.aq[r*n:r*n+i+1])
		}
	}
}

// cholesky factors the lower half of f in place and inverts the diagonal.
func cholesky(f []float64, m int) {
	for j := range m {
		row := f[j*m : j*m+j+1]
		for i := range j {
			row[i] = (row[i] - dot(row[:i], f[i*m:i*m+i])) * f[i*m+i]
		}
		row[j] = 1 / math.Sqrt(row[j]-dot(row[:j], row[:j]))
	}
}

// slopes is the linear part of step t: h is that of x[t+1] without its levels, and becomes
// that of x[t].
func (k *general) slopes(w *Workspace, t int) {
	n, m, l := k.n, k.m, &w.layout
	lower, y, e := k.lower[t*m*m:t*m*m+m*m], k.y[t*m*n:t*m*n+m*n], k.e[t*m:t*m+m]
	for j := range m {
		e[j] = w.grad[t*m+j] + dot(k.b[j*n:j*n+n], k.h)
	}
	k.transposed(k.h, k.x)
	k.h, k.x = k.x, k.h
	for c := range l.changes {
		s := w.slope[t*l.perStep+l.levels+c]
		add(e, s, k.changeP[c*m:c*m+m])
		add(k.h, s, k.change[c*n:c*n+n])
	}
	for j := range m {
		e[j] = (e[j] - dot(lower[j*m:j*m+j], e[:j])) * lower[j*m+j]
		add(k.h, -e[j], y[j*n:j*n+n])
	}
}

func (k *general) backward(w *Workspace) {
	n, l := k.n, &w.layout
	clear(k.h)
	end := w.p.Steps * l.perStep
	for c := range len(k.ends) / n {
		add(k.h, w.slope[end+c], k.ends[c*n:c*n+n])
	}
	for t := w.p.Steps - 1; t >= 0; t-- {
		for c := range l.levels {
			add(k.h, w.slope[t*l.perStep+c], k.levels[c*n:c*n+n])
		}
		k.counters(t)
		k.slopes(w, t)
	}
}

func (k *general) forward(w *Workspace) {
	n, m, l := k.n, k.m, &w.layout
	clear(k.x)
	for t := range w.p.Steps {
		slot := t * l.perStep
		dp := w.dp[t*m : t*m+m]
		lower, y, e := k.lower[t*m*m:t*m*m+m*m], k.y[t*m*n:t*m*n+m*n], k.e[t*m:t*m+m]
		for j := range m {
			dp[j] = -e[j] - dot(y[j*n:j*n+n], k.x)
		}
		for j := m - 1; j >= 0; j-- {
			dp[j] *= lower[j*m+j]
			add(dp[:j], -dp[j], lower[j*m:j*m+j])
		}
		for c := range l.changes {
			w.delta[slot+l.levels+c] = dot(k.change[c*n:c*n+n], k.x) + dot(k.changeP[c*m:c*m+m], dp)
		}
		k.counters(t)
		k.forwardA(k.x, k.x2)
		k.x, k.x2 = k.x2, k.x
		for j, v := range dp {
			add(k.x, v, k.b[j*n:j*n+n])
		}
		for c := range l.levels {
			w.delta[slot+c] = dot(k.levels[c*n:c*n+n], k.x)
		}
	}
	end := w.p.Steps * l.perStep
	for c := range len(k.ends) / n {
		w.delta[end+c] = dot(k.ends[c*n:c*n+n], k.x)
	}
}
