package tui

import (
	"strings"
	"testing"

	"courant/tui/text"
)

// Ensure the help names the keys as the language's keyboards print them.
func TestHelpNamesTheKeysInTheLanguage(t *testing.T) {
	for lang, want := range map[text.Lang][]string{
		text.French:  {"début", "fin ", "pg ↑", "pg ↓"},
		text.English: {"home ", "end ", "pgup", "pgdn"},
	} {
		v := sample{scene: "ready", lang: lang, w: 120, h: 40, keys: []string{"?"}}.model(t).View()
		for _, w := range want {
			if !strings.Contains(v, w) {
				t.Errorf("%s: %q is not told:\n%s", lang, w, v)
			}
		}
		if lang == text.French && strings.Contains(v, "pgup") {
			t.Errorf("an English key in French:\n%s", v)
		}
	}
}
