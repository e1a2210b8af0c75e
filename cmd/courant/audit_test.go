package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNotesAreKeptSealedAndForgotten(t *testing.T) {
	p := imported(t)
	p.must(exitDone, "note", "h-1", "thermostat", "du salon", "remplacé")
	p.must(exitDone, "note", "h-1", "rien à signaler\x1b[2J")
	out := p.must(exitDone, "note", "h-1")
	if !strings.Contains(out, "1  ") || !strings.Contains(out, "thermostat du salon remplacé") || strings.Contains(out, "\x1b") {
		t.Errorf("the notes:\n%q", out)
	}
	raw, err := os.ReadFile(filepath.Join(p.home, "data/courant/courant.db"))
	if err != nil || strings.Contains(string(raw), "thermostat") {
		t.Errorf("a note lies open in the store, or %v", err)
	}
	p.must(exitDone, "note", "h-1", "--remove", "1")
	lines := strings.Split(strings.TrimSpace(p.must(exitDone, "note", "h-1", "--json")), "\n")
	if len(lines) != 1 || object(t, lines[0])["number"] != 1.0 {
		t.Errorf("after removing one: %q", lines)
	}
	p.must(exitUsage, "note", "h-1", "--remove", "7")
	p.must(exitFailed, "note", "h-1", "no", "--read-only")
}

func TestEveryAccessIsWrittenDown(t *testing.T) {
	p := imported(t)
	p.must(exitDone, "report", "h-1")
	p.must(exitDone, "export", "h-1")
	out := p.must(exitDone, "audit")
	for _, want := range []string{"readings taken from a file", "facts of the home read or changed", "event added", "report read", "all exported", "h-1"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if records := p.must(exitDone, "audit", "--json"); !strings.Contains(records, `"action":"event add"`) {
		t.Errorf("machines are not told the command: %s", records)
	}
	p.vars = append(p.vars, "LOGNAME=lucie")
	p.must(exitDone, "report", "h-1")
	if out := p.must(exitDone, "audit"); !strings.Contains(out, "you (lucie)") || strings.Contains(out, "T23:04") {
		t.Errorf("who and when are not said as people do:\n%s", out)
	}
	p.must(exitDone, "audit", "verify")
	p.must(exitUsage, "audit", "verfy")

	log := filepath.Join(p.home, "data/courant/courant.db.audit")
	raw, err := os.ReadFile(log)
	if err != nil || strings.Contains(string(raw), "h-1") {
		t.Fatalf("the log names a home, or %v", err)
	}
	lines := strings.SplitAfter(string(raw), "\n")
	if err := os.WriteFile(log, []byte(strings.Join(lines[1:], "")), 0o600); err != nil {
		t.Fatal(err)
	}
	p.must(exitFailed, "audit", "verify")

	// What cannot be written down does not happen.
	if err := os.Remove(log); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(log, 0o700); err != nil {
		t.Fatal(err)
	}
	if out := p.must(exitFailed, "report", "h-1"); out != "" {
		t.Errorf("answered all the same: %q", out)
	}
}

// The simulated pilot has homes to go and see, each for a reason that is told.
func TestFleetRankTellsWhomToVisit(t *testing.T) {
	longWay(t)
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "42")
	out := p.must(exitDone, "fleet", "rank")
	for _, want := range []string{"no readings any more", "silent thermostat", "value stuck"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	lines := strings.Split(strings.TrimSpace(p.must(exitDone, "fleet", "rank", "--json", "--workers", "1")), "\n")
	if first := object(t, lines[0]); first["weight"] != 6.0 || first["cause"] != "silent" || first["since"] == nil || len(lines) > 8 {
		t.Errorf("%d to visit, first %v", len(lines), first)
	}
	if again := p.must(exitDone, "fleet", "rank", "--json", "--workers", "2"); again != strings.Join(lines, "\n")+"\n" {
		t.Error("the number of workers changes the answer")
	}
	p.must(exitUsage, "fleet", "rank", "--workers", "0")
	p.must(exitUsage, "fleet", "rnak")
}
