package vault

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"sync"

	"courant/coach/fault"
)

// A Vault is an open vault. It may be used concurrently, and by several processes: a
// change reads the file anew, and is on disk when it returns.
type Vault struct {
	path     string
	vaultKey [KeySize]byte

	mu      sync.Mutex // guards what was last read:
	lock    Lock
	wrapped []byte // the file up to its length
	table   *table
	sum     [sumSize]byte // at the file's end
}

// Create makes an empty vault, and the key file when the lock is one and it is not there:
// then made is true, and the person must be told that losing that file loses the data.
// A vault that is there already is never replaced: fault.Invalid.
func Create(ctx context.Context, path string, s Secret, lock Lock) (v *Vault, made bool, err error) {
	release, err := hold(ctx, path)
	if err != nil {
		return nil, false, err
	}
	defer release()
	switch _, err := os.Lstat(path); {
	case err == nil:
		return nil, false, fault.New(fault.Invalid, msgExists, "path", path)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, false, wrap(path, err)
	}
	h, lockKey, made, err := newLock(path, s, lock)
	if err != nil {
		return nil, made, err
	}
	var id [16]byte
	rand.Read(id[:])
	v = &Vault{path: path, vaultKey: newKey()}
	err = v.replace(encode(wrapKey(h, lockKey, v.vaultKey), v.vaultKey, newTable(id, newKey(), 0, nil)))
	return v, made, err
}

// Open opens a vault: fault.NotFound without the file or its key file, WrongKey, Corrupt,
// Foreign (also for a newer version), Denied.
func Open(path string, s Secret) (*Vault, error) {
	file, err := readVault(path)
	if err != nil {
		return nil, err
	}
	h, version, err := parseHead(file)
	if err != nil {
		return nil, explain(path, version, err)
	}
	lockKey, err := h.lockKey(path, s)
	if err != nil {
		return nil, explain(path, version, err)
	}
	v := &Vault{path: path}
	v.vaultKey, err = unwrap(file, lockKey)
	switch {
	case err != nil && h.lock == KeyFile:
		return nil, fault.New(fault.WrongKey, msgWrongKey, "path", path, "key", s.KeyPath)
	case err != nil:
		return nil, fault.New(fault.WrongKey, msgWrongPhrase, "path", path)
	}
	return v, v.take(file)
}

// ID tells vaults apart; a store remembers that of its vault.
func (v *Vault) ID() [16]byte { return v.now().id }

// StoreKey is the key of what belongs to no home.
func (v *Vault) StoreKey() [KeySize]byte { return v.now().storeKey }

// Path is where the vault lies.
func (v *Vault) Path() string { return v.path }

// Lock is what the vault is locked with.
func (v *Vault) Lock() Lock {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.lock
}

// Home is the entry of a pseudonym.
func (v *Vault) Home(id string) (Entry, bool) {
	t := v.now()
	i, ok := t.byID[id]
	if !ok {
		return Entry{}, false
	}
	return t.entries[i], true
}

// Homes are all entries, sorted by number. They must not be changed.
func (v *Vault) Homes() []Entry { return v.now().entries }

// Next is the number that the next new home gets: all given ones are below it.
func (v *Vault) Next() uint32 { return v.now().next }

// Add makes sure that homes have entries, new ones with a key at random. The entries are
// on disk when it returns: only then may anything be sealed under their keys.
func (v *Vault) Add(ctx context.Context, ids ...string) error {
	for _, id := range ids {
		if id == "" || len(id) > maxName {
			return fault.New(fault.Invalid, msgBadName, "home", id)
		}
	}
	return v.change(ctx, func(t *table) (*table, error) { return t.with(ids), nil })
}

// Shred removes a home's entry, and with the key the meaning of all that was sealed under
// it; fault.NotFound without the home.
func (v *Vault) Shred(ctx context.Context, id string) error {
	return v.change(ctx, func(t *table) (*table, error) {
		if _, ok := t.byID[id]; !ok {
			return nil, t.noHome(id)
		}
		return t.without(id), nil
	})
}

// Identify notes who a home is; fault.NotFound without the home.
func (v *Vault) Identify(ctx context.Context, id string, who Identity) error {
	return v.change(ctx, func(t *table) (*table, error) {
		if _, ok := t.byID[id]; !ok {
			return nil, t.noHome(id)
		}
		if len(who.encode()) > maxIdentity {
			return nil, fault.New(fault.Invalid, msgTooLong, "home", id)
		}
		return t.naming(id, who), nil
	})
}

// Rekey changes the lock; nothing but the vault key is wrapped anew. A key file that is
// not there is made, as Create does. Old copies of the vault keep their old lock.
func (v *Vault) Rekey(ctx context.Context, s Secret, lock Lock) (made bool, err error) {
	h, lockKey, made, err := newLock(v.path, s, lock)
	if err != nil {
		return false, err
	}
	release, err := hold(ctx, v.path)
	if err != nil {
		return made, err
	}
	defer release()
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.reread(); err != nil {
		return made, err
	}
	return made, v.replace(encode(wrapKey(h, lockKey, v.vaultKey), v.vaultKey, v.table))
}

// now is the table as last read.
func (v *Vault) now() *table {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.table
}

func newKey() (key [KeySize]byte) {
	rand.Read(key[:])
	return key
}
