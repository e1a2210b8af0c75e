package influx

import (
	"cmp"
	"context"
	"hash/crc64"
	"maps"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

// An indexedHome is what a sealed bucket says of it besides its chunks.
type indexedHome struct {
	box     *lockbox
	series  map[string]series.Key // by tag
	profile *home.Profile
	mark    uint64 // of the profile's sealed bytes
}

// index reads the names of all series and the profiles of homes, all without any.
func (s *Sealed) index(ctx context.Context, d Dialect, homes []home.ID) (map[home.ID]*indexedHome, error) {
	out := map[home.ID]*indexedHome{}
	err := s.rows(ctx, d, homes, []string{fieldName, fieldHome}, store.First, store.First.Add(time.Second), func() error { clear(out); return nil }, func(r *sealedRow) error {
		b := s.byTag[r.home]
		if b == nil {
			return nil
		}
		if out[b.id] == nil {
			out[b.id] = &indexedHome{box: b, series: map[string]series.Key{}}
		}
		return s.learn(out[b.id], r)
	})
	return out, err
}

// learn takes in the name of a series, or a profile.
func (s *Sealed) learn(x *indexedHome, r *sealedRow) error {
	if r.field == fieldHome {
		p, err := x.box.openProfile(r.text)
		if err != nil {
			return s.bad(x, ofProfile, 0)
		}
		x.profile, x.mark = &p, markOf(r)
		return nil
	}
	k, err := x.box.openName(r.series, r.text)
	if err != nil {
		return s.bad(x, r.series, 0)
	}
	x.series[r.series] = k
	return nil
}

func (s *Sealed) bad(x *indexedHome, name string, week int) error {
	return fault.New(fault.Corrupt, msgSealedBad, "bucket", s.c.cfg.Bucket, "home", x.box.id, "series", name,
		"week", seal.WeekStart(week).Format(time.DateOnly))
}

// markOf is a hash of one point. The marks of points are added up: their order is no matter.
func markOf(r *sealedRow) uint64 {
	return xorshift(crc64.Checksum(r.text, crcTable) ^ crc64.Checksum([]byte(r.series+r.field), crcTable) + uint64(r.sec))
}

// each reads the chunks of homes in a span and hands each home over when all of it is there,
// whatever order the server has; the chunks are good until visit returns. A home that does not
// agree with the server's count is asked for again, alone.
func (s *Sealed) each(ctx context.Context, homes []home.ID, from, to time.Time, kinds []series.Kind, visit func(*sealedHome) error) error {
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return err
	}
	from, to = weekBounds(from, to)
	st := &stream{s: s, kinds: kinds, visit: visit}
	left, err := s.stream(ctx, d, st, homes, from, to)
	if err != nil {
		return err
	}
	for _, id := range left {
		h, err := s.held(ctx, d, id, from, to)
		if err != nil {
			return err
		}
		maps.DeleteFunc(h.weeks, func(k series.Key, _ []seal.Chunk) bool { return kinds != nil && !slices.Contains(kinds, k.Kind) })
		if err := visit(h); err != nil {
			return err
		}
	}
	return nil
}

// stream asks for the names, for all chunks and for their count at once. It gives the homes
// that it could not hand over.
func (s *Sealed) stream(ctx context.Context, d Dialect, st *stream, homes []home.ID, from, to time.Time) ([]home.ID, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	st.done = map[home.ID]bool{}
	var known map[home.ID]*indexedHome
	var indexErr, countErr error
	indexed, counted := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(indexed)
		if known, indexErr = s.index(ctx, d, homes); indexErr == nil && homes != nil {
			maps.DeleteFunc(known, func(id home.ID, _ *indexedHome) bool { return !slices.Contains(homes, id) })
		}
	}()
	go func() {
		defer close(counted)
		var counts map[string]int
		if counts, countErr = s.counts(ctx, d, homes, from, to); countErr == nil {
			st.counts.Store(&counts)
		}
	}()
	st.known = func() (map[home.ID]*indexedHome, error) { <-indexed; return known, indexErr }
	stop := func(err error) error {
		if err != nil {
			cancel(err) // a broken line is tried again, this is not
		}
		return err
	}
	err := s.rows(ctx, d, homes, []string{fieldChunk}, from, to, func() error { return stop(st.begin()) }, func(r *sealedRow) error { return stop(st.take(r)) })
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		cancel(err)
	}
	<-indexed
	<-counted
	if err = cmp.Or(err, countErr); err != nil {
		return nil, err
	}
	return st.finish()
}

// held is what there is of one home in a span, whole.
func (s *Sealed) held(ctx context.Context, d Dialect, id home.ID, from, to time.Time) (*sealedHome, error) {
	for round := 1; ; round++ {
		out := &sealedHome{indexedHome: &indexedHome{box: s.homes[id]}}
		st := &stream{s: s, keep: true, visit: func(h *sealedHome) error { out = h; return nil }}
		left, err := s.stream(ctx, d, st, []home.ID{id}, from, to)
		if err != nil || len(left) == 0 {
			return out, err
		}
		if round == rounds {
			return nil, fault.New(fault.Incomplete, msgMissing, "host", s.c.host, "home", id, "series", "*",
				"want", (*st.counts.Load())[out.box.tag], "got", st.open[id].chunks)
		}
	}
}

// weekBounds widens a span to whole weeks.
func weekBounds(from, to time.Time) (time.Time, time.Time) {
	if from.IsZero() || from.Before(store.First) {
		from = store.First
	}
	if to.IsZero() || to.After(latest) {
		to = latest
	}
	return seal.WeekStart(seal.WeekOf(from)), seal.WeekStart(seal.WeekOf(to.Add(seal.Week - 1)))
}

// Pull is Client.Pull from the sealed bucket: the same homes, each whole or not at all, in the
// order in which they come. A chunk that does not open is fault.Corrupt.
func (s *Sealed) Pull(ctx context.Context, q Query, each func(Pulled) error) error {
	q = q.bounded()
	if q.Homes != nil && len(q.Homes) == 0 || !q.From.Before(q.To) {
		return ctx.Err()
	}
	return s.each(ctx, q.Homes, q.From, q.To, q.Kinds, func(h *sealedHome) error {
		p := Pulled{Home: h.box.id, Set: series.Set{}}
		if h.profile != nil && h.profile.City != nil {
			p.City = *h.profile.City
		}
		for k, chunks := range h.weeks {
			if v := seal.Join(nil, k.Kind, chunks, q.From, q.To); v.Len() > 0 {
				p.Set[k] = v
			}
		}
		if len(p.Set) == 0 {
			return nil
		}
		return each(p)
	})
}

// Read gives the series of a home as every store does (store.Store).
func (s *Sealed) Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error) {
	q := Query{Homes: []home.ID{id}, From: from, To: to}
	for _, k := range keys {
		q.Kinds = append(q.Kinds, k.Kind)
	}
	set := series.Set{}
	if err := s.Pull(ctx, q, func(p Pulled) error { set = p.Set; return nil }); err != nil {
		return nil, err
	}
	if len(set) == 0 {
		if _, err := s.home(ctx, id); err != nil {
			return nil, err
		}
	}
	return narrow(set, from, to, keys), nil
}

// home is what the bucket says of a home; fault.NotFound when it does not know it.
func (s *Sealed) home(ctx context.Context, id home.ID) (*indexedHome, error) {
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.index(ctx, d, nil)
	if err != nil {
		return nil, err
	}
	if x := all[id]; x != nil {
		return x, nil
	}
	var names []string
	for _, other := range slices.Sorted(maps.Keys(all)) {
		names = append(names, string(other))
	}
	return nil, fault.New(fault.NotFound, store.MsgNoHome, "home", id, "nearest", fault.Nearest(string(id), names))
}

// Profile is what was declared of a home; fault.NotFound without the home.
func (s *Sealed) Profile(ctx context.Context, id home.ID) (home.Profile, error) {
	x, err := s.home(ctx, id)
	if err != nil {
		return home.Profile{}, err
	}
	if x.profile == nil {
		return home.Profile{ID: id}, nil
	}
	return *x.profile, nil
}

// Homes lists the homes that there is a key for, sorted by id. All chunks are read for it. A version is a
// hash of all of a home's sealed bytes.
func (s *Sealed) Homes(ctx context.Context) ([]store.Summary, error) {
	var out []store.Summary
	err := s.each(ctx, nil, store.First, latest, nil, func(h *sealedHome) error {
		sum := store.Summary{Home: h.box.id, Version: h.mark}
		if p := h.profile; p != nil {
			sum.Simulated = p.Simulated
			if p.City != nil {
				sum.City = *p.City
			}
		}
		var all []store.Held
		for _, k := range slices.SortedFunc(maps.Keys(h.weeks), series.Key.Compare) {
			all = append(all, heldOf(k, h.weeks[k]))
		}
		store.Describe(&sum, all, func(h *store.Held) *store.Held { return h })
		out = append(out, sum)
		return nil
	})
	slices.SortFunc(out, func(a, b store.Summary) int { return cmp.Compare(a.Home, b.Home) })
	return out, err
}

// heldOf says what chunks of one series hold.
func heldOf(k series.Key, chunks []seal.Chunk) store.Held {
	h := store.Held{Key: k, First: chunks[0].Start(), End: chunks[len(chunks)-1].End()}
	for _, c := range chunks {
		h.Known += time.Duration(c.Known()) * c.Step
		if h.Step == 0 || c.Step < h.Step {
			h.Step = c.Step
		}
	}
	return h
}
