package bolt

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/bolt/pages"
	"courant/store/seal"
	"courant/store/vault"
)

// A walker goes over the weeks records and the chunks beside the homes, which are in the
// same order in all three.
type walker struct {
	v       *verifier
	r       *Reader
	scratch seal.Scratch
	err     error // of the file: the walk cannot go on

	weeks                 *pages.Cursor
	weekKey, weekSealed   []byte
	chunks                *pages.Cursor
	chunkKey, chunkSealed []byte
}

func (w *walker) nextWeeks() {
	if w.err == nil {
		w.weekKey, w.weekSealed, w.err = w.weeks.Next()
	}
}

func (w *walker) nextChunk() {
	if w.err == nil {
		w.chunkKey, w.chunkSealed, w.err = w.chunks.Next()
	}
}

// unlisted reports what no record lists.
func (w *walker) unlisted() {
	w.v.report(fault.New(fault.Corrupt, msgUnlisted, "path", w.v.config.Path))
}

// before reports and passes all that lies before a home.
func (w *walker) before(key []byte) {
	for w.err == nil && w.weekKey != nil && bytes.Compare(w.weekKey, key) < 0 {
		w.unlisted()
		w.nextWeeks()
	}
	for w.err == nil && w.chunkKey != nil && bytes.Compare(w.chunkKey, key) < 0 {
		w.unlisted()
		w.nextChunk()
	}
}

// skip passes what belongs to a home that nobody can open.
func (w *walker) skip(key []byte) {
	w.before(key)
	for w.err == nil && bytes.HasPrefix(w.weekKey, key) {
		w.nextWeeks()
	}
	for w.err == nil && bytes.HasPrefix(w.chunkKey, key) {
		w.nextChunk()
	}
}

// rest reports what lies behind the last home.
func (w *walker) rest() {
	w.before(bytes.Repeat([]byte{0xff}, 16))
}

// home checks one home with all that belongs to it.
func (w *walker) home(e vault.Entry, sealed []byte) {
	key := homeKey(e.Number)
	w.before(key)
	defer w.skip(key)
	h, err := w.r.openHome(new(seal.Scratch), e, sealed)
	if err != nil {
		w.v.report(err)
		return
	}
	id := home.ID(e.ID)
	var p home.Profile
	if err := json.Unmarshal(h.profile, &p); err != nil || p.ID != id {
		w.v.report(w.v.lost(id, series.Key{}, 0, errRecord))
	}
	w.v.done.Homes++
	if h.weeks == (seal.Tag{}) {
		if len(h.series) > 0 {
			w.v.report(w.v.lost(id, series.Key{}, 0, errRecord))
		}
		return
	}
	var list []byte
	if bytes.Equal(w.weekKey, key) {
		list = bytes.Clone(w.weekSealed)
		w.nextWeeks()
	}
	refs, err := w.r.parseList(&w.scratch, e, h, list)
	if err != nil {
		w.v.report(err)
		return
	}
	byNumber := slices.Clone(h.series)
	slices.SortFunc(byNumber, func(a, b held) int { return int(a.number) - int(b.number) })
	if len(refs) != len(byNumber) {
		w.v.report(w.v.lost(id, series.Key{}, 0, errRecord))
	}
	for _, s := range byNumber {
		w.series(e, s, refs[s.number])
	}
	if bytes.HasPrefix(w.chunkKey, key) {
		w.unlisted()
	}
}

// series checks the chunks of a series, and what the home's record says of them.
func (w *walker) series(e vault.Entry, s held, refs []chunkRef) {
	got := store.Held{Key: s.Key}
	good := true
	for _, ref := range refs {
		key := chunkKey(e.Number, s.number, ref.week)
		for w.err == nil && w.chunkKey != nil && bytes.Compare(w.chunkKey, key) < 0 {
			w.unlisted()
			w.nextChunk()
		}
		if w.err != nil {
			return
		}
		c, err := w.chunk(e, s, ref, key)
		if err != nil {
			w.v.report(w.v.lost(home.ID(e.ID), s.Key, ref.week, err))
			good = false
			continue
		}
		w.v.done.Chunks++
		w.v.done.Values += c.Known()
		got.Known += time.Duration(c.Known()) * c.Step
		if got.Step == 0 || c.Step < got.Step {
			got.Step = c.Step
		}
		if got.First.IsZero() {
			got.First = c.Start()
		}
		got.End = c.End()
	}
	w.v.done.Series++
	if good && got != s.Held {
		w.v.report(w.v.lost(home.ID(e.ID), series.Key{}, 0, errRecord))
	}
}

// chunk opens the chunk that the walk has come to, if it is the one.
func (w *walker) chunk(e vault.Entry, s held, ref chunkRef, key []byte) (c seal.Chunk, err error) {
	if !bytes.Equal(w.chunkKey, key) {
		return c, errStale
	}
	defer w.nextChunk()
	if tagOf(w.chunkSealed) != ref.tag {
		return c, errStale
	}
	w.scratch.Reset()
	c, err = w.v.sealer(e).OpenChunk(&w.scratch, seal.Place{Home: e.ID, Key: s.Key, Week: ref.week}, w.chunkSealed)
	if err == nil && c.Step != ref.step {
		err = errRecord
	}
	return c, err
}
