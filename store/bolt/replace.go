package bolt

import (
	"context"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

// Replace is Write of one batch, with what is held in some spans forgotten before it: what the batch
// does not have there is a gap afterwards. The tally compares with what was held before; forgotten
// counts the values that became gaps. All of it is one transaction.
func (s *Store) Replace(ctx context.Context, b store.Batch, spans ...store.Span) (tally store.Tally, forgotten int, err error) {
	if err := b.Check(); err != nil {
		return store.Tally{}, 0, err
	}
	err = s.update(ctx, []string{string(b.Home)}, func(w *writer) error {
		h, err := w.home(b.Home)
		if err != nil {
			return err
		}
		over := store.Batch{Home: b.Home, City: b.City, Set: series.Set{}}
		for k, v := range b.Set {
			if !slices.ContainsFunc(spans, func(s store.Span) bool { return s.Key == k }) {
				over.Set[k] = v
			}
		}
		if tally, err = w.batch(ctx, over); err != nil {
			return err
		}
		for _, key := range spanned(spans) {
			of := slices.DeleteFunc(slices.Clone(spans), func(s store.Span) bool { return s.Key != key })
			t, n, err := w.relay(h, key, b.Set[key], of)
			if err != nil {
				return err
			}
			tally, forgotten = tally.Add(t), forgotten+n
		}
		return nil
	})
	if err != nil {
		return store.Tally{}, 0, err
	}
	return tally, forgotten, nil
}

// spanned are the keys of spans, sorted, each once.
func spanned(spans []store.Span) []series.Key {
	var keys []series.Key
	for _, s := range spans {
		keys = append(keys, s.Key)
	}
	slices.SortFunc(keys, series.Key.Compare)
	return slices.Compact(keys)
}

// relay lays a series over what the home has of it outside of some spans, chunk by chunk.
func (w *writer) relay(h *household, key series.Key, v series.Series, without []store.Span) (tally store.Tally, forgotten int, err error) {
	var chunks []seal.Chunk
	if v.Len() > 0 {
		chunks, tally.Rounded = seal.Split(v)
	}
	i, found := h.find(key)
	switch {
	case !found && len(chunks) == 0:
		return tally, 0, nil
	case !found:
		number := 0
		for _, s := range h.series {
			number = max(number, int(s.number)+1)
		}
		if number > 1<<16-1 {
			return tally, 0, fault.New(fault.Invalid, store.MsgBadSeries, "home", h.entry.ID, "series", key)
		}
		h.series = slices.Insert(h.series, i, held{number: uint16(number), Held: store.Held{Key: key, Step: v.Step}})
	}
	s := &h.series[i]
	if len(chunks) > 0 && !seal.Nest(s.Step, v.Step) {
		return tally, 0, fault.New(fault.Invalid, store.MsgMixedGrid, "home", h.entry.ID, "series", key)
	}
	for _, week := range weeksOf(chunks, h.refs[s.number], without) {
		w.scratch.Reset()
		old, err := w.chunk(h, s, week)
		if err != nil {
			return tally, forgotten, err
		}
		var top seal.Chunk
		if len(chunks) > 0 && chunks[0].Week == week {
			top, chunks = chunks[0], chunks[1:]
		}
		base := old
		for _, span := range without {
			base = base.Without(span.From, span.To)
		}
		_, change := seal.Merge(old, top, key.Kind.Sums())
		merged, _ := seal.Merge(base, top, key.Kind.Sums())
		tally = tally.Add(store.Tally{New: change.New, Same: change.Same, Replaced: change.Replaced})
		if merged.Equal(old) || len(merged.Values) == 0 && len(old.Values) == 0 {
			continue
		}
		forgotten += lost(old, merged)
		s.Known += time.Duration(merged.Known())*merged.Step - time.Duration(old.Known())*old.Step
		if len(merged.Values) == 0 {
			if err := w.drop(h, s, week); err != nil {
				return tally, forgotten, err
			}
			continue
		}
		if err := w.put(h, s, merged); err != nil {
			return tally, forgotten, err
		}
		s.Step = min(s.Step, merged.Step)
		if s.First.IsZero() || merged.Start().Before(s.First) {
			s.First = merged.Start()
		}
		if merged.End().After(s.End) {
			s.End = merged.End()
		}
	}
	if forgotten > 0 {
		err = w.resum(h, i)
	}
	return tally, forgotten, err
}

// weeksOf are the weeks of chunks, sorted, and those held that have a part in a span.
func weeksOf(chunks []seal.Chunk, refs []chunkRef, spans []store.Span) []int {
	var weeks []int
	for _, c := range chunks {
		weeks = append(weeks, c.Week)
	}
	for _, ref := range refs {
		if slices.ContainsFunc(spans, func(s store.Span) bool { return seal.InSpan(ref.week, s.From, s.To) }) {
			weeks = append(weeks, ref.week)
		}
	}
	slices.Sort(weeks)
	return slices.Compact(weeks)
}

// lost counts the values of a chunk that another one of its week does not have.
func lost(old, now seal.Chunk) int {
	n := 0
	for i, q := range old.Values {
		if q == seal.Gap {
			continue
		}
		if len(now.Values) > 0 {
			at := int(old.Time(old.First+i).Sub(seal.WeekStart(now.Week))/now.Step) - now.First
			if at >= 0 && at < len(now.Values) && now.Values[at] != seal.Gap {
				continue
			}
		}
		n++
	}
	return n
}

// drop takes a chunk away.
func (w *writer) drop(h *household, s *held, week int) error {
	i, found := h.refs.search(s.number, week)
	if !found {
		return nil
	}
	h.refs[s.number] = slices.Delete(h.refs[s.number], i, i+1)
	h.changed, h.chunks = true, true
	return w.tx.Bucket([]byte(bucketChunks)).Delete(chunkKey(h.entry.Number, s.number, week))
}

// resum says anew, once values were forgotten, where a series begins and ends and what its finest step is. One without
// values is taken off.
func (w *writer) resum(h *household, i int) error {
	s := &h.series[i]
	refs := h.refs[s.number]
	h.changed, h.chunks = true, true
	if len(refs) == 0 {
		delete(h.refs, s.number)
		h.series = slices.Delete(h.series, i, i+1)
		return nil
	}
	w.scratch.Reset()
	first, err := w.chunk(h, s, refs[0].week)
	if err != nil {
		return err
	}
	s.First = first.Start()
	last, err := w.chunk(h, s, refs[len(refs)-1].week)
	if err != nil {
		return err
	}
	s.End = last.End()
	s.Step = refs[0].step
	for _, ref := range refs {
		s.Step = min(s.Step, ref.step)
	}
	return nil
}
