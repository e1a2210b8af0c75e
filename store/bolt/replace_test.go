package bolt

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// Ensure that replacing is forgetting and then writing, and leaves a store that verifies: random spans against
// a map of values.
func TestReplaceAgreesWithAMap(t *testing.T) {
	ctx := context.Background()
	c := newConfig(t)
	s := open(t, c)
	rnd := rand.New(rand.NewPCG(7, 7))
	start := time.Date(2025, 10, 25, 4, 0, 0, 0, time.UTC)
	keys := []series.Key{{Kind: series.Energy}, {Kind: series.Indoor, Zone: "salon"}}
	want := map[series.Key]map[int64]float64{keys[0]: {}, keys[1]: {}}
	const hours = 24 * 40
	for round := range 120 {
		b := store.Batch{Home: "h-1", City: home.Montreal, Set: series.Set{}}
		var spans []store.Span
		forget, isNew := 0, 0
		for _, k := range keys {
			var of []store.Span
			for range rnd.IntN(3) {
				lo := rnd.IntN(hours)
				hi := lo + rnd.IntN(24*12)
				if round == 60 {
					lo, hi = 0, hours
				}
				of = append(of, store.Span{Key: k, From: start.Add(time.Duration(lo) * time.Hour), To: start.Add(time.Duration(hi) * time.Hour)})
			}
			v := series.New(k.Kind, start.Add(time.Duration(rnd.IntN(hours))*time.Hour), time.Hour, rnd.IntN(200))
			for i := range v.Values {
				if rnd.IntN(5) > 0 {
					v.Values[i] = float64(rnd.IntN(1000)) / 100
				}
			}
			if round == 60 {
				v = series.Series{}
			}
			old := map[int64]bool{}
			for at := range want[k] {
				old[at] = true
				for _, s := range of {
					if !time.Unix(at, 0).Before(s.From) && time.Unix(at, 0).Before(s.To) {
						delete(want[k], at)
					}
				}
			}
			for i, x := range v.Values {
				if !math.IsNaN(x) {
					want[k][v.Time(i).Unix()] = x
					if !old[v.Time(i).Unix()] {
						isNew++
					}
				}
			}
			for at := range old {
				if _, ok := want[k][at]; !ok {
					forget++
				}
			}
			if v.Len() > 0 {
				b.Set[k] = v
			}
			spans = append(spans, of...)
		}
		tally, forgotten, err := s.Replace(ctx, b, spans...)
		if err != nil {
			t.Fatal(err)
		}
		if forgotten != forget || tally.New != isNew {
			t.Fatalf("round %d: %d forgotten and %d new, want %d and %d", round, forgotten, tally.New, forget, isNew)
		}
		set, err := s.Read(ctx, "h-1", time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range keys {
			v, n := set[k], 0
			for i, x := range v.Values {
				if math.IsNaN(x) {
					continue
				}
				n++
				if y, ok := want[k][v.Time(i).Unix()]; !ok || math.Abs(x-y) > 1e-9 {
					t.Fatalf("round %d, %s at %s: %v, want %v", round, k, v.Time(i), x, y)
				}
			}
			if n != len(want[k]) {
				t.Fatalf("round %d, %s: %d values, want %d", round, k, n, len(want[k]))
			}
		}
		if round%20 == 0 {
			wantSound(t, c)
			all, err := s.Homes(ctx)
			if err != nil || len(all) != 1 || all[0].Coverage > 1 {
				t.Fatalf("round %d: %+v, %v", round, all, err)
			}
		}
	}
}

func TestReplaceRefusesWhatWriteRefuses(t *testing.T) {
	s := open(t, newConfig(t))
	bad := store.Batch{Home: "h-1", Set: series.Set{{Kind: series.Energy}: series.New(series.Energy, time.Unix(0, 0), 7*time.Minute+time.Second, 3)}}
	if _, _, err := s.Replace(context.Background(), bad); !errors.Is(err, fault.Invalid) {
		t.Errorf("%v, want invalid", err)
	}
	if all, err := s.Homes(context.Background()); err != nil || len(all) > 0 {
		t.Errorf("%v, %v; want no home", all, err)
	}
}
