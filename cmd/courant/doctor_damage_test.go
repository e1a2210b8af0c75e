package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Ensure that doctor says of a damaged store what is wrong and the way out, and that this way
// leads out: with the damaged file put aside, what was imported can be imported again beside the
// same vault and key.
func TestDoctorSaysTheWayOutOfADamagedStore(t *testing.T) {
	p := imported(t)
	_, _, before := sampleHome(p)
	file := filepath.Join(p.home, "data", "courant", "courant.db")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copy(raw[40:], "not what was written there")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, _ := p.run("doctor", "--lang", "fr")
	if code != exitFailed || !strings.Contains(out, "abîmée") || !strings.Contains(out, "renommez") || !strings.Contains(out, "courant import") {
		t.Errorf("doctor: exit %d\n%s", code, out)
	}
	p.vars = []string{"COURANT_INFLUX_URL=http://127.0.0.1:9", "COURANT_INFLUX_BUCKET=pilot", "COURANT_INFLUX_TOKEN=x"}
	if _, out, _ := p.run("doctor"); !strings.Contains(out, "courant sync, which reads all of it from InfluxDB again") {
		t.Errorf("doctor does not name the server as a way out:\n%s", out)
	}
	p.vars = nil
	if err := os.Rename(file, file+".damaged"); err != nil {
		t.Fatal(err)
	}
	whole, _, after := sampleHome(p)
	p.must(exitDone, "import", whole, "--home", "h-1", "--city", "quebec")
	if before != after {
		t.Fatal("the sample is another one")
	}
	p.must(exitDone, "verify")
	if out := p.must(exitDone, "report", "h-1", "--json"); object(t, out)["home"] != "h-1" {
		t.Errorf("no report after the way out: %s", out)
	}
}
