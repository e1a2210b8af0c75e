package bolt

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/bolt/pages"
	"courant/store/internal/files"
	"courant/store/seal"
	"courant/store/vault"
)

// Verified counts what Verify has looked at and found good.
type Verified struct {
	Homes, Series, Chunks, Values int
	Keyless                       int   // homes whose key is gone: nothing of them can be read
	Bytes                         int64 // of the store's file
}

// Verify checks every byte of a store that holds data: key file and vault; both head pages,
// the tree and the free pages of the file; every record and chunk, that it opens in its
// place, is the one that is listed, and is read as it was written. It reports each fault
// that it finds and goes on where it can. The error is what kept it from looking: no store,
// a lock, a denial, the end of ctx. Writers wait for it.
func Verify(ctx context.Context, c Config, found func(*fault.Error)) (Verified, error) {
	v := &verifier{Store: newStore(c), found: found}
	if err := ctx.Err(); err != nil {
		return v.done, err
	}
	f, err := os.Open(c.Path)
	if err != nil {
		return v.done, v.explain(err)
	}
	defer f.Close()
	if err := files.Wait(ctx, v.config.Wait, func() (bool, error) { return files.TryLock(f, false) }); err != nil {
		return v.done, v.explain(err)
	}
	if err := v.file(ctx, f); err != nil && !v.report(err) {
		return v.done, err
	}
	return v.done, nil
}

// A verifier is one run of Verify.
type verifier struct {
	*Store
	found  func(*fault.Error)
	faults int
	done   Verified
}

// report passes a fault on that is about what is stored; other errors end the run.
func (v *verifier) report(err error) bool {
	var f *fault.Error
	if !errors.As(v.explain(err), &f) {
		return false
	}
	switch f.Code {
	case fault.Corrupt, fault.Foreign, fault.WrongKey, fault.NotFound:
		v.faults++
		v.found(f)
		return true
	}
	return false
}

// file checks a locked file: first what needs no key.
func (v *verifier) file(ctx context.Context, f *os.File) error {
	vaultErr := v.openVault()
	if vaultErr != nil && !v.report(vaultErr) {
		return vaultErr
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	v.done.Bytes = info.Size()
	file, err := pages.Open(f, info.Size())
	if err != nil {
		return err
	}
	file.Check(func(err error) { v.report(v.damage(err)) })
	if vaultErr != nil {
		return nil
	}
	r := &Reader{s: v.Store, file: file}
	if err := r.openHead(); err != nil {
		return err
	}
	if err := v.records(ctx, r); err != nil {
		return err
	}
	if events, err := r.Events(ctx); err != nil {
		if !v.report(err) {
			return err
		}
	} else if _, err := store.PutEvents(nil, events...); err != nil {
		v.report(v.damage(err))
	}
	if v.faults > 0 {
		return nil // bbolt's own check may not survive damage
	}
	return v.second()
}

// second is bbolt's own check of its file, on top of ours.
func (v *verifier) second() error {
	return v.guard(nil, func() error {
		db, err := bbolt.Open(v.config.Path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: v.config.Wait})
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bbolt.Tx) error {
			for err := range tx.Check() {
				v.report(v.damage(err))
			}
			return nil
		})
	})
}

// records checks all homes and that nothing is there that no record lists.
func (v *verifier) records(ctx context.Context, r *Reader) error {
	w := walker{v: v, r: r, weeks: r.weeks.Cursor(), chunks: r.chunks.Cursor()}
	w.weekKey, w.weekSealed, w.err = w.weeks.Seek(nil)
	if w.err == nil {
		w.chunkKey, w.chunkSealed, w.err = w.chunks.Seek(nil)
	}
	entries := v.vault.Homes()
	var sum summer
	homes := r.homes.Cursor()
	key, sealed, err := homes.Seek(nil)
	for ; key != nil && err == nil && w.err == nil; key, sealed, err = homes.Next() {
		if err := ctx.Err(); err != nil {
			return err
		}
		sum.home(key, sealed)
		e, ok := entryOf(entries, key)
		if !ok {
			v.done.Keyless++
			w.skip(key)
			continue
		}
		w.home(e, sealed)
	}
	w.rest()
	if err := cmp.Or(err, w.err); err != nil {
		return err
	}
	if err := r.vouch(&sum); err != nil && !v.report(err) {
		return err
	}
	return nil
}

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
