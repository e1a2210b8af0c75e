package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The signature in both languages, on the simulated pilot. UPDATE_GOLDEN=1 writes the files
// anew.
func TestSignatureText(t *testing.T) {
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "3", "--seed", "7")
	for _, lang := range []string{"fr", "en"} {
		got := p.must(exitDone, "signature", "--lang", lang)
		name := filepath.Join("testdata", "signature_"+lang+".golden")
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
			t.Errorf("signature --lang %s differs from %s:\n%s", lang, name, got)
		}
	}
}
