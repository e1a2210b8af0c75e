package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"courant/coach/fault"
	"courant/store"
	"courant/store/bolt/pages"
	"courant/store/internal/files"
	"courant/store/vault"
)

// errSame ends a transaction that would change nothing.
var errSame = errors.New("bolt: nothing changed")

// update runs one write transaction: it waits until nobody reads or writes, sees that the
// file is sound, makes sure that the vault has keys for the homes, and keeps all that fn
// did or nothing.
func (s *Store) update(ctx context.Context, homes []string, fn func(*writer) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.config.ReadOnly {
		return fault.New(fault.ReadOnly, store.MsgReadOnly, "path", s.config.Path)
	}
	if err := s.View(ctx, func(*Reader) error { return nil }); err != nil {
		return err // not a store that bbolt should be let at
	}
	if err := s.enter(ctx); err != nil {
		return err
	}
	defer s.leave()
	db, f, err := s.lock(ctx)
	if err != nil {
		return s.explain(err)
	}
	err = s.guard(f, func() error { return s.transact(ctx, db, f, homes, fn) })
	if err == nil || !errors.Is(err, errPanic) {
		if cerr := db.Close(); err == nil {
			err = cerr
		}
	}
	if errors.Is(err, errSame) {
		err = nil
	}
	return s.explain(err)
}

// lock opens the file with bbolt, which locks it against everybody. The open file lets
// pages look at what bbolt has locked.
func (s *Store) lock(ctx context.Context) (db *bbolt.DB, f *os.File, err error) {
	options := &bbolt.Options{
		Timeout: 1, PageSize: pages.Size, FreelistType: bbolt.FreelistMapType, NoStatistics: true,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			var err error
			f, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
			return f, err
		},
	}
	err = files.Wait(ctx, s.config.Wait, func() (bool, error) {
		err := s.guard(nil, func() (err error) {
			db, err = bbolt.Open(s.config.Path, 0o600, options)
			return err
		})
		if errors.Is(err, berrors.ErrTimeout) {
			return false, nil
		}
		return err == nil, err
	})
	if err != nil && errors.Is(err, errPanic) {
		release(f)
	}
	return db, f, err
}

// errPanic says that bbolt met something that it did not expect. What it holds then is not
// given back by closing it.
var errPanic = errors.New("bolt: panic")

// guard turns a panic of bbolt into an error: on bytes that changed since they were
// checked it panics, or reads memory that is not there.
func (s *Store) guard(f *os.File, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			release(f)
			err = s.damage(fmt.Errorf("%w: %v", errPanic, p))
		}
	}()
	return fn()
}

// release unlocks and closes a file under bbolt's feet. The memory map stays: it would
// keep the lock, were that not given back first.
func release(f *os.File) {
	if f != nil {
		files.Unlock(f)
		f.Close()
	}
}

// transact is update with the file locked.
func (s *Store) transact(ctx context.Context, db *bbolt.DB, f *os.File, homes []string, fn func(*writer) error) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	file, err := pages.Open(f, info.Size())
	if err != nil {
		return err
	}
	if err := s.check(file); err != nil {
		return err
	}
	if err := s.addHomes(ctx, homes); err != nil {
		return err
	}
	var after func() error
	tx := uint64(0)
	err = db.Update(func(t *bbolt.Tx) error {
		tx = uint64(t.ID())
		w, err := s.writer(t)
		if err != nil {
			return err
		}
		if err := fn(w); err != nil {
			return err
		}
		after = w.after
		return w.finish()
	})
	if err != nil {
		return err
	}
	s.checked(tx)
	if after != nil {
		return after()
	}
	return nil
}

// check sees that bbolt may write to a file: a page that is both in use and in the list of
// free pages would be written over. It is done once for every state that this process has
// not made itself.
func (s *Store) check(file *pages.File) error {
	s.mu.Lock()
	sound := s.sound
	s.mu.Unlock()
	if file.TxID() == sound && file.Bad() == nil {
		return nil
	}
	var first error
	file.Check(func(err error) {
		if first == nil {
			first = err
		}
	})
	if first != nil {
		return first
	}
	s.checked(file.TxID())
	return nil
}

func (s *Store) checked(tx uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sound = tx
}

// addHomes makes entries in the vault, on disk before anything is sealed under their keys.
func (s *Store) addHomes(ctx context.Context, ids []string) error {
	if err := s.vault.Refresh(); err != nil {
		return err
	}
	for _, id := range ids {
		if _, ok := s.vault.Home(id); !ok {
			return s.vault.Add(ctx, ids...)
		}
	}
	return nil
}

// create makes an empty store, and its vault and key file when they are not there. The
// file gets its name only when it is whole.
func (s *Store) create() error {
	there, err := vault.Exists(s.config.VaultPath)
	if err != nil {
		return err
	}
	if !there {
		_, s.keyMade, err = vault.Create(context.Background(), s.config.VaultPath, s.config.secret(), vault.KeyFile)
		if err != nil && !errors.Is(err, fault.Invalid) { // there now: another process was faster
			return err
		}
	}
	if err := s.openVault(); err != nil {
		return err
	}
	next, err := files.Temp(s.config.Path)
	if err != nil {
		return err
	}
	defer os.Remove(next)
	if err := s.init(next); err != nil {
		return err
	}
	err = files.Place(next, s.config.Path)
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was faster
	}
	// A first run that was cut short after it made the key has told nobody.
	s.keyMade = s.keyMade || s.vault.Lock() == vault.KeyFile && s.vault.Next() == 0
	return err
}

// init writes the buckets and the head of an empty store.
func (s *Store) init(path string) error {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second, PageSize: pages.Size, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{bucketHead, bucketHomes, bucketWeeks, bucketChunks} {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		format := formatValue(s.vault.ID())
		var none summer
		root := rootRecord{sum: none.sum(nil)}
		head := tx.Bucket([]byte(bucketHead))
		return errors.Join(
			head.Put([]byte(keyFormat), format),
			head.Put([]byte(keyRoot), s.root.Record(nil, labelRoot, string(format), root.encode())))
	})
	return errors.Join(err, db.Close())
}

// deletePrefix deletes all keys of a bucket that begin with a prefix.
func deletePrefix(b *bbolt.Bucket, prefix []byte) error {
	var keys [][]byte
	c := b.Cursor()
	for k, _ := c.Seek(prefix); bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	return nil
}
