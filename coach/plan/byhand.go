package plan

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// A plan by hand is for people who turn their thermostats themselves: about each event at most
// handMoments moments of the home, at whole and half hours at which people are up, and at
// most handChanges changes a room, the last of which gives it back its usual set-points.
//
// It is found by search, not by leaving things out of the full plan: for each choice of moments
// every room starts from what the full plan has in the mean between them, and its set-points are
// moved by half a degree, or left to the habit, for as long as the programme's own objective
// falls (coordinate descent, in a fixed order, with the thermostats in the loop). It keeps the
// limits of set-points, the floors, the anchors and, where the comfort is the mode's own, the
// class. What it costs is the difference of two plans' figures, reckoned alike.
const (
	handMoments = 4
	handChanges = 3
	handTries   = 4 // choices of moments that are searched through, the best by their start
)

// People are up from upFrom to upTo, local quarters of the clock: 5 h 30 to 22 h 30.
const upFrom, upTo = 22, 90

// ByHand is how a plan by hand is asked for.
type ByHand int

// The ways: without one, beside the plan (Plan.ByHand), or in its place.
const (
	WithoutHand ByHand = iota
	BesideHand
	InHand
)

// MethodByHand is the method of a plan by hand.
const MethodByHand = "by-hand"

// A hand is one event's plan by hand in the making.
type hand struct {
	w    *polisher
	cuts []int       // slots: the moments, in order; from the last on the usual set-points hold
	sets [][]float64 // by room and stretch between moments, °C; NaN: the usual set-points
	cost float64     // of all rooms, $
}

// byHand is the plan by hand of a point, nil where there is none.
func (s *study) byHand(i int) *solved {
	if i < 0 || s.at(i) == nil {
		return nil
	}
	v := s.at(i)
	t := v.trial.clone()
	for _, k := range t.tracks {
		k.bounds(t.grid)
	}
	p := s.best.program(comfortPrice(i), s.lift)
	full := s.best.polisher(t, &p, s.lift)
	w := s.best.polisher(t, &p, s.lift)
	for j, k := range w.rooms {
		copy(w.set[j][w.o.begin:], k.usual[w.o.begin:])
		w.cost[j] = w.run(j, k, w.set[j], w.kw[j])
	}
	w.add()
	for n := range t.ask.Events {
		best := w.bestHand(full.set, n)
		if best == nil {
			return nil
		}
		w.take(best)
	}
	for j, k := range w.rooms {
		k.want = slices.Clone(w.set[j])
		k.sets(t.grid, w.set[j])
	}
	s.warm(t)
	t.settle()
	ideal := s.best.cost(&p, v.trial) - v.rounding
	return &solved{trial: t, ideal: v.ideal, bound: v.bound, rounding: s.best.cost(&p, t) - ideal}
}

// sets gives a room set-points and runs it.
func (k *track) sets(g *grid, set []float64) {
	k.setpoint = slices.Clone(set)
	k.with = k.simulate(g, k.setpoint)
	k.bandLow, k.bandHigh = k.band(g, k.with, k.setpoint)
}

// add adds the rooms' powers up.
func (w *polisher) add() {
	for t := range w.total {
		w.total[t] = 0
		for _, kw := range w.kw {
			w.total[t] += kw[t]
		}
	}
	w.shared = w.together(w.total)
}

// bestHand is the best plan by hand of event n beside what is set already.
func (w *polisher) bestHand(full [][]float64, n int) *hand {
	var all []*hand
	for _, cuts := range w.moments(w.trial.ask.Events[n]) {
		all = append(all, w.startHand(full, cuts))
	}
	slices.SortStableFunc(all, func(a, b *hand) int { return cmp.Compare(a.cost, b.cost) })
	var best *hand
	for _, h := range all[:min(len(all), handTries)] {
		h.descend()
		if best == nil || h.cost < best.cost-1e-9 {
			best = h
		}
	}
	return best
}

// moments are the choices of moments about an event: its start, its end or a little later, and
// perhaps one before and one in the middle, on half hours.
func (w *polisher) moments(e Event) (out [][]int) {
	g := w.g
	slot := func(t time.Time) int { i := g.slot(t); return i - g.clock[min(i, g.n-1)]%2 }
	start, end := slot(e.Start), g.slot(e.End)
	end += g.clock[min(end, g.n-1)] % 2
	last := min(w.o.begin+w.o.steps, g.n)
	up := func(i int) bool { return i < g.n && g.clock[i] >= upFrom && g.clock[i] < upTo }
	before, middle := []int{-1}, []int{-1}
	for i := start - 2; i >= max(g.slot(e.PreheatStart), w.o.begin, g.first); i -= 2 {
		if up(i) {
			before = append(before, i)
		}
	}
	for i := start + 4; i < end; i += 4 {
		middle = append(middle, i)
	}
	for _, b := range before {
		for _, m := range middle {
			for _, back := range []int{end, end + 2, end + 4} {
				if back > end && (back >= last || back > g.slot(e.RecoveryEnd)) {
					continue
				}
				cuts := make([]int, 0, handMoments)
				for _, i := range []int{b, start, m, back} {
					if i >= 0 {
						cuts = append(cuts, i)
					}
				}
				out = append(out, cuts)
			}
		}
	}
	return out
}

// startHand begins with what the full plan has in the mean between the moments.
func (w *polisher) startHand(full [][]float64, cuts []int) *hand {
	h := &hand{w: w, cuts: cuts}
	for j, k := range w.rooms {
		sets := make([]float64, len(cuts)-1)
		for s := range sets {
			sum := 0.0
			for i := cuts[s]; i < cuts[s+1]; i++ {
				sum += full[j][i]
			}
			sets[s] = w.allowed(k, cuts[s], cuts[s+1], half(sum/float64(cuts[s+1]-cuts[s])))
		}
		h.sets = append(h.sets, sets)
		for changes(sets) > handChanges { // the start of an event is what matters most
			sets[0] = math.NaN()
			if changes(sets) > handChanges {
				sets[len(sets)-1] = sets[len(sets)-2]
			}
		}
	}
	h.cost = h.price(nil)
	return h
}

// allowed is the set-point nearest to c that a room may hold from slot a to b, NaN for none but
// the usual ones.
func (w *polisher) allowed(k *track, a, b int, c float64) float64 {
	low, high := math.Inf(-1), math.Inf(1)
	for i := a; i < b; i++ {
		if k.quiet(w.g.local[i]) {
			return math.NaN()
		}
		low = max(low, k.bottom[i])
		high = min(high, max(k.usual[i], min(halfDown(k.high[i].c), halfDown(k.top[i]))))
	}
	if low = halfUp(low); low > high {
		return math.NaN()
	}
	return min(max(c, low), halfDown(high))
}

// changes counts the changes of a room's thermostat.
func changes(sets []float64) (n int) {
	before := math.NaN()
	for _, c := range append(slices.Clone(sets), math.NaN()) {
		if c != before && (known(c) || known(before)) {
			n++
		}
		before = c
	}
	return n
}

// lay writes a room's stretches over its set-points.
func (h *hand) lay(j int, set []float64) {
	k := h.w.rooms[j]
	for s, c := range h.sets[j] {
		for i := h.cuts[s]; i < h.cuts[s+1]; i++ {
			if set[i] = c; !known(c) {
				set[i] = k.usual[i]
			}
		}
	}
}

// price runs all rooms, or the ones told anew, and gives what the home costs, $.
func (h *hand) price(kw [][]float64) float64 {
	w := h.w
	total, sum := make([]float64, w.o.steps), 0.0
	for j, k := range w.rooms {
		set := slices.Clone(w.set[j])
		h.lay(j, set)
		out := w.try
		if kw != nil {
			out = kw[j]
		}
		sum += w.run(j, k, set, out)
		for t, q := range out {
			total[t] += q
		}
	}
	return sum + w.together(total)
}

// descend moves one stretch of one room at a time, for as long as that helps.
func (h *hand) descend() {
	w := h.w
	kw, costs, total := make([][]float64, len(w.rooms)), make([]float64, len(w.rooms)), make([]float64, w.o.steps)
	set := slices.Clone(w.set[0])
	run := func(j int, out []float64) float64 {
		copy(set, w.set[j])
		h.lay(j, set)
		return w.run(j, w.rooms[j], set, out)
	}
	for j := range w.rooms {
		kw[j] = make([]float64, w.o.steps)
		costs[j] = run(j, kw[j])
		for t, q := range kw[j] {
			total[t] += q
		}
	}
	shared := w.together(total)
	for range polishPasses {
		better := false
		for j, k := range w.rooms {
			for s := range h.sets[j] {
				now, most, best := h.sets[j][s], 1e-6, math.Inf(1)
				from := now
				if !known(from) {
					from = half(k.usual[h.cuts[s]])
				}
				for _, c := range [...]float64{from - step, from + step, from, math.NaN()} {
					c = w.tryable(k, h.cuts[s], h.cuts[s+1], c)
					h.sets[j][s] = c
					if c == now || !known(c) && !known(now) || changes(h.sets[j]) > handChanges {
						continue
					}
					cost := run(j, w.try)
					for t := range w.sum {
						w.sum[t] = total[t] + w.try[t] - kw[j][t]
					}
					if gain := costs[j] + shared - cost - w.together(w.sum); gain > most {
						most, best = gain, c
					}
				}
				if h.sets[j][s] = now; math.IsInf(best, 1) {
					continue
				}
				h.sets[j][s], better = best, true
				costs[j] = run(j, w.try)
				for t := range total {
					total[t] += w.try[t] - kw[j][t]
				}
				copy(kw[j], w.try)
				shared = w.together(total)
			}
		}
		if !better {
			break
		}
	}
	h.cost = shared
	for _, c := range costs {
		h.cost += c
	}
}

// tryable is c where a room may hold it, NaN (the usual set-points) where not.
func (w *polisher) tryable(k *track, a, b int, c float64) float64 {
	if !known(c) || w.allowed(k, a, b, c) != c {
		return math.NaN()
	}
	return c
}

// take makes a plan by hand what is set.
func (w *polisher) take(h *hand) {
	for j, k := range w.rooms {
		h.lay(j, w.set[j])
		w.cost[j] = w.run(j, k, w.set[j], w.kw[j])
	}
	w.add()
}

// warm raises what is set too low: half a degree at a time the room that sinks below a floor,
// and, where the home is colder than its class or asks too much of an anchor, the one that
// falls most.
func (s *study) warm(t *trial) {
	for range 64 {
		j := slices.IndexFunc(t.tracks, func(k *track) bool { w, _ := k.tooCold(t.grid); return w != nil })
		if j < 0 && !s.allows(t) {
			j = t.coldestRoom()
		}
		if j < 0 || !t.tracks[j].raise(t.grid) {
			return
		}
	}
}

// coldestRoom is the room that falls most below what it would be, of those that can be raised;
// −1 without one.
func (t *trial) coldestRoom() int {
	most, at := 0.0, -1
	for n, k := range t.tracks {
		for i := t.grid.first; i < t.grid.n; i++ {
			if fall := k.without.air[i] - k.with.air[i]; fall > most && k.lowered(t.grid) {
				most, at = fall, n
			}
		}
	}
	return at
}

func (k *track) lowered(g *grid) bool {
	for i := g.first; i < g.n; i++ {
		if k.setpoint[i] < k.usual[i] {
			return true
		}
	}
	return false
}

// raise lifts the lowest set-points of a room by half a degree, no higher than the usual ones;
// false where none is low.
func (k *track) raise(g *grid) bool {
	lowest, low := math.Inf(1), false
	for i := g.first; i < g.n; i++ {
		if k.setpoint[i] < k.usual[i] {
			lowest, low = min(lowest, k.setpoint[i]), true
		}
	}
	if !low {
		return false
	}
	set := slices.Clone(k.setpoint)
	for i := g.first; i < g.n; i++ {
		if set[i] == lowest && set[i] < k.usual[i] {
			set[i] = min(set[i]+step, k.usual[i])
		}
	}
	k.want = slices.Clone(set)
	k.sets(g, set)
	return true
}

// inHand is the study whose point i is by hand; false where it cannot be.
func (s *study) inHand(i int) (*study, bool) {
	v := s.byHand(i)
	if v == nil {
		return s, false
	}
	c := *s
	c.points[i], c.hand = v, true
	return &c, true
}

// ByHand is the plan by hand of a point, with a person's own set-points; nil where there is none.
func (f *Frontier) ByHand(i int, overrides []Override) *Plan {
	if i < 0 || i >= len(f.Points) {
		i = f.Chosen
	}
	s, ok := f.study.inHand(i)
	if !ok {
		return nil
	}
	p := s.write(i, overrides)
	f.place(&p, i)
	return &p
}
