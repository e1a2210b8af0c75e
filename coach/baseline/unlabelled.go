package baseline

import (
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// Events that nobody listed would teach a home that it uses little on cold mornings. They
// are looked for in the hours of the programmes, on days without a listed window, by
// either of two signs; what is found is treated as an event, and told.
const (
	loadRatio  = 0.65 // energy in the hours for what was expected, against the same of the rest of the day …
	loadMisses = 3.0  // … and short by as many usual misses an hour
	dropC      = 1.0  // °C: set-points below their usual course in the second hour …
	dropDays   = 10   // … which is the median of as many days of the same kind
)

// A Found is an event that nobody listed.
type Found struct {
	Window Window
	Sign   string // SignLoad or SignSetpoint
}

// The signs of an unlisted event.
const (
	SignLoad     = "load-ratio"
	SignSetpoint = "setpoint-drop"
)

// slots lists the windows of a day in which the home's programme calls events; those of all
// programmes where that one is not known, is none, or runs no more.
func slots(h History, d series.Date) []Window {
	if _, run := h.Rules.Programme(h.Programme, d); run {
		return slotsOf(h, d, h.Programme)
	}
	return slotsOf(h, d, event.Programmes()...)
}

func slotsOf(h History, d series.Date, programmes ...home.Programme) (ws []Window) {
	for _, p := range programmes {
		season, in := h.Rules.Season(p, d)
		if _, run := h.Rules.Programme(p, d); !in || !run || !season.Contains(d) {
			continue
		}
		for _, s := range []event.Slot{event.AM, event.PM} {
			start, end, ok := h.Rules.Window(p, d, s)
			w := Window{start, end}
			if ok && !slices.ContainsFunc(ws, func(o Window) bool { return o.Start.Equal(w.Start) }) {
				ws = append(ws, w)
			}
		}
	}
	return ws
}

// byLoad reports whether a day's load says that a window was an event: far less than was
// expected in its hours, and not for the rest of the day.
func (p *past) byLoad(w Window, d tableDay, usual float64) bool {
	if usual == 0 {
		return false
	}
	from, to := p.table.index(w.Start), p.table.index(w.End.Add(-1))+1
	var in, inExpected, out, outExpected float64
	n := 0
	for i := d.from; i < d.to; i++ {
		e := p.expected[i]
		if p.why[i] != fine || math.IsNaN(e) {
			continue
		}
		switch {
		case i >= from && i < to:
			in, inExpected, n = in+p.table.hours[i].energy, inExpected+e, n+1
		case i < from-int(preheatSpan/time.Hour) || i >= to+int(recoverySpan/time.Hour):
			out, outExpected = out+p.table.hours[i].energy, outExpected+e
		}
	}
	if n < to-from || outExpected <= 0 || out <= 0 || inExpected <= 0 {
		return false
	}
	return in/inExpected < loadRatio*min(out/outExpected, 1) && inExpected-in > loadMisses*usual*float64(n)
}

// short reports whether any hour of a day is as short as an event's hours are on average:
// without one there is no need to know when events are.
func (p *past) short(d tableDay, usual float64) bool {
	for i := d.from; i < d.to; i++ {
		if p.why[i] == fine && p.expected[i]-p.table.hours[i].energy > loadMisses*usual {
			return true
		}
	}
	return false
}

// bySetpoint reports whether the set-points of a window lie below their usual course, by
// more than dropC over its hours after the first, the first being on the way, but not in
// the two hours before it nor an hour after it: people who are away are none the wiser.
func (p *past) bySetpoint(w Window, today int) bool {
	if !p.table.setpoints {
		return false
	}
	from, to := p.table.index(w.Start), p.table.index(w.End.Add(-1))+1
	return p.below(today, from+1, to) > dropC && p.below(today, from-2, from) < dropC/2 && p.below(today, to+1, to+3) < dropC/2
}

// below is how far the set-points of some hours of a day lie below their usual course, in
// °C; NaN when it is not known or a window touches them.
func (p *past) below(today, from, to int) float64 {
	d := p.table.days[today]
	sum := 0.0
	for i := from; i < to; i++ {
		if i < d.from || i >= d.to || p.table.hours[i].masked {
			return math.NaN()
		}
		sum += p.usualSetpoint(today, i-d.from) - p.table.hours[i].setpoint
	}
	return sum / float64(to-from)
}

// usualSetpoint is the median set-point of an hour after midnight over the latest days of
// the same kind that no window touches there; NaN with fewer than half of dropDays.
func (p *past) usualSetpoint(today, after int) float64 {
	t := p.table
	var seen [dropDays]float64
	n := 0
	for k := today - 1; k >= 0 && today-k <= backDays && n < dropDays; k-- {
		i := t.days[k].from + after
		if i >= t.days[k].to || t.hours[i].masked || t.hours[i].off != t.hours[t.days[today].from].off || math.IsNaN(t.hours[i].setpoint) {
			continue
		}
		seen[n] = t.hours[i].setpoint
		n++
	}
	if n < dropDays/2 {
		return math.NaN()
	}
	return medianOf(seen[:n])
}

// lookFor looks for unlisted events on a day, hides them from learning, and reports whether
// there were any.
func (p *past) lookFor(h History, today int, usual float64) bool {
	d := p.table.days[today]
	if !p.table.setpoints && !p.short(d, usual) {
		return false
	}
	before := len(p.found)
	for _, w := range slots(h, d.date) {
		switch {
		case p.bySetpoint(w, today):
			p.found = append(p.found, Found{w, SignSetpoint})
		case p.byLoad(w, d, usual):
			p.found = append(p.found, Found{w, SignLoad})
		}
	}
	for _, f := range p.found[before:] {
		p.table.windows = append(p.table.windows, f.Window)
		p.table.mask(f.Window)
		p.table.days[today].free = false
	}
	return len(p.found) > before
}
