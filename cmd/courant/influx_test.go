//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"courant/store/influx/influxtest"
)

// with points a person at a bucket.
func (p *person) with(b influxtest.Bucket, token string) {
	p.vars = []string{
		"COURANT_INFLUX_URL=" + b.URL, "COURANT_INFLUX_ORG=" + b.Org, "COURANT_INFLUX_BUCKET=" + b.Name, "COURANT_INFLUX_TOKEN=" + token,
	}
}

// Ensure the whole way: files into the store, push into a running InfluxDB, sync into another
// person's empty store, the same report there; and each refusal with its own sentence.
func TestPushAndSyncThroughARealInfluxDB(t *testing.T) {
	longWay(t)
	for _, v := range []influxtest.Version{influxtest.V2, influxtest.V1FluxAuth, influxtest.V1} {
		t.Run(string(v), func(t *testing.T) {
			server := influxtest.Start(t, v)
			b := server.Bucket(t)
			giver := imported(t)

			taker := newPerson(t)
			taker.with(b, b.Token)
			if code, _, errOut := taker.run("report", "--json"); code != exitFailed || errOut == "" {
				t.Errorf("an empty bucket without a local copy: exit %d, %q", code, errOut)
			}

			giver.with(b, b.Token)
			giver.must(exitDone, "push")
			giver.must(exitDone, "push") // again: nothing doubled
			taker.must(exitDone, "sync")
			if code, _, errOut := taker.run("sync"); code != exitDone || !strings.Contains(errOut, "Nothing new") {
				t.Errorf("a second sync: exit %d, %q", code, errOut)
			}
			mine, theirs := measurements(giver.must(exitDone, "export", "h-1")), measurements(taker.must(exitDone, "export", "h-1"))
			if mine != theirs {
				t.Error("what came back is not what was sent")
			}
			if code, out, _ := taker.run("report", "--json"); code != exitDone || object(t, out)["home"] != "h-1" {
				t.Errorf("report: exit %d", code)
			}
			// The person of the test lives weeks from the server's clock: doctor notices.
			if code, out, _ := taker.run("doctor"); code != exitDegraded || !strings.Contains(out, "clock of 127.0.0.1") {
				t.Errorf("doctor: exit %d\n%s", code, out)
			}

			refusals := map[string]influxtest.Bucket{}
			missing := b
			missing.Name = "no-such-bucket"
			refusals["a missing bucket"] = missing
			for desc, r := range refusals {
				taker.with(r, b.Token)
				if code, _, errOut := taker.run("sync"); code != exitFailed || !strings.Contains(errOut, "no-such-bucket") {
					t.Errorf("%s: exit %d, %q", desc, code, errOut)
				}
			}
			if b.Token != "" {
				taker.with(b, "wrong-token")
				code, out, errOut := taker.run("sync")
				if code != exitFailed || strings.Contains(out+errOut, "wrong-token") || !strings.Contains(errOut, "token") {
					t.Errorf("a wrong token: exit %d, %q", code, errOut)
				}
			}
		})
	}
}

// measurements are the rows of an export that hold readings: what was declared of the home
// and its events stay at home.
func measurements(csv string) string {
	var rows []string
	for _, line := range strings.Split(csv, "\n") {
		if strings.HasPrefix(line, "20") && strings.HasSuffix(line, ",,") {
			rows = append(rows, line)
		}
	}
	return strings.Join(rows, "\n")
}

// Ensure that the dashboard never ends with its server: the last screen stays, and what is
// wrong is said beside it.
func TestDashboardOutlivesItsInfluxDB(t *testing.T) {
	longWay(t)
	server := influxtest.Launch(t, influxtest.V2)
	b := server.Bucket(t)
	p := real(t)
	p.with(b, b.Token)
	p.must(exitDone, "push")
	s := startSession(t, append(homeEnv(p.home), p.vars...), 80, 24)
	s.waitFor(soon, "h-1", "kWh")
	server.Kill(t)
	s.send("r")
	s.waitFor(soon, "h-1", "kWh", "127.0.0.1")
	s.send("1")
	s.send("q")
	if code := s.exit(soon); code != exitDone {
		t.Errorf("q: exit %d", code)
	}
}

// Ensure that the real inputs of the pilot go the whole way: three homes of real dates and a
// house of five zones, imported, pushed, synced and shown.
func TestRealInputsEndToEnd(t *testing.T) {
	longWay(t)
	data := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(data); err != nil {
		t.Skip("needs ../shared/data beside the repository")
	}
	p := newPerson(t)
	for _, h := range []string{"cl-4421", "cl-247942", "cl-525859"} {
		p.must(exitDone, "import", filepath.Join(data, "citylearn-quebec/ready/homes", h+".csv.gz"), "--home", h, "--city", "montreal")
	}
	plant := filepath.Join(data, "plant-average-house")
	p.must(exitDone, "import", filepath.Join(plant, "home.csv.gz"), "--home", "plant", "--city", "montreal")
	p.must(exitDone, "import", filepath.Join(plant, "zones.csv.gz"), "--home", "plant", "--map", "zone=zone")
	p.must(exitDone, "home", "plant", "set", "programme=winter-credit", "rate=winter-credit")
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--file", filepath.Join(plant, "events.csv"), "--home", "plant")
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", "2026-02-16T06:00", "--end", "2026-02-16T10:00")

	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	p.with(b, b.Token)
	p.must(exitDone, "push")
	p.vars = nil
	r := object(t, p.must(exitDone, "report", "plant", "--at", "2026-02-15T18:00:00-05:00", "--json"))
	if n := len(r["past_events"].([]any)); n != 8 {
		t.Errorf("%d past events, want the eight of the file", n)
	}
	plan := r["plan"].(map[string]any)
	saved := plan["without_event_energy_kwh"].(float64) - plan["event_energy_kwh"].(float64)
	if saved < 5 || saved > 25 {
		t.Errorf("the plan saves %.1f kWh in four hours: not this house", saved)
	}
	for _, h := range []string{"cl-4421", "cl-247942", "cl-525859"} {
		p.must(exitDegraded, "report", h)
		out := p.must(exitDone, "baseline", h, "--windows", filepath.Join(data, "citylearn-quebec/ready/windows", h+".csv"), "--json", "--method", "hq-credit")
		if n := strings.Count(out, "\n"); n != 51 {
			t.Errorf("%s: %d answers for 51 windows", h, n)
		}
	}
}
