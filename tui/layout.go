package tui

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"courant/coach/home"
)

type coachCity = home.City

// fitLines makes lines exactly h high, and none wider than w.
func fitLines(lines []string, w, h int) []string {
	out := make([]string, h)
	for i := range out {
		if i < len(lines) {
			out[i] = lines[i]
			if ansi.StringWidth(out[i]) > w {
				out[i] = ansi.Truncate(out[i], w, "…")
			}
		}
	}
	return out
}

// pad makes s exactly w cells wide, cutting with an ellipsis.
func pad(s string, w int) string {
	n := ansi.StringWidth(s)
	if n > w {
		return ansi.Truncate(s, w, "…")
	}
	return s + strings.Repeat(" ", w-n)
}

// right aligns s in w cells.
func right(s string, w int) string {
	if n := ansi.StringWidth(s); n < w {
		return strings.Repeat(" ", w-n) + s
	}
	return pad(s, w)
}

// spread puts left, middle and right on one line of w cells; the middle goes first where
// there is no room, then the right is cut.
func spread(left, middle, tail string, w int) string {
	l, m, r := ansi.StringWidth(left), ansi.StringWidth(middle), ansi.StringWidth(tail)
	if l+r+1 > w {
		return pad(left, w)
	}
	if middle == "" || l+m+r+4 > w {
		return left + strings.Repeat(" ", w-l-r) + tail
	}
	gap := w - l - m - r
	return left + strings.Repeat(" ", gap-3) + middle + "   " + tail
}

// wrap breaks a sentence into lines of at most w cells, at spaces; a no-break space holds.
func wrap(s string, w int) []string {
	var out []string
	line := ""
	for _, word := range strings.Split(s, " ") {
		switch {
		case line == "":
			line = word
		case ansi.StringWidth(line)+1+ansi.StringWidth(word) <= w:
			line += " " + word
		default:
			out = append(out, line)
			line = word
		}
	}
	return append(out, line)
}

// indent sets lines one cell in.
func indent(lines []string) []string {
	for i := range lines {
		lines[i] = " " + lines[i]
	}
	return lines
}
