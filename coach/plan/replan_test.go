package plan

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// shedsNothing is a plan with the usual set-points in the place of its own.
func shedsNothing(p Plan) *Plan {
	p.Zones = slices.Clone(p.Zones)
	for n := range p.Zones {
		p.Zones[n].Slots = slices.Clone(p.Zones[n].Slots)
		for i := range p.Zones[n].Slots {
			if s := &p.Zones[n].Slots[i]; s.Phase != normal {
				s.SetpointC = s.UsualC
			}
		}
	}
	return &p
}

// nudged is a plan half a degree cooler in one room, in the first half hour after its window.
func nudged(p Plan) *Plan {
	p.Zones = slices.Clone(p.Zones)
	p.Zones[0].Slots = slices.Clone(p.Zones[0].Slots)
	for i := range p.Zones[0].Slots {
		if s := &p.Zones[0].Slots[i]; !s.Start.Before(p.Windows[0].End) && s.Start.Before(p.Windows[0].End.Add(minRun*Step)) {
			s.SetpointC -= 0.5
		}
	}
	return &p
}

// What becomes of a plan that people live by when the day is planned again, and why.
func TestReplanReasons(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	first := h.Plan(a)
	low := 19.5
	careful, _ := coldHome(home.Moderate, func(p *home.Profile) { p.LowC = &low })
	for _, c := range []struct {
		desc     string
		house    *House
		last     *Plan
		underWay bool
		why      string
		stands   bool
	}{
		{desc: "the same data", last: &first, why: ReplanSame, stands: true},
		{desc: "a last plan that is half a degree off for half an hour", last: nudged(first), why: ReplanSmall, stands: true},
		{desc: "a last plan that sheds nothing", last: shedsNothing(first), why: ReplanGain},
		{desc: "the same, once its event has begun", last: shedsNothing(first), underWay: true, why: ReplanUnderWay, stands: true},
		{desc: "a floor that was declared since", house: careful, last: &first, why: ReplanLimits},
		{desc: "the same, once its event has begun", house: careful, last: &first, underWay: true, why: ReplanLimits},
	} {
		ask, house := a, h
		ask.Last, ask.UnderWay = c.last, c.underWay
		if c.house != nil {
			house = c.house
		}
		p := house.Plan(ask)
		r := p.Replan
		if r == nil || r.Why != c.why || r.Kept != c.stands {
			t.Errorf("%s: %+v", c.desc, r)
			continue
		}
		if (r.Slots == 0) != (c.why == ReplanSame) || (len(r.Zones) == 0) != (r.Slots == 0) {
			t.Errorf("%s: %d slots of %v", c.desc, r.Slots, r.Zones)
		}
		if c.why == ReplanGain && !(r.GainDollars >= replanGain) || c.why == ReplanSmall && c.stands && !(r.GainDollars < replanGain) {
			t.Errorf("%s: gains %v $", c.desc, r.GainDollars)
		}
		if c.stands && !sameSetpoints(p, *c.last) {
			t.Errorf("%s: told to stand, and moved", c.desc)
		}
		// The screen's dial starts from the same plan.
		f := house.Frontier(ask)
		dial := f.Plan(f.Chosen)
		if dial.Replan == nil || dial.Replan.Why != c.why || !sameSetpoints(dial, p) {
			t.Errorf("%s: the dial has another plan, %+v", c.desc, dial.Replan)
		}
	}
}

func sameSetpoints(p, q Plan) bool {
	return slices.EqualFunc(p.Zones, q.Zones, func(x, y Zone) bool {
		return slices.EqualFunc(x.Slots, y.Slots, func(s, t Slot) bool {
			return s.SetpointC == t.SetpointC || !s.SetpointC.Known() && !t.SetpointC.Known()
		})
	})
}

// Where no model can be learned any more there is no gain to state: the last plan stands.
func TestReplanWithoutAModel(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	first := h.Plan(a)
	d := a.Day
	toy := makeToy(toySpec{seed: 5, zones: []string{"living", "bedroom", "basement"}, from: december, days: 24, outdoor: -16, past: 3, forecast: true, profile: home.Profile{}})
	for k := range toy.set {
		if k.Kind == series.Heating || k.Kind == series.Energy {
			delete(toy.set, k)
		}
	}
	blind := Learn(toy.history(d))
	a.Last = &first
	p := blind.Plan(a)
	if r := p.Replan; r == nil || !r.Kept || r.GainDollars.Known() || r.Slots == 0 || !sameSetpoints(p, first) || p.Method != first.Method {
		t.Errorf("%+v, method %s", p.Replan, p.Method)
	}
}

// Of any home, planned on the eve and again at midnight: the same question has the same
// bytes; the second plan has the first one's set-points unless it says why not.
func TestReplanIsStable(t *testing.T) {
	changed, stood, same := 0, 0, 0
	for seed := range uint64(40) {
		if underRace && seed%4 != 0 {
			continue
		}
		d := drawHome(seed)
		if len(d.a.Events) == 0 || d.h.At.After(d.a.Events[0].PreheatStart.Add(-6*time.Hour)) {
			continue
		}
		first := Learn(d.h).Plan(d.a)
		d.a.Last = &first
		again := Learn(d.h).Plan(d.a)
		if again.Replan == nil || again.Replan.Why != ReplanSame {
			t.Errorf("seed %d: the same data: %+v", seed, again.Replan)
			continue
		}
		again.Replan = nil
		x, _ := json.Marshal(first)
		y, _ := json.Marshal(again)
		if !bytes.Equal(x, y) {
			t.Errorf("seed %d: asking again changes the answer", seed)
		}
		d.h.At = d.h.At.Add(5 * time.Hour)
		later := Learn(d.h).Plan(d.a)
		switch r := later.Replan; {
		case r.Kept:
			stood++
			if r.Why == ReplanSame {
				same++
			}
			for n, z := range later.Zones { // outside events a habit may have been learned anew
				for i, s := range z.Slots {
					if was := first.Zones[n].Slots[i].SetpointC; s.Phase != normal && first.Zones[n].Slots[i].Phase != normal && s.SetpointC != was && s.SetpointC.Known() && was.Known() {
						t.Errorf("seed %d, %s %s: told to stand, and moved from %v to %v", seed, z.Zone, s.Start.Format("15:04"), was, s.SetpointC)
					}
				}
			}
		case r.Why == ReplanGain && r.GainDollars >= replanGain, r.Why == ReplanLimits:
			changed++
		default:
			t.Errorf("seed %d: changed for nothing: %+v", seed, r)
		}
	}
	if !underRace && stood < 5 {
		t.Errorf("%d plans stood, %d changed", stood, changed)
	}
	t.Logf("%d plans stood, %d of them the same, %d changed", stood, same, changed)
}
