//go:build unix

package main

import (
	"os"
	"strings"
	"testing"
	"time"
)

// Ensure Ctrl-C leaves setup at once at any question, also where nothing typed is shown, and
// that nothing that was answered by then is kept.
func TestSetupStopsAtOnce(t *testing.T) {
	for _, c := range []struct {
		desc    string
		answers []string
		at      string
	}{
		{"at the first question", nil, "Quelle langue"},
		{"with a half-typed answer", []string{"", "", ""}, "Quel tarif"},
		{"at the passphrase", []string{"", "", "1", "5", "extrême", "", "", "", "", "oui"}, "Phrase de passe"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := real(t)
			before := p.must(exitDone, "home", "h-1", "--json")
			s := startSession(t, homeEnv(p.home), 90, 90, "setup")
			s.waitFor(soon, "Quelle langue")
			if s.waitFor(soon, "Ctrl-C arrête sans rien changer"); t.Failed() {
				return
			}
			for _, answer := range c.answers {
				time.Sleep(30 * time.Millisecond)
				s.send(answer + "\r")
			}
			s.waitFor(soon, c.at)
			s.send("2")
			time.Sleep(50 * time.Millisecond)
			asked := time.Now()
			s.send("\x03")
			if code := s.exit(soon); code != exitFailed {
				t.Errorf("exit %d", code)
			}
			if took := time.Since(asked); took > 2*time.Second {
				t.Errorf("it took %v to leave", took)
			}
			if !strings.Contains(s.text(), "\ncourant: Interrompu; rien n'a été fait à moitié.") {
				t.Errorf("not told on a line of its own:\n%s", s.text())
			}
			if _, err := os.Stat(p.home + "/config/courant/courant.toml"); err == nil {
				t.Error("a configuration was written")
			}
			if after := p.must(exitDone, "home", "h-1", "--json"); after != before {
				t.Errorf("it was\n%s, it is\n%s", before, after)
			}
		})
	}
}

// Ensure < goes back to the question before, also over one that was not asked.
func TestSetupGoesBack(t *testing.T) {
	p := real(t)
	s := startSession(t, homeEnv(p.home), 90, 120, "setup")
	s.waitFor(soon, "Quelle langue")
	// The rate says the programme, so that < at the mode goes back to the rate.
	for _, answer := range []string{"", "", "", "4", "<", "5", "3", "<", "1", "", "", "grenier", "", "", ""} {
		time.Sleep(30 * time.Millisecond)
		s.send(answer + "\r")
	}
	if code := s.exit(soon); code != exitDone {
		t.Fatalf("exit %d\n%s", code, s.text())
	}
	out := p.must(exitDone, "home", "h-1", "--json")
	for _, want := range []string{`"rate","value":"winter-credit"`, `"programme","value":"winter-credit"`, `"mode","value":"moderate"`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in %s\n%s", want, out, s.text())
		}
	}
	for _, want := range []string{"Programme de pointe : Flex D, c'est votre tarif qui le dit.", "modéré (3 °C de moins au plus)", "« grenier » n'est pas une de vos pièces"} {
		if !strings.Contains(strings.Join(strings.Fields(s.text()), " "), want) {
			t.Errorf("%q is not said:\n%s", want, s.text())
		}
	}
}
