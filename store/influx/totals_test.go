package influx

import (
	"context"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
)

// Ensure the totals of a bucket are those of what was written, and that a change of one value
// shows as one month of one home.
func TestTotalsFindWhatChanged(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		ctx := context.Background()
		ids := names(t, 3)
		sets := map[home.ID]series.Set{}
		for i, id := range ids {
			sets[id] = series.Set{
				{Kind: series.Energy}:                wave(series.Energy, day0, time.Hour, 24*85, 1+float64(i)),
				{Kind: series.Outdoor}:               wave(series.Outdoor, day0, time.Hour, 24*85, -20),
				{Zone: "salon", Kind: series.Indoor}: wave(series.Indoor, day0, time.Hour, 24*20, 20),
				{Kind: series.Solar, Forecast: true}: wave(series.Solar, at.Truncate(time.Hour), time.Hour, 24, 0),
			}
			sets[id][series.Key{Kind: series.Energy}].Values[40] = math.NaN()
			if _, err := c.Write(ctx, store.Batch{Home: id, City: home.Cities()[i], Set: sets[id]}); err != nil {
				t.Fatal(err)
			}
		}
		var local []Total
		for _, id := range ids {
			local = append(local, TotalsOf(id, sets[id])...)
		}
		got, err := c.Totals(ctx, Query{Homes: ids})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(local, got, sameSeries, cmpopts.EquateApprox(1e-12, 1e-6)); d != "" {
			t.Errorf("the totals differ:\n%s", d)
		}
		if changes := Changed(got, local); len(changes) > 0 {
			t.Errorf("nothing changed, yet %v", changes)
		}
		// One value, ten watt-hours more; one more value of another home.
		jan := time.Date(2026, 1, 15, 6, 0, 0, 0, time.UTC)
		s := sets[ids[1]].Get("", series.Energy)
		one := series.Series{Kind: series.Energy, Start: jan, Step: time.Hour, Values: []float64{s.At(jan) + 0.01}}
		more := series.Series{Kind: series.Energy, Start: day0.Add(40 * time.Hour), Step: time.Hour, Values: []float64{1}}
		if _, err := c.Write(ctx, store.Batch{Home: ids[1], Set: series.Set{{Kind: series.Energy}: one}}, store.Batch{Home: ids[2], Set: series.Set{{Kind: series.Energy}: more}}); err != nil {
			t.Fatal(err)
		}
		got, err = c.Totals(ctx, Query{Homes: ids, From: day0, To: at})
		if err != nil {
			t.Fatal(err)
		}
		want := []Change{
			{ids[1], time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)},
			{ids[2], time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)},
		}
		if changes := Changed(got, local); !reflect.DeepEqual(changes, want) {
			t.Errorf("changes %v, want %v", changes, want)
		}
		if changes := Changed(got, nil); len(changes) != 3 || !changes[0].From.Equal(want[1].From) || !changes[0].To.Equal(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("without a copy: %v; want three homes from December to March", changes)
		}
	})
}

func TestTotalsOfAnEmptyBucket(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		if got, err := c.Totals(context.Background(), Query{Homes: names(t, 1)}); err != nil || len(got) > 0 {
			t.Errorf("%v, %v; want nothing", got, err)
		}
	})
}

func TestOpenSince(t *testing.T) {
	for now, want := range map[string]string{
		"2026-03-01T12:00:00Z": "2026-01-01T00:00:00Z", // January ended 29 days ago
		"2026-03-07T23:59:59Z": "2026-01-01T00:00:00Z",
		"2026-03-08T00:00:00Z": "2026-02-01T00:00:00Z", // 35 days
		"2026-12-31T00:00:00Z": "2026-11-01T00:00:00Z",
	} {
		at, _ := time.Parse(time.RFC3339, now)
		if got := OpenSince(at).Format(time.RFC3339); got != want {
			t.Errorf("at %s open since %s, want %s", now, got, want)
		}
	}
}
