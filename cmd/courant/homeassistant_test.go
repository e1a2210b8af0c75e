//go:build unix

package main

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"courant/coach/series"
	"courant/coach/sim"
	"courant/store/bolt"
	"courant/store/influx/influxtest"
)

// roomsOf is a home of the simulator with rooms, at the poll of Hilo, up to a moment.
func roomsOf(t *testing.T, at time.Time, days int) series.Set {
	t.Helper()
	at = at.Truncate(time.Hour)
	pilot, err := sim.NewPilot(sim.Config{Homes: 12, Seed: 5, From: at.AddDate(0, 0, -days), To: at, Step: 5 * time.Minute, At: at})
	if err != nil {
		t.Fatal(err)
	}
	for h, err := range pilot.Homes() {
		if err != nil {
			t.Fatal(err)
		}
		if zones := h.Set.Zones(); len(zones) >= 3 && h.Set.Get(zones[0], series.Heating).Len() > 0 {
			return h.Set
		}
	}
	t.Fatal("no home with rooms and their energies")
	return nil
}

// Ensure that a household with nothing but its Home Assistant has the whole way: the doctor says what
// it found and proposes a map, which is pasted; sync brings the home here, within the sensors' own rounding of
// what was simulated; the dashboard shows it. The program was away for five hours, one room is in °F, one
// thermostat was added twice, the meter's counter begins anew each midnight.
func TestHomeAssistantEndToEnd(t *testing.T) {
	longWay(t)
	for _, v := range []influxtest.Version{influxtest.V2, influxtest.V1Auth} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			p := newPerson(t)
			p.now = time.Now()
			truth := roomsOf(t, p.now, 8)
			zones := truth.Zones()
			start := truth.Get("", series.Energy).Start
			away := influxtest.Away{From: start.Add(50 * time.Hour), To: start.Add(55 * time.Hour)}
			ha := influxtest.HomeAssistant{Set: truth, Loc: series.Toronto(), FahrenheitZone: zones[1], DoubledZone: zones[2], Away: []influxtest.Away{away}}
			if err := b.Lines(append(ha.Lines(), `bad,domain=sensor,entity_id=a`+"\x1b"+`[31mred value=1 1764565200`)...); err != nil {
				t.Fatal(err)
			}
			p.with(b, b.Token)

			code, out, _ := p.run("doctor")
			if code != exitFailed || strings.Contains(out, "\x1b") || !strings.Contains(out, "schema home-assistant") || !strings.Contains(out, "smartenergymeter_power") || !strings.Contains(out, "clock of 127.0.0.1") {
				t.Fatalf("doctor on a bucket of Home Assistant: exit %d\n%s", code, out)
			}
			proposal := out[strings.Index(out, "[influx.map]"):]
			if strings.Contains(proposal, "television") || strings.Contains(proposal, "wc_yesterday") || strings.Contains(proposal, "total_low") {
				t.Errorf("the proposal takes strangers for the home:\n%s", proposal)
			}
			p.file("config/courant/courant.toml", proposal)

			p.must(exitDone, "sync")
			if code, _, errOut := p.run("sync"); code != exitDone || !strings.Contains(errOut, "Nothing new") {
				t.Errorf("a second sync: exit %d, %q", code, errOut)
			}
			if code, _, errOut := p.run("push"); code != exitFailed || !strings.Contains(errOut, "does not write to it") {
				t.Errorf("a push into another program's bucket: exit %d, %q", code, errOut)
			}
			code, out, _ = p.run("doctor", "--json")
			if code != exitDone || !strings.Contains(out, `"code":"schema","ok":true`) {
				t.Errorf("doctor with the map: exit %d\n%s", code, out)
			}

			st, err := bolt.Open(bolt.Config{
				Path: filepath.Join(p.home, "data/courant/courant.db"), VaultPath: filepath.Join(p.home, "data/courant/courant.vault"),
				KeyPath: filepath.Join(p.home, "data/courant/courant.key"), ReadOnly: true,
			})
			if err != nil {
				t.Fatal(err)
			}
			defer st.Close()
			got, err := st.Read(t.Context(), "h-1", time.Time{}, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			sameHome(t, truth, got, away)

			r := object(t, p.must(exitDone, "report", "--json"))
			if r["home"] != "h-1" || r["simulated"] != false {
				t.Errorf("report of %v, simulated %v; want h-1, real", r["home"], r["simulated"])
			}
			s := startSession(t, append(homeEnv(p.home), p.vars...), 80, 24)
			s.waitFor(soon, "h-1", "kWh")
			s.send("q")
			if code := s.exit(soon); code != exitDone {
				t.Errorf("q: exit %d", code)
			}
		})
	}
}

// sameHome compares what came with what was simulated: 2 Wh a quarter hour for the counter, 0.2 Wh for heaters
// told by their power in whole watts, 0.06 °C for thermostats that show tenths.
func sameHome(t *testing.T, truth, got series.Set, away influxtest.Away) {
	t.Helper()
	const quarter = 15 * time.Minute
	for key, s := range truth {
		if key.Forecast || key.Kind == series.Solar {
			continue
		}
		tolerance := 0.06
		switch {
		case key.Kind == series.Energy:
			tolerance = 0.002
		case key.Kind.Sums():
			tolerance = 0.0002
		}
		want := s.Resample(quarter)
		have := got[series.Key{Zone: influxtest.HAZone(key.Zone), Kind: key.Kind}]
		compared, worst, sum, whole := 0, 0.0, 0.0, 0.0
		for i, w := range want.Values {
			at, g := want.Time(i), have.At(want.Time(i))
			held := at.After(away.From.Add(-2*quarter)) && at.Before(away.To.Add(2*quarter))
			if math.IsNaN(g) || held || i == 0 {
				continue
			}
			compared++
			worst = max(worst, math.Abs(g-w))
			sum, whole = sum+g, whole+w
		}
		if worst > tolerance || math.Abs(sum-whole) > 1e-3*math.Abs(whole)+tolerance {
			t.Errorf("%s: off by %g, want %g at most; %g in all, want %g", key, worst, tolerance, sum, whole)
		}
		if least := want.Len() - int(9*time.Hour/quarter); compared < least {
			t.Errorf("%s: %d quarter hours compared, want %d or more", key, compared, least)
		}
	}
}
