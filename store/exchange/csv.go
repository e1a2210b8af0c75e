package exchange

import (
	"io"
	"math"
	"slices"
	"strings"

	"courant/coach/fault"
	"courant/coach/home"
)

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
