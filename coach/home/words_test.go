package home

import (
	"errors"
	"strings"
	"testing"

	"courant/coach/fault"
)

func TestParseIDAllowsOnlyPlainNames(t *testing.T) {
	for _, c := range []struct {
		name, id string
		ok       bool
	}{
		{"letters, digits, dash and underscore", "Maison_3-b", true},
		{"the longest", strings.Repeat("a", 64), true},
		{"one more", strings.Repeat("a", 65), false},
		{"nothing", "", false},
		{"a space", "ma maison", false},
		{"an accent", "Québec", false},
		{"a quote", `a"b`, false},
		{"a path", "../a", false},
		{"a line's end", "a\n", false},
	} {
		id, err := ParseID(c.id)
		if c.ok && (err != nil || string(id) != c.id) || !c.ok && !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: ParseID(%q) = %q, %v", c.name, c.id, id, err)
		}
	}
}
