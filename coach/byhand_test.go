package coach

import (
	"testing"
	"time"

	"courant/coach/plan"
)

// A plan by hand has few moments, at hours at which people are up, for each room and for the
// home, keeps the floors, and costs no less than the plan that it stands beside; the same
// question gives the same one.
func TestPlanByHand(t *testing.T) {
	for n := range 6 {
		q := ask(t, n)
		v := open(q)
		day := PlanDate(q)
		house, a := v.house(day), v.ask(day, "")
		a.ByHand = plan.BesideHand
		begun := time.Now()
		p := house.Plan(a)
		took := time.Since(begun)
		if p.ByHand == nil {
			if p.Method != plan.MethodOffsets {
				t.Errorf("home %d: none", n)
			}
			continue
		}
		hand := *p.ByHand
		moments := map[time.Time]bool{}
		for _, z := range hand.Zones {
			changes := 0
			for i := 1; i < len(z.Slots); i++ {
				s, b := z.Slots[i], z.Slots[i-1]
				own, before := s.SetpointC.Known() && s.SetpointC != s.UsualC, b.SetpointC.Known() && b.SetpointC != b.UsualC
				if !s.SetpointC.Known() || s.SetpointC == b.SetpointC || !own && !before {
					continue
				}
				changes++
				moments[s.Start] = true
				if at := s.Start; at.Minute()%30 != 0 || at.Hour() < 5 || at.Hour() >= 23 {
					t.Errorf("home %d, %s: a change at %s", n, z.Zone, at.Format("15:04"))
				}
			}
			if changes > 3 {
				t.Errorf("home %d, %s: %d changes", n, z.Zone, changes)
			}
		}
		if len(moments) > 4 {
			t.Errorf("home %d: %d moments", n, len(moments))
		}
		t.Logf("home %d %v: %s, full %.2f $ %.2f kWh cold %.2f; by hand %.2f $ %.2f kWh cold %.2f, %d moments", n, took, hand.Method, p.Gain(), p.WithoutEventEnergyKWh-p.EventEnergyKWh, p.ColdDegreeHours, hand.Gain(), hand.WithoutEventEnergyKWh-hand.EventEnergyKWh, hand.ColdDegreeHours, len(moments))
	}
}
