package influx

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"courant/coach/home"
)

// A sealedRow is one point of a sealed bucket. The text is good until the next one.
type sealedRow struct {
	fresh                       bool // it is of another series than the one before
	home, writer, series, field string
	text                        []byte
	sec                         int64
}

// recordStamp is the stamp of all records; weekStamp that of a chunk.
var recordStamp = time.Unix(0, 0).UTC()

func weekStamp(week int) time.Time { return time.Unix(int64(week), 0).UTC() }

// rows visits the points of homes (all without any) in a span of stamps. Few and long, they come faster
// by Flux from 1.8 as well. An attempt that failed half-way is begun again: reset forgets it.
func (s *Sealed) rows(ctx context.Context, d Dialect, homes []home.ID, fields []string, from, to time.Time, reset func() error, visit func(*sealedRow) error) error {
	if !from.Before(to) {
		return reset()
	}
	tags := s.tags(homes)
	r, read := s.requestQL(tags, fields, from, to), readSealedQL
	if d.Flux {
		r, read = s.requestFlux(tags, fields, from, to), readSealedFlux
	}
	return s.c.ask(ctx, reading, r, func(body io.Reader) error {
		if err := reset(); err != nil {
			return err
		}
		return read(body, visit)
	})
}

// readSealedFlux visits the points of an annotated CSV body.
func readSealedFlux(r io.Reader, visit func(*sealedRow) error) error {
	d := newFluxReader(r)
	var c clock
	var row sealedRow
	return d.each(func() error {
		if d.fresh {
			row.fresh = true
			row.home, row.writer, row.series, row.field = string(d.cells[colSealed]), string(d.cells[colWriter]), string(d.cells[colSeries]), string(d.cells[colField])
		}
		var ok bool
		if row.sec, ok = c.parse(d.cells[colTime]); !ok {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, d.scan.line, d.cells[colTime])
		}
		if row.text = d.cells[colValue]; len(row.text) == 0 {
			return nil // InfluxQL has no such row either; what is missing for it shows
		}
		if err := visit(&row); err != nil {
			return err
		}
		row.fresh = false
		return nil
	})
}

// readSealedQL visits the points of an InfluxQL body.
func readSealedQL(r io.Reader, visit func(*sealedRow) error) error {
	d := newQLReader(r)
	var row sealedRow
	for {
		cells, err := d.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if d.fresh {
			row.fresh = true
			d.fresh, d.tags = false, append(d.tags[:0], cells[1]...)
			tags := parseTags(cells[1])
			row.home, row.writer, row.series = tags[tagSealed], tags[tagWriter], tags[tagSeries]
		}
		var ok bool
		if row.sec, ok = parseInt(cells[d.time]); !ok {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, d.scan.line, cells[d.time])
		}
		for i, name := range d.columns {
			if i < 2 || i == d.time || len(cells[i]) == 0 {
				continue
			}
			row.field, row.text = name, cells[i]
			if err := visit(&row); err != nil {
				return err
			}
			row.fresh = false
		}
	}
}

// tags are those of homes, nil for all; a home without a key is asked for by a tag that
// nothing has.
func (s *Sealed) tags(homes []home.ID) []string {
	if homes == nil || len(homes) > mostNamed {
		return nil
	}
	tags := make([]string, 0, len(homes))
	for _, id := range homes {
		if b := s.homes[id]; b != nil {
			tags = append(tags, b.tag)
		} else {
			tags = append(tags, "none")
		}
	}
	return tags
}

func (s *Sealed) requestFlux(tags, fields []string, from, to time.Time) request {
	var b strings.Builder
	fmt.Fprintf(&b, "from(bucket: %s)\n|> range(start: %s, stop: %s)\n|> filter(fn: (r) => r._measurement == %s",
		fluxString(s.c.cfg.Bucket), fluxTime(from), fluxTime(to.Add(-time.Nanosecond)), fluxString(sealedName))
	or(&b, fields, func(f string) string { return "r._field == " + fluxString(f) })
	or(&b, tags, func(t string) string { return "r." + tagSealed + " == " + fluxString(t) })
	fmt.Fprintf(&b, `)
|> keep(columns: ["_time", "_value", "_field", "%s", "%s", "%s"])`, tagSealed, tagWriter, tagSeries)
	return s.c.fluxRequest(b.String())
}

func (s *Sealed) requestQL(tags, fields []string, from, to time.Time) request {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = qlName(f)
	}
	text := fmt.Sprintf("SELECT %s FROM %s WHERE time >= %d AND time < %d", strings.Join(words, ", "), qlName(sealedName), from.UnixNano(), to.UnixNano())
	bound := map[string]string{}
	for i, t := range tags {
		name := fmt.Sprintf("h%d", i)
		bound[name] = t
		text += []string{" AND (", " OR "}[min(i, 1)] + qlName(tagSealed) + " = $" + name
	}
	if len(tags) > 0 {
		text += ")"
	}
	text += " GROUP BY " + qlName(tagSealed) + ", " + qlName(tagWriter) + ", " + qlName(tagSeries)
	return s.c.qlRequest(text, bound, asCSV)
}
