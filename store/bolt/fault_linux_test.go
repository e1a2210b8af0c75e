package bolt

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/store"
)

// asNobody runs fn as a user who owns nothing, on a thread that ends with it.
func asNobody(t *testing.T, fn func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("only root can become somebody else; run as root to test denials of reading")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread() // and never unlock: the thread is not used again
		if _, err := unix.SetfsuidRetUid(65534); err != nil {
			t.Error(err)
			return
		}
		fn()
	}()
	<-done
}

func TestDenied(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	dir := filepath.Dir(c.Path)
	for p := dir; p != os.TempDir() && p != "/"; p = filepath.Dir(p) {
		os.Chmod(p, 0o755)
	}
	s := open(t, c)
	asNobody(t, func() {
		_, err := Open(c)
		wantFault(t, "the vault", err, fault.Denied, "vault.denied")
		_, err = s.Homes(ctx)
		wantFault(t, "the store", err, fault.Denied, store.MsgDenied)
		_, _, err = findings(c)
		wantFault(t, "verify", err, fault.Denied, store.MsgDenied)
		elsewhere := newConfigIn(dir)
		_, err = Open(elsewhere)
		wantFault(t, "a folder for a new store", err, fault.Denied, "vault.denied")
	})

	// Read, but not write.
	os.Chmod(c.Path, 0o644)
	os.Chmod(c.VaultPath, 0o644)
	asNobody(t, func() {
		mustTell(t, s)
		_, err := s.Write(ctx, store.Batch{Home: "maison-1", Set: of(series.Energy, at(14, 0), 1)})
		wantFault(t, "writing", err, fault.Denied, store.MsgDenied)
	})
}

// Ensure memory that is not there, which bbolt would read on a file that somebody cuts
// meanwhile, ends in a fault and not the program.
func TestMissingMemoryIsAFault(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s := open(t, c)
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Truncate(4096); err != nil {
		t.Fatal(err)
	}
	b, err := unix.Mmap(int(f.Fd()), 0, 4096, unix.PROT_READ, unix.MAP_SHARED)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(0); err != nil {
		t.Fatal(err)
	}
	err = s.update(ctx, nil, func(*writer) error {
		if b[17] == 0 {
			t.Error("the memory is there")
		}
		return nil
	})
	wantFault(t, "a write", err, fault.Corrupt, msgDamage)
	write(t, s, "maison-1", of(series.Energy, at(14, 0), 1)) // the lock was given back
	wantSound(t, c)
}

func newConfigIn(dir string) Config {
	return Config{
		Path: filepath.Join(dir, "new", "store"), VaultPath: filepath.Join(dir, "new", "vault"),
		KeyPath: filepath.Join(dir, "new", "key"), Create: true,
	}
}
