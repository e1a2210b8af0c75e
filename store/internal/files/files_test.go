package files

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

var ctx = context.Background()

func TestWait(t *testing.T) {
	ended, cancel := context.WithCancel(ctx)
	cancel()
	no := errors.New("no")
	for _, c := range []struct {
		desc  string
		ctx   context.Context
		wait  time.Duration
		tries int // until it succeeds, or fails with err
		err   error
		want  error
	}{
		{"at once", ctx, 0, 1, nil, nil},
		{"after some tries", ctx, time.Minute, 4, nil, nil},
		{"never", ctx, 5 * time.Millisecond, 1 << 20, nil, ErrHeld},
		{"an ended context, at once", ended, time.Minute, 1, nil, nil},
		{"an ended context", ended, time.Minute, 1 << 20, nil, context.Canceled},
		{"a failure", ctx, time.Minute, 3, no, no},
	} {
		n := 0
		err := Wait(c.ctx, c.wait, func() (bool, error) {
			n++
			return n == c.tries && c.err == nil, map[bool]error{true: c.err}[n == c.tries]
		})
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.desc, err, c.want)
		}
	}
}

// Ensure many may share a lock, and one alone has it.
func TestTryLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	var f [3]*os.File
	for i := range f {
		var err error
		if f[i], err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
			t.Fatal(err)
		}
		defer f[i].Close()
	}
	try := func(i int, exclusive, want bool) {
		t.Helper()
		if got, err := TryLock(f[i], exclusive); got != want || err != nil {
			t.Errorf("file %d, alone %v: %v, %v", i, exclusive, got, err)
		}
	}
	try(0, false, true)
	try(1, false, true)
	try(2, true, false)
	Unlock(f[0])
	try(2, true, false)
	Unlock(f[1])
	try(2, true, true)
	try(0, false, false)
	f[2].Close()
	try(0, false, true)

	held, err := Lock(ctx, path+".lock", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(ctx, path+".lock", time.Millisecond); !errors.Is(err, ErrHeld) {
		t.Errorf("locked twice: %v", err)
	}
	held.Close()
	again, err := Lock(ctx, path+".lock", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}

func TestReplaceAndPlace(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "file")
	for _, content := range []string{"one", "two, longer", ""} {
		if err := Replace(path, []byte(content)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != content {
			t.Errorf("got %q, %v", got, err)
		}
	}
	if info, _ := os.Stat(path); runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v", info.Mode())
	}
	if err := Replace(filepath.Join(dir, "nowhere", "file"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Replace(filepath.Join(dir, "folder"), nil); err == nil {
		t.Error("a folder was replaced")
	}

	next, err := Temp(filepath.Join(dir, "new", "placed"))
	if err != nil {
		t.Fatal(err)
	}
	placed := filepath.Join(dir, "new", "placed")
	if err := Place(next, placed); err != nil {
		t.Fatal(err)
	}
	if err := Place(next, placed); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a name that is taken: %v", err)
	}
	os.Remove(next)
	for folder, want := range map[string]int{dir: 3, filepath.Join(dir, "new"): 1} {
		if left, err := os.ReadDir(folder); err != nil || len(left) != want {
			t.Errorf("left over in %s: %v, %v", folder, left, err)
		}
	}
}
