package text

import (
	"testing"

	"courant/coach/fault"
)

func TestWordsAgreeWithTheNumberBefore(t *testing.T) {
	for _, c := range []struct {
		lang   Lang
		format string
		args   []any
		want   string
	}{
		{French, "%d événement(s) ajouté(s).", []any{1}, "1 événement ajouté."},
		{French, "%d événement(s) ajouté(s).", []any{0}, "0 événement ajouté."},
		{French, "%d événement(s) ajouté(s).", []any{2}, "2 événements ajoutés."},
		{English, "%d event(s) added.", []any{0}, "0 events added."},
		{English, "%d values of %d home(s), 100%% of %s", []any{7, 1, "rue(s)"}, "7 values of 1 home, 100% of rue(s)"},
		{French, "%s : %d maison(s), %.1f kWh, %d mois clos relu(s)", []any{"A(s)", 2, 1.5, 1}, "A(s) : 2 maisons, 1.5 kWh, 1 mois clos relu"},
		{French, "%s, %[1]s : maison(s)", []any{"A"}, "A, A : maisons"},
	} {
		if got := c.lang.Sprintf(c.format, c.args...); got != c.want {
			t.Errorf("%q %v: %q, want %q", c.format, c.args, got, c.want)
		}
	}
	args := []fault.Arg{{Name: "n", Value: "1"}, {Name: "home", Value: "rue(s)"}}
	if got, want := fill(French, "{n?{n} }maison(s) de {home}, {x?{x} }clé(s)", args), "1 maison de rue(s), clé"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
