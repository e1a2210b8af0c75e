package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// steadyToy keeps 21 °C day and night, so that shapes are easy to read.
func steadyToy(zones ...string) toy {
	return makeToy(toySpec{
		seed: 11, zones: zones, from: december, days: 24, outdoor: -8, past: 3, forecast: true,
		usual: func(string, int, bool) float64 { return 21 },
	})
}

// runs writes set-points as "hh:mm value" where they change.
func runs(z Zone) string {
	var out []string
	last := "x"
	for _, s := range z.Slots {
		v := "–"
		if s.SetpointC.Known() {
			v = fmt.Sprintf("%.1f", s.SetpointC)
		}
		if v != last {
			out = append(out, s.Start.Format("15:04 ")+v)
			last = v
		}
	}
	return strings.Join(out, ", ")
}

// The programme's offsets, bent by the limits: what a plan is compared with and falls back on.
func TestOffsetShapes(t *testing.T) {
	d := december.Add(24)
	steady := steadyToy("living", "bedroom")
	for _, c := range []struct {
		name   string
		events []Event
		change func(*home.Home)
		zone   int
		want   string
	}{
		{name: "no event: the usual day", want: "00:00 21.0"},
		{name: "moderate, morning", events: []Event{toyEvent(d, true)},
			want: "00:00 21.0, 04:15 21.5, 04:45 22.0, 05:30 22.5, 06:00 18.0, 10:15 19.5, 10:45 21.0"},
		{name: "moderate, evening", events: []Event{toyEvent(d, false)},
			want: "00:00 21.0, 14:15 21.5, 14:45 22.0, 15:30 22.5, 16:00 18.0, 20:15 19.5, 20:45 21.0"},
		{name: "extreme: the room's floor, the ceiling", events: []Event{modeOf(toyEvent(d, true), home.Extreme)},
			want: "00:00 21.0, 04:00 21.5, 04:30 22.0, 05:00 22.5, 05:30 23.0, 06:00 16.0, 10:15 18.0, 10:45 21.0"},
		{name: "own limits are narrower", events: []Event{toyEvent(d, true)}, zone: 1,
			change: func(h *home.Home) {
				h.Zones[0].FloorC = home.Known[float64]{Value: 19.2, Origin: home.Declared}
				h.HighC = home.Known[float64]{Value: 21.7, Origin: home.Declared}
			},
			want: "00:00 21.0, 04:15 21.5, 06:00 18.0, 10:15 19.5, 10:45 21.0"},
		{name: "a room that is left out keeps its own programme", events: []Event{skipping(toyEvent(d, true), "bedroom")}, want: "00:00 –"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := steady.history(d)
			h.Home.Zones = append([]home.Zone(nil), h.Home.Zones...)
			if c.change != nil {
				c.change(&h.Home)
			}
			p := Learn(h).study(Ask{Day: d, Events: c.events, Mode: home.Moderate}).offsets.answer()
			if got := runs(p.Zones[c.zone]); got != c.want {
				t.Errorf("%s:\n got %s\nwant %s\ngave way %+v", p.Zones[c.zone].Zone, got, c.want, p.GaveWay)
			}
		})
	}
}

func skipping(e Event, zones ...string) Event {
	e.SkippedZones = zones
	return e
}

func TestPlanDays(t *testing.T) {
	for _, c := range []struct {
		name  string
		day   series.Date
		slots int
	}{
		{"a day of the winter", series.Date{Year: 2027, Month: 1, Day: 15}, 96},
		{"the clock goes forward", series.Date{Year: 2027, Month: 3, Day: 14}, 92},
		{"the clock goes back", series.Date{Year: 2026, Month: 11, Day: 1}, 100},
	} {
		toy := makeToy(toySpec{seed: 12, zones: []string{"living"}, from: c.day.Add(-12), days: 12, outdoor: -5, forecast: true})
		for _, events := range [][]Event{nil, {toyEvent(c.day, true)}, {toyEvent(c.day, true), toyEvent(c.day, false)}} {
			p := Make(toy.history(c.day), Ask{Day: c.day, Events: events})
			if n := len(p.Zones[0].Slots); n != c.slots {
				t.Errorf("%s, %d events: %d slots, want %d", c.name, len(events), n, c.slots)
			}
			if len(p.Windows) != len(events) {
				t.Errorf("%s: %d windows of %d", c.name, len(p.Windows), len(events))
			}
		}
	}
	night := toyEvent(december.Add(24), true)
	night.Start, night.PreheatStart = december.Add(24).At(1, 0, series.Toronto()), december.Add(23).At(23, 0, series.Toronto())
	night.AnchorStart, night.AnchorEnd = time.Time{}, time.Time{}
	p := Make(func() History { s := steadyToy("living"); return s.history(december.Add(24)) }(), Ask{Day: december.Add(24), Events: []Event{night}})
	if got := p.From.Format("2006-01-02T15:04"); got != "2026-12-24T23:00" || len(p.Zones[0].Slots) != 100 {
		t.Errorf("a preheat from 23 h starts the plan at %s, %d slots", got, len(p.Zones[0].Slots))
	}
}

// Two events a day: the recovery of the first must not reach into the anchor of the second.
func TestPlanKeepsTheAnchor(t *testing.T) {
	d := december.Add(24)
	s := steadyToy("bedroom", "living")
	events := []Event{modeOf(toyEvent(d, true), home.Extreme), modeOf(toyEvent(d, false), home.Extreme)}
	free := []Event{events[0], events[1]}
	for i := range free {
		free[i].AnchorStart, free[i].AnchorEnd = time.Time{}, time.Time{}
	}
	h := Learn(s.history(d))
	p, q := h.Plan(Ask{Day: d, Events: events}), h.Plan(Ask{Day: d, Events: free})
	if !(p.AnchorExtraKWh <= 0.5) || q.AnchorExtraKWh.Known() {
		t.Errorf("extra in the anchor %.2f kWh; without anchors %.2f", p.AnchorExtraKWh, q.AnchorExtraKWh)
	}
	extra := 0.0
	for _, z := range q.Zones {
		for _, s := range z.Slots {
			if !s.Start.Before(events[1].AnchorStart) && s.Start.Before(events[1].AnchorEnd) {
				extra += float64(s.PowerKW-s.UsualKW) * Step.Hours()
			}
		}
	}
	if extra <= 0.5 {
		t.Fatalf("the case is too easy: %.2f kWh in the anchor when nothing is kept", extra)
	}
	found := false
	for _, g := range p.GaveWay {
		if g.Limit == limitAnchor && g.Kept && g.By > 0 && g.From.Equal(events[1].AnchorStart) {
			found = true
		}
	}
	if !found {
		t.Errorf("the anchor is not listed: %+v", p.GaveWay)
	}
}

// A preheat of five hours begins in the morning's anchor: it begins after it instead.
func TestPlanDelaysPreheatAfterTheAnchor(t *testing.T) {
	d := december.Add(24)
	s := makeToy(toySpec{
		seed: 11, zones: []string{"living"}, from: december, days: 24, outdoor: -8, past: 3, forecast: true, loss: 0.2,
		usual: func(string, int, bool) float64 { return 21 },
	})
	e := modeOf(toyEvent(d, true), home.Extreme)
	e.PreheatStart = e.Start.Add(-5 * time.Hour)
	p := Make(s.history(d), Ask{Day: d, Events: []Event{e}})
	for _, slot := range p.Zones[0].Slots {
		if slot.Start.Before(e.AnchorEnd) && slot.SetpointC != slot.UsualC {
			t.Errorf("%s: %.1f °C, usually %.1f", slot.Start.Format("15:04"), slot.SetpointC, slot.UsualC)
		}
	}
}

func TestPlanMoney(t *testing.T) {
	d := december.Add(24)
	s := steadyToy("bedroom", "living")
	h := Learn(s.history(d))
	e := toyEvent(d, true)
	flat := func(time.Time) float64 { return 0.11142 }
	flex := func(t time.Time) float64 {
		if !t.Before(e.Start) && t.Before(e.End) {
			return 0.46463
		}
		return 0.09103
	}
	with := func(reward, minimum float64) Event {
		e := e
		e.Reward, e.MinKWh = reward, minimum
		return e
	}
	p := h.Plan(Ask{Day: d, Events: []Event{e}, Price: flat})
	saved := float64(p.WithoutEventEnergyKWh - p.EventEnergyKWh)
	if saved < 3 {
		t.Fatalf("saved %.2f kWh", saved)
	}
	near := func(name string, got series.Maybe, want float64) {
		t.Helper()
		if math.IsNaN(want) != !got.Known() || got.Known() && math.Abs(float64(got)-want) > 1e-9 {
			t.Errorf("%s = %.6f, want %.6f", name, got, want)
		}
	}
	near("reward", p.RewardDollars, saved*0.5849)
	near("reward, low", p.RewardLowDollars, float64(p.EventLowKWh)*0.5849)
	near("reward, high", p.RewardHighDollars, float64(p.EventHighKWh)*0.5849)
	near("cost", p.CostDollars, float64(p.EnergyKWh)*0.11142)
	near("without", p.WithoutDollars, float64(p.WithoutEnergyKWh)*0.11142)
	near("below the minimum", h.Plan(Ask{Day: d, Events: []Event{with(0.5849, 99)}}).RewardDollars, 0)
	near("reward not known", h.Plan(Ask{Day: d, Events: []Event{with(math.NaN(), 0)}}).RewardDollars, math.NaN())
	near("no rate, no dollars", h.Plan(Ask{Day: d, Events: []Event{e}}).CostDollars, math.NaN())
	q := h.Plan(Ask{Day: d, Events: []Event{with(0, 0)}, Price: flex})
	saved = float64(q.WithoutEventEnergyKWh - q.EventEnergyKWh)
	near("flex: avoided in the window", q.AvoidedDollars, saved*0.46463)
	near("flex: bought back around it", q.AvoidedDollars-(q.WithoutDollars-q.CostDollars), float64(q.EnergyKWh-q.EventEnergyKWh-q.WithoutEnergyKWh+q.WithoutEventEnergyKWh)*0.09103)
}

// The JSON has the fields of the contract: null for what is unknown, lists that are never
// null, times with the local offset.
func TestPlanJSON(t *testing.T) {
	d := december.Add(24)
	for _, events := range [][]Event{nil, {toyEvent(d, true)}} {
		s := steadyToy("living")
		b, err := json.Marshal(Make(s.history(d), Ask{Day: d, Events: events, Mode: home.Moderate}))
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"schema", "home", "from", "step_s", "mode", "energy_kwh", "event_energy_kwh", "without_event_energy_kwh", "event_low_kwh", "event_high_kwh", "confidence"} {
			if got[k] == nil {
				t.Errorf("%d events: %s is %v", len(events), k, got[k])
			}
		}
		for _, k := range []string{"zones", "gave_way", "windows", "reasons"} {
			if _, ok := got[k].([]any); !ok {
				t.Errorf("%d events: %s is %v, not a list", len(events), k, got[k])
			}
		}
		for _, k := range []string{"cost_dollars", "ideal_objective", "gap", "rounding_dollars"} {
			if v, ok := got[k]; !ok || v != nil {
				t.Errorf("%d events: %s is %v, want null", len(events), k, v)
			}
		}
		if got["from"] != "2026-12-25T00:00:00-05:00" {
			t.Errorf("from %v", got["from"])
		}
		if bytes.Contains(b, []byte("0001-01-01")) {
			t.Error("a time that is not known is written as the year one")
		}
	}
}
