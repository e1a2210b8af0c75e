package baseline

import (
	"math"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// An anchorView is what the anchor of a day says.
type anchorView struct {
	energy float64 // kWh in the anchor's hours
	miss   float64 // mean kWh an hour that it missed, times the window's hours
	share  float64 // of it that is expected to go on in the window
}

// anchorPrior is the share of a miss in the anchor that goes on, before a home's own days
// have spoken, and anchorTrust how many of them it takes to be outvoted.
const (
	anchorPrior = 0.5
	anchorTrust = 10.0
)

// anchorProgramme is whose anchors courant-anchor reads: the home's own, or those of the
// winter credit where it has none.
func (m *Model) anchorProgramme() home.Programme {
	if _, _, ok := m.h.Rules.Anchor(m.h.Programme, series.Date{}, event.AM); ok {
		return m.h.Programme
	}
	return home.WinterCredit
}

// anchorHours are the anchor hours of a day, counted from its midnight: those of the
// window's slot that no other window has touched, else those of the morning.
func (m *Model) anchorHours(w Window, today int) (at []int) {
	p, d := &m.past, m.past.table.days[today]
	for _, slot := range []event.Slot{event.SlotOf(w.Start, m.loc), event.AM} {
		from, to, known := m.h.Rules.Anchor(m.anchorProgramme(), d.date, slot)
		if !known || to.After(w.Start) {
			continue
		}
		for i := max(p.table.index(from), 0); i < min(p.table.index(to), len(p.table.hours)); i++ {
			if !p.table.touched(i, w) && !math.IsNaN(p.miss(i)) {
				at = append(at, i-d.from)
			}
		}
		if len(at) > 0 {
			break
		}
	}
	return at
}

// anchor reads the anchor hours of the day, and learns from the analogues how much of a
// miss in them goes on in the window. It fills in the anchors of the analogues.
func (m *Model) anchor(w Window, today int, q []analogue) (a anchorView, ok bool) {
	p := &m.past
	at := m.anchorHours(w, today)
	if len(at) == 0 {
		return a, false
	}
	length := w.End.Sub(w.Start).Hours()
	cut := clipAt * p.days[today].usual // kWh an hour
	for _, k := range at {
		a.energy += p.table.hours[p.table.days[today].from+k].energy
	}
	a.miss = p.meanMiss(today, at, cut) * length
	var xx, xy, weight float64
	for i := range q {
		v := &q[i]
		scale := math.Exp(p.days[today].scale - p.days[v.day].scale)
		v.anchor = (p.meanMiss(v.day, at, cut/scale) + p.lostLevel(v.day, p.days[today].unseen)) * scale * length
		if math.IsNaN(v.anchor) {
			v.anchor = 0
			continue
		}
		if v.moved {
			continue
		}
		lately := math.Exp2(-float64(today-v.day) / halfLife)
		window := min(max(v.miss, -cut*length), cut*length)
		xx += lately * v.anchor * v.anchor
		xy += lately * v.anchor * window
		weight += lately
	}
	a.share = anchorPrior
	if xx > 0 {
		prior := anchorTrust * xx / weight
		a.share = min(max((anchorPrior*prior+xy)/(prior+xx), 0), 1)
	}
	return a, true
}

// meanMiss is the mean miss of some hours after midnight of a day, each cut at cut, kWh an
// hour; NaN when one is not known.
func (p *past) meanMiss(day int, at []int, cut float64) float64 {
	sum := 0.0
	for _, k := range at {
		miss := p.miss(p.table.days[day].from + k)
		sum += min(max(miss, -cut), cut) // NaN stays NaN
	}
	return sum / float64(len(at))
}
