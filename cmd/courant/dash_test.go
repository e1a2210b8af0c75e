//go:build unix

package main

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"courant/coach/series"
)

// real is a person whose programs read the real clock, with the sample home up to now.
func real(t *testing.T) *person {
	p := newPerson(t)
	p.now = time.Now()
	whole, zones, _ := sampleHome(p)
	p.must(exitDone, "import", whole, "--home", "h-1", "--city", "quebec")
	p.must(exitDone, "import", zones, "--home", "h-1", "--map", "zone=zone")
	p.must(exitDone, "home", "h-1", "set", "rate=winter-credit", "programme=winter-credit")
	return p
}

const soon = 20 * time.Second // generous: the machine may be busy

func TestDashboardInARealTerminal(t *testing.T) {
	p := real(t)
	s := startSession(t, homeEnv(p.home), 80, 24)
	s.waitFor(soon, "courant", "h-1", "kWh")
	for _, step := range []struct{ key, word string }{
		{"2", "kW"}, {"46", ">6 Données"}, {"7", ">7 Maisons"}, {"?", "Les touches"}, {"\x1b", ">7"}, {"1", ">1 Auj."}, {"L", ">1 Today"}, {"L", ">1 Auj."},
	} {
		s.send(step.key)
		s.waitFor(soon, step.word)
	}
	for i, line := range s.scr.Lines() {
		if strings.Contains(line, "%!") {
			t.Errorf("line %d has a broken format: %q", i, line)
		}
	}
	s.send("q")
	if code := s.exit(soon); code != exitDone {
		t.Errorf("q: exit %d", code)
	}
	if s.scr.alt {
		t.Error("the alternate screen was not left")
	}
	if s.scr.queries > 0 {
		t.Errorf("the terminal was asked %d things", s.scr.queries)
	}
}

// Ensure that the store is locked only while a transaction runs: with the dashboard open,
// report, import and event add work, and the dashboard shows what they brought.
func TestDashboardStaysOpenWhileOthersWork(t *testing.T) {
	p := real(t)
	s := startSession(t, homeEnv(p.home), 80, 24)
	s.waitFor(soon, "h-1", "kWh")
	before := s.text()
	p.must(exitDone, "report", "h-1")
	at := p.now.Add(-time.Hour).Truncate(15 * time.Minute)
	extra := p.file("extra.csv", "start,outdoor_c\n"+at.Format(time.RFC3339)+",-30.0\n"+at.Add(15*time.Minute).Format(time.RFC3339)+",-30.0\n")
	p.must(exitDone, "import", extra, "--home", "h-1")
	day := p.now.In(series.Toronto()).AddDate(0, 0, 1).Format("2006-01-02")
	p.must(exitDone, "event", "add", "--programme", "winter-credit", "--start", day+"T06:00", "--end", day+"T10:00")
	if strings.Contains(before, "demain") {
		t.Fatalf("there is an event before one was added:\n%s", before)
	}
	s.send("r")
	s.waitFor(soon, "demain")
	s.send("q")
	if code := s.exit(soon); code != exitDone {
		t.Errorf("q: exit %d", code)
	}
}

func TestDashboardKeepsTheLastScreenWhenTheStoreGoesAway(t *testing.T) {
	p := real(t)
	s := startSession(t, homeEnv(p.home), 80, 24)
	s.waitFor(soon, "h-1", "kWh")
	db := p.home + "/data/courant/courant.db"
	if err := os.Rename(db, db+".away"); err != nil {
		t.Fatal(err)
	}
	s.send("r")
	s.waitFor(soon, "h-1", "Aucun entrepôt", "kWh") // the error beside the last good screen
	if err := os.Rename(db+".away", db); err != nil {
		t.Fatal(err)
	}
	s.send("r")
	deadline := time.Now().Add(soon)
	for strings.Contains(s.text(), "Aucun entrepôt") {
		if time.Now().After(deadline) {
			t.Fatalf("the error stays after the store came back:\n%s", s.text())
		}
		time.Sleep(10 * time.Millisecond)
	}
	s.send("q")
	s.exit(soon)
}

func TestDashboardSaysWhatSizeItNeeds(t *testing.T) {
	p := real(t)
	s := startSession(t, homeEnv(p.home), 50, 10)
	s.waitFor(soon, "60", "20")
	s.send("q")
	if code := s.exit(soon); code != exitDone {
		t.Errorf("q: exit %d", code)
	}
}

func TestAPipeAndADumbTerminalGetPlainText(t *testing.T) {
	p := real(t)
	for _, vars := range [][]string{{"TERM=dumb"}, {"NO_COLOR=1"}} {
		s := startSession(t, append(homeEnv(p.home), vars...), 80, 24, "--once")
		s.exit(soon)
		if raw := s.raw.String(); strings.Contains(raw, "\x1b") || !strings.Contains(raw, "h-1") {
			t.Errorf("%v --once: %q", vars, raw)
		}
	}
	dumb := startSession(t, append(homeEnv(p.home), "TERM=dumb"), 80, 24)
	dumb.exit(soon)
	if strings.Contains(dumb.raw.String(), "\x1b") {
		t.Error("TERM=dumb got escape bytes")
	}
}

func TestAccessibleTalksInLines(t *testing.T) {
	p := real(t)
	s := startSession(t, append(homeEnv(p.home), "ACCESSIBLE=1"), 80, 24)
	s.waitFor(soon, "h-1", "1")
	s.send("q\n")
	if code := s.exit(soon); code != exitDone {
		t.Errorf("q: exit %d", code)
	}
	if strings.Contains(s.raw.String(), "\x1b") {
		t.Errorf("--accessible wrote escape bytes: %q", s.raw.String())
	}
	for _, line := range strings.Split(s.raw.String(), "\r\n") {
		if n := utf8.RuneCountInString(line); n > 80 {
			t.Errorf("--accessible leaves it to the terminal to break a line of %d signs: %q", n, line)
		}
	}
}

// Ensure that setup is done by the keyboard alone, keeps what is skipped, and that a
// passphrase then opens the vault and nothing else does.
func TestSetupByKeyboard(t *testing.T) {
	p := real(t)
	s := startSession(t, homeEnv(p.home), 90, 90, "setup")
	s.waitFor(soon, "Quelle langue")
	s.answer(soon, "", "", "", "", "audacieux", "chaud", "17,5", "", "chambre", "braile", "3", "oui")
	s.waitFor(soon, "« chaud » n'est pas une température", "« braile » n'est pas une des réponses", "Phrase de passe")
	s.send("une phrase assez longue\r")
	s.waitFor(soon, "Encore")
	s.send("une phrase assez longue\r")
	if code := s.exit(soon); code != exitDone {
		t.Fatalf("setup: exit %d\n%s", code, s.text())
	}
	if !strings.Contains(s.text(), "Pour commencer, tapez") {
		t.Errorf("setup does not say what comes next:\n%s", s.text())
	}
	if strings.Contains(s.raw.String(), "une phrase assez longue") {
		t.Error("the passphrase was shown")
	}
	raw, err := os.ReadFile(p.home + "/config/courant/courant.toml")
	if err != nil || !strings.Contains(string(raw), `graph = "block"`) {
		t.Errorf("%v: %s", err, raw)
	}
	if code, _, errOut := p.run("report", "h-1"); code != exitFailed || !strings.Contains(errOut, "COURANT_PASSPHRASE") {
		t.Errorf("without the passphrase: exit %d, %q", code, errOut)
	}
	p.vars = []string{"COURANT_PASSPHRASE=another one altogether"}
	if code, _, _ := p.run("report", "h-1"); code != exitFailed {
		t.Errorf("with another passphrase: exit %d", code)
	}
	p.vars = []string{"COURANT_PASSPHRASE=une phrase assez longue"}
	if out := p.must(exitDone, "home", "h-1", "--json"); !strings.Contains(out, `"ambitious"`) || !strings.Contains(out, "17.5") || !strings.Contains(out, `"zones.bedroom.sensitive","value":true`) {
		t.Errorf("what was declared is not kept: %s", out)
	}
}

// Ensure that setup on a first run takes in a file, asks again for one that is not there, and
// simulates nothing that nobody asked for.
func TestSetupTakesInAFile(t *testing.T) {
	p := newPerson(t)
	p.now = time.Now()
	whole, _, _ := sampleHome(p)
	s := startSession(t, homeEnv(p.home), 90, 90, "setup")
	s.waitFor(soon, "Quelle langue")
	s.answer(soon, "", "1", "/nulle/part.csv", whole, "chez nous", "limoilou", "Montreal", "<", "québec", "", "", "", "", "", "", "")
	if code := s.exit(soon); code != exitDone {
		t.Fatalf("setup: exit %d\n%s", code, s.text())
	}
	if _, err := os.Stat(p.home + "/data/courant/demo"); err == nil {
		t.Error("homes were simulated unasked")
	}
	p.lang = "fr_CA.UTF-8"
	for _, want := range []string{"nulle/part.csv ne s'ouvre pas", "« chez nous » ne peut pas être le nom", "Compris : Montréal. Sinon, <"} {
		if !strings.Contains(strings.Join(strings.Fields(s.text()), " "), want) {
			t.Errorf("%q is not said:\n%s", want, s.text())
		}
	}
	if out := p.must(exitDone, "home", "limoilou"); !strings.Contains(out, "Québec") {
		t.Errorf("the home is not as it was told: %s\n%s", out, s.text())
	}
}
