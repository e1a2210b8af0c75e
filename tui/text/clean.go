package text

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Clean makes an outside string safe for a terminal and for a log: control characters (C0,
// C1, DEL, so every escape sequence), bidirectional controls, zero-width characters and
// invalid bytes become U+FFFD, line breaks and tabs a space, and what is wider than
// maxCells cells is cut with an ellipsis. maxCells 0 does not cut. Every string that was
// not written in this program passes here before it is shown.
func Clean(s string, maxCells int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case r == unicode.ReplacementChar, unicode.IsControl(r), bidi(r), zeroWidth(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
	if maxCells > 0 && ansi.StringWidth(s) > maxCells {
		s = ansi.Truncate(s, maxCells, "…")
	}
	return s
}

// CleanLines is Clean for a text of several lines of ours that holds outside words: line
// feeds stay.
func CleanLines(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Clean(lines[i], 0)
	}
	return strings.Join(lines, "\n")
}

func bidi(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x200E || r == 0x200F || r == 0x061C
}

func zeroWidth(r rune) bool {
	return r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF || r == 0x00AD
}
