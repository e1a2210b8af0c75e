package solve

// A kernel solves the quadratic problem of a Newton step: the least ½·curve·delta² +
// slope·delta over the slots, plus ½·stiff·dp² + grad·dp over the powers, under the
// dynamics from a fixed x[0].
type kernel interface {
	factor(w *Workspace)   // reads curve, stiff, capStiff; does backward as well
	backward(w *Workspace) // reads slope, grad
	forward(w *Workspace)  // writes dp, delta
}

// A forecast is what the step aimed at zero products promises. Of a pair with product s·z,
// z shrinks by some share x of itself, and s by 1 − x.
type forecast struct {
	least, most float64 // of all x, 0 included
	take        float64 // Σ s·z·x: what a full dual step takes off the gap
}

// remains is the gap after the longest steps, at most 1, that keep everything positive. In a
// linear programme Σ ds·dz is zero for feasible points, so the gap is bilinear in the
// lengths.
func (f forecast) remains(gap float64) float64 {
	primal, dual := 1/(1-f.least), 1.0
	if f.most > 1 {
		dual = 1 / f.most
	}
	return gap - primal*(gap-f.take) - dual*f.take
}
