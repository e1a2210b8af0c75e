package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"courant/coach/plan"
	"courant/tui/text"
)

// The schedule says what became of the plan that was given before, under its title, and still
// fits the screen.
func TestScheduleTellsReplan(t *testing.T) {
	for _, c := range []struct {
		desc   string
		lang   text.Lang
		w, h   int
		replan plan.Replan
		want   string
	}{
		{"kept in an event", text.French, 80, 24, plan.Replan{Kept: true, Why: plan.ReplanUnderWay, Slots: 2, GivenAt: eve}, "L'événement est commencé : le plan du jeu. 14 janv. 18 h 04 est gardé"},
		{"changed for a gain, narrow", text.English, 60, 20, plan.Replan{Why: plan.ReplanGain, Slots: 8, Zones: []string{"salon"}, GainDollars: 0.42, GivenAt: eve}, "Plan revised: the one of Thu Jan 14 18:04"},
		{"a sensor lost", text.English, 120, 40, plan.Replan{Kept: true, Why: plan.ReplanLost, Zones: []string{"salon"}, LostSince: eve}, "No temperature received since 18:04 (living room): the plan worked out at midnight is kept"},
	} {
		m := sample{scene: "ready", w: c.w, h: c.h, lang: c.lang, view: ViewSchedule}.model(t)
		r, p := *m.report, *m.report.Plan
		p.Replan = &c.replan
		r.Plan, m.report = &p, &r
		screen := m.View()
		flat := strings.Join(strings.Fields(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(ansi.Strip(screen))), " ")
		if !strings.Contains(flat, c.want) {
			t.Errorf("%s: no %q in\n%s", c.desc, c.want, screen)
		}
		lines := strings.Split(screen, "\n")
		if len(lines) > c.h {
			t.Errorf("%s: %d lines on %d", c.desc, len(lines), c.h)
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > c.w {
				t.Errorf("%s: %d columns on %d: %s", c.desc, ansi.StringWidth(l), c.w, l)
			}
		}
	}
}
