package tui

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"courant/tui/text"
)

func converse(t *testing.T, scene string, lang text.Lang, lines ...string) (string, *Model) {
	t.Helper()
	m := sample{scene: scene, lang: lang}.model(t)
	var out strings.Builder
	in := strings.Join(lines, "\n")
	if len(lines) > 0 {
		in += "\n"
	}
	if err := RunAccessible(context.Background(), m.cfg, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), "\u00a0", " "), m
}

// num is the number of an action, as a person types it.
func num(a Action) string { return strconv.Itoa(choiceNumber(a)) }

// everyChoice is a conversation that takes each choice once and answers its questions with
// nothing.
func everyChoice() []string {
	var lines []string
	for _, b := range linear {
		if b.action != Quit && b.action != CycleLang {
			lines = append(lines, num(b.action), "")
		}
	}
	return append(lines, "999", "zzz", "", "?", ":", "q")
}

// A screen reader gets sentences alone, whatever is chosen in whatever state: no box, no
// table, no sign that is drawn rather than read, no escape byte; q or the end of input leaves.
func TestAccessible(t *testing.T) {
	for _, lang := range []text.Lang{text.French, text.English} {
		w := lang.Screen().Linear
		for _, scene := range []string{"ready", "after", "quiet", "empty", "none", "new", "no-plan", "failed", "during", "skipped"} {
			out, _ := converse(t, scene, lang, everyChoice()...)
			if i := strings.IndexAny(out, "\x1b│─┌┐└┘├┤●█▒░⠂−→–×"); i >= 0 || strings.Contains(out, "%!") {
				t.Errorf("%s, %s: a sign that is drawn at %d:\n%s", scene, lang, i, out)
			}
			if !strings.HasSuffix(out, w.Bye+"\n") {
				t.Errorf("%s, %s: it does not end:\n%s", scene, lang, out)
			}
			for _, l := range strings.Split(out, "\n") {
				if strings.Contains(strings.TrimLeft(l, " "), "   ") {
					t.Errorf("%s, %s: a table: %q", scene, lang, l)
				}
			}
		}
	}
	if out, _ := converse(t, "ready", text.French); !strings.HasPrefix(out, "Maison 01AC, Québec. Jeudi 14 janvier 2027") {
		t.Errorf("the report does not come first:\n%s", out)
	}
}

// Ensure that the choices are the keymap's: each action of the dashboard is a choice, or is
// known to mean nothing where nothing is drawn; numbers and words find the same choice.
func TestAccessibleHasEveryAction(t *testing.T) {
	for _, b := range keymap {
		if slices.Contains(drawn, b.action) == (choiceNumber(b.action) > 0) {
			t.Errorf("%q is a choice and is not", b.words(text.English.Screen()))
		}
	}
	for i, v := range views {
		if choiceNumber(v) != i+1 {
			t.Errorf("view %d has another number than its key", i+1)
		}
	}
	out, _ := converse(t, "ready", text.French, ":", "q")
	for _, b := range linear {
		if !strings.Contains(out, "\n"+num(b.action)+". ") {
			t.Errorf("%s is not told", b.shown)
		}
	}
}

// Ensure that what is heard is not heard again unasked: the choices once, then a short prompt.
func TestAccessibleSaysTheChoicesOnce(t *testing.T) {
	w := text.French.Screen().Linear
	out, _ := converse(t, "ready", text.French, "6", "5", "6", "q")
	if n := strings.Count(out, w.Menu); n != 1 {
		t.Errorf("the choices are told %d times", n)
	}
	if out, _ = converse(t, "ready", text.French, "?", "q"); !strings.Contains(out, "ne pas participer (p)") {
		t.Errorf("? does not tell the choices:\n%s", out)
	}
}

// Leaving an event takes the word, or its first letter; anything else changes nothing.
func TestAccessibleSkip(t *testing.T) {
	out, m := converse(t, "ready", text.French, num(Skip), "non", "p", "", "ne pas participer", "o", "q")
	src := m.cfg.Source.(*fakeSource)
	if len(src.skips) != 1 || strings.Count(out, "Rien n'est changé.") != 2 || !strings.Contains(out, "sans pénalité") {
		t.Errorf("%v\n%s", src.skips, out)
	}
	if out, _ := converse(t, "ready", text.French, num(Undo), "q"); !strings.Contains(out, "vous participez") {
		t.Errorf("undo has no number of its own:\n%s", out)
	}
}

// The comfort dial turns, says what changes, and an empty line puts the plan back.
func TestAccessibleDial(t *testing.T) {
	out, m := converse(t, "ready", text.French, ">", "un cran plus chaud", "", "1", "q")
	w := text.French.Screen().Linear
	if strings.Count(out, "Confort : cran") != 2 || !strings.Contains(out, "\nÀ l'essai : confort au cran") || !strings.Contains(out, w.OwnPlan) || m.dial.turned() {
		t.Errorf("%s", out)
	}
}

// A set-point of one's own is asked for by room, time and degrees; what makes no sense is said
// and asked again, and undo takes it back.
func TestAccessibleOwnSetpoint(t *testing.T) {
	out, _ := converse(t, "ready", text.French, "consigne à vous", "grenier", "1", "midi", "7 h", "8:30", "chaud", "19,5", "u", "q")
	w := text.French.Screen().Linear
	for _, want := range []string{w.BadChoice, w.BadClock, w.BadDeg, "19,5 °C de 7 h à 8 h 30, à l'essai.", "Vos consignes coûtent", w.TookBack} {
		if !strings.Contains(out, strings.ReplaceAll(want, "\u00a0", " ")) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// Another mode is chosen by its name, told as a trial, and left by an empty line.
func TestAccessibleMode(t *testing.T) {
	m := sample{scene: "ready", lang: text.English}.model(t)
	m.cfg.Source = &everySource{fakeSource: fakeSource{homes: rows(3), report: scenes["ready"].report("ready")}}
	var said strings.Builder
	if err := RunAccessible(context.Background(), m.cfg, strings.NewReader("M\nextreme\n\nq\n"), &said); err != nil {
		t.Fatal(err)
	}
	out, w := said.String(), text.English.Screen().Linear
	if !strings.Contains(out, "\nOn trial: extreme mode. Nothing is changed.") || !strings.Contains(out, w.OwnPlan) {
		t.Errorf("%s", out)
	}
}

// Among many homes a part of a name or a city narrows the list, a filter stays, an order is
// chosen by name; Enter alone goes back.
func TestAccessibleManyHomes(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	m.cfg.Source.(*fakeSource).homes = rows(300)
	m.cfg.Homes = rows(300)
	var out strings.Builder
	in := strings.Join([]string{"7", "quebec", "zzz", "", "/", "gatineau", "", "/", "", "", "s", "ville", "", "7", "1007", "q"}, "\n")
	if err := RunAccessible(context.Background(), m.cfg, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	said := strings.ReplaceAll(out.String(), "\u00a0", " ")
	for _, want := range []string{"\n300 maisons, dans l'ordre : nom.", "\nFiltre « quebec » : 60 maisons sur 300.", "« zzz »", "Toutes les maisons.", "Dans l'ordre : ville."} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}

func TestAccessibleHomesAndLanguage(t *testing.T) {
	out, _ := converse(t, "ready", text.French, "7", "3", "L", "1", "q")
	if !strings.Contains(out, "3. 1007, Québec") || !strings.Contains(out, "Home 01AC, Québec City.") || !strings.Contains(out, "Goodbye.") {
		t.Errorf("%s", out)
	}
}

// Words and anything else that can be typed never end the conversation by accident.
func FuzzAccessible(f *testing.F) {
	f.Add("4\n<\n\nM\n2\n")
	f.Add("\x1b[A\n16\noui\n")
	f.Fuzz(func(t *testing.T, in string) {
		m := sample{scene: "ready", lang: text.French}.model(t)
		var out strings.Builder
		if err := RunAccessible(context.Background(), m.cfg, strings.NewReader(in), &out); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "\x1b") {
			t.Error("an escape byte")
		}
	})
}
