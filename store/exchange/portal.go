package exchange

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// The fields of the customer portal's own figures of an event, as its pages have them:
// creditPointeCritique, periodesEffacementsHivers, periodesEffacementHiver.
const (
	fieldDate      = "dateeffacement"
	fieldFrom      = "heuredebut"
	fieldTo        = "heurefin"
	fieldActual    = "consoreelle"
	fieldReference = "consoreference"
	fieldErased    = "consoeffacee"
	fieldDollars   = "montanteffacee"
)

// portalFields are those that are read; others (codeConso, indFacture) are left.
var portalFields = []string{fieldDate, fieldFrom, fieldTo, fieldActual, fieldReference, fieldErased, fieldDollars}

// maxPortal bounds a file of figures; a winter's has a few kilobytes.
const maxPortal = 8 << 20

// isPortal reports whether a file begins as one of the portal's figures: JSON that has its
// fields, or their names as headings.
func isPortal(head []byte) bool {
	low := bytes.ToLower(head)
	if !bytes.Contains(low, []byte(fieldDate)) {
		return false
	}
	if isJSON(head) {
		return true
	}
	first, _, _ := bytes.Cut(bytes.TrimSpace(low), []byte("\n"))
	return bytes.Contains(first, []byte(fieldDate)) && bytes.Contains(first, []byte(fieldFrom))
}

// isJSON reports whether a file begins as a JSON object or list; one of blanks alone does not.
func isJSON(head []byte) bool {
	text := bytes.TrimSpace(head)
	return len(text) > 0 && (text[0] == '{' || text[0] == '[')
}

// readPortal reads the portal's figures, sorted, all or nothing. Rows without any figure are
// events that the portal has not reckoned yet: they are passed over.
func readPortal(in *input, opt Options) ([]home.Figure, int, error) {
	var rows []portalRow
	var err error
	if isJSON(in.head) {
		rows, err = portalJSON(in)
	} else {
		rows, err = portalTable(in)
	}
	if err != nil {
		return nil, 0, err
	}
	var out []home.Figure
	for _, r := range rows {
		f, ok, err := r.figure(in.name, opt.Location)
		if err != nil {
			return nil, 0, err
		}
		if ok {
			out = append(out, f)
		}
	}
	if len(rows) == 0 {
		return nil, 0, fault.New(fault.Invalid, msgNoRows, "file", in.name)
	}
	slices.SortStableFunc(out, func(a, b home.Figure) int { return a.Start.Compare(b.Start) })
	return out, len(rows), nil
}

// A portalRow is one event as the portal has it, its fields as text, "" for none.
type portalRow struct {
	line   int // in a table; else the number of the row
	fields map[string]string
}

// figure reads a row; ok is false for an event without any figure.
func (r portalRow) figure(file string, loc *time.Location) (f home.Figure, ok bool, err error) {
	day, err := r.day(file, loc)
	if err != nil {
		return f, false, err
	}
	for _, end := range []struct {
		field string
		to    *time.Time
	}{{fieldFrom, &f.Start}, {fieldTo, &f.End}} {
		sec, rest, fine := parseClock(r.fields[end.field])
		if !fine || rest != "" {
			return f, false, r.bad(msgTime, file, end.field)
		}
		*end.to = day.At(int(sec)/3600, int(sec)/60%60, loc).UTC()
	}
	if !f.Start.Before(f.End) {
		return f, false, fault.New(fault.Invalid, msgBackwards, "file", file, "line", r.line)
	}
	for _, v := range []struct {
		field string
		to    *series.Maybe
	}{{fieldActual, &f.ActualKWh}, {fieldReference, &f.ReferenceKWh}, {fieldErased, &f.ErasedKWh}, {fieldDollars, &f.Dollars}} {
		*v.to = series.Unknown()
		text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(r.fields[v.field]), "$"))
		if isGap(text) {
			continue
		}
		x, _, fine := parseNumber(text)
		if !fine || math.Abs(x) > 10_000 {
			return f, false, r.bad(msgNumber, file, v.field)
		}
		*v.to, ok = series.Maybe(x), true
	}
	return f, ok, nil
}

// day is the event's local day, however its midnight is written.
func (r portalRow) day(file string, loc *time.Location) (series.Date, error) {
	s, ok := parseStamp(r.fields[fieldDate])
	switch {
	case !ok:
		return series.Date{}, r.bad(msgTime, file, fieldDate)
	case s.local:
		return series.DateOf(time.Unix(s.sec, 0), time.UTC), nil
	}
	return series.DateOf(time.Unix(s.sec, 0), loc), nil
}

func (r portalRow) bad(id fault.ID, file, field string) error {
	return fault.New(fault.Invalid, id, "file", file, "line", r.line, "column", field, "value", clip(r.fields[field]))
}

// portalJSON finds the rows wherever they lie in a JSON file: the page's answer has them by
// winter, and other programs save them in shapes of their own.
func portalJSON(in *input) ([]portalRow, error) {
	raw, err := io.ReadAll(io.LimitReader(in.text, maxPortal+1))
	if err != nil {
		return nil, in.readError(err)
	}
	if len(raw) > maxPortal {
		return nil, fault.New(fault.Invalid, msgTooBig, "file", in.name)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		if err == io.ErrUnexpectedEOF {
			return nil, fault.New(fault.Incomplete, msgCut, "file", in.name)
		}
		line := bytes.Count(raw[:min(d.InputOffset(), int64(len(raw)))], []byte("\n")) + 1
		return nil, fault.New(fault.Invalid, msgBadLine, "file", in.name, "line", line)
	}
	var rows []portalRow
	collect(v, &rows)
	return rows, nil
}

// collect lists the rows in a JSON value, in their order.
func collect(v any, rows *[]portalRow) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			collect(x, rows)
		}
	case map[string]any:
		fields := map[string]string{}
		for k, x := range v {
			fields[strings.ToLower(k)] = word(x)
		}
		if fields[fieldDate] != "" {
			*rows = append(*rows, portalRow{len(*rows) + 1, fields})
			return
		}
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			collect(v[k], rows)
		}
	}
}

// word is a JSON scalar as text, "" for null and for what is no scalar.
func word(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case json.Number:
		return x.String()
	case bool:
		return strconv.FormatBool(x)
	}
	return ""
}

// portalTable reads the rows of a table whose headings are the fields.
func portalTable(in *input) ([]portalRow, error) {
	rd, err := newRecords(in)
	if err != nil {
		return nil, err
	}
	headings, err := rd.headings()
	if err != nil {
		return nil, err
	}
	index := map[string]int{}
	for i, h := range headings {
		name := strings.ReplaceAll(simple(h), "_", "")
		if slices.Contains(portalFields, name) {
			index[name] = i
		}
	}
	for _, need := range []string{fieldDate, fieldFrom, fieldTo} {
		if _, ok := index[need]; !ok {
			return nil, fault.New(fault.Invalid, msgNoSpan, "file", in.name, "column", need, "nearest", fault.Nearest(need, headings), "columns", list(headings))
		}
	}
	var rows []portalRow
	for {
		cells, line, err := rd.next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if cells, err = rd.tidy(cells, line, len(headings)); err != nil {
			return nil, err
		}
		if cells == nil {
			continue
		}
		r := portalRow{line, map[string]string{}}
		for name, i := range index {
			r.fields[name] = strings.Clone(cells[i])
		}
		rows = append(rows, r)
	}
}
