package chart

import "time"

// Span is how much time a Viewport shows.
type Span uint8

// The spans. Calendar spans begin on a local midnight, Monday, first of the month
// or January; SpanFree is what zooming and panning leave.
const (
	SpanDay Span = iota
	SpanWeek
	SpanMonth
	SpanYear
	SpanFree
)

// Viewport is the window [From, To) on data that lie in [First, Last). It is a
// value: every method returns another one and changes nothing. A window always
// touches the data; calendar spans may reach beyond them to their own ends.
type Viewport struct {
	First, Last time.Time
	Loc         *time.Location
	Slot        time.Duration // one step of the cursor and of Pan
	Kind        Span
	From, To    time.Time
}

// leastSlots is how far one can zoom in.
const leastSlots = 8

// NewViewport shows the day that holds at, or the nearest day with data.
func NewViewport(first, last, at time.Time, slot time.Duration, loc *time.Location) Viewport {
	if loc == nil {
		loc = time.UTC
	}
	if slot <= 0 {
		slot = 15 * time.Minute
	}
	if last.Before(first) {
		last = first
	}
	return Viewport{First: first, Last: last, Loc: loc, Slot: slot}.Span(SpanDay, at)
}

// unit is the calendar unit of a span.
func (s Span) unit() TickUnit {
	return [...]TickUnit{TickDay, TickWeek, TickMonth, TickYear}[min(s, SpanYear)]
}

// shift is the boundary n spans after the boundary t.
func (s Span) shift(t time.Time, n int) time.Time { return pace{unit: s.unit()}.date(t, n) }

// Span shows the day, week, month or year that holds at, or the nearest one with
// data. SpanFree keeps the window.
func (v Viewport) Span(s Span, at time.Time) Viewport {
	if s >= SpanFree {
		v.Kind = SpanFree
		return v
	}
	if !at.Before(v.Last) {
		at = v.Last.Add(-1)
	}
	if at.Before(v.First) {
		at = v.First
	}
	v.Kind = s
	v.From = s.unit().floor(at.In(v.Loc))
	v.To = s.shift(v.From, 1)
	return v
}

// Move goes n spans forward, or back: the next day, the week before. A free
// window moves by its own length.
func (v Viewport) Move(n int) Viewport {
	if v.Kind == SpanFree {
		return v.slide(time.Duration(n) * v.To.Sub(v.From))
	}
	return v.Span(v.Kind, v.Kind.shift(v.From, n))
}

// Pan slides the window by n slots and leaves the calendar.
func (v Viewport) Pan(n int) Viewport { return v.slide(time.Duration(n) * v.Slot) }

// Zoom divides the window's length by factor (2 shows half as much, 0.5 twice as
// much), keeping around where it is on the screen.
func (v Viewport) Zoom(factor float64, around time.Time) Viewport {
	length := v.To.Sub(v.From)
	if !(factor > 0) || length <= 0 {
		return v
	}
	if around.Before(v.From) || !around.Before(v.To) {
		around = v.From.Add(length / 2)
	}
	most := float64(max(v.Last.Sub(v.First), leastSlots*v.Slot))
	zoomed := time.Duration(max(float64(leastSlots*v.Slot), min(float64(length)/factor, most)))
	before := time.Duration(float64(around.Sub(v.From)) / float64(length) * float64(zoomed))
	v.From = v.First.Add(around.Add(-before).Sub(v.First).Round(v.Slot)) // on a slot's bound
	v.To = v.From.Add(zoomed.Round(v.Slot))
	return v.slide(0)
}

// Show returns the window, moved as little as need be, so that t is in it.
func (v Viewport) Show(t time.Time) Viewport {
	switch {
	case !t.Before(v.From) && t.Before(v.To):
		return v
	case v.Kind != SpanFree:
		return v.Span(v.Kind, t)
	case t.Before(v.From):
		return v.slide(t.Sub(v.From))
	}
	return v.slide(t.Add(v.Slot).Sub(v.To))
}

// slide moves the window by d within the data and makes it free.
func (v Viewport) slide(d time.Duration) Viewport {
	length := v.To.Sub(v.From)
	v.Kind = SpanFree
	v.From = v.From.Add(d)
	if last := v.Last.Add(-length); v.From.After(last) {
		v.From = last
	}
	if v.From.Before(v.First) {
		v.From = v.First
	}
	v.To = v.From.Add(length)
	return v
}
