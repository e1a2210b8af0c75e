package plan

import (
	"math"
	"slices"

	"courant/coach/plan/solve"
)

// A polisher mends what rounding to held half degrees does to an optimum: it moves
// set-points by half degrees and runs by quarter hours for as long as the programme's own
// objective, with the thermostats in the loop, falls. Nothing it does leaves the limits of
// set-points. Local search, the best change of each
// run at a time, in a fixed order.
type polisher struct {
	o      *optimum
	p      *solve.Program
	g      *grid
	trial  *trial
	rooms  []*track
	set    [][]float64 // set-points by room on the grid
	kw     [][]float64 // by room and step
	cost   []float64   // $ by room
	total  []float64   // kW by step, all rooms of the programme
	try    []float64   // kW by step of a room being tried
	sum    []float64   // kW by step of all rooms with it
	old    []float64   // set-points that it had
	high   *scale
	most   float64 // kW that the highest hour may be above the usual one
	shared float64 // $ of what rooms share: the highest hour, the anchors
}

// highPrice is what a kW above the usual highest hour costs, $, and extraPrice a kWh more than
// is allowed in an anchor: more than any reward makes of them.
const (
	highPrice  = 4.0
	extraPrice = 1.5
)

// lowPrice is what a kW of the highest hour costs below that, $: lower where it costs next to
// nothing.
const lowPrice = 0.05

// changePrice is what a change of set-point costs, $: fewer where it costs next to nothing.
const changePrice = 0.02

// warmPrice is what a degree above the lowest set-point costs in a slot of a window, $: what
// is as good is better at rest.
const warmPrice = 0.004

// polisher reads the set-points of t; most is how far the highest hour may be above the usual
// one, kW.
func (o *optimum) polisher(t *trial, p *solve.Program, most float64) *polisher {
	w := &polisher{
		o: o, p: p, g: t.grid, trial: t, high: o.high.scale(), most: most,
		total: make([]float64, o.steps), try: make([]float64, o.steps), sum: make([]float64, o.steps),
	}
	for j, room := range o.rooms {
		k := t.tracks[slices.Index(o.trial.tracks, room)]
		w.rooms = append(w.rooms, k)
		w.set = append(w.set, slices.Clone(k.setpoint))
		kw := make([]float64, o.steps)
		w.cost = append(w.cost, w.run(j, k, k.setpoint, kw))
		w.kw = append(w.kw, kw)
		for s, q := range kw {
			w.total[s] += q
		}
	}
	w.shared = w.together(w.total)
	return w
}

// objective is what the programme makes of the set-points, $.
func (w *polisher) objective() float64 {
	sum := w.shared
	for _, c := range w.cost {
		sum += c
	}
	return sum
}

// polish improves the set-points until nothing helps, passes times at most, and gives them
// to the rooms.
func (w *polisher) polish(passes int) {
	for range passes {
		better := false
		for j := range w.rooms {
			better = w.improve(j) || better
		}
		if !better {
			break
		}
	}
	for j, k := range w.rooms {
		if !slices.Equal(k.setpoint, w.set[j]) {
			k.setpoint = w.set[j]
			k.with = k.simulate(w.g, k.setpoint)
			k.bandLow, k.bandHigh = k.band(w.g, k.with, k.setpoint)
		}
	}
}

// run drives a room through the programme's steps with the given set-points and returns its
// part of the objective, $.
func (w *polisher) run(j int, k *track, set, kw []float64) float64 {
	o, m := w.o, len(w.o.rooms)
	l := w.p.Limits[limitsARoom*j:]
	colder, cold, floor, ceiling, rise := l[0], l[1], l[2], l[3], l[4]
	s, sum := k.without.starts[o.begin], 0.0
	for t := range o.steps {
		i := o.begin + t
		before := s.Air
		s, kw[t] = k.follow(s, set[i], w.g.out[i], w.g.sun[i], w.g.clock[i])
		sum += w.p.Price[t*m+j] * kw[t]
		if d := colder.Bound[t] - s.Air; d > 0 {
			sum += colder.Price[0] * d
		}
		if d := cold.Bound[t] - s.Air; d > 0 {
			sum += cold.Price[0] * d
		}
		if d := floor.Bound[t] - s.Air; d > 0 {
			sum += floor.Price[0] * d
		}
		if d := s.Air - ceiling.Bound[t]; d > 0 {
			sum += ceiling.Price[0] * d
		}
		if d := s.Air - before - rise.Bound[t]; d > 0 {
			sum += rise.Price[0] * d
		}
	}
	for i := o.begin; i < o.begin+o.steps; i++ {
		if k.top[i] > k.usual[i]+farAbove && set[i] > k.bottom[i] {
			sum += warmPrice * (set[i] - k.bottom[i])
		}
	}
	for i := o.begin; i < min(o.begin+o.steps+1, len(set)); i++ {
		if i > 0 && set[i] != set[i-1] {
			sum += changePrice
		}
	}
	sum += l[5].Price[0] * max(0, l[5].Bound[0]-s.Air)
	return sum + l[6].Price[0]*max(0, l[6].Bound[0]-s.Mass)
}

// together is what the rooms' powers cost together, kW by step: the highest hour above the
// usual one, and what lies in the anchors or beyond what is paid, $.
func (w *polisher) together(total []float64) float64 {
	over := w.high.above(total) - w.most
	sum := highPrice*max(0, over) + lowPrice*over
	m := len(w.o.rooms)
	for i := range w.p.Limits {
		l := &w.p.Limits[i]
		if l.Of != solve.Total {
			continue
		}
		kwh := 0.0
		for t, q := range total {
			kwh += l.Weight[t*m] * q
		}
		bound, price := l.Bound[0], l.Price[0]
		if l.Side == solve.AtMost { // an anchor: here what it allows counts, and the nearest way back to it
			bound, price = bound+(0.9-anchorSlack)*w.o.trial.ask.Safety.AnchorKWh, min(price, extraPrice)
		}
		sum += price * max(0, float64(l.Side)*(bound-kwh))
	}
	return sum
}

// A change sets slots [from, to) of a room to c.
type change struct {
	from, to int
	c        float64
}

// improve takes the best change of each run of a room's set-points, where one helps.
func (w *polisher) improve(j int) (better bool) {
	set := w.set[j]
	for a := w.o.begin; a < w.o.begin+w.o.steps; {
		b := a + 1
		for b < w.o.begin+w.o.steps && set[b] == set[a] {
			b++
		}
		v := set[a]
		most, best := 1e-6, change{}
		for _, m := range [...]change{
			{a, b, v - step}, {a, b, v + step}, {a - 1, b, v}, {a, b + 1, v}, {a - 2, b, v}, {a, b + 2, v},
			{a, a + minRun, v - step}, {a, a + minRun, v + step}, {b - minRun, b, v - step}, {b - minRun, b, v + step},
		} {
			if gain := w.gain(j, m, false); gain > most {
				most, best = gain, m
			}
		}
		if best.to > best.from {
			w.gain(j, best, true)
			better = true
		}
		a = max(b, a+1)
	}
	return better
}

// gain is what a change saves, $; nothing where it is not allowed. With take it is made.
func (w *polisher) gain(j int, m change, take bool) float64 {
	k, set := w.rooms[j], w.set[j]
	from, to := max(m.from, w.o.begin), min(m.to, w.o.begin+w.o.steps)
	for i := from; i < to; i++ {
		if m.c < k.bottom[i]-1e-9 || m.c > k.usual[i] && m.c > min(halfDown(k.high[i].c), halfDown(k.top[i]))+1e-9 || k.quiet(w.g.local[i]) {
			return 0
		}
	}
	w.old = append(w.old[:0], set[from:to]...)
	for i := from; i < to; i++ {
		set[i] = m.c
	}
	gain := 0.0
	if w.heldAround(set, from, to) {
		cost := w.run(j, k, set, w.try)
		for t := range w.sum {
			w.sum[t] = w.total[t] + w.try[t] - w.kw[j][t]
		}
		shared := w.together(w.sum)
		gain = w.cost[j] + w.shared - cost - shared
		if take {
			copy(w.kw[j], w.try)
			copy(w.total, w.sum)
			w.cost[j], w.shared = cost, shared
			return gain
		}
	}
	copy(set[from:to], w.old)
	return gain
}

// heldAround reports whether the set-points around a move are held as long as they must be.
func (w *polisher) heldAround(set []float64, from, to int) bool {
	lo, hi := max(from-minRun-1, 0), min(to+minRun+1, len(set))
	changed := math.MinInt
	for i := lo + 1; i < hi; i++ {
		if set[i] == set[i-1] {
			continue
		}
		if changed != math.MinInt && i-changed < minRun {
			return false
		}
		changed = i
	}
	return true
}
