package bolt

import (
	"cmp"
	"context"
	"errors"
	"os"

	"go.etcd.io/bbolt"

	"courant/coach/fault"
	"courant/store"
	"courant/store/bolt/pages"
	"courant/store/internal/files"
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
