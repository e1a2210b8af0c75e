package baseline

import (
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/series"
)

// gamedKW is what is burnt on purpose in the hours that a method looks at (methods.md 1.5b).
const (
	gamedKW   = 2.0
	gamedDays = 5 // days without an event before the window
)

// A Gain is how much a method's answer rises for energy burnt on purpose, in kWh for each
// kWh burnt: null when the method has no answer, or nothing could be burnt.
type Gain struct {
	Anchor series.Maybe `json:"anchor"` // 2 kW more in the anchor hours of the window's day
	Days   series.Maybe `json:"days"`   // 2 kW more in the window's hours of the five days before it without an event
}

// Gaming measures how far each of some methods can be moved, in their order. It learns the
// home twice more.
func (m *Model) Gaming(w Window, methods ...string) []Gain {
	out := make([]Gain, len(methods))
	clean := m.Ask(w, methods...)
	anchor := m.gain(clean, w, m.anchorSpans(w), methods)
	days := m.gain(clean, w, m.daysBefore(w), methods)
	for i := range out {
		out[i] = Gain{anchor[i], days[i]}
	}
	return out
}

// gain is the rise of each method's answer for each kWh burnt in some spans.
func (m *Model) gain(clean Answer, w Window, spans []Window, methods []string) []series.Maybe {
	h, burnt := m.h, 0.0
	h.Energy = h.Energy.Clone()
	for i := range h.Energy.Values {
		at := h.Energy.Time(i)
		if slices.ContainsFunc(spans, func(s Window) bool { return !at.Before(s.Start) && at.Before(s.End) }) {
			h.Energy.Values[i] += gamedKW * h.Energy.Step.Hours() // what is not known stays so
			burnt += gamedKW * h.Energy.Step.Hours()
		}
	}
	out := make([]series.Maybe, len(methods))
	var gamed Answer
	if burnt > 0 {
		gamed = Learn(h).Ask(w, methods...)
	}
	for i := range out {
		out[i] = series.Unknown()
		if burnt > 0 {
			out[i] = (gamed.Methods[i].KWh - clean.Methods[i].KWh) / series.Maybe(burnt)
		}
	}
	return out
}

// anchorSpans are the anchor hours of a window's day.
func (m *Model) anchorSpans(w Window) []Window {
	from, to, ok := m.h.Rules.Anchor(m.anchorProgramme(), dayOf(w.Start, m.loc), event.SlotOf(w.Start, m.loc))
	if !ok || to.After(w.Start) {
		return nil
	}
	return []Window{{from, to}}
}

// daysBefore are the hours of a window on the days before it without an event.
func (m *Model) daysBefore(w Window) (spans []Window) {
	d := dayOf(w.Start, m.loc)
	later := dayOf(w.End.Add(-time.Nanosecond), m.loc).Sub(d)
	for r := d.Add(-1); len(spans) < gamedDays && d.Sub(r) <= backDays; r = r.Add(-1) {
		if !slices.ContainsFunc(m.events, func(e event.Event) bool { return dayOf(e.Start, m.loc) == r }) {
			spans = append(spans, Window{onDay(w.Start, r, m.loc), onDay(w.End, r.Add(later), m.loc)})
		}
	}
	return spans
}
