package text

import (
	"strings"
	"testing"
	"time"

	"courant/coach/baseline"
	"courant/coach/series"
)

// Every reason for which data is left out has its words, whatever series it is about, and a
// line tells them with the span and the hours.
func TestOmissionsHaveTheirWords(t *testing.T) {
	loc := series.Toronto()
	from := time.Date(2026, 1, 5, 6, 0, 0, 0, loc)
	for _, code := range baseline.Omissions() {
		told := 0
		for _, kind := range []string{"energy", "outdoor"} {
			p, ok := omissionTexts[code+" "+kind]
			if !ok {
				continue
			}
			told++
			o := baseline.Omission{Code: code, Kind: kind, From: from, To: from.Add(12 * time.Hour), Count: 12, Ratio: 1.5}
			for l, word := range map[Lang]string{French: p.fr, English: p.en} {
				if line := l.Omission(o, loc); word == "" || !strings.Contains(line, word) || !strings.Contains(line, l.ShortDate(from)) || strings.Contains(line, "%!") {
					t.Errorf("%s of %s in %s: %q", code, kind, l, line)
				}
			}
		}
		if told == 0 {
			t.Errorf("no words for %q", code)
		}
	}
	o := baseline.Omission{Code: baseline.OutFrozen, Kind: "energy", From: from, To: from.Add(12 * time.Hour), Count: 12}
	if got, want := French.Omission(o, loc), "compteur figé : 12 h entre 5 janv. 2026 6 h et 5 janv. 2026 18 h"; strings.ReplaceAll(got, "\u00a0", " ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}
