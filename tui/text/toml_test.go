package text

import (
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// Ensure that mistakes that people make in a TOML file are told in sentences of ours, not by the
// parser's words nor by the sentence of last resort.
func TestMistakesInTOMLAreToldInBothLanguages(t *testing.T) {
	for _, c := range []struct{ desc, toml string }{
		{"a word without quotes", "a = b"},
		{"no value", "a =\n"},
		{"no value at the end", "a ="},
		{"no sign", "a 1"},
		{"no key", "= 1"},
		{"an open quote", "a = \"x\n"},
		{"an open quote at the end", "a = \"x"},
		{"an open long text", "a = \"\"\"x"},
		{"an open section", "[a\n"},
		{"an open list of sections", "[[a]\n"},
		{"an open list", "a = [1, 2"},
		{"a list without commas", "a = [1 2]"},
		{"an open brace", "a = {b = 1"},
		{"a backslash", `a = "C:\dir"`},
		{"text after the value", "a = 1 2"},
		{"a month too many", "a = 2027-13-01"},
		{"two keys of one name", "a = 1\na = 2"},
		{"two sections of one name", "[a]\nb = 1\n[a]\nc = 1"},
		{"a value where a section goes", "a = 1\n[a.b]\nc = 1"},
		{"not UTF-8", "a = \"\xff\""},
		{"a text in capitals", "a = True"},
	} {
		var v map[string]any
		err := toml.Unmarshal([]byte(c.toml), &v)
		if err == nil {
			t.Errorf("%s: accepted", c.desc)
			continue
		}
		for _, l := range []Lang{French, English} {
			if said := l.TOML(err.Error()); said == tomlUnknown.in(l) || strings.Contains(said, err.Error()) {
				t.Errorf("%s: %q is told as %q", c.desc, err, said)
			}
		}
	}
}
