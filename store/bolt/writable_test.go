package bolt

import (
	"errors"
	"testing"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store/vault"
)

// A store that was opened for reading gives one that writes, and asks nobody again for the
// passphrase; itself it goes on refusing.
func TestWritable(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	write(t, s, "h-1", of(series.Energy, at(14, 0), 1, 2))
	asks := 0
	c.Passphrase = func() ([]byte, error) { asks++; return []byte("a long enough phrase"), nil }
	if _, err := s.Vault().Rekey(ctx, vault.Secret{Passphrase: c.Passphrase}, vault.Passphrase); err != nil {
		t.Fatal(err)
	}
	asks = 0
	c.ReadOnly, c.Create = true, false
	r := open(t, c)
	note := func(p home.Profile) (home.Profile, error) { return home.AddNote(p, at(14, 1), "noted") }
	if err := r.EditProfile(ctx, "h-1", note); !errors.Is(err, fault.ReadOnly) {
		t.Errorf("a store for reading: %v", err)
	}
	w := r.Writable()
	if err := w.EditProfile(ctx, "h-1", note); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if p, err := r.Profile(ctx, "h-1"); err != nil || len(p.Notes) != 1 {
		t.Errorf("%d notes, %v", len(p.Notes), err)
	}
	if asks != 1 {
		t.Errorf("the passphrase was asked for %d times", asks)
	}
}
