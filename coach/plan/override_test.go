package plan

import (
	"testing"
	"time"

	"courant/coach/home"
)

// Set-points of a person's own that follow each other end when the last one's slot does; one
// alone is held half an hour, as any set-point.
func TestOwnSetpointsEndOnTime(t *testing.T) {
	h, a := coldHome(home.Moderate, nil)
	from := a.Events[0].Start
	before := h.Plan(a)
	for _, n := range []int{1, 2, 3, 12} {
		end := from.Add(time.Duration(max(n, minRun)) * Step)
		a.Overrides = nil
		for i := range n {
			a.Overrides = append(a.Overrides, Override{Zone: "living", Start: from.Add(time.Duration(i) * Step), SetpointC: 21})
		}
		for z, zone := range h.Plan(a).Zones {
			for i, s := range zone.Slots {
				want := before.Zones[z].Slots[i].SetpointC
				if zone.Zone == "living" && !s.Start.Before(from) && s.Start.Before(end) {
					want = 21
				}
				if s.SetpointC != want {
					t.Errorf("%d slots, %s %s: %.1f °C, want %.1f", n, zone.Zone, s.Start.Format("15:04"), s.SetpointC, want)
				}
			}
		}
	}
}
