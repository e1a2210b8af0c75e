package influx

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// A Bucket is what a sync reads: a Client, or a SealedSource.
type Bucket interface {
	Totals(ctx context.Context, q Query) ([]Total, error)
	Pull(ctx context.Context, q Query, each func(Pulled) error) (Skipped, error)
}

// A Local is the store that a sync fills.
type Local interface {
	Homes(ctx context.Context) ([]store.Summary, error)
	Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error)
	Replace(ctx context.Context, b store.Batch, spans ...store.Span) (tally store.Tally, forgotten int, err error)
}

// Synced is what a sync did.
type Synced struct {
	Homes     int // that changed here
	Months    int // closed months that were read again, counted by home
	Tally     store.Tally
	Forgotten int       // values that the bucket has no longer
	Gone      []home.ID // homes that the bucket has no longer: they stay here
	Skipped   Skipped
}

// Changed reports whether anything changed here.
func (s Synced) Changed() bool { return s.Tally.New+s.Tally.Replaced+s.Forgotten > 0 }

// A Sync brings a local store up to what a bucket holds.
type Sync struct {
	Bucket Bucket
	Local  Local
	Ledger *Ledger
	Book   *Book
	Now    time.Time

	// Since, when it is not zero, has everything from there on read again whatever its totals, and nothing before it.
	Since time.Time
}

// saveEvery is how many homes are written between two saves of the ledger.
const saveEvery = 64

// Run compares the totals of each home, series and month of UTC with those that the ledger remembers, of the bucket and of
// the local store, and reads again the months that differ; those that are not closed are always read (OpenSince).
//
// A month that is read again becomes what the bucket has: values that were deleted there are
// forgotten here. Three things are never forgotten, because the bucket cannot have meant them: what lies before a home's first value in the bucket
// (buckets drop their oldest weeks), homes that the bucket has no longer (Synced.Gone), and months that
// hold values from elsewhere, as from a file.
//
// Each home is one transaction a span. What is about to be written is noted in the ledger before, so that a run that was cut
// short anywhere is made good by the next one. A change of values that keeps a month's count and sum goes unnoticed: Since
// reads it all the same.
func (s *Sync) Run(ctx context.Context) (done Synced, err error) {
	r := &syncing{Sync: s, done: &done, open: OpenSince(s.Now), touched: map[home.ID]bool{}, firsts: map[home.ID]time.Time{}}
	if err := r.compare(ctx); err != nil {
		return done, err
	}
	for _, g := range r.groups() {
		if err := r.read(ctx, g); err != nil {
			return done, err
		}
	}
	for id := range r.touched {
		s.Book.home(id).Version = 0
	}
	done.Homes = len(r.touched)
	if sealed, ok := s.Bucket.(*SealedSource); ok {
		sealed.settle()
	}
	return done, s.Ledger.Save()
}

// syncing is a run of a sync.
type syncing struct {
	*Sync
	done    *Synced
	open    time.Time
	all     []home.ID                   // that the bucket has, sorted
	bucket  map[home.ID]map[cell]figure // its totals
	firsts  map[home.ID]time.Time       // the month of a home's first value in the bucket
	stale   map[home.ID][]time.Time     // closed months to be read, sorted
	fresh   map[home.ID]bool            // homes of which nothing was read before
	touched map[home.ID]bool
	written int
}

// A cell is a month of a series.
type cell struct {
	key   series.Key
	month time.Time
}

// compare asks for the totals and finds the months that differ.
func (r *syncing) compare(ctx context.Context) error {
	totals, err := r.Bucket.Totals(ctx, Query{})
	if err == nil && len(totals) == 0 { // whatever is wrong with it, a read tells
		r.done.Skipped, err = r.Bucket.Pull(ctx, Query{From: r.open}, func(Pulled) error { return nil })
	}
	if err != nil {
		return err
	}
	r.bucket = map[home.ID]map[cell]figure{}
	for _, t := range totals {
		if r.bucket[t.Home] == nil {
			r.bucket[t.Home] = map[cell]figure{}
			r.all = append(r.all, t.Home)
			r.firsts[t.Home] = t.Month
		}
		r.bucket[t.Home][cell{t.Key, t.Month}] = figure{t.Count, t.Sum}
		if t.Month.Before(r.firsts[t.Home]) {
			r.firsts[t.Home] = t.Month
		}
	}
	local, err := r.Local.Homes(ctx)
	if err != nil {
		return err
	}
	versions := map[home.ID]uint64{}
	for _, s := range local {
		versions[s.Home] = s.Version
	}
	for _, h := range r.Book.Homes {
		if r.bucket[h.ID] == nil && len(h.Entries) > 0 {
			r.done.Gone = append(r.done.Gone, h.ID)
		}
	}
	r.stale, r.fresh = map[home.ID][]time.Time{}, map[home.ID]bool{}
	for _, id := range r.all {
		book := r.Book.home(id)
		r.fresh[id] = len(book.Entries) == 0
		version, here := versions[id]
		if book.Version == 0 || !here || book.Version != version || r.unknown(book) {
			if err := r.look(ctx, book, here); err != nil {
				return err
			}
			book.Version = version
		}
		r.stale[id] = r.differing(book)
	}
	return nil
}

// unknown reports whether the bucket has a month of a home that was never read.
func (r *syncing) unknown(book *homeBook) bool {
	for where := range r.bucket[book.ID] {
		if !book.has(where) {
			return true
		}
	}
	return false
}

// look compares a home's local months with what the last sync left there.
func (r *syncing) look(ctx context.Context, book *homeBook, here bool) error {
	now := map[cell]figure{}
	if here {
		set, err := r.Local.Read(ctx, book.ID, time.Time{}, time.Time{})
		if err != nil {
			return err
		}
		for _, t := range TotalsOf(book.ID, set) {
			now[cell{t.Key, t.Month}] = figure{t.Count, t.Sum}
		}
	}
	for i := range book.Entries {
		e := &book.Entries[i]
		f := now[cell{e.key(), time.Unix(e.Month, 0).UTC()}]
		if !f.exactly(e.Local) {
			e.Mixed = e.Mixed || f.Count > e.Local.Count && !e.Unsettled
			e.Local, e.Unsettled = f, true
		}
	}
	for where, f := range now { // what is here of months that the bucket has, and was never read from it
		if _, ok := r.bucket[book.ID][where]; !ok {
			continue
		}
		if e, known := book.entry(where.key, where.month); !known {
			e.Local, e.Mixed, e.Unsettled = f, true, true
		}
	}
	return nil
}

// differing are the closed months of a home that must be read again.
func (r *syncing) differing(book *homeBook) []time.Time {
	months := map[time.Time]bool{}
	add := func(m time.Time) {
		if m.Before(r.open) && !m.Before(r.firsts[book.ID]) && r.Since.IsZero() {
			months[m] = true
		}
	}
	for where, f := range r.bucket[book.ID] {
		e, known := book.entry(where.key, where.month)
		if !known {
			e.Unsettled = true
		}
		if e.Unsettled || !f.exactly(e.Bucket) {
			add(where.month)
		}
	}
	for _, e := range book.Entries {
		m := time.Unix(e.Month, 0).UTC()
		_, has := r.bucket[book.ID][cell{e.key(), m}]
		gone := !has && (e.Unsettled || e.Bucket.Count > 0 || e.Local.Count > 0 && !e.Mixed && !e.Kept)
		if gone || e.Kept && r.firsts[book.ID].Before(m) {
			add(m)
		}
	}
	return slices.SortedFunc(maps.Keys(months), time.Time.Compare)
}

// A pulling is homes that are read over the same span; a zero To is the open end.
type pulling struct {
	from, to time.Time
	homes    []home.ID
}

// groups part the homes by what must be read of them: closed months that differ, neighbours in one, and the open end.
func (r *syncing) groups() []pulling {
	if !r.Since.IsZero() {
		return []pulling{{from: r.Since, homes: r.all}}
	}
	byspan := map[[2]int64]*pulling{}
	add := func(id home.ID, from, to time.Time) {
		k := [2]int64{from.Unix(), to.Unix()}
		if byspan[k] == nil {
			byspan[k] = &pulling{from: from, to: to}
		}
		byspan[k].homes = append(byspan[k].homes, id)
	}
	first := r.open // of the homes that are new here: all are read from there on in one
	for _, id := range r.all {
		if r.fresh[id] && r.firsts[id].Before(first) {
			first = r.firsts[id]
		}
	}
	for _, id := range r.all {
		r.done.Months += len(r.stale[id])
		if r.fresh[id] {
			add(id, first, time.Time{})
			continue
		}
		var from, to time.Time
		for _, m := range append(slices.Clone(r.stale[id]), r.open) {
			if !to.Equal(m) {
				if !to.IsZero() {
					add(id, from, to)
				}
				from = m
			}
			to = m.AddDate(0, 1, 0)
		}
		add(id, from, time.Time{})
	}
	var out []pulling
	for _, g := range byspan {
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b pulling) int { return cmp.Or(a.from.Compare(b.from), a.to.Compare(b.to)) })
	return out
}
