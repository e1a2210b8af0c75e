package tui

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

// fits checks a screen: exactly as high as the terminal, no line wider.
func fits(t *testing.T, m *Model, what string) {
	t.Helper()
	lines := strings.Split(m.View(), "\n")
	if len(lines) != max(m.height, 1) {
		t.Errorf("%s: %d lines on %d×%d", what, len(lines), m.width, m.height)
	}
	for i, l := range lines {
		if w := ansi.StringWidth(l); w > max(m.width, 1) {
			t.Errorf("%s: line %d is %d wide on %d×%d: %q", what, i, w, m.width, m.height, l)
			return
		}
		if strings.Contains(l, "%!") {
			t.Errorf("%s: a sentence got the wrong arguments: %q", what, l)
		}
	}
}

// Every view in every state, theme, graph and language fits at sizes from 60×20 to 250×70,
// and below the floor.
func TestFits(t *testing.T) {
	sizes := [][2]int{{60, 20}, {61, 21}, {72, 22}, {79, 24}, {80, 24}, {81, 25}, {100, 30}, {119, 40}, {120, 40}, {133, 37}, {160, 45}, {200, 50}, {250, 70}, {60, 70}, {250, 20}, {59, 20}, {60, 19}, {20, 5}, {1, 1}}
	r := rand.New(rand.NewPCG(1, 2))
	if raceOn {
		sizes = sizes[:3]
	}
	for range 6 {
		sizes = append(sizes, [2]int{60 + r.IntN(191), 20 + r.IntN(51)})
	}
	names := theme.Names()
	for name := range scenes {
		n := 0
		for view, action := range viewNames {
			for _, lang := range []text.Lang{text.French, text.English} {
				m := sample{scene: name, lang: lang, theme: names[n%len(names)], graph: chart.Graph(n % 3), view: action}.model(t)
				for _, size := range sizes {
					m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
					fits(t, m, view+"/"+name+"/"+string(lang))
				}
				n++
			}
		}
	}
}

// A storm of resizes through every width and many heights: each frame fits.
func TestResizeStorm(t *testing.T) {
	if raceOn {
		t.Skip("it draws three thousand screens; there is nothing to race for")
	}
	var models []*Model
	for _, name := range []string{"ready", "during", "late", "after", "no-rate", "flex-d"} {
		for i, v := range views {
			models = append(models, sample{scene: name, view: v, lang: []text.Lang{text.French, text.English}[i%2], graph: chart.Graph(i % 3)}.model(t))
		}
	}
	n := 0
	for w := 60; w <= 250; w++ {
		for h := 20; h <= 70; h += 3 {
			m := models[n%len(models)]
			m.Update(tea.WindowSizeMsg{Width: w, Height: h})
			fits(t, m, "storm")
			n++
		}
	}
}

// No word is cut short in either language at the sizes that people use.
func TestNothingIsCut(t *testing.T) {
	if raceOn {
		t.Skip("it draws two thousand screens; there is nothing to race for")
	}
	for view, action := range viewNames {
		for _, lang := range []text.Lang{text.French, text.English} {
			for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {200, 50}} {
				for _, name := range []string{"ready", "during", "late", "after", "quiet", "no-rate", "flex-d", "stale"} {
					for _, keys := range []string{"", "v", "i", "tab", "tab tab"} {
						m := sample{scene: name, lang: lang, w: size[0], h: size[1], view: action, keys: strings.Fields(keys)}.model(t)
						if v := strings.ReplaceAll(m.View(), "=…", "="); strings.Contains(v, "…") {
							t.Errorf("%s/%s %s %v %s:\n%s", view, name, lang, size, keys, v)
						}
					}
				}
			}
		}
	}
}

// Dialogs, tables and details fit too.
func TestOverlaysFit(t *testing.T) {
	for _, keys := range []string{"?", "? down down pgdown", ":", ": p", "p", "v", "2 v", "2 tab", "2 tab tab", "2 y tab", "3 v", "3 i", "4 v", "4 i", "7 / x", "a", "<", "n", "P", "f", "M", "c", "x"} {
		for _, lang := range []text.Lang{text.French, text.English} {
			m := sample{scene: "ready", lang: lang, keys: strings.Fields(keys)}.model(t)
			for _, size := range [][2]int{{60, 20}, {80, 24}, {120, 40}, {250, 70}} {
				m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
				fits(t, m, keys)
			}
		}
	}
}

// allKeys are those of the keymap, with some that mean nothing and some that are text.
func allKeys() []string {
	var keys []string
	for _, b := range keymap {
		if b.action != Quit {
			keys = append(keys, b.keys...)
		}
	}
	return append(keys, "o", "y", "é", "Z", " ", "backspace", "ctrl+u", "ctrl+z", "f12")
}

// A hundred thousand keys, resizes and answers in any order never panic, and now and then the
// screen is looked at.
func TestFuzzedKeys(t *testing.T) {
	const events = 100_000
	keys := allKeys()
	r := rand.New(rand.NewPCG(8, 8))
	names := []string{"ready", "during", "after", "quiet", "new", "empty", "failed", "loading", "none", "no-rate", "flex-d", "skipped", "no-plan", "stale"}
	per := events / len(names)
	if raceOn {
		per /= 20
	}
	for _, name := range names {
		m := sample{scene: name}.model(t)
		for i := range per {
			switch n := r.IntN(100); {
			case n < 2:
				m.Update(tea.WindowSizeMsg{Width: r.IntN(260), Height: r.IntN(75)})
			case n < 3:
				m.Update(clockMsg{})
			case n < 4:
				m.Update(reportMsg{request: m.request - r.IntN(2), home: m.home, err: errLost})
			case n < 5:
				m.Update(homesMsg{homes: rows(r.IntN(40))})
			default:
				press(m, keys[r.IntN(len(keys))])
			}
			if i%50 == 0 {
				fits(t, m, name)
			}
			if t.Failed() {
				t.Fatalf("%s, event %d", name, i)
			}
		}
	}
}

// Without colour the cursor and every status still show; with it, the words are the same.
func TestColourAddsNothing(t *testing.T) {
	for view, action := range viewNames {
		for _, name := range []string{"ready", "stale", "error", "during", "skipped"} {
			plain := sample{scene: name, view: action}.model(t).View()
			for _, th := range theme.Names() {
				painted := sample{scene: name, view: action, theme: th}.model(t).View()
				if ansi.Strip(painted) != plain {
					t.Errorf("%s/%s: the %s theme changes more than the look", view, name, th)
				}
			}
			if strings.Contains(plain, "\x1b") {
				t.Errorf("%s/%s: an escape byte without colours", view, name)
			}
			if !strings.Contains(plain, ">"+byAction[action].shown) {
				t.Errorf("%s/%s: nothing marks the open view", view, name)
			}
		}
	}
	for view, mark := range map[Action]string{ViewHomes: " > 01AC", ViewSchedule: " > "} {
		if v := (sample{scene: "ready", view: view}).model(t).View(); !strings.Contains(v, mark) {
			t.Errorf("no cursor without colour in\n%s", v)
		}
	}
	seen := map[string]string{}
	for _, name := range []string{"ready", "during", "after", "skipped", "stale", "quiet"} {
		lines := strings.Split(sample{scene: name}.model(t).View(), "\n")
		status := lines[2] + lines[3]
		if other, ok := seen[status]; ok {
			t.Errorf("%s and %s say the same: %s", name, other, status)
		}
		seen[status] = name
	}
}
