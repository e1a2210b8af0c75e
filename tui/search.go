package tui

import (
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// folded is s in lower case and without accents: ete finds été.
func folded(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] < 0x80
	}
	if !plain {
		strip := transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC)
		if t, _, err := transform.String(strip, s); err == nil {
			s = t
		}
	}
	return strings.ToLower(s)
}

// matches reports whether every word typed is somewhere in s.
func matches(s, typed string) bool {
	s = folded(s)
	for _, word := range strings.Fields(folded(typed)) {
		if !strings.Contains(s, word) {
			return false
		}
	}
	return true
}
