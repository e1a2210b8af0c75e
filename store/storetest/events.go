package storetest

import (
	"reflect"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// peak is an event of Flex D of three hours.
func peak(start time.Time) event.Event {
	return event.Event{
		ID: event.NewID(home.FlexD, start, time.UTC), Programme: home.FlexD, Start: start, End: start.Add(3 * time.Hour),
		AnnouncedAt: start.Add(-14 * time.Hour), Source: "manual", Critical: true,
	}
}

func (s *suite) put(events ...event.Event) {
	s.Helper()
	if err := s.PutEvents(s.ctx, events...); err != nil {
		s.Fatal(err)
	}
}

func (s *suite) wantEvents(what string, want ...event.Event) {
	s.Helper()
	got, err := s.Events(s.ctx)
	if err != nil {
		s.Fatal(err)
	}
	if len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
		s.Errorf("%s: got\n%+v, want\n%+v", what, got, want)
	}
}

func testEvents(s *suite) {
	first, second, third := peak(at(14, 11, 0)), peak(at(15, 11, 0)), peak(at(15, 21, 0))
	s.put(third, first)
	s.put(second)
	s.wantEvents("by their start", first, second, third)
	s.put()
	s.wantEvents("after putting none", first, second, third)

	// All fields are kept; times are instants.
	full := second
	full.Mode, full.Withdrawn, full.Source = home.Ambitious, true, "fil « étalé »\x1b"
	full.Skips = []event.Skip{{Home: "maison-1", At: at(14, 18, 0)}, {Home: "maison-2", Zone: "salon", At: at(14, 19, 0)}}
	local := full
	local.Start, local.End = full.Start.In(series.Toronto()), full.End.In(series.Toronto())
	s.put(local)
	s.wantEvents("replaced by id", first, full, third)

	// The form of one home stands beside that of the programme, even of a home unknown yet.
	own := second
	own.Home, own.End, own.AnnouncedAt = "maison-9", own.Start.Add(time.Hour), time.Time{}
	s.put(own)
	s.wantEvents("one home's own form", first, full, own, third)

	// What is given or got shares nothing with what is held.
	got, err := s.Events(s.ctx)
	if err != nil {
		s.Fatal(err)
	}
	got[1].Skips[0].Home = "changed"
	full.Skips = slices.Clone(full.Skips)
	local.Skips[1].Home = "changed"
	full.Skips[1].Home = "maison-2"
	s.wantEvents("after others wrote to theirs", first, full, own, third)

	if err := s.RemoveEvent(s.ctx, full.ID); err != nil {
		s.Fatal(err)
	}
	s.wantEvents("removed in all forms", first, third)
	s.wantCode("removed again", s.RemoveEvent(s.ctx, full.ID), fault.NotFound)
	if all, err := s.Homes(s.ctx); err != nil || len(all) != 0 {
		s.Errorf("events made homes: %v, %v", all, err)
	}
}

func testEventRefusals(s *suite) {
	good := peak(at(14, 11, 0))
	s.put(good)
	noID, backwards, other := peak(at(15, 11, 0)), peak(at(15, 11, 0)), peak(at(16, 11, 0))
	noID.ID = ""
	backwards.End = backwards.Start
	differs := other
	differs.Source = "file"
	badHome := peak(at(15, 11, 0))
	badHome.Home = "ma maison"
	badSkip := peak(at(15, 11, 0))
	badSkip.Skips = []event.Skip{{Home: "", Zone: "salon"}}
	for what, e := range map[string]event.Event{
		"no id": noID, "no length": backwards, "two of an id that differ": differs, "a bad home": badHome, "a bad skip": badSkip,
	} {
		s.wantCode(what, s.PutEvents(s.ctx, other, e), fault.Invalid)
		s.wantEvents(what+": nothing is kept", good)
	}
	s.put(other, other)
	s.wantEvents("twice the same is once", good, other)
}

func testPurgeEvents(s *suite) {
	mine, all := peak(at(14, 11, 0)), peak(at(15, 11, 0))
	mine.Home = "maison-1"
	all.Skips = []event.Skip{{Home: "maison-1", Zone: "salon", At: at(14, 18, 0)}, {Home: "maison-2", At: at(14, 19, 0)}}
	alone := peak(at(16, 11, 0))
	alone.Skips = []event.Skip{{Home: "maison-1", At: at(14, 18, 0)}}
	s.put(mine, all, alone)
	if !s.off.NoProfiles {
		if err := s.SetProfile(s.ctx, home.Profile{ID: "maison-1"}); err != nil {
			s.Fatal(err)
		}
	} else {
		s.write("maison-1", everyKind(s.off))
	}
	if err := s.Purge(s.ctx, "maison-1"); err != nil {
		s.Fatal(err)
	}
	all.Skips, alone.Skips = all.Skips[1:], nil
	s.wantEvents("without the home", all, alone)

	// A home that only an event names is one to forget too.
	named := peak(at(17, 11, 0))
	named.Home = "maison-7"
	s.put(named)
	if err := s.Purge(s.ctx, "maison-7"); err != nil {
		s.Errorf("a home that only an event names: %v", err)
	}
	s.wantEvents("without its event", all, alone)
}
