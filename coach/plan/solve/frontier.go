package solve

import "errors"

// Frontier solves p once for each scale, all prices of the given limits (indices into
// p.Limits) multiplied by it: what comfort costs, for one comfort price after another. visit
// gets each result, which holds until it returns. A gap that stays open does not end the
// series: ErrGap comes back when all is done. Any other error ends it.
func (w *Workspace) Frontier(p *Program, limits []int, scales []float64, visit func(i int, r *Result)) error {
	scaled := *p
	scaled.Limits = append([]Limit(nil), p.Limits...)
	for _, k := range limits {
		scaled.Limits[k].Price = make([]float64, len(p.Limits[k].Price))
	}
	var open error
	for i, s := range scales {
		for _, k := range limits {
			for t, price := range p.Limits[k].Price {
				scaled.Limits[k].Price[t] = s * price
			}
		}
		r, err := w.Solve(&scaled)
		if err != nil && !errors.Is(err, ErrGap) {
			return err
		}
		if err != nil {
			open = err
		}
		visit(i, r)
	}
	return open
}
