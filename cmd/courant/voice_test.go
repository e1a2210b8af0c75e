package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// drawnSigns are what no line may hold that is read aloud: signs that a voice passes over or
// spells, boxes and pictures, columns, and what moves a cursor.
var drawnSigns = regexp.MustCompile("[−→←↑↓*·•—\u2500-\u259f\u2800-\u28ff\x1b\r\t]|\\S {2,}\\S|%!")

// heard runs a command for a voice and checks every line of it.
func heard(p *person, args ...string) (code int, said string) {
	p.t.Helper()
	code, out, errOut := p.run(args...)
	said = out + errOut
	for _, l := range strings.Split(said, "\n") {
		if bad := drawnSigns.FindString(l); bad != "" {
			p.t.Errorf("%v, courant %s: %q in %q", p.lang, strings.Join(args, " "), bad, l)
			break
		}
	}
	return code, said
}

// spokenCommands are the commands whose answer is words, each with arguments that make it say
// much; those below give files or codes for programs.
var spokenCommands = [][]string{
	{"report"}, {"homes"}, {"home"}, {"event", "list"}, {"weather", "list"}, {"baseline"}, {"signature"},
	{"thermal"}, {"plan"}, {"tariff", "list"}, {"tariff", "bill"}, {"tariff", "compare"}, {"verify"}, {"note"}, {"audit"},
	{"audit", "verify"}, {"fleet", "rank"}, {"doctor"}, {"version"}, {"import"}, {"demo"}, {},
}

// Every command speaks as the conversation does where a voice was asked for, in both languages:
// its answer, its errors and its help.
func TestEveryCommandSpeaks(t *testing.T) {
	longWay(t)
	p := newPerson(t)
	p.must(0, "demo", "--homes", "3")
	id := strings.Fields(strings.Split(p.must(0, "homes"), "\n")[1])[0]
	file := filepath.Join(t.TempDir(), "m.csv")
	rows := "start,energy_kwh\n2027-01-14T00:00:00-05:00,0.5\n2027-01-14T00:15:00-05:00,-3\n2027-01-14T00:45:00-05:00,0.7\n"
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	more := map[string][]string{
		"home": {id}, "baseline": {id, "--window", "2027-01-13T06:00/2027-01-13T10:00", "--method", "all"}, "signature": {id}, "thermal": {id}, "plan": {id},
		"tariff bill": {id, "--from", "2026-12-01", "--to", "2027-01-10"}, "tariff compare": {id, "--from", "2026-12-01", "--to", "2027-01-10"},
		"note": {id}, "report": {id}, "import": {file, "--home", "chez-nous", "--dry-run"}, "demo": {"--homes", "3"}, "": {id},
	}
	for _, lang := range []string{"fr_CA.UTF-8", "en_CA.UTF-8"} {
		p.lang, p.vars = lang, []string{"ACCESSIBLE=1"}
		for _, c := range spokenCommands {
			if code, said := heard(p, append(slices.Clone(c), more[strings.Join(c, " ")]...)...); code != 0 && code != 3 && code != 4 || said == "" {
				t.Errorf("%s: courant %s: exit %d: %s", lang, strings.Join(c, " "), code, said)
			}
		}
		p.vars = nil
		a := &app{env: Env{}, cli: chosenLang(lang[:2], Env{}).CLI(), lang: chosenLang(lang[:2], Env{})}
		var each func(c *cobra.Command)
		each = func(c *cobra.Command) {
			args := strings.Fields(c.CommandPath())[1:]
			heard(p, append(args, "--help", "--accessible")...)
			heard(p, append(args, "--no-such-flag", "--accessible")...)
			for _, s := range c.Commands() {
				if !s.Hidden {
					each(s)
				}
			}
		}
		each(a.root())
	}
}

// A row of a table is a sentence for a voice: each cell with the name of its column.
func TestRowsAreLabelled(t *testing.T) {
	p := newPerson(t)
	p.must(0, "demo", "--homes", "2")
	for lang, want := range map[string]string{"fr_CA.UTF-8": "ville", "en_CA.UTF-8": "city"} {
		p.lang = lang
		_, said := heard(p, "homes", "--accessible", "--quiet")
		for _, l := range strings.Split(strings.TrimSpace(said), "\n") {
			if !strings.Contains(strings.ToLower(l), want) {
				t.Errorf("%s: no %q in %q", lang, want, l)
			}
		}
		plain := p.must(0, "homes")
		if !regexp.MustCompile(`\S {2,}\S`).MatchString(plain) {
			t.Errorf("%s: nobody asked for a voice, and the columns are gone:\n%s", lang, plain)
		}
	}
}

// What a script reads is the same whoever listens.
func TestVoiceLeavesJSONAlone(t *testing.T) {
	p := newPerson(t)
	p.must(0, "demo", "--homes", "1")
	for _, args := range [][]string{{"homes", "--json"}, {"event", "list", "--json"}, {"plan", "--csv"}, {"plan", "--json"}, {"tariff", "list", "--json"}} {
		p.vars = nil
		_, plain, _ := p.run(args...)
		p.vars = []string{"ACCESSIBLE=1"}
		if _, out, _ := p.run(args...); out != plain || out == "" {
			t.Errorf("courant %s is another with ACCESSIBLE", strings.Join(args, " "))
		}
	}
}
