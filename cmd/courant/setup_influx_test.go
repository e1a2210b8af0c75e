//go:build unix

package main

import (
	"encoding/json"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Ensure setup writes nothing of an InfluxDB that cannot be read: without a bucket, or where
// nobody answers; and that courant starts afterwards.
func TestSetupTriesInfluxDB(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	for _, c := range []struct {
		desc    string
		answers []string
		want    string
	}{
		{"no bucket", []string{"", "3", gone.URL, ""}, "Sans compartiment"},
		{"nobody answers", []string{"", "3", gone.URL, "b", "", "", "2"}, "La connexion ne marche pas ainsi"},
		{"a token file that is not there", []string{"", "3", gone.URL, "b", "", "~/none", "2"}, "none"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := real(t)
			s := startSession(t, homeEnv(p.home), 100, 120, "setup")
			s.waitFor(soon, "Quelle langue")
			for _, answer := range c.answers {
				time.Sleep(60 * time.Millisecond)
				s.send(answer + "\r")
			}
			s.waitFor(2*soon, c.want)
			for range 16 {
				time.Sleep(30 * time.Millisecond)
				s.send("\r")
			}
			if code := s.exit(2 * soon); code != exitDone {
				t.Fatalf("exit %d\n%s", code, s.text())
			}
			if raw, _ := os.ReadFile(p.home + "/config/courant/courant.toml"); strings.Contains(string(raw), "url") || strings.Contains(string(raw), "bucket") {
				t.Errorf("written:\n%s", raw)
			}
			p.must(exitDone, "homes")
		})
	}
}

// Ensure an InfluxDB that is configured by half stops nothing that can be told from the local
// copy: it says what lacks, in which file and which variable, and exits 3.
func TestHalfConfiguredInfluxDB(t *testing.T) {
	p := real(t)
	p.vars = append(p.vars, "COURANT_INFLUX_URL=http://127.0.0.1:1")
	for _, command := range [][]string{{"report"}, {"homes"}, {"fleet", "rank"}} {
		code, out, errOut := p.run(command...)
		if code != exitDegraded || len(out) == 0 {
			t.Errorf("%v: exit %d\n%s", command, code, out)
		}
		for _, want := range []string{"[influx] bucket", "courant.toml", "COURANT_INFLUX_BUCKET"} {
			if !strings.Contains(errOut, want) {
				t.Errorf("%v: %q is not said: %s", command, want, errOut)
			}
		}
	}
	p.vars = append(p.vars, "COURANT_INFLUX_BUCKET=b", "COURANT_INFLUX_TOKEN_FILE=/none/token")
	if code, _, errOut := p.run("report"); code != exitDegraded || !strings.Contains(errOut, "/none/token") {
		t.Errorf("a token file that is not there: exit %d, %s", code, errOut)
	}
	s := startSession(t, append(homeEnv(p.home), p.vars...), 80, 24)
	s.waitFor(2*soon, "h-1", "kWh")
}

// Ensure a copy that nothing fresh has come into is told of, with exit 3, by the lists too.
func TestStaleCopyIsTold(t *testing.T) {
	p := real(t)
	p.must(exitDone, "homes")
	p.now = p.now.Add(30 * 24 * time.Hour)
	for _, command := range [][]string{{"homes"}, {"homes", "--json"}, {"fleet", "rank"}} {
		code, out, errOut := p.run(command...)
		if code != exitDone || !strings.Contains(out, "h-1") || !strings.Contains(errOut, "courant doctor") {
			t.Errorf("%v: exit %d, %s\n%s", command, code, errOut, out)
		}
	}
	if out := p.must(exitDone, "homes", "--json"); !strings.Contains(out, `"coverage_7d":0`) {
		t.Errorf("a silent month is not missing: %s", out)
	}
}

// Ensure the list, the report and the ranking tell one completeness.
func TestOneCompleteness(t *testing.T) {
	longWay(t)
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "34") // the 34th has two days of seven missing
	coverage := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(p.must(exitDone, "homes", "--csv")), "\n")[1:] {
		coverage[strings.Split(line, ",")[0]] = line[strings.LastIndexByte(line, ',')+1:]
	}
	found := false
	for id, share := range coverage {
		if share == "1" {
			continue
		}
		_, out, _ := p.run("report", id, "--json")
		var r struct{ Data struct{ Coverage float64 } }
		listed, err := strconv.ParseFloat(share, 64)
		if json.Unmarshal([]byte(out), &r) != nil || err != nil || math.Abs(listed-r.Data.Coverage) > 1e-4 {
			t.Errorf("%s: %s in the list, %v in the report", id, share, r.Data.Coverage)
		}
		found = found || strings.HasPrefix(share, "0.7")
	}
	if !found {
		t.Errorf("nobody is 70 %% complete: %v", coverage)
	}
}
