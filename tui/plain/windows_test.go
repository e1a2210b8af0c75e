package plain

import (
	"strings"
	"testing"
	"time"

	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// Ensure that a plan for two events of one day tells what it keeps out of each, and the parts
// add up to the sum that it tells.
func TestEachEventOfADayIsTold(t *testing.T) {
	midnight := time.Date(2027, 1, 15, 0, 0, 0, 0, time.UTC)
	window := func(from, to int) plan.Window {
		return plan.Window{Start: midnight.Add(time.Duration(from) * time.Hour), End: midnight.Add(time.Duration(to) * time.Hour)}
	}
	p := plan.Plan{Windows: []plan.Window{window(6, 10), window(16, 20)}, WithoutEventEnergyKWh: 14, EventEnergyKWh: 4, EventLowKWh: 8, EventHighKWh: 12}
	z := plan.Zone{Zone: "living"}
	for i := range 96 {
		s := plan.Slot{Start: midnight.Add(time.Duration(i) * plan.Step), UsualKW: 2, PowerKW: 2}
		switch hour := i / 4; {
		case hour >= 6 && hour < 10:
			s.PowerKW = 0.25 // 7 kWh less
		case hour >= 16 && hour < 20:
			s.PowerKW = 1.25 // 3 kWh less
		}
		z.Slots = append(z.Slots, s)
	}
	z.WorstDropC = series.Unknown()
	p.Zones = []plan.Zone{z}
	for l, want := range map[text.Lang]string{
		text.French:  "Pendant les événements : 10,0 kWh de moins en tout (entre 8,0 et 12,0), de 6 h à 10 h 7,0 kWh, de 16 h à 20 h 3,0 kWh.",
		text.English: "During the events: 10.0 kWh less in all (between 8.0 and 12.0), 6:00 to 10:00 7.0 kWh, 16:00 to 20:00 3.0 kWh.",
	} {
		if got := strings.ReplaceAll(Worth(l, p, time.UTC), "\u00a0", " "); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
	p.Windows = p.Windows[:1]
	if got := Worth(text.French, p, time.UTC); strings.Contains(got, "en tout") || strings.Contains(got, "de 6") {
		t.Errorf("one event: %q", got)
	}
}
