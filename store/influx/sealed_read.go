package influx

import (
	"cmp"
	"context"
	"errors"
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

// index reads the records of homes, all without any. What is not as the home's record
// says may be a write of this moment: it is looked at again, and then an error.
//
// To mend is to look at what is wrong with this writer's own points as if it were not there: they are
// written anew.
func (s *Sealed) index(ctx context.Context, d Dialect, homes []home.ID, mend bool) (map[home.ID]*indexedHome, error) {
	for round := 1; ; round++ {
		out, err := s.indexOnce(ctx, d, homes, mend)
		if err == nil || round == rounds || !errors.Is(err, fault.Corrupt) {
			return out, err
		}
		if err := s.c.pause(ctx, round, 0); err != nil {
			return nil, err
		}
	}
}

func (s *Sealed) indexOnce(ctx context.Context, d Dialect, homes []home.ID, mend bool) (map[home.ID]*indexedHome, error) {
	out, strangers := map[home.ID]*indexedHome{}, map[string]bool{}
	reset := func() error { clear(out); clear(strangers); return nil }
	err := s.rows(ctx, d, homes, []string{fieldList, fieldHome}, recordStamp, recordStamp.Add(time.Second), reset, func(r *sealedRow) error {
		b := s.byTag[r.home]
		switch {
		case b == nil:
			strangers[r.home] = true
			return nil
		case homes != nil && !slices.Contains(homes, b.id):
			return nil
		case out[b.id] == nil:
			out[b.id] = &indexedHome{box: b, records: map[string]homeRecord{}, lists: map[string]map[string]*list{}}
		}
		err := s.learn(out[b.id], r)
		if mend && r.writer == b.writer {
			return nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if homes == nil {
		s.strangers.Store(int64(len(strangers)))
	}
	if len(out) == 0 && homes == nil {
		return nil, s.nobody(ctx, d, len(strangers))
	}
	for _, id := range slices.Sorted(maps.Keys(out)) {
		if err := s.vouch(out[id], mend); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Strangers is how many homes of the bucket had no key here when all were last looked at.
func (s *Sealed) Strangers() int { return int(s.strangers.Load()) }

// learn takes in a record.
func (s *Sealed) learn(x *indexedHome, r *sealedRow) error {
	x.mark += markOf(r)
	if r.field == fieldHome {
		rec, err := x.box.openHome(r.writer, r.text)
		if err != nil {
			return s.bad(x.box.id, wrong{msgSealedBad, ofHomes, 0})
		}
		x.records[r.writer] = rec
		return nil
	}
	l, err := x.box.openList(r.writer, r.series, r.text)
	if err != nil {
		return s.bad(x.box.id, wrong{msgSealedBad, r.series, 0})
	}
	if x.lists[r.writer] == nil {
		x.lists[r.writer] = map[string]*list{}
	}
	x.lists[r.writer][r.series] = l
	return nil
}

// vouch sees that a home has all that its records list, and is not older than what was seen.
func (s *Sealed) vouch(x *indexedHome, mend bool) error {
	for _, w := range slices.Sorted(maps.Keys(x.records)) {
		if mend && w == x.box.writer {
			continue
		}
		for _, tag := range slices.Sorted(maps.Keys(x.records[w].Lists)) {
			switch l := x.lists[w][tag]; {
			case l == nil:
				return s.bad(x.box.id, wrong{msgSealedMissing, tag, 0})
			case l.generation < x.records[w].Lists[tag]:
				return s.bad(x.box.id, wrong{msgSealedOld, l.key.String(), 0})
			}
		}
	}
	for w, seen := range s.cfg.Seen[x.box.id] {
		if x.records[w].Generation < seen && !(mend && w == x.box.writer) {
			return fault.New(fault.Corrupt, msgSealedBack, "bucket", s.c.cfg.Bucket, "home", x.box.id)
		}
	}
	return nil
}

// bad is the error of a home whose points are not what was written.
func (s *Sealed) bad(id home.ID, w wrong) error {
	week := ""
	if w.week > 0 {
		week = seal.WeekStart(w.week).Format(time.DateOnly)
	}
	return fault.New(fault.Corrupt, w.id, "bucket", s.c.cfg.Bucket, "home", id, "series", w.name, "week", week)
}

// nobody explains a bucket without a home that can be read.
func (s *Sealed) nobody(ctx context.Context, d Dialect, strangers int) error {
	switch {
	case strangers > 0 && len(s.homes) == 0:
		return fault.New(fault.WrongKey, msgSealedNoKeys, "bucket", s.c.cfg.Bucket, "count", strangers)
	case strangers > 0:
		return fault.New(fault.WrongKey, msgSealedWrong, "bucket", s.c.cfg.Bucket, "count", strangers, "keys", len(s.homes))
	}
	names, err := s.c.measurements(ctx, d)
	switch {
	case err != nil:
		return err
	case slices.Contains(names, measured):
		return fault.New(fault.Foreign, msgNotSealed, "bucket", s.c.cfg.Bucket)
	case len(names) == 0, slices.Contains(names, sealedName): // purged, or written this moment
		return fault.New(fault.NotFound, msgEmpty, "host", s.c.host, "bucket", s.c.cfg.Bucket)
	}
	return s.c.nobody(ctx, d)
}

// markOf is a hash of one point. The marks of points are added up: their order is no matter.
func markOf(r *sealedRow) uint64 {
	x := crc64.Checksum(r.text, crcTable) ^ crc64.Checksum([]byte(r.writer+r.series+r.field), crcTable)
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd // Murmur3's finalizer
	return x ^ x>>33
}

var crcTable = crc64.MakeTable(crc64.ECMA)

// each reads the chunks of homes in a span and hands each home over when all of it is there,
// whatever order the server has; the chunks are good until visit returns. A home that is not as its
// lists say is asked for again, alone.
func (s *Sealed) each(ctx context.Context, homes []home.ID, from, to time.Time, kinds []series.Kind, visit func(*sealedHome) error) error {
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return err
	}
	st := &stream{s: s, kinds: kinds, visit: visit}
	st.from, st.to = weeksIn(from, to)
	left, err := st.run(ctx, d, homes)
	if err != nil {
		return err
	}
	for _, id := range left {
		h, err := s.held(ctx, d, id, st.from, st.to, kinds, false)
		if err != nil {
			return err
		}
		if err := visit(h); err != nil {
			return err
		}
	}
	return nil
}

// held is what there is of one home in a span of weeks, whole.
func (s *Sealed) held(ctx context.Context, d Dialect, id home.ID, from, to int, kinds []series.Kind, mend bool) (*sealedHome, error) {
	for round := 1; ; round++ {
		out := &sealedHome{indexedHome: &indexedHome{box: s.homes[id]}, from: from, to: to}
		st := &stream{s: s, kinds: kinds, from: from, to: to, keep: true, mend: mend, visit: func(h *sealedHome) error { out = h; return nil }}
		left, err := st.run(ctx, d, []home.ID{id})
		if err != nil || len(left) == 0 {
			return out, err
		}
		if round == rounds {
			return nil, s.bad(id, *st.open[id].wrong)
		}
		if err := s.c.pause(ctx, round, 0); err != nil {
			return nil, err
		}
	}
}

// weeksIn are the weeks that a span touches, the second one exclusive.
func weeksIn(from, to time.Time) (int, int) {
	if from.IsZero() || from.Before(store.First) {
		from = store.First
	}
	if to.IsZero() || to.After(latest) {
		to = latest
	}
	return seal.WeekOf(from), seal.WeekOf(to.Add(seal.Week - 1))
}

// Pull is Client.Pull from the sealed bucket: the same homes, each whole or not at all, in the
// order in which they come. What does not open, is not as it was listed, or is older than what was seen is
// fault.Corrupt; a bucket whose homes have no key here is fault.WrongKey.
func (s *Sealed) Pull(ctx context.Context, q Query, each func(Pulled) error) error {
	q = q.bounded()
	if q.Homes != nil && len(q.Homes) == 0 || !q.From.Before(q.To) {
		return ctx.Err()
	}
	return s.each(ctx, q.Homes, q.From, q.To, q.Kinds, func(h *sealedHome) error {
		p := Pulled{Home: h.box.id, Set: series.Set{}}
		if declared := h.profile(); declared != nil && declared.City != nil {
			p.City = *declared.City
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
	all, err := s.all(ctx)
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

// all are the records of all homes; none in an empty bucket.
func (s *Sealed) all(ctx context.Context) (map[home.ID]*indexedHome, error) {
	d, err := s.c.Dialect(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.index(ctx, d, nil, false)
	if isEmpty(err) {
		return nil, nil
	}
	return all, err
}

// isEmpty tells an empty bucket from other errors.
func isEmpty(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.ID == msgEmpty
}

// Profile is what was declared of a home; fault.NotFound without the home.
func (s *Sealed) Profile(ctx context.Context, id home.ID) (home.Profile, error) {
	x, err := s.home(ctx, id)
	if err != nil {
		return home.Profile{}, err
	}
	if p := x.profile(); p != nil {
		return *p, nil
	}
	return home.Profile{ID: id}, nil
}

// Profiles are what was declared of each home that the bucket and the keys have.
func (s *Sealed) Profiles(ctx context.Context) (map[home.ID]home.Profile, error) {
	all, err := s.all(ctx)
	out := map[home.ID]home.Profile{}
	for id, x := range all {
		if p := x.profile(); p != nil {
			out[id] = *p
		}
	}
	return out, err
}

// Generations are the states of the homes as they are now: what a later look must not be behind of.
func (s *Sealed) Generations(ctx context.Context) (Generations, error) {
	all, err := s.all(ctx)
	out := Generations{}
	for id, x := range all {
		out[id] = map[string]uint64{}
		for w, r := range x.records {
			out[id][w] = r.Generation
		}
	}
	return out, err
}

// Homes lists the homes that there is a key for, sorted by id. All chunks are read for it. A version is a
// hash of all of a home's sealed records.
func (s *Sealed) Homes(ctx context.Context) ([]store.Summary, error) {
	var out []store.Summary
	err := s.each(ctx, nil, store.First, latest, nil, func(h *sealedHome) error {
		sum := store.Summary{Home: h.box.id, Version: h.mark}
		if p := h.profile(); p != nil {
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
	if isEmpty(err) {
		return nil, nil
	}
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
