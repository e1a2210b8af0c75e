//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"courant/store/influx/influxtest"
)

// hourlyLines are the hours of one home in [from, to), the value made of the hour and a base.
func hourlyLines(id string, from, to time.Time, base float64) []string {
	var lines []string
	for t := from; t.Before(to); t = t.Add(time.Hour) {
		h := float64(t.Unix() / 3600 % 50)
		lines = append(lines, fmt.Sprintf("consumption,city=quebec,household=%s energy_kwh=%.2f,outdoor_c=%.1f %d", id, base+h/100, -h/10, t.Unix()))
	}
	return lines
}

// Ensure that a sync which is killed (SIGKILL) anywhere is made good by the next, that corrections, late values and losses in
// months long closed come through, over the days of 23 and 25 hours, and that it says in both languages what it did.
func TestSyncIsKilledAndMadeGood(t *testing.T) {
	longWay(t)
	for _, v := range []influxtest.Version{influxtest.V2, influxtest.V1FluxAuth, influxtest.V1} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			from, to := time.Date(2026, 2, 20, 5, 0, 0, 0, time.UTC), time.Date(2027, 1, 14, 20, 0, 0, 0, time.UTC)
			homes := []string{"h-1", "h-2", "h-3", "h-4"}
			for i, id := range homes {
				if err := b.Lines(hourlyLines(id, from, to, float64(i))...); err != nil {
					t.Fatal(err)
				}
			}
			proxy := influxtest.NewProxy(t, b.URL)
			slow := b
			slow.URL = proxy.URL
			p := newPerson(t)
			p.with(slow, b.Token)
			same := func(what string) {
				t.Helper()
				fresh := newPerson(t)
				fresh.with(b, b.Token)
				fresh.must(exitDone, "sync")
				for _, id := range homes {
					if mine, theirs := p.must(exitDone, "export", id), fresh.must(exitDone, "export", id); mine != theirs {
						t.Errorf("%s: %s differs from what a first sync brings", what, id)
					}
				}
			}
			for _, after := range []time.Duration{100, 250, 500, 900} {
				proxy.Set(influxtest.Fault{Delay: 40 * time.Millisecond})
				cmd := exec.Command(builtProgram(t), "sync")
				cmd.Env = append(homeEnv(p.home), p.vars...)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				time.Sleep(after * time.Millisecond)
				_ = cmd.Process.Kill()
				_ = cmd.Wait()
			}
			proxy.Set(influxtest.Fault{})
			p.must(exitDone, "sync")
			p.must(exitDone, "verify")
			same("after four kills")
			if code, _, errOut := p.run("sync", "--lang", "fr"); code != exitDone || strings.TrimSpace(errOut) != "Rien de nouveau." {
				t.Errorf("without news: exit %d, %q", code, errOut)
			}

			change := hourlyLines("h-2", time.Date(2026, 3, 8, 4, 0, 0, 0, time.UTC), time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC), 7) // the day of 23 hours
			change = append(change, hourlyLines("h-3", time.Date(2026, 11, 1, 4, 0, 0, 0, time.UTC), time.Date(2026, 11, 2, 5, 0, 0, 0, time.UTC), 8)...)
			if err := b.Lines(change...); err != nil {
				t.Fatal(err)
			}
			out := p.must(exitDone, "sync", "--json")
			if got := object(t, out); got["replaced"] != 5.0+25 || got["new"] != 0.0 || got["homes"] != 2.0 || got["closed_months"] != 2.0 {
				t.Errorf("after corrections: %s", out)
			}
			same("after corrections")
			if err := b.Lines(hourlyLines("h-1", from.Add(-100*time.Hour), from, 1)...); err != nil { // late, and before all others
				t.Fatal(err)
			}
			if code, _, errOut := p.run("sync"); code != exitDone || !strings.Contains(errOut, "200 values new, 0 corrected, 0 removed: 1 home, 1 closed month read again.") {
				t.Errorf("after late values: exit %d, %q", code, errOut)
			}
			same("after late values")
			p.must(exitDone, "purge", "h-4", "--yes", "h-4")
			p.must(exitDone, "sync")
			same("after a home was lost here")
			if code, _, errOut := p.run("sync", "--since", "2026-06-01", "--lang", "fr"); code != exitDone || !strings.Contains(errOut, "Rien de nouveau.") {
				t.Errorf("since June: exit %d, %q", code, errOut)
			}
			if code, _, _ := p.run("sync", "--since", "yesterday"); code != exitUsage {
				t.Errorf("--since yesterday: exit %d", code)
			}
		})
	}
}
