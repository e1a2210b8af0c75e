package pages

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"
)

// content is what a test file holds, by bucket and key.
type content map[string]map[string]string

// makeFile writes a file with bbolt: buckets of many pages, a small one, an empty one, values
// longer than a page, and free pages.
func makeFile(t testing.TB) ([]byte, content) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: Size})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := rand.New(rand.NewPCG(1, 1))
	want := content{"big": {}, "small": {"a": "1", "b": ""}, "empty": {}}
	for i := range 90 {
		want["big"][fmt.Sprintf("key-%04d", i)] = string(bytes.Repeat([]byte{byte(i)}, 50+r.IntN(200)))
	}
	want["big"]["long"] = string(bytes.Repeat([]byte("long"), 1500))
	want["big"]["gone"] = string(bytes.Repeat([]byte("gone"), 1500))
	for range 2 { // the second time frees the pages of the first
		err = db.Update(func(tx *bbolt.Tx) error {
			for name, pairs := range want {
				b, err := tx.CreateBucketIfNotExists([]byte(name))
				if err != nil {
					return err
				}
				for k, v := range pairs {
					if err := b.Put([]byte(k), []byte(v)); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	delete(want["big"], "gone")
	if err := db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte("big")).Delete([]byte("gone")) }); err != nil {
		t.Fatal(err)
	}
	db.Close()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file, want
}

func open(file []byte) (*File, error) { return Open(bytes.NewReader(file), int64(len(file))) }

// problems lists what a check finds, opening included.
func problems(file []byte) (all []error) {
	f, err := open(file)
	if err != nil {
		return []error{err}
	}
	f.Check(func(err error) { all = append(all, err) })
	return all
}

// readAll reads all of a file's known buckets by cursor.
func readAll(file []byte) (content, error) {
	f, err := open(file)
	if err != nil {
		return nil, err
	}
	got := content{}
	for _, name := range []string{"big", "small", "empty"} {
		tree, err := f.Bucket(name)
		if err != nil {
			return nil, err
		}
		got[name] = map[string]string{}
		c := tree.Cursor()
		k, v, err := c.Seek(nil)
		for ; k != nil; k, v, err = c.Next() {
			got[name][string(k)] = string(v)
		}
		if err != nil {
			return nil, err
		}
	}
	return got, nil
}

func equal(a, b content) bool {
	return fmt.Sprint(a) == fmt.Sprint(b) // Sprint sorts maps
}

func TestReadsWhatBboltWrote(t *testing.T) {
	file, want := makeFile(t)
	got, err := readAll(file)
	if err != nil || !equal(got, want) {
		t.Fatalf("not what was written: %v", err)
	}
	if all := problems(file); len(all) > 0 {
		t.Fatal(all)
	}
	f, _ := open(file)
	if f.TxID() != 4 || f.Bad() != nil {
		t.Errorf("transaction %d, %v", f.TxID(), f.Bad())
	}
	tree, _ := f.Bucket("big")
	c := tree.Cursor()
	for range 2 { // the second time over pages that the cursor has
		for _, s := range []struct{ seek, want string }{
			{"", "key-0000"}, {"key-0023", "key-0023"}, {"key-0023x", "key-0024"}, {"key-0089x", "long"}, {"m", ""}, {"key-0001", "key-0001"},
		} {
			if k, v, err := c.Seek([]byte(s.seek)); err != nil || string(k) != s.want || string(v) != want["big"][s.want] {
				t.Errorf("seek %q: %q, %v", s.seek, k, err)
			}
		}
		if k, _, err := c.Seek([]byte("long")); err != nil || string(k) != "long" {
			t.Errorf("long: %q, %v", k, err)
		}
		for range 3 {
			if k, _, err := c.Next(); k != nil || err != nil {
				t.Errorf("behind the last key: %q, %v", k, err)
			}
		}
	}
	if v, err := tree.Get([]byte("key-0020")); err != nil || string(v) != want["big"]["key-0020"] {
		t.Errorf("get: %v", err)
	}
	if v, err := tree.Get([]byte("key-0020x")); err != nil || v != nil {
		t.Errorf("get of nothing: %q, %v", v, err)
	}
	if _, err := f.Bucket("none"); !errors.Is(err, ErrNoBucket) {
		t.Errorf("no bucket: %v", err)
	}
}

// Ensure a change of any byte of a page's head is reported by Check, or changes nothing
// that is read; and that reading ends, with the content or an error, never with a panic.
// Keys and values carry no sum at this level: what changes in them must not break
// anything. The store's own test goes over every byte.
func TestEveryByteFlipped(t *testing.T) {
	file, want := makeFile(t)
	harmless := 0
	for i := range file {
		if i%Size > 96 && i%61 > 0 {
			continue
		}
		file[i] ^= 1 << (i % 8)
		found := len(problems(file)) > 0
		got, err := readAll(file)
		if !found && err != nil && !errors.Is(err, ErrNoBucket) {
			t.Fatalf("byte %d: reading fails, the check does not: %v", i, err)
		}
		if i%101 == 0 && !found && equal(got, want) {
			harmless++
		}
		file[i] ^= 1 << (i % 8)
	}
	if harmless == 0 {
		t.Error("every flip changed something: unused space is not left alone")
	}
}

func TestCutAnywhere(t *testing.T) {
	file, want := makeFile(t)
	f, _ := open(file)
	end := int(f.meta.pages) * Size
	for n := 0; n < len(file); n += 509 {
		got, err := readAll(file[:n])
		if n < end && err == nil {
			t.Fatalf("cut to %d of %d bytes: read", n, end)
		}
		if n >= end && (err != nil || !equal(got, want)) {
			t.Fatalf("cut to %d bytes, all in use: %v", n, err)
		}
	}
	if _, err := open(file[:end-1]); !errors.Is(err, ErrTruncated) {
		t.Errorf("cut by a byte: %v", err)
	}
	if _, err := open([]byte("Bonjour")); !errors.Is(err, ErrForeign) {
		t.Errorf("a text: %v", err)
	}
	for n := range 100 {
		if _, err := open(file[:n]); !errors.Is(err, ErrTruncated) {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
}

// Ensure trees that bite their own tail end in an error: bbolt would never return.
func TestLoopsEnd(t *testing.T) {
	file, _ := makeFile(t)
	f, _ := open(file)
	tree, _ := f.Bucket("big")
	root := file[tree.root*Size:]
	if parseHeader(root).flags != isBranch {
		t.Fatal("the bucket has one page only")
	}
	for i := range int(parseHeader(root).count) {
		order.PutUint64(root[headerSize+i*elementSize+8:], tree.root)
	}
	if _, err := readAll(file); !errors.Is(err, ErrDamaged) {
		t.Errorf("a root below itself: %v", err)
	}
	if len(problems(file)) == 0 {
		t.Error("not found")
	}
	file, _ = makeFile(t)
	root = file[tree.root*Size:]
	first := order.Uint64(root[headerSize+8:])
	for i := range int(parseHeader(root).count) {
		order.PutUint64(root[headerSize+i*elementSize+8:], first)
	}
	if _, err := readAll(file); !errors.Is(err, ErrDamaged) {
		t.Errorf("one leaf many times: %v", err)
	}
}

// FuzzFile: patches of a good file never make reading or checking panic or go on forever.
func FuzzFile(f *testing.F) {
	file, _ := makeFile(f)
	f.Add(uint32(16), []byte{1})
	f.Add(uint32(4*Size), []byte{2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 255, 255})
	f.Fuzz(func(t *testing.T, at uint32, patch []byte) {
		b := bytes.Clone(file)
		copy(b[int(at)%len(b):], patch)
		resum(b)
		problems(b)
		readAll(b)
	})
}

// resum repairs the sums of the meta pages, so that fuzzing gets behind them.
func resum(b []byte) {
	for id := range 2 {
		m := b[id*Size+headerSize:]
		order.PutUint64(m[56:], fnv64(m[:56]))
	}
}

func fnv64(b []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range b {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// The structure of a small file of 90 keys: what a process pays before its first write.
// 1.3 µs a page, two thirds of it the call that reads it; on a real store pages are read in
// a row (BenchmarkWriteOne/first in store/bolt: 1 µs a page).
func BenchmarkCheck(b *testing.B) {
	file, _ := makeFile(b)
	f, err := open(file)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		f.Check(func(err error) { b.Fatal(err) })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(f.meta.pages), "ns/page")
}
