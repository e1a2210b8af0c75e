package solve

const stepBack = 0.9995

func (w *Workspace) run() (*Result, error) {
	pairs := float64(2*len(w.rows) + 2*len(w.boxes) + len(w.caps))
	w.best.Cost, w.best.Bound = inf, -inf
	primal, dual := 0.0, 0.0
	for it := 0; ; it++ {
		w.best.Iterations = it
		gap := w.advance(primal, dual)
		if debug {
			println(it, gap, primal, dual)
		}
		if gap < 0.9e-6 || it == maxIterations || gap != gap {
			if w.finish(false) || it == maxIterations || gap != gap {
				break
			}
		}
		remains := w.predict().remains(gap)
		if remains < 0.5e-6 && w.finish(true) {
			break
		}
		share := remains / gap
		w.correct(share * share * share * gap / pairs)
		primal, dual = w.step()
		primal *= stepBack
		dual *= stepBack
	}
	if w.best.Gap > Tolerance(w.best.Cost) {
		return &w.best, ErrGap
	}
	return &w.best, nil
}

var debug = false
