package influx

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"time"
)

// An Annotation is a point that says something about a span of time, as automations and
// dashboards write them: its stamp, and its tags and fields as text.
type Annotation struct {
	At     time.Time
	Fields map[string]string
}

// mostAnnotations bounds what is read of a measurement that may hold anything.
const mostAnnotations = 5000

// Annotations lists the points of a measurement stamped from a moment on, in the order of
// their stamps; none when there is no such measurement. The errors are those of Pull.
func (c *Client) Annotations(ctx context.Context, measurement string, from time.Time) ([]Annotation, error) {
	if _, err := c.Dialect(ctx); err != nil {
		return nil, err
	}
	q := fmt.Sprintf("SELECT * FROM %s WHERE time >= %d LIMIT %d", qlName(measurement), from.UnixNano(), mostAnnotations)
	var out []Annotation
	err := c.ask(ctx, reading, c.qlRequest(q, nil, asJSON), func(body io.Reader) error {
		out = out[:0]
		results, err := readJSON(body)
		if err != nil {
			return err
		}
		for _, r := range results {
			for _, s := range r.Series {
				out = append(out, s.annotations()...)
			}
		}
		return nil
	})
	return out, err
}

func (s qlSeries) annotations() []Annotation {
	var out []Annotation
	for _, row := range s.Values {
		a := Annotation{Fields: map[string]string{}}
		for i, v := range row {
			if i >= len(s.Columns) {
				break
			}
			switch v := v.(type) {
			case string:
				a.Fields[s.Columns[i]] = v
			case bool:
				a.Fields[s.Columns[i]] = strconv.FormatBool(v)
			case float64:
				if s.Columns[i] == "time" {
					a.At = time.Unix(int64(v), 0).UTC()
					continue
				}
				a.Fields[s.Columns[i]] = strconv.FormatFloat(v, 'f', -1, 64)
			}
		}
		out = append(out, a)
	}
	return out
}
