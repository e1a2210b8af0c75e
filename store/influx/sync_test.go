package influx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/bolt"
	"courant/store/influx/influxtest"
	"courant/store/seal"
)

// held values of a home: by series, then hour since 1970.
type hours map[series.Key]map[int64]float64

func (h hours) clone() hours {
	out := hours{}
	for k, v := range h {
		out[k] = maps.Clone(v)
	}
	return out
}

// first is the first hour of any series.
func (h hours) first() int64 {
	first := int64(math.MaxInt64)
	for _, v := range h {
		for at := range v {
			first = min(first, at)
		}
	}
	return first
}

// A fakeBucket is a bucket in memory, as exact as one can be.
type fakeBucket struct {
	homes map[home.ID]hours
	reads int // values handed over
	fail  func() error
}

func (f *fakeBucket) Totals(_ context.Context, q Query) ([]Total, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	var out []Total
	for _, id := range slices.Sorted(maps.Keys(f.homes)) {
		sums := map[cell]*Total{}
		for k, v := range f.homes[id] {
			for _, at := range slices.Sorted(maps.Keys(v)) {
				c := cell{k, monthOf(time.Unix(at*3600, 0))}
				if sums[c] == nil {
					sums[c] = &Total{Home: id, Key: k, Month: c.month}
				}
				sums[c].Count++
				sums[c].Sum += v[at]
			}
		}
		for _, t := range sums {
			out = append(out, *t)
		}
	}
	slices.SortFunc(out, Total.compare)
	return out, nil
}

func (f *fakeBucket) Pull(_ context.Context, q Query, each func(Pulled) error) (Skipped, error) {
	q = q.bounded()
	for _, id := range slices.Sorted(maps.Keys(f.homes)) {
		if q.Homes != nil && !slices.Contains(q.Homes, id) {
			continue
		}
		if err := f.fail(); err != nil {
			return Skipped{}, err
		}
		p := Pulled{Home: id, City: home.Montreal, Set: series.Set{}}
		for k, v := range f.homes[id] {
			s := hourly(k.Kind, v, q.From, q.To)
			if s.Len() > 0 {
				p.Set[k] = s
				f.reads += s.Known()
			}
		}
		if len(p.Set) > 0 {
			if err := each(p); err != nil {
				return Skipped{}, err
			}
		}
	}
	return Skipped{}, nil
}

// hourly is a series of hours in a span.
func hourly(kind series.Kind, v map[int64]float64, from, to time.Time) series.Series {
	lo, hi := int64(math.MaxInt64), int64(math.MinInt64)
	for at := range v {
		if t := time.Unix(at*3600, 0); !t.Before(from) && t.Before(to) {
			lo, hi = min(lo, at), max(hi, at)
		}
	}
	if lo > hi {
		return series.Series{}
	}
	s := series.New(kind, time.Unix(lo*3600, 0).UTC(), time.Hour, int(hi-lo+1))
	for i := range s.Values {
		s.Values[i] = math.NaN()
		if x, ok := v[lo+int64(i)]; ok {
			s.Values[i] = x
		}
	}
	return s
}

// A flaky local store ends some writes as a kill does: the transaction is kept, and nobody hears of it.
type flaky struct {
	*bolt.Store
	fail func() error
}

func (f flaky) Replace(ctx context.Context, b store.Batch, spans ...store.Span) (store.Tally, int, error) {
	if err := f.fail(); err != nil {
		return store.Tally{}, 0, err
	}
	tally, n, err := f.Store.Replace(ctx, b, spans...)
	if err == nil {
		err = f.fail()
	}
	return tally, n, err
}

var errKilled = errors.New("killed")

func localStore(t testing.TB) *bolt.Store {
	t.Helper()
	dir := t.TempDir()
	st, err := bolt.Open(bolt.Config{Path: filepath.Join(dir, "s.db"), VaultPath: filepath.Join(dir, "s.vault"), KeyPath: filepath.Join(dir, "s.key"), Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return st
}

// Ensure that after any history of changes in the bucket — values added, changed, deleted, months and whole homes that
// go, the oldest weeks dropped by the bucket itself — and of losses here and runs killed anywhere, a sync leaves what a full
// read would: the bucket's values, and of each home what the bucket had before its first one.
func TestSyncAgreesWithAFullRead(t *testing.T) {
	if testing.Short() {
		t.Skip("short: hundreds of transactions on disk")
	}
	for seed := range uint64(5) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			ctx := context.Background()
			rnd := rand.New(rand.NewPCG(seed, 41))
			odds := 0
			die := func() error {
				if odds > 0 && rnd.IntN(odds) == 0 {
					return errKilled
				}
				return nil
			}
			b := &fakeBucket{homes: map[home.ID]hours{}, fail: die}
			st := localStore(t)
			path, key := filepath.Join(t.TempDir(), "ledger"), [seal.KeySize]byte{1}
			now := time.Date(2025, 11, 20, 3, 0, 0, 0, time.UTC) // the 25 h day is behind, the 23 h day ahead
			begin := time.Date(2025, 8, 20, 0, 0, 0, 0, time.UTC).Unix() / 3600
			all := []series.Key{{Kind: series.Energy}, {Kind: series.Outdoor}, {Kind: series.Indoor, Zone: "salon"}}
			value := func() float64 { return math.Round(rnd.Float64()*40000) / 1000 }
			wide := func(k series.Key, v map[int64]float64, lo, n int64) {
				for at := lo; at < lo+n; at++ {
					v[at] = math.Round(value()*k.Kind.PerUnit()) / k.Kind.PerUnit()
				}
			}
			want := map[home.ID]hours{} // what must be here
			for range 20 {
				end := now.Unix() / 3600
				span := end - begin
				for range 1 + rnd.IntN(3) { // the bucket changes
					ids := slices.Sorted(maps.Keys(b.homes))
					if len(ids) == 0 || len(ids) < 4 && rnd.IntN(6) == 0 {
						id := home.ID(fmt.Sprintf("h-%d", rnd.IntN(5)))
						if b.homes[id] == nil {
							b.homes[id] = hours{}
						}
						from := begin + rnd.Int64N(span)
						for _, k := range all[:1+rnd.IntN(3)] {
							if b.homes[id][k] == nil {
								b.homes[id][k] = map[int64]float64{}
							}
							wide(k, b.homes[id][k], from, end-from)
						}
						continue
					}
					h := b.homes[ids[rnd.IntN(len(ids))]]
					k := slices.SortedFunc(maps.Keys(h), series.Key.Compare)[rnd.IntN(len(h))]
					lo, n := begin+rnd.Int64N(span), 1+rnd.Int64N(60)
					switch rnd.IntN(8) {
					case 0, 1: // news
						wide(k, h[k], end-rnd.Int64N(200), 50)
					case 2: // corrections, and late values
						wide(k, h[k], lo, n)
					case 3: // deletions
						for at := lo; at < lo+n; at++ {
							delete(h[k], at)
						}
					case 4: // a month goes
						m := monthOf(time.Unix(lo*3600, 0))
						maps.DeleteFunc(h[k], func(at int64, _ float64) bool { return monthOf(time.Unix(at*3600, 0)).Equal(m) })
					case 5: // the bucket drops its oldest
						first := h.first() + rnd.Int64N(24*20)
						for _, v := range h {
							maps.DeleteFunc(v, func(at int64, _ float64) bool { return at < first })
						}
					case 6: // one value
						h[k][lo] = math.Round(value()*k.Kind.PerUnit()) / k.Kind.PerUnit()
					case 7: // a series or a home goes
						if rnd.IntN(4) == 0 {
							delete(b.homes, ids[rnd.IntN(len(ids))])
						}
					}
				}
				for id, h := range b.homes { // no home without a value
					if h.first() == math.MaxInt64 {
						delete(b.homes, id)
					}
				}
				if len(b.homes) == 0 {
					continue
				}
				if rnd.IntN(4) == 0 { // something is lost here, but not the vault
					if homes, _ := st.Homes(ctx); len(homes) > 0 {
						id := homes[rnd.IntN(len(homes))].Home
						lo := begin + rnd.Int64N(span)
						gone := store.Span{Key: all[rnd.IntN(3)], From: time.Unix(lo*3600, 0), To: time.Unix((lo+24*40)*3600, 0)}
						first := int64(math.MinInt64) // before that nobody has it any more
						if b.homes[id] != nil {
							first = b.homes[id].first()
						} else {
							first = math.MaxInt64
						}
						if at := max(lo, first); at < lo+24*40 {
							gone.From = time.Unix(at*3600, 0)
							if _, _, err := st.Replace(ctx, store.Batch{Home: id}, gone); err != nil {
								t.Fatal(err)
							}
						}
					}
				}
				sync := func() error {
					ledger := OpenLedger(path, key)
					_, err := (&Sync{Bucket: b, Local: flaky{st, die}, Ledger: ledger, Book: ledger.Book("fake"), Now: now}).Run(ctx)
					return err
				}
				for id, h := range b.homes { // what the bucket has, and what it had before its first value
					if want[id] == nil {
						want[id] = hours{}
					}
					kept, first := want[id].clone(), h.first()
					want[id] = h.clone()
					for k, v := range kept {
						for at, x := range v {
							if at < first {
								if want[id][k] == nil {
									want[id][k] = map[int64]float64{}
								}
								want[id][k][at] = x
							}
						}
					}
				}
				odds = []int{0, 3, 7}[rnd.IntN(3)]
				for range 3 {
					if err := sync(); err != nil && !errors.Is(err, errKilled) {
						t.Fatal(err)
					}
				}
				odds = 0
				if err := sync(); err != nil {
					t.Fatal(err)
				}
				wantHours(t, st, want)
				before := b.reads
				if err := sync(); err != nil { // nothing new: only the open end is read
					t.Fatal(err)
				}
				if open := OpenSince(now).Unix() / 3600; b.reads-before > openHours(b, open) {
					t.Fatalf("a sync without news read %d values, %d are open", b.reads-before, openHours(b, open))
				}
				now = now.Add(time.Duration(rnd.IntN(24*12)) * time.Hour)
				if t.Failed() {
					return
				}
			}
		})
	}
}

func openHours(b *fakeBucket, open int64) (n int) {
	for _, h := range b.homes {
		for _, v := range h {
			for at := range v {
				if at >= open {
					n++
				}
			}
		}
	}
	return n
}

func wantHours(t *testing.T, st *bolt.Store, want map[home.ID]hours) {
	t.Helper()
	for id, h := range want {
		set, err := st.Read(context.Background(), id, time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for k, v := range h {
			s, n := set[k], 0
			for i, x := range s.Values {
				if math.IsNaN(x) {
					continue
				}
				n++
				if y, ok := v[s.Time(i).Unix()/3600]; !ok || math.Abs(x-y) > 1e-9 {
					t.Errorf("%s %s at %s: %v, want %v (%v)", id, k, s.Time(i), x, y, ok)
					return
				}
			}
			if n != len(v) {
				t.Errorf("%s %s: %d values, want %d", id, k, n, len(v))
				return
			}
		}
		for k, s := range set {
			if h[k] == nil && s.Known() > 0 {
				t.Errorf("%s has %s, which nobody wrote", id, k)
			}
		}
	}
}

// runSync is one sync with a ledger read from its file, as a process of its own has it.
func runSync(t *testing.T, b Bucket, st *bolt.Store, path string, now, since time.Time) Synced {
	t.Helper()
	ledger := OpenLedger(path, st.LogKey())
	done, err := (&Sync{Bucket: b, Local: st, Ledger: ledger, Book: ledger.Book("test"), Now: now, Since: since}).Run(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// Ensure that what a person imported beside the bucket's values stays, whatever the bucket forgets, and that the bucket's
// own corrections still come.
func TestSyncKeepsWhatIsNotTheBuckets(t *testing.T) {
	ctx := context.Background()
	energy, heating := series.Key{Kind: series.Energy}, series.Key{Kind: series.Heating}
	july := time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	hour := july.Unix() / 3600
	b := &fakeBucket{homes: map[home.ID]hours{"h-1": {energy: {}}}, fail: func() error { return nil }}
	v := b.homes["h-1"][energy]
	for at := hour; at < hour+24*40; at++ {
		v[at] = 1
	}
	st, path := localStore(t), filepath.Join(t.TempDir(), "ledger")
	now := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	if done := runSync(t, b, st, path, now, time.Time{}); done.Homes != 1 || done.Tally.New != 24*40 || done.Months != 2 {
		t.Errorf("first: %+v", done)
	}
	imported := series.New(series.Energy, july.AddDate(0, 1, 20), time.Hour, 10)
	other := series.New(series.Heating, july, time.Hour, 10)
	for i := range imported.Values {
		imported.Values[i], other.Values[i] = 7, 3
	}
	if _, err := st.Write(ctx, store.Batch{Home: "h-1", Set: series.Set{energy: imported, heating: other}}); err != nil {
		t.Fatal(err)
	}
	if done := runSync(t, b, st, path, now, time.Time{}); done.Changed() {
		t.Errorf("after an import: %+v", done)
	}
	delete(v, hour+5)       // July is the bucket's alone
	delete(v, hour+24*31+5) // August has values from a file as well
	v[hour+24*31+6] = 2
	done := runSync(t, b, st, path, now, time.Time{})
	set, err := st.Read(ctx, "h-1", time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	at := func(k series.Key, h int64) float64 { return set[k].At(time.Unix((hour+h)*3600, 0)) }
	if !math.IsNaN(at(energy, 5)) || at(energy, 24*31+5) != 1 || at(energy, 24*31+6) != 2 || at(energy, 24*51) != 7 || at(heating, 0) != 3 {
		t.Errorf("%v %v %v %v %v; want a gap, 1, 2, 7, 3", at(energy, 5), at(energy, 24*31+5), at(energy, 24*31+6), at(energy, 24*51), at(heating, 0))
	}
	if done.Forgotten != 1 || done.Tally.Replaced != 1 || done.Months != 2 {
		t.Errorf("%+v; want one forgotten and one replaced in two months", done)
	}
	delete(b.homes, "h-1")
	b.homes["h-2"] = hours{energy: {hour: 1}}
	if done := runSync(t, b, st, path, now, time.Time{}); !slices.Equal(done.Gone, []home.ID{"h-1"}) {
		t.Errorf("a home that went: %+v", done)
	}
	if set, err := st.Read(ctx, "h-1", time.Time{}, time.Time{}); err != nil || set[energy].Known() < 24*40 {
		t.Errorf("it should stay here: %v", err)
	}
}

// Ensure that a change which keeps a month's count and sum is read with Since, and nothing before that.
func TestSyncSince(t *testing.T) {
	energy := series.Key{Kind: series.Energy}
	july := time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)
	hour := july.Unix() / 3600
	v := map[int64]float64{}
	for at := hour; at < hour+24*90; at++ {
		v[at] = 1
	}
	b := &fakeBucket{homes: map[home.ID]hours{"h-1": {energy: v}}, fail: func() error { return nil }}
	st, path := localStore(t), filepath.Join(t.TempDir(), "ledger")
	now := time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC)
	runSync(t, b, st, path, now, time.Time{})
	v[hour+24*40], v[hour+24*40+1] = 0.5, 1.5 // August
	v[hour+1], v[hour+2] = 0.5, 1.5           // July
	if done := runSync(t, b, st, path, now, time.Time{}); done.Changed() {
		t.Errorf("found without being told: %+v", done)
	}
	if done := runSync(t, b, st, path, now, july.AddDate(0, 1, 3)); done.Tally.Replaced != 2 {
		t.Errorf("since August: %+v, want two values", done)
	}
	v[hour+24*32] = 9 // August, before Since
	if done := runSync(t, b, st, path, now, july.AddDate(0, 1, 3)); done.Changed() {
		t.Errorf("something from before it: %+v", done)
	}
	if done := runSync(t, b, st, path, now, time.Time{}); done.Tally.Replaced != 1 {
		t.Errorf("afterwards: %+v, want one value", done)
	}
	if done := runSync(t, b, st, path, now, july); done.Tally.Replaced != 2 {
		t.Errorf("since July: %+v, want two values", done)
	}
}

// only is a bucket as far as it is about some homes: on a person's own server tests share one.
type only struct {
	*Client
	homes []home.ID
}

func (o only) Totals(ctx context.Context, q Query) ([]Total, error) {
	q.Homes = o.homes
	return o.Client.Totals(ctx, q)
}

func (o only) Pull(ctx context.Context, q Query, each func(Pulled) error) (Skipped, error) {
	if q.Homes == nil {
		q.Homes = o.homes
	}
	return o.Client.Pull(ctx, q, each)
}

// Ensure that a sync from real servers, plain and sealed, leaves here what they hold: the first one, one without news, one
// after corrections, late values and deletions in closed months.
func TestSyncFromARealBucket(t *testing.T) {
	energy, salon := series.Key{Kind: series.Energy}, series.Key{Kind: series.Indoor, Zone: "salon"}
	start := time.Date(2025, 9, 20, 4, 0, 0, 0, time.UTC) // over the 25 h day, and three closed months
	onEvery(t, func(t *testing.T, bucket influxtest.Bucket, c *Client) {
		ctx := context.Background()
		ids := names(t, 3)
		st, path := localStore(t), filepath.Join(t.TempDir(), "ledger")
		sets := map[home.ID]series.Set{}
		for i, id := range ids {
			sets[id] = series.Set{energy: wave(series.Energy, start, time.Hour, 24*150, 1+float64(i)), salon: wave(series.Indoor, start, 15*time.Minute, 96*100, 20)}
			if _, err := c.Write(ctx, store.Batch{Home: id, City: home.Cities()[i], Set: sets[id]}); err != nil {
				t.Fatal(err)
			}
		}
		same := func(what string) {
			t.Helper()
			_, err := c.Pull(ctx, Query{Homes: ids}, func(p Pulled) error {
				set, err := st.Read(ctx, p.Home, time.Time{}, time.Time{})
				if err != nil {
					return err
				}
				if len(set) != len(p.Set) {
					t.Errorf("%s: %d series here, %d there", what, len(set), len(p.Set))
				}
				for k, s := range p.Set {
					if !slices.EqualFunc(set[k].Values, s.Values, func(a, b float64) bool { return a == b || math.IsNaN(a) && math.IsNaN(b) }) || !set[k].Start.Equal(s.Start) {
						t.Errorf("%s: %s of %s differs", what, k, p.Home)
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		runSync(t, only{c, ids}, st, path, at, time.Time{})
		same("the first sync")
		if done := runSync(t, only{c, ids}, st, path, at, time.Time{}); done.Changed() || done.Months != 0 {
			t.Errorf("without news: %+v", done)
		}
		one := series.Series{Kind: series.Energy, Start: start.AddDate(0, 1, 0), Step: time.Hour, Values: []float64{9.25, 9.5}}
		if _, err := c.Write(ctx, store.Batch{Home: ids[0], Set: series.Set{energy: one}}); err != nil {
			t.Fatal(err)
		}
		gone := false
		if from := start.AddDate(0, 1, 5); c.known.V2 {
			err := c.ask(ctx, writing, request{
				method: "POST", path: "api/v2/delete", contentType: asJSON, query: map[string][]string{"org": {bucket.Org}, "bucket": {bucket.Name}},
				body: fmt.Sprintf(`{"start":%q,"stop":%q,"predicate":"_measurement=\"consumption\" AND household=\"%s\""}`, fluxTime(from), fluxTime(from.Add(10*time.Hour-1)), ids[1]),
			}, discard)
			if gone = err == nil; !gone {
				t.Fatal(err)
			}
		} else if c.known.InfluxQL {
			_, err := c.ql(ctx, fmt.Sprintf(`DELETE FROM consumption WHERE household = '%s' AND time >= %d AND time < %d`, ids[1], from.UnixNano(), from.Add(10*time.Hour).UnixNano()), nil)
			if gone = err == nil; !gone {
				t.Fatal(err)
			}
		}
		done := runSync(t, only{c, ids}, st, path, at, time.Time{})
		if done.Tally.Replaced != 2 || gone && done.Forgotten != 10+40 || done.Months < 1 {
			t.Errorf("after a correction and a deletion (%v): %+v", gone, done)
		}
		same("after changes")
		if _, _, err := st.Replace(ctx, store.Batch{Home: ids[2]}, store.Span{Key: energy, From: start, To: start.AddDate(0, 2, 0)}); err != nil {
			t.Fatal(err)
		}
		runSync(t, only{c, ids}, st, path, at, time.Time{})
		same("after a loss here")
	})
}

// Ensure the same from a sealed bucket, with a second writer's corrections.
func TestSyncFromASealedBucket(t *testing.T) {
	energy := series.Key{Kind: series.Energy}
	start := time.Date(2025, 9, 20, 4, 0, 0, 0, time.UTC)
	onSealed(t, func(t *testing.T, c *Client) {
		ctx := context.Background()
		ids := names(t, 2)
		keys := Keys{ids[0]: seal.NewKey(), ids[1]: seal.NewKey()}
		a := sealedFor(t, c, SealedConfig{Keys: keys, Writer: "a"})
		b := sealedFor(t, c, SealedConfig{Keys: keys, Writer: "b"})
		st, path := localStore(t), filepath.Join(t.TempDir(), "ledger")
		sync := func() Synced {
			t.Helper()
			ledger := OpenLedger(path, st.LogKey())
			book := ledger.Book("sealed")
			done, err := (&Sync{Bucket: a.Source(book), Local: st, Ledger: ledger, Book: book, Now: at}).Run(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return done
		}
		for i, id := range ids {
			if _, err := a.Write(ctx, store.Batch{Home: id, City: home.Quebec, Set: series.Set{energy: wave(series.Energy, start, time.Hour, 24*150, float64(i))}}); err != nil {
				t.Fatal(err)
			}
		}
		if done := sync(); done.Homes != 2 || done.Tally.New != 2*24*150 {
			t.Errorf("first: %+v", done)
		}
		if done := sync(); done.Changed() || done.Months != 0 {
			t.Errorf("without news: %+v", done)
		}
		one := series.Series{Kind: series.Energy, Start: start.AddDate(0, 0, 20), Step: time.Hour, Values: []float64{9.25, 9.5}}
		if _, err := b.Write(ctx, store.Batch{Home: ids[1], Set: series.Set{energy: one}}); err != nil {
			t.Fatal(err)
		}
		if done := sync(); done.Tally.Replaced != 2 || done.Months != 1 || done.Homes != 1 {
			t.Errorf("after a correction: %+v", done)
		}
		for _, id := range ids {
			there, err := a.Read(ctx, id, time.Time{}, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			here, err := st.Read(ctx, id, time.Time{}, time.Time{})
			if err != nil || !slices.Equal(here[energy].Values, there[energy].Values) {
				t.Errorf("%s differs, %v", id, err)
			}
		}
	})
}

// Ensure that a ledger is read by its store alone, that one which is damaged is an empty one and costs no data, and that two
// syncs wait for each other.
func TestLedger(t *testing.T) {
	ctx := context.Background()
	path, key := filepath.Join(t.TempDir(), "ledger"), [seal.KeySize]byte{1}
	l := OpenLedger(path, key)
	b := l.Book("there")
	*b.home("h-1") = homeBook{ID: "h-1", Version: 7, Entries: []entryBook{{Kind: series.Energy, Month: day0.Unix(), Bucket: figure{3, 4.5}}}}
	b.Saw(Generations{"h-1": {"w": 3, "x": 1}})
	b.Saw(Generations{"h-1": {"w": 2}})
	if err := l.Save(); err != nil {
		t.Fatal(err)
	}
	again := OpenLedger(path, key)
	if again.Writer() != l.Writer() || len(l.Writer()) != 32 {
		t.Errorf("the writer's name is %q, then %q", l.Writer(), again.Writer())
	}
	if got := again.Book("there"); got.home("h-1").Version != 7 || got.home("h-1").Entries[0].Bucket != (figure{3, 4.5}) || got.Generations()["h-1"]["w"] != 3 {
		t.Errorf("read as %+v", got)
	}
	if len(again.Book("elsewhere").Homes) > 0 {
		t.Error("another bucket has the same book")
	}
	if raw, err := os.ReadFile(path); err != nil || bytes.Contains(raw, []byte("h-1")) || bytes.Contains(raw, []byte("there")) {
		t.Errorf("the file tells what is in it, %v", err)
	}
	if other := OpenLedger(path, [seal.KeySize]byte{2}); len(other.file.Buckets) > 0 || other.Writer() == l.Writer() {
		t.Error("another store reads it")
	}
	if err := os.WriteFile(path, []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if damaged := OpenLedger(path, key); len(damaged.file.Buckets) > 0 {
		t.Error("a damaged ledger was read")
	}
	_, release, err := HoldLedger(ctx, path, key, time.Second)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := HoldLedger(ctx, path, key, 20*time.Millisecond); !isFault(err, msgSyncing) {
		t.Errorf("held twice: %v", err)
	}
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if _, release, err = HoldLedger(ctx, path, key, time.Second); err != nil {
		t.Fatal(err)
	}
	release()
}
