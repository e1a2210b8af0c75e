package main

import (
	"strings"
	"testing"
)

// Ensure doctor reads the person's own rule files, and names the line that is wrong.
func TestDoctorReadsTheRules(t *testing.T) {
	p := imported(t)
	good := p.file("rules.toml", "schema = 1\n[[window]]\nprogrammes = [\"flex-d\"]\nfrom = 2026-12-01\nam = [\"05:30\", \"09:30\"]\npm = [\"16:00\", \"20:00\"]\nsource = \"letter\"\n")
	p.vars = []string{"COURANT_RULES_EVENTS=" + good}
	if _, out, _ := p.run("doctor"); !strings.Contains(out, "rules.toml, no overlap and no hole") {
		t.Errorf("%s", out)
	}
	bad := p.file("bad.toml", "schema = 1\n[[window]]\nprogrammes = [\"flex-d\"]\nfrom = 2026-12-01\nam = [\"09:30\", \"05:30\"]\npm = [\"16:00\", \"20:00\"]\nsource = \"letter\"\n")
	p.vars = []string{"COURANT_RULES_EVENTS=" + bad}
	if code, out, _ := p.run("doctor"); code != exitFailed || !strings.Contains(out, "bad.toml, line 5") {
		t.Errorf("exit %d, %s", code, out)
	}
	p.vars = []string{"COURANT_RULES_TARIFFS=" + bad}
	if code, out, _ := p.run("doctor"); code != exitFailed || !strings.Contains(out, "bad.toml, line 2") {
		t.Errorf("exit %d, %s", code, out)
	}
}
