package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// Ensure the customer portal's figures are recognised, kept with the home, and stand beside
// ours everywhere an event is told.
func TestPortalFigures(t *testing.T) {
	p := imported(t)
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", "2027-01-12T06:00", "--end", "2027-01-12T10:00")
	file := p.file("portail.json", `{"adresseLieuConso1":"1, rue Secrète","periodesEffacementsHivers":[{"periodesEffacementHiver":[
		{"dateEffacement":"2027-01-12T05:00:00.000+0000","heureDebut":"06:00:00","heureFin":"10:00:00","consoReelle":10,"consoReference":15.4,"consoEffacee":5.4,"montantEffacee":3.16,"codeConso":"R","indFacture":true}]}]}`)
	if code, _, errOut := p.run("import", file); code != exitUsage || !strings.Contains(errOut, "--home") {
		t.Errorf("whose? exit %d, %s", code, errOut)
	}
	if out := p.must(exitDone, "import", file, "--home", "h-1", "--dry-run"); !strings.Contains(out, "1 figure of Hydro-Québec's portal") {
		t.Errorf("dry run: %s", out)
	}
	if strings.Contains(p.must(exitDone, "event", "list", "--json"), `"portal":`) {
		t.Error("a dry run kept something")
	}
	out := p.must(exitDone, "import", file, "--home", "h-1", "--json")
	if !strings.Contains(out, `"format":"portal"`) || !strings.Contains(out, `"portal_figures":1`) {
		t.Errorf("%s", out)
	}

	type figures struct {
		Erased        float64 `json:"erased_kwh"`
		ErasedDiff    float64 `json:"erased_diff_kwh"`
		ReferenceDiff float64 `json:"reference_diff_kwh"`
		ActualDiff    float64 `json:"actual_diff_kwh"`
	}
	var report struct {
		PastEvents []struct {
			ID      string
			PaidKWh float64 `json:"paid_kwh"`
			Actual  float64 `json:"actual_kwh"`
			Portal  *figures
		} `json:"past_events"`
	}
	_, out, _ = p.run("report", "h-1", "--json")
	if err := json.Unmarshal([]byte(out), &report); err != nil || len(report.PastEvents) != 1 || report.PastEvents[0].Portal == nil {
		t.Fatalf("report: %v, %s", err, out)
	}
	e := report.PastEvents[0]
	near := func(what string, got, want float64) {
		t.Helper()
		if d := got - want; d > 1e-5 || d < -1e-5 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	near("erased", e.Portal.Erased, 5.4)
	near("difference of the erased", e.Portal.ErasedDiff, e.PaidKWh-5.4)
	near("difference of the use", e.Portal.ActualDiff, e.Actual-10)

	var listed, asked struct{ Portal *figures }
	for _, line := range strings.Split(p.must(exitDone, "event", "list", "--json"), "\n") {
		if strings.Contains(line, "20270112") {
			if err := json.Unmarshal([]byte(line), &listed); err != nil {
				t.Fatal(err)
			}
		} else if strings.Contains(line, `"portal"`) {
			t.Errorf("another event has a figure: %s", line)
		}
	}
	if err := json.Unmarshal([]byte(p.must(exitDone, "baseline", "h-1", "--event", "winter-credit-20270112T0600", "--json")), &asked); err != nil {
		t.Fatal(err)
	}
	if listed.Portal == nil || asked.Portal == nil {
		t.Fatalf("list %+v, baseline %+v", listed.Portal, asked.Portal)
	}
	near("list: difference of the reference", listed.Portal.ReferenceDiff, e.Portal.ReferenceDiff)
	near("baseline: difference of the reference", asked.Portal.ReferenceDiff, e.Portal.ReferenceDiff)
	near("baseline: difference of the erased", asked.Portal.ErasedDiff, e.Portal.ErasedDiff)

	p.lang = "fr_CA.UTF-8"
	for _, args := range [][]string{{"event", "list"}, {"report", "h-1"}, {"baseline", "h-1", "--event", "winter-credit-20270112T0600"}} {
		_, out, _ := p.run(args...)
		if !strings.Contains(strings.ReplaceAll(out, "\u00a0", " "), "portail d'Hydro-Québec dit 5,4 kWh effacés sur 15,4 kWh de référence, 3,16 $ (écart de notre calcul") {
			t.Errorf("%v: %s", args, out)
		}
	}
	export := p.must(exitDone, "export", "h-1", "--format", "json")
	if !strings.Contains(export, `"portal_figures":[`) || strings.Contains(export, "Secrète") {
		t.Error("an owner's export has the figures, and nothing else of the file")
	}
	// Imported again, corrected: the newer stands, once.
	p.must(exitDone, "import", p.file("encore.csv", "dateEffacement;heureDebut;heureFin;consoEffacee\n2027-01-12;06:00;10:00;6,4\n"), "--home", "h-1")
	if out := p.must(exitDone, "event", "list", "--json"); strings.Count(out, `"portal":`) != 1 || !strings.Contains(out, `"erased_kwh":6.4`) {
		t.Errorf("%s", out)
	}
	if code, _, errOut := p.run("import", file, "--home", "nobody"); code == exitDone || !strings.Contains(errOut, "nobody") {
		t.Errorf("a home that is not there: exit %d, %s", code, errOut)
	}
}
