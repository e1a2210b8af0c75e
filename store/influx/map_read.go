package influx

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A shelf is what one source holds of one home and zone in a span.
type shelf struct {
	source int // its place in the mapping
	home   home.ID
	key    series.Key
	n      int // values, by the server's own count
}

// where is the condition that the points of a source meet, in Flux: of one home when it is not "".
func (s source) flux(bucket string, m *mapping, of home.ID, from, to time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "from(bucket: %s)\n|> range(start: %s, stop: %s)\n|> filter(fn: (r) => r._measurement == %s and r._field == %s",
		fluxString(bucket), fluxTime(from), fluxTime(to.Add(-time.Nanosecond)), fluxString(s.measurement), fluxString(s.field))
	for _, t := range s.conditions(m, of) {
		fmt.Fprintf(&b, " and r[%s] == %s", fluxString(t.name), fluxString(t.value))
	}
	b.WriteString(")\n|> keep(columns: [\"_time\", \"_value\"")
	for _, name := range s.groups(m) {
		b.WriteString(", " + fluxString(name))
	}
	b.WriteString("])\n")
	for i, name := range []string{m.homeTag, s.zoneTag} {
		if as := []string{tagHome, tagZone}[i]; name != "" && name != as {
			fmt.Fprintf(&b, "|> rename(columns: {%s: %s})\n", fluxString(name), fluxString(as))
		}
	}
	return b.String()
}

// conditions are the tags that points must bear.
func (s source) conditions(m *mapping, of home.ID) []tag {
	all := slices.Clone(s.tags)
	if of != "" && m.homeTag != "" {
		all = append(all, tag{m.homeTag, string(of)})
	}
	return all
}

// groups are the tags that tell the points of a source apart.
func (s source) groups(m *mapping) []string {
	var names []string
	for _, name := range []string{m.homeTag, s.zoneTag} {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// influxQL is the part of a SELECT behind its fields; values are bound under names that begin with prefix. A
// field may bear a tag's name: it is said that the tag is meant.
func (s source) influxQL(m *mapping, of home.ID, from, to time.Time, prefix string, bound map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, " FROM %s WHERE time >= %d AND time < %d", qlName(s.measurement), from.UnixNano(), to.UnixNano())
	for i, t := range s.conditions(m, of) {
		name := prefix + strconv.Itoa(i)
		bound[name] = t.value
		fmt.Fprintf(&b, " AND %s::tag = $%s", qlName(t.name), name)
	}
	groups := s.groups(m)
	for i := range groups {
		groups[i] = qlName(groups[i])
	}
	if len(groups) > 0 {
		b.WriteString(" GROUP BY " + strings.Join(groups, ", "))
	}
	return b.String()
}

// shelves has the server count what each source holds, sorted by home and place in the mapping.
func (c *Client) shelves(ctx context.Context, d Dialect, m *mapping, of home.ID, from, to time.Time) (all []shelf, odd map[string]int, err error) {
	odd = map[string]int{}
	add := func(i int, household, zone string, n int) {
		id, key := cmp.Or(m.home, home.ID(household)), m.sources[i].key
		if m.sources[i].zoneTag != "" {
			key.Zone = zone
		}
		switch {
		case n <= 0:
		case !home.ValidID(string(id)) || key.Zone != "" && !home.ValidID(key.Zone):
			odd[oddName(string(id), key.Zone)] += n
		default:
			all = append(all, shelf{i, id, key, n})
		}
	}
	reset := func() { all = all[:0]; clear(odd) }
	if d.InfluxQL {
		err = c.shelvesQL(ctx, m, of, from, to, reset, add)
	} else {
		err = c.shelvesFlux(ctx, m, of, from, to, reset, add)
	}
	slices.SortStableFunc(all, func(a, b shelf) int {
		return cmp.Or(cmp.Compare(a.home, b.home), a.key.Compare(b.key), cmp.Compare(a.source, b.source))
	})
	return all, odd, err
}

func (c *Client) shelvesQL(ctx context.Context, m *mapping, of home.ID, from, to time.Time, reset func(), add func(int, string, string, int)) error {
	bound := map[string]string{}
	statements := make([]string, len(m.sources))
	for i, s := range m.sources {
		statements[i] = "SELECT count(" + qlName(s.field) + ")" + s.influxQL(m, of, from, to, fmt.Sprintf("s%dt", i), bound)
	}
	results, err := c.ql(ctx, strings.Join(statements, "; "), bound)
	if err != nil {
		return err
	}
	reset()
	for _, res := range results {
		for _, row := range res.Series {
			if len(row.Values) == 0 || len(row.Values[0]) < 2 || res.Statement >= len(m.sources) {
				continue
			}
			if n, ok := row.Values[0][1].(float64); ok {
				add(res.Statement, row.Tags[m.homeTag], row.Tags[m.sources[res.Statement].zoneTag], int(n))
			}
		}
	}
	return nil
}

func (c *Client) shelvesFlux(ctx context.Context, m *mapping, of home.ID, from, to time.Time, reset func(), add func(int, string, string, int)) error {
	var b strings.Builder
	for i, s := range m.sources {
		fmt.Fprintf(&b, "%s|> group(columns: [%q, %q])\n|> count()\n|> yield(name: \"%d\")\n", s.flux(c.cfg.Bucket, m, of, from, to), tagHome, tagZone, i)
	}
	return c.ask(ctx, reading, c.fluxRequest(b.String()), func(body io.Reader) error {
		reset()
		r := newFluxReader(body)
		return r.each(func() error {
			i, ok := parseInt(r.cells[colResult])
			n, counted := parseInt(r.cells[colValue])
			if !ok || !counted || i < 0 || i >= int64(len(m.sources)) {
				return fmt.Errorf("%w: a count of %q of source %q", errForeignBody, r.cells[colValue], r.cells[colResult])
			}
			add(int(i), string(r.cells[colHome]), string(r.cells[colZone]), int(n))
			return nil
		})
	})
}

// shelfPoints reads the points of a shelf until they agree with the count; a writer may have been there in
// between, so the count is then taken anew. Where Flux is faster it is asked first; of a field that has several types
// it gives but the first, which the count shows, and then InfluxQL is asked.
func (c *Client) shelfPoints(ctx context.Context, d Dialect, m *mapping, sh shelf, from, to time.Time) (*points, error) {
	for round := 1; ; round++ {
		by := d
		by.InfluxQL = d.InfluxQL && (round > 1 || !d.rowsByFlux())
		p, err := c.shelfRows(ctx, by, m, sh, from, to)
		if err != nil {
			return nil, err
		}
		got := len(p.sec) + p.odd.n
		if got == sh.n {
			return p, nil
		}
		again := *m
		again.sources = m.sources[sh.source : sh.source+1]
		counted, _, err := c.shelves(ctx, d, &again, sh.home, from, to)
		if err != nil {
			return nil, err
		}
		want := 0
		for _, one := range counted {
			if one.key.Zone == sh.key.Zone {
				want = one.n
			}
		}
		if got == want {
			return p, nil
		}
		if sh.n = want; round == rounds {
			return nil, fault.New(fault.Incomplete, msgMissing, "host", c.host, "home", sh.home, "series", sh.key, "want", want, "got", got)
		}
	}
}

func (c *Client) shelfRows(ctx context.Context, d Dialect, m *mapping, sh shelf, from, to time.Time) (*points, error) {
	s := m.sources[sh.source]
	if s.zoneTag != "" { // of one zone, not of each
		s.tags = append(slices.Clone(s.tags), tag{s.zoneTag, sh.key.Zone})
	}
	p := &points{sec: make([]int64, 0, sh.n), v: make([]float64, 0, sh.n)}
	reset := func() { *p = points{sec: p.sec[:0], v: p.v[:0]} }
	if !d.InfluxQL {
		return p, c.ask(ctx, following, c.fluxRequest(s.flux(c.cfg.Bucket, m, sh.home, from, to)), func(body io.Reader) error {
			reset()
			return readFluxPoints(body, p)
		})
	}
	bound := map[string]string{}
	behind := s.influxQL(m, sh.home, from, to, "t", bound)
	return p, c.ask(ctx, following, c.qlRequest("SELECT "+qlName(s.field)+behind, bound, asCSV), func(body io.Reader) error {
		reset()
		return readQLPoints(body, s.field, p)
	})
}

// readFluxPoints reads times and values, whatever else the rows say.
func readFluxPoints(body io.Reader, p *points) error {
	r := newFluxReader(body)
	var cl clock
	return r.each(func() error {
		sec, ok := cl.parse(r.cells[colTime])
		if !ok {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, r.scan.line, r.cells[colTime])
		}
		v, ok := parseNumber(r.cells[colValue])
		p.add(sec, v, ok && r.numeric)
		return nil
	})
}

// readQLPoints reads times and the values of one field.
func readQLPoints(body io.Reader, field string, p *points) error {
	r := newQLReader(body)
	for {
		row, err := r.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		at := slices.Index(r.columns, field)
		sec, ok := parseInt(row[r.time])
		if !ok || at < 0 {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, r.scan.line, row[r.time])
		}
		if len(row[at]) == 0 {
			continue
		}
		v, ok := parseNumber(row[at])
		p.add(sec, v, ok)
	}
}

// shelfEnd reads the first or the last point of a shelf.
func (c *Client) shelfEnd(ctx context.Context, d Dialect, m *mapping, sh shelf, from, to time.Time, last bool) (*points, error) {
	s := m.sources[sh.source]
	if s.zoneTag != "" {
		s.tags = append(slices.Clone(s.tags), tag{s.zoneTag, sh.key.Zone})
	}
	p := &points{}
	if !d.InfluxQL {
		pick := "|> first()"
		if last {
			pick = "|> last()"
		}
		return p, c.ask(ctx, following, c.fluxRequest(s.flux(c.cfg.Bucket, m, sh.home, from, to)+pick), func(body io.Reader) error {
			*p = points{}
			return readFluxPoints(body, p)
		})
	}
	bound := map[string]string{}
	behind := s.influxQL(m, sh.home, from, to, "t", bound)
	order := " LIMIT 1"
	if last {
		order = " ORDER BY time DESC LIMIT 1"
	}
	return p, c.ask(ctx, following, c.qlRequest("SELECT "+qlName(s.field)+behind+order, bound, asCSV), func(body io.Reader) error {
		*p = points{}
		return readQLPoints(body, s.field, p)
	})
}
