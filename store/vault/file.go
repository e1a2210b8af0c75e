package vault

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"courant/coach/fault"
	"courant/store/internal/files"
)

// wait is how long a change waits for another process to finish its own.
const wait = 5 * time.Second

// maxFile bounds what is read as a vault: some 400,000 homes.
const maxFile = 64 << 20

// Exists reports whether there is a file where a vault should lie.
func Exists(path string) (bool, error) {
	switch _, err := os.Stat(path); {
	case err == nil:
		return true, nil
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	default:
		return false, wrap(path, err)
	}
}

// Refresh reads the file again when another process has replaced it. It looks at the sum
// at the file's end: times and sizes can be the same for two contents.
func (v *Vault) Refresh() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if sum, err := readSum(v.path); err == nil && sum == v.sum {
		return nil
	}
	return v.reread()
}

// change replaces the file by one with another table, made from what it has now.
func (v *Vault) change(ctx context.Context, edit func(*table) (*table, error)) error {
	release, err := hold(ctx, v.path)
	if err != nil {
		return err
	}
	defer release()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.reread(); err != nil {
		return err
	}
	next, err := edit(v.table)
	if err != nil || next == v.table {
		return err
	}
	return v.replace(encode(v.wrapped, v.vaultKey, next))
}

// reread takes the file as it is now. The vault key stays the same for all of its life, so
// that no lock is asked again.
func (v *Vault) reread() error {
	file, err := readVault(v.path)
	if err != nil {
		return err
	}
	return v.take(file)
}

// take opens the entries of a file and makes them the vault's.
func (v *Vault) take(file []byte) error {
	h, version, err := parseHead(file)
	if err != nil {
		return explain(v.path, version, err)
	}
	t, err := decode(file, v.vaultKey)
	if err != nil {
		return explain(v.path, version, err)
	}
	v.lock, v.wrapped, v.table, v.sum = h.lock, file[:lengthAt:lengthAt], t, [sumSize]byte(file[len(file)-sumSize:])
	return nil
}

// replace puts new content in the file's place, and takes it.
func (v *Vault) replace(file []byte) error {
	if err := files.Replace(v.path, file); err != nil {
		return wrap(v.path, err)
	}
	return v.take(file)
}

// hold keeps other processes from changing the vault. The lock is a file beside it, for
// the vault itself is replaced by every change.
func hold(ctx context.Context, path string) (release func() error, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, wrap(path, err)
	}
	f, err := files.Lock(ctx, path+".lock", wait)
	if err != nil {
		return nil, wrap(path, err)
	}
	return f.Close, nil
}

func readVault(path string) ([]byte, error) {
	file, err := read(path, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, msgMissing, "path", path)
	}
	return file, wrap(path, err)
}

// read reads a file up to a limit.
func read(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b := bytes.NewBuffer(make([]byte, 0, min(info.Size(), limit)+bytes.MinRead))
	_, err = b.ReadFrom(io.LimitReader(f, limit))
	return b.Bytes(), err
}

// readSum reads the sum at the end of a vault, unchecked.
func readSum(path string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return sum, err
	}
	_, err = f.ReadAt(sum[:], info.Size()-sumSize)
	return sum, err
}
