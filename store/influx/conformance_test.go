package influx

import (
	"context"
	"errors"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/store"
	"courant/store/influx/influxtest"
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
