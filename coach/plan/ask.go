package plan

import (
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// A History is what a House is learned from.
type History struct {
	Home   home.Home
	Series series.Set    // all that is held; nothing measured after At is used
	Doubt  series.Series // °C, standard error of the outdoor forecast, where its source tells one
	Past   []Event       // events that began before At: they teach the answer, not the habit
	At     time.Time
	Loc    *time.Location

	// Each calls do for 0 … n−1 and returns when all are done, at once if it can: rooms share
	// nothing that they change, and the answer is the same. nil: one after the other.
	Each func(n int, do func(i int))
}

// An Ask is one local day to plan.
type Ask struct {
	Day    series.Date
	Mode   home.Mode // shown; what it means in degrees stands in each event
	Events []Event   // that the home takes part in, in any order
	Price  Price     // nil where the rate is unknown: no dollars then
	Safety Safety    // the zero value is DefaultSafety

	ByHand    ByHand     // whether a plan by hand is asked for
	Comfort   int        // 1–20: the point of the frontier to take; 0: the mode's own
	Last      *Plan      // the plan of the same day that people live by, if any: it changes only for a gain
	Kept      bool       // a person chose Last: only a large gain takes its place
	UnderWay  bool       // an event of the day has begun: Last stands for as long as it keeps the floors
	Overrides []Override // set-points that a person holds to, whatever is planned
}

// An Override is a set-point that a person gives to a zone's slot. Alone it is held at least as
// long as any (Safety.Hold); beside another of its zone it ends when its slot does.
type Override struct {
	Zone      string    `json:"zone"`
	Start     time.Time `json:"start"` // of the slot that it begins with
	SetpointC float64   `json:"setpoint_c"`
}

// A Price is what one more kWh costs at a moment, in $/kWh.
type Price func(time.Time) float64

// An Event is one peak event as numbers and times. Windows are half open.
type Event struct {
	Window
	PreheatC     float64  // °C above the usual set-point at the end of preheat, ≥ 0
	ReductionC   float64  // °C below it in the window, ≤ 0
	SkippedZones []string // zones that stay out of it
	Reward       float64  // $ for each kWh erased; NaN when not known, 0 when none
	MinKWh       float64  // nothing is paid for less
	MostKWh      float64  // nothing is paid for more; 0: no such limit
}

// Safety holds what no plan goes beyond, whatever its mode, in °C. A person's own limits
// win where they are narrower; where the usual set-point is lower than a floor, it is the
// floor.
type Safety struct {
	Floor         float64       // any room
	BasementFloor float64       // a basement, where only the pipes must not freeze
	NightFloor    float64       // bedrooms from NightFrom to NightTo, local hours
	NightFrom     int           //
	NightTo       int           //
	SensitiveC    float64       // « sensible au froid »: never colder, and no reduction
	Ceiling       float64       // any room
	ColdC         float64       // outdoors below this …
	ColdFallC     float64       // … no room is planned to fall further than this
	Hold          time.Duration // a set-point stays at least this long
	AnchorKWh     float64       // most that a plan may add in an anchor
	PreheatC      float64       // most above the usual set-point before an event, where the mode preheats
	RiseC         float64       // °C/h that a plan may warm a room by beyond its usual rise
	EmptyC        float64       // most below the usual set-point where nobody is, as declared
}

// DefaultSafety is what the product decided, as the rules of coach/event have it by date:
// floors above what insurers and health authorities ask for, half a kWh of slack in an
// anchor, the preheat of the programme's own widest modes, a rise that ASHRAE 55 takes for
// comfortable (5.3.5, ramps: 2.2 °C in an hour), and where nobody is a degree past the fall of
// the programme's extreme mode.
func DefaultSafety() Safety {
	return Safety{
		Floor: 16, BasementFloor: 15, NightFloor: 18, NightFrom: 22, NightTo: 6, SensitiveC: 20,
		Ceiling: 23, ColdC: -25, ColdFallC: 3, Hold: 30 * time.Minute, AnchorKWh: 0.5,
		PreheatC: 2, RiseC: 2, EmptyC: 7,
	}
}

// Make learns a home and plans a day: what `courant plan` does. A caller that plans the
// same home several times learns it once.
func Make(h History, a Ask) Plan { return Learn(h).Plan(a) }

// Span is the time that a plan of a day covers: the local day, and the evening before as
// far as a preheat reaches into it. Its ends are whole slots.
func Span(day series.Date, events []Event, loc *time.Location) (from, to time.Time) {
	from, to = day.Start(loc), day.End(loc)
	for _, e := range events {
		if e.PreheatStart.Before(from) && e.Start.After(from) {
			from = e.PreheatStart.Truncate(Step)
		}
	}
	return from, to
}
