package tui

import (
	"strings"
	"testing"

	"courant/tui/text"
)

// Ensure that the words that come to mind find a view or the way back, that clock times are taken
// as they are written, and that what is kept is said as it is kept.
func TestAccessibleTakesWords(t *testing.T) {
	for _, c := range []struct {
		desc, want, not string
		lang            text.Lang
		lines           []string
	}{
		{"tomorrow is the first view", "Your choice:\nHome", "No choice", text.English, []string{"2", "tomorrow"}},
		{"the price is the bill's view", "en tout", "Aucun choix", text.French, []string{"Prix"}},
		{"the way back, without an accent", "À faire avant", "Aucun choix", text.French, []string{"5", "retour"}},
		{"again", "conseil", "Aucun choix", text.French, []string{"5", "repeter"}},
		{"an English time", "until what time?", "Type a time", text.English, []string{"15", "1", "5:30 am"}},
		{"a time that is none", "Type a time", "", text.English, []string{"15", "1", "15 pm"}},
		{"a colon as the language spaces it", "Event: ", "Event : ", text.English, []string{"4"}},
		{"a note is said as it is kept", "Note gardée : Filtre changé → 2", "%", text.French, []string{"n", "Filtre changé → 2"}},
		{"bytes that are no text", "UTF-8", "Note gardée", text.French, []string{"n", "chang\xe9"}},
		{"an arrow is no empty line", "Note gardée : oui", "Rien n'est changé.", text.French, []string{"n", "\x1b[A", "oui"}},
		{"what a step takes off, in words", "kWh retirés.", "Mesuré, moins", text.French, []string{"3", "25", "1"}},
		{"a home that is hidden", "Maison cachée", "nom caché", text.French, []string{"P", "1"}},
	} {
		out, _ := converseFully(t, c.lang, c.lines...)
		if !strings.Contains(out, c.want) || c.not != "" && strings.Contains(out, c.not) {
			t.Errorf("%s: %q wanted, not %q:\n%s", c.desc, c.want, c.not, out)
		}
	}
}
