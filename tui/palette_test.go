package tui

import (
	"testing"

	"courant/tui/text"
)

// The palette is found by the words that people use, in either language, with or without
// accents; what is named so comes before what is only meant.
func TestPaletteUnderstands(t *testing.T) {
	for _, c := range []struct {
		typed string
		lang  text.Lang
		want  Action
	}{
		{"sauter", text.French, Skip},
		{"skip", text.French, Skip},
		{"participer", text.French, Skip},
		{"chaud", text.French, Warmer},
		{"froid", text.French, Colder},
		{"facture", text.French, ViewConsumption},
		{"langue", text.French, CycleLang},
		{"francais", text.English, CycleLang},
		{"modere", text.French, CycleMode},
		{"credit", text.French, ViewEvents},
		{"imprimer", text.French, Apply},
		{"quitter", text.French, Quit},
		{"visit", text.English, Note},
	} {
		found := (&paletteBox{typed: c.typed}).found(c.lang.Screen())
		if len(found) == 0 || found[0].action != c.want {
			t.Errorf("%q (%s) finds %v first", c.typed, c.lang, found)
		}
	}
	if found := (&paletteBox{typed: "xyzzy"}).found(text.French.Screen()); len(found) != 0 {
		t.Errorf("nonsense finds %v", found)
	}
}
