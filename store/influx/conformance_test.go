package influx

import (
	"context"
	"errors"
	"maps"
	"sync"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
	"courant/store/seal"
	"courant/store/storetest"
)

// asStore is a client in the words of store.Store. The suite is told not to ask for what a plain
// bucket does not keep: profiles, events, versions, forgetting, transactions, and how long an
// interval is. Steps are told by runs of points, which the suite's two or three are not; TestGrid has
// the changes of step.
type asStore struct{ *Client }

func (s asStore) Homes(ctx context.Context) ([]store.Summary, error) {
	all, _, err := s.Client.Homes(ctx)
	if isFault(err, msgEmpty) {
		return nil, nil
	}
	return all, err
}

var errNotKept = errors.New("not kept by a plain bucket")

func (asStore) Profile(context.Context, home.ID) (home.Profile, error) {
	return home.Profile{}, errNotKept
}
func (asStore) SetProfile(context.Context, ...home.Profile) error { return errNotKept }
func (asStore) Events(context.Context) ([]event.Event, error)     { return nil, errNotKept }
func (asStore) PutEvents(context.Context, ...event.Event) error   { return errNotKept }
func (asStore) RemoveEvent(context.Context, string) error         { return errNotKept }
func (asStore) Purge(context.Context, home.ID) error              { return errNotKept }

func TestConformance(t *testing.T) {
	options := storetest.Options{NoProfiles: true, NoEvents: true, NoPurge: true, NoAtomic: true, NoVersions: true, NoMixedSteps: true}
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V1FluxAuth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			skipShort(t, v)
			options.Run(t, func(t *testing.T) store.Store {
				cfg := configOf(influxtest.Start(t, v).Bucket(t))
				cfg.Now = func() time.Time { return time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC) }
				cfg.Step = 15 * time.Minute // the suite writes single values of that step
				c, err := Open(cfg)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { c.Close() })
				return asStore{c}
			})
		})
	}
}

// asSealedStore is a sealed bucket with a vault that makes a key for each new home.
type asSealedStore struct {
	asStore // for what it does not keep: events
	mu      sync.Mutex
	keys    Keys
}

// sealed is the bucket with the keys there are, and one for each home that is to be written.
func (s *asSealedStore) sealed(ids ...home.ID) *Sealed {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		if _, ok := s.keys[id]; !ok && home.ValidID(string(id)) {
			s.keys[id] = seal.NewKey()
		}
	}
	b, err := s.Sealed(SealedConfig{Keys: maps.Clone(s.keys), Writer: "test"})
	if err != nil {
		panic(err) // the keys are of valid names
	}
	return b
}

func (s *asSealedStore) Homes(ctx context.Context) ([]store.Summary, error) {
	all, err := s.sealed().Homes(ctx)
	if isFault(err, msgSealedNoKeys) { // somebody has just written a first home
		return nil, nil
	}
	return all, err
}

func (s *asSealedStore) Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error) {
	return s.sealed().Read(ctx, id, from, to, keys...)
}

func (s *asSealedStore) Write(ctx context.Context, batches ...store.Batch) (store.Tally, error) {
	for _, b := range batches { // a vault makes keys when all has been checked
		if err := b.Check(); err != nil {
			return store.Tally{}, err
		}
	}
	var ids []home.ID
	for _, b := range batches {
		ids = append(ids, b.Home)
	}
	return s.sealed(ids...).Write(ctx, batches...)
}

func (s *asSealedStore) Profile(ctx context.Context, id home.ID) (home.Profile, error) {
	return s.sealed().Profile(ctx, id)
}

func (s *asSealedStore) SetProfile(ctx context.Context, profiles ...home.Profile) error {
	var ids []home.ID
	for _, p := range profiles {
		ids = append(ids, p.ID)
	}
	return s.sealed(ids...).SetProfile(ctx, profiles...)
}

func (s *asSealedStore) Purge(ctx context.Context, id home.ID) error {
	return s.sealed().Purge(ctx, id)
}

func TestSealedConformance(t *testing.T) {
	options := storetest.Options{NoEvents: true, NoAtomic: true}
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V1FluxAuth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			skipShort(t, v)
			options.Run(t, func(t *testing.T) store.Store {
				cfg := configOf(influxtest.Start(t, v).Bucket(t))
				cfg.Now = func() time.Time { return time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC) }
				c, err := Open(cfg)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { c.Close() })
				return &asSealedStore{asStore: asStore{c}, keys: Keys{}}
			})
		})
	}
}
