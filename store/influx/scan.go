package influx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// What a body may be, other than an answer; told by line.
var (
	errForeignBody = errors.New("not an answer of InfluxDB")
	errQuote       = fmt.Errorf("%w: a quote where none may be", errForeignBody)
	errLongLine    = fmt.Errorf("%w: a line of more than a megabyte", errForeignBody)
)

// maxRecord bounds what one record may take: a server that sends no line end must not fill
// the memory.
const maxRecord = 1 << 20

// A scanner splits a CSV body into records and makes no garbage: the fields lie in its
// buffer and are good until the next call. It reads what encoding/csv reads, with three
// differences that a stream from a server calls for: an empty line is a record without
// fields (it separates tables), a last line without its line end is cut short
// (io.ErrUnexpectedEOF), and a record is at most a megabyte.
type scanner struct {
	r      io.Reader
	buf    []byte
	i, n   int // unread bytes are buf[i:n]
	seen   int // how many of them are known to hold no line end
	fields [][]byte
	spare  []byte // the text of quoted fields that hold quotes or line ends
	line   int    // lines read so far
	err    error  // what the reader ended with
}

func newScanner(r io.Reader) *scanner {
	return &scanner{r: r, buf: make([]byte, 64<<10)}
}

// next gives the fields of the next record; io.EOF after the last one.
func (s *scanner) next() ([][]byte, error) {
	for {
		end := bytes.IndexByte(s.buf[s.i+s.seen:s.n], '\n')
		if end < 0 {
			s.seen = s.n - s.i
			if err := s.fill(); err != nil {
				return nil, s.ended(err)
			}
			continue
		}
		end += s.seen
		if s.split(s.buf[s.i : s.i+end]) {
			s.i += end + 1
			s.line, s.seen = s.line+1, 0
			return s.fields, nil
		}
		size, err := s.quoted(s.buf[s.i:s.n])
		switch {
		case err != nil:
			return nil, fmt.Errorf("line %d: %w", s.line+1, err)
		case size > 0:
			s.line += bytes.Count(s.buf[s.i:s.i+size], newline)
			s.i += size
			s.seen = 0
			return s.fields, nil
		}
		if err := s.fill(); err != nil {
			return nil, s.ended(err)
		}
	}
}

var newline = []byte{'\n'}

// split cuts a line at its commas; false when there is a quote in it.
func (s *scanner) split(line []byte) bool {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	fields := s.fields[:0]
	from := 0
	for i, c := range line {
		switch c {
		case ',':
			fields = append(fields, line[from:i])
			from = i + 1
		case '"':
			return false
		}
	}
	if len(line) > 0 {
		fields = append(fields, line[from:])
	}
	s.fields = fields
	return true
}

// quoted splits the record with quoted fields at the start of b and gives its size; 0 when
// its end has not been read yet.
func (s *scanner) quoted(b []byte) (size int, err error) {
	s.fields, s.spare = s.fields[:0], s.spare[:0]
	for i := 0; ; {
		if i == len(b) {
			return 0, nil
		}
		if b[i] == '"' {
			field, n, err := s.unquote(b[i+1:])
			if err != nil || n == 0 {
				return 0, err
			}
			s.fields = append(s.fields, field)
			i += 1 + n
		} else {
			n := bytes.IndexAny(b[i:], ",\n")
			if n < 0 {
				return 0, nil
			}
			field := b[i : i+n]
			if b[i+n] == '\n' && n > 0 && field[n-1] == '\r' {
				field = field[:n-1]
			}
			if bytes.IndexByte(field, '"') >= 0 {
				return 0, errQuote
			}
			s.fields = append(s.fields, field)
			i += n
		}
		// b[i] is the comma or the line end that ended the field.
		if b[i] == '\r' {
			i++
		}
		if b[i] == '\n' {
			return i + 1, nil
		}
		i++
	}
}

// unquote reads a quoted field behind its opening quote. n counts its bytes up to what
// comes behind the closing one (a comma or a line end, which has been read); 0 when that
// has not been read yet.
func (s *scanner) unquote(b []byte) (field []byte, n int, err error) {
	start, from, plain := 0, len(s.spare), true
	for i := 0; ; {
		q := bytes.IndexByte(b[i:], '"')
		if q < 0 || i+q+1 >= len(b) {
			return nil, 0, nil
		}
		i += q + 1
		next := b[i]
		switch {
		case next == '"': // two quotes are one
			s.spare = append(s.spare, b[start:i]...)
			i++
			start, plain = i, false
			continue
		case next == '\r' && i+1 >= len(b):
			return nil, 0, nil
		case next != ',' && next != '\n' && !(next == '\r' && b[i+1] == '\n'):
			return nil, 0, errQuote
		}
		field = b[start : i-1]
		if plain && bytes.IndexByte(field, '\r') < 0 {
			return field, i, nil
		}
		s.spare = append(s.spare, field...)
		return bytes.ReplaceAll(s.spare[from:], []byte("\r\n"), newline), i, nil
	}
}

// fill reads more behind the unread bytes.
func (s *scanner) fill() error {
	if s.err != nil {
		return s.err
	}
	if s.i > 0 {
		s.n = copy(s.buf, s.buf[s.i:s.n])
		s.i = 0
	}
	if s.n == len(s.buf) {
		if s.n >= maxRecord {
			return fmt.Errorf("line %d: %w", s.line+1, errLongLine)
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := s.r.Read(s.buf[s.n:])
	s.n += n
	s.err = err
	if n > 0 || err == nil {
		return nil
	}
	return err
}

// ended tells a clean end from a cut one.
func (s *scanner) ended(err error) error {
	if err == io.EOF && s.i < s.n {
		return io.ErrUnexpectedEOF
	}
	return err
}
