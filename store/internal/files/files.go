// Package files has what the stores need of a file system: locks that several processes
// share and that are waited for, and files that are replaced in one step.
package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrHeld says that another process, or another open file of this one, held a lock for
// all of the time that it was waited for.
var ErrHeld = errors.New("files: lock held elsewhere")

// Wait tries until it succeeds, the time is over (ErrHeld), the context ends (its error)
// or trying fails. It tries once at least.
func Wait(ctx context.Context, wait time.Duration, try func() (bool, error)) error {
	ctx, cancel := context.WithTimeoutCause(ctx, wait, ErrHeld)
	defer cancel()
	for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
		ok, err := try()
		if ok || err != nil {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return context.Cause(ctx)
		case <-timer.C:
		}
	}
}

// Lock opens (or makes) a file that serves as a lock and nothing else, and takes it alone.
// The lock is free again when the file is closed, or the process ends.
func Lock(ctx context.Context, path string, wait time.Duration) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := Wait(ctx, wait, func() (bool, error) { return TryLock(f, true) }); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Replace writes a file that only its owner may read, in one step: after a crash it has
// the old content or the new. Only one may write a path at a time.
func Replace(path string, content []byte) error {
	next := path + ".new"
	f, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = Rename(next, path)
	}
	if err != nil {
		os.Remove(next)
	}
	return err
}

// Rename moves a whole file to its place and makes that last.
func Rename(from, to string) error {
	if err := rename(from, to); err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}

// Temp makes an empty file beside path, in a folder that it makes if need be, for content
// that Place or Rename will give the name.
func Temp(path string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.new")
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// Place gives a whole file its name, unless the name is taken: then fs.ErrExist. The old
// name stays as well; remove it.
func Place(from, to string) error {
	err := os.Link(from, to)
	if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without links
		if _, err := os.Lstat(to); err == nil {
			return fs.ErrExist
		}
		return Rename(from, to)
	}
	if err != nil {
		return err
	}
	return syncDir(filepath.Dir(to))
}
