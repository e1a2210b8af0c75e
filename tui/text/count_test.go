package text

import "testing"

func TestCount(t *testing.T) {
	const forms = "%d maison|%d maisons"
	for _, c := range []struct {
		l    Lang
		n    int
		want string
	}{
		{French, 0, "0 maison"}, {French, 1, "1 maison"}, {French, 2, "2 maisons"},
		{English, 0, "0 maisons"}, {English, 1, "1 maison"}, {English, 2, "2 maisons"},
	} {
		if got := c.l.Count(forms, c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.l, c.n, got, c.want)
		}
	}
	if got := French.Count("%d de %s", 3, "x"); got != "3 de x" {
		t.Errorf("one form: %q", got)
	}
}
