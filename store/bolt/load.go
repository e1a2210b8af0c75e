package bolt

import (
	"bytes"
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store/bolt/pages"
	"courant/store/seal"
	"courant/store/vault"
)

// A loader reads series of one home after another, with the same memory.
type loader struct {
	r       *Reader
	chunks  *pages.Cursor
	scratch seal.Scratch
	values  map[series.Key][]float64 // given out again for each home; nil gives out new memory
}

// loaders keep the memory of single reads.
var loaders = sync.Pool{New: func() any { return new(loader) }}

// load reads the chosen series of a home.
func (l *loader) load(ctx context.Context, e vault.Entry, h homeRecord, from, to time.Time, keys []series.Key) (series.Set, error) {
	set := series.Set{}
	if h.weeks == (seal.Tag{}) {
		return set, nil
	}
	weeks, err := l.r.openWeeks(&l.scratch, e, h)
	if err != nil {
		return nil, err
	}
	for _, s := range h.series {
		if len(keys) > 0 && !slices.Contains(keys, s.Key) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		v, err := l.series(e, s, weeks[s.number], from, to)
		if err != nil {
			return nil, err
		}
		if v.Len() > 0 {
			set[s.Key] = v
		}
	}
	return set, nil
}

// openWeeks finds and opens the list of a home's chunks.
func (r *Reader) openWeeks(scratch *seal.Scratch, e vault.Entry, h homeRecord) (weeksRecord, error) {
	sealed, err := r.weeks.Get(homeKey(e.Number))
	if err != nil {
		return nil, r.s.explain(err)
	}
	return r.parseList(scratch, e, h, sealed)
}

func (r *Reader) parseList(scratch *seal.Scratch, e vault.Entry, h homeRecord, sealed []byte) (weeksRecord, error) {
	plain, err := tagged(scratch, r.s.sealer(e), h.weeks, labelWeeks, e.ID, sealed)
	if err == nil {
		var w weeksRecord
		if w, err = parseWeeks(plain); err == nil {
			return w, nil
		}
	}
	return nil, r.s.lost(home.ID(e.ID), series.Key{}, 0, err)
}

// series reads the chunks of a series that the span touches, exactly those that the weeks
// record lists, on the finest of their steps.
func (l *loader) series(e vault.Entry, s held, refs []chunkRef, from, to time.Time) (series.Series, error) {
	refs = touched(refs, from, to)
	if len(refs) == 0 {
		return series.Series{}, nil
	}
	step := time.Duration(0)
	for _, ref := range refs {
		step = seal.CommonStep(step, ref.step)
	}
	first, slots := refs[0].week, int(seal.Week/step)
	out := series.Series{Kind: s.Key.Kind, Start: seal.WeekStart(first), Step: step}
	out.Values = l.memory(s.Key, (refs[len(refs)-1].week-first+1)*slots)
	filled := 0
	for i, ref := range refs {
		at := (ref.week - first) * slots
		fillGaps(out.Values[filled:at])
		filled = at + slots
		sealed, err := l.chunk(e, s, ref, i > 0)
		if err != nil {
			return out, err
		}
		place := seal.Place{Home: e.ID, Key: s.Key, Week: ref.week}
		own, err := l.r.s.sealer(e).OpenWeek(out.Values[at:filled], &l.scratch, place, sealed)
		if err == nil && own != ref.step {
			err = errRecord
		}
		if err != nil {
			return out, l.r.s.lost(home.ID(e.ID), s.Key, ref.week, err)
		}
	}
	if from.IsZero() {
		from = out.Start
	}
	if to.IsZero() {
		to = out.End()
	}
	return out.Slice(from, to).Trim(), nil
}

// touched are the chunks of weeks that have a part in [from, to).
func touched(refs []chunkRef, from, to time.Time) []chunkRef {
	for len(refs) > 0 && !seal.InSpan(refs[0].week, from, to) {
		refs = refs[1:]
	}
	for len(refs) > 0 && !seal.InSpan(refs[len(refs)-1].week, from, to) {
		refs = refs[:len(refs)-1]
	}
	return refs
}

// chunk finds the sealed bytes that a weeks record lists; behind says that the cursor
// stands on the chunk listed before.
func (l *loader) chunk(e vault.Entry, s held, ref chunkRef, behind bool) ([]byte, error) {
	key := chunkKey(e.Number, s.number, ref.week)
	var found, sealed []byte
	var err error
	if behind {
		found, sealed, err = l.chunks.Next()
	} else {
		found, sealed, err = l.chunks.Seek(key)
	}
	if err != nil {
		return nil, l.r.s.explain(err)
	}
	if !bytes.Equal(found, key) || tagOf(sealed) != ref.tag {
		return nil, l.r.s.lost(home.ID(e.ID), s.Key, ref.week, errStale)
	}
	return sealed, nil
}

// memory is room for n values of a series: that of the home before, or new.
func (l *loader) memory(key series.Key, n int) []float64 {
	if l.values == nil {
		return make([]float64, n)
	}
	if cap(l.values[key]) < n {
		l.values[key] = make([]float64, n)
	}
	return l.values[key][:n]
}

func fillGaps(values []float64) {
	for i := range values {
		values[i] = math.NaN()
	}
}
