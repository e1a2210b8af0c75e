package solve

import (
	"errors"
	"math"
)

// ErrGap says that the arithmetic did not carry the proof to the tolerance: the numbers of
// the problem are too large or too far apart. The result is still the best that was found.
var ErrGap = errors.New("solve: the gap could not be closed")

// ErrOverflow says that the schedule's numbers leave the range of floating point.
var ErrOverflow = errors.New("solve: the states grow beyond what can be computed")

// Tolerance is the largest gap of an accepted schedule of that cost, in dollars.
func Tolerance(cost float64) float64 {
	return 1e-6 + 1e-9*math.Max(1, math.Abs(cost))
}

// A Result is a schedule with its proof. Its slices belong to the workspace and hold until
// the next solve.
type Result struct {
	Power  []float64 // N×m, kW
	States []float64 // N×n: x[1]…x[N]

	Cost       float64 // dollars, penalties included, recomputed from Power
	Bound      float64 // no schedule costs less
	Gap        float64 // Cost − Bound, never negative
	Iterations int

	// For each limit, a number per bound.
	Violations  [][]float64 // by how much it gave way, in its unit
	Multipliers [][]float64 // what a unit more of bound would cost, $; in [0, price]
}

// A Workspace solves one Program after another without allocating, once it has seen one of
// the size. It is not safe for use by several goroutines at once.
type Workspace struct {
	p       *Program
	layout  layout
	kernel  kernel
	two     twoState
	general general

	rows  []row
	marks []mark // of the rows
	boxes []box
	caps  []capRow

	curve, slope, delta []float64 // per slot
	stiff, grad, dp     []float64 // N×m
	capStiff            []float64 // N

	value, reduced, costate []float64
	trial                   Result
	best                    Result
}

// A mark is what a row stands for: bound number at of a limit.
type mark struct {
	limit, at    int
	bound, price float64
}

// Solve finds the cheapest schedule of p and proves it. The error is an *InputError,
// ErrOverflow, or ErrGap together with the best result there is.
func (w *Workspace) Solve(p *Program) (*Result, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	w.prepare(p)
	if len(w.rows) == 0 && w.settle() {
		return &w.best, nil
	}
	mu := startMu * p.typicalPrice()
	for range 2 {
		w.begin(mu)
		if w.run() {
			return &w.best, nil
		}
		mu *= restart
	}
	return w.giveUp()
}

func (w *Workspace) prepare(p *Program) {
	w.p = p
	w.layout.read(p)
	N, m := p.Steps, p.Controls
	w.curve = grow(w.curve, w.layout.slots)
	w.slope = grow(w.slope, w.layout.slots)
	w.delta = grow(w.delta, w.layout.slots)
	w.value = grow(w.value, w.layout.slots)
	w.stiff = grow(w.stiff, N*m)
	w.grad = grow(w.grad, N*m)
	w.dp = grow(w.dp, N*m)
	w.reduced = grow(w.reduced, N*m)
	w.capStiff = grow(w.capStiff, N)
	w.costate = grow(w.costate, 2*p.States+m)
	w.trial.fit(p)
	w.best.fit(p)
	w.best.Cost, w.best.Bound, w.best.Gap, w.best.Iterations = math.Inf(1), math.Inf(-1), math.Inf(1), 0
	w.listRows()
	if w.two.prepare(p, &w.layout) {
		w.kernel = &w.two
		return
	}
	w.general.prepare(p, &w.layout)
	w.kernel = &w.general
}

func (r *Result) fit(p *Program) {
	r.Power = grow(r.Power, p.Steps*p.Controls)
	r.States = grow(r.States, p.Steps*p.States)
	r.Violations = grow(r.Violations, len(p.Limits))
	r.Multipliers = grow(r.Multipliers, len(p.Limits))
	for i := range p.Limits {
		k := len(p.Limits[i].Bound)
		r.Violations[i] = grow(r.Violations[i], k)
		r.Multipliers[i] = grow(r.Multipliers[i], k)
		clear(r.Multipliers[i])
	}
}

// listRows makes one row of each bound that costs something, slot by slot.
func (w *Workspace) listRows() {
	l := &w.layout
	w.rows, w.marks = w.rows[:0], w.marks[:0]
	slot := 0
	list := func(c, t int) {
		for _, i := range l.order[l.begin[c]:l.begin[c+1]] {
			lim := &w.p.Limits[i]
			if b, price := lim.Bound[t], lim.price(t); b == b && price > 0 {
				w.rows = append(w.rows, row{side: float64(lim.Side), slot: slot})
				w.marks = append(w.marks, mark{i, t, b, price})
			}
		}
		slot++
	}
	for t := range w.p.Steps {
		for c := range l.perStep {
			list(c, t)
		}
	}
	for c := l.perStep; c < len(l.channels); c++ {
		list(c, 0)
	}
}
