package influx

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"courant/coach/series"
)

// A bodyError is what a server says in a body that began as an answer.
type bodyError struct{ message string }

func (e *bodyError) Error() string { return e.message }

// A sink takes the values of a body in the order in which they come.
type sink interface {
	// source says which household and zone ("" without) the values that follow are of.
	source(home, zone string)
	// value is one value at a time in seconds since 1970; ok is false when it is no number.
	value(kind series.Kind, sec int64, v float64, ok bool)
}

// The columns of Flux that courant looks at.
const (
	colResult = iota
	colTable
	colTime
	colValue
	colField
	colHome
	colCity
	colZone
	colSealed
	colWriter
	colSeries
	fluxColumns
)

var fluxNames = [fluxColumns]string{"result", "table", "_time", "_value", "_field", tagHome, tagCity, tagZone, tagSealed, tagWriter, tagSeries}

// A fluxReader reads an annotated CSV body row by row. One header may serve the tables of
// several homes, and a body may hold several headers: columns are looked up by name at
// each, and tags are read anew whenever the table's number changes.
type fluxReader struct {
	scan    *scanner
	header  bool // the next row is a header
	columns int
	at      [fluxColumns]int    // where each column is, -1 for nowhere
	filler  [fluxColumns][]byte // what an empty cell stands for
	types   []string            // annotations of the header to come
	fillers []string
	cells   [fluxColumns][]byte
	numeric bool // the values of the table at hand are numbers
	fresh   bool // the row is the first one of its table
	table   []byte
	result  []byte
	names   []string // of all columns
	all     [][]byte // the cells of all columns, good until the next row
}

func newFluxReader(r io.Reader) *fluxReader {
	return &fluxReader{scan: newScanner(r), header: true}
}

// next reads the next row of values; io.EOF after the last one. An error that the server
// put in the body is a *bodyError.
func (d *fluxReader) next() error {
	for {
		row, err := d.scan.next()
		if err != nil {
			return err
		}
		switch {
		case len(row) == 0:
			d.header = true
		case len(row[0]) > 0 && row[0][0] == '#':
			d.annotate(row)
		case d.header:
			if err := d.heading(row); err != nil {
				return err
			}
		default:
			return d.row(row)
		}
	}
}

// each visits every row of values until there are no more; an error of visit ends it.
func (d *fluxReader) each(visit func() error) error {
	for {
		switch err := d.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := visit(); err != nil {
			return err
		}
	}
}

// annotate keeps an annotation for the header that follows.
func (d *fluxReader) annotate(row [][]byte) {
	if !d.header {
		d.types, d.fillers = nil, nil
	}
	d.header = true
	switch string(row[0]) {
	case "#datatype":
		d.types = texts(row)
	case "#default":
		d.fillers = texts(row)
	}
}

func texts(row [][]byte) []string {
	out := make([]string, len(row))
	for i, f := range row {
		out[i] = string(f)
	}
	return out
}

// heading looks up the columns. A table without values but with an error is the server's
// word that it failed.
func (d *fluxReader) heading(row [][]byte) error {
	names := texts(row)
	if i := slices.Index(names, "error"); i >= 0 && !slices.Contains(names, "_value") {
		return d.failure(i)
	}
	for c, name := range fluxNames {
		d.at[c], d.filler[c] = slices.Index(names, name), nil
		if i := d.at[c]; i >= 0 && i < len(d.fillers) {
			d.filler[c] = []byte(d.fillers[i])
		}
	}
	if d.at[colTable] < 0 || d.at[colValue] < 0 {
		return fmt.Errorf("%w: columns %q", errForeignBody, strings.Join(names, ","))
	}
	d.numeric = true
	if i := d.at[colValue]; i < len(d.types) {
		d.numeric = d.types[i] != "string" && d.types[i] != "boolean"
	}
	d.columns, d.header, d.table, d.names = len(row), false, d.table[:0], names
	d.types, d.fillers = nil, nil
	return nil
}

// failure reads the message of an error table.
func (d *fluxReader) failure(column int) error {
	row, err := d.scan.next()
	if err != nil {
		return cutShort(err)
	}
	if column >= len(row) {
		return &bodyError{"?"}
	}
	return &bodyError{string(row[column])}
}

func (d *fluxReader) row(row [][]byte) error {
	if len(row) != d.columns {
		return fmt.Errorf("%w: line %d has %d columns, not %d", errForeignBody, d.scan.line, len(row), d.columns)
	}
	for c, i := range d.at {
		switch {
		case i < 0:
			d.cells[c] = nil
		case len(row[i]) == 0:
			d.cells[c] = d.filler[c]
		default:
			d.cells[c] = row[i]
		}
	}
	d.all = row
	table, result := d.cells[colTable], d.cells[colResult]
	d.fresh = len(d.table) == 0 || !bytes.Equal(table, d.table) || !bytes.Equal(result, d.result)
	if d.fresh {
		d.table, d.result = append(d.table[:0], table...), append(d.result[:0], result...)
	}
	return nil
}

// readFlux pours the rows of an annotated CSV body into a sink.
func readFlux(r io.Reader, to sink) error {
	d := newFluxReader(r)
	var c clock
	var kind series.Kind
	var known bool
	return d.each(func() error {
		if d.fresh {
			kind, known = kindOf(d.cells[colField])
			to.source(string(d.cells[colHome]), string(d.cells[colZone]))
		}
		if !known {
			return nil
		}
		sec, ok := c.parse(d.cells[colTime])
		if !ok {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, d.scan.line, d.cells[colTime])
		}
		if len(d.cells[colValue]) == 0 {
			return nil
		}
		v, ok := parseNumber(d.cells[colValue])
		to.value(kind, sec, v, ok && d.numeric)
		return nil
	})
}

// kindOf is the kind that a field's name stands for.
func kindOf(field []byte) (series.Kind, bool) {
	for _, k := range series.Kinds() {
		if string(field) == k.Field() {
			return k, true
		}
	}
	return 0, false
}

// A qlReader reads the CSV of InfluxQL row by row: name, tags, time and one column a field.
type qlReader struct {
	scan    *scanner
	header  bool
	columns []string
	time    int
	tags    []byte
	fresh   bool // the row's tags differ from those of the row before
}

func newQLReader(r io.Reader) *qlReader { return &qlReader{scan: newScanner(r), header: true} }

// next reads the next row; io.EOF after the last one.
func (d *qlReader) next() ([][]byte, error) {
	for {
		row, err := d.scan.next()
		if err != nil {
			return nil, err
		}
		switch {
		case len(row) == 0:
			d.header = true
		case d.header:
			if err := d.heading(row); err != nil {
				return nil, err
			}
		case len(row) != len(d.columns):
			return nil, fmt.Errorf("%w: line %d has %d columns, not %d", errForeignBody, d.scan.line, len(row), len(d.columns))
		default:
			d.fresh = d.fresh || !bytes.Equal(row[1], d.tags)
			return row, nil
		}
	}
}

func (d *qlReader) heading(row [][]byte) error {
	names := texts(row)
	if len(names) == 1 && names[0] == "error" {
		next, err := d.scan.next()
		if err != nil || len(next) == 0 {
			return cutShort(err)
		}
		return &bodyError{string(next[0])}
	}
	d.time = slices.Index(names, "time")
	if len(names) < 3 || names[0] != "name" || names[1] != "tags" || d.time < 0 {
		return fmt.Errorf("%w: columns %q", errForeignBody, strings.Join(names, ","))
	}
	d.columns, d.header, d.fresh = names, false, true
	return nil
}

// readQL pours the rows of an InfluxQL CSV body, times in seconds, into a sink.
func readQL(r io.Reader, to sink) error {
	d := newQLReader(r)
	kinds := make([]series.Kind, 0, 8)
	for {
		row, err := d.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if d.fresh {
			d.fresh, d.tags = false, append(d.tags[:0], row[1]...)
			kinds = kinds[:0]
			for _, name := range d.columns {
				k, _ := kindOf([]byte(name))
				kinds = append(kinds, k)
			}
			tags := parseTags(row[1])
			to.source(tags[tagHome], tags[tagZone])
		}
		sec, ok := parseInt(row[d.time])
		if !ok {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, d.scan.line, row[d.time])
		}
		for i, k := range kinds {
			if k == 0 || len(row[i]) == 0 {
				continue
			}
			v, ok := parseNumber(row[i])
			to.value(k, sec, v, ok)
		}
	}
}

// parseTags reads the tags of a row.
func parseTags(b []byte) map[string]string {
	tags := map[string]string{}
	eachTag(b, func(key, value []byte) { tags[string(key)] = string(value) })
	return tags
}

// eachTag visits key=value pairs with commas between, and a \ before what would be taken for
// more than it is. What has no = is left out: the measurement before the tags of a series. Key
// and value are good until the next pair.
func eachTag(b []byte, visit func(key, value []byte)) {
	var pair []byte
	split := -1
	for i := 0; i <= len(b); i++ {
		switch {
		case i == len(b) || b[i] == ',':
			if split > 0 {
				visit(pair[:split], pair[split:])
			}
			pair, split = pair[:0], -1
		case b[i] == '=' && split < 0:
			split = len(pair)
		case b[i] == '\\' && i+1 < len(b) && strings.IndexByte(`,= \`, b[i+1]) >= 0:
			i++
			pair = append(pair, b[i])
		default:
			pair = append(pair, b[i])
		}
	}
}

// cutShort makes the end of a body where more was due an unexpected one.
func cutShort(err error) error {
	if err == nil || err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
