package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The signature in both languages, on the simulated pilot.
func TestSignatureText(t *testing.T) { sameAsFile(t, "signature") }

// sameAsFile holds what a command says of the simulated pilot, in both languages, to
// testdata/COMMAND_LANGUAGE.golden. UPDATE_GOLDEN=1 writes the files anew.
func sameAsFile(t *testing.T, command string) {
	t.Helper()
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "3", "--seed", "7")
	for _, lang := range []string{"fr", "en"} {
		got := p.must(exitDone, command, "--lang", lang)
		name := filepath.Join("testdata", command+"_"+lang+".golden")
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatalf("%v; UPDATE_GOLDEN=1 makes it", err)
		}
		if got != string(want) {
			t.Errorf("%s --lang %s differs from %s:\n%s", command, lang, name, got)
		}
	}
}
