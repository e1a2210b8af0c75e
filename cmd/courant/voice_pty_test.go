//go:build unix

package main

import (
	"bytes"
	"os"
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

// Setup for a voice draws nothing, asks each question on a line of its own, and asks whether to
// keep to it; the answer is kept where every command finds it.
func TestSetupForAVoice(t *testing.T) {
	longWay(t)
	for lang, keep := range map[string]string{"fr_CA.UTF-8": "Toujours parler en phrases", "en_CA.UTF-8": "Always speak in sentences"} {
		p := newPerson(t)
		s := startSession(t, homeEnv(p.home, "ACCESSIBLE=1", "LANG="+lang), 90, 90, "setup")
		s.send("\r\r\r\r")
		if code := s.exit(soon); code != exitDone {
			t.Fatalf("%s: exit %d\n%s", lang, code, s.text())
		}
		s.mu.Lock()
		raw := strings.ReplaceAll(s.raw.String(), "\r\n", "\n")
		s.mu.Unlock()
		if !strings.Contains(raw, keep) {
			t.Errorf("%s: it does not ask to keep to it:\n%s", lang, raw)
		}
		for _, l := range strings.Split(raw, "\n") {
			if bad := drawnSigns.FindString(l); bad != "" {
				t.Errorf("%s: %q in %q", lang, bad, l)
			}
		}
		file, err := os.ReadFile(p.home + "/config/courant/courant.toml")
		if err != nil || !strings.Contains(string(file), "accessible = true\n") {
			t.Errorf("%s: %v: %s", lang, err, file)
		}
		p.lang = lang
		heard(p, "doctor")
	}
}

// A count of work is drawn over itself for eyes, and said once where a voice or a dumb terminal
// listens.
func TestNothingIsDrawnOver(t *testing.T) {
	p := newPerson(t)
	p.must(0, "demo", "--homes", "3")
	for _, c := range []struct {
		vars   []string
		drawn  bool
		counts int
	}{
		{[]string{"TERM=xterm-256color"}, true, 0}, {[]string{"TERM=dumb"}, false, 1}, {[]string{"TERM=xterm-256color", "ACCESSIBLE=1"}, false, 1},
	} {
		var out, errOut bytes.Buffer
		vars := append([]string{"HOME=" + p.home, "LANG=fr_CA.UTF-8", "XDG_CONFIG_HOME=" + p.home + "/config", "XDG_DATA_HOME=" + p.home + "/data", "XDG_STATE_HOME=" + p.home + "/state"}, c.vars...)
		env := Env{In: strings.NewReader(""), Out: &out, Err: &errOut, Now: func() time.Time { return p.now }, Vars: vars, OutTerm: true, OutWidth: 80, ErrWidth: 80}
		if code := Run(t.Context(), []string{"fleet", "rank"}, env); code != exitDone && code != exitDegraded {
			t.Errorf("%v: exit %d\n%s", c.vars, code, errOut.String())
		}
		if drawn := strings.ContainsAny(errOut.String()+out.String(), "\r\x1b"); drawn != c.drawn {
			t.Errorf("%v: drawn over: %v\n%q", c.vars, drawn, errOut.String())
		}
		if n := strings.Count(errOut.String(), "Examen de 3 maisons"); n != c.counts {
			t.Errorf("%v: the wait is said %d times\n%q", c.vars, n, errOut.String())
		}
	}
}
