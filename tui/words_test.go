package tui

import (
	"strings"
	"testing"
	"time"

	"courant/tui/text"
)

// Ensure that nothing a person presses is met with silence, and that what cannot be done says
// why: a key without a meaning, a key under a question, a plan to apply of an event that is left.
func TestEveryKeyIsAnswered(t *testing.T) {
	for _, c := range []struct {
		desc, scene string
		keys        []string
		want        string
	}{
		{"a key without a meaning", "ready", []string{"Z"}, "« Z » ne fait rien ici."},
		{"a meaning takes it back", "ready", []string{"Z", "2"}, "-ne fait rien ici"},
		{"an action that cannot be done", "ready", []string{"u"}, "Participer de nouveau? Rien à annuler"},
		{"applying what is left", "skipped", []string{"a"}, "Vous ne participez pas : rien à appliquer"},
		{"the palette begins with what one can do", "ready", []string{":"}, "> a     Écrire la feuille du plan"},
		{"the help explains words", "ready", []string{"?"}, "Ancrage : les heures d'avant"},
		{"a simulated home", "simulated", nil, "Exemple simulé, pas votre maison."},
		{"a home of one's own", "ready", nil, "-Exemple simulé"},
	} {
		m := sample{scene: c.scene, lang: text.French, w: 80, h: 70, keys: c.keys}.model(t)
		v := strings.ReplaceAll(m.View(), "\u00a0", " ")
		if want, no := strings.CutPrefix(c.want, "-"); strings.Contains(v, want) == no {
			t.Errorf("%s: %q\n%s", c.desc, c.want, v)
		}
	}
}

// Ensure that a key under a question says that the question goes first, once its guard is over,
// and that leaving it takes this back.
func TestAKeyUnderAQuestionIsAnswered(t *testing.T) {
	m := sample{scene: "ready", lang: text.French, w: 80, h: 24, keys: []string{"p"}}.model(t)
	m.confirm.since = m.confirm.since.Add(-time.Second)
	press(m, "3")
	if v := m.View(); m.view != ViewToday || !strings.Contains(v, "Répondez d'abord") {
		t.Errorf("nothing is said:\n%s", v)
	}
	press(m, "esc")
	if m.confirm != nil || m.toast != "" {
		t.Errorf("the question left says %q still", m.toast)
	}
}
