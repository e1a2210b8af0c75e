package influx

import (
	"cmp"
	"encoding/base64"
	"hash/crc64"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store/seal"
)

// A sealedHome is a home with the chunks of a span, opened.
type sealedHome struct {
	*indexedHome
	weeks   map[series.Key][]seal.Chunk // sorted by week once it is handed over
	mark    uint64                      // of all sealed bytes
	chunks  int                         // that came
	strange bool                        // one of them is of a series without a name
	scratch *seal.Scratch               // where the values of the chunks lie
}

// A stream opens chunks as they come, and hands a home over when all are there that the
// server counts. Until the count has come, homes wait.
type stream struct {
	s       *Sealed
	kinds   []series.Kind // nil: all
	visit   func(*sealedHome) error
	known   func() (map[home.ID]*indexedHome, error) // waits for the index
	open    map[home.ID]*sealedHome
	done    map[home.ID]bool
	counts  atomic.Pointer[map[string]int] // chunks by tag of the home
	swept   bool                           // what was complete before the count came was handed over
	last    *sealedHome
	raw     []byte
	scratch []*seal.Scratch // of homes that were handed over
	keep    bool            // homes are still looked at after their visit
}

// begin forgets what an earlier attempt brought of homes that were not handed over.
func (st *stream) begin() error {
	known, err := st.known()
	if err != nil {
		return err
	}
	st.open, st.last = map[home.ID]*sealedHome{}, nil
	for id, x := range known {
		if !st.done[id] {
			st.open[id] = &sealedHome{indexedHome: x, weeks: map[series.Key][]seal.Chunk{}, mark: x.mark}
		}
	}
	return nil
}

// memory gives a home's chunks a place, used before if there is one.
func (st *stream) memory() *seal.Scratch {
	n := len(st.scratch)
	if n == 0 {
		return new(seal.Scratch)
	}
	m := st.scratch[n-1]
	st.scratch = st.scratch[:n-1]
	m.Reset()
	return m
}

// take opens one chunk.
func (st *stream) take(r *sealedRow) error {
	b := st.s.byTag[r.home]
	if b == nil {
		return nil
	}
	h := st.open[b.id]
	if h == nil {
		return nil // handed over, or written this moment
	}
	if st.last != nil && st.last != h {
		if err := st.offer(st.last); err != nil {
			return err
		}
	}
	st.last = h
	if h.scratch == nil {
		h.scratch = st.memory()
	}
	h.chunks++
	key, named := h.series[r.series]
	h.strange = h.strange || !named
	if !named || st.kinds != nil && !slices.Contains(st.kinds, key.Kind) {
		return nil
	}
	week := seal.WeekOf(time.Unix(r.sec, 0))
	raw, err := base64.StdEncoding.AppendDecode(st.raw[:0], r.text)
	st.raw = raw
	if err != nil {
		return st.s.bad(h.indexedHome, key.String(), week)
	}
	c, err := b.sealer.OpenChunk(h.scratch, seal.Place{Home: string(b.id), Key: key, Week: week}, raw)
	if err != nil {
		return st.s.bad(h.indexedHome, key.String(), week)
	}
	h.weeks[key] = append(h.weeks[key], c)
	h.mark += markOf(r)
	return nil
}

// offer hands a home over if it is complete.
func (st *stream) offer(h *sealedHome) error {
	counts := st.counts.Load()
	switch {
	case counts == nil:
		return nil
	case !st.swept:
		st.swept = true
		for _, id := range slices.Sorted(maps.Keys(st.open)) {
			if err := st.handOver(st.open[id], *counts); err != nil {
				return err
			}
		}
		return nil
	}
	return st.handOver(h, *counts)
}

func (st *stream) handOver(h *sealedHome, counts map[string]int) error {
	if h.strange || h.chunks != counts[h.box.tag] {
		return nil
	}
	for _, chunks := range h.weeks {
		slices.SortFunc(chunks, func(a, b seal.Chunk) int { return cmp.Compare(a.Week, b.Week) })
	}
	delete(st.open, h.box.id)
	st.done[h.box.id] = true
	err := st.visit(h)
	if h.scratch != nil && !st.keep {
		st.scratch = append(st.scratch, h.scratch)
	}
	return err
}

// finish hands over what is left and complete, and lists what is not.
func (st *stream) finish() (left []home.ID, err error) {
	for _, id := range slices.Sorted(maps.Keys(st.open)) {
		h := st.open[id]
		if err := st.handOver(h, *st.counts.Load()); err != nil {
			return nil, err
		}
		if !st.done[id] {
			left = append(left, id)
		}
	}
	return left, nil
}

var crcTable = crc64.MakeTable(crc64.ECMA)

// xorshift spreads the bits of a sum, so that adding two does not undo them.
func xorshift(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd // Murmur3's finalizer
	return x ^ x>>33
}
