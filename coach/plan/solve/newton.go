package solve

import "math"

const (
	maxIterations = 60     // from one start
	stepBack      = 0.9995 // of the way to the nearest bound
	looksClosed   = 1e-2   // $; a wider gap is not measured against the tolerance
)

// run takes Newton steps until the gap is closed: a predictor aimed at zero products, which
// says how far it would get, and a corrector aimed at what that leaves (Mehrotra, SIAM J.
// Optim. 2, 1992). All products together are the gap, so they say when to look; what is
// returned rests on the cost recomputed and the certificate alone.
func (w *Workspace) run() bool {
	pairs := float64(2*len(w.rows) + 2*len(w.boxes) + len(w.caps))
	primal, dual := 0.0, 0.0
	for range maxIterations {
		gap := w.advance(primal, dual)
		if !(gap >= 0) || math.IsInf(gap, 0) {
			break
		}
		if gap < looksClosed && gap < 0.9*Tolerance(w.objective()) && w.finish(false) {
			return true
		}
		remains := w.predict().remains(gap)
		if remains < looksClosed && remains < 0.5*Tolerance(w.objective()) && w.finish(true) {
			return true
		}
		share := remains / gap
		w.correct(share * share * share * gap / pairs)
		primal, dual = w.step()
		w.best.Iterations++
	}
	return w.finish(false)
}

// giveUp is for numbers that floating point does not carry: the best that was found, at least
// the powers at multipliers of zero.
func (w *Workspace) giveUp() (*Result, error) {
	if math.IsInf(w.best.Gap, 0) {
		w.settle()
	}
	switch {
	case !(w.best.Gap < math.Inf(1)):
		return nil, ErrOverflow
	case w.best.Gap > Tolerance(w.best.Cost):
		return &w.best, ErrGap
	}
	return &w.best, nil
}

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

// widen extends a range by two numbers.
func widen(least, most, x, y float64) (float64, float64) {
	if x < least {
		least = x
	}
	if x > most {
		most = x
	}
	if y < least {
		least = y
	}
	if y > most {
		most = y
	}
	return least, most
}
