package chart

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// clean makes s safe to place one rune a cell: no escape sequence, no control
// character, no combining mark; what is wider than a cell becomes '?'. For
// ascii it is also folded to 7 bits.
func (g Graph) clean(s string) string {
	if g == ASCII {
		s = fold(s)
	}
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		plain = s[i] >= ' ' && s[i] < 0x7f
	}
	if plain {
		return s
	}
	if strings.IndexByte(s, 0x1b) >= 0 {
		s = ansi.Strip(s)
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\u00a0' || r == '\u202f':
			b.WriteRune('\u00a0')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.In(r, unicode.M, unicode.C):
		case r < 0x250: // Latin: one cell each
			b.WriteRune(r)
		case r > 0xffff || unicode.In(r, unicode.Hangul) || ansi.StringWidth(string(r)) != 1:
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// width is the number of cells of a cleaned string.
func width(s string) int {
	n := 0
	for range s {
		n++
	}
	return n
}

// fit cuts a cleaned string to w cells.
func fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	n := 0
	for i := range s {
		if n == w {
			return s[:i]
		}
		n++
	}
	return s
}

var toASCII = strings.NewReplacer(
	"à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "î", "i", "ï", "i",
	"ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "ÿ", "y", "œ", "oe", "æ", "ae",
	"À", "A", "Â", "A", "Ç", "C", "É", "E", "È", "E", "Ê", "E", "Ë", "E", "Î", "I", "Ï", "I",
	"Ô", "O", "Ù", "U", "Û", "U", "Ü", "U", "Œ", "OE", "Æ", "AE",
	"°C", "C", "°", " deg", "¢", "c", "²", "2", "³", "3", "½", "1/2",
	"’", "'", "‘", "'", "«", "\"", "»", "\"", "“", "\"", "”", "\"", "…", "...",
	"−", "-", "–", "-", "—", "-", "‑", "-", "·", ".", "•", "*", "×", "x", "÷", "/", "±", "+/-",
	"≤", "<=", "≥", ">=", "≈", "~", "→", "->", "←", "<-", "↑", "^", "↓", "v", "♦", "*", "●", "o",
	"\u00a0", " ", "\u202f", " ", "\u2009", " ",
)

// fold writes s in 7 bits: letters without accents, usual signs spelled out,
// anything else '?'.
func fold(s string) string {
	s = toASCII.Replace(s)
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if unicode.In(r, unicode.M, unicode.C) {
			return -1
		}
		return '?'
	}, s)
}
