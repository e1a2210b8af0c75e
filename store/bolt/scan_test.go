package bolt

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// Ensure a scan gives each home once, in the order of Homes, with what Read gives, for any
// number of workers.
func TestScan(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	for _, i := range []int{7, 3, 9, 1, 5, 0, 8, 2, 6, 4} { // not in the order of names
		v := of(series.Energy, at(10+i, 0), float64(i), float64(i)+0.5)
		v[key(series.Indoor)] = series.Series{Kind: series.Indoor, Start: at(20, 23), Step: time.Hour, Values: make([]float64, 1+i*30)}
		write(t, s, home.ID(fmt.Sprint("home-", i)), v)
	}
	write(t, s, "home-5b", of(series.Outdoor, at(20, 0), 1))
	tell := func(id home.ID, set series.Set) (string, error) {
		text := string(id)
		for _, k := range set.Keys() {
			text += fmt.Sprintf(" %v %v", k, set[k])
		}
		return text, nil
	}
	err := s.View(ctx, func(r *Reader) error {
		for _, span := range [][2]time.Time{{}, {at(12, 0), at(17, 0)}, {at(20, 23).Add(time.Minute), time.Time{}}} {
			for _, keys := range [][]series.Key{nil, {key(series.Indoor)}} {
				var want []string
				all, err := r.Homes(ctx)
				if err != nil {
					return err
				}
				for _, sum := range all {
					set, err := r.Read(ctx, sum.Home, span[0], span[1], keys...)
					if err != nil {
						return err
					}
					text, _ := tell(sum.Home, set)
					want = append(want, text)
				}
				for workers := range 5 {
					got, err := Scan(ctx, r, workers, span[0], span[1], keys, tell)
					if err != nil || !slices.Equal(got, want) {
						t.Errorf("%d workers: %v\n%q\nwant\n%q", workers, err, got, want)
					}
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestScanEndsAtAnError(t *testing.T) {
	c := newConfig(t)
	s := open(t, c)
	for i := range 20 {
		write(t, s, home.ID(fmt.Sprint("home-", i)), of(series.Energy, at(14, 0), 1))
	}
	no := errors.New("no")
	ended, cancel := context.WithCancel(ctx)
	err := s.View(ctx, func(r *Reader) error {
		got, err := Scan(ctx, r, 2, time.Time{}, time.Time{}, nil, func(id home.ID, _ series.Set) (int, error) {
			if id == "home-7" {
				return 0, no
			}
			return 1, nil
		})
		if got != nil || !errors.Is(err, no) {
			t.Errorf("%v, %v", got, err)
		}
		_, err = Scan(ended, r, 2, time.Time{}, time.Time{}, nil, func(home.ID, series.Set) (int, error) {
			cancel()
			return 0, nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("an ended context: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
