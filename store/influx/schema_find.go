package influx

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Found is one series of a bucket, whosever it is.
type Found struct {
	Measurement string
	Tags        map[string]string
	Fields      map[string]Sample // by name: its last value
}

// A Sample is a value of a field, as an example.
type Sample struct {
	Text   string
	Number bool
}

// A Survey is what is found in a bucket; More says that there is more than was looked at.
type Survey struct {
	Found []Found // sorted by measurement and tags
	More  bool
}

// mostFound is how many series of a measurement a survey looks at.
const mostFound = 1000

// surveySpan is how far back Flux looks for the last value of a series; InfluxQL looks at all.
const surveySpan = 400 * 24 * time.Hour

// Survey lists the series of a bucket with the last value of each field, whatever schema it has. Names and values
// are as they are stored: they must be cleaned before they are shown. The errors are those of Pull.
func (c *Client) Survey(ctx context.Context) (Survey, error) {
	d, err := c.Dialect(ctx)
	if err != nil {
		return Survey{}, err
	}
	var s Survey
	if d.InfluxQL {
		s, err = c.surveyQL(ctx)
	} else {
		s, err = c.surveyFlux(ctx)
	}
	slices.SortFunc(s.Found, func(a, b Found) int {
		return cmp.Or(cmp.Compare(a.Measurement, b.Measurement), slices.CompareFunc(sortedTags(a.Tags), sortedTags(b.Tags), tag.compare))
	})
	return s, err
}

func sortedTags(tags map[string]string) []tag {
	var all []tag
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		all = append(all, tag{name, tags[name]})
	}
	return all
}

func (t tag) compare(o tag) int {
	return cmp.Or(cmp.Compare(t.name, o.name), cmp.Compare(t.value, o.value))
}

// surveyQL asks for the last values, measurement by measurement: SLIMIT counts the series of each.
func (c *Client) surveyQL(ctx context.Context) (Survey, error) {
	results, err := c.ql(ctx, "SHOW MEASUREMENTS LIMIT 1000", nil)
	if err != nil {
		return Survey{}, err
	}
	var names []string
	for _, res := range results {
		for _, row := range res.Series {
			for _, value := range row.Values {
				if name, ok := value[0].(string); ok {
					names = append(names, name)
				}
			}
		}
	}
	var s Survey
	for part := range slices.Chunk(names, 50) {
		statements := make([]string, len(part))
		for i, name := range part {
			statements[i] = fmt.Sprintf("SELECT last(*) FROM %s GROUP BY * SLIMIT %d", qlName(name), mostFound)
		}
		results, err := c.ql(ctx, strings.Join(statements, "; "), nil)
		if err != nil {
			return s, err
		}
		for _, res := range results {
			s.More = s.More || len(res.Series) >= mostFound
			for _, row := range res.Series {
				s.Found = append(s.Found, foundQL(row))
			}
		}
	}
	return s, nil
}

func foundQL(row qlSeries) Found {
	f := Found{Measurement: row.Name, Tags: map[string]string{}, Fields: map[string]Sample{}}
	for name, value := range row.Tags {
		if value != "" { // a tag of other series of the measurement
			f.Tags[name] = value
		}
	}
	for i, name := range row.Columns {
		field, ok := strings.CutPrefix(name, "last_")
		if !ok || len(row.Values) == 0 || i >= len(row.Values[0]) {
			continue
		}
		switch v := row.Values[0][i].(type) {
		case float64:
			f.Fields[field] = Sample{strconv.FormatFloat(v, 'g', -1, 64), true}
		case string:
			f.Fields[field] = Sample{v, false}
		case bool:
			f.Fields[field] = Sample{strconv.FormatBool(v), false}
		}
	}
	return f
}

// surveyFlux asks for the last rows of everything. Tables of several types come apart, so that none is
// lost.
func (c *Client) surveyFlux(ctx context.Context) (Survey, error) {
	from, to := time.Unix(ancient, 0).UTC(), latest
	if c.cfg.Now != nil {
		from, to = c.cfg.Now().Add(-surveySpan), c.cfg.Now()
	}
	query := fmt.Sprintf("from(bucket: %s)\n|> range(start: %s, stop: %s)\n|> last()\n|> drop(columns: [\"_start\", \"_stop\"])", fluxString(c.cfg.Bucket), fluxTime(from), fluxTime(to))
	var all map[string]*Found
	err := c.ask(ctx, reading, c.fluxRequest(query), func(body io.Reader) error {
		all = map[string]*Found{}
		r := newFluxReader(body)
		return r.each(func() error {
			r.found(all)
			return nil
		})
	})
	var s Survey
	per := map[string]int{}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		f := all[key]
		if per[f.Measurement]++; per[f.Measurement] > mostFound {
			s.More = true
			continue
		}
		s.Found = append(s.Found, *f)
	}
	return s, err
}

// found adds the row at hand to the series that it is of.
func (d *fluxReader) found(all map[string]*Found) {
	f := Found{Tags: map[string]string{}, Fields: map[string]Sample{}}
	for i, name := range d.names {
		switch value := string(d.all[i]); name {
		case "", "result", "table", "_time", "_value", "_field":
		case "_measurement":
			f.Measurement = value
		default:
			if value != "" {
				f.Tags[name] = value
			}
		}
	}
	key := f.Measurement
	for _, t := range sortedTags(f.Tags) {
		key += "\x00" + t.name + "\x00" + t.value
	}
	if all[key] == nil {
		all[key] = &f
	}
	all[key].Fields[string(d.cells[colField])] = Sample{string(d.cells[colValue]), d.numeric}
}

// A Measurement sums up the series of one measurement.
type Measurement struct {
	Name   string
	Series int
	Tags   map[string][]string // by name: its values, sorted, the first few
	Fields map[string]string   // by name: an example
}

// mostExamples is how many values of a tag are kept as examples.
const mostExamples = 3

// Measurements sums up what was found, sorted by name.
func (s Survey) Measurements() []Measurement {
	var out []Measurement
	for _, f := range s.Found { // sorted
		if n := len(out); n == 0 || out[n-1].Name != f.Measurement {
			out = append(out, Measurement{Name: f.Measurement, Tags: map[string][]string{}, Fields: map[string]string{}})
		}
		m := &out[len(out)-1]
		m.Series++
		for name, value := range f.Tags {
			if have := m.Tags[name]; len(have) < mostExamples && !slices.Contains(have, value) {
				m.Tags[name] = append(have, value)
			}
		}
		for name, sample := range f.Fields {
			if _, ok := m.Fields[name]; !ok {
				m.Fields[name] = sample.Text
			}
		}
	}
	return out
}
