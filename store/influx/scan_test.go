package influx

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// records reads all of a body: the records, empty lines left out, and how it ended.
func records(r io.Reader) (all [][]string, err error) {
	s := newScanner(r)
	for {
		fields, err := s.next()
		if err != nil {
			return all, err
		}
		if len(fields) == 0 {
			continue
		}
		var rec []string
		for _, f := range fields {
			rec = append(rec, string(f))
		}
		all = append(all, rec)
	}
}

func equalRecords(a, b [][]string) bool { return slices.EqualFunc(a, b, slices.Equal) }

func TestScanner(t *testing.T) {
	long := strings.Repeat("x", 200_000)
	for _, c := range []struct {
		desc, in string
		want     [][]string
		err      error
	}{
		{"nothing at all", "", nil, io.EOF},
		{"plain lines, both line ends", "a,b\r\nc,\n", [][]string{{"a", "b"}, {"c", ""}}, io.EOF},
		{"an empty line separates", "a\n\nb\n", [][]string{{"a"}, {"b"}}, io.EOF},
		{"quotes hold commas, quotes and line ends", "\"a,1\",\"say \"\"hi\"\"\"\n\"two\r\nlines\",x\n",
			[][]string{{"a,1", `say "hi"`}, {"two\nlines", "x"}}, io.EOF},
		{"a quoted field ends the line before CR LF", "x,\"y\"\r\n", [][]string{{"x", "y"}}, io.EOF},
		{"an empty quoted field is a field", "\"\"\n", [][]string{{""}}, io.EOF},
		{"a last line without its end is cut", "a,b\nc", [][]string{{"a", "b"}}, io.ErrUnexpectedEOF},
		{"a cut inside quotes", "a,b\n\"c,d", [][]string{{"a", "b"}}, io.ErrUnexpectedEOF},
		{"a quote in the middle of a plain field", "a\"b,c\n", nil, errQuote},
		{"something behind a closing quote", "\"a\"b\n", nil, errQuote},
		{"a line longer than the buffer", long + ",1\n", [][]string{{long, "1"}}, io.EOF},
		{"a line without end", strings.Repeat("x", maxRecord+1), nil, errLongLine},
	} {
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(c.in), "byte by byte": iotest.OneByteReader(strings.NewReader(c.in))} {
			got, err := records(r)
			if !equalRecords(got, c.want) || !errors.Is(err, c.err) {
				t.Errorf("%s (%s): %q, %v; want %q, %v", c.desc, name, got, err, c.want, c.err)
			}
		}
	}
}

func TestScannerGivesTheReadersError(t *testing.T) {
	broken := errors.New("connection reset")
	got, err := records(io.MultiReader(strings.NewReader("a,b\nc,"), iotest.ErrReader(broken)))
	if !errors.Is(err, broken) || len(got) != 1 {
		t.Errorf("records %q, error %v; want one record and %v", got, err, broken)
	}
}

// FuzzScanner holds the scanner against encoding/csv: the same records up to where the
// one or the other refuses.
func FuzzScanner(f *testing.F) {
	for _, seed := range []string{
		"a,b\r\nc,d\n", "\"a\"\"b\",\"c,\nd\"\r\n", ",,\n\n\r\n\"\"\n", "a\"b\n", "\"a\"b\n", "\"a\r\nb\"\n", "\"\r\"\n", "x\ry\n", "\"a\"\r",
		"#datatype,string,long\n,result,table\n,,0\n", "name,tags,time\nx,\"a=1,b=2\",3\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if len(in) > 0 && in[len(in)-1] != '\n' {
			in = append(in, '\n') // encoding/csv takes a cut line for a whole one
		}
		ref := csv.NewReader(bytes.NewReader(in))
		ref.FieldsPerRecord = -1
		want, werr := ref.ReadAll()
		if werr != nil {
			want = nil
			ref = csv.NewReader(bytes.NewReader(in))
			ref.FieldsPerRecord = -1
			for {
				rec, err := ref.Read()
				if err != nil {
					break
				}
				want = append(want, rec)
			}
		}
		got, gerr := records(iotest.HalfReader(bytes.NewReader(in)))
		if !equalRecords(got, want) {
			t.Fatalf("%q: %q, want %q", in, got, want)
		}
		if (gerr == io.EOF) != (werr == nil) {
			t.Fatalf("%q: ended with %v, encoding/csv with %v", in, gerr, werr)
		}
	})
}
