package main

import (
	"testing"
	"time"
)

// What the city's forecast says of its own doubt reaches the question, and the plan's
// interval with it; a forecast that had not been issued by the moment does not.
func TestForecastDoubtReachesThePlan(t *testing.T) {
	p := imported(t)
	newFakeSky(p, -12)
	width := func() float64 {
		x := object(t, p.must(exitDone, "plan", "h-1", "--date", "2027-01-15", "--json", "--read-only"))
		saved := x["without_event_energy_kwh"].(float64) - x["event_energy_kwh"].(float64)
		return (x["event_high_kwh"].(float64) - x["event_low_kwh"].(float64)) / saved
	}
	blind := width()
	p.must(exitDone, "weather", "pull", "--city", "quebec")
	if told := width(); !(told < blind) {
		t.Errorf("with a forecast the interval is %.3f of the saving, without %.3f", told, blind)
	}
	a := &app{env: Env{Now: func() time.Time { return p.now }, Vars: []string{"HOME=" + p.home, "XDG_STATE_HOME=" + p.home + "/state", "XDG_DATA_HOME=" + p.home + "/data", "XDG_CONFIG_HOME=" + p.home + "/config"}}, loc: p.now.Location()}
	sky := &skyBook{dir: a.weatherDir()}
	if s := sky.of("quebec").Doubt(p.now.Add(-3 * time.Hour)); s.Len() > 0 {
		t.Errorf("known before it was issued: %+v", s)
	}
}
