package tui

import (
	"strings"
	"testing"

	"courant/coach"
	"courant/tui/text"
)

// A home of many rooms is shown before its plan is there: nothing then says that there is
// none, every view draws, and the plan takes its place when it comes.
func TestPlanComesLater(t *testing.T) {
	whole := sample{scene: "ready"}.model(t)
	cfg := whole.cfg
	look, glance := coach.Look(question(eve)), coach.Glance(question(eve))
	cfg.First, cfg.Partial, cfg.Later = &look, true, func() coach.Report { return glance }
	m := New(cfg)
	for _, v := range views {
		m.view = v
		if s := m.View(); strings.Contains(s, text.French.Screen().Today.NoPlan) || strings.Contains(s, text.French.Screen().Schedule.None) {
			t.Errorf("view %v says that there is no plan:\n%s", v, s)
		}
		for _, k := range []string{"a", "<", "v", "i", "down", "esc", "c"} {
			press(m, k)
			m.View()
		}
	}
	m.view, m.confirm = ViewToday, nil
	if s := m.View(); !strings.Contains(s, "Événement de pointe") || !strings.Contains(s, text.French.Screen().Today.Planning) || !strings.Contains(s, "kWh") {
		t.Errorf("the first frame:\n%s", s)
	}
	m.request++
	_, cmd := m.Update(glanceMsg{m.request, m.home, glance})
	if s := m.View(); !strings.Contains(s, "Plan prêt") || strings.Contains(s, text.French.Screen().Today.Planning) || !m.partial {
		t.Errorf("the plan is there:\n%s", s)
	}
	run(m, cmd)
	if m.partial || m.report.Dial == nil && m.why(Colder) == text.French.Screen().Frame.Loading {
		t.Error("the whole report did not follow")
	}
	m.Update(glanceMsg{m.request, m.home, look})
	if m.report.Plan == nil {
		t.Error("a late look takes the plan away")
	}
}
