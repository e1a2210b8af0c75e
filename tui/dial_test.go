package tui

import (
	"math"
	"strings"
	"testing"

	"courant/coach"
)

// turned is a dashboard on the schedule, its keys pressed.
func turned(t *testing.T, scene string, keys ...string) *Model {
	t.Helper()
	return sample{scene: scene, view: ViewSchedule, keys: keys}.model(t)
}

// Turning the dial moves along the frontier in the same frame: schedule, chart and figures
// follow, and esc puts the plan's own point back.
func TestDialMovesAlongTheFrontier(t *testing.T) {
	m := turned(t, "ready")
	own, points := m.report.Plan, m.report.Dial.Points
	if len(points) != 20 {
		t.Fatalf("%d points", len(points))
	}
	const halfDegrees = 0.5 // °C·h that rounding set-points may turn a notch back by
	for i := 1; i < len(points); i++ {
		if points[i].ColdDegreeHours > points[i-1].ColdDegreeHours+halfDegrees {
			t.Errorf("point %d is colder than the one before", i)
		}
	}
	before := m.View()
	for range points {
		press(m, ">")
	}
	if nextNotch(points, m.report.Plan.FrontierAt, 1) != m.report.Plan.FrontierAt || m.View() == before {
		t.Errorf("warmest is %d:\n%s", m.report.Plan.FrontierAt, m.View())
	}
	warm := m.report.Plan
	for range points {
		press(m, "<")
	}
	if nextNotch(points, m.report.Plan.FrontierAt, -1) != m.report.Plan.FrontierAt || !(m.report.Plan.EventEnergyKWh < warm.EventEnergyKWh) {
		t.Errorf("coldest uses %v in the event, warmest %v", m.report.Plan.EventEnergyKWh, warm.EventEnergyKWh)
	}
	if v := plainScreen(m); !strings.Contains(v, "Essai : ") {
		t.Errorf("a trial is not called one:\n%s", v)
	}
	press(m, "esc")
	if m.report.Plan != own || m.dial.turned() || m.view != ViewSchedule {
		t.Error("esc does not put the plan back")
	}
}

// A slot is given another set-point with + and −, the plan answers with what it costs, and u
// takes it back, the last one first.
func TestSlotIsOverridden(t *testing.T) {
	m := turned(t, "ready", "right", "right", "+", "+")
	z, at, _ := m.schedule.slot(m.frame())
	s, _ := slotAt(z, at)
	if !m.report.Plan.OverrideKWh.Known() || len(m.dial.overrides) != 1 || float64(s.SetpointC) != m.dial.overrides[0].SetpointC {
		t.Fatalf("set-point %v, overrides %+v", s.SetpointC, m.dial.overrides)
	}
	if v := m.View(); !strings.Contains(v, "Vos cases") {
		t.Errorf("what it costs is not told:\n%s", v)
	}
	for _, k := range []string{"right", "right", "right", "right", "-"} {
		press(m, k)
	}
	if len(m.dial.overrides) != 2 {
		t.Fatalf("%+v", m.dial.overrides)
	}
	press(m, "u")
	press(m, "u")
	if m.dial.turned() || m.report.Plan.OverrideKWh.Known() {
		t.Error("u leaves something")
	}

	// In the table the same keys do the same, and the cursor's row is marked.
	m = turned(t, "ready", "v", "down", "down", "+")
	if v := m.View(); len(m.dial.overrides) != 1 || !strings.Contains(v, "\n>") {
		t.Errorf("in the table:\n%s", v)
	}
}

// What was tried outlives fresh data, and ends with the mode, the home, and a report that has
// nothing to turn.
func TestTrialOutlivesFreshData(t *testing.T) {
	m := turned(t, "ready", ">")
	fresh := coach.Review(question(eve))
	m.Update(reportMsg{request: m.request, home: m.home, report: fresh})
	if !m.dial.turned() || m.report.Plan == fresh.Plan {
		t.Error("the trial is lost")
	}
	quiet := coach.Review(question(scenes["quiet"].at))
	m.Update(reportMsg{request: m.request, home: m.home, report: quiet})
	if m.dial.turned() || m.report.Plan != quiet.Plan {
		t.Error("a trial on nothing")
	}
}

// What a notch promises is what the plan then says: money and energy, to the cent and the
// watt-hour.
func TestDialKeepsItsPromise(t *testing.T) {
	m := turned(t, "ready", ">")
	points := m.report.Dial.Points
	for i := m.report.Plan.FrontierAt; ; {
		before := *m.report.Plan
		press(m, ">")
		after := *m.report.Plan
		next := after.FrontierAt
		if next == i {
			break
		}
		promised := float64(points[i].NetDollars - points[next].NetDollars)
		if got := float64(after.Gain() - before.Gain()); math.Abs(got-promised) > 1e-9 {
			t.Errorf("notch %d promised $%.4f and gives $%.4f", i, promised, got)
		}
		if got, want := float64(saved(&after)-saved(&before)), float64(points[next].SavedKWh-points[i].SavedKWh); math.Abs(got-want) > 1e-9 {
			t.Errorf("notch %d promised %.4f kWh and gives %.4f", i, want, got)
		}
		i = next
	}
}
