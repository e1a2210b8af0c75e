package exchange

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"courant/coach/fault"
)

const (
	maxBytes = 2 << 30 // of a file once unpacked: 70 million rows; more is no household's
	headSize = 64 << 10
)

// An input is a file opened for reading as text: unpacked, and in UTF-8.
type input struct {
	name   string
	text   *bufio.Reader
	head   []byte // the beginning of the text
	decode *decoder
	notes  []Note
}

// open unpacks and decodes r, and refuses what is no text at all.
func open(r io.Reader, name string) (*input, error) {
	in := &input{name: name}
	raw := bufio.NewReader(r)
	if magic, _ := raw.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(raw)
		if err != nil {
			return nil, in.readError(err)
		}
		raw = bufio.NewReader(z)
	}
	raw = bufio.NewReaderSize(&capped{r: raw, left: maxBytes}, headSize)
	head, err := raw.Peek(headSize)
	if err != nil && err != io.EOF {
		return nil, in.readError(err)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return nil, fault.New(fault.Invalid, msgEmpty, "file", name)
	}
	if what := notText(head); what != "" {
		return nil, fault.New(fault.Invalid, msgNotText, "file", name, "what", what)
	}
	in.decode = &decoder{}
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		in.note(NoteUTF16, 1)
		utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		in.decode.r = transform.NewReader(raw, utf16)
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		in.note(NoteBOM, 1)
		_, _ = raw.Discard(3)
		in.decode.r = raw
	default:
		in.decode.r = raw
	}
	in.decode.lineCR = bytes.IndexByte(head, '\r') >= 0 && bytes.IndexByte(head, '\n') < 0
	in.text = bufio.NewReaderSize(in.decode, headSize)
	if in.head, err = in.text.Peek(headSize); err != nil && err != io.EOF {
		return nil, in.readError(err)
	}
	if looksBinary(in.head) {
		return nil, fault.New(fault.Invalid, msgNotText, "file", name, "what", "binary")
	}
	in.head = bytes.Clone(in.head)
	return in, nil
}

// close notes what was found out about the file while it was read.
func (in *input) close() {
	if in.decode.foreign > 0 {
		in.note(NoteCP1252, in.decode.foreign)
	}
}

func (in *input) note(code NoteCode, count int) {
	in.notes = append(in.notes, Note{code, count})
}

// readError says why the bytes of the file cannot be had.
func (in *input) readError(err error) error {
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, new(flate.CorruptInputError)):
		return fault.New(fault.Invalid, msgCut, "file", in.name)
	case errors.Is(err, errTooBig):
		return fault.New(fault.Invalid, msgTooBig, "file", in.name)
	case errors.Is(err, errNUL):
		return fault.New(fault.Invalid, msgNotText, "file", in.name, "what", "binary")
	}
	return fault.New(fault.Denied, msgRead, "file", in.name, "cause", err)
}

// notText names a kind of file that is no text, or a text that holds no series; "" for
// everything else. The names are the same in both languages.
func notText(head []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"PK\x03\x04", "ZIP, Excel (.xlsx)"}, {"\xd0\xcf\x11\xe0", "Excel (.xls)"}, {"%PDF", "PDF"}, {"SQLite format 3", "SQLite"},
		{"BZh", "bzip2"}, {"\xfd7zXZ", "xz"}, {"\x28\xb5\x2f\xfd", "zstd"}, {"Rar!", "RAR"}, {"\x89PNG", "PNG"}, {"\xff\xd8\xff", "JPEG"},
	} {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.name
		}
	}
	start := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	switch {
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		return "HTML"
	case (bytes.HasPrefix(start, []byte("{")) || bytes.HasPrefix(start, []byte("["))) && !isPortal(head):
		return "JSON"
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return ""
	case bytes.IndexByte(head, 0) >= 0:
		return "binary"
	}
	return ""
}

var (
	errTooBig = errors.New("file too big")
	errNUL    = errors.New("not a text file")
)

// A capped reader fails past its limit rather than end: a cut file must not look whole.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errTooBig
	}
	return n, err
}

// A decoder passes UTF-8 through and reads every byte that is none as Windows-1252, which
// is what such a byte is in a file from Québec. A lone CR ends a line where no LF does.
type decoder struct {
	r       io.Reader
	lineCR  bool
	foreign int    // bytes that were Windows-1252
	in      []byte // read, not yet decoded
	buf     []byte // decoded
	out     []byte // the part of buf that was not given yet
	err     error
}

func (d *decoder) Read(p []byte) (int, error) {
	for len(d.out) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill()
	}
	n := copy(p, d.out)
	d.out = d.out[n:]
	return n, nil
}

// fill reads once and decodes what is whole of it.
func (d *decoder) fill() {
	if cap(d.in) == 0 {
		d.in = make([]byte, 0, 32<<10)
	}
	n, err := d.r.Read(d.in[len(d.in):cap(d.in)])
	d.in, d.err = d.in[:len(d.in)+n], err
	if d.lineCR {
		for i, c := range d.in {
			if c == '\r' {
				d.in[i] = '\n'
			}
		}
	}
	if bytes.IndexByte(d.in, 0) >= 0 {
		d.err, d.in = errNUL, d.in[:0]
		return
	}
	whole := len(d.in)
	if err == nil {
		whole -= splitRune(d.in)
	}
	if utf8.Valid(d.in[:whole]) {
		d.buf = append(d.buf[:0], d.in[:whole]...)
	} else {
		d.buf = d.mend(d.buf[:0], d.in[:whole])
	}
	d.out = d.buf
	d.in = d.in[:copy(d.in[:cap(d.in)], d.in[whole:])]
}

// splitRune is how many bytes at the end of b begin a rune whose rest is still to come.
func splitRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		tail := b[len(b)-n:]
		if utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// mend appends b to out, byte by byte where it is not UTF-8.
func (d *decoder) mend(out, b []byte) []byte {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			d.foreign++
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		out = utf8.AppendRune(out, r)
		b = b[n:]
	}
	return out
}
