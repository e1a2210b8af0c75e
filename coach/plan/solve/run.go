package solve

const stepBack = 0.9995

func (w *Workspace) run() (*Result, error) {
	pairs := float64(2*len(w.rows) + 2*len(w.boxes) + len(w.caps))
	w.best.Cost, w.best.Bound = inf, -inf
	primal, dual := 0.0, 0.0
	for it := 0; ; it++ {
		w.best.Iterations = it
		gap := w.advanceRows(primal, dual) + w.advanceBoxes(primal, dual)
		if debug {
			println(it, gap, primal, dual)
		}
		if gap < 0.9e-6 || it == maxIterations || gap != gap {
			if w.finish(false) || it == maxIterations || gap != gap {
				break
			}
		}
		w.kernel.factor(w)
		w.kernel.forward(w)
		var m predictor
		w.predictRows(&m)
		w.predictBoxes(&m)
		if m.second < 0.5e-6 && w.finish(true) {
			break
		}
		share := m.gap(gap) / gap
		mu := share * share * share * gap / pairs
		w.correctRows(mu)
		w.correctBoxes(mu)
		w.kernel.backward(w)
		w.kernel.forward(w)
		primal, dual = w.stepRows(1/stepBack, 1/stepBack)
		primal, dual = w.stepBoxes(primal, dual)
		primal *= stepBack
		dual *= stepBack
	}
	if w.best.Gap > Tolerance(w.best.Cost) {
		return &w.best, ErrGap
	}
	return &w.best, nil
}

var debug = false

var forceGeneral = false
