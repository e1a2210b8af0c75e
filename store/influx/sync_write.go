package influx

import (
	"context"
	"errors"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// read reads a group into the local store.
func (r *syncing) read(ctx context.Context, g pulling) error {
	if len(g.homes) == 0 {
		return nil
	}
	for _, id := range g.homes {
		book := r.Book.home(id)
		for where := range r.bucket[id] {
			if g.covers(where.month) {
				book.entry(where.key, where.month)
			}
		}
		for i := range book.Entries {
			if e := &book.Entries[i]; g.covers(time.Unix(e.Month, 0).UTC()) {
				e.Unsettled = true
			}
		}
	}
	if err := r.Ledger.Save(); err != nil {
		return err
	}
	q := Query{From: g.from, To: g.to, Homes: g.homes}
	if len(g.homes) == len(r.all) {
		q.Homes = nil
	}
	came := map[home.ID]bool{}
	skipped, err := r.Bucket.Pull(ctx, q, func(p Pulled) error {
		came[p.Home] = true
		return r.keep(ctx, g, p)
	})
	if err != nil {
		return err
	}
	if g.to.IsZero() {
		r.done.Skipped = skipped
	}
	for _, id := range g.homes { // of which the bucket has nothing there any more
		if !came[id] {
			if err := r.keep(ctx, g, Pulled{Home: id, Set: series.Set{}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// covers reports whether a month has a part in the group's span.
func (g pulling) covers(month time.Time) bool {
	return month.AddDate(0, 1, 0).After(g.from) && (g.to.IsZero() || month.Before(g.to))
}

// keep writes one home's span, and notes what is here of it afterwards.
func (r *syncing) keep(ctx context.Context, g pulling, p Pulled) error {
	book := r.Book.home(p.Home)
	from := later(g.from, r.firsts[p.Home]) // what lies before its first value was dropped by the bucket, or never was there
	if first, ok := firstOf(p.Set); ok && !r.firsts[p.Home].Before(monthOf(g.from)) {
		from = later(from, first)
	}
	var spans []store.Span
	for _, e := range book.Entries {
		m := time.Unix(e.Month, 0).UTC()
		if e.Mixed || !g.covers(m) {
			continue
		}
		span := store.Span{Key: e.key(), From: later(m, from), To: m.AddDate(0, 1, 0)}
		if !g.to.IsZero() && g.to.Before(span.To) {
			span.To = g.to
		}
		if span.From.Before(span.To) {
			spans = append(spans, span)
		}
	}
	if len(p.Set) > 0 || len(spans) > 0 {
		tally, forgotten, err := r.Local.Replace(ctx, store.Batch{Home: p.Home, City: p.City, Set: p.Set}, spans...)
		if err != nil {
			return err
		}
		r.done.Tally = r.done.Tally.Add(tally)
		r.done.Forgotten += forgotten
		if tally.New+tally.Replaced+forgotten > 0 {
			r.touched[p.Home] = true
		}
	}
	if err := r.settle(ctx, g, p, from); err != nil {
		return err
	}
	if r.written++; r.written%saveEvery == 0 {
		return r.Ledger.Save()
	}
	return nil
}

// settle notes the totals of the months that were written.
func (r *syncing) settle(ctx context.Context, g pulling, p Pulled, from time.Time) error {
	book := r.Book.home(p.Home)
	set, err := r.Local.Read(ctx, p.Home, monthOf(g.from), g.to)
	if err != nil && !errors.Is(err, fault.NotFound) { // nothing was written
		return err
	}
	here, read, compared := map[cell]figure{}, map[cell]figure{}, map[cell]figure{}
	sum := func(into map[cell]figure, set series.Set) {
		for _, t := range TotalsOf(p.Home, set) {
			into[cell{t.Key, t.Month}] = figure{t.Count, t.Sum}
		}
	}
	sum(here, set)
	sum(read, narrow(p.Set, from, g.to, nil))
	sum(compared, narrow(set, from, g.to, nil))
	for where := range read {
		book.entry(where.key, where.month)
	}
	for i := range book.Entries {
		e := &book.Entries[i]
		where := cell{e.key(), time.Unix(e.Month, 0).UTC()}
		if !g.covers(where.month) {
			continue
		}
		e.Bucket, e.Local = r.bucket[p.Home][where], here[where]
		e.Unsettled = where.month.Before(g.from) // read in part
		e.Kept = here[where].Count > compared[where].Count
		e.Mixed = !e.total(p.Home, compared[where]).same(e.total(p.Home, read[where]))
	}
	book.Entries = slices.DeleteFunc(book.Entries, func(e entryBook) bool {
		return e.Bucket.Count == 0 && e.Local.Count == 0 && !e.Unsettled
	})
	return nil
}

// firstOf is where the first measured value of a set lies.
func firstOf(set series.Set) (first time.Time, ok bool) {
	for k, s := range set {
		if s = s.Trim(); k.Forecast || s.Len() == 0 {
			continue
		}
		if !ok || s.Start.Before(first) {
			first, ok = s.Start, true
		}
	}
	return first, ok
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
