package quality_test

import (
	"testing"
	"time"

	"courant/coach/quality"
	"courant/coach/series"
	"courant/coach/sim"
)

var (
	from = time.Date(2025, 10, 15, 4, 0, 0, 0, time.UTC) // over the autumn change of the clock
	to   = time.Date(2026, 3, 20, 4, 0, 0, 0, time.UTC)  // and the spring one
)

func pilot(t *testing.T, homes int) *sim.Pilot {
	t.Helper()
	p, err := sim.NewPilot(sim.Config{Homes: homes, Seed: 7, From: from, To: to})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Ensure nothing looks wrong with homes that are right, in any city, with cars, heat pumps,
// wood stoves and heated floors, over both changes of the clock.
func TestPilotHasNoIssue(t *testing.T) {
	for h, err := range pilot(t, 12).Homes() {
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range quality.Check(h.Set, to, series.Toronto()) {
			t.Errorf("%s: %+v", h.Profile.ID, i)
		}
	}
}

// Ensure what spoils a home is found under the code that says so, whatever the home.
func TestPilotSpoiled(t *testing.T) {
	energy, outdoor, solar := series.Key{Kind: series.Energy}, series.Key{Kind: series.Outdoor}, series.Key{Kind: series.Solar}
	day := time.Date(2026, 1, 12, 5, 0, 0, 0, time.UTC)
	autumn := time.Date(2025, 11, 2, 6, 0, 0, 0, time.UTC) // 1:00 EST
	for h, err := range pilot(t, 2).Homes() {
		if err != nil {
			t.Fatal(err)
		}
		indoor := series.Key{Zone: h.Set.Zones()[0], Kind: series.Indoor}
		for _, c := range []struct {
			desc string
			f    sim.Fault
			key  series.Key
			want quality.Code
		}{
			{"Wh for kWh", sim.Unit(energy, from, time.Time{}, 1000), energy, quality.UnitLarge},
			{"MWh for kWh", sim.Unit(energy, from, time.Time{}, 0.001), energy, quality.UnitSmall},
			{"a frozen sensor", sim.Freeze(indoor, day, day.Add(30*time.Hour)), indoor, quality.Stuck},
			{"a silent day", sim.Silence(energy, day, day.Add(24*time.Hour)), energy, quality.Gaps},
			{"a silent month and a half", sim.Silence(energy, day, day.Add(45*24*time.Hour)), energy, quality.Pause},
			{"an hour missing every day", sim.MissingHour(energy, 3, series.Toronto()), energy, quality.Gaps},
			{"the second autumn hour missing", sim.Silence(energy, autumn, autumn.Add(time.Hour)), energy, quality.ClockHour},
			{"an impossible quarter hour", sim.Spike(energy, day.Add(18*time.Hour), 400), energy, quality.Spike},
			{"sun in UTC", sim.Shift(solar, -5*time.Hour), solar, quality.ClockShift},
			{"sun an hour late", sim.Shift(solar, time.Hour), solar, quality.ClockShift},
			{"weather in °F", fahrenheit(outdoor), outdoor, quality.Fahrenheit},
			{"a room in °F", fahrenheit(indoor), indoor, quality.Fahrenheit},
		} {
			found := false
			for _, i := range quality.Check(sim.Spoil(h.Set, c.f), to, series.Toronto()) {
				found = found || i.Code == c.want && i.Kind == c.key.Kind && i.Zone == c.key.Zone
			}
			if !found {
				t.Errorf("%s, %s: not found", h.Profile.ID, c.desc)
			}
		}
	}
}

func fahrenheit(key series.Key) sim.Fault {
	return func(set series.Set) {
		for i, v := range set[key].Values {
			set[key].Values[i] = v*9/5 + 32
		}
	}
}
