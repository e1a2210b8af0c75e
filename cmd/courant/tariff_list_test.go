package main

import (
	"strings"
	"testing"
)

// Ensure the notes on where a price was read are in the person's language, and the data's own for
// machines.
func TestTariffListSpeaksTheLanguage(t *testing.T) {
	p := newPerson(t)
	french := p.must(exitDone, "tariff", "list", "--lang", "fr")
	for _, english := range []string{"not known", "not updated", "press,", "general", "example", "page 2025"} {
		if strings.Contains(french, english) {
			t.Errorf("%q in French:\n%s", english, french)
		}
	}
	if !strings.Contains(french, "exemple d'Hydro-Québec") || !strings.Contains(french, "dvd-dev/hilo const.py") {
		t.Errorf("the sources are not told:\n%s", french)
	}
	if out := p.must(exitDone, "tariff", "list", "--json"); !strings.Contains(out, "press, 50 at the launch") {
		t.Errorf("a source of the JSON:\n%s", out)
	}
}
