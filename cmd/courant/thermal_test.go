package main

import (
	"strings"
	"testing"
)

// The learned house in both languages, on the simulated pilot.
func TestThermalText(t *testing.T) { sameAsFile(t, "thermal") }

// A home of the sample files: its heat losses are those that it was made with, and what its
// perfect thermostats hide is not claimed.
func TestThermalJSON(t *testing.T) {
	p := imported(t)
	x := object(t, p.must(exitDone, "thermal", "h-1", "--json"))
	if x["schema"] != 1.0 || x["home"] != "h-1" || x["heat_from"] != "zones" {
		t.Errorf("schema %v, home %v, heat from %v", x["schema"], x["home"], x["heat_from"])
	}
	zones := x["zones"].([]any)
	if len(zones) != 3 {
		t.Fatalf("%d zones", len(zones))
	}
	for i, want := range []float64{50, 40, 90} { // basement, bedroom, living
		z := zones[i].(map[string]any)
		ua := z["ua_w_per_k"].(map[string]any)["value"].(float64)
		if ua < 0.85*want || ua > 1.15*want {
			t.Errorf("%v: %.0f W/K, made with %.0f", z["zone"], ua, want)
		}
		if len(z["gains_by_hour_kw"].([]any)) != 24 || len(z["scores"].([]any)) != 3 {
			t.Errorf("%v: hours or scores are missing", z["zone"])
		}
	}
}

func TestThermalWithoutData(t *testing.T) {
	p := newPerson(t)
	file := p.file("w.csv", "start,outdoor_c\n2027-01-14T10:00:00-05:00,-5\n2027-01-14T11:00:00-05:00,-6\n")
	p.must(exitDone, "import", file, "--home", "h-2", "--city", "quebec")
	code, out, errOut := p.run("thermal", "h-2", "--lang", "en")
	if code != exitDegraded || !strings.Contains(out, "nothing to learn yet") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
}
