package baseline

import (
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/series"
)

// A past is what the counterfactual expected of every hour of a home, each day from the
// days before it alone, so that its misses are honest.
type past struct {
	table    table
	ok       bool      // the meter's step is short enough
	expected []float64 // kWh by hour, NaN without weather
	days     []pastDay // by day of the table
	steps    []Step
}

// A pastDay is how much a learner knew as a day began.
type pastDay struct {
	behind  int     // days it had learned from
	usual   float64 // size of a miss, kWh an hour
	doubt   float64 // log ratio of a step that is not confirmed yet, 0 for none
	scale   float64 // log of all confirmed steps so far
	learned bool    // it was learned from itself
	outdoor float64 // mean °C
}

// A Step is a lasting change of a home's level.
type Step struct {
	Day   series.Date // that confirmed it; it began a few days before
	Ratio float64     // energy after, for energy before in the same weather
}

// newPast reads a history day by day.
func newPast(h History) past {
	t, ok := newTable(h)
	p := past{table: t, ok: ok, expected: make([]float64, len(t.hours)), days: make([]pastDay, len(t.days))}
	var l learner
	var m smooth
	var rows [25]row
	scale := 0.0
	for n, d := range t.days {
		hours := t.hours[d.from:d.to]
		for i, u := range hours {
			m.step(u)
			rows[i] = m.row(u)
		}
		e := l.expect()
		p.days[n] = pastDay{behind: l.days, usual: l.usual, doubt: l.step.doubt(), scale: scale, outdoor: meanOutdoor(hours)}
		for i := range hours {
			p.expected[d.from+i] = e.at(&rows[i])
			if math.IsNaN(hours[i].outdoor) {
				p.expected[d.from+i] = math.NaN()
			}
		}
		before := l.days
		if ratio := l.learn(hours, rows[:len(hours)], &e); ratio != 1 {
			scale += math.Log(ratio)
			p.steps = append(p.steps, Step{Day: d.date, Ratio: ratio})
		}
		if l.days < before { // it started afresh
			scale = 0
		}
		p.days[n].learned = l.days > before
	}
	return p
}

func meanOutdoor(hours []hour) float64 {
	sum, n := 0.0, 0
	for _, u := range hours {
		if !math.IsNaN(u.outdoor) {
			sum += u.outdoor
			n++
		}
	}
	return sum / float64(n)
}

// miss is how much more an hour used than was expected, NaN when either is not known.
func (p *past) miss(i int) float64 { return p.table.hours[i].energy - p.expected[i] }

// A share is an hour of the table and how much of it a window has.
type share struct {
	hour int
	part float64
}

// shares splits a window into hours; ok is false when it leaves the table.
func (p *past) shares(w Window) (parts []share, ok bool) {
	t := p.table
	for i := t.index(w.Start); ; i++ {
		from, to := t.start.Add(time.Duration(i)*time.Hour), t.start.Add(time.Duration(i+1)*time.Hour)
		if !from.Before(w.End) {
			return parts, len(parts) > 0
		}
		if i < 0 || i >= len(t.hours) {
			return nil, false
		}
		lo, hi := from, to
		if lo.Before(w.Start) {
			lo = w.Start
		}
		if hi.After(w.End) {
			hi = w.End
		}
		parts = append(parts, share{i, hi.Sub(lo).Hours()})
	}
}

// counterfactual is what the home would have used by weather and earlier days, and with
// the anchor by the anchor hours of the day itself too.
func (m *Model) counterfactual(e Estimate, w Window, anchored bool) Estimate {
	p := &m.past
	e.Rule = "courant 1"
	if !p.ok {
		return e.because(ReasonStep)
	}
	parts, ok := p.shares(w)
	if !ok {
		return e.because(ReasonWeather)
	}
	today := p.table.dayOf(parts[0].hour)
	if p.days[today].behind < leastDays {
		return e.because(ReasonFewDays)
	}
	kWh := 0.0
	for _, s := range parts {
		kWh += p.expected[s.hour] * s.part
	}
	if math.IsNaN(kWh) {
		return e.because(ReasonWeather)
	}
	q := p.analogues(parts, today)
	if anchored {
		a, ok := m.anchor(w, today, q)
		if !ok {
			return e.because(ReasonAnchor)
		}
		e.AnchorKWh, e.AdjustmentKWh = series.Maybe(a.energy), series.Maybe(a.share*a.miss)
		kWh = max(kWh+a.share*a.miss, 0)
		for i := range q {
			q[i].miss -= a.share * q[i].anchor
		}
	}
	e.KWh = series.Maybe(kWh)
	low, high := p.interval(kWh, q, today)
	e.LowKWh, e.HighKWh = series.Maybe(low), series.Maybe(high)
	for n := today - 1; n >= 0 && today-n <= listDays; n-- {
		if p.days[n].learned {
			e.Days = append(e.Days, p.table.days[n].date)
		}
	}
	slices.Reverse(e.Days)
	return e
}

// Limits of answers.
const (
	leastDays = 10  // days to learn from, for an answer
	listDays  = 120 // older days weigh less than a sixteenth and are not listed
	backDays  = 60  // how far analogues go back
)

// An analogue is an earlier day without a window, seen as if the window had been on it.
type analogue struct {
	day    int
	miss   float64 // kWh in the window's hours, at today's level
	anchor float64 // kWh an hour in the anchor's hours times the window's hours; filled by anchor
	far    float64 // °C from today's outdoor temperature
}

// analogues lists the earlier days whose misses tell how well today is known: whole, free
// of windows, expected after the warm-up, oldest first.
func (p *past) analogues(parts []share, today int) (q []analogue) {
	t, now := p.table, p.days[today]
	for n := max(today-backDays, 0); n < today; n++ {
		d := t.days[n]
		if !d.free || p.days[n].behind < warmDays || p.days[n].behind > now.behind {
			continue
		}
		a := analogue{day: n, far: math.Abs(p.days[n].outdoor - now.outdoor)}
		rescale := math.Exp(now.scale - p.days[n].scale)
		for _, s := range parts {
			// The same hours after midnight; a window may reach into the next day.
			a.miss += p.miss(min(d.from+s.hour-t.days[today].from, len(t.hours)-1)) * s.part * rescale
		}
		if !math.IsNaN(a.miss) {
			q = append(q, a)
		}
	}
	return q
}

// anchor is what the anchor of a day says.
type anchorView struct {
	energy float64 // kWh in the anchor's hours
	miss   float64 // mean kWh an hour that it missed, times the window's hours
	share  float64 // of it that is expected to go on in the window
}

// anchorPrior is the share of a miss in the anchor that goes on, before a home's own days
// have spoken, and anchorTrust how many of them it takes to be outvoted.
const (
	anchorPrior = 0.5
	anchorTrust = 20.0
)

// anchor reads the anchor hours of the day: those of the window's slot that no other window
// has touched, else those of the morning. The analogues' anchors are filled in.
func (m *Model) anchor(w Window, today int, q []analogue) (a anchorView, ok bool) {
	p := &m.past
	programme := m.anchorProgramme()
	slot := event.SlotOf(w.Start, m.loc)
	d := p.table.days[today]
	var at []int // hours after midnight
	for _, s := range []event.Slot{slot, event.AM} {
		from, to, known := m.h.Rules.Anchor(programme, d.date, s)
		if !known || to.After(w.Start) {
			continue
		}
		for i := max(p.table.index(from), 0); i < min(p.table.index(to), len(p.table.hours)); i++ {
			if !p.table.hours[i].masked && !math.IsNaN(p.miss(i)) {
				at = append(at, i-d.from)
			}
		}
		if len(at) > 0 {
			break
		}
	}
	if len(at) == 0 {
		return a, false
	}
	length := w.End.Sub(w.Start).Hours()
	cut := clipAt * p.days[today].usual
	read := func(day int, limit float64) float64 {
		sum := 0.0
		for _, k := range at {
			miss := p.miss(p.table.days[day].from + k)
			if limit > 0 {
				miss = min(max(miss, -limit), limit)
			}
			sum += miss
		}
		return sum / float64(len(at)) * length
	}
	for _, k := range at {
		a.energy += p.table.hours[d.from+k].energy
	}
	a.miss = read(today, cut)
	var xx, xy, weight float64
	kept := q[:0]
	for _, v := range q {
		rescale := math.Exp(p.days[today].scale - p.days[v.day].scale)
		if v.anchor = read(v.day, cut/rescale) * rescale; math.IsNaN(v.anchor) {
			continue
		}
		kept = append(kept, v)
		weigh := math.Exp2(-float64(today-v.day) / halfLife)
		window := min(max(v.miss, -cut*length), cut*length)
		xx += weigh * v.anchor * v.anchor
		xy += weigh * v.anchor * window
		weight += weigh
	}
	a.share = anchorPrior
	if xx > 0 {
		prior := anchorTrust * xx / weight
		a.share = min(max((anchorPrior*prior+xy)/(prior+xx), 0), 1)
	}
	return a, true
}
