package tui

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"courant/coach"
	"courant/coach/home"
	"courant/tui/text"
)

// run gives a command's messages back to the dashboard, until there are none.
func run(m *Model, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			run(m, c)
		}
	case nil, clockMsg:
	default:
		_, next := m.Update(msg)
		run(m, next)
	}
}

// One table makes keys, help and palette: no key twice, no action without words, none that
// needs AltGr on a French keyboard, each in the help and in the palette.
func TestKeymap(t *testing.T) {
	seen := map[string]bool{}
	for _, lang := range []text.Lang{text.French, text.English} {
		help := sample{scene: "ready", lang: lang, w: 120, h: 70, keys: []string{"?"}}.model(t).View()
		palette := sample{scene: "ready", lang: lang, w: 120, h: 70, keys: []string{":"}}.model(t).View()
		for _, b := range keymap {
			words := b.words(lang.Screen())
			if words == "" || !strings.Contains(help, words) || !strings.Contains(palette, text.Capital(words)) {
				t.Errorf("%s: %q is not in help and palette", lang, words)
			}
			for _, k := range b.keys {
				if lang == text.French && seen[k] {
					t.Errorf("key %q has two meanings", k)
				}
				seen[k] = true
				if strings.ContainsAny(k, "[]{}\\~@#|`^") {
					t.Errorf("key %q needs AltGr", k)
				}
			}
		}
	}
	for _, k := range strings.Fields("1 2 3 4 5 6 7 d w m y t v M a p c x < > u i s G n / : ? q f1 ctrl+f ctrl+p") {
		if !seen[k] {
			t.Errorf("key %q means nothing", k)
		}
	}
}

// An action that cannot act says why, does nothing else, and is listed with the reason.
func TestWhyNot(t *testing.T) {
	for _, c := range []struct{ scene, key, reason string }{
		{"ready", "a", "aucun thermostat"},
		{"during", "a", "suivent déjà"},
		{"quiet", "<", "fini"},
		{"no-plan", ">", "Aucun"},
		{"ready", "n", "notes"},
		{"ready", "u", "vous participez"},
		{"quiet", "p", "Aucun événement"},
		{"after", "p", "fini"},
		{"skipped", "p", "ne participez déjà"},
		{"ready", "x", "fichiers"},
		{"ready", "c", "presse-papiers"},
		{"ready", "i", "détails"},
		{"none", "/", "autre maison"},
		{"loading", "d", "Aucune maison n'est ouverte"},
	} {
		m := sample{scene: c.scene}.model(t)
		before := m.view
		if cmd := press(m, c.key); cmd != nil || m.view != before || m.confirm != nil {
			t.Errorf("%s: %s acts", c.scene, c.key)
		}
		if v := m.View(); !strings.Contains(v, c.reason) {
			t.Errorf("%s: %s does not say %q:\n%s", c.scene, c.key, c.reason, v)
		}
	}
	palette := sample{scene: "quiet", w: 120, h: 70, keys: []string{":"}}.model(t).View()
	if !strings.Contains(palette, text.French.Screen().Why.EventOver) {
		t.Error("the palette does not say why the dial cannot turn")
	}
}

// A skip is previewed, and confirmed by a letter that is not enter after a moment of quiet.
func TestSkipIsConfirmed(t *testing.T) {
	for _, c := range []struct {
		name  string
		keys  []string
		pause time.Duration
		lang  text.Lang
		done  bool
	}{
		{"confirmed", []string{"o"}, time.Second, text.French, true},
		{"confirmed in English", []string{"y"}, time.Second, text.English, true},
		{"a key in flight", []string{"o"}, 100 * time.Millisecond, text.French, false},
		{"keys that follow each other", []string{"x", "o", "o"}, 400 * time.Millisecond, text.French, false},
		{"enter", []string{"enter"}, time.Second, text.French, false},
		{"the key again", []string{"p"}, time.Second, text.French, false},
		{"esc", []string{"esc", "o"}, time.Second, text.French, false},
	} {
		m := sample{scene: "ready", lang: c.lang}.model(t)
		now := eve
		m.cfg.Now = func() time.Time { return now }
		press(m, "p")
		if v := m.View(); !strings.Contains(v, "15") || m.confirm == nil {
			t.Fatalf("%s: no preview:\n%s", c.name, v)
		}
		var cmd tea.Cmd
		for _, k := range c.keys {
			now = now.Add(c.pause)
			if got := press(m, k); got != nil {
				cmd = got
			}
		}
		run(m, cmd)
		src := m.cfg.Source.(*fakeSource)
		if (len(src.skips) == 1) != c.done {
			t.Errorf("%s: %v", c.name, src.skips)
		}
		if c.done && (!strings.HasSuffix(src.skips[0], "false") || !strings.Contains(m.toast, "u ")) {
			t.Errorf("%s: %v, %q", c.name, src.skips, m.toast)
		}
	}
	m := sample{scene: "skipped"}.model(t)
	run(m, press(m, "u"))
	if src := m.cfg.Source.(*fakeSource); len(src.skips) != 1 || !strings.HasSuffix(src.skips[0], "true") {
		t.Errorf("undo: %v", src.skips)
	}
}

func TestReadOnlyChangesNothing(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	m.cfg.ReadOnly = true
	press(m, "p")
	if m.confirm != nil || !strings.Contains(m.toast, "Lecture seule") {
		t.Errorf("%+v, %q", m.confirm, m.toast)
	}
}

// A late answer, of another home or an older request, is dropped; an error leaves the last
// good report where it is.
func TestAnswers(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	first := m.report
	cmd := press(m, "r")
	old := m.request
	press(m, "r")
	m.Update(reportMsg{request: old, home: m.home, report: coach.Report{Home: "late"}})
	if m.report != first {
		t.Error("a late answer was taken")
	}
	m.Update(reportMsg{request: m.request, home: "OTHER", report: coach.Report{Home: "OTHER"}})
	if m.report != first {
		t.Error("another home's answer was taken")
	}
	m.Update(reportMsg{request: m.request, home: m.home, err: errLost})
	if m.report != first || !strings.Contains(m.View(), "La connexion est refusée") || !strings.Contains(m.View(), "Plan prêt") {
		t.Errorf("an error took the report away:\n%s", m.View())
	}
	run(m, cmd)
	run(m, press(m, "r"))
	if m.err != nil {
		t.Error("a good answer leaves the error")
	}

	// What is wrong elsewhere is not mended by what is read here.
	m.Update(refreshedMsg{errLost})
	run(m, m.load())
	if !strings.Contains(m.View(), "La connexion est refusée") {
		t.Errorf("a good report hides that the fetch failed:\n%s", m.View())
	}
	m.Update(refreshedMsg{})
	if strings.Contains(m.View(), "La connexion est refusée") {
		t.Error("a good fetch leaves the error")
	}
}

// Below the floor only help and quit act, and the size that is needed is told.
func TestTooSmall(t *testing.T) {
	m := sample{scene: "ready", w: 59, h: 20}.model(t)
	if v := m.View(); !strings.Contains(v, "60") || strings.Contains(v, "Salon") {
		t.Errorf("%s", v)
	}
	for _, k := range []string{"3", "p", "L", "G", ":", "/"} {
		press(m, k)
	}
	if m.view != ViewToday || m.lang != text.French || m.confirm != nil || m.palette != nil {
		t.Error("a key acted that could not be seen")
	}
	if cmd := press(m, "q"); cmd == nil {
		t.Error("q does not quit")
	}
}

// What is frozen stands still until it is let go.
func TestFreeze(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	press(m, "f")
	press(m, "left") // takes the toast away
	before := m.View()
	if !strings.Contains(before, "FIGÉ") {
		t.Errorf("not said:\n%s", before)
	}
	m.Update(reportMsg{request: m.request, home: m.home, report: scenes["stale"].report("stale")})
	if m.View() != before {
		t.Error("it moves")
	}
	if cmd := press(m, "f"); cmd == nil || m.frozen {
		t.Error("it does not go on")
	}
}

// Nothing changes on screen while nothing happens, so that nothing is written.
func TestIdle(t *testing.T) {
	for name := range scenes {
		m := sample{scene: name}.model(t)
		first := m.View()
		for range 3 {
			m.Update(clockMsg{})
			if m.View() != first {
				t.Errorf("%s: the screen changes by itself", name)
			}
		}
	}
}

// A first glance says that what is behind is on its way, not that there is none.
func TestPartial(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	m.cfg.Partial = true
	glance := *m.cfg.First
	glance.PastEvents = nil
	m.cfg.First = &glance
	n := New(m.cfg)
	for _, c := range []struct{ key, not string }{{"3", text.French.Screen().Past.None}, {"6", text.French.Screen().Data.None}} {
		press(n, c.key)
		if v := n.View(); strings.Contains(v, c.not) || !strings.Contains(v, "Chargement") {
			t.Errorf("%s", v)
		}
	}
	n.Update(reportMsg{request: n.request, home: n.home, report: *m.report})
	if v := n.View(); strings.Contains(v, "Chargement") || !strings.Contains(v, text.French.Screen().Data.None) {
		t.Errorf("%s", v)
	}
}

// Data that changed behind the screen are read again within a minute, others are not.
func TestLook(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	if _, cmd := m.Update(versionMsg{m.version}); cmd != nil {
		t.Error("nothing changed, yet it reads")
	}
	if _, cmd := m.Update(versionMsg{"another"}); cmd == nil || !m.loading {
		t.Error("data changed and are not read")
	}
}

// The mouse, where it was asked for, opens the tab that it is on, at every width.
func TestMouse(t *testing.T) {
	for _, size := range [][2]int{{60, 20}, {80, 24}, {160, 40}} {
		for _, lang := range []text.Lang{text.French, text.English} {
			m := sample{scene: "ready", w: size[0], h: size[1], lang: lang}.model(t)
			for _, v := range views {
				tabs := []rune(ansi.Strip(strings.Split(m.View(), "\n")[1]))
				for x, r := range tabs {
					if string(r) == byAction[v].shown {
						m.Update(tea.MouseMsg{X: x, Y: 1, Button: tea.MouseButtonLeft, Action: tea.MouseActionPress})
						break
					}
				}
				if m.view != v {
					t.Errorf("%v: a click on %s opens %d", size, byAction[v].shown, m.view)
				}
			}
		}
	}
	m := sample{scene: "ready", view: ViewHomes}.model(t)
	at := m.homeList.at
	m.Update(tea.MouseMsg{Button: tea.MouseButtonWheelDown, Action: tea.MouseActionPress})
	if m.homeList.at != at+1 {
		t.Error("the wheel does not move")
	}
}

// The clock wakes once a minute, once a second in an event.
func TestTick(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	if m.eventRuns() {
		t.Error("no event runs on its eve")
	}
	if m := (sample{scene: "during"}).model(t); !m.eventRuns() || !strings.Contains(m.View(), "07:20:00") {
		t.Error("an event runs, and its seconds are told")
	}
}

// What was remembered is there again; what cannot be read is refused and nothing breaks.
func TestState(t *testing.T) {
	m := sample{scene: "quiet", keys: []string{"m", "s", "s", "/", "q", "esc", "/", "q", "u", "enter", "G", "L", "P", "3"}}.model(t)
	s, err := ParseState(m.State().Marshal())
	if err != nil || s != m.State() {
		t.Fatalf("%+v, %v; want %+v", s, err, m.State())
	}
	n := sample{scene: "quiet"}.model(t)
	n.cfg.State = s
	again := New(n.cfg)
	if again.State() != s || again.view != ViewEvents || again.homeList.filter != "qu" || again.lang != text.English {
		t.Errorf("%+v", again.State())
	}
	n.cfg.LangFixed, n.cfg.GraphFixed = true, true
	if told := New(n.cfg); told.lang != text.French || told.graph != n.cfg.Graph {
		t.Error("what was told on the command line gave way")
	}
	for _, bad := range []string{"", "x", "{}", `{"version":2}`, `{"version":1,"view":9}`, `{"version":1,"span":-1}`, `{"version":1,"sort":99}`, `{"version":1,"lang":"de"}`, `{"version":1,"home":"../x y"}`, `{"version":1,"filter":"\u001b[2J"}`} {
		if s, err := ParseState([]byte(bad)); err == nil || s != (State{}) {
			t.Errorf("%q: %+v, %v", bad, s, err)
		}
	}
}

// The filter takes accents and case aside; esc clears it; enter opens the home under the
// cursor.
func TestHomes(t *testing.T) {
	m := sample{scene: "ready", view: ViewHomes, keys: strings.Fields("/ Q U E B E C")}.model(t)
	f := m.frame()
	if n := len(m.homeList.shown(f, m.homes)); n != 4 {
		t.Errorf("%d homes in Québec", n)
	}
	press(m, "enter")
	if !strings.Contains(m.View(), "/ QUEBEC") {
		t.Error("the filter is not shown any more")
	}
	press(m, "down")
	cmd := press(m, "enter")
	if m.home != "1007" || cmd == nil || m.view != ViewToday {
		t.Errorf("opened %s", m.home)
	}
	m = sample{scene: "ready", view: ViewHomes, keys: strings.Fields("/ z esc")}.model(t)
	if n := len(m.homeList.shown(f, m.homes)); n != 12 || m.homeList.typing {
		t.Errorf("%d homes after esc", n)
	}
	for range orders {
		press(m, "s")
	}
	press(m, "down")
	press(m, "down")
	on, _ := m.homeList.under(f, m.homes)
	for range orders {
		press(m, "s")
		if now, _ := m.homeList.under(f, m.homes); now != on {
			t.Errorf("sorted by %d, the cursor is on %s, was on %s", m.homeList.order, now, on)
		}
	}
	if m.homeList.order != orderID { // where it began: this source cannot rank
		t.Error("the orders do not come round")
	}
}

type everySource struct {
	fakeSource
	mode       home.Mode
	name, text string
	csv        string
}

func (s *everySource) ReportMode(_ context.Context, _ home.ID, _ time.Time, mode home.Mode) (coach.Report, error) {
	s.mode = mode
	return s.report, nil
}

func (s *everySource) Export(_ context.Context, name, text, csv string) (string, error) {
	s.name, s.text, s.csv = name, text, csv
	if s.err != nil {
		return "", s.err
	}
	return "/tmp/x/" + name + ".txt", nil
}

// Copying gives the source text through OSC 52; exporting gives text and figures and shows
// where they are; trying a mode keeps nothing.
func TestCopyExportMode(t *testing.T) {
	src := &everySource{fakeSource: fakeSource{homes: rows(3), report: scenes["ready"].report("ready")}}
	var clip bytes.Buffer
	m := sample{scene: "ready"}.model(t)
	m.cfg.Source, m.cfg.Clipboard = src, &clip
	for _, v := range views {
		m.view = v
		clip.Reset()
		run(m, press(m, "c"))
		if !strings.HasPrefix(clip.String(), "\x1b]52;c;") || !strings.Contains(m.toast, "Copié") {
			t.Errorf("view %d: %q, %q", v, clip.String(), m.toast)
		}
		run(m, press(m, "x"))
		if !strings.Contains(m.toast, "/tmp/x/courant-") || src.text == "" || strings.ContainsAny(src.text, "\x1b") {
			t.Errorf("view %d: %q", v, m.toast)
		}
		if words := v == ViewAdvice || v == ViewData; words != (src.csv == "") {
			t.Errorf("view %d: CSV %q", v, src.csv)
		}
	}
	src.err = errors.New("no room\x1b[2J")
	run(m, press(m, "x"))
	if !strings.Contains(m.toast, "no room") || strings.Contains(m.toast, "\x1b") {
		t.Errorf("%q", m.toast)
	}
	src.err = nil
	run(m, press(m, "M"))
	if src.mode != home.Moderate || !strings.Contains(m.toast, "modéré") {
		t.Errorf("mode %q, %q", src.mode, m.toast)
	}
}

// Names that come from outside cannot write to the terminal.
func TestHostileNames(t *testing.T) {
	m := sample{scene: "ready", view: ViewHomes}.model(t)
	m.homes[3].Home = "A\x1b[2J\u202eB"
	m.homeList.stale = true
	m.home = m.homes[3].Home
	if v := m.View(); strings.ContainsAny(v, "\x1b\u202e") {
		t.Errorf("%q", v)
	}
}

// In privacy mode no name of a home or a city is on screen or in what is copied.
func TestPrivate(t *testing.T) {
	for _, v := range views {
		m := sample{scene: "ready", view: v, keys: []string{"P", "left"}}.model(t)
		text, _ := m.plainView()
		if both := ansi.Strip(m.View()) + text; strings.Contains(both, "01AC") || strings.Contains(both, "Gatineau") {
			t.Errorf("view %d shows a name:\n%s", v, both)
		}
	}
}

// Keys that arrive in one read all act, in their order; what is pasted acts only as text.
func TestKeysInOneRead(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("7/gat")})
	if m.view != ViewHomes || m.homeList.filter != "gat" || !m.homeList.typing {
		t.Errorf("view %d, filter %q", m.view, m.homeList.filter)
	}
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("ineau"), Paste: true})
	if m.homeList.filter != "gatineau" {
		t.Errorf("pasted into the filter: %q", m.homeList.filter)
	}
	m = sample{scene: "ready", keys: []string{"?"}}.model(t)
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("4"), Alt: true})
	if m.help != nil || m.view != ViewSchedule {
		t.Error("esc and a key in one read are not taken as two")
	}
	m = sample{scene: "ready"}.model(t)
	m.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("3pq"), Paste: true})
	if m.view != ViewToday || m.confirm != nil {
		t.Error("a paste acted as keys")
	}
}
