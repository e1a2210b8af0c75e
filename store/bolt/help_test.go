package bolt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

var ctx = context.Background()

const quarter = 15 * time.Minute

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

// at is a moment of January 2027, UTC; weeks of storage begin on the 14th and the 21st.
func at(day, hour int) time.Time { return time.Date(2027, 1, day, hour, 0, 0, 0, time.UTC) }

func key(kind series.Kind) series.Key { return series.Key{Kind: kind} }

// of is a whole-home series of quarter hours.
func of(kind series.Kind, start time.Time, values ...float64) series.Set {
	return series.Set{key(kind): {Kind: kind, Start: start, Step: quarter, Values: values}}
}

func write(t testing.TB, s *Store, id home.ID, set series.Set) {
	t.Helper()
	if _, err := s.Write(ctx, store.Batch{Home: id, Set: set}); err != nil {
		t.Fatal(err)
	}
}

func peak(start time.Time) event.Event {
	return event.Event{ID: event.NewID(home.FlexD, start, time.UTC), Programme: home.FlexD, Start: start, End: start.Add(3 * time.Hour), Source: "manual"}
}

// small makes a small store that has one of everything: two homes, zones, two weeks of a
// series, a forecast, a profile, events that name homes, and pages that were freed.
func small(t testing.TB, c Config) {
	t.Helper()
	s := open(t, c)
	city := home.Gatineau
	if err := s.SetProfile(ctx, home.Profile{ID: "maison-1", City: &city, Zones: map[string]home.ZoneProfile{"salon-bleu": {}}}); err != nil {
		t.Fatal(err)
	}
	write(t, s, "maison-1", of(series.Energy, at(20, 23), 1, 2, 3, 4, 5, 6))
	write(t, s, "maison-1", series.Set{
		{Zone: "salon-bleu", Kind: series.Indoor}: {Kind: series.Indoor, Start: at(20, 0), Step: time.Hour, Values: []float64{20, 20.5, 21}},
		{Kind: series.Outdoor, Forecast: true}:    {Kind: series.Outdoor, Start: at(21, 0), Step: time.Hour, Values: []float64{-20, -21}},
	})
	write(t, s, "maison-2", of(series.Energy, at(20, 23), 6, 5, 4, 3, 2, 1))
	own, all := peak(at(21, 11)), peak(at(22, 11))
	own.Home = "maison-2"
	all.Skips = []event.Skip{{Home: "maison-1", Zone: "salon-bleu", At: at(21, 20)}}
	if err := s.PutEvents(ctx, own, all); err != nil {
		t.Fatal(err)
	}
}

// everything tells all that a store holds, in one text.
func everything(s *Store) (string, error) {
	var b strings.Builder
	err := s.View(ctx, func(r *Reader) error {
		all, err := r.Homes(ctx)
		if err != nil {
			return err
		}
		for _, sum := range all {
			set, err := r.Read(ctx, sum.Home, time.Time{}, time.Time{})
			if err != nil {
				return err
			}
			p, err := r.Profile(ctx, sum.Home)
			if err != nil {
				return err
			}
			text, err := json.Marshal(p)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "%+v\n%s\n", sum, text)
			for _, k := range set.Keys() {
				fmt.Fprintf(&b, "%v: %v\n", k, set[k])
			}
		}
		events, err := r.Events(ctx)
		fmt.Fprintf(&b, "%+v\n", events)
		return err
	})
	return b.String(), err
}

// mustTell is everything, or the end of the test.
func mustTell(t testing.TB, s *Store) string {
	t.Helper()
	text, err := everything(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// findings lists what Verify finds.
func findings(c Config) (all []*fault.Error, done Verified, err error) {
	done, err = Verify(ctx, c, func(f *fault.Error) { all = append(all, f) })
	return all, done, err
}

// wantSound ends the test unless Verify finds nothing.
func wantSound(t testing.TB, c Config) Verified {
	t.Helper()
	all, done, err := findings(c)
	if err != nil || len(all) > 0 {
		t.Fatalf("verify: %v, %v", all, err)
	}
	return done
}

// wantFault checks code and sentence of an error.
func wantFault(t testing.TB, what string, err error, code fault.Code, id fault.ID) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code || f.ID != id {
		t.Errorf("%s: %v, want %s, %s", what, err, code, id)
	}
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeFile(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// tamper changes a store's file behind its back.
func tamper(t testing.TB, path string, fn func(tx *bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(fn); err != nil {
		t.Fatal(err)
	}
}
