package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

func testSummaries(s *suite) {
	// Zones and kinds are in their order, whatever the order of writing.
	_, err := s.Write(s.ctx,
		store.Batch{Home: "z-last", Set: set(of(series.Indoor, at(14, 0, 0), 20, nan, 20, 20))},
		store.Batch{Home: "a-first", City: home.Gatineau, Set: series.Set{
			key(series.Energy):                        of(series.Energy, at(20, 23, 30), 1, nan, 3, 4),
			key(series.Outdoor):                       of(series.Outdoor, at(20, 23, 0), 1, 2, 3, 4, 5, 6, 7, 8),
			{Zone: "salon", Kind: series.Setpoint}:    of(series.Setpoint, at(20, 23, 30), 20),
			{Zone: "chambre", Kind: series.Indoor}:    of(series.Indoor, at(20, 23, 30), 20),
			{Zone: "chambre", Kind: series.Heating}:   of(series.Heating, at(20, 23, 30), 0.5),
			{Zone: "sans-rien", Kind: series.Heating}: of(series.Heating, at(20, 23, 30), nan),
		}},
		store.Batch{Home: "Middle"})
	if err != nil {
		s.Fatal(err)
	}
	got, err := s.Homes(s.ctx)
	if err != nil {
		s.Fatal(err)
	}
	want := []store.Summary{
		{Home: "Middle"},
		{
			Home: "a-first", City: home.Gatineau, From: at(20, 23, 0), To: at(21, 1, 0), Step: quarter,
			Kinds: []series.Kind{series.Energy, series.Heating, series.Indoor, series.Outdoor, series.Setpoint},
			Zones: []string{"chambre", "salon"}, Coverage: 3.0 / 8,
		},
		{Home: "z-last", From: at(14, 0, 0), To: at(14, 1, 0), Step: quarter, Kinds: []series.Kind{series.Indoor}, Coverage: 3.0 / 4},
	}
	if s.off.NoProfiles { // a home is there by its data alone
		want = want[1:]
	}
	for i := range got {
		got[i].Version = 0
		got[i].From, got[i].To = got[i].From.UTC(), got[i].To.UTC()
	}
	if !reflect.DeepEqual(got, want) {
		s.Errorf("got\n%+v, want\n%+v", got, want)
	}
}

func testVersions(s *suite) {
	version := func() uint64 { return s.summary("maison-1").Version }
	s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 1)))
	last := version()
	changed := func(what string, want bool) {
		s.Helper()
		if v := version(); (v != last) != want {
			s.Errorf("%s: version %d after %d", what, v, last)
		} else {
			last = v
		}
	}
	s.write("maison-2", set(of(series.Energy, at(14, 0, 0), 1)))
	changed("a write to another home", false)
	s.read("maison-1")
	changed("a read", false)
	s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 2)))
	changed("another value", true)
	s.write("maison-1", set(of(series.Indoor, at(14, 0, 0), 20)))
	changed("another series", true)
	if !s.off.NoProfiles {
		if err := s.SetProfile(s.ctx, home.Profile{ID: "maison-1", Simulated: true}); err != nil {
			s.Fatal(err)
		}
		changed("another profile", true)
	}
}

// ptr makes a declared fact.
func ptr[T any](v T) *T { return &v }

func testProfiles(s *suite) {
	full := home.Profile{
		ID: "maison-1", Simulated: true, City: ptr(home.TroisRivieres), Rate: ptr(home.RateFlexD), Programme: ptr(home.FlexD),
		Since: &series.Date{Year: 2026, Month: 12, Day: 1}, Mode: ptr(home.Extreme), BillingStart: &series.Date{Year: 2026, Month: 11, Day: 17},
		LowC: ptr(18.5), HighC: ptr(24.0), Heating: ptr(home.Floor),
		Zones: map[string]home.ZoneProfile{
			"salon":    {Kind: ptr(home.Living), FloorC: ptr(19.1), PowerKW: ptr(2.5), AreaM2: ptr(24.0)},
			"sous-sol": {Plumbing: ptr(false), Unused: ptr("always"), Heating: ptr(home.Baseboard), Sensitive: ptr(true)},
		},
	}
	if err := s.SetProfile(s.ctx, full); err != nil {
		s.Fatal(err)
	}
	check := func(what string, want home.Profile) {
		s.Helper()
		got, err := s.Profile(s.ctx, want.ID)
		if err != nil || !reflect.DeepEqual(got, want) {
			s.Errorf("%s: %+v, %v, want %+v", what, got, err, want)
		}
	}
	check("all that can be declared", full)
	if got := s.summary("maison-1"); got.City != home.TroisRivieres || !got.Simulated || !got.From.IsZero() {
		s.Errorf("summary: %+v", got)
	}

	// What is given or got shares nothing with what is held.
	before, err := s.Profile(s.ctx, "maison-1")
	if err != nil {
		s.Fatal(err)
	}
	want := before
	full = home.Profile{ID: "maison-1", City: ptr(home.Quebec), Zones: map[string]home.ZoneProfile{"salon": {}}}
	if err := s.SetProfile(s.ctx, full); err != nil {
		s.Fatal(err)
	}
	*full.City = "elsewhere"
	delete(full.Zones, "salon")
	if *want.City != home.TroisRivieres {
		s.Error("a profile that was given changed later")
	}
	check("replaced, not merged", home.Profile{ID: "maison-1", City: ptr(home.Quebec), Zones: map[string]home.ZoneProfile{"salon": {}}})

	// A batch declares a city, and nothing else; without one it leaves the profile alone.
	write := func(city home.City) {
		s.Helper()
		if _, err := s.Write(s.ctx, store.Batch{Home: "maison-1", City: city, Set: set(of(series.Energy, at(14, 0, 0), 1))}); err != nil {
			s.Fatal(err)
		}
	}
	write("")
	check("after a batch without city", home.Profile{ID: "maison-1", City: ptr(home.Quebec), Zones: map[string]home.ZoneProfile{"salon": {}}})
	write(home.Montreal)
	check("after a batch with one", home.Profile{ID: "maison-1", City: ptr(home.Montreal), Zones: map[string]home.ZoneProfile{"salon": {}}})
	if got := s.summary("maison-1"); got.City != home.Montreal || got.Simulated || got.From.IsZero() {
		s.Errorf("summary: %+v", got)
	}
	s.wantSet("series beside a profile", s.read("maison-1"), set(of(series.Energy, at(14, 0, 0), 1)))

	s.write("maison-2", set(of(series.Energy, at(14, 0, 0), 1)))
	check("of a home that only has data", home.Profile{ID: "maison-2"})
	s.wantCode("a bad name", s.SetProfile(s.ctx, home.Profile{ID: "ma maison"}), fault.Invalid)
	s.wantCode("one bad name among two", s.SetProfile(s.ctx, home.Profile{ID: "maison-7"}, home.Profile{ID: "ma maison"}), fault.Invalid)
	if _, err := s.Profile(s.ctx, "maison-7"); !errors.Is(err, fault.NotFound) {
		s.Errorf("half of the profiles were kept: %v", err)
	}
	if err := s.SetProfile(s.ctx, home.Profile{ID: "maison-8", Simulated: true}, home.Profile{ID: "maison-9"}); err != nil {
		s.Fatal(err)
	}
	for id, simulated := range map[home.ID]bool{"maison-8": true, "maison-9": false} {
		if p, err := s.Profile(s.ctx, id); err != nil || p.Simulated != simulated {
			s.Errorf("two profiles at once: %s is %+v, %v", id, p, err)
		}
	}

	_, err = s.Profile(s.ctx, "maison-3")
	s.wantCode("an unknown home", err, fault.NotFound)
	var f *fault.Error
	if !errors.As(err, &f) || fmt.Sprint(f.Args) != "[{home maison-3} {nearest maison-1}]" {
		s.Errorf("an unknown home: the nearest name is not told: %v", err)
	}
}

func testPurge(s *suite) {
	data := everyKind(s.off)
	s.write("maison-1", data)
	s.write("maison-2", data)
	if err := s.Purge(s.ctx, "maison-1"); err != nil {
		s.Fatal(err)
	}
	_, err := s.Read(s.ctx, "maison-1", time.Time{}, time.Time{})
	s.wantCode("reading a purged home", err, fault.NotFound)
	if !s.off.NoProfiles {
		_, err = s.Profile(s.ctx, "maison-1")
		s.wantCode("the profile of a purged home", err, fault.NotFound)
	}
	s.wantCode("purging again", s.Purge(s.ctx, "maison-1"), fault.NotFound)
	s.wantSet("the other home", s.read("maison-2"), data)
	if all, err := s.Homes(s.ctx); err != nil || len(all) != 1 {
		s.Errorf("%d homes, %v", len(all), err)
	}
	if got := s.write("maison-1", set(of(series.Energy, at(14, 0, 0), 1))); got != (store.Tally{New: 1}) && !s.off.NoTally {
		s.Errorf("a home of the same name is not new: %+v", got)
	}
	s.wantSet("a home of the same name", s.read("maison-1"), set(of(series.Energy, at(14, 0, 0), 1)))
}
