package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Ensure that the words that people read on the screens are taken where they are typed, and that
// a wrong word is answered with what would be right.
func TestTypedWords(t *testing.T) {
	p := imported(t)
	p.lang = "fr_CA.UTF-8"
	p.must(exitDone, "home", "h-1", "set", "mode=Audacieux")
	if out := p.must(exitDone, "home", "h-1"); !strings.Contains(out, "audacieux") {
		t.Errorf("mode=Audacieux:\n%s", out)
	}
	file := filepath.Join(p.home, "odd.toml")
	if err := os.WriteFile(file, []byte("[infux]\nurl = \"https://example.com\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	naive := filepath.Join(p.home, "naive.csv")
	if err := os.WriteFile(naive, []byte("time,energy_kwh\n2025-11-02 00:00,1\n2025-11-02 01:00,1\n2025-11-02 02:00,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		desc string
		args []string
		want string
		not  string
	}{
		{"a mode in French", []string{"plan", "h-1", "--mode", "extreme"}, "", "--mode"},
		{"a mode that is none", []string{"plan", "h-1", "--mode", "brutal"}, "moderate|ambitious|extreme", ""},
		{"a note without its home", []string{"note", "Filtre changé"}, "courant note MAISON Filtre changé", ""},
		{"a home in small letters, cut short", []string{"report", "H-"}, "Vouliez-vous dire h-1?", ""},
		{"an hour that happens twice", []string{"import", naive, "--home", "n-1"}, "--tz UTC", ""},
		{"its zone told", []string{"import", naive, "--home", "n-1", "--tz", "UTC"}, "", "deux fois"},
		{"a section", []string{"homes", "--config", file}, "Vouliez-vous dire « influx »?", ""},
	} {
		_, _, errOut := p.run(c.args...)
		if !strings.Contains(errOut, c.want) || c.not != "" && strings.Contains(errOut, c.not) {
			t.Errorf("%s: %s", c.desc, errOut)
		}
	}
}
