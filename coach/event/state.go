package event

import (
	"cmp"
	"slices"
	"time"

	"courant/coach/home"
)

// At is what an event is doing for a home at a moment. It is a function of its arguments
// alone: announced until the settings deadline, locked until preheat, then preheat,
// reduction and recovery, then done. A withdrawn event is withdrawn; one that the home has
// left by now is skipped. Neither has phases.
func (r *Rules) At(e Event, now time.Time, id home.ID) (State, Phase) {
	switch {
	case e.Withdrawn:
		return StateWithdrawn, Normal
	case e.leftBy(id, "", now):
		return StateSkipped, Normal
	}
	t := r.Timeline(e)
	switch {
	case !now.Before(t.RecoveryEnd):
		return Done, Normal
	case !now.Before(t.End):
		return InRecovery, Recovery
	case !now.Before(t.Start):
		return InReduction, Reduction
	case !now.Before(t.PreheatStart):
		return InPreheat, Preheat
	case !now.Before(t.Deadline):
		return Locked, Normal
	}
	return Announced, Normal
}

// Known reports whether the event had been announced at a moment. One whose announcement
// is not dated always had.
func (e Event) Known(at time.Time) bool { return e.AnnouncedAt.IsZero() || !at.Before(e.AnnouncedAt) }

// Next is the event under way for a home, else the next to come; those that are withdrawn,
// over or not yet announced at that moment are passed over, skipped ones are not. The
// events need not be sorted.
func (r *Rules) Next(events []Event, now time.Time, h home.Home) (Event, bool) {
	var next Event
	found := false
	for _, e := range events {
		if e.Withdrawn || !e.Concerns(h) || !e.Known(now) || !now.Before(r.Timeline(e).RecoveryEnd) {
			continue
		}
		if !found || e.Compare(next) < 0 {
			next, found = e, true
		}
	}
	return next, found
}

// leftBy reports whether a home, or with a zone that zone of it, has left by a moment.
func (e Event) leftBy(id home.ID, zone string, now time.Time) bool {
	return slices.ContainsFunc(e.Skips, func(s Skip) bool {
		return s.Home == id && (s.Zone == "" || s.Zone == zone) && !now.Before(s.At)
	})
}

// Skip is the event with a person's leave added. Leaving again changes nothing: the first
// leave stands. There is no penalty, and Undo takes it back.
func (e Event) Skip(s Skip) Event {
	if slices.ContainsFunc(e.Skips, s.same) {
		return e
	}
	e.Skips = append(slices.Clone(e.Skips), s)
	slices.SortFunc(e.Skips, func(a, b Skip) int {
		return cmp.Or(cmp.Compare(a.Home, b.Home), cmp.Compare(a.Zone, b.Zone))
	})
	return e
}

// Undo is the event without a leave, and whether there was one.
func (e Event) Undo(id home.ID, zone string) (Event, bool) {
	n := len(e.Skips)
	e.Skips = slices.DeleteFunc(slices.Clone(e.Skips), Skip{Home: id, Zone: zone}.same)
	return e, len(e.Skips) < n
}

// Left are the leaves that a home has taken of an event, its zones' too, sorted by zone.
func (e Event) Left(id home.ID) []Skip {
	return slices.DeleteFunc(slices.Clone(e.Skips), func(s Skip) bool { return s.Home != id })
}

func (s Skip) same(o Skip) bool { return s.Home == o.Home && s.Zone == o.Zone }
