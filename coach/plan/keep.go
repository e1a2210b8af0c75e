package plan

import (
	"math"
	"slices"
	"time"
)

// A trial is one plan in the making: every room on one grid.
type trial struct {
	*House
	ask    Ask
	grid   *grid
	tracks []*track
	gave   []GaveWay
}

// step is by how much a wish gives way at a time, °C.
const step = 0.5

// keepFloors keeps the low end of each room's band above its floor; where it would be lower
// even without a plan, it plans no reduction. Where the plan holds the room low, the set-point stays half a degree and
// more above the floor; where the room is still cold later on, the reduction is lessened.
func (t *trial) keepFloors() {
	for _, k := range t.tracks {
		for range 64 { // a few half degrees for each event: it ends long before
			w, i := k.tooCold(t.grid)
			if w == nil {
				break
			}
			if k.setpoint[i] < k.usual[i] && w.margin < maxMargin {
				w.margin += step
			} else {
				w.lessen(k.safe[i].code)
			}
			k.schedule(t.grid)
		}
	}
}

// maxMargin is the most that a set-point is kept above its floor before the whole
// reduction is lessened instead, °C.
const maxMargin = 3

// lessen takes half a degree off a reduction, for the sake of a limit.
func (w *wish) lessen(code string) {
	w.ReductionC = min(w.ReductionC+step, 0)
	w.soft = max(w.soft, w.ReductionC)
	w.bent = code
}

// tooCold is the first slot where a wish of a room lets its band sink below a floor, and
// the wish; nil when there is none.
func (k *track) tooCold(g *grid) (*wish, int) {
	for _, w := range k.wishes {
		if w.out || w.ReductionC >= 0 {
			continue
		}
		for i := max(g.slot(w.begin), g.at); i < g.slot(w.ends().Add(2*time.Hour)); i++ {
			if k.bandLow[i] >= k.safe[i].c-1e-6 {
				continue
			}
			if k.bandLow[i] < k.withoutLow[i]-1e-6 || k.setpoint[i] < k.usual[i] {
				return w, i
			}
		}
	}
	return nil, 0
}

// keepAnchors keeps each anchor: where the plan would use more in it than the limit allows,
// a preheat that reaches into it begins later, then the recovery before it is softened,
// then the reduction before it is lessened. With nothing left of either the plan is the
// usual schedule, so that it always ends.
func (t *trial) keepAnchors() {
	for n, e := range t.ask.Events {
		if !e.AnchorStart.Before(e.AnchorEnd) {
			continue
		}
		first := t.anchorExtra(n)
		if !(first > t.ask.Safety.AnchorKWh) {
			continue
		}
		t.delayPreheats(e)
		for range 64 {
			if !(t.anchorExtra(n) > t.ask.Safety.AnchorKWh) || !t.soften(e) {
				break
			}
		}
		t.gave = append(t.gave, GaveWay{
			Limit: limitAnchor, From: e.AnchorStart, To: e.AnchorEnd, By: first - t.anchorExtra(n),
			Kept: !(t.anchorExtra(n) > t.ask.Safety.AnchorKWh),
		})
	}
}

// anchorExtra is what the plan uses in the anchor of an event beyond the usual, kWh; NaN
// where the heat is not known.
func (t *trial) anchorExtra(n int) float64 {
	e, sum := t.ask.Events[n], 0.0
	for _, k := range t.tracks {
		if !known(k.loss) {
			continue
		}
		for i := t.grid.slot(e.AnchorStart); i < t.grid.slot(e.AnchorEnd); i++ {
			sum += (k.with.heat[i] - k.without.heat[i]) * Step.Hours()
		}
	}
	return sum
}

// delayPreheats lets no preheat begin before the anchor has ended.
func (t *trial) delayPreheats(e Event) {
	for _, k := range t.tracks {
		moved := false
		for _, w := range k.wishes {
			if w.begin.Before(e.AnchorEnd) && w.Start.After(e.AnchorStart) {
				moved = true
				w.begin = e.AnchorEnd
				if !w.begin.Before(w.Start) {
					w.begin, w.PreheatC = w.Start, 0
				}
			}
		}
		if moved {
			k.schedule(t.grid)
		}
	}
}

// soften takes half a degree off what brings heat into the anchor, in the room that brings
// most of it; false when there is nothing left to soften.
func (t *trial) soften(e Event) bool {
	var worst *track
	most := 0.0
	for _, k := range t.tracks {
		if !known(k.loss) || k.before(e) == nil {
			continue
		}
		extra := 0.0
		for i := t.grid.slot(e.AnchorStart); i < t.grid.slot(e.AnchorEnd); i++ {
			extra += (k.with.heat[i] - k.without.heat[i])
		}
		if extra > most {
			worst, most = k, extra
		}
	}
	if worst == nil {
		return false
	}
	w := worst.before(e)
	if w.soft-step >= w.ReductionC {
		old := *w
		w.soft, w.softTo = w.soft-step, e.AnchorEnd
		worst.schedule(t.grid)
		if cold, _ := worst.tooCold(t.grid); cold == nil {
			return true
		}
		*w = old
	}
	w.lessen(limitAnchor)
	worst.schedule(t.grid)
	return true
}

// before is the wish whose window lies before an anchor and still has a reduction.
func (k *track) before(e Event) *wish {
	for _, w := range slices.Backward(k.wishes) {
		if !w.out && w.ReductionC < 0 && !w.End.After(e.AnchorEnd) {
			return w
		}
	}
	return nil
}

// tell lists, room by room and event by event, the limits that held a wish back, and those
// that even the usual set-points cross.
func (t *trial) tell() []GaveWay {
	out := slices.Clone(t.gave)
	for _, k := range t.tracks {
		for _, w := range k.wishes {
			if !w.out {
				out = append(out, k.gaveWay(t.grid, w, preheat)...)
				out = append(out, k.gaveWay(t.grid, w, reduction)...)
			}
		}
		out = append(out, k.crossed(t.grid)...)
	}
	return out
}

// gaveWay is the limit that held one phase of a wish back most, if any did by more than
// rounding to half degrees.
func (k *track) gaveWay(g *grid, w *wish, phase string) []GaveWay {
	var out GaveWay
	for i := g.slot(w.asked.PreheatStart); i < g.slot(w.asked.End); i++ {
		at := g.local[i]
		if w.asked.phase(at) != phase {
			continue
		}
		asked := k.usual[i] + w.asked.offset(at)
		by, code := k.lowest[i]-asked, k.low[i].code
		switch {
		case phase == preheat:
			by, code = asked-halfDown(k.high[i].c), k.high[i].code
		case w.ReductionC-w.asked.ReductionC > by:
			by, code = w.ReductionC-w.asked.ReductionC, w.bent
		}
		if by < step-1e-6 {
			continue
		}
		if by > out.By+1e-6 {
			out.Limit, out.By = code, by
		}
		if out.From.IsZero() {
			out.From = at
		}
		out.To = at.Add(Step)
	}
	if out.By == 0 {
		return nil
	}
	out.Zone, out.Kept, out.By = k.name, true, half(out.By)
	return []GaveWay{out}
}

// crossed is where a room is expected below its floor, plan or no plan: it cannot be
// heated enough.
func (k *track) crossed(g *grid) []GaveWay {
	const tolerance = 0.25
	out := GaveWay{Anyway: true}
	for i := max(g.first, g.at); i < g.n; i++ {
		by := k.safe[i].c - k.with.air[i]
		if !(by > tolerance) {
			continue
		}
		if by > out.By {
			out.Limit, out.By = k.safe[i].code, by
		}
		if k.without.air[i] > k.safe[i].c-tolerance {
			out.Anyway = false
		}
		if out.From.IsZero() {
			out.From = g.local[i]
		}
		out.To = g.local[i].Add(Step)
	}
	if out.By == 0 {
		return nil
	}
	out.Zone = k.name
	out.By = math.Round(out.By*100) / 100
	return []GaveWay{out}
}
