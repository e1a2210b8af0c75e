package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"courant/tui/text"
)

func width(s string) int { return ansi.StringWidth(s) }

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

// cut makes s at most w cells wide, with an ellipsis where it was longer.
func cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return ansi.Truncate(s, w, "…")
}

// fitLines makes lines exactly h high, and none wider than w.
func fitLines(lines []string, w, h int) []string {
	out := make([]string, max(h, 0))
	for i := range out {
		if i < len(lines) {
			out[i] = lines[i]
			if len(out[i]) > w && width(out[i]) > w {
				out[i] = cut(out[i], w)
			}
		}
	}
	return out
}

// pad makes s exactly w cells wide.
func pad(s string, w int) string {
	n := width(s)
	if n > w {
		return cut(s, w)
	}
	return s + spaces(w-n)
}

// right aligns s in w cells.
func right(s string, w int) string {
	if n := width(s); n < w {
		return spaces(w-n) + s
	}
	return pad(s, w)
}

// spread puts left, middle and right on one line of w cells; the middle goes first where
// there is no room, then the right.
func spread(left, middle, tail string, w int) string {
	l, m, r := width(left), width(middle), width(tail)
	switch {
	case l+r+1 > w:
		return pad(left, w)
	case middle == "" || l+m+r+4 > w:
		return left + spaces(w-l-r) + tail
	}
	return left + spaces(w-l-m-r-3) + middle + "   " + tail
}

// wrap breaks a sentence into lines of at most w cells.
func wrap(s string, w int) []string { return text.Wrap(s, w) }

// beside sets two columns side by side, the left one lw cells wide.
func beside(left, rightCol []string, lw, gap int) []string {
	out := make([]string, max(len(left), len(rightCol)))
	for i := range out {
		a, b := "", ""
		if i < len(left) {
			a = left[i]
		}
		if i < len(rightCol) {
			b = rightCol[i]
		}
		out[i] = pad(a, lw) + spaces(gap) + b
	}
	return out
}
