package text

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// tight holds signs that a line must not begin or end with to the word beside them.
var tight = strings.NewReplacer(" :", nbsp+":", " ?", nbsp+"?", " »", nbsp+"»", "« ", "«"+nbsp)

// Wrap breaks a sentence into lines of at most w cells, at spaces; a no-break space holds,
// and a word wider than w is broken.
func Wrap(s string, w int) []string {
	w = max(w, 1)
	var words []string
	for _, word := range strings.Split(tight.Replace(s), " ") {
		for n := ansi.StringWidth(word); n > w && w > 1; n = ansi.StringWidth(word) {
			words = append(words, ansi.Truncate(word, w, ""))
			word = ansi.TruncateLeft(word, w, "")
		}
		words = append(words, word)
	}
	return fillLines(words, w, w)
}

// WrapLines breaks lines that are wider than w cells at spaces, their further lines set in:
// under the second column where a line has columns, else two cells deeper than the line. A
// word wider than that, such as a path, stays whole, so that it can be copied. w 0 breaks
// nothing: a pipe and a file get lines as they are.
func WrapLines(lines []string, w int) []string {
	if w <= 0 {
		return lines
	}
	out := make([]string, 0, len(lines))
	for _, line := range lines {
		if len(line) <= w || ansi.StringWidth(line) <= w {
			out = append(out, line)
			continue
		}
		lead, body, deep := hang(line, w)
		broken := fillLines(strings.Split(tight.Replace(body), " "), w-ansi.StringWidth(lead), w-deep)
		for i, s := range broken {
			if i > 0 {
				lead = strings.Repeat(" ", deep)
			}
			out = append(out, strings.TrimRight(lead+s, " "))
		}
	}
	return out
}

// hang parts a line into what leads it and its words, with how deep its further lines stand.
func hang(line string, w int) (lead, body string, deep int) {
	body = strings.TrimLeft(line, " ")
	lead = line[:len(line)-len(body)]
	deep = min(len(lead)+2, w/2)
	first, rest, ok := strings.Cut(body, "  ")
	if !ok {
		return lead, body, deep
	}
	rest = strings.TrimLeft(rest, " ")
	column := line[:len(line)-len(rest)]
	if n := ansi.StringWidth(column); first != "" && rest != "" && n <= w/2 && ansi.StringWidth(longest(rest)) <= w-n {
		return column, rest, n
	}
	return lead, body, deep
}

func longest(words string) string {
	return slices.MaxFunc(strings.Split(words, " "), func(a, b string) int { return cmp.Compare(ansi.StringWidth(a), ansi.StringWidth(b)) })
}

// fillLines puts words on lines: the first of at most first cells, further ones of at most w,
// unless a word alone is wider.
func fillLines(words []string, first, w int) []string {
	var out []string
	line, used, room := "", 0, first
	for i, word := range words {
		n := ansi.StringWidth(word)
		switch {
		case i == 0:
			line, used = word, n
		case used+1+n <= room:
			line, used = line+" "+word, used+1+n
		default:
			out = append(out, line)
			line, used, room = word, n, w
		}
	}
	return append(out, line)
}
