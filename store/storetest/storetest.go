// Package storetest is the conformance suite of stores: every promise of store.Store, as
// tests that each implementation runs. A store that cannot keep a promise by its nature
// says so by an Option, in its own test, where a reader finds it.
package storetest

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// Options name the promises that a store does not make. The zero value is all of them.
type Options struct {
	NoProfiles   bool // keeps no profile but the city of a batch
	NoEvents     bool // keeps no events
	NoForecasts  bool // keeps no forecasts apart from measurements
	NoPurge      bool // forgets nothing
	NoTally      bool // does not count what a write did
	NoRounding   bool // keeps values as they are, not to the storage step
	NoMixedSteps bool // one step a series
	NoAtomic     bool // a write that fails may be kept in part, or seen in part
	NoVersions   bool // tells no version of a home
	NoLimits     bool // takes values of any size and times of any year
}

// Run runs the whole suite. Each test gets an empty store of its own from open, which
// registers its own closing with t.Cleanup.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	Options{}.Run(t, open)
}

// Run runs the suite without the promises that o names.
func (o Options) Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, test := range []struct {
		name string
		off  bool
		run  func(*suite)
	}{
		{"an empty store has nothing", false, testEmpty},
		{"what is written is read", false, testRoundTrip},
		{"reading and writing share no memory", false, testNoSharing},
		{"a span holds the intervals that start in it", false, testSpans},
		{"keys choose series", false, testKeys},
		{"local days are whole in the weeks of clock changes", false, testClockChanges},
		{"the last write wins, a gap never", false, testLastWriteWins},
		{"late data fit in anywhere", false, testLateData},
		{"writes are counted value by value", o.NoTally, testTally},
		{"finer values are rounded and counted", o.NoRounding || o.NoTally, testRounding},
		{"random writes and reads agree with a map", false, testModel},
		{"the finest step stands", o.NoMixedSteps, testMixedSteps},
		{"a forecast lies beside the measurements", o.NoForecasts, testForecasts},
		{"what cannot be stored is refused", false, testRefusals},
		{"a refused write keeps nothing", o.NoAtomic, testAtomic},
		{"summaries tell what is held", false, testSummaries},
		{"a version changes with its home alone", o.NoVersions, testVersions},
		{"profiles are kept as declared", o.NoProfiles, testProfiles},
		{"events are kept, replaced and removed", o.NoEvents, testEvents},
		{"events that cannot be are refused", o.NoEvents, testEventRefusals},
		{"a purged home leaves nothing", o.NoPurge, testPurge},
		{"a purged home's events and skips go too", o.NoPurge || o.NoEvents, testPurgeEvents},
		{"an ended context does nothing", false, testContext},
		{"many use it at once", false, testConcurrency},
		{"a write is seen whole", o.NoAtomic, testIsolation},
	} {
		if test.off {
			continue
		}
		t.Run(test.name, func(t *testing.T) {
			test.run(&suite{T: t, Store: open(t), off: o, ctx: context.Background()})
		})
	}
}

// A suite is one test with its store.
type suite struct {
	*testing.T
	store.Store
	off Options
	ctx context.Context
}

var nan = math.NaN()

// at is a moment of January 2027, UTC. The 14th and the 21st are Thursdays, where weeks of
// storage begin.
func at(day, hour, minute int) time.Time {
	return time.Date(2027, 1, day, hour, minute, 0, 0, time.UTC)
}

const quarter = 15 * time.Minute

// of is a series of quarter hours.
func of(kind series.Kind, start time.Time, values ...float64) series.Series {
	return series.Series{Kind: kind, Start: start, Step: quarter, Values: values}
}

// ramp is a series of n different values of the storage step.
func ramp(kind series.Kind, start time.Time, step time.Duration, n int) series.Series {
	s := series.New(kind, start, step, n)
	for i := range s.Values {
		s.Values[i] = float64(100+i) / kind.PerUnit()
	}
	return s
}

func key(kind series.Kind) series.Key { return series.Key{Kind: kind} }

// set is a set of whole-home measurements.
func set(all ...series.Series) series.Set {
	out := series.Set{}
	for _, s := range all {
		out[key(s.Kind)] = s
	}
	return out
}

// write keeps a set, or ends the test.
func (s *suite) write(id home.ID, all series.Set) store.Tally {
	s.Helper()
	tally, err := s.Write(s.ctx, store.Batch{Home: id, Set: all})
	if err != nil {
		s.Fatalf("write: %v", err)
	}
	return tally
}

// read gives all of a home, or ends the test.
func (s *suite) read(id home.ID, keys ...series.Key) series.Set {
	s.Helper()
	got, err := s.Read(s.ctx, id, time.Time{}, time.Time{}, keys...)
	if err != nil {
		s.Fatalf("read: %v", err)
	}
	return got
}

// summary gives that of a home, or ends the test.
func (s *suite) summary(id home.ID) store.Summary {
	s.Helper()
	all, err := s.Homes(s.ctx)
	if err != nil {
		s.Fatalf("homes: %v", err)
	}
	i := slices.IndexFunc(all, func(sum store.Summary) bool { return sum.Home == id })
	if i < 0 {
		s.Fatalf("home %s is not among %d", id, len(all))
	}
	return all[i]
}

// wantCode checks what kind of error it is.
func (s *suite) wantCode(what string, err error, code fault.Code) {
	s.Helper()
	if !errors.Is(err, code) {
		s.Errorf("%s: %v, want %s", what, err, code)
	}
}

// wantSet compares all series, values bit by bit and gaps as equal.
func (s *suite) wantSet(what string, got, want series.Set) {
	s.Helper()
	for _, k := range got.Keys() {
		if _, ok := want[k]; !ok {
			s.Errorf("%s: %v is there", what, k)
		}
	}
	for _, k := range want.Keys() {
		if diff := differ(got[k], want[k]); diff != "" {
			s.Errorf("%s: %v: %s", what, k, diff)
		}
	}
}
