package main

import (
	"strings"
	"testing"
)

// Ensure only an advice that the home was given can be noted as followed, in a room that it
// has, and that one which was given can.
func TestOnlyAGivenAdviceIsDone(t *testing.T) {
	p := imported(t)
	r := object(t, p.must(exitDone, "report", "h-1", "--json"))
	given := ""
	for _, a := range r["advices"].([]any) {
		given = a.(map[string]any)["code"].(string)
	}
	if given == "" {
		t.Fatal("the sample home is given no advice")
	}
	p.says(exitUsage, []string{"note", "h-1", "--done", "stuck-sensor"}, "Ce conseil n'a pas été donné à h-1 : stuck-sensor.", "This advice was not given to h-1: stuck-sensor.")
	if _, _, said := p.run("note", "h-1", "--done", "stuck-sensor"); !strings.Contains(said, given) {
		t.Errorf("the one that was given is not named: %s", said)
	}
	p.says(exitUsage, []string{"note", "h-1", "--done", given, "--zone", "grenier"}, "Pièce inconnue : grenier.", "Unknown room: grenier.")
	p.must(exitDone, "note", "h-1", "--done", given)
	if out := p.must(exitDone, "note", "h-1", "--json"); !strings.Contains(out, `"done":"`+given+`"`) {
		t.Errorf("it is not kept: %s", out)
	}
}
