package bolt

import (
	"bytes"
	"encoding/binary"
	"os"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/store"
)

// Ensure each thing that may be wrong with a store has a code and a sentence of its own,
// and that nothing is changed by finding it out, by opening or by trying to write.
func TestFaultsOfOpening(t *testing.T) {
	for what, c := range map[string]struct {
		spoil func(c *Config)
		code  fault.Code
		id    fault.ID
	}{
		"a text": {func(c *Config) { writeFile(t, c.Path, []byte("Bonjour, ceci est un texte.\n")) },
			fault.Foreign, store.MsgForeign},
		"another database": {func(c *Config) { writeFile(t, c.Path, append([]byte("SQLite format 3\x00"), make([]byte, 9000)...)) },
			fault.Foreign, store.MsgForeign},
		"zeros":                           {func(c *Config) { writeFile(t, c.Path, make([]byte, 1<<16)) }, fault.Foreign, store.MsgForeign},
		"a bbolt file of another program": {func(c *Config) { otherBbolt(t, c.Path, os.Getpagesize()) }, fault.Foreign, store.MsgForeign},
		"with other pages":                {func(c *Config) { otherBbolt(t, c.Path, 8192) }, fault.Foreign, store.MsgForeign},
		"a bbolt file with our words": {func(c *Config) {
			otherBbolt(t, c.Path, 4096)
			tamper(t, c.Path, func(tx *bbolt.Tx) error {
				b, _ := tx.CreateBucket([]byte(bucketHead))
				return b.Put([]byte(keyFormat), []byte("not what ours says"))
			})
		}, fault.Foreign, store.MsgForeign},
		"nothing":               {func(c *Config) { writeFile(t, c.Path, nil) }, fault.Corrupt, store.MsgTruncated},
		"cut to half":           {func(c *Config) { cutFile(t, c.Path, 2) }, fault.Corrupt, store.MsgTruncated},
		"a newer version":       {func(c *Config) { setVersion(t, c.Path, Version+1) }, fault.Foreign, store.MsgNewer},
		"a version before all":  {func(c *Config) { setVersion(t, c.Path, 0) }, fault.Corrupt, msgDamage},
		"no vault":              {func(c *Config) { os.Remove(c.VaultPath) }, fault.NotFound, store.MsgVaultMissing},
		"no key":                {func(c *Config) { os.Remove(c.KeyPath) }, fault.NotFound, "vault.key-missing"},
		"a damaged key":         {func(c *Config) { cutFile(t, c.KeyPath, 2) }, fault.Corrupt, "vault.key-damaged"},
		"a cut vault":           {func(c *Config) { cutFile(t, c.VaultPath, 2) }, fault.Corrupt, "vault.truncated"},
		"another key":           {func(c *Config) { c.KeyPath = anotherStore(t).KeyPath }, fault.WrongKey, "vault.wrong-key"},
		"another vault and key": {func(c *Config) { o := anotherStore(t); c.VaultPath, c.KeyPath = o.VaultPath, o.KeyPath }, fault.WrongKey, store.MsgWrongKey},
		"a text as vault":       {func(c *Config) { writeFile(t, c.VaultPath, []byte("Bonjour")) }, fault.Foreign, "vault.foreign"},
		"a bucket gone": {func(c *Config) {
			tamper(t, c.Path, func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte(bucketWeeks)) })
		}, fault.Corrupt, msgDamage},
		"the root gone": {func(c *Config) {
			tamper(t, c.Path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bucketHead)).Delete([]byte(keyRoot)) })
		}, fault.Corrupt, msgDamage},
	} {
		t.Run(what, func(t *testing.T) {
			good := newConfig(t)
			small(t, good)
			s := open(t, good) // before the harm is done
			bad := good
			c.spoil(&bad)
			file := readFile(t, bad.Path)
			for range 2 {
				_, err := Open(bad)
				wantFault(t, "opening", err, c.code, c.id)
			}
			if !bytes.Equal(file, readFile(t, bad.Path)) {
				t.Error("the file was changed")
			}
			// A store that is open already meets it too, but for its key, which it has read.
			_, err := s.Write(ctx, store.Batch{Home: "maison-1", Set: of(series.Energy, at(14, 0), 1)})
			if bad.KeyPath == good.KeyPath && !strings.HasPrefix(string(c.id), "vault.key") && err == nil {
				t.Error("written to")
			}
			bad.Create = false
			if all, _, err := findings(bad); err != nil || len(all) == 0 {
				t.Errorf("verify finds %v, %v", all, err)
			}
		})
	}
}

func otherBbolt(t *testing.T, path string, pageSize int) {
	t.Helper()
	os.Remove(path)
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: pageSize})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("things"))
		if err != nil {
			return err
		}
		return b.Put([]byte("key"), []byte("value"))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func cutFile(t *testing.T, path string, by int) {
	b := readFile(t, path)
	writeFile(t, path, b[:len(b)/by])
}

func setVersion(t *testing.T, path string, version uint16) {
	tamper(t, path, func(tx *bbolt.Tx) error {
		head := tx.Bucket([]byte(bucketHead))
		format := bytes.Clone(head.Get([]byte(keyFormat)))
		binary.BigEndian.PutUint16(format[len(formatMagic):], version)
		return head.Put([]byte(keyFormat), format)
	})
}

func anotherStore(t *testing.T) Config {
	c := newConfig(t)
	open(t, c)
	return c
}

// Ensure a vault that was put back to an older copy is told, and that its next numbers do
// not fall on homes that are there.
func TestVaultOlderThanTheStore(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	old := readFile(t, c.VaultPath)
	write(t, s, "maison-1", of(series.Energy, at(14, 0), 1))
	newest := readFile(t, c.VaultPath)
	writeFile(t, c.VaultPath, old)
	_, err := Open(c)
	wantFault(t, "opening", err, fault.WrongKey, msgVaultOld)
	_, err = s.Write(ctx, store.Batch{Home: "maison-2", Set: of(series.Energy, at(14, 0), 1)})
	wantFault(t, "writing", err, fault.WrongKey, msgVaultOld)
	writeFile(t, c.VaultPath, newest)
	wantSound(t, c)
	mustTell(t, open(t, c))
}

// Ensure a copy of the store made before a purge gives nothing of the home away, and still
// serves the others.
func TestPurgeReachesCopies(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	copied := readFile(t, c.Path)
	s := open(t, c)
	if err := s.Purge(ctx, "maison-1"); err != nil {
		t.Fatal(err)
	}
	if done := wantSound(t, c); done.Homes != 1 || done.Keyless != 0 {
		t.Errorf("after the purge: %+v", done)
	}
	without := mustTell(t, s)
	writeFile(t, c.Path, copied)
	got := mustTell(t, open(t, c))
	if got != without {
		t.Errorf("the copy tells\n%s\nwanted\n%s", got, without)
	}
	if done := wantSound(t, c); done.Homes != 1 || done.Keyless != 1 {
		t.Errorf("the copy: %+v", done)
	}
	write(t, s, "maison-1", of(series.Energy, at(14, 0), 7)) // a new home beside the dead one
	wantSound(t, c)
}
