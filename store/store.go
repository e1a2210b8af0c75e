package store

import (
	"context"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A Batch is series to be written to one home.
type Batch struct {
	Home home.ID
	City home.City // declared with the data; "" leaves the profile as it is
	Set  series.Set
}

// A Span is a part of a series: the intervals that start in [From, To).
type Span struct {
	Key      series.Key
	From, To time.Time
}

// A Tally counts what a write did, value by value.
type Tally struct {
	New      int // values where there was a gap
	Same     int // values that were there already, to the storage step
	Replaced int // values that differed: the new one stands
	Rounded  int // values finer than the storage step (Kind.PerUnit), rounded
}

// Add adds up two tallies.
func (t Tally) Add(o Tally) Tally {
	return Tally{t.New + o.New, t.Same + o.Same, t.Replaced + o.Replaced, t.Rounded + o.Rounded}
}

// A Summary says what a store holds on one home without opening its series.
type Summary struct {
	Home      home.ID
	City      home.City // "" unknown
	Simulated bool
	From, To  time.Time     // span of measured values, zero when there are none
	Step      time.Duration // of the whole-home energy, else of the first series
	Kinds     []series.Kind // measured, in the order of kinds, whole home and zones together
	Zones     []string      // sorted
	Coverage  float64       // 0–1, of the whole-home energy (else the first series) over [From, To)
	Version   uint64        // changes with every write to the home; a cache key
}

// The sentences of a store's errors; see tui/text.
const (
	MsgNoHome       fault.ID = "store.no-home"       // home, nearest
	MsgMissing      fault.ID = "store.missing"       // path
	MsgLocked       fault.ID = "store.locked"        // path
	MsgForeign      fault.ID = "store.foreign"       // path
	MsgNewer        fault.ID = "store.newer"         // path, version
	MsgTruncated    fault.ID = "store.truncated"     // path
	MsgCorrupt      fault.ID = "store.corrupt"       // path, home, series, week
	MsgWrongKey     fault.ID = "store.wrong-key"     // path, key
	MsgNoEvent      fault.ID = "store.no-event"      // id, nearest
	MsgBadStep      fault.ID = "store.bad-step"      // home, series, step
	MsgMixedGrid    fault.ID = "store.mixed-grid"    // home, series
	MsgOutOfRange   fault.ID = "store.out-of-range"  // home, series, time, value
	MsgReadOnly     fault.ID = "store.read-only"     // path
	MsgEventTwice   fault.ID = "store.event-twice"   // id
	MsgDenied       fault.ID = "store.denied"        // path
	MsgVaultMissing fault.ID = "store.vault-missing" // path
)

// A Store is the whole contract, for the conformance suite. Code that uses a store
// declares a smaller interface of its own.
type Store interface {
	// Homes lists what is held, sorted by id.
	Homes(ctx context.Context) ([]Summary, error)

	// Profile is what was declared of a home; fault.NotFound without the home.
	Profile(ctx context.Context, id home.ID) (home.Profile, error)

	// SetProfile keeps what was declared of homes, all or nothing; it makes a home if need be.
	SetProfile(ctx context.Context, profiles ...home.Profile) error

	// Read gives the series of a home whose intervals start in [from, to); zero times mean
	// no bound. Without keys it gives all, forecasts too. A key without data is absent from
	// the set. Each series is trimmed to its first and last known value.
	// Where a home changed its step within the span, the series has the finest.
	Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error)

	// Write keeps all batches in one transaction, or nothing. Unknown homes are made.
	// A step must divide a week and lie on its grid (fault.Invalid); values must be finite
	// or NaN and fit the storage step.
	Write(ctx context.Context, batches ...Batch) (Tally, error)

	// Events lists all events, sorted (event.Event.Compare).
	Events(ctx context.Context) ([]event.Event, error)

	// PutEvents adds or replaces events by (ID, Home), all or nothing. Skips are kept with
	// the event as given.
	PutEvents(ctx context.Context, events ...event.Event) error

	// RemoveEvent takes away an event in all of its homes' forms; fault.NotFound without it.
	RemoveEvent(ctx context.Context, id string) error

	// Purge forgets a home: profile, series, events that name it, and its key.
	Purge(ctx context.Context, id home.ID) error

	// Close releases what the store holds. The store is not used afterwards.
	Close() error
}
