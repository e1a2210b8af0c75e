package exchange

import (
	"bytes"
	"context"
	"io"
	"path/filepath"
	"testing"
	"time"

	"courant/store/bolt"
)

func openStore(t testing.TB, dir string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(bolt.Config{Path: filepath.Join(dir, "store"), VaultPath: filepath.Join(dir, "vault"), KeyPath: filepath.Join(dir, "key"), Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// Ensure what is read goes into a store, comes out as it was, exports, and imports again
// without a value changed.
func TestThroughTheStore(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, t.TempDir())
	for _, file := range []string{"hydroquebec-hourly.csv", "consumption.lp"} {
		first, err := readFile(t, own(file), Options{Home: "h-1"})
		if err != nil {
			t.Fatal(err)
		}
		if tally, err := s.Write(ctx, first.Batches...); err != nil || tally.New == 0 || tally.Replaced != 0 {
			t.Fatalf("%s: %+v, %v", file, tally, err)
		}
		if tally, err := s.Write(ctx, first.Batches...); err != nil || tally.New+tally.Replaced != 0 {
			t.Errorf("%s again: %+v, %v", file, tally, err)
		}
	}
	profile, err := s.Profile(ctx, "h-1")
	if err != nil {
		t.Fatal(err)
	}
	held, err := s.Read(ctx, "h-1", time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	for _, v := range held {
		known += v.Known()
	}
	for _, write := range []func(io.Writer, Holding) error{WriteCSV, WriteInflux} {
		var b bytes.Buffer
		if err := write(&b, Holding{Profile: profile, Set: held}); err != nil {
			t.Fatal(err)
		}
		res, err := Read(&b, "export", Options{Home: "h-1", Now: testNow})
		if err != nil {
			t.Fatal(err)
		}
		if tally, err := s.Write(ctx, res.Batches...); err != nil || tally.Same != known || tally.New+tally.Replaced+tally.Rounded != 0 {
			t.Errorf("imported again: %+v, %v; %d values are held", tally, err, known)
		}
	}
}
