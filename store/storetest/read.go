package storetest

import (
	"slices"
	"time"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/store"
)

func testEmpty(s *suite) {
	if all, err := s.Homes(s.ctx); err != nil || len(all) != 0 {
		s.Errorf("homes: %v, %v", all, err)
	}
	_, err := s.Read(s.ctx, "nobody", time.Time{}, time.Time{})
	s.wantCode("reading an unknown home", err, fault.NotFound)
	if tally, err := s.Write(s.ctx); err != nil || tally != (store.Tally{}) {
		s.Errorf("writing nothing: %+v, %v", tally, err)
	}
	if !s.off.NoProfiles {
		_, err = s.Profile(s.ctx, "nobody")
		s.wantCode("the profile of an unknown home", err, fault.NotFound)
	}
	if !s.off.NoEvents {
		if all, err := s.Events(s.ctx); err != nil || len(all) != 0 {
			s.Errorf("events: %v, %v", all, err)
		}
		s.wantCode("removing an unknown event", s.RemoveEvent(s.ctx, "flex-d-20270115T0600"), fault.NotFound)
	}
	if !s.off.NoPurge {
		s.wantCode("purging an unknown home", s.Purge(s.ctx, "nobody"), fault.NotFound)
	}
	if all, err := s.Homes(s.ctx); err != nil || len(all) != 0 {
		s.Errorf("asking made homes: %v, %v", all, err)
	}
}

// everyKind has all kinds, for the whole home and two zones, over a border of weeks.
func everyKind(off Options) series.Set {
	all := series.Set{}
	for i, kind := range series.Kinds() {
		for _, zone := range []string{"", "salon", "Chambre-2_b"} {
			start := at(20, 20, 0).Add(time.Duration(i) * quarter)
			v := ramp(kind, start, quarter, 30+i)
			v.Values[3] = nan
			all[series.Key{Zone: zone, Kind: kind}] = v
		}
		if kind.Forecastable() && !off.NoForecasts {
			all[series.Key{Kind: kind, Forecast: true}] = ramp(kind, at(21, 6, 0), time.Hour, 48)
		}
	}
	return all
}

func testRoundTrip(s *suite) {
	want := everyKind(s.off)
	s.write("maison-1", want)
	s.write("maison-2", set(of(series.Energy, at(14, 0, 0), 1)))
	s.wantSet("all of it", s.read("maison-1"), want)
	s.wantSet("the other home", s.read("maison-2"), set(of(series.Energy, at(14, 0, 0), 1)))

	// Gaps at the ends are not kept, and a series of gaps is not there.
	s.write("maison-3", set(of(series.Energy, at(14, 0, 0), nan, nan, 1, nan, 2, nan), of(series.Indoor, at(14, 0, 0), nan)))
	s.wantSet("gaps", s.read("maison-3"), set(of(series.Energy, at(14, 0, 30), 1, nan, 2)))

	// A start in local time is the same instant.
	local := of(series.Energy, at(14, 0, 0).In(series.Toronto()), 1, 2)
	s.write("maison-4", set(local))
	if got := s.read("maison-4").Get("", series.Energy); got.Start.Location() != time.UTC {
		s.Errorf("starts in %v", got.Start.Location())
	}
	s.wantSet("local time", s.read("maison-4"), set(of(series.Energy, at(14, 0, 0), 1, 2)))

	// Negative and zero values are values.
	low := set(of(series.Outdoor, at(14, 0, 0), -31.25, 0, -0.01))
	s.write("maison-5", low)
	s.wantSet("below zero", s.read("maison-5"), low)
}

func testNoSharing(s *suite) {
	in := set(of(series.Energy, at(14, 0, 0), 1, 2, 3))
	s.write("maison-1", in)
	in[key(series.Energy)].Values[0] = 9
	got := s.read("maison-1")
	got[key(series.Energy)].Values[1] = 9
	delete(got, key(series.Energy))
	s.wantSet("after others wrote to theirs", s.read("maison-1"), set(of(series.Energy, at(14, 0, 0), 1, 2, 3)))

	given := of(series.Energy, at(14, 0, 0), nan, 1.00001, 2, nan)
	before := slices.Clone(given.Values)
	s.write("maison-2", set(given))
	if diff := differ(given, of(series.Energy, at(14, 0, 0), before...)); diff != "" {
		s.Errorf("writing changed what was given: %s", diff)
	}
}

func testSpans(s *suite) {
	whole := ramp(series.Energy, at(13, 12, 0), quarter, 1500) // three weeks, two borders
	whole.Values[700] = nan
	s.write("maison-1", set(whole))
	var none time.Time
	for _, c := range []struct {
		desc     string
		from, to time.Time
	}{
		{"no bounds", none, none},
		{"from a border of weeks", at(14, 0, 0), none},
		{"to a border of weeks", none, at(21, 0, 0)},
		{"one week", at(14, 0, 0), at(21, 0, 0)},
		{"inside a week", at(15, 6, 0), at(15, 9, 0)},
		{"one interval", at(15, 6, 0), at(15, 6, 15)},
		{"bounds off the grid", at(15, 6, 1), at(15, 9, 1)},
		{"nothing between two starts", at(15, 6, 1), at(15, 6, 14)},
		{"an empty span", at(15, 6, 0), at(15, 6, 0)},
		{"a span the wrong way round", at(16, 0, 0), at(15, 0, 0)},
		{"before all", none, at(13, 12, 0)},
		{"after all", whole.End(), none},
		{"far around", at(1, 0, 0), at(31, 0, 0)},
		{"a gap alone", whole.Time(700), whole.Time(701)},
		{"beginning in a gap", whole.Time(700), whole.Time(703)},
		{"in local time", at(15, 6, 0).In(series.Toronto()), at(15, 9, 0).In(series.Toronto())},
	} {
		got, err := s.Read(s.ctx, "maison-1", c.from, c.to)
		if err != nil {
			s.Fatalf("%s: %v", c.desc, err)
		}
		s.wantSet(c.desc, got, spanOf(set(whole), c.from, c.to))
	}
}

// spanOf is what a store with a set must give for a span.
func spanOf(all series.Set, from, to time.Time) series.Set {
	out := series.Set{}
	for k, v := range all {
		if from.IsZero() {
			from = v.Start
		}
		if to.IsZero() {
			to = v.End()
		}
		if v = v.Slice(from, to).Trim(); v.Len() > 0 {
			out[k] = v
		}
	}
	return out
}

func testKeys(s *suite) {
	all := everyKind(s.off)
	s.write("maison-1", all)
	salon := series.Key{Zone: "salon", Kind: series.Indoor}
	for _, keys := range [][]series.Key{
		{salon},
		{key(series.Energy), salon},
		{salon, salon},
		{{Zone: "cuisine", Kind: series.Indoor}},
		{{Kind: series.Energy, Forecast: true}, key(series.Duty)},
	} {
		want := series.Set{}
		for _, k := range keys {
			if v, ok := all[k]; ok {
				want[k] = v
			}
		}
		s.wantSet("chosen keys", s.read("maison-1", keys...), want)
	}
}

// testClockChanges reads local days of 92 and 100 quarter hours: storage in UTC must not
// notice them.
func testClockChanges(s *suite) {
	spring := series.Date{Year: 2027, Month: time.March, Day: 14}
	autumn := series.Date{Year: 2027, Month: time.November, Day: 7}
	for _, c := range []struct {
		day   series.Date
		slots int
	}{{spring, 92}, {autumn, 100}, {spring.Add(1), 96}, {autumn.Add(-1), 96}} {
		from, to := c.day.Add(-8).Start(series.Toronto()), c.day.Add(8).End(series.Toronto())
		s.write("maison-1", set(ramp(series.Energy, from, quarter, int(to.Sub(from)/quarter))))
		got, err := s.Read(s.ctx, "maison-1", c.day.Start(series.Toronto()), c.day.End(series.Toronto()))
		if err != nil {
			s.Fatal(err)
		}
		day := got.Get("", series.Energy)
		if day.Len() != c.slots || day.Known() != c.slots || !day.Start.Equal(c.day.Start(series.Toronto())) {
			s.Errorf("%v has %d quarter hours from %v, want %d", c.day, day.Known(), day.Start, c.slots)
		}
	}
}
