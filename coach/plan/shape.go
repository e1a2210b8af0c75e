package plan

import (
	"slices"
	"time"

	"courant/coach/home"
)

// The phases of a slot, as in the event package.
const (
	normal    = "normal"
	preheat   = "preheat"
	reduction = "reduction"
	recovery  = "recovery"
)

// phase is where t lies in the window.
func (w Window) phase(t time.Time) string {
	switch {
	case t.Before(w.PreheatStart) || !t.Before(w.RecoveryEnd):
		return normal
	case t.Before(w.Start):
		return preheat
	case t.Before(w.End):
		return reduction
	}
	return recovery
}

// offset is the programme's published shape, in °C from the usual set-point over the slot
// that starts at t: a gradual rise over the preheat, a fall for the window, a gradual
// return over the recovery.
func (e Event) offset(t time.Time) float64 {
	switch e.phase(t) {
	case preheat:
		return e.PreheatC * float64(t.Sub(e.PreheatStart)+Step) / float64(e.Start.Sub(e.PreheatStart))
	case reduction:
		return e.ReductionC
	case recovery:
		return e.ReductionC * (1 - float64(t.Sub(e.End)+Step/2)/float64(e.RecoveryEnd.Sub(e.End)))
	}
	return 0
}

// A wish is what one room is asked to do in one event, after limits have bent it.
type wish struct {
	Event
	asked  Event     // as it was before anything gave way
	out    bool      // the room stays out of it
	begin  time.Time // when its preheat begins
	soft   float64   // °C ≤ 0: recovery stays this much under the usual …
	softTo time.Time // … until then
	bent   string    // the limit that has raised ReductionC
	margin float64   // °C ≥ 0 that its set-points stay above the floor
}

// offset is the event's shape as this room is to follow it.
func (w *wish) offset(t time.Time) float64 {
	if w.out {
		return 0
	}
	e := w.Event
	e.PreheatStart = w.begin
	c := e.offset(t)
	if w.soft < 0 && !t.Before(e.End) && t.Before(w.softTo) {
		c = min(c, w.soft)
	}
	return c
}

// ends is when the room is back at its usual set-point.
func (w *wish) ends() time.Time {
	if w.soft < 0 && w.softTo.After(w.RecoveryEnd) {
		return w.softTo
	}
	return w.RecoveryEnd
}

// Why a room stays out of an event.
const (
	outSkipped   = "skipped"
	outSensitive = "sensitive"
	outFloor     = "heated-floor"
)

// excluded is why no offset is planned for a zone in an event, "" when it takes part. A
// heated floor's sensor may read the slab: it takes part only where its owner has set a
// floor temperature for that zone.
func excluded(z home.Zone, name string, e Event) string {
	switch {
	case slices.Contains(e.SkippedZones, name) || slices.Contains(e.SkippedZones, z.Name):
		return outSkipped
	case z.Sensitive.Value:
		return outSensitive
	case z.Heating.Value == home.Floor && z.FloorC.Origin != home.Declared:
		return outFloor
	}
	return ""
}
