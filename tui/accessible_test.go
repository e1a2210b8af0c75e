package tui

import (
	"context"
	"strings"
	"testing"

	"courant/tui/text"
)

func converse(t *testing.T, scene string, lang text.Lang, in string) (string, *Model) {
	t.Helper()
	m := sample{scene: scene, lang: lang}.model(t)
	var out strings.Builder
	if err := RunAccessible(context.Background(), m.cfg, strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	return out.String(), m
}

// A screen reader gets the report, then numbered choices; every choice answers in lines that
// end, without boxes or escape bytes, and q or the end of input leaves.
func TestAccessible(t *testing.T) {
	for _, lang := range []text.Lang{text.French, text.English} {
		w := lang.Screen().Linear
		for _, scene := range []string{"ready", "after", "quiet", "empty", "none", "new", "no-plan", "failed"} {
			out, _ := converse(t, scene, lang, "1\n2\n3\n4\n5\n6\n99\nx\nq\n")
			if strings.ContainsAny(out, "\x1b│─┌┐└┘█▒░⠂") || strings.Contains(out, "%!") || !strings.HasSuffix(out, w.Bye+"\n") {
				t.Errorf("%s, %s:\n%s", scene, lang, out)
			}
			if !strings.Contains(out, "1. "+w.Report) || !strings.Contains(out, w.Unknown) {
				t.Errorf("%s, %s: no menu:\n%s", scene, lang, out)
			}
		}
	}
	out, _ := converse(t, "ready", text.French, "")
	if !strings.HasPrefix(out, "Maison 01AC, Québec. Jeudi 14 janvier 2027") {
		t.Errorf("the report does not come first:\n%s", out)
	}
}

// Leaving an event takes the word, or its first letter; anything else changes nothing.
func TestAccessibleSkip(t *testing.T) {
	out, m := converse(t, "ready", text.French, "8\nnon\n8\no\nq\n")
	src := m.cfg.Source.(*fakeSource)
	if len(src.skips) != 1 || !strings.Contains(out, "Rien n'est changé.") || !strings.Contains(out, "C'est fait.") {
		t.Errorf("%v\n%s", src.skips, out)
	}
}

// Among many homes a part of a name or a city narrows the list; Enter alone goes back.
func TestAccessibleManyHomes(t *testing.T) {
	m := sample{scene: "ready"}.model(t)
	m.cfg.Source.(*fakeSource).homes = rows(300)
	var out strings.Builder
	if err := RunAccessible(context.Background(), m.cfg, strings.NewReader("7\nquebec\nzzz\n\n7\n1007\nq\n"), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"premières sur 300", "premières sur 60", "« zzz »", "1. le rapport"} {
		if !strings.Contains(strings.ReplaceAll(out.String(), "\u00a0", " "), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestAccessibleHomesAndLanguage(t *testing.T) {
	out, _ := converse(t, "ready", text.French, "7\n2\n9\nq\n")
	if !strings.Contains(out, "2. 1007, Québec") || !strings.Contains(out, "Home 01AC, Québec City.") || !strings.Contains(out, "Goodbye.") {
		t.Errorf("%s", out)
	}
}
