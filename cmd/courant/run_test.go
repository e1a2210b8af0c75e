package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A person is somebody with an empty home folder who runs the program.
type person struct {
	t    testing.TB
	home string
	lang string
	vars []string
	now  time.Time
	in   string
}

func newPerson(t testing.TB) *person {
	return &person{t: t, home: t.TempDir(), lang: "en_CA.UTF-8", now: time.Date(2027, 1, 14, 23, 4, 0, 0, time.UTC)}
}

// longWay leaves a test of the whole way through servers, children or many homes out of short
// runs, such as the race detector's: full runs have it.
func longWay(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("the long way: left out of short runs")
	}
}

// run runs the whole program in this process.
func (p *person) run(args ...string) (code int, out, errOut string) {
	p.t.Helper()
	var o, e bytes.Buffer
	vars := append([]string{
		"HOME=" + p.home, "LANG=" + p.lang, "TERM=xterm-256color",
		"XDG_CONFIG_HOME=" + p.home + "/config", "XDG_DATA_HOME=" + p.home + "/data", "XDG_STATE_HOME=" + p.home + "/state", "XDG_CACHE_HOME=" + p.home + "/cache",
	}, p.vars...)
	env := Env{In: strings.NewReader(p.in), Out: &o, Err: &e, Now: func() time.Time { return p.now }, Vars: vars}
	code = Run(p.t.Context(), args, env)
	if strings.Contains(o.String()+e.String(), "\x1b") {
		p.t.Errorf("%v wrote an escape byte", args)
	}
	return code, o.String(), e.String()
}

// must runs the program and wants one of the exit codes.
func (p *person) must(code int, args ...string) (out string) {
	p.t.Helper()
	got, out, errOut := p.run(args...)
	if got != code {
		p.t.Fatalf("courant %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, errOut)
	}
	return out
}

func (p *person) file(name, content string) string {
	p.t.Helper()
	path := filepath.Join(p.home, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		p.t.Fatal(err)
	}
	return path
}

func TestWrongUsageSaysWhatIsNearest(t *testing.T) {
	for _, c := range []struct {
		desc, lang string
		args       []string
		code       int
		want       string
	}{
		{"unknown command, English", "en_CA.UTF-8", []string{"reprot"}, exitUsage, "Did you mean report?"},
		{"unknown command and a home", "fr_CA.UTF-8", []string{"repport", "9E80"}, exitUsage, "Vouliez-vous dire report?"},
		{"unknown command, French", "fr_CA.UTF-8", []string{"reprot"}, exitUsage, "Vouliez-vous dire report?"},
		{"unknown flag", "en_CA.UTF-8", []string{"report", "--jsn"}, exitUsage, "--json"},
		{"unknown subcommand", "en_CA.UTF-8", []string{"event", "lst"}, exitUsage, "Did you mean courant event list?"},
		{"flag without a value", "en_CA.UTF-8", []string{"report", "--at"}, exitUsage, "--help"},
		{"unknown language", "en_CA.UTF-8", []string{"homes", "--lang", "de"}, exitUsage, "auto|fr|en"},
		{"unknown symbols", "fr_CA.UTF-8", []string{"homes", "--graph", "braile"}, exitUsage, "Vouliez-vous dire braille?"},
		{"not a number", "fr_CA.UTF-8", []string{"demo", "--homes", "six"}, exitUsage, "un nombre entier"},
		{"a group alone", "fr_CA.UTF-8", []string{"fleet"}, exitUsage, "rank"},
		{"not a time", "fr_CA.UTF-8", []string{"report", "--at", "demain"}, exitUsage, "n'est pas un moment"},
		{"a doubled hour", "en_CA.UTF-8", []string{"report", "--at", "2026-11-01T01:30"}, exitUsage, "2026-11-01T01:30:00-04:00 or 2026-11-01T01:30:00-05:00"},
		{"an hour that does not exist", "en_CA.UTF-8", []string{"report", "--at", "2027-03-14 02:30"}, exitUsage, "does not exist"},
		{"too many arguments", "en_CA.UTF-8", []string{"homes", "a"}, exitUsage, "courant homes"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := newPerson(t)
			p.lang = c.lang
			code, _, errOut := p.run(c.args...)
			if code != c.code || !strings.Contains(errOut, c.want) {
				t.Errorf("exit %d (want %d), said %q (want %q in it)", code, c.code, errOut, c.want)
			}
		})
	}
}

func TestConfigurationErrorsNameFileLineAndNearestKey(t *testing.T) {
	for _, c := range []struct{ desc, toml, want string }{
		{"unknown key", "lang = \"fr\"\nthem = \"dark\"\n", `line 2, column 1: unknown key "them". Did you mean "theme"?`},
		{"unknown key in a table", "[influx]\nurl = \"https://example.org\"\ntokn = \"x\"\n", `line 3, column 1: unknown key "influx.tokn". Did you mean "influx.token"?`},
		{"a key outside its section", "url = \"https://example.org\"\n", `line 1, column 1: unknown key "url". Did you mean "influx.url"?`},
		{"no quotes", "lang = fr\n", "line 1, column 8: write true or false in lower case, or a text in quotes"},
		{"no sign", "lang \"fr\"\n", "line 1, column 6: the sign = between the key and its value is missing"},
		{"no value", "theme = \"auto\"\nlang =\n", "line 2, column 7: the value after the sign = is missing"},
		{"an open quote", "lang = \"fr\n", "the quote is not closed"},
		{"an open section", "[influx\nurl = \"\"\n", "line 1, column 8: the name of a section is closed by a bracket"},
		{"a Windows path", "[store]\npath = \"C:\\data\"\n", "a Windows path goes in apostrophes"},
		{"the same key twice", "lang = \"fr\"\nlang = \"en\"\n", "line 2, column 1: this key or section is there already"},
		{"wrong word", "\ngraph = \"dots\"\n", "line 2, column 1: \"dots\" does not suit graph: wanted auto|braille|block|ascii"},
		{"wrong type", "mouse = \"yes\"\n", "line 1, column 9: this takes true or false, without quotes"},
		{"a number for a text", "lang = 5\n", "line 1, column 8: this takes a text in quotes"},
	} {
		t.Run(c.desc, func(t *testing.T) {
			p := newPerson(t)
			path := p.file("config/courant/courant.toml", c.toml)
			code, _, errOut := p.run("homes")
			if code != exitFailed || !strings.Contains(errOut, c.want) {
				t.Errorf("exit %d, said %q (want %q in it)", code, errOut, c.want)
			}
			if !strings.Contains(errOut, path) {
				t.Errorf("the file is not named: %q", errOut)
			}
			if strings.Contains(errOut, "toml") && !strings.Contains(errOut, "courant.toml") || strings.Contains(errOut, "U+") {
				t.Errorf("the parser's own words are told: %q", errOut)
			}
		})
	}
}

func TestVariablesAreKeys(t *testing.T) {
	p := newPerson(t)
	p.vars = []string{"COURANT_THEM=dark"}
	if code, _, errOut := p.run("homes"); code != exitFailed || !strings.Contains(errOut, "COURANT_THEME") {
		t.Errorf("unknown variable: exit %d, %q", code, errOut)
	}
	p.vars = []string{"COURANT_LANG=fr", "COURANT_TEST_INFLUXD=/nowhere"}
	if code, _, errOut := p.run("reprot"); code != exitUsage || !strings.Contains(errOut, "Vouliez-vous dire") {
		t.Errorf("COURANT_LANG: exit %d, %q", code, errOut)
	}
}

func TestTokenInAnExposedFileIsRefused(t *testing.T) {
	p := newPerson(t)
	path := p.file("config/courant/courant.toml", "[influx]\ntoken = \"secret-token\"\n")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errOut := p.run("homes")
	if code != exitFailed || !strings.Contains(errOut, "chmod 600") || strings.Contains(out+errOut, "secret-token") {
		t.Errorf("exit %d, %q", code, errOut)
	}
}

func TestVersion(t *testing.T) {
	p := newPerson(t)
	var v versionJSON
	if err := json.Unmarshal([]byte(p.must(exitDone, "version", "--json")), &v); err != nil || v.Schema != 1 || v.Version == "" {
		t.Errorf("version --json: %+v, %v", v, err)
	}
	if a, b := p.must(exitDone, "--version"), p.must(exitDone, "version"); a != b || !strings.HasPrefix(a, "courant ") {
		t.Errorf("--version says %q, version %q", a, b)
	}
}

func TestHelpIsInTheLanguageAndListsEveryCommand(t *testing.T) {
	for lang, want := range map[string]string{"fr_CA.UTF-8": "Commandes", "en_CA.UTF-8": "Commands"} {
		p := newPerson(t)
		p.lang = lang
		out := p.must(exitDone, "--help")
		for _, w := range []string{want, "report", "import", "event", "plan", "--store", "--accessible"} {
			if !strings.Contains(out, w) {
				t.Errorf("%s: help lacks %q", lang, w)
			}
		}
		if strings.Contains(out, "help for courant") {
			t.Errorf("%s: cobra's own words show", lang)
		}
	}
}

func TestCompletionAndManual(t *testing.T) {
	p := newPerson(t)
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if out := p.must(exitDone, "completion", shell); !strings.Contains(out, "courant") {
			t.Errorf("completion %s is empty", shell)
		}
	}
	p.must(exitUsage, "completion", "tcsh")
	man := p.must(exitDone, "man")
	for _, w := range []string{".TH COURANT 1", `\-\-dry\-run`, "courant event skip ID"} {
		if !strings.Contains(man, w) {
			t.Errorf("the manual lacks %q", w)
		}
	}
}

func TestMergeTOMLKeepsWhatItDoesNotSet(t *testing.T) {
	src := "# mine\nlang = \"en\" # old\nhome = \"x\"\n\n[influx]\nurl = \"a\"\n# keep\n"
	got := mergeTOML(src, map[string]string{"lang": "fr", "graph": "block", "influx.bucket": "b", "store.path": `C:\x "y"`})
	for _, w := range []string{"# mine\n", "lang = \"fr\"\n", "graph = \"block\"\n", "home = \"x\"\n", "url = \"a\"\n", "# keep\n", "bucket = \"b\"\n", `path = "C:\\x \"y\""`} {
		if !strings.Contains(got, w) {
			t.Errorf("%q is missing in\n%s", w, got)
		}
	}
	var c Config
	if err := decodeConfig("t", []byte(got), &c); err != nil || c.Lang != "fr" || c.Graph != "block" || c.Influx.Bucket != "b" || c.Influx.URL != "a" || c.Store.Path != `C:\x "y"` {
		t.Errorf("%v: %+v\n%s", err, c, got)
	}
	if again := mergeTOML(got, map[string]string{"lang": "fr"}); again != got {
		t.Errorf("a second setup changes the file:\n%s", again)
	}
}
