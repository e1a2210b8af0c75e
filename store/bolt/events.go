package bolt

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/store"
	"courant/store/seal"
	"courant/store/vault"
)

// eventRecord is an event as it is kept: homes are numbers, so that nothing names a home
// whose entry in the vault is gone.
type eventRecord struct {
	ID          string         `json:"id"`
	Programme   home.Programme `json:"programme"`
	Start       time.Time      `json:"start"`
	End         time.Time      `json:"end"`
	AnnouncedAt time.Time      `json:"announced_at,omitzero"`
	Source      string         `json:"source,omitempty"`
	Mode        home.Mode      `json:"mode,omitempty"`
	Home        *uint32        `json:"home,omitempty"`
	Critical    bool           `json:"critical,omitempty"`
	Withdrawn   bool           `json:"withdrawn,omitempty"`
	Skips       []skipRecord   `json:"skips,omitempty"`
}

type skipRecord struct {
	Home uint32    `json:"home"`
	Zone string    `json:"zone,omitempty"`
	At   time.Time `json:"at,omitzero"`
}

// openEvents opens the events' record; none is no events. What names a home that the vault
// has forgotten is left out.
func (s *Store) openEvents(sealed []byte) ([]event.Event, error) {
	if sealed == nil {
		return []event.Event{}, nil
	}
	plain, err := s.root.OpenRecord(new(seal.Scratch), labelEvents, "", sealed)
	if err != nil {
		return nil, s.damage(err)
	}
	var records []eventRecord
	if err := json.Unmarshal(plain, &records); err != nil {
		return nil, s.damage(err)
	}
	ids := map[uint32]home.ID{}
	for _, e := range s.vault.Homes() {
		ids[e.Number] = home.ID(e.ID)
	}
	events := make([]event.Event, 0, len(records))
	for _, r := range records {
		e := event.Event{
			ID: r.ID, Programme: r.Programme, Start: r.Start, End: r.End, AnnouncedAt: r.AnnouncedAt, Source: r.Source,
			Mode: r.Mode, Critical: r.Critical, Withdrawn: r.Withdrawn,
		}
		if r.Home != nil {
			if e.Home = ids[*r.Home]; e.Home == "" {
				continue
			}
		}
		for _, k := range r.Skips {
			if id, ok := ids[k.Home]; ok {
				e.Skips = append(e.Skips, event.Skip{Home: id, Zone: k.Zone, At: k.At})
			}
		}
		events = append(events, e)
	}
	slices.SortFunc(events, event.Event.Compare)
	return events, nil
}

// sealEvents is the record of events whose homes all have entries in the vault.
func (s *Store) sealEvents(events []event.Event) ([]byte, error) {
	records := make([]eventRecord, len(events))
	for i, e := range events {
		r := eventRecord{
			ID: e.ID, Programme: e.Programme, Start: e.Start, End: e.End, AnnouncedAt: e.AnnouncedAt, Source: e.Source,
			Mode: e.Mode, Critical: e.Critical, Withdrawn: e.Withdrawn,
		}
		if e.Home != "" {
			entry, _ := s.vault.Home(string(e.Home))
			r.Home = &entry.Number
		}
		for _, k := range e.Skips {
			entry, _ := s.vault.Home(string(k.Home))
			r.Skips = append(r.Skips, skipRecord{Home: entry.Number, Zone: k.Zone, At: k.At})
		}
		records[i] = r
	}
	plain, err := json.Marshal(records)
	if err != nil {
		return nil, err
	}
	return s.root.Record(nil, labelEvents, "", plain), nil
}

// PutEvents implements store.Store.
func (s *Store) PutEvents(ctx context.Context, events ...event.Event) error {
	if _, err := store.PutEvents(nil, events...); err != nil {
		return err
	}
	return s.update(ctx, named(events), func(w *writer) error {
		return w.editEvents(func(old []event.Event) ([]event.Event, error) { return store.PutEvents(old, events...) })
	})
}

// RemoveEvent implements store.Store.
func (s *Store) RemoveEvent(ctx context.Context, id string) error {
	return s.update(ctx, nil, func(w *writer) error {
		return w.editEvents(func(old []event.Event) ([]event.Event, error) { return store.RemoveEvent(old, id) })
	})
}

// named lists the homes that events name.
func named(events []event.Event) (ids []string) {
	for _, e := range events {
		if e.Home != "" {
			ids = append(ids, string(e.Home))
		}
		for _, k := range e.Skips {
			ids = append(ids, string(k.Home))
		}
	}
	return ids
}

// Purge implements store.Store: the home's bytes first, then its key. A crash between the
// two leaves a key to nothing, which another Purge removes.
func (s *Store) Purge(ctx context.Context, id home.ID) error {
	return s.update(ctx, nil, func(w *writer) error {
		e, known := s.vault.Home(string(id))
		if !known {
			return w.noHome(id)
		}
		if err := w.forget(e); err != nil {
			return err
		}
		w.after = func() error { return s.vault.Shred(ctx, string(id)) }
		return w.editEvents(func(old []event.Event) ([]event.Event, error) { return store.ForgetHome(old, id), nil })
	})
}

// forget deletes all that the file has of a home.
func (w *writer) forget(e vault.Entry) error {
	delete(w.homes, e.Number)
	key := homeKey(e.Number)
	if err := w.tx.Bucket([]byte(bucketHomes)).Delete(key); err != nil {
		return err
	}
	if err := w.tx.Bucket([]byte(bucketWeeks)).Delete(key); err != nil {
		return err
	}
	return deletePrefix(w.tx.Bucket([]byte(bucketChunks)), key)
}
