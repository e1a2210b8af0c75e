package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// The measurements of courant's own schema in the line protocol:
//
//	consumption,household=h-1,city=quebec,zone=salon heating_kwh=0.25,indoor_c=20.5 1768456800000000000
//
// A forecast has a measurement of its own, so that no reader of consumption takes it for
// measured.
const (
	measured    = "consumption"
	forecastLP  = "forecast"
	tagHome     = "household"
	tagCity     = "city"
	mostIgnored = 20
)

// A point is one line of the line protocol.
type point struct {
	measurement string
	tags        []pair
	fields      []pair // values as written, quotes and suffixes too
	time        int64
}

type pair struct{ key, value string }

func (p point) tag(key string) string {
	for _, t := range p.tags {
		if t.key == key {
			return t.value
		}
	}
	return ""
}

var errPoint = errors.New("not a line of the line protocol")

// parsePoint reads one line with its time into p, whose slices it uses again; p may be nil.
func parsePoint(line []byte, p *point) (*point, error) {
	if p == nil {
		p = &point{}
	}
	p.tags, p.fields = p.tags[:0], p.fields[:0]
	head, rest := cutPlain(line, ' ', false)
	fields, stamp := cutPlain(rest, ' ', true)
	name, tags := cutPlain(head, ',', false)
	p.measurement = unescape(name)
	if p.measurement == "" || len(fields) == 0 {
		return nil, errPoint
	}
	var err error
	if p.time, err = strconv.ParseInt(string(bytes.TrimSpace(stamp)), 10, 64); err != nil {
		return nil, errPoint
	}
	if p.tags, err = pairs(p.tags, tags, false); err != nil {
		return nil, err
	}
	p.fields, err = pairs(p.fields, fields, true)
	return p, err
}

// pairs appends the key=value pairs of a comma-separated list.
func pairs(to []pair, list []byte, quotes bool) ([]pair, error) {
	for len(list) > 0 {
		var item []byte
		item, list = cutPlain(list, ',', quotes)
		key, value := cutPlain(item, '=', quotes)
		if len(key) == 0 || len(value) == 0 {
			return to, errPoint
		}
		if !quotes {
			to = append(to, pair{unescape(key), unescape(value)})
		} else {
			to = append(to, pair{unescape(key), string(value)})
		}
	}
	return to, nil
}

// cutPlain cuts b at the first sep that is neither escaped by \ nor, with quotes, inside a
// quoted string.
func cutPlain(b []byte, sep byte, quotes bool) (before, after []byte) {
	quoted := false
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '\\':
			i++
		case quotes && b[i] == '"':
			quoted = !quoted
		case b[i] == sep && !quoted:
			return b[:i], b[i+1:]
		}
	}
	return b, nil
}

func unescape(b []byte) string {
	if bytes.IndexByte(b, '\\') < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && bytes.IndexByte([]byte(`,= \`), b[i+1]) >= 0 {
			i++
		}
		out = append(out, b[i])
	}
	return string(out)
}

// An influxReader turns points into rows.
type influxReader struct {
	t      *table
	fields map[string]int // slot by field
	values []float64
	only   string // the household that goes by opt.Home
	seen   bool
	rows   int
}

// readInflux reads line protocol in courant's own schema. Tags and fields that are not of
// it are left behind. Whether times are in seconds, milli-, micro- or nanoseconds is told
// by their size.
func readInflux(in *input, opt Options) (*table, error) {
	rd := &influxReader{fields: map[string]int{}}
	var slots []slot
	for i, k := range series.Kinds() {
		slots = append(slots, slot{kind: k})
		rd.fields[k.Field()] = i
	}
	rd.t = newTable(in, opt, slots)
	rd.values = make([]float64, len(slots))
	var p *point
	for line := 1; ; line++ {
		text, err := in.text.ReadSlice('\n')
		if err != nil && err != io.EOF {
			if errors.Is(err, bufio.ErrBufferFull) {
				return nil, fault.New(fault.Invalid, msgLongLine, "file", in.name, "line", line)
			}
			return nil, in.readError(err)
		}
		end := err == io.EOF
		if text = bytes.TrimSpace(text); len(text) > 0 && text[0] != '#' {
			if p, err = parsePoint(text, p); err != nil {
				return nil, fault.New(fault.Invalid, msgNotInflux, "file", in.name, "line", line)
			}
			if err := rd.point(p, line); err != nil {
				return nil, err
			}
		}
		if end {
			break
		}
	}
	if rd.rows == 0 {
		return nil, fault.New(fault.Invalid, msgNoMeasures, "file", in.name, "names", list(rd.t.ignored))
	}
	return rd.t, nil
}

func (rd *influxReader) point(p *point, line int) error {
	if p.measurement != measured && p.measurement != forecastLP {
		rd.ignore(p.measurement)
		return nil
	}
	rd.rows++
	g, err := rd.groupOf(p, line)
	if err != nil {
		return err
	}
	at := place{line, "time", strconv.FormatInt(p.time, 10)}
	r := row{sec: seconds(p.time), line: int32(line), group: rd.t.groupOf(g)}
	if r.sec < oldest {
		return rd.t.at(msgTooOld, at)
	}
	for i := range rd.values {
		rd.values[i] = math.NaN()
	}
	for _, f := range p.fields {
		i, ok := rd.fields[f.key]
		if !ok {
			rd.ignore(f.key)
			continue
		}
		q := place{line, f.key, f.value}
		v, err := strconv.ParseFloat(strings.TrimRight(f.value, "iu"), 64)
		if err != nil || v != v {
			return rd.t.at(msgField, q)
		}
		if rd.values[i], err = rd.t.convert(q, r, rd.t.slots[i].kind, ownUnit, v); err != nil {
			return err
		}
	}
	return rd.t.add(r, 0, rd.values, at)
}

// groupOf reads the tags. A file with one household may be read as another home.
func (rd *influxReader) groupOf(p *point, line int) (group, error) {
	g := group{home: rd.t.opt.Home, forecast: p.measurement == forecastLP}
	household := p.tag(tagHome)
	at := place{line: line, column: tagHome}
	switch {
	case g.home != "":
		if rd.seen && household != rd.only {
			return g, rd.t.at(msgMixedHomes, at)
		}
		rd.only, rd.seen = household, true
	case household == "":
		return g, fault.New(fault.Usage, msgNeedHome, "file", rd.t.file)
	default:
		id, err := home.ParseID(household)
		if err != nil {
			return g, rd.t.at(msgHome, at)
		}
		g.home = id
	}
	if c := home.City(p.tag(tagCity)); slices.Contains(home.Cities(), c) {
		rd.t.cities[g.home] = c
	}
	if zone := p.tag(roleZone); zone != "" {
		name, ok := zoneName(zone)
		if !ok {
			return g, rd.t.at(msgZone, place{line: line, column: roleZone})
		}
		g.zone = name
		if name != zone {
			rd.t.count(ZoneRenamed, rd.t.groupOf(g), 0, seconds(p.time))
		}
	}
	return g, nil
}

func (rd *influxReader) ignore(name string) {
	if name = clip(name); len(rd.t.ignored) < mostIgnored && !slices.Contains(rd.t.ignored, name) {
		rd.t.ignored = append(rd.t.ignored, name)
	}
}

// seconds brings a time in seconds, milli-, micro- or nanoseconds to seconds: between 2000
// and 2286 the four do not overlap.
func seconds(t int64) int64 {
	switch {
	case t < 1e11:
		return t
	case t < 1e14:
		return t / 1e3
	case t < 1e17:
		return t / 1e6
	}
	return t / 1e9
}
