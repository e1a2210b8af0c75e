package text

import (
	"fmt"
	"strconv"
	"strings"
)

// Words that end in (s) in a sentence of ours agree with the number placed before them: "%d
// maison(s)" is "1 maison" or "2 maisons". Only our own words are looked at, never what is put
// in. Where the whole sentence differs, as verbs do, Count has two forms.

// Sprintf is fmt.Sprintf with agreement to the %d before.
func (l Lang) Sprintf(format string, args ...any) string {
	var a agreement
	var b strings.Builder
	next := 0
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 || i+1 == len(format) {
			break
		}
		b.WriteString(a.words(l, format[:i]))
		verb := format[i : i+2]
		switch {
		case verb == "%%", verb == "%[": // no argument of its own, or one counted already
		case verb == "%d" && next < len(args):
			if n, ok := args[next].(int); ok {
				a = agreement{n: n, known: true}
			}
			next++
		default:
			next++
		}
		b.WriteString(verb)
		format = format[i+2:]
	}
	b.WriteString(a.words(l, format))
	return fmt.Sprintf(b.String(), args...)
}

// An agreement is the last number of a sentence, as far as it is written.
type agreement struct {
	n     int
	known bool
}

// saw takes the value of a placeholder, which may be a number.
func (a *agreement) saw(value string) {
	if n, err := strconv.Atoi(value); err == nil {
		*a = agreement{n: n, known: true}
	}
}

// words are our own words with their endings: the plural where no number is known.
func (a agreement) words(l Lang, s string) string {
	if !strings.Contains(s, "(s)") {
		return s
	}
	end := "s"
	if a.known && (a.n == 1 || l == French && a.n == 0) {
		end = ""
	}
	return strings.ReplaceAll(s, "(s)", end)
}
