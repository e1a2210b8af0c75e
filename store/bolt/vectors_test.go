package bolt

import (
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"courant/store/seal"
)

var makeVectors = flag.Bool("make-vectors", false, "write testdata/format/store* anew: for a new version of the format only")

const vectorDir = "../../testdata/format/store"

// A pair is one key and value of a store's file, for other programs too: what it is sealed
// with, and what comes out.
type pair struct {
	Bucket string `json:"bucket"`
	Key    string `json:"key_hex"`
	Label  string `json:"label,omitempty"`
	Place  string `json:"place_hex,omitempty"` // what follows label, NUL and version in the additional data
	Under  string `json:"under_key_hex,omitempty"`
	Value  string `json:"value_hex"`
	Plain  string `json:"plain_hex,omitempty"`
}

// Ensure a store of version 1 of the format, with its vault and key, is read for ever.
func TestVectors(t *testing.T) {
	if *makeVectors {
		writeVectors(t)
	}
	c := newConfig(t)
	c.Create = false
	for name, path := range map[string]string{"store": c.Path, "vault": c.VaultPath, "key": c.KeyPath} {
		writeFile(t, path, readFile(t, filepath.Join(vectorDir, name)))
	}
	wantSound(t, c)
	s := open(t, c)
	if got, want := content(t, s), string(readFile(t, filepath.Join(vectorDir, "content.txt"))); got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
	var want []pair
	if err := json.Unmarshal(readFile(t, filepath.Join(vectorDir, "pairs.json")), &want); err != nil {
		t.Fatal(err)
	}
	got := pairs(t, s)
	if len(got) != len(want) || len(got) < 10 {
		t.Fatalf("%d pairs, want %d", len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			t.Errorf("pair %d:\n%+v\nwant\n%+v", i, got[i], want[i])
		}
	}
}

// content tells what a store holds, a line each.
func content(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	err := s.View(ctx, func(r *Reader) error {
		all, err := r.Homes(ctx)
		if err != nil {
			return err
		}
		for _, h := range all {
			fmt.Fprintf(&b, "home %s, city %q, from %s to %s every %v, kinds %v, zones %q\n", h.Home, h.City,
				h.From.Format(time.RFC3339), h.To.Format(time.RFC3339), h.Step, h.Kinds, h.Zones)
			set, err := r.Read(ctx, h.Home, time.Time{}, time.Time{})
			if err != nil {
				return err
			}
			for _, k := range set.Keys() {
				fmt.Fprintf(&b, "  %v, from %s every %v: %v\n", k, set[k].Start.Format(time.RFC3339), set[k].Step, set[k].Values)
			}
		}
		events, err := r.Events(ctx)
		for _, e := range events {
			fmt.Fprintf(&b, "event %s, %s to %s, home %q\n", e.ID, e.Start.Format(time.RFC3339), e.End.Format(time.RFC3339), e.Home)
			for _, k := range e.Skips {
				fmt.Fprintf(&b, "  skipped by %s, zone %q, at %s\n", k.Home, k.Zone, k.At.Format(time.RFC3339))
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// pairs opens every value of a store's file by what doc.go says of it, without the records
// that list it.
func pairs(t *testing.T, s *Store) (all []pair) {
	t.Helper()
	db, err := bbolt.Open(s.Path(), 0o600, &bbolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	storeKey := s.vault.StoreKey()
	format := formatValue(s.vault.ID())
	err = db.View(func(tx *bbolt.Tx) error {
		for _, bucket := range []string{bucketHead, bucketHomes, bucketWeeks, bucketChunks} {
			err := tx.Bucket([]byte(bucket)).ForEach(func(k, v []byte) error {
				p := pair{Bucket: bucket, Key: hex.EncodeToString(k), Value: hex.EncodeToString(v)}
				under, place := seal.Key(storeKey), ""
				if bucket == bucketHomes || bucket == bucketWeeks {
					e, _ := entryOf(s.vault.Homes(), k)
					under, place = seal.Key(e.Key), e.ID
				}
				switch {
				case bucket == bucketHead && string(k) == keyFormat, bucket == bucketChunks:
					all = append(all, p) // plain; or see chunks.json
					return nil
				case bucket == bucketHead && string(k) == keyRoot:
					p.Label, place = labelRoot, string(format)
				case bucket == bucketHead:
					p.Label = labelEvents
				case bucket == bucketHomes:
					p.Label = labelHome
				default:
					p.Label = labelWeeks
				}
				plain, err := seal.NewSealer(under).OpenRecord(new(seal.Scratch), p.Label, place, v)
				if err != nil {
					return err
				}
				p.Under, p.Place, p.Plain = hex.EncodeToString(under[:]), hex.EncodeToString([]byte(place)), hex.EncodeToString(plain)
				all = append(all, p)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func writeVectors(t *testing.T) {
	c := newConfig(t)
	small(t, c)
	s := open(t, c)
	if err := os.MkdirAll(vectorDir, 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := json.MarshalIndent(pairs(t, s), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"store": readFile(t, c.Path), "vault": readFile(t, c.VaultPath), "key": readFile(t, c.KeyPath),
		"content.txt": []byte(content(t, s)), "pairs.json": append(b, '\n'),
	} {
		if err := os.WriteFile(filepath.Join(vectorDir, name), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
