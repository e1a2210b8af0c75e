package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// A draw is one random home and question.
type draw struct {
	toy toy
	h   History
	a   Ask
}

var toyZones = [][]string{
	{"living"}, {"living", "bedroom"}, {"living", "bedroom", "basement"}, {"kitchen", "chambre1", "sous-sol", "salon"},
}

// drawHome makes a home of any kind that the pilot may hold.
func drawHome(seed uint64) draw {
	rnd := rand.New(rand.NewPCG(seed, 99))
	loc := series.Toronto()
	from := series.Date{Year: 2026, Month: 12, Day: 1}.Add(rnd.IntN(40))
	days := []int{1, 3, 12, 25, 45}[rnd.IntN(5)]
	zones := toyZones[rnd.IntN(len(toyZones))]
	p := home.Profile{Zones: map[string]home.ZoneProfile{}}
	for _, z := range zones {
		var zp home.ZoneProfile
		if rnd.IntN(5) == 0 {
			f := 14 + 6*rnd.Float64()
			zp.FloorC = &f
		}
		if rnd.IntN(8) == 0 {
			yes := true
			zp.Sensitive = &yes
		}
		if rnd.IntN(6) == 0 {
			heat := home.Heats()[rnd.IntN(5)]
			zp.Heating = &heat
		}
		if rnd.IntN(6) == 0 {
			kw := 0.5 + 2*rnd.Float64()
			zp.PowerKW = &kw
		}
		p.Zones[z] = zp
	}
	if rnd.IntN(4) == 0 {
		low, high := 16+3*rnd.Float64(), 21+2*rnd.Float64()
		p.LowC, p.HighC = &low, &high
	}
	base := 15 + 7*rnd.Float64()
	t := makeToy(toySpec{
		seed: seed, zones: zones, from: from, days: days, outdoor: -28 + 26*rnd.Float64(), past: min(rnd.IntN(4), days/5),
		meter: rnd.IntN(5) == 0, forecast: rnd.IntN(2) == 0, profile: p,
		step: []time.Duration{Step, Step, time.Hour, 5 * time.Minute}[rnd.IntN(4)],
		usual: func(zone string, hour int, weekend bool) float64 {
			c := base
			if hour >= 6 && hour < 22 {
				c += 2
			}
			if weekend {
				c += 0.5
			}
			return math.Round(2*c) / 2
		},
	})
	if t.home.Zones == nil {
		t.home.LowC, t.home.HighC = home.Known[float64]{}, home.Known[float64]{}
	}
	d := from.Add(days)
	a := Ask{Day: d, Mode: home.Modes()[rnd.IntN(3)], Price: func(time.Time) float64 { return 0.11142 }}
	for _, morning := range []bool{true, false} {
		if rnd.IntN(3) > 0 {
			e := modeOf(toyEvent(d, morning), a.Mode)
			if rnd.IntN(6) == 0 {
				e.SkippedZones = []string{zones[0]}
			}
			if rnd.IntN(5) == 0 { // Flex D: no anchor, a longer preheat
				e.AnchorStart, e.AnchorEnd = time.Time{}, time.Time{}
				e.PreheatStart = e.PreheatStart.Add(-3 * time.Hour)
			}
			a.Events = append(a.Events, e)
		}
	}
	h := t.history(d)
	if rnd.IntN(4) == 0 {
		h.At = d.Start(loc).Add(time.Duration(rnd.IntN(96)) * Step)
	}
	return draw{t, h, a}
}

// Whatever the home, the mode and the events: the slots are whole, set-points are half
// degrees held half an hour, no floor is broken, nor by the low end of a reduction's band,
// the anchor is kept, no saving is beyond the heating, and what is written is JSON.
func TestPlansKeepTheirPromises(t *testing.T) {
	n := 80
	if testing.Short() || underRace {
		n = 20
	}
	for seed := range uint64(n) {
		d := drawHome(seed)
		p := Make(d.h, d.a)
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			checkSlots(t, d, p)
			checkFloors(t, d, p)
			checkFigures(t, p)
		})
	}
}

func checkSlots(t *testing.T, d draw, p Plan) {
	t.Helper()
	want := d.a.Day.Slots(Step, d.h.Loc)
	for _, e := range d.a.Events {
		if early := d.a.Day.Start(d.h.Loc).Sub(e.PreheatStart); early > 0 {
			want = max(want, d.a.Day.Slots(Step, d.h.Loc)+int(early/Step))
		}
	}
	for _, z := range p.Zones {
		if len(z.Slots) != want {
			t.Fatalf("%s: %d slots, want %d", z.Zone, len(z.Slots), want)
		}
		var set []float64
		for i, s := range z.Slots {
			if !s.Start.Equal(p.From.Add(time.Duration(i) * Step)) {
				t.Fatalf("%s: slot %d starts at %s", z.Zone, i, s.Start)
			}
			c := float64(s.SetpointC)
			if !s.SetpointC.Known() {
				set = nil
				continue
			}
			if c != half(c) {
				t.Errorf("%s %s: %.3f °C is not half a degree", z.Zone, s.Start.Format("15:04"), c)
			}
			set = append(set, c)
		}
		if set != nil && !isHeld(set) {
			t.Errorf("%s: a set-point is not held half an hour: %v", z.Zone, set)
		}
	}
}

func checkFloors(t *testing.T, d draw, p Plan) {
	t.Helper()
	safety := DefaultSafety()
	zones := zonesOf(d.h.Home)
	for n, z := range p.Zones {
		for _, s := range z.Slots {
			usual := float64(s.UsualC)
			floor := safety.floor(d.h.Home, zones[n], s.Start.Hour(), usual)
			ceiling := safety.ceiling(d.h.Home, usual)
			if s.SetpointC.Known() && (float64(s.SetpointC) < floor.c-1e-9 || float64(s.SetpointC) > ceiling.c+1e-9) {
				t.Errorf("%s %s: %.1f °C, floor %.1f (%s), ceiling %.1f", z.Zone, s.Start.Format("15:04"), s.SetpointC, floor.c, floor.code, ceiling.c)
			}
			if z.Excluded != "" && s.SetpointC.Known() {
				t.Fatalf("%s stays out (%s) but is given %.1f °C", z.Zone, z.Excluded, s.SetpointC)
			}
			reduced := s.SetpointC.Known() && s.SetpointC < s.UsualC && s.Phase == reduction
			if reduced && s.LowC.Known() && !s.Start.Before(d.h.At) && float64(s.LowC) < floor.c-1e-6 {
				t.Errorf("%s %s: the band sinks to %.2f °C, floor %.1f (%s), set-point %.1f", z.Zone, s.Start.Format("15:04"), s.LowC, floor.c, floor.code, s.SetpointC)
			}
		}
		if zones[n].Sensitive.Value && len(d.a.Events) > 0 && z.Excluded == "" {
			t.Errorf("%s is sensitive to cold but takes part", z.Zone)
		}
	}
}

// Every code that a plan tells is in the lists that are put into words.
func TestCodesAreListed(t *testing.T) {
	for seed := range uint64(40) {
		p := Make(drawHome(seed).h, drawHome(seed).a)
		for _, g := range p.GaveWay {
			if !slices.Contains(Limits(), g.Limit) {
				t.Errorf("limit %q", g.Limit)
			}
		}
		for _, r := range p.Reasons {
			if !slices.Contains(Whys(), r.Code) {
				t.Errorf("reason %q", r.Code)
			}
		}
		for _, z := range p.Zones {
			if z.Excluded != "" && !slices.Contains(Whys(), z.Excluded) || z.FloorBy != "" && !slices.Contains(Limits(), z.FloorBy) {
				t.Errorf("zone left out by %q, floor by %q", z.Excluded, z.FloorBy)
			}
		}
	}
}

func checkFigures(t *testing.T, p Plan) {
	t.Helper()
	if extra := float64(p.AnchorExtraKWh); extra > DefaultSafety().AnchorKWh+1e-9 {
		t.Errorf("the plan adds %.2f kWh in the anchor", extra)
	}
	if p.EventEnergyKWh.Known() {
		if p.EventEnergyKWh < -1e-9 || p.EventHighKWh > p.WithoutEventEnergyKWh+1e-9 || p.EventLowKWh > p.EventHighKWh+1e-9 {
			t.Errorf("event %.2f of %.2f kWh, saved %.2f to %.2f", p.EventEnergyKWh, p.WithoutEventEnergyKWh, p.EventLowKWh, p.EventHighKWh)
		}
		var sum float64
		for _, z := range p.Zones {
			for _, s := range z.Slots {
				if s.PowerKW.Known() {
					sum += float64(s.PowerKW) * Step.Hours()
				}
			}
		}
		if math.Abs(sum-float64(p.EnergyKWh)) > 1e-6 {
			t.Errorf("the slots add up to %.4f kWh, the plan says %.4f", sum, p.EnergyKWh)
		}
	}
	for _, z := range p.Zones {
		for _, s := range z.Slots {
			if s.IndoorC.Known() && !(s.LowC <= s.IndoorC && s.IndoorC <= s.HighC) {
				t.Fatalf("%s %s: %.2f °C is not inside %.2f–%.2f", z.Zone, s.Start.Format("15:04"), s.IndoorC, s.LowC, s.HighC)
			}
			if s.PowerKW.Known() && s.PowerKW < 0 {
				t.Fatalf("%s %s: %.3f kW", z.Zone, s.Start.Format("15:04"), s.PowerKW)
			}
		}
	}
}

// Whatever stands in the series, there is a plan that keeps its promises.
func TestPlansOnHostileSeries(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e9, -1e9, 0, -999, math.MaxFloat64}
	for seed := range uint64(30) {
		d := drawHome(seed)
		rnd := rand.New(rand.NewPCG(seed, 5))
		share := []float64{0.01, 0.3, 1}[rnd.IntN(3)]
		for _, k := range d.h.Series.Keys() {
			s := d.h.Series[k].Clone()
			for i := range s.Values {
				if rnd.Float64() < share {
					s.Values[i] = bad[rnd.IntN(len(bad))]
				}
			}
			d.h.Series[k] = s
		}
		p := Make(d.h, d.a)
		checkSlots(t, d, p)
		checkFloors(t, d, p)
		checkFigures(t, p)
		if _, err := json.Marshal(p); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
}

// The same question gives the same bytes, and so does one whose series go on differently
// after its moment, weather apart.
func TestPlansDependOnThePastAlone(t *testing.T) {
	for seed := range uint64(25) {
		d := drawHome(seed)
		first, err := json.Marshal(Make(d.h, d.a))
		if err != nil {
			t.Fatal(err)
		}
		changed := series.Set{}
		for k, s := range d.h.Series {
			s = s.Clone()
			for i := range s.Values {
				if s.Time(i+1).After(d.h.At) && !k.Kind.Forecastable() {
					s.Values[i] += 3
				}
			}
			changed[k] = s
		}
		d.h.Series = changed
		second, err := json.Marshal(Make(d.h, d.a))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("seed %d: the plan saw what was measured later", seed)
		}
	}
}
