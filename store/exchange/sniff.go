package exchange

import (
	"bytes"
	"errors"
	"strings"

	"courant/coach/fault"
)

// sniff tells the format from the beginning of a file: XML is Green Button, a line of the
// line protocol is influx, Hydro-Québec's headings are its own, and the rest is a table.
func sniff(head []byte) Format {
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
