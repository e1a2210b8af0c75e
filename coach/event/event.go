package event

import (
	"cmp"
	"time"

	"courant/coach/home"
)

// An Event is one peak event as it was announced or entered.
type Event struct {
	ID          string // programme and local start: "flex-d-20270115T0600"
	Programme   home.Programme
	Start, End  time.Time // UTC, [Start, End)
	AnnouncedAt time.Time // zero: not known
	Source      string    // "manual", "file", a feed's name
	Mode        home.Mode // "": the home's own
	Home        home.ID   // "": every home of the programme
	Critical    bool      // false only where a feed tells ordinary peaks apart
	Withdrawn   bool      // the programme took it back
	Skips       []Skip    // who leaves it, sorted by home and zone
}

// A Skip is a person's leave from an event, for a home or one of its zones.
type Skip struct {
	Home home.ID
	Zone string // "": the whole home
	At   time.Time
}

// NewID is the id of the event of a programme that starts at start.
func NewID(p home.Programme, start time.Time, loc *time.Location) string {
	return string(p) + "-" + start.In(loc).Format("20060102T1504")
}

// Compare orders events by start, then id.
func (e Event) Compare(o Event) int {
	return cmp.Or(e.Start.Compare(o.Start), cmp.Compare(e.ID, o.ID), cmp.Compare(e.Home, o.Home))
}

// Concerns reports whether the event is one of this home: it names it, or it is of the
// home's programme. A home whose programme is unknown sees those of all programmes.
func (e Event) Concerns(h home.Home) bool {
	if e.Home != "" {
		return e.Home == h.ID
	}
	return !h.Programme.Set() || h.Programme.Value == e.Programme
}

// SkippedBy reports whether a home leaves the event with all of its zones.
func (e Event) SkippedBy(id home.ID) bool {
	for _, s := range e.Skips {
		if s.Home == id && s.Zone == "" {
			return true
		}
	}
	return false
}

// ZoneSkipped reports whether a zone of a home leaves the event.
func (e Event) ZoneSkipped(id home.ID, zone string) bool {
	for _, s := range e.Skips {
		if s.Home == id && (s.Zone == "" || s.Zone == zone) {
			return true
		}
	}
	return false
}

// A Phase is where a moment lies with respect to an event.
type Phase string

// The phases.
const (
	Normal    Phase = "normal"
	Preheat   Phase = "preheat"
	Reduction Phase = "reduction"
	Recovery  Phase = "recovery"
)

// A State is what an event is doing at a moment.
type State string

// The states.
const (
	Announced      State = "announced"
	Locked         State = "locked"
	InPreheat      State = "preheat"
	InReduction    State = "reduction"
	InRecovery     State = "recovery"
	Done           State = "done"
	StateWithdrawn State = "withdrawn"
	StateSkipped   State = "skipped"
)
