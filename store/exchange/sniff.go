package exchange

import (
	"bytes"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"courant/coach/fault"
)

// sniff tells the format from the beginning of a file: XML is Green Button, a line of the
// line protocol is influx, Hydro-Québec's headings are its own, and the rest is a table.
func sniff(head []byte) Format {
	if isPortal(head) {
		return Portal
	}
	for line := range bytes.Lines(head) {
		text := strings.TrimSpace(string(line))
		switch {
		case text == "", text[0] == '#':
			continue
		case text[0] == '<':
			return GreenButton
		case isLineProtocol(text):
			return Influx
		case isHydroQuebec(text):
			return HydroQuebec
		}
		return CSV
	}
	return CSV
}

// looksBinary reports whether the beginning of a file, decoded, can be no text: more than one
// character in a hundred is a control character that no text has, or stands for none at all. A stray
// one is let through: it is found in its line.
func looksBinary(head []byte) bool {
	odd, all := 0, 0
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		if r == utf8.RuneError && n == 1 && !utf8.FullRune(head) {
			break // cut by the end of the head
		}
		head = head[n:]
		all++
		if r == utf8.RuneError || unicode.IsControl(r) && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", r) {
			odd++
		}
	}
	return odd > 1 && odd*100 > all
}

// isLineProtocol reports whether a line is measurement,tag=value field=value time.
func isLineProtocol(line string) bool {
	p, err := parsePoint([]byte(line), nil)
	return err == nil && len(p.fields) > 0 && p.time != 0 && len(p.tags) > 0
}

// hasID reports whether err tells the sentence id.
func hasID(err error, id fault.ID) bool {
	var e *fault.Error
	return errors.As(err, &e) && e.ID == id
}
