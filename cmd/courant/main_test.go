package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"courant/coach/series"
)

// sampleHome writes a small home of three zones, forty days at 15 minutes up to 23 h UTC of
// the person's day: the whole home and the zones. It gives the energy's sum.
func sampleHome(p *person) (whole, zones string, sum float64) {
	var h, z strings.Builder
	h.WriteString("start,energy_kwh,outdoor_c,solar_wm2\n")
	z.WriteString("start,zone,setpoint_c,indoor_c,heating_kwh\n")
	end := p.now.Truncate(15 * time.Minute)
	start := end.Add(-40 * 24 * time.Hour)
	loc := series.Toronto()
	for t := start; t.Before(end); t = t.Add(15 * time.Minute) {
		hour := float64(t.In(loc).Hour()) + float64(t.In(loc).Minute())/60
		out := -10 + 5*math.Sin(2*math.Pi*(hour-9)/24) + 4*math.Sin(float64(t.Unix())/360000)
		total := 0.08
		for _, zone := range []struct {
			name string
			ua   float64
		}{{"living", .09}, {"bedroom", .04}, {"basement", .05}} {
			sp := 19.0
			if hour >= 6 && hour < 22 {
				sp = 21
			}
			q := math.Max(0, zone.ua*(sp-out)) / 4
			total += q
			fmt.Fprintf(&z, "%s,%s,%.1f,%.1f,%.4f\n", t.In(loc).Format(time.RFC3339), zone.name, sp, sp, q)
		}
		total = math.Round(total*10000) / 10000
		sum += total
		fmt.Fprintf(&h, "%s,%.4f,%.1f,0\n", t.In(loc).Format(time.RFC3339), total, out)
	}
	return p.file("home.csv", h.String()), p.file("zones.csv", z.String()), sum
}

// imported is a person with the sample home in the store and an event the next morning.
func imported(t *testing.T) *person {
	p := newPerson(t)
	whole, zones, _ := sampleHome(p)
	p.must(exitDone, "import", whole, "--home", "h-1", "--city", "quebec")
	p.must(exitDone, "import", zones, "--home", "h-1", "--map", "zone=zone")
	p.must(exitDone, "home", "h-1", "set", "rate=winter-credit", "programme=winter-credit")
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", "2027-01-15T06:00", "--end", "2027-01-15T10:00")
	return p
}

func object(t testing.TB, line string) map[string]any {
	t.Helper()
	var x map[string]any
	if err := json.Unmarshal([]byte(line), &x); err != nil {
		t.Fatalf("not JSON: %v: %.200s", err, line)
	}
	return x
}

func TestNothingSetUpShowsTheSimulatedPilot(t *testing.T) {
	p := newPerson(t)
	r := object(t, p.must(exitDone, "report", "--json"))
	if r["simulated"] != true || r["next_event"] == nil || r["plan"] == nil {
		t.Errorf("the demo's report: simulated %v, next_event %v, plan %v", r["simulated"], r["next_event"], r["plan"] != nil)
	}
	again, _, _ := p.run("report", "--json")
	if again != exitDone {
		t.Errorf("a second report: exit %d", again)
	}
	text := p.must(exitDone, "report", "--lang", "fr")
	if !strings.Contains(text, "simulé") {
		t.Errorf("the pilot is not called simulated:\n%s", text)
	}
	if entries, _ := os.ReadDir(filepath.Join(p.home, "data/courant")); len(entries) != 1 {
		t.Errorf("something beside the demo was made: %v", entries)
	}
}

func TestSameSeedSameDemo(t *testing.T) {
	var out [2]string
	for i := range out {
		p := newPerson(t)
		p.must(exitDone, "demo", "--homes", "2", "--seed", "7")
		out[i] = p.must(exitDone, "report", "--json")
	}
	if out[0] != out[1] {
		t.Error("the same seed gave two reports")
	}
}

func TestImportReportPlanEndToEnd(t *testing.T) {
	p := imported(t)
	_, _, sum := sampleHome(p)

	homes := object(t, p.must(exitDone, "homes", "--json"))
	if homes["home"] != "h-1" || homes["city"] != "quebec" || homes["simulated"] != false || len(homes["zones"].([]any)) != 3 {
		t.Errorf("homes --json: %v", homes)
	}
	rows, err := csv.NewReader(strings.NewReader(p.must(exitDone, "export", "h-1"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := -1
	for i, name := range rows[0] {
		if name == "energy_kwh" {
			col = i
		}
	}
	got := 0.0
	for _, r := range rows[1:] {
		if v, err := strconv.ParseFloat(r[col], 64); err == nil {
			got += v
		}
	}
	if math.Abs(got-sum) > 0.01 {
		t.Errorf("exported energy sums to %.4f kWh, imported %.4f", got, sum)
	}

	r := object(t, p.must(exitDone, "report", "--json"))
	if e, _ := r["next_event"].(map[string]any); e == nil || e["id"] != "winter-credit-20270115T0600" || e["state"] != "announced" {
		t.Errorf("next_event: %v", r["next_event"])
	}
	if r["applied"] != "none" {
		t.Errorf("applied = %v before the plan has begun", r["applied"])
	}
	plan := p.must(exitDone, "plan", "h-1", "--date", "2027-01-15", "--json")
	if plan != p.must(exitDone, "plan", "h-1", "--date", "2027-01-15", "--json") {
		t.Error("the same plan asked twice differs")
	}
	x := object(t, plan)
	if x["step_s"] != 900.0 || len(x["zones"].([]any)) != 3 {
		t.Errorf("plan: step_s %v, %d zones", x["step_s"], len(x["zones"].([]any)))
	}
	saved := x["without_event_energy_kwh"].(float64) - x["event_energy_kwh"].(float64)
	if saved < 1 || saved > x["without_event_energy_kwh"].(float64) {
		t.Errorf("the plan saves %.2f of %.2f kWh", saved, x["without_event_energy_kwh"])
	}
	for _, form := range []string{"--csv", "", "--ical", "--home-assistant"} {
		args := []string{"plan", "h-1", "--date", "2027-01-15"}
		if form != "" {
			args = append(args, form)
		}
		if out := p.must(exitDone, args...); len(out) < 200 {
			t.Errorf("plan %s says almost nothing: %q", form, out)
		}
	}
}

func TestImportIsAllOrNothing(t *testing.T) {
	p := imported(t)
	before := p.must(exitDone, "export", "h-1")
	good := p.file("good.csv", "start,energy_kwh\n2027-01-13T00:00:00-05:00,9.9\n2027-01-13T00:15:00-05:00,9.9\n")
	bad := p.file("bad.csv", "start,energy_kwh\n2027-01-13T00:00:00-05:00,1.0\n2027-01-13T00:15:00-05:00,oops\n")
	code, _, errOut := p.run("import", good, bad, "--home", "h-1")
	if code != exitFailed || !strings.Contains(errOut, "bad.csv") || !strings.Contains(errOut, "3") || !strings.Contains(errOut, "oops") {
		t.Errorf("exit %d, %q", code, errOut)
	}
	if after := p.must(exitDone, "export", "h-1"); after != before {
		t.Error("a refused import changed the store")
	}
	p.must(exitDone, "import", good, "--home", "h-1", "--dry-run")
	if after := p.must(exitDone, "export", "h-1"); after != before {
		t.Error("a dry run changed the store")
	}
}

func TestBadInputFilesSayWhatAndWhere(t *testing.T) {
	for _, c := range []struct {
		desc, content string
		args          []string
		code          int
		want          string
	}{
		{"a bad line", "start,energy_kwh\n2027-01-13T00:00:00-05:00,1\n2027-01-13T00:15:00-05:00;1\n", nil, exitFailed, "3"},
		{"nothing maps", "when,what\n2027-01-13T00:00:00-05:00,1\n", nil, exitFailed, "--map"},
		{"unknown mapped column", "start,kwh\n2027-01-13T00:00:00-05:00,1\n", []string{"--map", "energy=kwhh"}, exitUsage, "kwh"},
		{"unknown role", "start,kwh\n2027-01-13T00:00:00-05:00,1\n", []string{"--map", "enrgy=kwh"}, exitUsage, "energy"},
		{"empty file", "", nil, exitFailed, "file.csv"},
		{"unknown format", "start,energy_kwh\n", []string{"--format", "xls"}, exitUsage, "csv"},
		{"no such zone of time", "start,energy_kwh\n", []string{"--tz", "Quebec/Limoilou"}, exitUsage, "America/Toronto"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := newPerson(t)
			path := p.file("file.csv", c.content)
			code, _, errOut := p.run(append([]string{"import", path, "--home", "x"}, c.args...)...)
			if code != c.code || !strings.Contains(errOut, c.want) {
				t.Errorf("exit %d (want %d): %q lacks %q", code, c.code, errOut, c.want)
			}
			if _, err := os.Stat(filepath.Join(p.home, "data/courant/courant.db")); err == nil {
				t.Error("a refused import made a store")
			}
		})
	}
	p := newPerson(t)
	if code, _, errOut := p.run("import", filepath.Join(p.home, "absent.csv"), "--home", "x"); code != exitFailed || !strings.Contains(errOut, "absent.csv") {
		t.Errorf("an absent file: exit %d, %q", code, errOut)
	}
}

func TestEventsAreAddedOnceSkippedAndTakenBack(t *testing.T) {
	p := imported(t)
	_, _, errOut := p.run("event", "add", "--programme", "winter-credit", "--start", "2027-01-15T06:00", "--end", "2027-01-15T10:00")
	if !strings.Contains(errOut, "1 there already") {
		t.Errorf("the same event again: %q", errOut)
	}
	id := "winter-credit-20270115T0600"
	p.must(exitDone, "event", "skip", id)
	if e := object(t, p.must(exitDone, "event", "list", "--json")); e["state"] != "skipped" {
		t.Errorf("after skip: %v", e["state"])
	}
	p.must(exitDone, "event", "undo", id)
	if e := object(t, p.must(exitDone, "event", "list", "--json")); e["state"] != "announced" {
		t.Errorf("after undo: %v", e["state"])
	}
	if code, _, errOut := p.run("event", "skip", "winter-credit-20270115T0700"); code != exitUsage || !strings.Contains(errOut, id) {
		t.Errorf("an unknown event: exit %d, %q", code, errOut)
	}
	p.must(exitFailed, "event", "add", "--programme", "winter-credit", "--start", "2027-02-15T10:00", "--end", "2027-02-15T06:00")
	p.must(exitUsage, "event", "add", "--programme", "winter", "--start", "2027-02-15T06:00", "--end", "2027-02-15T10:00")
	p.must(exitDone, "event", "remove", id)
	if out := p.must(exitDone, "event", "list", "--json"); out != "" {
		t.Errorf("after remove: %q", out)
	}
}

func TestWithoutARateThereAreNoDollars(t *testing.T) {
	p := imported(t)
	p.must(exitDone, "home", "h-1", "set", "rate=", "programme=")
	out := p.must(exitDone, "report", "h-1")
	if strings.Contains(out, "$") || !strings.Contains(out, "rate=") {
		t.Errorf("dollars without a rate, or no word about it:\n%s", out)
	}
	r := object(t, p.must(exitDone, "report", "h-1", "--json"))
	if plan := r["plan"].(map[string]any); plan["cost_dollars"] != nil || plan["reward_dollars"] != nil {
		t.Errorf("the plan has dollars: %v, %v", plan["cost_dollars"], plan["reward_dollars"])
	}
}

func TestHomeSetRefusesWhatItDoesNotKnow(t *testing.T) {
	p := imported(t)
	if code, _, errOut := p.run("home", "h-1", "set", "rat=d"); code != exitUsage || !strings.Contains(errOut, "rate") {
		t.Errorf("exit %d, %q", code, errOut)
	}
	if code, _, errOut := p.run("home", "h-2"); code != exitUsage || !strings.Contains(errOut, "h-1") {
		t.Errorf("exit %d, %q", code, errOut)
	}
	p.must(exitDone, "home", "h-1", "set", "zones.bedroom.floor_c=18,5", "mode=ambitious")
	out := p.must(exitDone, "home", "h-1", "--json")
	for _, w := range []string{`"zones.bedroom.floor_c","value":18.5,"origin":"declared"`, `"mode","value":"ambitious"`} {
		if !strings.Contains(out, w) {
			t.Errorf("%q is missing in %s", w, out)
		}
	}
}

func TestReadOnlyChangesNothing(t *testing.T) {
	p := imported(t)
	for _, args := range [][]string{
		{"home", "h-1", "set", "mode=extreme"}, {"event", "skip", "winter-credit-20270115T0600"}, {"purge", "h-1", "--yes", "h-1"}, {"demo"},
	} {
		if code, _, errOut := p.run(append(args, "--read-only")...); code != exitFailed || !strings.Contains(errOut, "read-only") {
			t.Errorf("%v: exit %d, %q", args, code, errOut)
		}
	}
	p.must(exitDone, "report", "--read-only")
}

func TestStaleDataIsSaidAndExits3(t *testing.T) {
	p := imported(t)
	p.now = p.now.Add(5 * time.Hour)
	out := p.must(exitDegraded, "report", "h-1")
	if !strings.Contains(out, "Warning") {
		t.Errorf("stale data without a word:\n%s", out)
	}
}

func TestVerifyFindsAChangedByteAndNothingElse(t *testing.T) {
	p := imported(t)
	p.must(exitDone, "verify")
	path := filepath.Join(p.home, "data/courant/courant.db")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := append([]byte(nil), raw...)
	for i := len(changed) / 2; i < len(changed)/2+8192; i += 64 { // surely inside sealed chunks
		changed[i] ^= 0x10
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	p.must(exitFailed, "verify")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	p.must(exitDone, "verify")
}

func TestBrokenStoresSayWhatToDo(t *testing.T) {
	for _, c := range []struct {
		desc  string
		spoil func(p *person, db, vault, key string)
		code  int
		want  string
	}{
		{"a foreign file", func(p *person, db, _, _ string) { os.WriteFile(db, []byte("this is a letter to my aunt\n"), 0o600) }, exitFailed, "courant.db"},
		{"a cut file", func(p *person, db, _, _ string) { os.Truncate(db, 5000) }, exitFailed, "courant.db"},
		{"a lost vault", func(p *person, _, vault, _ string) { os.Remove(vault) }, exitFailed, "courant.vault"},
		{"a lost key", func(p *person, _, _, key string) { os.Remove(key) }, exitFailed, "courant.key"},
		{"another key", func(p *person, _, _, key string) {
			os.Remove(key)
			o := newPerson(p.t)
			w, _, _ := sampleHome(o)
			o.must(exitDone, "import", w, "--home", "o")
			raw, _ := os.ReadFile(filepath.Join(o.home, "data/courant/courant.key"))
			os.WriteFile(key, raw, 0o600)
		}, exitFailed, "courant.key"},
		{"a key others may read", func(p *person, _, _, key string) { os.Chmod(key, 0o644) }, exitFailed, "chmod 600"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := imported(t)
			dir := filepath.Join(p.home, "data/courant")
			c.spoil(p, filepath.Join(dir, "courant.db"), filepath.Join(dir, "courant.vault"), filepath.Join(dir, "courant.key"))
			for _, lang := range []string{"en_CA.UTF-8", "fr_CA.UTF-8"} {
				p.lang = lang
				code, out, errOut := p.run("report")
				if code != c.code || !strings.Contains(errOut, c.want) || out != "" {
					t.Errorf("%s: exit %d, %q", lang, code, errOut)
				}
			}
		})
	}
}

func TestPurgeForgetsAfterTheNameIsRepeated(t *testing.T) {
	p := imported(t)
	p.must(exitUsage, "purge", "h-1")
	p.must(exitUsage, "purge", "h-1", "--yes", "h-2")
	p.must(exitDone, "purge", "h-1", "--yes", "h-1")
	if r := object(t, p.must(exitDone, "report", "--json")); r["simulated"] != true {
		t.Error("after the purge of the only home there is still a real one")
	}
	p.must(exitDone, "verify")
}

func TestBillsAddUp(t *testing.T) {
	p := imported(t)
	b := object(t, p.must(exitDone, "tariff", "bill", "h-1", "--rate", "d", "--from", "2026-12-10", "--to", "2027-01-09", "--taxes", "none", "--json"))
	sum := 0.0
	for _, l := range b["lines"].([]any) {
		sum += l.(map[string]any)["dollars"].(float64)
	}
	if math.Abs(sum-b["total_dollars"].(float64)) > 1e-9 || b["days"] != 30.0 {
		t.Errorf("lines add up to %.2f, total %v over %v days", sum, b["total_dollars"], b["days"])
	}
	out := p.must(exitDone, "tariff", "compare", "h-1", "--from", "2026-12-10", "--to", "2027-01-09", "--json")
	if n := strings.Count(out, `"schema":1`); n < 3 {
		t.Errorf("compare names %d rates:\n%s", n, out)
	}
	p.must(exitUsage, "tariff", "bill", "h-1", "--from", "2026-12-10")
}

func TestBaselineAnswersForWindowsAndEvents(t *testing.T) {
	p := imported(t)
	w := p.file("w.csv", "start,end\n2027-01-12T06:00:00-05:00,2027-01-12T10:00:00-05:00\n2027-01-13T16:00:00-05:00,2027-01-13T20:00:00-05:00\n")
	out := p.must(exitDone, "baseline", "h-1", "--windows", w, "--json")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines for two windows", len(lines))
	}
	for _, l := range lines {
		x := object(t, l)
		seen := map[string]bool{}
		for _, m := range x["methods"].([]any) {
			m := m.(map[string]any)
			seen[m["name"].(string)] = true
			if m["kwh"] == nil && m["reason"] == nil {
				t.Errorf("%v neither answers nor says why", m["name"])
			}
		}
		for _, name := range []string{"hq-credit", "hilo", "persistence", "courant", "courant-anchor"} {
			if !seen[name] {
				t.Errorf("method %s is missing", name)
			}
		}
	}
	p.must(exitDone, "baseline", "h-1", "--window", "2027-01-12T06:00/2027-01-12T10:00")
	p.must(exitUsage, "baseline", "h-1")
	p.must(exitUsage, "baseline", "h-1", "--window", "2027-01-12T06:00")
	p.must(exitUsage, "baseline", "h-1", "--window", "2027-01-12T06:00/2027-01-12T10:00", "--method", "hydro")
}

func TestInfluxAwayLeavesTheLocalCopy(t *testing.T) {
	p := imported(t)
	p.vars = []string{"COURANT_INFLUX_URL=http://127.0.0.1:9", "COURANT_INFLUX_BUCKET=pilot", "COURANT_INFLUX_ORG=courant", "COURANT_INFLUX_TOKEN=secret-token"}
	code, out, errOut := p.run("sync")
	if code != exitFailed || strings.Contains(out+errOut, "secret-token") || !strings.Contains(errOut, "127.0.0.1:9") || !strings.Contains(errOut, "the local copy of 1 home is whole") {
		t.Errorf("sync: exit %d, %q", code, errOut)
	}
	if code, out, _ := p.run("sync", "--json"); code != exitFailed || object(t, out)["reached"] != false {
		t.Errorf("sync --json: exit %d, %s", code, out)
	}
	if code, out, _ := p.run("report", "h-1", "--json"); code != exitDegraded || object(t, out)["home"] != "h-1" {
		t.Errorf("report: exit %d", code)
	}
	lone := newPerson(t)
	lone.vars = p.vars
	if code, _, errOut := lone.run("sync"); code != exitFailed {
		t.Errorf("sync without a local copy: exit %d, %q", code, errOut)
	}
	if code, _, errOut := lone.run("report", "--json"); code != exitFailed {
		t.Errorf("report without a local copy: exit %d, %q", code, errOut)
	}
}
