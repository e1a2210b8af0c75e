package solve

// An iteration makes four passes. Rows, boxes and caps are plain loops whose parts do not
// wait for one another; the kernel's recursion lies between them. A loop over everything
// step by step was slower: it has more numbers in hand than the processor has registers.

// advance takes the step found last, aims at zero products and goes backward once. It
// returns the sum of all products: the gap.
func (w *Workspace) advance(primal, dual float64) (gap float64) {
	rows, boxes := w.rows, w.boxes
	curves, slopes, stiff := w.curve, w.slope[:len(w.curve)], w.stiff
	clear(curves)
	clear(slopes)
	for i := range rows {
		r := &rows[i]
		gap += r.advance(primal, dual)
		curve, slope := r.bend()
		k := r.slot
		curves[k] += curve
		slopes[k] += slope
	}
	copy(w.grad, w.p.Price)
	for i := range boxes {
		b := &boxes[i]
		gap += b.advance(primal, dual)
		stiff[b.at] = b.bend()
	}
	for i := range w.caps {
		c := &w.caps[i]
		gap += c.advance(primal, dual)
		w.capStiff[c.step] = c.z * c.is
	}
	w.kernel.factor(w)
	return gap
}

// predict follows the step aimed at zero products.
func (w *Workspace) predict() forecast {
	w.kernel.forward(w)
	rows, boxes, delta, power := w.rows, w.boxes, w.delta, w.dp
	var least, most, sum float64
	for i := range rows {
		r := &rows[i]
		a, b, take := r.predict(delta[r.slot])
		least, most = widen(least, most, a, b)
		sum += take
	}
	for i := range boxes {
		b := &boxes[i]
		zp, zu, take := b.predict(power[b.at])
		least, most = widen(least, most, zp, zu)
		sum += take
	}
	for i := range w.caps {
		c := &w.caps[i]
		z, take := c.predict(w.together(c))
		least, most = widen(least, most, z, z)
		sum += take
	}
	return forecast{least, most, sum}
}

// correct aims at products of mu, second order included, and goes backward.
func (w *Workspace) correct(mu float64) {
	rows, boxes, slopes, grad := w.rows, w.boxes, w.slope, w.grad
	clear(slopes)
	for i := range rows {
		r := &rows[i]
		slopes[r.slot] += r.aim(mu)
	}
	for i := range boxes {
		b := &boxes[i]
		grad[b.at] += b.aim(mu)
	}
	for i := range w.caps {
		c := &w.caps[i]
		w.tilt(c, c.aim(mu))
	}
	w.kernel.backward(w)
}

// step finds the step, and how far it can be taken: stepBack of the way to where something
// turns negative, at most the whole.
func (w *Workspace) step() (primal, dual float64) {
	w.kernel.forward(w)
	primal, dual = 1/stepBack, 1/stepBack
	rows, boxes, delta, power := w.rows, w.boxes, w.delta, w.dp
	for i := range rows {
		r := &rows[i]
		r.turn(delta[r.slot])
		primal, dual = r.reach(primal, dual)
	}
	for i := range boxes {
		b := &boxes[i]
		b.turn(power[b.at])
		primal, dual = b.reach(primal, dual)
	}
	for i := range w.caps {
		c := &w.caps[i]
		c.turn(w.together(c))
		primal, dual = c.reach(primal, dual)
	}
	return stepBack * primal, stepBack * dual
}
