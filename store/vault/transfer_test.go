package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"courant/coach/fault"
)

func phrase(p string) Secret {
	return Secret{Passphrase: func() ([]byte, error) { return []byte(p), nil }}
}

// Ensure that keys go from one vault to another by a file and a passphrase, and nothing else does.
func TestKeysGoToAnotherVault(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	make := func(name string, ids ...string) *Vault {
		t.Helper()
		v, _, err := Create(ctx, at(name), Secret{KeyPath: at(name + ".key")}, KeyFile)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.Add(ctx, ids...); err != nil {
			t.Fatal(err)
		}
		return v
	}
	mine, theirs := make("mine", "h-1", "h-2", "h-3"), make("theirs", "other")
	if err := mine.Identify(ctx, "h-1", Identity{Name: "Jeanne"}); err != nil {
		t.Fatal(err)
	}
	if n, err := mine.Export(ctx, at("keys"), phrase("correct horse"), "h-1", "h-3"); err != nil || n != 2 {
		t.Fatal(n, err)
	}
	if info, err := os.Stat(at("keys")); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the export is open to others: %v %v", info.Mode(), err)
	}
	if _, err := mine.Export(ctx, at("keys"), phrase("correct horse")); !errors.Is(err, fault.Invalid) {
		t.Errorf("over an older export: %v", err)
	}
	if _, err := mine.Export(ctx, at("more"), phrase("correct horse"), "h-9"); !errors.Is(err, fault.NotFound) {
		t.Errorf("a home that is not there: %v", err)
	}
	if _, err := Open(at("keys"), phrase("wrong horse")); !errors.Is(err, fault.WrongKey) {
		t.Errorf("another passphrase: %v", err)
	}
	file, err := Open(at("keys"), phrase("correct horse"))
	if err != nil {
		t.Fatal(err)
	}
	if file.StoreKey() == mine.StoreKey() || file.ID() == mine.ID() {
		t.Error("the export has more than the homes' keys")
	}
	added, err := theirs.Import(ctx, file)
	if err != nil || !slices.Equal(added, []string{"h-1", "h-3"}) {
		t.Fatal(added, err)
	}
	for _, id := range added {
		a, _ := mine.Home(id)
		b, _ := theirs.Home(id)
		if a.Key != b.Key || b.Identity != (Identity{}) {
			t.Errorf("%s: the key or the identity is not right", id)
		}
	}
	if added, err := theirs.Import(ctx, file); err != nil || len(added) > 0 {
		t.Errorf("again: %v %v", added, err)
	}
	again, err := Open(at("theirs"), Secret{KeyPath: at("theirs.key")})
	if err != nil || len(again.Homes()) != 3 {
		t.Errorf("from disk: %v", err)
	}
	strange := make("strange", "h-2", "h-3")
	if added, err := strange.Import(ctx, file); !errors.Is(err, fault.Invalid) || len(added) > 0 || len(strange.Homes()) != 2 {
		t.Errorf("a home with another key: %v %v", added, err)
	}
}
