package main

import (
	"strings"
	"testing"
	"time"
)

// An interrupt ends the accessible conversation at once, with a line that says so and the code of
// what was not done; the end of input ends it as q does. Nothing written has an escape byte.
func TestAccessibleInterrupt(t *testing.T) {
	longWay(t)
	p := newPerson(t)
	p.now = time.Now()
	p.must(0, "demo", "--homes", "2")
	for _, c := range []struct {
		what, lang, keys, want string
		code                   int
	}{
		{"Ctrl-C at the first question", "fr_CA.UTF-8", "\x03", "Interrompu", exitFailed},
		{"Ctrl-C at a question within a choice", "en_CA.UTF-8", "7\n\x03", "Interrupted", exitFailed},
		{"Ctrl-C in the midst of a line", "fr_CA.UTF-8", "25\nune no\x03", "Interrompu", exitFailed},
		{"Ctrl-D", "fr_CA.UTF-8", "\x04", "Au revoir.", exitDone},
		{"Ctrl-D in English", "en_CA.UTF-8", "\x04", "Goodbye.", exitDone},
	} {
		s := startSession(t, homeEnv(p.home, "ACCESSIBLE=1", "LANG="+c.lang), 80, 60)
		s.waitFor(20*time.Second, "?")
		s.waitFor(20*time.Second, map[string]string{"fr_CA.UTF-8": "Votre choix (?", "en_CA.UTF-8": "Your choice (?"}[c.lang])
		before, rest, _ := strings.Cut(c.keys, "\n")
		if rest != "" {
			s.send(before + "\n")
			time.Sleep(300 * time.Millisecond)
		} else {
			rest = before
		}
		began := time.Now()
		s.send(rest)
		if code := s.exit(5 * time.Second); code != c.code {
			t.Errorf("%s: exit %d, want %d", c.what, code, c.code)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("%s: it takes %v", c.what, took)
		}
		s.mu.Lock()
		raw := s.raw.String()
		s.mu.Unlock()
		lines := strings.Split(strings.TrimSpace(raw), "\r\n")
		if last := lines[len(lines)-1]; !strings.Contains(last, c.want) || strings.Contains(last, "^C") {
			t.Errorf("%s: it ends with %q", c.what, last)
		}
		if strings.ContainsRune(raw, 0x1b) {
			t.Errorf("%s: an escape byte in %q", c.what, raw)
		}
	}
}
