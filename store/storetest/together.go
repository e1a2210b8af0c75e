package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

func testContext(s *suite) {
	s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 1)))
	ended, cancel := context.WithCancel(s.ctx)
	cancel()
	check := func(what string, err error) {
		s.Helper()
		if !errors.Is(err, context.Canceled) {
			s.Errorf("%s: %v", what, err)
		}
	}
	_, err := s.Homes(ended)
	check("homes", err)
	_, err = s.Read(ended, "maison-1", time.Time{}, time.Time{})
	check("read", err)
	_, err = s.Write(ended, store.Batch{Home: "maison-1", Set: set(of(series.Energy, at(14, 0, 0), 2))})
	check("write", err)
	if !s.off.NoProfiles {
		_, err = s.Profile(ended, "maison-1")
		check("profile", err)
		check("set profile", s.SetProfile(ended, home.Profile{ID: "maison-2"}))
	}
	if !s.off.NoEvents {
		_, err = s.Events(ended)
		check("events", err)
		check("put events", s.PutEvents(ended, peak(at(14, 11, 0))))
		check("remove event", s.RemoveEvent(ended, "flex-d-20270115T0600"))
	}
	if !s.off.NoPurge {
		check("purge", s.Purge(ended, "maison-1"))
	}
	s.wantSet("nothing changed", s.read("maison-1"), set(of(series.Energy, at(14, 0, 0), 1)))
	if all, err := s.Homes(s.ctx); err != nil || len(all) != 1 {
		s.Errorf("%d homes, %v", len(all), err)
	}
}

// testConcurrency has writers of homes of their own, a writer of everybody's home, and
// readers: in the end everything is there.
func testConcurrency(s *suite) {
	const workers, rounds = 4, 8
	var all sync.WaitGroup
	for w := range workers {
		id := home.ID(fmt.Sprintf("maison-%d", w))
		all.Go(func() {
			for i := range rounds {
				v := of(series.Energy, at(14, 0, 0).Add(time.Duration(i)*quarter), float64(w))
				if _, err := s.Write(s.ctx, store.Batch{Home: id, Set: set(v)}); err != nil {
					s.Error(err)
				}
				shared := of(series.Energy, at(14, 0, 0).Add(time.Duration(w*rounds+i)*quarter), 1)
				if _, err := s.Write(s.ctx, store.Batch{Home: "partagee", Set: set(shared)}); err != nil {
					s.Error(err)
				}
			}
		})
		all.Go(func() {
			for range rounds {
				if _, err := s.Homes(s.ctx); err != nil {
					s.Error(err)
				}
				if _, err := s.Read(s.ctx, "partagee", time.Time{}, time.Time{}); err != nil && !errors.Is(err, fault.NotFound) {
					s.Error(err)
				}
			}
		})
	}
	all.Wait()
	for w := range workers {
		got := s.read(home.ID(fmt.Sprintf("maison-%d", w))).Get("", series.Energy)
		if got.Known() != rounds {
			s.Errorf("home %d has %d values", w, got.Known())
		}
	}
	if got := s.read("partagee").Get("", series.Energy); got.Known() != workers*rounds {
		s.Errorf("the shared home has %d values", got.Known())
	}
}

// testIsolation writes two homes with the same number again and again: a reader sees both
// of one write or both of another.
func testIsolation(s *suite) {
	write := func(n int) error {
		v := set(of(series.Energy, at(20, 23, 45), float64(n), float64(n)))
		_, err := s.Write(s.ctx, store.Batch{Home: "maison-1", Set: v}, store.Batch{Home: "maison-2", Set: v})
		return err
	}
	if err := write(0); err != nil {
		s.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := 1; n <= 20; n++ {
			if err := write(n); err != nil {
				s.Error(err)
				return
			}
		}
	}()
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		v := s.read("maison-1").Get("", series.Energy)
		if v.Len() != 2 || v.Values[0] != v.Values[1] {
			s.Fatalf("half of a write: %v", v.Values)
		}
		all, err := s.Homes(s.ctx)
		if err != nil || len(all) != 2 {
			s.Fatalf("%d homes, %v", len(all), err)
		}
	}
}
