package bolt

import (
	"context"
	"encoding/json"
	"slices"

	"go.etcd.io/bbolt"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
	"courant/store/vault"
)

// Write implements store.Store.
func (s *Store) Write(ctx context.Context, batches ...store.Batch) (store.Tally, error) {
	ids := make([]string, len(batches))
	for i, b := range batches {
		if err := b.Check(); err != nil {
			return store.Tally{}, err
		}
		ids[i] = string(b.Home)
	}
	var total store.Tally
	err := s.update(ctx, ids, func(w *writer) error {
		for _, b := range batches {
			tally, err := w.batch(ctx, b)
			if err != nil {
				return err
			}
			total = total.Add(tally)
		}
		return nil
	})
	if err != nil {
		return store.Tally{}, err
	}
	return total, nil
}

// SetProfile implements store.Store.
func (s *Store) SetProfile(ctx context.Context, profiles ...home.Profile) error {
	ids := make([]string, len(profiles))
	for i, p := range profiles {
		if _, err := home.ParseID(string(p.ID)); err != nil {
			return err
		}
		ids[i] = string(p.ID)
	}
	return s.update(ctx, ids, func(w *writer) error {
		for _, p := range profiles {
			h, err := w.home(p.ID)
			if err != nil {
				return err
			}
			if err := h.declare(p); err != nil {
				return err
			}
		}
		return nil
	})
}

// EditProfile changes what was declared of a home in one transaction, so that what others
// declare at the same time is not lost; fault.NotFound without the home. An error of edit
// leaves everything as it was.
func (s *Store) EditProfile(ctx context.Context, id home.ID, edit func(home.Profile) (home.Profile, error)) error {
	return s.update(ctx, nil, func(w *writer) error {
		h, err := w.home(id)
		if err != nil {
			return err
		}
		if h.changed { // made just now: it was not there
			return w.noHome(id)
		}
		var p home.Profile
		if err := json.Unmarshal(h.profile, &p); err != nil {
			return w.s.lost(id, series.Key{}, 0, err)
		}
		if p, err = edit(p); err != nil {
			return err
		}
		return h.declare(p)
	})
}

// A writer is one write transaction.
type writer struct {
	s       *Store
	tx      *bbolt.Tx
	format  []byte
	root    rootRecord
	homes   map[uint32]*household // that were looked at
	changed bool                  // the events, or homes were deleted
	after   func() error          // runs when all is kept, before others may look
	scratch seal.Scratch
}

// household is a home while it is written to.
type household struct {
	homeRecord
	entry   vault.Entry
	sealer  *seal.Sealer
	refs    weeksRecord
	changed bool
	chunks  bool // refs changed
}

// writer opens the root and sees that it vouches for what is there: a write must not
// vouch anew for what was changed behind the store's back.
func (s *Store) writer(tx *bbolt.Tx) (*writer, error) {
	w := &writer{s: s, tx: tx, homes: map[uint32]*household{}}
	head := tx.Bucket([]byte(bucketHead))
	w.format = head.Get([]byte(keyFormat))
	plain, err := s.root.OpenRecord(&w.scratch, labelRoot, string(w.format), head.Get([]byte(keyRoot)))
	if err != nil {
		return nil, s.damage(err)
	}
	if w.root, err = parseRoot(plain); err != nil {
		return nil, s.damage(err)
	}
	if w.root.next > s.vault.Next() {
		return nil, s.vaultOld()
	}
	sum, err := w.sum()
	if err == nil && sum != w.root {
		err = s.homesLost()
	}
	if err != nil {
		return nil, err
	}
	return w, nil
}

// sum is the root as it should be for what is there.
func (w *writer) sum() (root rootRecord, err error) {
	var sum summer
	root.next = w.root.next
	err = w.tx.Bucket([]byte(bucketHomes)).ForEach(func(k, v []byte) error {
		sum.home(k, v)
		return nil
	})
	root.sum = sum.sum(w.tx.Bucket([]byte(bucketHead)).Get([]byte(keyEvents)))
	return root, err
}

// home gives a home to write to, a new one if it is not there.
func (w *writer) home(id home.ID) (*household, error) {
	e, ok := w.s.vault.Home(string(id))
	if !ok {
		return nil, w.noHome(id) // forgotten by another process since this write began
	}
	if h, ok := w.homes[e.Number]; ok {
		return h, nil
	}
	h := &household{entry: e, sealer: w.s.sealer(e), refs: weeksRecord{}}
	w.homes[e.Number] = h
	sealed := w.tx.Bucket([]byte(bucketHomes)).Get(homeKey(e.Number))
	if sealed == nil {
		return h, h.declare(home.Profile{ID: id})
	}
	plain, err := h.sealer.OpenRecord(new(seal.Scratch), labelHome, e.ID, sealed)
	if err == nil {
		h.homeRecord, err = parseHome(plain)
	}
	if err == nil && h.weeks != (seal.Tag{}) {
		plain, err = tagged(&w.scratch, h.sealer, h.weeks, labelWeeks, e.ID, w.tx.Bucket([]byte(bucketWeeks)).Get(homeKey(e.Number)))
		if err == nil {
			h.refs, err = parseWeeks(plain)
		}
	}
	if err != nil {
		return nil, w.s.lost(id, series.Key{}, 0, err)
	}
	return h, nil
}

// declare replaces the profile.
func (h *household) declare(p home.Profile) (err error) {
	h.profile, err = json.Marshal(p)
	h.simulated, h.city, h.changed = p.Simulated, "", true
	if p.City != nil {
		h.city = *p.City
	}
	return err
}

func (w *writer) noHome(id home.ID) error {
	var ids []string
	for _, e := range w.s.vault.Homes() {
		if w.tx.Bucket([]byte(bucketHomes)).Get(homeKey(e.Number)) != nil {
			ids = append(ids, e.ID)
		}
	}
	slices.Sort(ids)
	return store.NoHome(id, ids)
}

// batch writes to one home.
func (w *writer) batch(ctx context.Context, b store.Batch) (tally store.Tally, err error) {
	h, err := w.home(b.Home)
	if err != nil {
		return tally, err
	}
	if b.City != "" && h.city != b.City {
		var p home.Profile
		if err := json.Unmarshal(h.profile, &p); err != nil {
			return tally, w.s.lost(b.Home, series.Key{}, 0, err)
		}
		p.City = &b.City
		if err := h.declare(p); err != nil {
			return tally, err
		}
	}
	for _, key := range b.Set.Keys() {
		if err := ctx.Err(); err != nil {
			return tally, err
		}
		if b.Set[key].Len() == 0 {
			continue
		}
		t, err := w.series(h, key, b.Set[key])
		if err != nil {
			return tally, err
		}
		tally = tally.Add(t)
	}
	return tally, nil
}

// series lays a series over what the home has of it, chunk by chunk.
func (w *writer) series(h *household, key series.Key, v series.Series) (store.Tally, error) {
	tally, _, err := w.relay(h, key, v, nil)
	return tally, err
}

// chunk opens the chunk of a week, an empty one if it is not there.
func (w *writer) chunk(h *household, s *held, week int) (seal.Chunk, error) {
	i, found := h.refs.search(s.number, week)
	if !found {
		return seal.Chunk{}, nil
	}
	sealed := w.tx.Bucket([]byte(bucketChunks)).Get(chunkKey(h.entry.Number, s.number, week))
	err := errStale
	var c seal.Chunk
	if tagOf(sealed) == h.refs[s.number][i].tag {
		c, err = h.sealer.OpenChunk(&w.scratch, seal.Place{Home: h.entry.ID, Key: s.Key, Week: week}, sealed)
	}
	if err != nil {
		return c, w.s.lost(home.ID(h.entry.ID), s.Key, week, err)
	}
	return c, nil
}

// put seals a chunk and lists it.
func (w *writer) put(h *household, s *held, c seal.Chunk) error {
	sealed := h.sealer.Chunk(nil, seal.Place{Home: h.entry.ID, Key: s.Key, Week: c.Week}, c)
	h.refs.put(s.number, chunkRef{week: c.Week, step: c.Step, tag: seal.TagOf(sealed)})
	h.changed, h.chunks = true, true
	b := w.tx.Bucket([]byte(bucketChunks))
	b.FillPercent = 1 // a year is written in the order of its keys
	return b.Put(chunkKey(h.entry.Number, s.number, c.Week), sealed)
}

// editEvents replaces the events by what edit makes of them.
func (w *writer) editEvents(edit func([]event.Event) ([]event.Event, error)) error {
	head := w.tx.Bucket([]byte(bucketHead))
	old, err := w.s.openEvents(head.Get([]byte(keyEvents)))
	if err != nil {
		return err
	}
	events, err := edit(old)
	if err != nil {
		return err
	}
	sealed, err := w.s.sealEvents(events)
	if err != nil {
		return err
	}
	w.changed = true
	return head.Put([]byte(keyEvents), sealed)
}

// finish writes the records of the homes that changed, and the root that vouches for all;
// errSame when there is nothing to write.
func (w *writer) finish() error {
	numbers := make([]uint32, 0, len(w.homes))
	for n, h := range w.homes {
		if h.changed {
			numbers = append(numbers, n)
		}
	}
	if len(numbers) == 0 && !w.changed {
		return errSame
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		if err := w.save(w.homes[n]); err != nil {
			return err
		}
		w.root.next = max(w.root.next, n+1)
	}
	root, err := w.sum()
	if err != nil {
		return err
	}
	return w.tx.Bucket([]byte(bucketHead)).Put([]byte(keyRoot), w.s.root.Record(nil, labelRoot, string(w.format), root.encode()))
}

// save writes the records of one home.
func (w *writer) save(h *household) error {
	place, key := h.entry.ID, homeKey(h.entry.Number)
	if h.chunks {
		sealed := h.sealer.Record(nil, labelWeeks, place, h.refs.encode())
		h.weeks = seal.TagOf(sealed)
		if err := w.tx.Bucket([]byte(bucketWeeks)).Put(key, sealed); err != nil {
			return err
		}
	}
	h.version = uint64(w.tx.ID())
	return w.tx.Bucket([]byte(bucketHomes)).Put(key, h.sealer.Record(nil, labelHome, place, h.encode()))
}
