package bolt

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"courant/store"
	"courant/store/storetest"
)

var ctx = context.Background()

// newConfig is that of a store that is not there yet.
func newConfig(t testing.TB) Config {
	dir := t.TempDir()
	return Config{
		Path: filepath.Join(dir, "store"), VaultPath: filepath.Join(dir, "vault"), KeyPath: filepath.Join(dir, "key"),
		Create: true, Wait: 20 * time.Second,
	}
}

// open opens a store, or ends the test.
func open(t testing.TB, c Config) *Store {
	t.Helper()
	s, err := Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, newConfig(t)) })
}
