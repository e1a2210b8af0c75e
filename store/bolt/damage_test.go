package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// near reports the bytes of a file that are not far from anything: where data lie, and
// their surroundings. Long runs of zeros are space that was never used.
func near(file []byte) (at []int) {
	last := -1 << 20
	for i := range file {
		for j := i; j < min(i+24, len(file)); j++ {
			if file[j] != 0 {
				last = j
				break
			}
		}
		if i-last < 24 {
			at = append(at, i)
		}
	}
	return at
}

// Ensure that whichever byte of the store flips, Verify finds it, or it changes nothing
// that can be read; and that reading never gives anything else than what was written, or
// an error.
func TestEveryByteOfTheStore(t *testing.T) {
	made := newConfig(t)
	small(t, made)
	want := mustTell(t, open(t, made))
	file := readFile(t, made.Path)
	places := near(file)
	if raceEnabled { // which makes it ten times slower: a part of them
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
		places = places[:len(places)/10]
	}
	for half := range 2 {
		t.Run(fmt.Sprint("half ", half), func(t *testing.T) {
			t.Parallel()
			c := made
			c.Path = newConfig(t).Path
			writeFile(t, c.Path, file)
			f, err := os.OpenFile(c.Path, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			s := open(t, c)
			found := 0
			for n, i := range places {
				if n%2 != half {
					continue
				}
				f.WriteAt([]byte{file[i] ^ 1<<(i%8)}, int64(i))
				all, _, err := findings(c)
				if err != nil {
					t.Fatalf("byte %d: verify: %v", i, err)
				}
				got, err := everything(s)
				switch {
				case err == nil && got != want:
					t.Fatalf("byte %d: something else was read:\n%s", i, got)
				case err != nil && len(all) == 0:
					t.Fatalf("byte %d: %v, and verify finds nothing", i, err)
				case err != nil && fault.CodeOf(err) == fault.Internal:
					t.Fatalf("byte %d: no fault of ours: %v", i, err)
				}
				if len(all) > 0 {
					found++
				}
				f.WriteAt(file[i:i+1], int64(i))
			}
			if found < 500 && !raceEnabled {
				t.Errorf("%d of %d flips found: did they reach the file?", found, len(places)/2)
			}
		})
	}
}

// Ensure a flipped byte does not make a write do harm: it is refused and nothing changes,
// or all that was there is there, and what is wrong is still found.
func TestWritingToADamagedStore(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	file := readFile(t, c.Path)
	want, err := everything(open(t, c))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	places := near(file)
	refused := 0
	for range 150 {
		i := places[r.IntN(len(places))]
		bad := bytes.Clone(file)
		bad[i] ^= 1 << r.IntN(8)
		writeFile(t, c.Path, bad)
		s, err := Open(c)
		if err == nil {
			_, err = s.Write(ctx, store.Batch{Home: "maison-3", Set: of(series.Energy, at(14, 0), 1)})
		}
		if err != nil {
			refused++
			if now := readFile(t, c.Path); !bytes.Equal(now[:len(bad)], bad) {
				t.Fatalf("byte %d: refused (%v), but the file changed", i, err)
			}
			continue
		}
		all, _, err := findings(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Purge(ctx, "maison-3"); err != nil && len(all) == 0 {
			t.Fatalf("byte %d: %v, and verify finds nothing", i, err)
		}
		if got, err := everything(s); got != want && len(all) == 0 {
			t.Fatalf("byte %d: something was lost without a word: %v\n%s", i, err, got)
		}
	}
	if refused < 10 {
		t.Errorf("%d writes refused", refused)
	}
}

func TestCutStore(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s := open(t, c)
	want := mustTell(t, s)
	file := readFile(t, c.Path)
	for n := len(file); n >= 0; n -= 97 {
		if err := os.Truncate(c.Path, int64(n)); err != nil {
			t.Fatal(err)
		}
		all, _, err := findings(c)
		if err != nil {
			t.Fatalf("cut to %d: %v", n, err)
		}
		if got, err := everything(s); err == nil && got != want || err != nil && len(all) == 0 {
			t.Fatalf("cut to %d: %v, %v, read\n%s", n, all, err, got)
		}
		if n < len(file)/4 && len(all) == 0 {
			t.Fatalf("cut to %d: nothing found", n)
		}
	}
}

// A store of two homes that is tampered with by one who can write to the file but has no
// key: he can only move, remove and put back what was sealed.
func TestMovedRemovedAndPutBack(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	write(t, s, "maison-1", of(series.Energy, at(20, 23), 1, 2, 3, 4, 5, 6, 7, 8)) // chunks 0/0/2976 and 2977
	write(t, s, "maison-2", of(series.Energy, at(20, 23), 8, 7, 6, 5, 4, 3, 2, 1))
	if err := s.PutEvents(ctx, peak(at(21, 11))); err != nil {
		t.Fatal(err)
	}
	older := readFile(t, c.Path)
	oldHome, oldWeeks, oldEvents := get(t, c, bucketHomes, homeKey(0)), get(t, c, bucketWeeks, homeKey(0)), get(t, c, bucketHead, []byte(keyEvents))
	oldRoot := get(t, c, bucketHead, []byte(keyRoot))
	a1, a2, b1 := chunkKey(0, 0, 2976), chunkKey(0, 0, 2977), chunkKey(1, 0, 2976)
	oldChunk := get(t, c, bucketChunks, a1)
	write(t, s, "maison-1", of(series.Energy, at(20, 23), 9))
	if err := s.PutEvents(ctx, peak(at(22, 11))); err != nil {
		t.Fatal(err)
	}
	newer := readFile(t, c.Path)

	put := func(bucket string, key, value []byte) func(tx *bbolt.Tx) error {
		return func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucket)).Put(key, value) }
	}
	remove := func(bucket string, key []byte) func(tx *bbolt.Tx) error {
		return func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucket)).Delete(key) }
	}
	swap := func(bucket string, x, y []byte) func(tx *bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			b := tx.Bucket([]byte(bucket))
			vx, vy := bytes.Clone(b.Get(x)), bytes.Clone(b.Get(y))
			return errors.Join(b.Put(x, vy), b.Put(y, vx))
		}
	}
	for what, change := range map[string]func(tx *bbolt.Tx) error{
		"two weeks of a series swapped":       swap(bucketChunks, a1, a2),
		"chunks of two homes swapped":         swap(bucketChunks, a1, b1),
		"a chunk removed":                     remove(bucketChunks, a1),
		"a chunk put back to an older state":  put(bucketChunks, a1, oldChunk),
		"a chunk copied to another week":      put(bucketChunks, chunkKey(0, 0, 2980), oldChunk),
		"a chunk of a home that is not there": put(bucketChunks, chunkKey(7, 0, 2976), oldChunk),
		"a chunk cut":                         put(bucketChunks, a1, oldChunk[:10]),
		"an empty chunk":                      put(bucketChunks, a1, []byte{}),
		"a home removed":                      remove(bucketHomes, homeKey(0)),
		"two homes swapped":                   swap(bucketHomes, homeKey(0), homeKey(1)),
		"a home put back":                     put(bucketHomes, homeKey(0), oldHome),
		"a list of chunks removed":            remove(bucketWeeks, homeKey(0)),
		"a list of chunks put back":           put(bucketWeeks, homeKey(0), oldWeeks),
		"two lists of chunks swapped":         swap(bucketWeeks, homeKey(0), homeKey(1)),
		"a list of chunks of nobody":          put(bucketWeeks, homeKey(7), oldWeeks),
		"a home put back with all its own": func(tx *bbolt.Tx) error {
			return errors.Join(put(bucketHomes, homeKey(0), oldHome)(tx), put(bucketWeeks, homeKey(0), oldWeeks)(tx), put(bucketChunks, a1, oldChunk)(tx))
		},
		"the events removed":  remove(bucketHead, []byte(keyEvents)),
		"the events put back": put(bucketHead, []byte(keyEvents), oldEvents),
		"the root put back":   put(bucketHead, []byte(keyRoot), oldRoot),
		"root and events put back": func(tx *bbolt.Tx) error {
			return errors.Join(put(bucketHead, []byte(keyRoot), oldRoot)(tx), put(bucketHead, []byte(keyEvents), oldEvents)(tx))
		},
	} {
		t.Run(what, func(t *testing.T) {
			writeFile(t, c.Path, newer)
			want := mustTell(t, s)
			tamper(t, c.Path, change)
			all, _, err := findings(c)
			if err != nil || len(all) == 0 {
				t.Errorf("verify finds %v, %v", all, err)
			}
			if got, err := everything(s); err == nil && got != want {
				t.Errorf("read in silence:\n%s", got)
			}
			_, err = s.Write(ctx, store.Batch{Home: "maison-1", Set: of(series.Energy, at(20, 23), 5)})
			if all, _, _ := findings(c); err == nil && len(all) == 0 {
				t.Error("a write made it good")
			}
		})
	}
	writeFile(t, c.Path, older) // the whole file put back is what it cannot notice: doc.go
	wantSound(t, c)
}

// get reads a sealed value.
func get(t *testing.T, c Config, bucket string, key []byte) (value []byte) {
	t.Helper()
	db, err := bbolt.Open(c.Path, 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
		value = bytes.Clone(tx.Bucket([]byte(bucket)).Get(key))
		return nil
	})
	if err != nil || value == nil {
		t.Fatalf("%s % x: %v, %v", bucket, key, value, err)
	}
	return value
}

// Ensure a larger store, with branches and long values, is as safe: a sample of its bytes.
func TestSampleOfALargerStore(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	year := yearOf(1)
	for k, v := range year {
		year[k] = v.Slice(v.Start, v.Start.Add(5*7*24*time.Hour))
	}
	for i := range 3 {
		write(t, s, home.ID(fmt.Sprintf("maison-%d", i)), year)
	}
	want := mustTell(t, s)
	file := readFile(t, c.Path)
	f, err := os.OpenFile(c.Path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := rand.New(rand.NewPCG(5, 6))
	for n := range 200 {
		i := r.IntN(len(file))
		if n%2 == 0 {
			i = i/4096*4096 + r.IntN(128) // the heads of pages
		}
		f.WriteAt([]byte{file[i] ^ 1<<r.IntN(8)}, int64(i))
		all, _, err := findings(c)
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 0 || n%10 == 0 {
			if got, err := everything(s); err == nil && got != want || err != nil && len(all) == 0 {
				t.Fatalf("byte %d: verify finds %v, reading: %v", i, all, err)
			}
		}
		f.WriteAt(file[i:i+1], int64(i))
	}
}
