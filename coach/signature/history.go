package signature

import (
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// A History is what is known of a home at a moment. Nothing measured after At is looked at.
type History struct {
	Home   home.Home
	Series series.Set
	At     time.Time
	Loc    *time.Location
	Events []Span // peak events: neither they nor their surroundings are ordinary use
	// Unlisted are events that nobody listed, found elsewhere (coach/baseline).
	Unlisted []Unlisted
	// Price is what one more kWh costs at a time, $; nil or NaN where nobody knows.
	Price func(time.Time) float64
}

// A Span is a stretch of time, [From, To).
type Span struct{ From, To time.Time }

// An Unlisted is a window in which the home behaved as in an event.
type Unlisted struct {
	Span
	MissingKWh float64 // by how much less than expected the home used; NaN when not known
}

// A Value is a number and its 80 % interval.
type Value struct {
	Value series.Maybe `json:"value"`
	Low   series.Maybe `json:"low"`
	High  series.Maybe `json:"high"`
}

// z80 is how many standard deviations an 80 % interval reaches to either side.
const z80 = 1.2816

// spread is a Value from a mean and a standard deviation, never below floor.
func spread(mean, sd, floor float64) Value {
	return Value{series.Maybe(max(mean, floor)), series.Maybe(max(mean-z80*sd, floor)), series.Maybe(max(mean+z80*sd, floor))}
}

func unknownValue() Value {
	u := series.Unknown()
	return Value{u, u, u}
}

// Known reports whether there is a number.
func (v Value) Known() bool { return v.Value.Known() }

// SD is the standard deviation that the interval stands for.
func (v Value) SD() float64 { return float64(v.High-v.Low) / (2 * z80) }
