package bolt

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
	"courant/store/vault"
)

// Homes lists what is held, sorted by id; see store.Store. It opens a record a home, no
// chunk.
func (r *Reader) Homes(ctx context.Context) ([]store.Summary, error) {
	all := make([]store.Summary, 0, len(r.s.vault.Homes()))
	err := r.eachHome(ctx, func(e vault.Entry, h homeRecord) error {
		all = append(all, h.summary(home.ID(e.ID)))
		return nil
	})
	slices.SortFunc(all, func(a, b store.Summary) int { return strings.Compare(string(a.Home), string(b.Home)) })
	return all, err
}

// Names lists the homes that are held, sorted by id, without opening their records.
func (r *Reader) Names(ctx context.Context) ([]home.ID, error) {
	entries := r.s.vault.Homes()
	all := make([]home.ID, 0, len(entries))
	c := r.homes.Cursor()
	key, _, err := c.Seek(nil)
	for ; key != nil && err == nil; key, _, err = c.Next() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if e, ok := entryOf(entries, key); ok {
			all = append(all, home.ID(e.ID))
		}
	}
	if err != nil {
		return nil, r.s.explain(err)
	}
	slices.Sort(all)
	return all, nil
}

// Summary is what Homes says of one home.
func (r *Reader) Summary(ctx context.Context, id home.ID) (store.Summary, error) {
	_, h, err := r.home(ctx, id)
	if err != nil {
		return store.Summary{}, err
	}
	return h.summary(id), nil
}

// eachHome opens the record of every home in turn, by number, and sees in the end that the
// root vouches for them. Homes whose key was shredded are passed over: they are in a file
// that was put back from a copy.
func (r *Reader) eachHome(ctx context.Context, fn func(vault.Entry, homeRecord) error) error {
	entries := r.s.vault.Homes()
	var sum summer
	var scratch seal.Scratch
	c := r.homes.Cursor()
	key, sealed, err := c.Seek(nil)
	for ; key != nil && err == nil; key, sealed, err = c.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		sum.home(key, sealed)
		e, ok := entryOf(entries, key)
		if !ok {
			continue
		}
		h, err := r.openHome(&scratch, e, sealed)
		if err != nil {
			return err
		}
		if err := fn(e, h); err != nil {
			return err
		}
	}
	if err != nil {
		return r.s.explain(err)
	}
	return r.vouch(&sum)
}

// entryOf finds the vault's entry of a home's key; the entries are sorted by number.
func entryOf(entries []vault.Entry, key []byte) (vault.Entry, bool) {
	if len(key) != 4 {
		return vault.Entry{}, false
	}
	number := binary.BigEndian.Uint32(key)
	i, ok := slices.BinarySearchFunc(entries, number, func(e vault.Entry, n uint32) int {
		return int(int64(e.Number) - int64(n))
	})
	if !ok {
		return vault.Entry{}, false
	}
	return entries[i], true
}

// vouch compares a sum over all home records with the root's.
func (r *Reader) vouch(sum *summer) error {
	events, err := r.head.Get([]byte(keyEvents))
	if err != nil {
		return r.s.explain(err)
	}
	if sum.sum(events) != r.root.sum {
		return r.s.homesLost()
	}
	return nil
}

// openHome opens a home record, whose profile lies in the scratch memory.
func (r *Reader) openHome(scratch *seal.Scratch, e vault.Entry, sealed []byte) (homeRecord, error) {
	plain, err := r.s.sealer(e).OpenRecord(scratch, labelHome, e.ID, sealed)
	if err == nil {
		var h homeRecord
		if h, err = parseHome(plain); err == nil {
			return h, nil
		}
	}
	return homeRecord{}, r.s.lost(home.ID(e.ID), series.Key{}, 0, err)
}

// home finds the record of a home. Before it says that there is none it makes sure that
// none has been lost.
func (r *Reader) home(ctx context.Context, id home.ID) (vault.Entry, homeRecord, error) {
	e, ok := r.s.vault.Home(string(id))
	if ok {
		sealed, err := r.homes.Get(homeKey(e.Number))
		if err != nil {
			return e, homeRecord{}, r.s.explain(err)
		}
		if sealed != nil {
			h, err := r.openHome(new(seal.Scratch), e, sealed)
			return e, h, err
		}
	}
	var ids []string
	err := r.eachHome(ctx, func(e vault.Entry, _ homeRecord) error {
		ids = append(ids, e.ID)
		return nil
	})
	if err != nil {
		return e, homeRecord{}, err
	}
	slices.Sort(ids)
	return e, homeRecord{}, store.NoHome(id, ids)
}

// Profile is what was declared of a home; see store.Store.
func (r *Reader) Profile(ctx context.Context, id home.ID) (p home.Profile, err error) {
	_, h, err := r.home(ctx, id)
	if err != nil {
		return p, err
	}
	if err := json.Unmarshal(h.profile, &p); err != nil {
		return p, r.s.lost(id, series.Key{}, 0, err)
	}
	return p, nil
}

// Read gives series of a home; see store.Store.
func (r *Reader) Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error) {
	e, h, err := r.home(ctx, id)
	if err != nil {
		return nil, err
	}
	l := loaders.Get().(*loader)
	l.r, l.chunks = r, r.chunks.Cursor()
	set, err := l.load(ctx, e, h, from, to, keys)
	l.r, l.chunks = nil, nil // not kept with the memory
	loaders.Put(l)
	return set, err
}

// Events lists all events; see store.Store.
func (r *Reader) Events(ctx context.Context) ([]event.Event, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sealed, err := r.head.Get([]byte(keyEvents))
	if err != nil {
		return nil, r.s.explain(err)
	}
	return r.s.openEvents(sealed)
}
