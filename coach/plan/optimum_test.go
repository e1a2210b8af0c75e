package plan

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/plan/solve"
)

// coldHome is a toy home on a cold day with a rate and one morning event.
func coldHome(mode home.Mode, change func(*home.Profile)) (*House, Ask) {
	p := home.Profile{Zones: map[string]home.ZoneProfile{}}
	if change != nil {
		change(&p)
	}
	d := december.Add(24)
	t := makeToy(toySpec{
		seed: 5, zones: []string{"living", "bedroom", "basement"}, from: december, days: 24, outdoor: -16, past: 3, forecast: true, profile: p,
	})
	a := Ask{Day: d, Mode: mode, Events: []Event{modeOf(toyEvent(d, true), mode)}, Price: func(time.Time) float64 { return 0.11142 }}
	return Learn(t.history(d)), a
}

// Whatever the home: where a plan is the optimum it is proved, costs no more than its
// rounding says, stays in the mode's comfort class and sheds what the offsets shed.
func TestOptimumKeepsItsClass(t *testing.T) {
	optimal, possible := 0, 0
	for seed := range uint64(40) {
		if underRace && seed%4 != 0 {
			continue
		}
		d := drawHome(seed)
		s := Learn(d.h).study(d.a)
		if s.best == nil {
			continue
		}
		possible++
		i := s.choose()
		if i < 0 {
			continue
		}
		optimal++
		v := s.at(i)
		if gap := v.ideal - v.bound; gap < 0 || gap > solve.Tolerance(v.ideal) {
			t.Errorf("seed %d: gap %g", seed, gap)
		}
		got := v.coldness(func(n int) run { return v.tracks[n].with })
		if !got.within(s.limits) {
			t.Errorf("seed %d: %+v is colder than the class, %+v", seed, got, s.limits)
		}
		if heat, offsets := v.eventHeat(), s.offsets.eventHeat(); heat > offsets+heatPlay {
			t.Errorf("seed %d: %.2f kWh in the windows, the offsets use %.2f", seed, heat, offsets)
		}
	}
	if possible < 10 && !underRace || 2*optimal < possible {
		t.Errorf("%d plans of %d are optimal", optimal, possible)
	}
}

func TestPlanIsProvedAndCompared(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	p := h.Plan(a)
	if p.Method != MethodOptimal {
		t.Fatalf("method %s, reasons %v", p.Method, p.Reasons)
	}
	if gap := float64(p.Gap); !(gap >= 0 && gap <= solve.Tolerance(float64(p.IdealObjective))) {
		t.Errorf("gap %g", gap)
	}
	if !(p.RoundingDollars >= -1e-6 && p.RoundingDollars < 2) {
		t.Errorf("rounding costs %.2f $", p.RoundingDollars)
	}
	if len(p.Columns) != 3 {
		t.Fatalf("%d columns", len(p.Columns))
	}
	nothing, offsets, plan := p.Columns[0], p.Columns[1], p.Columns[2]
	if nothing.Name != "nothing" || offsets.Name != "offsets" || plan.Name != "plan" {
		t.Errorf("columns %s, %s, %s", nothing.Name, offsets.Name, plan.Name)
	}
	if nothing.SavedKWh != 0 || nothing.ColdDegreeHours != 0 || nothing.EventEnergyKWh != p.WithoutEventEnergyKWh {
		t.Errorf("doing nothing: %+v", nothing)
	}
	if plan.SavedKWh < offsets.SavedKWh-heatPlay || plan.ColdDegreeHours > offsets.ColdDegreeHours+0.02 {
		t.Errorf("plan %+v, offsets %+v", plan, offsets)
	}
	if !(plan.NetDollars < nothing.NetDollars) {
		t.Errorf("the plan costs %.2f $, nothing %.2f $", plan.NetDollars, nothing.NetDollars)
	}
	for _, z := range p.Zones {
		for _, s := range z.Slots {
			if s.Phase == preheat && float64(s.SetpointC) > float64(s.UsualC)+2.5+1e-9 {
				t.Errorf("%s %s: %.1f °C in a preheat, usually %.1f", z.Zone, s.Start.Format("15:04"), s.SetpointC, s.UsualC)
			}
		}
	}
}

func TestFrontier(t *testing.T) {
	h, a := coldHome(home.Extreme, nil)
	f := h.Frontier(a)
	if len(f.Points) != comfortPrices {
		t.Fatalf("%d points", len(f.Points))
	}
	first, last := f.Points[0], f.Points[comfortPrices-1]
	if !(first.EventEnergyKWh < last.EventEnergyKWh-1 && first.ColdDegreeHours > last.ColdDegreeHours+1) {
		t.Errorf("from %+v to %+v", first, last)
	}
	for i := range f.Points {
		s := f.study.at(i)
		if i > 0 && comfortCold(f.study, i) > comfortCold(f.study, i-1)+1e-3 {
			t.Errorf("point %d: the optimum is colder than at a lower price of cold", i)
		}
		p := f.Plan(i)
		if p.EventEnergyKWh != f.Points[i].EventEnergyKWh || p.FrontierAt != i || len(p.Frontier) != comfortPrices {
			t.Errorf("point %d: plan %.3f kWh, point %.3f", i, p.EventEnergyKWh, f.Points[i].EventEnergyKWh)
		}
		if gap := s.ideal - s.bound; gap < 0 || gap > solve.Tolerance(s.ideal) {
			t.Errorf("point %d: gap %g", i, gap)
		}
	}
	asked := a
	asked.Comfort = 15
	one, other := h.Plan(asked), f.Plan(14)
	other.Frontier, other.FrontierAt = nil, -1
	x, _ := json.Marshal(one)
	y, _ := json.Marshal(other)
	if !bytes.Equal(x, y) {
		t.Error("the plan of a point is not the one that is asked for by its number")
	}
}

// comfortCold is what the optimum itself pays for cold over its comfort price, °C·h weighed.
func comfortCold(s *study, i int) float64 {
	p := s.best.program(comfortPrice(i), s.lift)
	var w solve.Workspace
	r, err := w.Solve(&p)
	if err != nil {
		return math.NaN()
	}
	sum := 0.0
	for _, l := range s.best.hinges {
		for _, v := range r.Violations[l] {
			sum += v * p.Limits[l].Price[0] / comfortPrice(i)
		}
	}
	return sum
}

// A person's own set-point is answered at once with what it costs, inside the floors.
func TestOverrides(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	before := h.Plan(a)
	if before.OverrideDollars.Known() {
		t.Error("a cost of nothing")
	}
	at := a.Events[0].Start.Add(time.Hour)
	a.Overrides = []Override{{Zone: "living", Start: at, SetpointC: 21}}
	p := h.Plan(a)
	if !(p.OverrideKWh > 0 && p.OverrideDollars > 0 && p.OverrideColdDegreeHours <= 0) {
		t.Errorf("%.2f kWh, %.2f $, %.2f °C·h", p.OverrideKWh, p.OverrideDollars, p.OverrideColdDegreeHours)
	}
	for _, z := range p.Zones {
		for _, s := range z.Slots {
			in := !s.Start.Before(at) && s.Start.Before(at.Add(30*time.Minute))
			if z.Zone == "living" && in && s.SetpointC != 21 {
				t.Errorf("%s: %.1f °C", s.Start.Format("15:04"), s.SetpointC)
			}
		}
	}
	a.Overrides = []Override{{Zone: "living", Start: at, SetpointC: 3}, {Zone: "attic", Start: at, SetpointC: 19}, {Zone: "living", Start: at.AddDate(0, 0, 3), SetpointC: 19}}
	for _, z := range h.Plan(a).Zones {
		for _, s := range z.Slots {
			if s.SetpointC < 15 {
				t.Errorf("%s %s: %.1f °C, below any floor", z.Zone, s.Start.Format("15:04"), s.SetpointC)
			}
		}
	}
}

// A room that nobody uses may cool further than the mode's reduction, never below its floor.
func TestUnusedRoomCools(t *testing.T) {
	always := "always"
	h, a := coldHome(home.Moderate, func(p *home.Profile) { p.Zones["living"] = home.ZoneProfile{Unused: &always} })
	lowest := 99.0
	for _, z := range h.Plan(a).Zones {
		for _, s := range z.Slots {
			if z.Zone == "living" {
				lowest = min(lowest, float64(s.SetpointC))
			}
		}
	}
	if lowest != DefaultSafety().Floor {
		t.Errorf("an unused room is set to %.1f °C at least, floor %.0f", lowest, DefaultSafety().Floor)
	}
}

// What can be earned below the least that is paid is not planned for, and more than the most
// that is paid is not shed for money.
func TestRewardEnds(t *testing.T) {
	h, a := coldHome(home.Extreme, nil)
	free := h.Plan(a)
	saved := free.WithoutEventEnergyKWh - free.EventEnergyKWh
	a.Events[0].MostKWh = float64(saved) / 2
	a.Comfort = 8
	capped := h.Plan(a)
	a.Events[0].MostKWh = 0
	full := h.Plan(a)
	if !(capped.EventEnergyKWh > full.EventEnergyKWh) {
		t.Errorf("%.2f kWh with a most, %.2f without", capped.EventEnergyKWh, full.EventEnergyKWh)
	}
	a.Events[0].MinKWh = 1000
	if never := h.Plan(a); !(never.EventEnergyKWh > full.EventEnergyKWh+1) || never.RewardDollars != 0 {
		t.Errorf("%.2f kWh where nothing can be earned, %.2f where it can; reward %.2f $", never.EventEnergyKWh, full.EventEnergyKWh, never.RewardDollars)
	}
}

// A day planned again with the same data is the same; with a forecast a little colder the
// last plan stands, and what it would have gained is told.
func TestReplanChangesForAGain(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	first := h.Plan(a)
	a.Last = &first
	again := h.Plan(a)
	if again.Replan == nil || !again.Replan.Kept || again.Replan.Slots != 0 {
		t.Fatalf("the same data: %+v", again.Replan)
	}
	a.Price = func(time.Time) float64 { return 0.1112 }
	near := h.Plan(a)
	if near.Replan == nil || !near.Replan.Kept || !(near.Replan.GainDollars < replanGain) {
		t.Errorf("a price that moves by a tenth of a cent: %+v", near.Replan)
	}
	for n, z := range near.Zones {
		for i, s := range z.Slots {
			if s.SetpointC != first.Zones[n].Slots[i].SetpointC {
				t.Fatalf("%s %s moved", z.Zone, s.Start.Format("15:04"))
			}
		}
	}
}
