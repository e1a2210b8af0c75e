package plan

import (
	"encoding/json"
	"testing"

	"courant/coach/home"
)

// BenchmarkByHand is the plan by hand of a home of two rooms whose full plan is known: the
// search over moments and set-points and the writing. Most of the time is running rooms on
// their thermostats.
func BenchmarkByHand(b *testing.B) {
	h, a := coldHome(home.Moderate, nil)
	s := h.study(a)
	i := s.choose()
	for b.Loop() {
		if _, ok := s.inHand(i); !ok {
			b.Fatal("none")
		}
	}
}

// A plan by hand is never better for its own objective than the bound of the optimum, is the
// same each time, stands when it is given and asked for again, and its frontier gives it too.
func TestByHandStands(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	a.ByHand = BesideHand
	p := h.Plan(a)
	if p.ByHand == nil || p.ByHand.Method != MethodByHand {
		t.Fatal("none beside the plan")
	}
	x, _ := json.Marshal(p.ByHand)
	y, _ := json.Marshal(h.Plan(a).ByHand)
	if string(x) != string(y) {
		t.Error("not the same twice")
	}
	if p.ByHand.RoundingDollars < p.RoundingDollars-1e-9 {
		t.Errorf("few moments cost $%.4f, the full plan $%.4f", p.ByHand.RoundingDollars, p.RoundingDollars)
	}
	a.ByHand = InHand
	alone := h.Plan(a)
	f := h.Frontier(a)
	for desc, q := range map[string]Plan{"in the plan's place": alone, "on the frontier": f.Plan(f.Chosen), "beside a point": *f.ByHand(f.Chosen, nil)} {
		if n, _ := slotsApart(q, *p.ByHand); n > 0 {
			t.Errorf("%s: %d slots are others", desc, n)
		}
	}
	if n, _ := slotsApart(f.Full(f.Chosen, nil), p); n > 0 {
		t.Errorf("the full plan is another in %d slots", n)
	}
	a.Last = &alone
	if again := h.Plan(a); again.Replan == nil || again.Replan.Why != ReplanSame || again.Method != MethodByHand {
		t.Errorf("asked again: %+v, %s", again.Replan, again.Method)
	}
}

// slotsApart counts the slots in which two plans differ.
func slotsApart(p, q Plan) (n int, zones []string) {
	for i, z := range p.Zones {
		for j, s := range z.Slots {
			if s.SetpointC != q.Zones[i].Slots[j].SetpointC {
				n++
				zones = append(zones, z.Zone)
			}
		}
	}
	return n, zones
}
