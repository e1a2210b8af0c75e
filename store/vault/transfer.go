package vault

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"slices"

	"courant/coach/fault"
)

const msgOtherKey fault.ID = "vault.other-key" // home

// Export writes the keys of homes, all without any, into a vault of its own at path, under a passphrase, for
// another machine to import. Who a home is stays here. It gives how many homes went; the errors are
// fault.NotFound for a home that is not there and fault.Invalid for a file that is.
func (v *Vault) Export(ctx context.Context, path string, s Secret, ids ...string) (int, error) {
	t := v.now()
	var entries []Entry
	for _, id := range ids {
		if _, ok := t.byID[id]; !ok {
			return 0, t.noHome(id)
		}
	}
	for _, e := range t.entries {
		if len(ids) == 0 || slices.Contains(ids, e.ID) {
			e.Identity = Identity{}
			entries = append(entries, e)
		}
	}
	release, err := hold(ctx, path)
	if err != nil {
		return 0, err
	}
	defer os.Remove(path + ".lock") // nobody changes an export
	defer release()
	switch _, err := os.Lstat(path); {
	case err == nil:
		return 0, fault.New(fault.Invalid, msgExists, "path", path)
	case !errors.Is(err, fs.ErrNotExist):
		return 0, wrap(path, err)
	}
	h, lockKey, _, err := newLock(path, s, Passphrase)
	if err != nil {
		return 0, err
	}
	var id [16]byte
	rand.Read(id[:])
	out := &Vault{path: path, vaultKey: newKey()}
	err = out.replace(encode(wrapKey(h, lockKey, out.vaultKey), out.vaultKey, newTable(id, newKey(), t.next, entries)))
	return len(entries), err
}

// Import takes the keys of homes over from another vault, and gives the homes that are new here; those that are known
// with the same key are passed over. A home that is known with another key is fault.Invalid, and nothing is taken: what is
// sealed under the one key does not open under the other.
func (v *Vault) Import(ctx context.Context, from *Vault) (added []string, err error) {
	theirs := from.Homes()
	err = v.change(ctx, func(t *table) (*table, error) {
		added = nil
		entries, next := slices.Clone(t.entries), t.next
		for _, e := range theirs {
			if i, ok := t.byID[e.ID]; ok {
				if t.entries[i].Key != e.Key {
					return nil, fault.New(fault.Invalid, msgOtherKey, "home", e.ID)
				}
				continue
			}
			e.Number = next
			next++
			entries = append(entries, e)
			added = append(added, e.ID)
		}
		if len(added) == 0 {
			return t, nil
		}
		return newTable(t.id, t.storeKey, next, entries), nil
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}
