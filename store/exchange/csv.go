package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strings"

	"courant/coach/fault"
	"courant/coach/home"
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

// A tableReader turns the lines of a delimited table into rows.
type tableReader struct {
	*layout
	t       *table
	time    int   // column of the time that places a row
	slotOf  []int // slot of each value column: several columns of a kind share one
	decimal decimal
	values  []float64
	text    []textColumn
	group   struct { // of the row before, which is nearly always this one's
		home, zone, forecast string
		number               int32
		known, renamed       bool
	}
}

// readTable reads a delimited table whose columns lay finds.
func readTable(in *input, opt Options, lay func(name string, headings []string) (*layout, error)) (*table, error) {
	rd, err := newRecords(in)
	if err != nil {
		return nil, err
	}
	headings, err := rd.headings()
	if err != nil {
		return nil, err
	}
	l, err := lay(in.name, headings)
	if err != nil {
		return nil, err
	}
	switch {
	case l.home < 0 && opt.Home == "":
		return nil, fault.New(fault.Usage, msgNeedHome, "file", in.name)
	case l.home >= 0 && opt.Home != "":
		return nil, fault.New(fault.Usage, msgHomeTwice, "file", in.name)
	}
	tr := newTableReader(in, opt, l)
	for {
		cells, line, err := rd.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		cells, err = rd.tidy(cells, line, len(headings))
		if err != nil {
			return nil, err
		}
		if cells == nil {
			continue
		}
		if err := tr.row(cells, line); err != nil {
			return nil, err
		}
	}
	if tr.decimal == comma {
		in.note(NoteDecimalComma, 1)
	}
	tr.t.text = tr.text
	return tr.t, nil
}

func newTableReader(in *input, opt Options, l *layout) *tableReader {
	tr := &tableReader{layout: l, slotOf: make([]int, len(l.values))}
	var slots []slot
	for i, c := range l.values {
		s := slot{c.kind, c.unit.power}
		j := slices.Index(slots, s)
		if j < 0 {
			j = len(slots)
			slots = append(slots, s)
		}
		tr.slotOf[i] = j
	}
	if l.start < 0 {
		opt.Label = LabelEnd
	}
	tr.t = newTable(in, opt, slots)
	tr.time = l.start
	if l.start < 0 {
		tr.time = l.end
	}
	tr.t.column = l.headings[tr.time]
	tr.t.lenient, tr.t.own = l.lenient, l.own
	tr.values = make([]float64, len(slots))
	for _, i := range l.rest {
		if !l.own && i != l.contract {
			tr.t.ignored = append(tr.t.ignored, clip(l.headings[i]))
		}
		tr.text = append(tr.text, textColumn{
			index: i, heading: l.headings[i], name: simple(l.headings[i]), contract: i == l.contract, distinct: map[string]bool{},
		})
	}
	return tr
}

// row reads one line.
func (tr *tableReader) row(cells []string, line int) error {
	if tr.item >= 0 && cells[tr.item] != "" {
		return nil // a fact or an event of our own export
	}
	g, err := tr.groupOf(cells, line)
	if err != nil {
		return err
	}
	r := row{line: int32(line), group: g}
	p := place{line, tr.headings[tr.time], cells[tr.time]}
	if p.value == "" && tr.valueless(cells) {
		return nil
	}
	var twice int64
	if r.sec, twice, err = tr.t.when(p); err != nil {
		return err
	}
	if tr.zone >= 0 && cells[tr.zone] != "" && tr.group.renamed {
		tr.t.count(ZoneRenamed, g, 0, r.sec)
	}
	if tr.start >= 0 && tr.end >= 0 {
		if err := tr.ends(&r, cells, line); err != nil {
			return err
		}
	}
	for i := range tr.values {
		tr.values[i] = math.NaN()
	}
	for i, c := range tr.layout.values {
		q := place{line, tr.headings[c.index], cells[c.index]}
		v, err := tr.t.number(q, r, c.kind, c.unit, &tr.decimal)
		if err != nil {
			return err
		}
		tr.put(i, v)
	}
	for i := range tr.text {
		if err := tr.text[i].see(tr.t, cells, line); err != nil {
			return err
		}
	}
	return tr.t.add(r, twice, tr.values, p)
}

// put keeps the value of column i. Columns of one kind (a tariff's two registers) add up,
// and with one of them missing the sum is.
func (tr *tableReader) put(i int, v float64) {
	slot := tr.slotOf[i]
	if slices.Index(tr.slotOf, slot) < i {
		v += tr.values[slot]
	}
	tr.values[slot] = v
}

func (tr *tableReader) valueless(cells []string) bool {
	for _, c := range tr.layout.values {
		if cells[c.index] != "" {
			return false
		}
	}
	return true
}

// ends reads where the interval ends.
func (tr *tableReader) ends(r *row, cells []string, line int) error {
	p := place{line, tr.headings[tr.end], cells[tr.end]}
	end, twice, err := tr.t.when(p)
	if err != nil {
		return err
	}
	r.end, r.endTwice = end, int32(twice)
	if r.end+twice <= r.sec {
		return fault.New(fault.Invalid, msgBackwards, "file", tr.t.file, "line", line)
	}
	return nil
}

// groupOf reads whose row it is.
func (tr *tableReader) groupOf(cells []string, line int) (int32, error) {
	var id, zone, forecast string
	if tr.home >= 0 {
		id = cells[tr.home]
	}
	if tr.zone >= 0 {
		zone = cells[tr.zone]
	}
	if tr.forecast >= 0 {
		forecast = cells[tr.forecast]
	}
	last := &tr.group
	if !last.known || id != last.home || zone != last.zone || forecast != last.forecast {
		g := group{home: tr.t.opt.Home, forecast: forecast != ""}
		if tr.home >= 0 {
			parsed, err := home.ParseID(id)
			if err != nil {
				return 0, fault.New(fault.Invalid, msgHome, "file", tr.t.file, "line", line, "column", clip(tr.headings[tr.home]))
			}
			g.home = parsed
		}
		if zone != "" {
			name, ok := tr.zoneOf(zone)
			last.renamed = name != strings.TrimPrefix(zone, "'")
			if !ok {
				return 0, fault.New(fault.Invalid, msgZone, "file", tr.t.file, "line", line, "column", clip(tr.headings[tr.zone]))
			}
			g.zone = name
		}
		last.home, last.zone, last.forecast = strings.Clone(id), strings.Clone(zone), strings.Clone(forecast)
		last.number, last.known = tr.t.groupOf(g), true
	}
	return last.number, nil
}

// zoneOf makes a zone's name fit for an id. Our own export puts a ' before a name that a
// spreadsheet might take for a formula.
func (tr *tableReader) zoneOf(cell string) (string, bool) {
	if tr.own {
		cell = strings.TrimPrefix(cell, "'")
	}
	return zoneName(cell)
}

// A textColumn is a column without a role that may tell rows of one instant apart.
type textColumn struct {
	index    int
	heading  string
	name     string // simple
	distinct map[string]bool
	last     string
	line     int  // of the second value
	contract bool // of Hydro-Québec: an identifier, told to nobody
	words    bool // not all are numbers
}

const mostDistinct = 64 // zones or homes in a file; more, and it is a remark

// see takes note of a cell. A column called zone that nobody mapped, or one called home
// with two homes in it, means that the rows are not what they would be taken for.
func (c *textColumn) see(t *table, cells []string, line int) error {
	cell := cells[c.index]
	if cell == "" || cell == c.last || len(c.distinct) > mostDistinct {
		return nil
	}
	c.last = strings.Clone(cell)
	c.distinct[c.last] = true
	if _, _, number := parseNumber(cell); !number {
		c.words = true
	}
	if len(c.distinct) == 2 && c.line == 0 {
		c.line = line
	}
	p := place{line: line, column: c.heading}
	switch {
	case c.name == roleZone && !t.own:
		return t.at(msgMixedZones, p)
	case (c.name == roleHome || c.name == "household") && len(c.distinct) > 1:
		return t.at(msgMixedHomes, p)
	case c.contract && len(c.distinct) > 1:
		return t.at(msgContracts, p)
	}
	return nil
}

// apart reports whether the column has several values, as a zone's name has.
func (c *textColumn) apart() bool {
	return c.words && len(c.distinct) > 1 && len(c.distinct) <= mostDistinct
}
