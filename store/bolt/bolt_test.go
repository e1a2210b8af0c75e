package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/internal/files"
	"courant/store/seal"
	"courant/store/storetest"
)

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, newConfig(t)) })
}

func TestFirstRun(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	if path, made := s.KeyMade(); !made || path != c.KeyPath {
		t.Errorf("the new key file is not told: %q, %v", path, made)
	}
	for _, path := range []string{c.Path, c.VaultPath, c.KeyPath} {
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if _, made := open(t, c).KeyMade(); made {
		t.Error("told again")
	}
	if done := wantSound(t, c); done.Homes != 0 {
		t.Errorf("an empty store: %+v", done)
	}
	if err := os.Remove(c.Path); err != nil { // as if the first run had ended there
		t.Fatal(err)
	}
	if _, made := open(t, c).KeyMade(); !made {
		t.Error("a key that nobody was told of is not told")
	}
	left, err := os.ReadDir(filepath.Dir(c.Path))
	if err != nil || len(left) != 4 { // store, vault, its lock, key
		t.Errorf("left over: %v, %v", left, err)
	}
}

// Ensure the contract and the codec agree on what can be kept.
func TestLimitsAgree(t *testing.T) {
	per := series.Energy.PerUnit()
	for _, q := range []float64{store.MaxSteps - 1, -store.MaxSteps, store.MaxSteps, -store.MaxSteps - 1} {
		_, fits := seal.Quantize(series.Energy, q/per)
		err := store.Batch{Home: "a", Set: of(series.Energy, at(14, 0), q/per)}.Check()
		if fits != (err == nil) {
			t.Errorf("%v steps: the codec says %v, the contract %v", q, fits, err)
		}
	}
	if seal.WeekOf(store.First) != 0 || seal.WeekOf(store.Last) > seal.MaxWeek {
		t.Error("weeks and years differ")
	}
}

// Ensure a first run by two processes at once makes one store, one vault and one key.
func TestTwoFirstRuns(t *testing.T) {
	for range 20 {
		c := newConfig(t)
		var all sync.WaitGroup
		for i := range 3 {
			all.Go(func() {
				s, err := Open(c)
				if err != nil {
					t.Error(err)
					return
				}
				_, err = s.Write(ctx, store.Batch{Home: home.ID(fmt.Sprint("home-", i)), Set: of(series.Energy, at(14, 0), 1)})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if done := wantSound(t, c); done.Homes != 3 {
			t.Fatalf("%+v", done)
		}
	}
}

// Ensure what is kept survives closing, and that nothing of it can be read in the file.
func TestWhatIsKept(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s := open(t, c)
	text := mustTell(t, s)
	for _, word := range []string{"maison-1", "salon-bleu", "gatineau", "flex-d"} {
		if !strings.Contains(text, word) {
			t.Errorf("%q is not kept", word)
		}
		if bytes.Contains(readFile(t, c.Path), []byte(word)) {
			t.Errorf("%q can be read in the file", word)
		}
		if bytes.Contains(readFile(t, c.VaultPath), []byte(word)) {
			t.Errorf("%q can be read in the vault", word)
		}
	}
	got := wantSound(t, c)
	if want := (Verified{Homes: 2, Series: 4, Chunks: 6, Values: 17, Bytes: got.Bytes}); got != want {
		t.Errorf("verified %+v, want %+v", got, want)
	}
}

func TestReadOnly(t *testing.T) {
	c := newConfig(t)
	readOnly := c
	readOnly.ReadOnly = true
	_, err := Open(readOnly)
	wantFault(t, "no store", err, fault.NotConfigured, store.MsgMissing)
	small(t, c)
	before := readFile(t, c.Path)
	s := open(t, readOnly)
	mustTell(t, s)
	for what, err := range map[string]error{
		"profile": s.SetProfile(ctx, home.Profile{ID: "maison-3"}),
		"events":  s.PutEvents(ctx, peak(at(23, 11))),
		"remove":  s.RemoveEvent(ctx, "x"),
		"purge":   s.Purge(ctx, "maison-1"),
	} {
		wantFault(t, what, err, fault.ReadOnly, store.MsgReadOnly)
	}
	_, err = s.Write(ctx, store.Batch{Home: "maison-1", Set: of(series.Energy, at(14, 0), 1)})
	wantFault(t, "write", err, fault.ReadOnly, store.MsgReadOnly)
	if !bytes.Equal(before, readFile(t, c.Path)) {
		t.Error("the file changed")
	}
}

func TestLocks(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	c.Wait = 50 * time.Millisecond
	s := open(t, c)
	other, err := os.OpenFile(c.Path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	write := func() error {
		return s.PutEvents(ctx, peak(at(23, 11)))
	}

	// Somebody writes: nobody reads or writes.
	if ok, err := files.TryLock(other, true); !ok || err != nil {
		t.Fatal(ok, err)
	}
	_, err = s.Homes(ctx)
	wantFault(t, "read while another writes", err, fault.Locked, store.MsgLocked)
	wantFault(t, "write while another writes", write(), fault.Locked, store.MsgLocked)
	_, err = Open(c)
	wantFault(t, "open while another writes", err, fault.Locked, store.MsgLocked)
	_, _, err = findings(c)
	wantFault(t, "verify while another writes", err, fault.Locked, store.MsgLocked)
	if _, err := s.Version(); err != nil {
		t.Errorf("the version while another writes: %v", err)
	}
	soon, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
	defer cancel()
	if _, err := s.Homes(soon); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a context that ends while waiting: %v", err)
	}

	// Somebody reads: others read, nobody writes.
	if ok, err := files.TryLock(other, false); !ok || err != nil {
		t.Fatal(ok, err)
	}
	mustTell(t, s)
	wantFault(t, "write while another reads", write(), fault.Locked, store.MsgLocked)

	// He is done in time.
	s.config.Wait = 20 * time.Second
	done := make(chan error)
	go func() {
		time.Sleep(30 * time.Millisecond)
		done <- files.Unlock(other)
	}()
	if err := write(); err != nil {
		t.Errorf("a short wait: %v", err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// Ensure no call leaves the file locked or open.
func TestNothingIsHeldBetweenCalls(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s := open(t, c)
	mustTell(t, s)
	write(t, s, "maison-1", of(series.Energy, at(14, 0), 1))
	s.Read(ctx, "nobody", time.Time{}, time.Time{})
	s.Write(ctx, store.Batch{Home: "maison-1", Set: of(series.Energy, at(14, 0), 1)}) // nothing new
	s.RemoveEvent(ctx, "nothing")
	if err := s.View(ctx, func(*Reader) error { return errors.New("no") }); err == nil {
		t.Error("an error of the caller's is lost")
	}
	f, err := os.OpenFile(c.Path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if ok, err := files.TryLock(f, true); !ok || err != nil {
		t.Errorf("still locked: %v", err)
	}
}

func TestVersion(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s, other := open(t, c), open(t, c)
	version := func() uint64 {
		t.Helper()
		v, err := s.Version()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	before := version()
	mustTell(t, other)
	write(t, other, "maison-1", of(series.Energy, at(20, 23), 1, 2)) // the same as before
	if version() != before {
		t.Error("changed by nothing new")
	}
	write(t, other, "maison-1", of(series.Energy, at(20, 23), 9))
	if version() == before {
		t.Error("another's write is not seen")
	}
	if err := other.PutEvents(ctx, peak(at(25, 11))); err != nil {
		t.Fatal(err)
	}
	if v := version(); v == before+1 {
		t.Error("an event is not seen")
	}
}

// Ensure two stores open on one file, as in two processes, see each other's homes: the
// vault is read again.
func TestTwoOpenStores(t *testing.T) {
	c := newConfig(t)
	a := open(t, c)
	b := open(t, c)
	write(t, a, "maison-1", of(series.Energy, at(14, 0), 1))
	write(t, b, "maison-2", of(series.Energy, at(14, 0), 2))
	if err := a.Purge(ctx, "maison-1"); err != nil {
		t.Fatal(err)
	}
	write(t, b, "maison-1", of(series.Energy, at(14, 0), 3))
	if x, y := mustTell(t, a), mustTell(t, b); x != y || !strings.Contains(x, "[3]") || !strings.Contains(x, "[2]") {
		t.Errorf("one sees\n%s\nthe other\n%s", x, y)
	}
	wantSound(t, c)
}
