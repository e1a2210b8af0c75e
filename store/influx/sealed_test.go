package influx

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
	"courant/store/seal"
)

// sealedServers are those that differ for a sealed bucket.
var sealedServers = []influxtest.Version{influxtest.V1, influxtest.V1FluxAuth, influxtest.V2, influxtest.Own}

func onSealed(t *testing.T, test func(*testing.T, *Client)) {
	t.Helper()
	for _, v := range sealedServers {
		t.Run(string(v), func(t *testing.T) {
			skipShort(t, v)
			t.Parallel()
			test(t, client(t, influxtest.Start(t, v).Bucket(t)))
		})
	}
}

func sealedFor(t *testing.T, c *Client, cfg SealedConfig) *Sealed {
	t.Helper()
	s, err := c.Sealed(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A point is one of a sealed bucket, as its host sees it.
type point struct {
	home, writer, series, field, text string
	sec                               int64
}

func (p point) line() string {
	return fmt.Sprintf(`%s,%s=%s,%s=%s,%s=%s %s="%s" %d`, sealedName, tagSealed, p.home, tagWriter, p.writer, tagSeries, p.series, p.field, p.text, p.sec)
}

// bucketPoints are all points, as a host can take a copy of them.
func bucketPoints(t *testing.T, s *Sealed) (all []point) {
	t.Helper()
	d, err := s.c.Dialect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	err = s.rows(context.Background(), d, nil, []string{fieldChunk, fieldList, fieldHome}, recordStamp, weekStamp(seal.MaxWeek+1),
		func() error { all = nil; return nil },
		func(r *sealedRow) error {
			all = append(all, point{r.home, r.writer, r.series, r.field, string(r.text), r.sec})
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func putPoints(t *testing.T, s *Sealed, all ...point) {
	t.Helper()
	for _, p := range all {
		if _, err := s.c.send(context.Background(), []line{{text: p.line()}}); err != nil {
			t.Fatal(err)
		}
	}
}

// dropSeries deletes the points of a series, or of a whole home: what a host can leave out.
func dropSeries(t *testing.T, s *Sealed, p point, at int64) {
	t.Helper()
	ctx := context.Background()
	d, err := s.c.Dialect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if d.V2 {
		err = s.c.ask(ctx, writing, request{
			method: "POST", path: "api/v2/delete", contentType: asJSON, query: map[string][]string{"org": {s.c.cfg.Org}, "bucket": {s.c.cfg.Bucket}},
			body: fmt.Sprintf(`{"start":%q,"stop":%q,"predicate":"_measurement=\"sealed\" AND h=\"%s\" AND s=\"%s\""}`,
				fluxTime(time.Unix(at, 0)), fluxTime(time.Unix(at, 0).Add(time.Millisecond)), p.home, p.series),
		}, discard)
	} else {
		_, err = s.c.ql(ctx, fmt.Sprintf(`DELETE FROM sealed WHERE h = '%s' AND s = '%s' AND time = %ds`, p.home, p.series, at), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func flipped(text string) string {
	raw, _ := base64.StdEncoding.DecodeString(text)
	raw[len(raw)/2] ^= 4
	return base64.StdEncoding.EncodeToString(raw)
}

// Ensure that whatever a host does to a sealed bucket is an error with its own sentence and never a number
// that nobody wrote, and that whoever has the data can put it right.
func TestATamperedBucketGivesNoWrongNumber(t *testing.T) {
	var (
		mine   = home.ID("h-1")
		others = home.ID("h-2")
	)
	chunksOf := func(all []point, tag, series string) (out []point) {
		for _, p := range all {
			if p.field == fieldChunk && p.home == tag && p.series == series {
				out = append(out, p)
			}
		}
		return out
	}
	one := func(all []point, field, tag, series string) point {
		i := slices.IndexFunc(all, func(p point) bool { return p.field == field && p.home == tag && p.series == series })
		return all[i]
	}
	onSealed(t, func(t *testing.T, c *Client) {
		if strings.HasSuffix(t.Name(), string(influxtest.Own)) {
			t.Skip("it puts back what others have written to the bucket")
		}
		ctx := context.Background()
		keys := Keys{mine: seal.NewKey(), others: seal.NewKey()}
		s := sealedFor(t, c, SealedConfig{Keys: keys, Writer: "a"})
		energy, outdoor := series.Key{Kind: series.Energy}, series.Key{Kind: series.Outdoor}
		set := func(base float64) series.Set {
			return series.Set{energy: wave(series.Energy, day0, time.Hour, 24*30, base), outdoor: wave(series.Outdoor, day0, time.Hour, 24*30, -base)}
		}
		write := func(base float64) {
			t.Helper()
			for _, id := range []home.ID{mine, others} {
				if _, err := s.Write(ctx, store.Batch{Home: id, City: home.Montreal, Set: set(base)}); err != nil {
					t.Fatal(err)
				}
			}
		}
		write(1)
		before := bucketPoints(t, s)
		write(2)
		now := bucketPoints(t, s)
		tag, otherTag := s.homes[mine].tag, s.homes[others].tag
		e, o := s.homes[mine].seriesTag(energy), s.homes[mine].seriesTag(outdoor)
		chunks := chunksOf(now, tag, e)
		if len(chunks) != 5 {
			t.Fatalf("%d chunks of thirty days, want 5", len(chunks))
		}
		as := func(at, from point) point { at.text = from.text; return at }
		tests := []struct {
			desc string
			do   func()
			want fault.ID
		}{
			{"a bit of a chunk is flipped", func() { putPoints(t, s, as(chunks[1], point{text: flipped(chunks[1].text)})) }, msgSealedBad},
			{"a chunk is cut short", func() { putPoints(t, s, as(chunks[1], point{text: chunks[1].text[:40]})) }, msgSealedBad},
			{"a chunk is emptied", func() { putPoints(t, s, as(chunks[1], point{text: "AA=="})) }, msgSealedBad},
			{"a chunk is no base64", func() { putPoints(t, s, as(chunks[1], point{text: "¿que?"})) }, msgSealedBad},
			{"another week's chunk is put in its place", func() { putPoints(t, s, as(chunks[1], chunks[2])) }, msgSealedBad},
			{"another series' chunk", func() { putPoints(t, s, as(chunks[1], chunksOf(now, tag, o)[1])) }, msgSealedBad},
			{"another home's chunk", func() { putPoints(t, s, as(chunks[1], chunksOf(now, otherTag, s.homes[others].seriesTag(energy))[1])) }, msgSealedBad},
			{"the chunk that was there before", func() { putPoints(t, s, chunksOf(before, tag, e)[1]) }, msgSealedOld},
			{"a chunk is left out", func() { dropSeries(t, s, chunks[1], chunks[1].sec) }, msgSealedMissing},
			{"a bit of a list is flipped", func() {
				p := one(now, fieldList, tag, e)
				putPoints(t, s, as(p, point{text: flipped(p.text)}))
			}, msgSealedBad},
			{"another series' list", func() { putPoints(t, s, as(one(now, fieldList, tag, e), one(now, fieldList, tag, o))) }, msgSealedBad},
			{"the list that was there before, with its chunks", func() {
				putPoints(t, s, one(before, fieldList, tag, e))
				putPoints(t, s, chunksOf(before, tag, e)...)
			}, msgSealedOld},
			{"a list is left out", func() { dropSeries(t, s, chunks[1], 0) }, msgSealedMissing},
			{"a bit of the home's record is flipped", func() {
				p := one(now, fieldHome, tag, ofHomes)
				putPoints(t, s, as(p, point{text: flipped(p.text)}))
			}, msgSealedBad},
			{"another home's record", func() { putPoints(t, s, as(one(now, fieldHome, tag, ofHomes), one(now, fieldHome, otherTag, ofHomes))) }, msgSealedBad},
		}
		for _, test := range tests {
			t.Run(test.desc, func(t *testing.T) {
				test.do()
				got := map[home.ID]bool{}
				err := s.Pull(ctx, Query{}, func(p Pulled) error { got[p.Home] = true; return nil })
				if !isFault(err, test.want) || !errors.Is(err, fault.Corrupt) {
					t.Errorf("%v, want %s", err, test.want)
				}
				if got[mine] {
					t.Error("the home was handed over all the same")
				}
				if set, err := s.Read(ctx, mine, time.Time{}, time.Time{}); err == nil {
					t.Errorf("it was read: %v", set)
				}
				write(2) // whoever has the data writes them again
				set, err := s.Read(ctx, mine, time.Time{}, time.Time{}, energy)
				if err != nil || !cmp.Equal(set[energy].Values, wave(series.Energy, day0, time.Hour, 24*30, 2).Values) {
					t.Errorf("after it was written again: %v", err)
				}
			})
		}
		t.Run("all of it is put back to what it was", func(t *testing.T) {
			seen, err := s.Generations(ctx)
			if err != nil {
				t.Fatal(err)
			}
			putPoints(t, s, before...)
			if set, err := s.Read(ctx, mine, time.Time{}, time.Time{}, energy); err != nil || set[energy].Values[0] != 1 {
				t.Errorf("to somebody who has seen nothing later it is whole: %v", err)
			}
			later := sealedFor(t, c, SealedConfig{Keys: keys, Writer: "b", Seen: seen})
			if _, err := later.Read(ctx, mine, time.Time{}, time.Time{}); !isFault(err, msgSealedBack) {
				t.Errorf("%v, want %s", err, msgSealedBack)
			}
			again := sealedFor(t, c, SealedConfig{Keys: keys, Writer: "a", Seen: seen})
			if _, err := again.Write(ctx, store.Batch{Home: mine, Set: set(2)}, store.Batch{Home: others, Set: set(2)}); err != nil {
				t.Fatal(err)
			}
			if set, err := later.Read(ctx, mine, time.Time{}, time.Time{}, energy); err != nil || set[energy].Values[0] != 2 {
				t.Errorf("after it was written again: %v", err)
			}
		})
		t.Run("keys", func(t *testing.T) {
			none := sealedFor(t, c, SealedConfig{})
			if err := none.Pull(ctx, Query{}, func(Pulled) error { return nil }); !isFault(err, msgSealedNoKeys) {
				t.Errorf("without a key: %v", err)
			}
			wrong := sealedFor(t, c, SealedConfig{Keys: Keys{mine: seal.NewKey()}})
			if err := wrong.Pull(ctx, Query{}, func(Pulled) error { return nil }); !isFault(err, msgSealedWrong) || !errors.Is(err, fault.WrongKey) {
				t.Errorf("with another key: %v", err)
			}
			if _, err := none.Write(ctx, store.Batch{Home: mine, Set: set(1)}); !isFault(err, msgSealedKey) {
				t.Errorf("a write without a key: %v", err)
			}
			some := sealedFor(t, c, SealedConfig{Keys: Keys{mine: keys[mine]}})
			n := 0
			if err := some.Pull(ctx, Query{}, func(p Pulled) error { n++; return nil }); err != nil || n != 1 {
				t.Errorf("with one of two keys: %d homes, %v", n, err)
			}
		})
	})
}

// Ensure that a write that is cut short anywhere leaves the old state or the new one of each week, and
// that the next write finishes it.
func TestASealedWriteCutShort(t *testing.T) {
	onSealed(t, func(t *testing.T, c *Client) {
		ctx := context.Background()
		energy := series.Key{Kind: series.Energy}
		for cut := range 4 {
			id := names(t, 1)[0]
			s := sealedFor(t, c, SealedConfig{Keys: Keys{id: seal.NewKey()}, Writer: "a"})
			old := series.Set{energy: wave(series.Energy, day0, time.Hour, 24*20, 1)}
			longer := series.Set{energy: wave(series.Energy, day0, time.Hour, 24*30, 2)}
			if _, err := s.Write(ctx, store.Batch{Home: id, Set: old}); err != nil {
				t.Fatal(err)
			}
			d, err := c.Dialect(ctx)
			if err != nil {
				t.Fatal(err)
			}
			from, to, _ := weeksOf(longer)
			first, last := weeksIn(from, to)
			held, err := s.held(ctx, d, id, first, last, nil, true)
			if err != nil {
				t.Fatal(err)
			}
			b := store.Batch{Home: id, Set: longer}
			changed, _, err := held.lay(b)
			if err != nil {
				t.Fatal(err)
			}
			steps, err := s.steps(b, held, changed, nil)
			if err != nil || len(steps) != 4 {
				t.Fatalf("%d steps, %v", len(steps), err)
			}
			for i, step := range steps[:cut+1] {
				if i == cut {
					step = step[:len(step)/2]
				}
				if _, err := c.send(ctx, step); err != nil {
					t.Fatal(err)
				}
			}
			set, err := s.Read(ctx, id, time.Time{}, time.Time{})
			if err != nil {
				t.Fatalf("cut in step %d: %v", cut, err)
			}
			for i, v := range set[energy].Values {
				if at := set[energy].Time(i); v != longer[energy].At(at) && v != old[energy].At(at) {
					t.Fatalf("cut in step %d: %v at %s, which nobody wrote", cut, v, at)
				}
			}
			if _, err := s.Write(ctx, b); err != nil {
				t.Fatal(err)
			}
			if set, err = s.Read(ctx, id, time.Time{}, time.Time{}); err != nil || !cmp.Equal(set[energy].Values, longer[energy].Values) {
				t.Errorf("cut in step %d and written again: %v", cut, err)
			}
			if seen, err := s.Generations(ctx); err != nil || len(seen[id]) != 1 {
				t.Errorf("generations %v, %v", seen, err)
			}
		}
	})
}

// Ensure that writers of one home's week at the same moment lose nothing of each other's, and that
// where they say different things one of the two stands.
func TestSealedWritersAtOnce(t *testing.T) {
	onSealed(t, func(t *testing.T, c *Client) {
		ctx := context.Background()
		id := names(t, 1)[0]
		keys := Keys{id: seal.NewKey()}
		energy := series.Key{Kind: series.Energy}
		var group sync.WaitGroup
		for w := range 3 {
			group.Go(func() {
				s := sealedFor(t, c, SealedConfig{Keys: keys, Writer: fmt.Sprint(w)})
				for round := range 4 {
					v := series.New(series.Energy, day0.Add(time.Duration(3*round+w)*time.Hour), time.Hour, 1)
					v.Values[0] = float64(10*round + w + 1)
					shared := series.New(series.Energy, day0.Add(100*time.Hour), time.Hour, 1)
					shared.Values[0] = float64(w + 1)
					for _, v := range []series.Series{v, shared} {
						if _, err := s.Write(ctx, store.Batch{Home: id, Set: series.Set{energy: v}}); err != nil {
							t.Error(err)
						}
					}
				}
			})
		}
		group.Wait()
		s := sealedFor(t, c, SealedConfig{Keys: keys, Writer: "reader"})
		set, err := s.Read(ctx, id, time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for round := range 4 {
			for w := range 3 {
				at := day0.Add(time.Duration(3*round+w) * time.Hour)
				if got := set[energy].At(at); got != float64(10*round+w+1) {
					t.Errorf("round %d of writer %d: %v", round, w, got)
				}
			}
		}
		if got := set[energy].At(day0.Add(100 * time.Hour)); got != 1 && got != 2 && got != 3 {
			t.Errorf("where all wrote: %v", got)
		}
	})
}

// Ensure the list of a series is read as it was written, and nothing else is.
func FuzzList(f *testing.F) {
	l := &list{key: series.Key{Kind: series.Indoor, Zone: "salon"}, generation: 300, chunks: []listing{
		{week: 2870, generation: 2, tags: []seal.Tag{{1}}}, {week: 2871, generation: 300, tags: []seal.Tag{{}, {2}}}, {week: 3000, generation: 1, tags: []seal.Tag{{9}}},
	}}
	f.Add(l.encode())
	f.Add((&list{key: series.Key{Kind: series.Outdoor, Forecast: true}}).encode())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := parseList(b)
		if err != nil {
			return
		}
		again, err := parseList(l.encode())
		if err != nil || !cmp.Equal(l, again, cmp.AllowUnexported(list{}, listing{})) {
			t.Errorf("%x: read as %+v, and again as %+v, %v", b, l, again, err)
		}
	})
}
