package influx

import (
	"cmp"
	"context"
	"encoding/base64"
	"maps"
	"slices"
	"sync"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/seal"
)

// An indexedHome is what the records of a sealed bucket say of it.
type indexedHome struct {
	box     *lockbox
	records map[string]homeRecord       // by writer
	lists   map[string]map[string]*list // by writer and series
	mark    uint64                      // of the records' sealed bytes
}

// profile is the one that was declared last, nil without.
func (x *indexedHome) profile() (p *home.Profile) {
	var last uint64
	for _, w := range slices.Sorted(maps.Keys(x.records)) {
		if r := x.records[w]; r.Profile != nil && r.Declared >= last {
			p, last = r.Profile, r.Declared
		}
	}
	return p
}

// generation is the newest one of all writers.
func (x *indexedHome) generation() (most uint64) {
	for _, r := range x.records {
		most = max(most, r.Generation)
	}
	for _, lists := range x.lists {
		for _, l := range lists {
			most = max(most, l.generation)
		}
	}
	return most
}

// A sealedHome is a home with the chunks of a span, opened.
type sealedHome struct {
	*indexedHome
	weeks    map[series.Key][]seal.Chunk // one a week, sorted, once it is handed over
	parts    map[series.Key][]part
	from, to int           // the weeks that were looked at
	want     int           // chunks that are listed and have not come
	wrong    *wrong        // the first chunk that came and is not listed so
	scratch  *seal.Scratch // where the values of the chunks lie
}

// A part is what one writer has of a week.
type part struct {
	seal.Chunk
	generation uint64
	writer     string
}

// wrong is where a bucket is not as its lists say.
type wrong struct {
	id   fault.ID
	name string
	week int
}

// A stream opens chunks as they come, and hands a home over when all are there that its lists
// name. It may be begun again.
type stream struct {
	s        *Sealed
	kinds    []series.Kind // nil: all
	from, to int           // weeks
	visit    func(*sealedHome) error
	index    func() (map[home.ID]*indexedHome, error) // waits for the index
	open     map[home.ID]*sealedHome
	done     map[home.ID]bool
	raw      []byte
	scratch  []*seal.Scratch // of homes that were handed over
	keep     bool            // homes are still looked at after their visit
	mend     bool            // what is wrong with chunks of this writer's own is as if it were not there

	cur     *sealedHome // of the series at hand, nil to pass it over
	list    *list
	writer  string
	skipped bool // its kind is not wanted
}

// begin forgets what an earlier attempt brought of homes that were not handed over.
func (st *stream) begin() error {
	known, err := st.index()
	if err != nil {
		return err
	}
	st.open, st.cur = map[home.ID]*sealedHome{}, nil
	for id, x := range known {
		if st.done[id] {
			continue
		}
		h := &sealedHome{indexedHome: x, from: st.from, to: st.to, weeks: map[series.Key][]seal.Chunk{}, parts: map[series.Key][]part{}}
		for _, lists := range x.lists {
			for _, l := range lists {
				for i := range l.chunks {
					if c := &l.chunks[i]; c.week >= st.from && c.week < st.to {
						c.got = seal.Tag{}
						h.want++
					}
				}
			}
		}
		st.open[id] = h
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

// turn finds the list of the series that begins.
func (st *stream) turn(r *sealedRow) error {
	before := st.cur
	st.cur, st.list = nil, nil
	if b := st.s.byTag[r.home]; b != nil {
		st.cur = st.open[b.id] // nil: handed over, or written this moment
	}
	if before != nil && before != st.cur {
		if err := st.handOver(before, false); err != nil {
			return err
		}
	}
	if st.cur == nil {
		return nil
	}
	st.writer = r.writer
	if st.list = st.cur.lists[r.writer][r.series]; st.list == nil {
		return nil // its list came a moment too early; or nobody has listed it, and it says nothing
	}
	st.skipped = st.kinds != nil && !slices.Contains(st.kinds, st.list.key.Kind)
	return nil
}

// take opens one chunk.
func (st *stream) take(r *sealedRow) error {
	if r.fresh {
		if err := st.turn(r); err != nil {
			return err
		}
	}
	h, l := st.cur, st.list
	if h == nil || l == nil {
		return nil
	}
	week := int(r.sec)
	entry := l.find(week)
	if entry == nil {
		return nil // written this moment, or nobody's
	}
	raw, err := base64.StdEncoding.AppendDecode(st.raw[:0], r.text)
	st.raw = raw
	own := st.mend && st.writer == h.box.writer
	if err != nil || len(raw) < seal.Overhead {
		return h.note(own, msgSealedBad, l.key, week)
	}
	tag := seal.TagOf(raw)
	if !entry.may(tag) { // moved, changed or older: whether it opens says which
		id := msgSealedOld
		if _, err := h.box.sealer.OpenChunk(new(seal.Scratch), seal.Place{Home: string(h.box.id), Key: l.key, Week: week}, raw); err != nil {
			id = msgSealedBad
		}
		return h.note(own, id, l.key, week)
	}
	if st.skipped {
		entry.got = tag
		h.want--
		return nil
	}
	if h.scratch == nil {
		h.scratch = st.memory()
	}
	c, err := h.box.sealer.OpenChunk(h.scratch, seal.Place{Home: string(h.box.id), Key: l.key, Week: week}, raw)
	if err != nil {
		return h.note(own, msgSealedBad, l.key, week)
	}
	entry.got = tag
	h.want--
	h.parts[l.key] = append(h.parts[l.key], part{c, entry.generation, st.writer})
	return nil
}

// looked reports whether a week was looked at.
func (h *sealedHome) looked(week int) bool { return week >= h.from && week < h.to }

// note keeps the first thing that is wrong with a home. It is no error yet: somebody may be
// writing at this moment.
func (h *sealedHome) note(own bool, id fault.ID, k series.Key, week int) error {
	if h.wrong == nil && !own {
		h.wrong = &wrong{id, k.String(), week}
	}
	return nil
}

// handOver hands a home over if it is complete; at the end of the bucket what may be absent is.
func (st *stream) handOver(h *sealedHome, ended bool) error {
	if st.done[h.box.id] || h.wrong != nil || h.want > 0 && !ended {
		return nil
	}
	if h.want > 0 {
		if h.wrong = st.absent(h); h.wrong != nil {
			return nil
		}
	}
	for k, parts := range h.parts {
		h.weeks[k] = merge(parts, k.Kind.Sums())
	}
	delete(st.open, h.box.id)
	st.done[h.box.id] = true
	err := st.visit(h)
	if h.scratch != nil && !st.keep {
		st.scratch = append(st.scratch, h.scratch)
	}
	return err
}

// absent is the first chunk that should be there and is not, nil when those that did not come need not.
func (st *stream) absent(h *sealedHome) *wrong {
	for _, w := range slices.Sorted(maps.Keys(h.lists)) {
		for _, tag := range slices.Sorted(maps.Keys(h.lists[w])) {
			l := h.lists[w][tag]
			for i := range l.chunks {
				c := &l.chunks[i]
				if c.got != (seal.Tag{}) || c.week < st.from || c.week >= st.to || c.may(seal.Tag{}) || st.mend && w == h.box.writer {
					continue
				}
				return &wrong{msgSealedMissing, l.key.String(), c.week}
			}
		}
	}
	return nil
}

// merge lays what writers have of each week over each other.
func merge(parts []part, sums bool) []seal.Chunk {
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(cmp.Compare(a.Week, b.Week), cmp.Compare(a.generation, b.generation), cmp.Compare(a.writer, b.writer))
	})
	chunks := make([]seal.Chunk, 0, len(parts))
	for _, p := range parts {
		if n := len(chunks) - 1; n >= 0 && chunks[n].Week == p.Week {
			chunks[n], _ = seal.Merge(chunks[n], p.Chunk, sums)
			continue
		}
		chunks = append(chunks, p.Chunk)
	}
	return chunks
}

// finish hands over what is left and complete, and lists what is not.
func (st *stream) finish() (left []home.ID, err error) {
	for _, id := range slices.Sorted(maps.Keys(st.open)) {
		h := st.open[id]
		if err := st.handOver(h, true); err != nil {
			return nil, err
		}
		if !st.done[id] {
			left = append(left, id)
		}
	}
	return left, nil
}

// run asks for the records and for the chunks at once. It gives the homes that it could not hand over.
func (st *stream) run(ctx context.Context, d Dialect, homes []home.ID) ([]home.ID, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	st.done = map[home.ID]bool{}
	st.index = sync.OnceValues(func() (map[home.ID]*indexedHome, error) { return st.s.index(ctx, d, homes, st.mend) })
	indexed := make(chan error, 1)
	go func() {
		_, err := st.index()
		indexed <- err
	}()
	stop := func(err error) error {
		if err != nil {
			cancel(err) // a broken line is tried again, this is not
		}
		return err
	}
	err := st.s.rows(ctx, d, homes, []string{fieldChunk}, weekStamp(st.from), weekStamp(st.to), func() error { return stop(st.begin()) }, func(r *sealedRow) error { return stop(st.take(r)) })
	if cause := context.Cause(ctx); err != nil && cause != nil {
		err = cause
	}
	if err != nil {
		cancel(err)
	}
	if indexErr := <-indexed; err == nil {
		err = indexErr
	}
	if err != nil {
		return nil, err
	}
	return st.finish()
}
