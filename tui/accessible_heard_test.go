package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"courant/tui/text"
)

var bothLanguages = []text.Lang{text.French, text.English}

// answerAfter are the lines that are said after a question, up to the next.
func answerAfter(out, question string) []string {
	_, rest, _ := strings.Cut(out, question)
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(rest), "\n") {
		if strings.HasSuffix(l, ":") && strings.Contains(l, question) {
			break
		}
		lines = append(lines, l)
	}
	return lines
}

// converseFully is converse with a source that can do everything.
func converseFully(t *testing.T, lang text.Lang, lines ...string) (string, *Model) {
	t.Helper()
	m := sample{scene: "ready", lang: lang}.model(t)
	m.cfg.Source = &fullSource{fakeSource: m.cfg.Source.(*fakeSource)}
	var out strings.Builder
	if err := RunAccessible(context.Background(), m.cfg, strings.NewReader(strings.Join(lines, "\n")+"\n"), &out); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(out.String(), "\u00a0", " "), m
}

// The end of the context ends a question that waits for an answer at once, with its error and
// without a word of farewell.
func TestAccessibleIsInterrupted(t *testing.T) {
	for _, typed := range []string{"", "7\n", "+\n1\n", "n\n", "p\n"} {
		m := sample{scene: "ready", lang: text.French}.model(t)
		ctx, cancel := context.WithCancel(context.Background())
		in, keys := io.Pipe()
		ended := make(chan error, 1)
		var out strings.Builder
		go func() { ended <- RunAccessible(ctx, m.cfg, in, &out) }()
		io.WriteString(keys, typed)
		time.Sleep(100 * time.Millisecond)
		cancel()
		select {
		case err := <-ended:
			if !errors.Is(err, context.Canceled) || strings.Contains(out.String(), text.French.Screen().Linear.Bye) {
				t.Errorf("after %q: %v\n%s", typed, err, out.String())
			}
		case <-time.After(2 * time.Second):
			t.Errorf("after %q the conversation goes on", typed)
		}
		keys.Close()
	}
}

// Today is a few short lines: the event, what is asked, what it earns, how cold it gets inside
// and outdoors, and where the rest is.
func TestAccessibleTodayIsShort(t *testing.T) {
	for _, lang := range bothLanguages {
		out, _ := converse(t, "ready", lang, "q")
		lines, _, _ := strings.Cut(out, "\n\n")
		today := strings.Split(lines, "\n")
		if n := len(today); n < 5 || n > 8 {
			t.Errorf("%s: %d lines:\n%s", lang, n, lines)
		}
		for _, want := range map[text.Lang][]string{
			text.French:  {"Maison 01AC", "Événement de pointe demain", "pas encore appliqué", "À faire avant", "rapporte environ", "Le plus froid dedans", "Dehors : ", "Le reste : "},
			text.English: {"Home 01AC", "Peak event tomorrow", "not applied yet", "To do before", "earns about", "Coldest inside", "Outdoors: ", "The rest: "},
		}[lang] {
			if !strings.Contains(lines, want) {
				t.Errorf("%s: no %q in\n%s", lang, want, lines)
			}
		}
	}
	for _, scene := range []string{"quiet", "after", "during", "late", "skipped", "preheat", "no-rate", "flex-d", "no-plan"} {
		out, _ := converse(t, scene, text.French, "q")
		lines, _, _ := strings.Cut(out, "\n\n")
		if n := strings.Count(lines, "\n") + 1; n < 3 || n > 10 {
			t.Errorf("%s: %d lines:\n%s", scene, n, lines)
		}
	}
}

// As long as something is on trial every subject says so first, and so does what is asked before
// the plan is written; Enter alone ends it.
func TestAccessibleTrialIsSaidFirst(t *testing.T) {
	for _, lang := range bothLanguages {
		begins := map[text.Lang]string{text.French: "À l'essai : ", text.English: "On trial: "}[lang]
		question := lang.Screen().Linear.Ask
		for _, subject := range []string{"1", "2", "3", "4", "5", "6", num(Apply)} {
			out, _ := converseFully(t, lang, ">", subject, "q")
			_, after, _ := strings.Cut(out, begins) // of the notch itself
			answer := answerAfter(after, strings.ReplaceAll(question, "\u00a0", " "))
			if !strings.HasPrefix(answer[0], begins) {
				t.Errorf("%s: %s begins with %q", lang, subject, answer[0])
			}
			if out, _ = converseFully(t, lang, ">", "", subject, "q"); strings.Count(out, begins) != 1 {
				t.Errorf("%s: %s after the trial was left:\n%s", lang, subject, out)
			}
		}
	}
}

// The figures of a screen are all of the trial or all of the plan: what is paid is the same
// figure in today, in the schedule and after the notch.
func TestAccessibleTrialFiguresAgree(t *testing.T) {
	earns := regexp.MustCompile(`(?:rapporte|earns) (?:environ|about) (\S+)`)
	for _, lang := range bothLanguages {
		out, _ := converse(t, "ready", lang, ">", ">", ">", "q")
		all := earns.FindAllStringSubmatch(out, -1)
		tried := all[len(all)-1][1]
		for _, v := range []string{"1", "4"} {
			out, _ := converse(t, "ready", lang, ">", ">", ">", v, "q")
			i := strings.LastIndex(out, map[text.Lang]string{text.French: "À l'essai : ", text.English: "On trial: "}[lang])
			_, said, _ := strings.Cut(out[i:], "\n")
			if got := earns.FindStringSubmatch(said); got == nil || got[1] != tried {
				t.Errorf("%s, %s: %v, want %s:\n%s", lang, v, got, tried, said)
			}
		}
	}
}

// A set-point of one's own holds when it was said to; what is refused, bent or late is said at
// once, with what is kept.
func TestAccessibleOwnSetpointIsKept(t *testing.T) {
	for _, c := range []struct {
		name    string
		scene   string
		answers []string
		fr, en  string
	}{
		{"ends when said", "ready", []string{"1", "6", "9", "18"}, "18 °C de 6 h à 9 h, à l'essai.", "18 °C from 6:00 to 9:00, on trial."},
		{"a quarter of an hour", "ready", []string{"1", "6:30", "6:45", "18"}, "Une consigne tient au moins une demi-heure : celle-ci tient jusqu'à 7 h.", "A set-point holds at least half an hour: this one holds until 7:00."},
		{"no end", "ready", []string{"1", "6:30", "", "18"}, "18 °C de 6 h 30 à 7 h, à l'essai.", "18 °C from 6:30 to 7:00, on trial."},
		{"too cold", "ready", []string{"1", "6", "9", "6"}, "Limite : 6 °C, c'est trop froid pour cette pièce", "Limit: 6 °C is too cold for this room"},
		{"too warm", "ready", []string{"1", "6", "9", "30"}, "Limite : 30 °C, c'est trop chaud pour cette pièce", "Limit: 30 °C is too warm for this room"},
		{"not by half degrees", "ready", []string{"1", "6", "9", "18.2"}, "Les thermostats vont par demi-degré : 18,2 °C devient", "Thermostats go by half degrees: 18.2 °C becomes"},
		{"out of all bounds", "ready", []string{"1", "6", "9", "66", ""}, "Tapez des degrés entre 5 et 30", "Type degrees between 5 and 30"},
		{"past", "during", []string{"1", "6", ""}, "Trop tard : cette heure est passée. Le plan peut changer à partir de 7 h 30.", "Too late: that time is past. The plan may change from 7:30 on."},
	} {
		for _, lang := range bothLanguages {
			want := map[text.Lang]string{text.French: c.fr, text.English: c.en}[lang]
			out, _ := converse(t, c.scene, lang, append(append([]string{"+"}, c.answers...), "q")...)
			if !strings.Contains(out, want) {
				t.Errorf("%s, %s: no %q in\n%s", c.name, lang, want, out)
			}
		}
	}
}

// Help explains each choice in a sentence, and the words of the field.
func TestAccessibleHelp(t *testing.T) {
	for _, lang := range bothLanguages {
		w := lang.Screen().Linear.Said
		for _, b := range linear {
			if w.Choices[b.shown] == "" {
				t.Errorf("%s: %s (%s) is not explained", lang, num(b.action), b.shown)
			}
			out, _ := converse(t, "ready", lang, w.HelpWord+" "+num(b.action), "q")
			if !strings.Contains(out, strings.ReplaceAll(w.Choices[b.shown], "\u00a0", " ")) {
				t.Errorf("%s: help %s:\n%s", lang, num(b.action), out)
			}
		}
		for _, term := range w.Terms {
			out, _ := converse(t, "ready", lang, w.HelpWord+" "+strings.ToUpper(term.Word), "q")
			if !strings.Contains(out, term.Said) {
				t.Errorf("%s: %s:\n%s", lang, term.Word, out)
			}
		}
		if out, _ := converse(t, "ready", lang, w.HelpWord+" zzz", w.HelpWord, "q"); !strings.Contains(out, "zzz") || strings.Count(out, w.Terms[1].Word) < 2 {
			t.Errorf("%s: %s", lang, out)
		}
	}
}

// Only the words that the question names confirm.
func TestAccessibleConfirmsByTheWordsItNames(t *testing.T) {
	for lang, yes := range yesWords {
		for _, answer := range []string{"oui", "o", "OUI", "yes", "y", "si", "1", ""} {
			named := strings.EqualFold(answer, yes[0]) || strings.EqualFold(answer, yes[1])
			out, m := converse(t, "ready", lang, num(Skip), answer, "q")
			if did := len(m.cfg.Source.(*fakeSource).skips) == 1; did != named {
				t.Errorf("%s: %q confirms: %v", lang, answer, did)
			}
			if !strings.Contains(out, yes[0]+" ") || !strings.Contains(out, " "+yes[1]+" ") || !strings.Contains(out, "01AC. T") {
				t.Errorf("%s: the question does not name its words and the home:\n%s", lang, out)
			}
		}
	}
}

// Each question says where it is asked and the way out; q leaves from any of a list.
func TestAccessibleQuestions(t *testing.T) {
	for lang, want := range map[text.Lang][]string{
		text.French:  {"Maison 01AC, aujourd'hui. Votre choix", "Maison 01AC, horaire des consignes, à l'essai. Votre choix", "Maisons. Numéro, nom ou ville; suite; Entrée seule pour revenir", "à partir de quelle heure? Par exemple 6 h 30; Entrée seule pour revenir", "dès 6 h : jusqu'à quelle heure?", "de 6 h à 9 h : combien de degrés?"},
		text.English: {"Home 01AC, today. Your choice", "Home 01AC, set-point schedule, on trial. Your choice", "Homes. Number, name or city; next; Enter alone to go back", "from what time? For example 6:30; Enter alone to go back", "from 6:00: until what time?", "from 6:00 to 9:00: how many degrees?"},
	} {
		out, _ := converse(t, "ready", lang, "4", "+", "1", "6", "9", "18", "4", "7", "q")
		for _, w := range want {
			if !strings.Contains(out, w) {
				t.Errorf("%s: no %q in\n%s", lang, w, out)
			}
		}
		if !strings.HasSuffix(out, lang.Screen().Linear.Bye+"\n") {
			t.Errorf("%s: q in the list of homes does not leave:\n%s", lang, out)
		}
	}
}

// A step back or on is by the span that is shown, and the choice says so.
func TestAccessibleStepsBySpan(t *testing.T) {
	for lang, c := range map[text.Lang]struct{ words, title string }{
		text.French:  {"un mois plus tôt", "Mardi 1er décembre à"},
		text.English: {"a month earlier", "Tuesday, December 1 to"},
	} {
		out, _ := converse(t, "ready", lang, "m", num(DayBack), "?", "q")
		if !strings.Contains(out, c.words) || !strings.Contains(out, c.title) {
			t.Errorf("%s: no %q or %q in\n%s", lang, c.words, c.title, out)
		}
	}
	out, _ := converse(t, "ready", text.French, "y", num(DayBack), num(DayBack), num(DayBack), num(DayBack), num(DayOn), num(DayOn), num(DayOn), num(DayOn), "q")
	for _, want := range []string{"Rien avant : les mesures commencent le", "Rien après : les mesures vont jusqu'au"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// The list of homes is short, goes on when asked, tells its filter, and a home keeps its number.
func TestAccessibleHomesAreFew(t *testing.T) {
	for lang, c := range map[text.Lang]struct{ next, filter, all string }{
		text.French:  {"suite", "Filtre « quebec » : 60 maisons sur 300. tout : sans filtre.", "tout"},
		text.English: {"next", "Filter “quebec”: 60 homes of 300. all: without filter.", "all"},
	} {
		m := sample{scene: "ready", lang: lang}.model(t)
		m.cfg.Source.(*fakeSource).homes = rows(300)
		m.cfg.Homes = rows(300)
		var out strings.Builder
		in := strings.Join([]string{"7", c.next, "quebec", c.next, c.all, "7", "q"}, "\n")
		if err := RunAccessible(context.Background(), m.cfg, strings.NewReader(in), &out); err != nil {
			t.Fatal(err)
		}
		said := strings.ReplaceAll(out.String(), "\u00a0", " ")
		if !strings.Contains(said, c.filter) {
			t.Errorf("%s: no %q in\n%s", lang, c.filter, said)
		}
		numbers := map[string]string{}
		for _, l := range regexp.MustCompile(`(?m)^(\d+)\. (1[0-9A-F]{3}), `).FindAllStringSubmatch(said, -1) {
			if was := numbers[l[2]]; was != "" && was != l[1] {
				t.Errorf("%s: home %s is %s and %s", lang, l[2], was, l[1])
			}
			numbers[l[2]] = l[1]
		}
		if n := len(numbers); n < 3*listed-2 || n > 5*listed {
			t.Errorf("%s: %d homes are heard:\n%s", lang, n, said)
		}
	}
}

// A long choice of past events is heard a few at a time, and the last is reached by its number.
func TestAccessiblePastEventsGoOn(t *testing.T) {
	for lang, next := range map[text.Lang]string{text.French: "suite", text.English: "next"} {
		out, m := converse(t, "ready", lang, "3", num(Details), next, next, "zzz", "q")
		n := len(m.report.PastEvents)
		if n <= listed {
			t.Fatalf("%d past events go into one list", n)
		}
		for i := range n {
			if strings.Count(out, fmt.Sprintf("\n%d. ", i+1)) < 1 {
				t.Errorf("%s: event %d is not heard:\n%s", lang, i+1, out)
			}
		}
		w := lang.Screen().Linear
		if !strings.Contains(out, w.Said.NextNone) || !strings.Contains(out, w.BadChoice) {
			t.Errorf("%s: the end is not told:\n%s", lang, out)
		}
		if out, _ = converse(t, "ready", lang, "3", num(Details), fmt.Sprint(n), "q"); strings.Contains(out, w.BadChoice) {
			t.Errorf("%s: the last event cannot be chosen:\n%s", lang, out)
		}
	}
}
