package bolt

import (
	"bytes"
	"context"
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
	list    []seal.Chunk
	values  map[series.Key][]float64 // given out again and again; nil gives out new memory
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
		if err := l.open(e, s, weeks[s.number], from, to); err != nil {
			return nil, err
		}
		if v := seal.Join(l.memory(s.Key), s.Key.Kind, l.list, from, to); v.Len() > 0 {
			set[s.Key] = v
		}
	}
	return set, nil
}

func (r *Reader) openWeeks(scratch *seal.Scratch, e vault.Entry, h homeRecord) (weeksRecord, error) {
	sealed, err := r.weeks.Get(homeKey(e.Number))
	if err != nil {
		return nil, r.s.explain(err)
	}
	plain, err := tagged(scratch, r.s.sealer(e), h.weeks, labelWeeks, e.ID, sealed)
	if err == nil {
		var w weeksRecord
		if w, err = parseWeeks(plain); err == nil {
			return w, nil
		}
	}
	return nil, r.s.lost(home.ID(e.ID), series.Key{}, 0, err)
}

// open opens the chunks of a series that the span touches into l.list: exactly those that
// the weeks record lists.
func (l *loader) open(e vault.Entry, s held, refs []chunkRef, from, to time.Time) error {
	l.scratch.Reset()
	l.list = l.list[:0]
	sealer := l.r.s.sealer(e)
	place := seal.Place{Home: e.ID, Key: s.Key}
	behind := false // the cursor is at the chunk before
	for _, ref := range refs {
		if !seal.InSpan(ref.week, from, to) {
			behind = false
			continue
		}
		place.Week = ref.week
		key := chunkKey(e.Number, s.number, ref.week)
		found, sealed, err := l.move(key, behind)
		if err != nil {
			return l.r.s.explain(err)
		}
		if !bytes.Equal(found, key) || tagOf(sealed) != ref.tag {
			return l.r.s.lost(home.ID(e.ID), s.Key, ref.week, errStale)
		}
		c, err := sealer.OpenChunk(&l.scratch, place, sealed)
		if err == nil && c.Step != ref.step {
			err = errRecord
		}
		if err != nil {
			return l.r.s.lost(home.ID(e.ID), s.Key, ref.week, err)
		}
		l.list = append(l.list, c)
		behind = true
	}
	return nil
}

func (l *loader) move(key []byte, behind bool) (k, v []byte, err error) {
	if behind {
		return l.chunks.Next()
	}
	return l.chunks.Seek(key)
}

// memory is where the values of a series may go: room for the chunks in l.list, kept from
// home to home, or nil for new memory.
func (l *loader) memory(key series.Key) []float64 {
	if l.values == nil || len(l.list) == 0 {
		return nil
	}
	step := l.list[0].Step
	for _, c := range l.list {
		step = min(step, c.Step)
	}
	weeks := l.list[len(l.list)-1].Week - l.list[0].Week + 1
	if n := weeks * int(seal.Week/step); cap(l.values[key]) < n {
		l.values[key] = make([]float64, n)
	}
	return l.values[key]
}
