package solve

// The passes of the general form: plain loops over rows, boxes and caps on either side of
// the recursion.

func (w *Workspace) advance(primal, dual float64) (gap float64) {
	clear(w.curve)
	clear(w.slope)
	for i := range w.rows {
		r := &w.rows[i]
		gap += r.advance(primal, dual)
		c, s := r.bend()
		w.curve[r.slot] += c
		w.slope[r.slot] += s
	}
	copy(w.grad, w.p.Price)
	for i := range w.boxes {
		b := &w.boxes[i]
		gap += b.advance(primal, dual)
		w.stiff[b.at] = b.bend()
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.s += primal * c.ds
		c.z += dual * c.dz
		c.is = 1 / c.s
		gap += c.s * c.z
		w.capStiff[c.step] = c.z * c.is
	}
	w.kernel.factor(w)
	return gap
}

// tilt adds g to the slope of every power under the cap.
func (w *Workspace) tilt(c *capRow, g float64) {
	for i := c.first; i < c.end; i++ {
		w.grad[w.boxes[i].at] += g
	}
}

// together is the change of all powers under the cap.
func (w *Workspace) together(c *capRow) float64 {
	sum := 0.0
	for i := c.first; i < c.end; i++ {
		sum += w.dp[w.boxes[i].at]
	}
	return sum
}

func (w *Workspace) predict() forecast {
	w.kernel.forward(w)
	var least, most, sum float64
	for i := range w.rows {
		r := &w.rows[i]
		x, y, take := r.predict(w.delta[r.slot])
		least, most = widen(least, most, x, y)
		sum += take
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		x, y, take := b.predict(w.dp[b.at])
		least, most = widen(least, most, x, y)
		sum += take
	}
	for i := range w.caps {
		c := &w.caps[i]
		x := 1 - w.together(c)*c.is
		least, most = widen(least, most, x, x)
		take := c.s * c.z * x
		c.r = take - take*x
		sum += take
	}
	return forecast{least, most, sum}
}

func (w *Workspace) correct(mu float64) {
	clear(w.slope)
	for i := range w.rows {
		r := &w.rows[i]
		w.slope[r.slot] += r.aim(mu)
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		w.grad[b.at] += b.aim(mu)
	}
	for i := range w.caps {
		c := &w.caps[i]
		r := mu - c.r
		c.r = r - c.s*c.z
		w.tilt(c, r*c.is)
	}
	w.kernel.backward(w)
}

func (w *Workspace) step() (primal, dual float64) {
	w.kernel.forward(w)
	primal, dual = 1/stepBack, 1/stepBack
	for i := range w.rows {
		r := &w.rows[i]
		r.turn(w.delta[r.slot])
		primal, dual = r.reach(primal, dual)
	}
	for i := range w.boxes {
		b := &w.boxes[i]
		b.turn(w.dp[b.at])
		primal, dual = b.reach(primal, dual)
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.ds = -w.together(c)
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
