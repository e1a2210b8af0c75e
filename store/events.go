package store

import (
	"slices"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
)

// PutEvents is old with the new events added or, where (ID, Home) is there already,
// replaced; sorted. An event without an id or that does not end after it starts, and two
// different ones of the same id and home, are fault.Invalid. Nothing is shared with the
// arguments.
func PutEvents(old []event.Event, events ...event.Event) ([]event.Event, error) {
	out := cloneEvents(old)
	added := make([]event.Event, 0, len(events))
	for _, e := range cloneEvents(events) {
		if err := checkEvent(e); err != nil {
			return nil, err
		}
		if i := indexEvent(added, e); i >= 0 {
			if !equalEvents(added[i], e) {
				return nil, fault.New(fault.Invalid, MsgEventTwice, "id", e.ID)
			}
			continue
		}
		added = append(added, e)
		if i := indexEvent(out, e); i >= 0 {
			out[i] = e
		} else {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, event.Event.Compare)
	return out, nil
}

// checkEvent reports what keeps an event from being stored; fault.Invalid.
func checkEvent(e event.Event) error {
	if e.ID == "" || !e.Start.Before(e.End) || e.Start.Before(First) || e.End.After(Last) {
		return fault.New(fault.Invalid, MsgBadEvent, "id", e.ID)
	}
	if e.Home != "" {
		if _, err := home.ParseID(string(e.Home)); err != nil {
			return err
		}
	}
	for _, s := range e.Skips {
		if _, err := home.ParseID(string(s.Home)); err != nil {
			return err
		}
		if s.Zone == "" {
			continue
		}
		if _, err := home.ParseZone(s.Zone); err != nil {
			return err
		}
	}
	return nil
}

// RemoveEvent is events without those of an id; fault.NotFound without any.
func RemoveEvent(events []event.Event, id string) ([]event.Event, error) {
	out := slices.DeleteFunc(cloneEvents(events), func(e event.Event) bool { return e.ID == id })
	if len(out) < len(events) {
		return out, nil
	}
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	return nil, fault.New(fault.NotFound, MsgNoEvent, "id", id, "nearest", fault.Nearest(id, ids))
}

// ForgetHome is events without those that name a home, and without the home's skips.
func ForgetHome(events []event.Event, id home.ID) []event.Event {
	out := slices.DeleteFunc(cloneEvents(events), func(e event.Event) bool { return e.Home == id })
	for i := range out {
		out[i].Skips = slices.DeleteFunc(out[i].Skips, func(s event.Skip) bool { return s.Home == id })
		if len(out[i].Skips) == 0 {
			out[i].Skips = nil
		}
	}
	return out
}

// Names reports whether an event, or a skip of one, names a home.
func Names(events []event.Event, id home.ID) bool {
	return slices.ContainsFunc(events, func(e event.Event) bool {
		return e.Home == id || slices.ContainsFunc(e.Skips, func(s event.Skip) bool { return s.Home == id })
	})
}

func indexEvent(events []event.Event, e event.Event) int {
	return slices.IndexFunc(events, func(o event.Event) bool { return o.ID == e.ID && o.Home == e.Home })
}

func cloneEvents(events []event.Event) []event.Event {
	out := slices.Clone(events)
	for i := range out {
		e := &out[i]
		e.Start, e.End, e.AnnouncedAt = e.Start.UTC(), e.End.UTC(), e.AnnouncedAt.UTC()
		e.Skips = slices.Clone(e.Skips)
		for j := range e.Skips {
			e.Skips[j].At = e.Skips[j].At.UTC()
		}
	}
	return out
}

func equalEvents(a, b event.Event) bool {
	return a.ID == b.ID && a.Programme == b.Programme && a.Start.Equal(b.Start) && a.End.Equal(b.End) &&
		a.AnnouncedAt.Equal(b.AnnouncedAt) && a.Source == b.Source && a.Mode == b.Mode && a.Home == b.Home &&
		a.Critical == b.Critical && a.Withdrawn == b.Withdrawn &&
		slices.EqualFunc(a.Skips, b.Skips, func(x, y event.Skip) bool {
			return x.Home == y.Home && x.Zone == y.Zone && x.At.Equal(y.At)
		})
}

// NoHome is the fault for a home that a store does not hold.
func NoHome(id home.ID, held []string) error {
	return fault.New(fault.NotFound, MsgNoHome, "home", id, "nearest", fault.Nearest(string(id), held))
}
