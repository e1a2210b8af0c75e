package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/thermal"
)

// drift is what weather, people and the sun do to a room's state in slot i, °C: mass, air.
func (k *track) drift(g *grid, i int) [2]float64 {
	d := k.step.Next(thermal.State{}, g.out[i], g.sun[i], k.model.Gain[g.clock[i]/4])
	return [2]float64{d.Mass, d.Air}
}

// extremes is how far the heater lifts the air over its store at the end of slots [from, to),
// °C, where the room is held as low as it may be, and as warm. The programme knows the store
// alone; what holds it at a reading comes with that lift.
func (k *track) extremes(g *grid, from, to int) (least, most []float64) {
	least, most = make([]float64, to-from), make([]float64, to-from)
	low, high := k.without.starts[from], k.without.starts[from]
	for i := from; i < to; i++ {
		warm := k.usual[i]
		if k.top[i] < k.usual[i]+farAbove {
			warm = max(warm, k.top[i])
		}
		low, _ = k.follow(low, k.bottom[i], g.out[i], g.sun[i], g.clock[i])
		high, _ = k.follow(high, warm, g.out[i], g.sun[i], g.clock[i])
		least[i-from], most[i-from] = low.Lift, high.Lift
	}
	return least, most
}

// farAbove is above the usual set-point by more than any plan goes: no ceiling.
const farAbove = 50

// bounds lays out what the optimum may ask of the thermostat: its usual set-points outside
// events, up to the preheat's limit before a window, down to the mode's reduction (to
// Safety.EmptyC where nobody is) and never under a floor from the window on.
func (k *track) bounds(g *grid) {
	if len(k.bottom) != g.n {
		k.bottom, k.top = make([]float64, g.n), make([]float64, g.n)
	}
	for i := range g.n {
		at := g.local[i]
		bottom, top := k.usual[i], k.usual[i]
		for _, w := range k.wishes {
			if w.out || at.Before(w.begin) || !at.Before(w.ends()) {
				continue
			}
			if at.Before(w.Start) {
				bottom = min(bottom, k.usual[max(i-1, 0)]) // a set-point may follow its habit late by one hold
				if w.PreheatC > 0 && !k.anchored(at) {
					top = max(top, min(k.usual[i]+max(w.PreheatC, k.safety.PreheatC), k.high[i].c))
				}
				continue
			}
			down := w.ReductionC
			if w.ReductionC < 0 && w.bent == "" && emptyAt(k.Unused.Value, g.clock[i]) {
				down = min(down, -k.safety.EmptyC)
			}
			bottom = max(k.floorAt(g, i), halfUp(k.usual[i]+down*k.left(w, at)))
			if at.Before(w.End) {
				bottom, top = min(bottom, k.usual[i]), math.Inf(1)
				break
			}
		}
		k.bottom[i], k.top[i] = min(bottom, k.usual[i]), top
	}
	k.leadUp()
}

// left is the part of a wish's reduction that the room may still lie low by: all of it in the
// window, then less and less until its return is to be over. An anchor is waited out.
func (k *track) left(w *wish, t time.Time) float64 {
	for _, v := range k.wishes {
		if !v.AnchorStart.Before(w.End) && !t.Before(v.AnchorStart) && t.Before(v.AnchorEnd) {
			t = v.AnchorStart
		}
	}
	if t.Before(w.End) {
		return 1
	}
	return max(0, 1-float64(t.Sub(w.End))/float64(w.ends().Sub(w.End)))
}

// anchored reports whether t lies in the anchor of any event: nothing is preheated in one.
func (k *track) anchored(t time.Time) bool {
	return slices.ContainsFunc(k.wishes, func(w *wish) bool { return !t.Before(w.AnchorStart) && t.Before(w.AnchorEnd) })
}

// leadUp lets a preheat rise half a degree further in the quarter hour before the usual
// set-point itself steps up, for half a degree less before it, so that in the mean of each
// quarter hour the limit holds. Set-points are held half an hour: a step of the habit just
// before a window could not be followed otherwise.
func (k *track) leadUp() {
	for i := 2; i+1 < len(k.top); i++ {
		preheats := k.top[i-1] > k.usual[i-1]+step && k.top[i] > k.usual[i]+step && k.top[i+1] > k.usual[i+1]+step && k.top[i+1] < k.usual[i+1]+farAbove
		if preheats && k.usual[i+1] >= k.usual[i]+2*step && k.usual[i] == k.usual[i-1] {
			k.top[i] = min(k.top[i]+step, k.high[i].c)
			k.top[i-1] -= step
		}
	}
}
