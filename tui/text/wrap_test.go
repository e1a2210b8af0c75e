package text

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestWrapLines(t *testing.T) {
	for _, c := range []struct {
		desc  string
		lines []string
		w     int
		want  []string
	}{
		{"a pipe breaks nothing", []string{strings.Repeat("mot ", 40)}, 0, []string{strings.Repeat("mot ", 40)}},
		{"what fits stays", []string{"court", ""}, 20, []string{"court", ""}},
		{"a sentence hangs by two", []string{"un deux trois quatre"}, 12, []string{"un deux", "  trois", "  quatre"}},
		{"a set-in sentence hangs deeper", []string{"  un deux trois quatre"}, 14, []string{"  un deux", "    trois", "    quatre"}},
		{"the second column holds", []string{"  --at TEMPS   le moment de la question"}, 30, []string{"  --at TEMPS   le moment de la", "               question"}},
		{"no-break spaces hold", []string{"coûte 5,73\u00a0$ ou rien"}, 12, []string{"coûte 5,73\u00a0$", "  ou rien"}},
		{"French signs stay with their word", []string{"ancienne valeur : deux"}, 16, []string{"ancienne", "  valeur\u00a0: deux"}},
		{"a path stays whole", []string{"écrit dans /un/long/chemin/vers.txt"}, 14, []string{"écrit dans", "  /un/long/chemin/vers.txt"}},
	} {
		if got := WrapLines(c.lines, c.w); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.desc, got, c.want)
		}
	}
}

// Wrapping loses no word, adds none, and leaves no line wider than the terminal but for a
// single word that is.
func TestWrapLinesKeepsEveryWord(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		n := 1 + r.IntN(30)
		words := make([]string, n)
		for i := range words {
			words[i] = strings.Repeat("é", 1+r.IntN(14))
		}
		w := 20 + r.IntN(60)
		line := strings.Repeat(" ", r.IntN(5)) + strings.Join(words, strings.Repeat(" ", 1+r.IntN(2)))
		got := WrapLines([]string{line}, w)
		if fields := strings.Fields(strings.Join(got, " ")); !slices.Equal(fields, words) {
			t.Fatalf("%q became %q", line, got)
		}
		for _, l := range got {
			if ansi.StringWidth(l) > w && len(strings.Fields(l)) > 1 {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
	}
}

func FuzzWrapLines(f *testing.F) {
	f.Add("  a  b c", 3)
	f.Add("« : »", 1)
	f.Fuzz(func(t *testing.T, s string, w int) {
		if w > 500 {
			return
		}
		if got := WrapLines([]string{s}, w); len(got) == 0 {
			t.Error("a line is lost")
		}
		if w > 0 && len(s) < 1000 {
			Wrap(s, w)
		}
	})
}
