package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"courant/coach/fault"
)

const maxRecord = 1 << 20 // bytes between the beginnings of two records

// records reads the lines of a delimited table with their numbers.
type records struct {
	in      *input
	csv     *csv.Reader
	allowed *allowance
	before  int // lines before the heading
	line    int // of the last record
	sep     byte
}

// An allowance is how many bytes may still be read for a record, so that an open quote
// does not swallow the whole file.
type allowance struct {
	r    io.Reader
	left int
}

var errLong = errors.New("record too long")

func (a *allowance) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, errLong
	}
	n, err := a.r.Read(p[:min(len(p), a.left)])
	a.left -= n
	return n, err
}

// newRecords skips comments, blank lines and Excel's "sep=;", and finds the separator.
func newRecords(in *input) (*records, error) {
	rd := &records{in: in}
	for {
		line, err := in.text.Peek(headSize)
		if len(line) == 0 {
			if err == io.EOF {
				err = fault.New(fault.Invalid, msgNoRows, "file", in.name)
			} else {
				err = in.readError(err)
			}
			return nil, err
		}
		end := bytes.IndexByte(line, '\n')
		if end < 0 {
			end = len(line) - 1
		}
		text := strings.TrimSpace(string(line[:end+1]))
		declared := strings.HasPrefix(strings.ToLower(text), "sep=") && len(text) == 5
		if declared {
			rd.sep = text[4]
		}
		if text != "" && text[0] != '#' && !declared {
			if rd.sep == 0 {
				rd.sep = separator(text)
			}
			break
		}
		_, _ = in.text.Discard(end + 1)
		rd.before++
	}
	rd.allowed = &allowance{r: in.text, left: maxRecord}
	rd.csv = csv.NewReader(rd.allowed)
	rd.csv.Comma = rune(rd.sep)
	rd.csv.ReuseRecord = true
	rd.csv.FieldsPerRecord = -1
	rd.csv.TrimLeadingSpace = rd.sep != '\t'
	return rd, nil
}

// separator is the one that a heading line has most of outside quotes.
func separator(line string) byte {
	var n [256]int
	quoted := false
	for i := range len(line) {
		if line[i] == '"' {
			quoted = !quoted
		} else if !quoted {
			n[line[i]]++
		}
	}
	best := byte(',')
	for _, c := range []byte(";\t") {
		if n[c] > n[best] {
			best = c
		}
	}
	return best
}

// next is the next record, its cells trimmed, and its line; io.EOF after the last. The
// cells are reused.
func (rd *records) next() ([]string, int, error) {
	cells, err := rd.csv.Read()
	rd.allowed.left = maxRecord
	if err != nil {
		return nil, 0, rd.fail(err)
	}
	line, _ := rd.csv.FieldPos(0)
	rd.line = line + rd.before
	for i, c := range cells {
		if c != "" && (c[0] <= ' ' || c[len(c)-1] <= ' ' || c[0] >= 0x80) {
			cells[i] = strings.TrimSpace(c)
		}
	}
	return cells, rd.line, nil
}

func (rd *records) fail(err error) error {
	var bad *csv.ParseError
	switch {
	case err == io.EOF:
		return err
	case errors.As(err, &bad):
		return fault.New(fault.Invalid, msgBadLine, "file", rd.in.name, "line", bad.StartLine+rd.before)
	case errors.Is(err, errLong):
		return fault.New(fault.Invalid, msgLongLine, "file", rd.in.name, "line", max(rd.line, rd.before)+1)
	}
	return rd.in.readError(err)
}

// headings reads the heading line. A file whose first line is data has none.
func (rd *records) headings() ([]string, error) {
	cells, _, err := rd.next()
	if err == io.EOF {
		return nil, fault.New(fault.Invalid, msgNoRows, "file", rd.in.name)
	}
	if err != nil {
		return nil, err
	}
	cells = slices.Clone(cells)
	for len(cells) > 1 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	words := 0
	for _, c := range cells {
		if _, ok := parseStamp(c); ok {
			return nil, fault.New(fault.Invalid, msgNoHeadings, "file", rd.in.name)
		}
		if _, _, number := parseNumber(c); !number && c != "" {
			words++
		}
	}
	if words == 0 {
		return nil, fault.New(fault.Invalid, msgNoHeadings, "file", rd.in.name)
	}
	return cells, nil
}

// tidy checks the number of cells. A blank line has none; separators at its end are
// forgiven.
func (rd *records) tidy(cells []string, line, want int) ([]string, error) {
	blank := true
	for _, c := range cells {
		if c != "" {
			blank = false
			break
		}
	}
	if blank {
		return nil, nil
	}
	got := len(cells)
	for len(cells) > want && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) != want {
		return nil, fault.New(fault.Invalid, msgCells, "file", rd.in.name, "line", line, "got", got, "want", want)
	}
	return cells, nil
}
