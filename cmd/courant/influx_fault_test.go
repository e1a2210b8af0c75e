//go:build unix

package main

import (
	"strings"
	"testing"
	"time"

	"courant/store/influx/influxtest"
)

// gone waits until the screen holds a word no more.
func (s *session) gone(limit time.Duration, word string) {
	s.tb.Helper()
	for deadline := time.Now().Add(limit); strings.Contains(s.text(), word); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			s.tb.Fatalf("the screen still shows %q:\n%s", word, s.text())
		}
	}
}

// Ensure that the dashboard tells what is wrong with its server, keeps the last good numbers, and is well again
// when the server is, without a restart: refused, reset in the middle, cut, garbled; then killed and restarted.
func TestDashboardRecoversWithItsInfluxDB(t *testing.T) {
	longWay(t)
	server := influxtest.Launch(t, influxtest.V2)
	b := server.Bucket(t)
	proxy := influxtest.NewProxy(t, b.URL)
	b.URL = proxy.URL
	p := real(t)
	p.with(b, b.Token)
	p.must(exitDone, "push")
	s := startSession(t, append(homeEnv(p.home), p.vars...), 80, 24)
	before := s.waitFor(soon, "h-1", "kWh")
	for _, f := range []struct {
		desc  string
		fault influxtest.Fault
	}{
		{"refused", influxtest.Fault{Refuse: true}},
		{"reset in the middle", influxtest.Fault{CutAfter: 300, Reset: true}},
		{"cut", influxtest.Fault{CutAfter: 700}},
	} {
		proxy.Set(f.fault)
		s.send("r")
		s.waitFor(2*soon, "127.0.0.1", "h-1", "kWh")
		proxy.Set(influxtest.Fault{})
		s.send("r")
		s.gone(2*soon, "127.0.0.1")
		s.waitFor(soon, "h-1", "kWh")
	}
	server.Kill(t)
	s.send("r")
	s.waitFor(2*soon, "127.0.0.1", "h-1", "kWh")
	server.Restart(t)
	s.send("r")
	s.gone(2*soon, "127.0.0.1")
	if after := s.waitFor(soon, "h-1", "kWh"); figures(after) != figures(before) {
		t.Errorf("other figures after the faults:\n%s\nbefore:\n%s", after, before)
	}
	s.send("q")
	if code := s.exit(soon); code != exitDone {
		t.Errorf("q: exit %d", code)
	}
}

// figures are the words of a screen with kWh or $ beside them: what must not change while nothing new was measured.
func figures(screen string) string {
	var out []string
	words := strings.Fields(strings.ReplaceAll(screen, "\u00a0", " "))
	for i, w := range words[1:] {
		if w == "kWh" || w == "$" {
			out = append(out, words[i]+w)
		}
	}
	return strings.Join(out, " ")
}
