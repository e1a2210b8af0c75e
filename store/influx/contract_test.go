package influx

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
)

func TestMain(m *testing.M) { os.Exit(influxtest.Run(m)) }

// at is when the tests take place: after all that they write.
var at = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// onEvery runs a test against every kind of server at once, each in a bucket of its own.
func onEvery(t *testing.T, test func(*testing.T, influxtest.Bucket, *Client)) {
	t.Helper()
	for _, v := range influxtest.Versions() {
		t.Run(string(v), func(t *testing.T) {
			skipShort(t, v)
			t.Parallel()
			b := influxtest.Start(t, v).Bucket(t)
			test(t, b, client(t, b))
		})
	}
	// The other query language of servers that have two, which serves where one of them is not there.
	for _, v := range []influxtest.Version{influxtest.V1Flux, influxtest.V2} {
		t.Run(string(v)+",other", func(t *testing.T) {
			skipShort(t, v)
			t.Parallel()
			b := influxtest.Start(t, v).Bucket(t)
			c := client(t, b)
			c.known = &Dialect{Flux: v == influxtest.V1Flux, InfluxQL: v == influxtest.V2, V2: v == influxtest.V2}
			test(t, b, c)
		})
	}
}

// configOf is the configuration of a bucket, quick to give up.
func configOf(b influxtest.Bucket) Config {
	return Config{URL: b.URL, Org: b.Org, Bucket: b.Name, Token: b.Token, Now: func() time.Time { return at }, Base: 20 * time.Millisecond, Attempts: 3}
}

func client(t testing.TB, b influxtest.Bucket) *Client {
	t.Helper()
	c, err := Open(configOf(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// names keeps the homes of tests apart on a person's own server, where all share a bucket.
func names(t *testing.T, n int) []home.ID {
	base := strings.NewReplacer("/", "-", "+", "-", ".", "-", ",", "-").Replace(t.Name())
	base = base[max(0, len(base)-40):]
	ids := make([]home.ID, n)
	for i := range ids {
		ids[i] = home.ID(fmt.Sprintf("%s-%d-%d", base, time.Now().UnixNano()%1e9, i))
	}
	return ids
}

var day0 = time.Date(2025, 12, 1, 5, 0, 0, 0, time.UTC)

// wave makes a series whose values are of the storage step.
func wave(kind series.Kind, start time.Time, step time.Duration, n int, base float64) series.Series {
	s := series.New(kind, start, step, n)
	for i := range s.Values {
		s.Values[i] = math.Round(100*base+float64(10*(i%50))) / 100
	}
	return s
}

var sameSeries = cmp.Options{cmpopts.EquateNaNs(), cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) })}

func TestWhatIsWrittenIsRead(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		ctx := context.Background()
		id := names(t, 1)[0]
		energy := wave(series.Energy, day0, time.Hour, 500, 1.25)
		energy.Values[100], energy.Values[101] = series.New(series.Energy, day0, time.Hour, 1).Values[0], series.New(series.Energy, day0, time.Hour, 1).Values[0]
		set := series.Set{
			{Kind: series.Energy}:                      energy,
			{Kind: series.Outdoor}:                     wave(series.Outdoor, day0, time.Hour, 500, -20.5),
			{Kind: series.Outdoor, Forecast: true}:     wave(series.Outdoor, at.Truncate(time.Hour), time.Hour, 48, -10),
			{Zone: "salon", Kind: series.Indoor}:       wave(series.Indoor, day0, 15*time.Minute, 2000, 19),
			{Zone: "salon", Kind: series.Heating}:      wave(series.Heating, day0, 15*time.Minute, 2000, 0),
			{Zone: "chambre-1", Kind: series.Setpoint}: wave(series.Setpoint, day0.Add(24*time.Hour), 15*time.Minute, 300, 18),
			{Zone: "chambre-1", Kind: series.Duty}:     wave(series.Duty, day0, 15*time.Minute, 300, 0),
			{Kind: series.Solar}:                       wave(series.Solar, day0, time.Hour, 500, 0),
		}
		tally, err := c.Write(ctx, store.Batch{Home: id, City: home.Gatineau, Set: set})
		if err != nil {
			t.Fatal(err)
		}
		if want := (store.Tally{New: 498 + 500 + 48 + 2000 + 2000 + 300 + 300 + 500}); tally != want {
			t.Errorf("tally %+v, want %+v", tally, want)
		}
		p, err := c.ReadHome(ctx, id, time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(set, p.Set, sameSeries); d != "" {
			t.Errorf("read is not what was written:\n%s", d)
		}
		if p.City != home.Gatineau || len(p.Issues) > 0 {
			t.Errorf("city %q, issues %v; want gatineau and none", p.City, p.Issues)
		}

		again, err := c.Write(ctx, store.Batch{Home: id, City: home.Montreal, Set: set})
		if want := (store.Tally{Same: tally.New}); err != nil || again != want {
			t.Errorf("the same again: %+v, %v; want %+v", again, err, want)
		}
		late := series.New(series.Energy, day0.Add(99*time.Hour), time.Hour, 4)
		copy(late.Values, []float64{energy.Values[99], 7.00004, 7.5, 8})
		changed, err := c.Write(ctx, store.Batch{Home: id, City: home.Montreal, Set: series.Set{{Kind: series.Energy}: late}})
		if want := (store.Tally{New: 2, Same: 1, Replaced: 1, Rounded: 1}); err != nil || changed != want {
			t.Errorf("late data: %+v, %v; want %+v", changed, err, want)
		}
		p, err = c.ReadHome(ctx, id, day0.Add(99*time.Hour), day0.Add(103*time.Hour), series.Key{Kind: series.Energy})
		if err != nil || len(p.Set) != 1 {
			t.Fatalf("%v, %v; want one series", p.Set, err)
		}
		if got := p.Set.Get("", series.Energy); !cmp.Equal(got.Values, []float64{energy.Values[99], 7, 7.5, 8}) || p.City != home.Gatineau || len(p.Issues) > 0 {
			t.Errorf("after late data: %v, city %q, issues %v; the last write wins, the city stays", got.Values, p.City, p.Issues)
		}
	})
}

// Ensure spans are half open on every server: the stop of a Flux range counts on 1.8.
func TestSpansAreHalfOpen(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		ctx := context.Background()
		id := names(t, 1)[0]
		if _, err := c.Write(ctx, store.Batch{Home: id, Set: series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 400, 1)}}); err != nil {
			t.Fatal(err)
		}
		for _, hours := range [][2]int{{0, 1}, {0, 169}, {10, 34}, {399, 400}, {395, 800}, {-50, 3}, {0, 400}, {5, 5}, {500, 600}} {
			from, to := day0.Add(time.Duration(hours[0])*time.Hour), day0.Add(time.Duration(hours[1])*time.Hour)
			set, err := c.Read(ctx, id, from, to)
			if err != nil {
				t.Fatal(err)
			}
			lo, hi := max(hours[0], 0), min(hours[1], 400)
			s := set.Get("", series.Energy)
			if want := max(hi-lo, 0); s.Len() != want || want > 0 && !s.Start.Equal(day0.Add(time.Duration(lo)*time.Hour)) {
				t.Errorf("hours [%d, %d): %d intervals from %s, want %d", hours[0], hours[1], s.Len(), s.Start, want)
			}
		}
		rows := 0
		q := Query{Homes: []home.ID{id}, From: day0, To: day0.Add(168 * time.Hour)}
		if _, err := c.Pull(ctx, q, func(p Pulled) error { rows += p.Values(); return nil }); err != nil || rows != 168 {
			t.Errorf("a week has %d hours, %v; want 168", rows, err)
		}
	})
}

func TestHomesAreListed(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		ctx := context.Background()
		ids := names(t, 3)
		for i, id := range ids {
			set := series.Set{
				{Kind: series.Energy}:              wave(series.Energy, day0, 15*time.Minute, 960, 1),
				{Kind: series.Outdoor}:             wave(series.Outdoor, day0, time.Hour, 24*200, 1), // beyond now
				{Zone: "salon", Kind: series.Duty}: wave(series.Duty, day0, 15*time.Minute, 960, 0),
			}
			if i == 2 {
				delete(set, series.Key{Kind: series.Energy})
				delete(set, series.Key{Kind: series.Outdoor})
			}
			cfg := configOf(b)
			cfg.Now = nil
			w, err := Open(cfg)
			if err != nil {
				t.Fatal(err)
			}
			w.known = c.known
			if _, err := w.Write(ctx, store.Batch{Home: id, City: home.Cities()[i], Set: set}); err != nil {
				t.Fatal(err)
			}
		}
		index, skipped, err := c.List(ctx)
		if err != nil || skipped.Values > 0 && !shared(b) {
			t.Fatal(skipped, err)
		}
		for i, id := range ids {
			want := Listed{Home: id, City: home.Cities()[i], Zones: []string{"salon"}}
			if j := slices.IndexFunc(index, func(l Listed) bool { return l.Home == id }); j < 0 || !cmp.Equal(index[j], want) {
				t.Errorf("%s is not listed as %v: %v", id, want, index)
			}
		}
		all, skipped, err := c.Homes(ctx)
		if err != nil || skipped.Values > 0 && !shared(b) {
			t.Fatal(skipped, err)
		}
		got := map[home.ID]store.Summary{}
		for _, s := range all {
			got[s.Home] = s
		}
		measured := at.Sub(day0)
		want := []store.Summary{
			{Home: ids[0], City: home.Montreal, From: day0, To: day0.Add(measured), Step: 15 * time.Minute, Kinds: []series.Kind{series.Energy, series.Outdoor, series.Duty}, Zones: []string{"salon"}, Coverage: 240 / measured.Hours()},
			{Home: ids[1], City: home.Quebec, From: day0, To: day0.Add(measured), Step: 15 * time.Minute, Kinds: []series.Kind{series.Energy, series.Outdoor, series.Duty}, Zones: []string{"salon"}, Coverage: 240 / measured.Hours()},
			{Home: ids[2], City: home.TroisRivieres, From: day0, To: day0.Add(240 * time.Hour), Step: 15 * time.Minute, Kinds: []series.Kind{series.Duty}, Zones: []string{"salon"}, Coverage: 1},
		}
		for _, w := range want {
			if d := cmp.Diff(w, got[w.Home], sameSeries, cmpopts.EquateApprox(0, 1e-9)); d != "" {
				t.Errorf("summary of %s:\n%s", w.Home, d)
			}
		}
	})
}

// skipShort leaves the servers with Flux 0.65 out of short runs: they take ten seconds to start.
func skipShort(t *testing.T, v influxtest.Version) {
	t.Helper()
	if testing.Short() && (v == influxtest.V1Flux || v == influxtest.V1FluxAuth) {
		t.Skip("short: a server with Flux 0.65 takes ten seconds to start")
	}
}
