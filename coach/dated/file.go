package dated

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"

	"courant/coach/fault"
	"courant/coach/series"
)

const (
	msgSyntax     fault.ID = "dated.syntax"      // file, line, column, problem
	msgUnknownKey fault.ID = "dated.unknown-key" // file, line, key, nearest
	msgMissing    fault.ID = "dated.missing"     // file, line, table, key
	msgValue      fault.ID = "dated.value"       // file, line, key, value, want
	msgOverlap    fault.ID = "dated.overlap"     // file, line, table, key, from, until, other
	msgHole       fault.ID = "dated.hole"        // file, line, table, key, from, until
)

// A File is a decoded rule file that still knows where everything stood.
type File struct {
	Name  string
	lines map[string]int // "window.2.am", or "window.2" for its header
}

// Decode reads TOML strictly into a struct of slices of tables: what does not parse, does
// not fit or is not known is refused as fault.Invalid with its line. A byte order mark is
// passed over.
func Decode(name string, text []byte, into any) (*File, error) {
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(into)
	var unknown *toml.StrictMissingError
	if errors.As(err, &unknown) && len(unknown.Errors) > 0 {
		e := unknown.Errors[0]
		line, _ := e.Position()
		key := e.Key()
		near := fault.Nearest(key[len(key)-1], fields(reflect.TypeOf(into), key[:len(key)-1]))
		return nil, fault.New(fault.Invalid, msgUnknownKey, "file", name, "line", line, "key", strings.Join(key, "."), "nearest", near)
	}
	if err != nil {
		return nil, syntax(name, err)
	}
	return &File{Name: name, lines: index(text)}, nil
}

func syntax(name string, err error) error {
	var at *toml.DecodeError
	if !errors.As(err, &at) {
		return fault.New(fault.Invalid, msgSyntax, "file", name, "line", 1, "column", 1, "problem", err)
	}
	line, column := at.Position()
	return fault.New(fault.Invalid, msgSyntax, "file", name, "line", line, "column", column,
		"problem", strings.TrimPrefix(at.Error(), "toml: "))
}

// fields lists the keys that a table of the target may have.
func fields(t reflect.Type, path []string) []string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			names = append(names, fields(f.Type, nil)...)
			continue
		}
		tag, _, _ := strings.Cut(f.Tag.Get("toml"), ",")
		if len(path) > 0 && tag == path[0] {
			return fields(f.Type, path[1:])
		}
		names = append(names, tag)
	}
	return names
}

// index notes the line of every header and key of a document that has been decoded.
func index(text []byte) map[string]int {
	lines := map[string]int{}
	count := map[string]int{}
	prefix := ""
	var p unstable.Parser
	p.Reset(text)
	for p.NextExpression() {
		e := p.Expression()
		name, line := "", 0
		for it := e.Key(); it.Next(); {
			n := it.Node()
			if line == 0 {
				line = 1 + bytes.Count(text[:n.Raw.Offset], []byte("\n"))
			}
			name += "." + string(n.Data)
		}
		name = strings.TrimPrefix(name, ".")
		switch e.Kind {
		case unstable.ArrayTable:
			prefix = fmt.Sprintf("%s.%d", name, count[name])
			count[name]++
			lines[prefix] = line
		case unstable.Table:
			prefix = name
			lines[prefix] = line
		case unstable.KeyValue:
			lines[strings.TrimPrefix(prefix+"."+name, ".")] = line
		}
	}
	return lines
}

// Line is where key of the i-th [[table]] stands, its header without the key, 1 without
// either.
func (f *File) Line(table string, i int, key string) int {
	header := fmt.Sprintf("%s.%d", table, i)
	for _, at := range []string{header + "." + key, header, key} {
		if line, ok := f.lines[at]; ok {
			return line
		}
	}
	return 1
}

// Bad refuses a value of the i-th [[table]], saying what was wanted.
func (f *File) Bad(table string, i int, key string, value any, want string) error {
	return fault.New(fault.Invalid, msgValue, "file", f.Name, "line", f.Line(table, i, key),
		"key", table+"."+key, "value", fmt.Sprint(value), "want", want)
}

// Missing says that the i-th [[table]] lacks a key.
func (f *File) Missing(table string, i int, key string) error {
	return fault.New(fault.Invalid, msgMissing, "file", f.Name, "line", f.Line(table, i, ""), "table", table, "key", key)
}

// A Head is what every table of a rule file carries. Embed it.
type Head struct {
	From       *toml.LocalDate `toml:"from"`       // first day, required
	Until      *toml.LocalDate `toml:"until"`      // last day; without it, until the next row of the key
	Source     string          `toml:"source"`     // where it was read, required
	Confidence string          `toml:"confidence"` // H, M or L (domain.md's labels), "" for a person's own
}

// NewRow makes the row of the i-th [[table]] for key, and checks its head.
func NewRow[T any](f *File, table string, i int, key string, h Head, value T) (Row[T], error) {
	r := Row[T]{Key: key, Source: h.Source, Confidence: h.Confidence, File: f.Name, Line: f.Line(table, i, ""), Value: value}
	switch {
	case h.From == nil:
		return r, f.Missing(table, i, "from")
	case strings.TrimSpace(h.Source) == "":
		return r, f.Missing(table, i, "source")
	case h.Confidence != "" && h.Confidence != "H" && h.Confidence != "M" && h.Confidence != "L":
		return r, f.Bad(table, i, "confidence", h.Confidence, "H|M|L")
	}
	r.From = date(*h.From)
	if h.Until == nil {
		return r, nil
	}
	r.Until = date(*h.Until)
	if r.Until.Before(r.From) {
		return r, f.Bad(table, i, "until", r.Until, "≥ "+r.From.String())
	}
	return r, nil
}

func date(d toml.LocalDate) series.Date {
	return series.Date{Year: d.Year, Month: time.Month(d.Month), Day: d.Day}
}
