package solve

// general is the kernel for any number of powers and states. Its states are those of the
// program, in modes where there are some, followed by a counter for each total: a state
// that adds up its part of the powers and never fades.
type general struct {
	n, m, base int // states with counters, powers, states without
	modes      modes
	modal      bool
	keepDense  bool      // never look for modes
	decay      []float64 // n, when modal
	a, at      []float64 // n×n, when not, and its transpose
	b          []float64 // m×n: column by column; the counters' part belongs to a step
	totals     []channel
	levels     []float64 // channel×n
	change     []float64 // channel×n, of x[t]
	changeP    []float64 // channel×m, of p[t]
	ends       []float64 // channel×n, finals then counters
	value      []float64 // n, of x[N]

	inv []float64 // N×m×m: L⁻¹ of each step, F = L·Lᵀ
	y   []float64 // N×n×m: G·L⁻ᵀ
	e   []float64 // N×m: L⁻¹·slope

	q, aq     []float64 // n×n: cost to go, Aᵀ·q
	qb, g     []float64 // m×n: (q·B)ᵀ, n×m: Aᵀ·q·B and the changes' part
	seen      []float64 // n×channel: the levels
	bent      []float64 // n×channel: the same times their curvature
	h, x, tmp []float64 // n, n, m
}

func (k *general) prepare(p *Program, l *layout) {
	base, m, N := p.States, p.Controls, p.Steps
	n := base + l.totals
	k.n, k.m, k.base = n, m, base
	k.modal = !k.keepDense && k.modes.find(p.A, base)
	k.decay = grow(k.decay, n)
	k.a, k.at = grow(k.a, n*n), grow(k.at, n*n)
	k.b = grow(k.b, m*n)
	k.q, k.aq = grow(k.q, n*n), grow(k.aq, n*n)
	k.qb, k.g = grow(k.qb, n*m), grow(k.g, n*m)
	k.seen, k.bent = grow(k.seen, n*l.levels), grow(k.bent, n*l.levels)
	k.h, k.x, k.tmp = grow(k.h, n), grow(k.x, n), grow(k.tmp, m)
	k.inv, k.y, k.e = grow(k.inv, N*m*m), grow(k.y, N*m*n), grow(k.e, N*m)
	k.dynamics(p)
	k.value = grow(k.value, n)
	k.weight(k.value, p.Value)
	k.channels(l)
}

// dynamics writes A and B in the kernel's states.
func (k *general) dynamics(p *Program) {
	n, m, base := k.n, k.m, k.base
	clear(k.a)
	clear(k.at)
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
			for j := range base {
				k.a[i*n+j], k.at[j*n+i] = p.A[i*base+j], p.A[i*base+j]
			}
			for j := range m {
				k.b[j*n+i] = p.B[i*m+j]
			}
		}
	}
	for i := base; i < n; i++ {
		k.decay[i], k.a[i*n+i], k.at[i*n+i] = 1, 1, 1
	}
}

// channels writes the channels' weights in the kernel's states.
func (k *general) channels(l *layout) {
	n, m := k.n, k.m
	k.levels = grow(k.levels, l.levels*n)
	k.change = grow(k.change, l.changes*n)
	k.changeP = grow(k.changeP, l.changes*m)
	k.ends = grow(k.ends, (l.finals+l.totals)*n)
	k.totals = l.channels[l.perStep+l.finals:]
	for c, ch := range l.channels {
		switch ch.of {
		case Level:
			k.weight(k.levels[c*n:c*n+n], ch.weight)
			for i, v := range k.levels[c*n : c*n+n] {
				k.seen[i*l.levels+c] = v
			}
		case Change: // weight·(A·x + B·p − x)
			c -= l.levels
			w := k.change[c*n : c*n+n]
			k.weight(k.x, ch.weight)
			k.times(k.at, k.x, w)
			add(w, -1, k.x)
			for j := range m {
				k.changeP[c*m+j] = dot(k.x, k.b[j*n:j*n+n])
			}
		case Final:
			c -= l.perStep
			k.weight(k.ends[c*n:c*n+n], ch.weight)
		case Total:
			c -= l.perStep
			clear(k.ends[c*n : c*n+n])
			k.ends[c*n+k.base+c-l.finals] = 1
		}
	}
}

// weight is a weight of the program's states in the kernel's.
func (k *general) weight(to, weight []float64) {
	clear(to)
	if !k.modal {
		copy(to, weight)
		return
	}
	for i, w := range weight {
		add(to[:k.base], w, k.modes.to[i*k.base:i*k.base+k.base])
	}
}

// times is to = a·x, a being A or its transpose; in modes they are the same.
func (k *general) times(a, x, to []float64) {
	if k.modal {
		for i, d := range k.decay {
			to[i] = d * x[i]
		}
		return
	}
	mulVec(to, a, x)
}

// counters puts the totals' weights of step t into b.
func (k *general) counters(t int) {
	for c, ch := range k.totals {
		for j := range k.m {
			k.b[j*k.n+k.base+c] = ch.weight[t*k.m+j]
		}
	}
}

// factor is the Riccati recursion of the step's quadratic cost, with the first backward
// pass on the way: with F = Bᵀ·q·B + stiff and G = Aᵀ·q·B, the cost to go becomes
// Aᵀ·q·A − G·F⁻¹·Gᵀ and what the rows add. F⁻¹ is kept as the inverse of its Cholesky factor.
func (k *general) factor(w *Workspace) {
	n, m, l := k.n, k.m, &w.layout
	k.last(w)
	for t := w.p.Steps - 1; t >= 0; t-- {
		slot := t * l.perStep
		f, g := k.inv[t*m*m:t*m*m+m*m], k.g
		k.counters(t)
		mulABt(k.qb, k.b, k.q, m, n, n)
		clear(f)
		updateSym(f, nil, 1, k.qb, k.b, m, n)
		for j := range m {
			if c := w.capStiff[t]; c != 0 {
				for i := range m {
					f[j*m+i] += c
				}
			}
			f[j*m+j] += w.stiff[t*m+j]
		}
		scale := k.decay
		if k.modal {
			for j := range m {
				for i, v := range k.qb[j*n : j*n+n] {
					g[i*m+j] = scale[i] * v
				}
			}
		} else {
			scale = nil
			mulABt(k.aq, k.at, k.q, n, n, n)
			mulABt(g, k.aq, k.b, n, m, n)
			mulABt(k.q, k.aq, k.at, n, n, n)
		}
		for c := range l.changes {
			curve := w.curve[slot+l.levels+c]
			v, vp := k.change[c*n:c*n+n], k.changeP[c*m:c*m+m]
			for j, a := range vp {
				if a != 0 { // a room's own heater moves it, and no other's
					add(f[j*m:j*m+m], curve*a, vp)
				}
			}
			for i, a := range v {
				if a != 0 {
					add(g[i*m:i*m+m], curve*a, vp)
				}
			}
		}
		inverseFactor(f, m)
		y := k.y[t*m*n : t*m*n+m*n]
		mulABt(y, g, f, n, m, m)
		updateSym(k.q, scale, -1, y, y, n, m)
		for c := range l.changes {
			v := k.change[c*n : c*n+n]
			for i, a := range v {
				if a != 0 {
					add(k.q[i*n:i*n+n], w.curve[slot+l.levels+c]*a, v)
				}
			}
		}
		if t > 0 && l.levels > 0 { // those of the step before are on x[t]
			curves := w.curve[slot-l.perStep:][:l.levels]
			for i := 0; i < len(k.seen); i += len(curves) {
				bent := k.bent[i : i+len(curves)]
				for c, v := range k.seen[i : i+len(curves)] {
					bent[c] = curves[c] * v
				}
			}
			updateSym(k.q, nil, 1, k.bent, k.seen, n, l.levels)
		}
		k.slopes(w, t)
	}
}

// last puts the cost on x[N] into q and h: the ends and the last levels.
func (k *general) last(w *Workspace) {
	n, l := k.n, &w.layout
	end := w.p.Steps * l.perStep
	clear(k.q)
	on := func(slot int, v []float64) {
		for i, a := range v {
			add(k.q[i*n:i*n+n], w.curve[slot]*a, v)
		}
	}
	for c := range len(k.ends) / n {
		on(end+c, k.ends[c*n:c*n+n])
	}
	for c := range l.levels {
		on(end-l.perStep+c, k.levels[c*n:c*n+n])
	}
	k.lastSlope(w)
}

// lastSlope is the linear part of last.
func (k *general) lastSlope(w *Workspace) {
	l := &w.layout
	end := w.p.Steps * l.perStep
	copy(k.h, k.value)
	addMulT(k.h, k.ends, w.slope[end:])
	addMulT(k.h, k.levels, w.slope[end-l.perStep:][:l.levels])
}

// slopes is the linear part of step t: h, of x[t+1], becomes that of x[t].
func (k *general) slopes(w *Workspace, t int) {
	n, m, l := k.n, k.m, &w.layout
	slot := t * l.perStep
	inv, y, slope := k.inv[t*m*m:t*m*m+m*m], k.y[t*m*n:t*m*n+m*n], k.tmp
	mulVec(slope, k.b, k.h)
	add(slope, 1, w.grad[t*m:t*m+m])
	k.times(k.at, k.h, k.x)
	k.h, k.x = k.x, k.h
	for c := range l.changes {
		s := w.slope[slot+l.levels+c]
		add(slope, s, k.changeP[c*m:c*m+m])
		add(k.h, s, k.change[c*n:c*n+n])
	}
	e := k.e[t*m : t*m+m]
	mulVec(e, inv, slope)
	mulVec(k.x, y, e)
	add(k.h, -1, k.x)
	if t > 0 {
		addMulT(k.h, k.levels, w.slope[slot-l.perStep:][:l.levels])
	}
}

func (k *general) backward(w *Workspace) {
	k.lastSlope(w)
	for t := w.p.Steps - 1; t >= 0; t-- {
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
		copy(k.tmp, k.e[t*m:t*m+m])
		addMulT(k.tmp, k.y[t*m*n:t*m*n+m*n], k.x)
		clear(dp)
		addMulT(dp, k.inv[t*m*m:t*m*m+m*m], k.tmp)
		for j := range dp {
			dp[j] = -dp[j]
		}
		for c := range l.changes {
			w.delta[slot+l.levels+c] = dot(k.change[c*n:c*n+n], k.x) + dot(k.changeP[c*m:c*m+m], dp)
		}
		k.counters(t)
		k.times(k.a, k.x, k.h)
		k.x, k.h = k.h, k.x
		addMulT(k.x, k.b, dp)
		mulVec(w.delta[slot:slot+l.levels], k.levels, k.x)
	}
	end := w.p.Steps * l.perStep
	mulVec(w.delta[end:], k.ends, k.x)
}
