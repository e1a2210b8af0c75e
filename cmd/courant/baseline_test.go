package main

import (
	"strings"
	"testing"
)

// What each method gains for energy burnt on purpose is told with --gaming, for every
// method: nothing for courant by the anchor. What was left out is told without being asked.
func TestBaselineTellsGainsScoresAndWhatWasLeftOut(t *testing.T) {
	p := imported(t)
	w := p.file("w.csv", "start,end\n2027-01-12T06:00:00-05:00,2027-01-12T10:00:00-05:00\n2027-01-13T16:00:00-05:00,2027-01-13T20:00:00-05:00\n")
	methods := []string{"hq-credit", "hilo", "persistence", "courant", "courant-anchor", "ridge-0", "ridge-0.5"}
	for _, l := range strings.Split(strings.TrimSpace(p.must(exitDone, "baseline", "h-1", "--windows", w, "--gaming", "--json")), "\n") {
		x := object(t, l)
		if _, ok := x["left_out"].([]any); !ok {
			t.Errorf("left_out: %v", x["left_out"])
		}
		gaming, _ := x["gaming"].([]any)
		if len(gaming) != len(methods) {
			t.Fatalf("gaming of %d methods: %v", len(gaming), gaming)
		}
		for i, g := range gaming {
			g := g.(map[string]any)
			if g["method"] != methods[i] {
				t.Errorf("method %v, want %s", g["method"], methods[i])
			}
			if g["method"] == "courant" && g["anchor"] != 0.0 {
				t.Errorf("courant gains %v by the anchor", g["anchor"])
			}
		}
	}
	for lang, words := range map[string][]string{"en": {"RRMSE", "gain anchor", "ft out"}, "fr": {"RRMSE", "gain ancrage", "aissé de côté"}} {
		out := p.must(exitDone, "baseline", "h-1", "--windows", w, "--gaming", "--lang", lang)
		for _, word := range append(words, methods...) {
			if !strings.Contains(out, word) {
				t.Errorf("%s: no %q in\n%s", lang, word, out)
			}
		}
	}
	if out := p.must(exitDone, "baseline", "h-1", "--window", "2027-01-12T06:00/2027-01-12T10:00", "--gaming"); !strings.Contains(out, "gain") {
		t.Errorf("no gains of one window:\n%s", out)
	}
}
