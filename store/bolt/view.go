package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"time"

	"courant/coach/fault"
	"courant/store"
	"courant/store/bolt/pages"
	"courant/store/internal/files"
	"courant/store/seal"
)

// Version of the file's format.
const Version = 1

// Buckets and keys.
const (
	bucketHead   = "courant"
	bucketHomes  = "homes"
	bucketWeeks  = "weeks"
	bucketChunks = "chunks"

	keyFormat = "format"
	keyRoot   = "root"
	keyEvents = "events"
)

// Labels of the sealed records.
const (
	labelRoot   = "courant/root"
	labelEvents = "courant/events"
	labelHome   = "courant/home"
	labelWeeks  = "courant/weeks"
)

const formatMagic = "courant store\x00"

// formatValue is the value of "format".
func formatValue(vaultID [16]byte) []byte {
	return append(binary.BigEndian.AppendUint16([]byte(formatMagic), Version), vaultID[:]...)
}

// A Reader is one state of a store. It may be used concurrently, while the View that gave
// it lasts.
type Reader struct {
	s      *Store
	file   *pages.File
	root   rootRecord
	head   pages.Tree
	homes  pages.Tree
	weeks  pages.Tree
	chunks pages.Tree
}

// View locks the file against writers, hands fn its state and unlocks it. Writers of all
// processes wait meanwhile, so fn should be quick; it must not call the Store's own
// methods, which would wait for a writer that waits for fn.
func (s *Store) View(ctx context.Context, fn func(*Reader) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.enter(ctx); err != nil {
		return err
	}
	s.leave()
	f, err := os.Open(s.config.Path)
	if err != nil {
		return s.explain(err)
	}
	defer f.Close()
	err = files.Wait(ctx, s.config.Wait, func() (bool, error) { return files.TryLock(f, false) })
	if err != nil {
		return s.explain(err)
	}
	r, err := s.reader(f)
	if err != nil {
		return s.explain(err)
	}
	return fn(r)
}

// enter passes the gate: while a writer waits in this process no reader goes in before it.
func (s *Store) enter(ctx context.Context) error {
	timer := time.NewTimer(s.config.Wait)
	defer timer.Stop()
	select {
	case s.gate <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return s.explain(files.ErrHeld)
	}
}

func (s *Store) leave() { <-s.gate }

// Version is a number that is another one when the store has changed, by whichever
// process. It takes no lock and opens no series: it may be asked every second. The file's
// size is not looked at: without a lock a writer may be making it longer just now.
func (s *Store) Version() (uint64, error) {
	f, err := os.Open(s.config.Path)
	if err != nil {
		return 0, s.explain(err)
	}
	defer f.Close()
	file, err := pages.Open(f, math.MaxInt64)
	if err != nil {
		return 0, s.explain(err)
	}
	return file.TxID(), nil
}

// reader reads what stands at the head of a locked file.
func (s *Store) reader(f *os.File) (*Reader, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	file, err := pages.Open(f, info.Size())
	if err != nil {
		return nil, err
	}
	r := &Reader{s: s, file: file}
	return r, r.openHead()
}

// openHead finds the buckets, and sees that they are those of the vault.
func (r *Reader) openHead() error {
	s := r.s
	format, err := r.openFormat()
	if err != nil {
		return err
	}
	if err := r.file.Bad(); err != nil { // the page that counts may be the older one
		f := fault.New(fault.Corrupt, msgHead, "path", s.config.Path)
		f.Err = err
		return f
	}
	for _, b := range []struct {
		name string
		tree *pages.Tree
	}{{bucketHomes, &r.homes}, {bucketWeeks, &r.weeks}, {bucketChunks, &r.chunks}} {
		if *b.tree, err = r.file.Bucket(b.name); err != nil {
			return s.damage(err)
		}
	}
	if err := s.vault.Refresh(); err != nil {
		return err
	}
	id := s.vault.ID()
	if !bytes.Equal(format[len(formatMagic)+2:], id[:]) {
		return fault.New(fault.WrongKey, store.MsgWrongKey, "path", s.config.Path, "key", s.vault.Path())
	}
	return r.openRoot(format)
}

// openFormat finds out whether the file is a store, and of which version.
func (r *Reader) openFormat() (format []byte, err error) {
	path := r.s.config.Path
	r.head, err = r.file.Bucket(bucketHead)
	if errors.Is(err, pages.ErrNoBucket) {
		return nil, fault.New(fault.Foreign, store.MsgForeign, "path", path)
	}
	if err != nil {
		return nil, err
	}
	format, err = r.head.Get([]byte(keyFormat))
	switch {
	case err != nil:
		return nil, err
	case len(format) != len(formatValue([16]byte{})) || string(format[:len(formatMagic)]) != formatMagic:
		return nil, fault.New(fault.Foreign, store.MsgForeign, "path", path)
	}
	if v := binary.BigEndian.Uint16(format[len(formatMagic):]); v > Version {
		return nil, fault.New(fault.Foreign, store.MsgNewer, "path", path, "version", v)
	} else if v != Version {
		return nil, r.s.damage(errRecord)
	}
	return format, nil
}

// openRoot reads the root, and sees that the vault is not older than the store.
func (r *Reader) openRoot(format []byte) error {
	sealed, err := r.head.Get([]byte(keyRoot))
	if err != nil {
		return err
	}
	plain, err := r.s.root.OpenRecord(new(seal.Scratch), labelRoot, string(format), sealed)
	if err != nil {
		return r.s.damage(err)
	}
	if r.root, err = parseRoot(plain); err != nil {
		return r.s.damage(err)
	}
	if r.root.next > r.s.vault.Next() {
		return r.s.vaultOld()
	}
	return nil
}

// tagged opens a record that another one lists by its tag.
func tagged(scratch *seal.Scratch, s *seal.Sealer, tag seal.Tag, label, place string, sealed []byte) ([]byte, error) {
	if tagOf(sealed) != tag {
		return nil, errStale
	}
	return s.OpenRecord(scratch, label, place, sealed)
}
