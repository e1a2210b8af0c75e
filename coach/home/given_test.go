package home

import (
	"encoding/json"
	"testing"
	"time"

	"courant/coach/series"
)

func TestGive(t *testing.T) {
	day := series.Date{Year: 2027, Month: time.January, Day: 15}
	at := func(hour int) time.Time { return time.Date(2027, 1, 14, hour, 0, 0, 0, time.UTC) }
	end := time.Date(2027, 1, 16, 5, 0, 0, 0, time.UTC)
	plan := func(hour int, c float64) Given {
		return Given{At: at(hour), Day: day, Mode: Moderate, Until: end, Zones: []GivenZone{{Zone: "salon", Steps: []GivenStep{
			{From: end.Add(-24 * time.Hour), SetpointC: series.Unknown()}, {From: end.Add(-18 * time.Hour), SetpointC: series.Maybe(c)},
		}}}}
	}
	var p Profile
	for _, c := range []struct {
		desc    string
		given   Given
		changed bool
		held    int
	}{
		{"the first", plan(18, 19), true, 1},
		{"the same question asked again", plan(18, 19), false, 1},
		{"the same set-points later", plan(20, 19), false, 1},
		{"other set-points later", plan(21, 18.5), true, 2},
		{"other set-points at the same moment", plan(21, 18), true, 2},
		{"the ones of before, again", plan(22, 19), true, 3},
	} {
		var changed bool
		if p, changed = Give(p, c.given); changed != c.changed || len(p.Plans) != c.held {
			t.Errorf("%s: changed %v, %d held", c.desc, changed, len(p.Plans))
		}
	}
	raw, err := json.Marshal(p)
	var back Profile
	if err != nil || json.Unmarshal(raw, &back) != nil || !back.Plans[1].equal(p.Plans[1]) {
		t.Fatalf("%s: %v", raw, err)
	}
	for _, c := range []struct {
		desc   string
		mode   Mode
		before time.Time
		c      float64 // 0: none
	}{
		{"before any", Moderate, at(18), 0},
		{"after the first", Moderate, at(18).Add(time.Second), 19},
		{"at the moment of one, the one before it", Moderate, at(21), 19},
		{"after all", Moderate, at(23), 19},
		{"another mode's", Extreme, at(23), 0},
	} {
		g, ok := LastGiven(back.Plans, day, c.mode, c.before)
		if ok != (c.c > 0) {
			t.Fatalf("%s: found %v", c.desc, ok)
		}
		if got, in := g.SetpointAt("salon", end.Add(-time.Hour)); ok && (!in || float64(got) != c.c) {
			t.Errorf("%s: %v °C, %v", c.desc, got, in)
		}
	}
	g := back.Plans[0]
	if c, ok := g.SetpointAt("salon", end.Add(-20*time.Hour)); !ok || c.Known() {
		t.Errorf("the thermostat's own programme: %v, %v", c, ok)
	}
	for desc, ok := range map[string]bool{
		"another room": second(g.SetpointAt("cuisine", end.Add(-time.Hour))), "after the plan": second(g.SetpointAt("salon", end)), "before it": second(g.SetpointAt("salon", end.Add(-25*time.Hour))),
	} {
		if ok {
			t.Errorf("%s has a set-point", desc)
		}
	}
}

func second(_ series.Maybe, ok bool) bool { return ok }

// Days that are over are forgotten, and of many the newest are kept.
func TestGivenIsForgotten(t *testing.T) {
	start := time.Date(2027, 1, 10, 18, 0, 0, 0, time.UTC)
	var p Profile
	for i := range 40 {
		at := start.Add(time.Duration(i) * 6 * time.Hour)
		p, _ = Give(p, Given{At: at, Day: series.DateOf(at, time.UTC), Mode: Moderate, Until: at.Add(24 * time.Hour), Zones: []GivenZone{{Zone: "salon", Steps: []GivenStep{{From: at, SetpointC: series.Maybe(i)}}}}})
		oldest := p.Plans[0]
		if len(p.Plans) > GivenMost || series.DateOf(at, time.UTC).Sub(oldest.Day) > GivenDays {
			t.Fatalf("plan %d: %d held, the oldest of %v", i, len(p.Plans), oldest.Day)
		}
	}
	if len(p.Plans) != GivenMost || !p.Plans[GivenMost-1].At.Equal(start.Add(39*6*time.Hour)) {
		t.Errorf("%d held, the newest at %v", len(p.Plans), p.Plans[len(p.Plans)-1].At)
	}
}
