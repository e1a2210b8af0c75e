// Package mem is a store in memory: for tests alone. It keeps the promises of store.Store
// but forgets everything when the program ends, and seals nothing.
//
// Never use it for people's data: it forgets everything, and seals nothing.
package mem

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

// A Store is a store in memory. New makes one; it may be used concurrently.
type Store struct {
	mu     sync.RWMutex
	homes  map[home.ID]household
	events []event.Event
	writes uint64
}

// household is what is held of one home. It is not changed once it is in the map.
type household struct {
	profile home.Profile
	series  map[series.Key]map[int]seal.Chunk // by week
	version uint64
}

var _ store.Store = (*Store)(nil)

// New makes an empty store.
func New() *Store { return &Store{homes: map[home.ID]household{}} }

// Homes implements store.Store.
func (s *Store) Homes(ctx context.Context) ([]store.Summary, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := make([]store.Summary, 0, len(s.homes))
	for _, id := range slices.Sorted(maps.Keys(s.homes)) {
		h := s.homes[id]
		sum := store.Summary{Home: id, Simulated: h.profile.Simulated, Version: h.version}
		if h.profile.City != nil {
			sum.City = *h.profile.City
		}
		store.Describe(&sum, h.held(), func(d *store.Held) *store.Held { return d })
		out = append(out, sum)
	}
	return out, nil
}

// held describes the series of a household, sorted by key.
func (h household) held() []store.Held {
	var out []store.Held
	for _, key := range slices.SortedFunc(maps.Keys(h.series), series.Key.Compare) {
		d := store.Held{Key: key, Step: finest(h.series[key])}
		for _, c := range h.series[key] {
			if d.First.IsZero() || c.Start().Before(d.First) {
				d.First = c.Start()
			}
			if c.End().After(d.End) {
				d.End = c.End()
			}
			d.Known += time.Duration(c.Known()) * c.Step
		}
		out = append(out, d)
	}
	return out
}

// finest is the smallest step of a series, 0 without chunks.
func finest(weeks map[int]seal.Chunk) (step time.Duration) {
	for _, c := range weeks {
		if step == 0 || c.Step < step {
			step = c.Step
		}
	}
	return step
}

// Profile implements store.Store.
func (s *Store) Profile(ctx context.Context, id home.ID) (home.Profile, error) {
	if err := ctx.Err(); err != nil {
		return home.Profile{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	h, err := s.home(id)
	if err != nil {
		return home.Profile{}, err
	}
	return cloneProfile(h.profile)
}

// SetProfile implements store.Store.
func (s *Store) SetProfile(ctx context.Context, profiles ...home.Profile) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	own := make([]home.Profile, len(profiles))
	for i, p := range profiles {
		if _, err := home.ParseID(string(p.ID)); err != nil {
			return err
		}
		var err error
		if own[i], err = cloneProfile(p); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes++
	for _, p := range own {
		h := s.homes[p.ID]
		h.profile, h.version = p, s.writes
		s.homes[p.ID] = h
	}
	return nil
}

// Read implements store.Store.
func (s *Store) Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	h, err := s.home(id)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		keys = slices.Collect(maps.Keys(h.series))
	}
	out := series.Set{}
	for _, key := range keys {
		var chunks []seal.Chunk
		for _, week := range slices.Sorted(maps.Keys(h.series[key])) {
			if seal.InSpan(week, from, to) {
				chunks = append(chunks, h.series[key][week])
			}
		}
		if v := seal.Join(nil, key.Kind, chunks, from, to); v.Len() > 0 {
			out[key] = v
		}
	}
	return out, nil
}

// Write implements store.Store.
func (s *Store) Write(ctx context.Context, batches ...store.Batch) (store.Tally, error) {
	if err := ctx.Err(); err != nil {
		return store.Tally{}, err
	}
	for _, b := range batches {
		if err := b.Check(); err != nil {
			return store.Tally{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	changed := map[home.ID]household{}
	var total store.Tally
	for _, b := range batches {
		h, ok := changed[b.Home]
		if !ok {
			h = s.homes[b.Home]
		}
		h, tally, err := h.with(b)
		if err != nil {
			return store.Tally{}, err
		}
		changed[b.Home] = h
		total = total.Add(tally)
	}
	s.writes++
	for id, h := range changed {
		if h.version == 0 {
			h.version = s.writes
		}
		s.homes[id] = h
	}
	return total, nil
}

// with is a household after a batch; its version is 0 when something changed.
func (h household) with(b store.Batch) (household, store.Tally, error) {
	if h.profile.ID == "" {
		h.profile.ID, h.version = b.Home, 0
	}
	if b.City != "" && (h.profile.City == nil || *h.profile.City != b.City) {
		h.profile.City, h.version = &b.City, 0
	}
	var tally store.Tally
	all := maps.Clone(h.series)
	if all == nil {
		all = map[series.Key]map[int]seal.Chunk{}
	}
	for _, key := range b.Set.Keys() {
		s := b.Set[key]
		if s.Len() == 0 {
			continue
		}
		weeks := maps.Clone(all[key])
		if weeks == nil {
			weeks = map[int]seal.Chunk{}
		}
		if fine := finest(weeks); fine > 0 && !seal.Nest(fine, s.Step) {
			return h, tally, fault.New(fault.Invalid, store.MsgMixedGrid, "home", b.Home, "series", key)
		}
		chunks, rounded := seal.Split(s)
		tally.Rounded += rounded
		for _, c := range chunks {
			merged, change := seal.Merge(weeks[c.Week], c, key.Kind.Sums())
			tally = tally.Add(store.Tally{New: change.New, Same: change.Same, Replaced: change.Replaced})
			if !merged.Equal(weeks[c.Week]) {
				weeks[c.Week], h.version = merged, 0
			}
		}
		if len(weeks) > 0 {
			all[key] = weeks
		}
	}
	h.series = all
	return h, tally, nil
}

// Events implements store.Store.
func (s *Store) Events(ctx context.Context) ([]event.Event, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return store.PutEvents(s.events) // a copy
}

// PutEvents implements store.Store.
func (s *Store) PutEvents(ctx context.Context, events ...event.Event) error {
	return s.editEvents(ctx, func(old []event.Event) ([]event.Event, error) { return store.PutEvents(old, events...) })
}

// RemoveEvent implements store.Store.
func (s *Store) RemoveEvent(ctx context.Context, id string) error {
	return s.editEvents(ctx, func(old []event.Event) ([]event.Event, error) { return store.RemoveEvent(old, id) })
}

func (s *Store) editEvents(ctx context.Context, edit func([]event.Event) ([]event.Event, error)) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	events, err := edit(s.events)
	if err == nil {
		s.events = events
	}
	return err
}

// Purge implements store.Store.
func (s *Store) Purge(ctx context.Context, id home.ID) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.home(id); err != nil && !store.Names(s.events, id) {
		return err
	}
	delete(s.homes, id)
	s.events = store.ForgetHome(s.events, id)
	return nil
}

// Close implements store.Store.
func (s *Store) Close() error { return nil }

func (s *Store) home(id home.ID) (household, error) {
	h, ok := s.homes[id]
	if ok {
		return h, nil
	}
	held := make([]string, 0, len(s.homes))
	for id := range s.homes {
		held = append(held, string(id))
	}
	slices.Sort(held)
	return h, store.NoHome(id, held)
}

// cloneProfile goes through the form that other stores keep.
func cloneProfile(p home.Profile) (out home.Profile, err error) {
	b, err := json.Marshal(p)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(b, &out)
}
