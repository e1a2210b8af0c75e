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
	home, series, field string
	text                []byte
	sec                 int64
}

// rows visits the points of homes (all without any) in a span: few and long, they come faster by Flux from
// 1.8 as well. An attempt that failed half-way
// is begun again: reset forgets it.
func (s *Sealed) rows(ctx context.Context, d Dialect, homes []home.ID, fields []string, from, to time.Time, reset func() error, visit func(*sealedRow) error) error {
	tags := s.tags(homes)
	r, read := s.requestQL(tags, fields, from, to), readSealedQL
	if d.Flux {
		r, read = s.requestFlux(tags, fields, from, to, `|> keep(columns: ["_time", "_value", "_field", "`+tagSealed+`", "`+tagSeries+`"])`), readSealedFlux
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
	for {
		switch err := d.next(); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if d.fresh {
			row.home, row.series, row.field = string(d.cells[colSealed]), string(d.cells[colSeries]), string(d.cells[colField])
		}
		var ok bool
		if row.sec, ok = c.parse(d.cells[colTime]); !ok {
			return fmt.Errorf("%w: line %d: time %q", errForeignBody, d.scan.line, d.cells[colTime])
		}
		row.text = d.cells[colValue]
		if err := visit(&row); err != nil {
			return err
		}
	}
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
			d.fresh, d.tags = false, append(d.tags[:0], cells[1]...)
			tags := parseTags(cells[1])
			row.home, row.series = tags[tagSealed], tags[tagSeries]
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

func (s *Sealed) requestFlux(tags, fields []string, from, to time.Time, tail string) request {
	var b strings.Builder
	fmt.Fprintf(&b, "from(bucket: %s)\n|> range(start: %s, stop: %s)\n|> filter(fn: (r) => r._measurement == %s",
		fluxString(s.c.cfg.Bucket), fluxTime(from), fluxTime(to.Add(-time.Nanosecond)), fluxString(sealedName))
	or(&b, fields, func(f string) string { return "r._field == " + fluxString(f) })
	or(&b, tags, func(t string) string { return "r." + tagSealed + " == " + fluxString(t) })
	b.WriteString(")\n" + tail)
	return s.c.fluxRequest(b.String())
}

// where is the part of an InfluxQL query behind its fields.
func (s *Sealed) where(tags []string, from, to time.Time, group ...string) (string, map[string]string) {
	bound := map[string]string{}
	var words []string
	for i, t := range tags {
		name := fmt.Sprintf("h%d", i)
		bound[name] = t
		words = append(words, qlName(tagSealed)+" = $"+name)
	}
	text := fmt.Sprintf(" FROM %s WHERE time >= %d AND time < %d", qlName(sealedName), from.UnixNano(), to.UnixNano())
	if len(words) > 0 {
		text += " AND (" + strings.Join(words, " OR ") + ")"
	}
	for i, g := range group {
		group[i] = qlName(g)
	}
	return text + " GROUP BY " + strings.Join(group, ", "), bound
}

func (s *Sealed) requestQL(tags, fields []string, from, to time.Time) request {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = qlName(f)
	}
	where, bound := s.where(tags, from, to, tagSealed, tagSeries)
	return s.c.qlRequest("SELECT "+strings.Join(words, ", ")+where, bound, asCSV)
}

// counts has the server count the chunks of each home, by its tag.
func (s *Sealed) counts(ctx context.Context, d Dialect, homes []home.ID, from, to time.Time) (map[string]int, error) {
	tags := s.tags(homes)
	out := map[string]int{}
	if !d.Flux {
		where, bound := s.where(tags, from, to, tagSealed)
		results, err := s.c.ql(ctx, "SELECT count("+qlName(fieldChunk)+")"+where, bound)
		for _, res := range results {
			for _, row := range res.Series {
				if n, ok := lastNumber(row); ok {
					out[row.Tags[tagSealed]] = n
				}
			}
		}
		return out, err
	}
	tail := `|> group(columns: ["` + tagSealed + `"]) |> count()`
	err := s.c.ask(ctx, following, s.requestFlux(tags, []string{fieldChunk}, from, to, tail), func(r io.Reader) error {
		clear(out)
		rd := newFluxReader(r)
		for {
			switch err := rd.next(); {
			case err == io.EOF:
				return nil
			case err != nil:
				return err
			}
			n, ok := parseInt(rd.cells[colValue])
			if !ok {
				return fmt.Errorf("%w: a count of %q", errForeignBody, rd.cells[colValue])
			}
			out[string(rd.cells[colSealed])] += int(n)
		}
	})
	return out, err
}

func lastNumber(row qlSeries) (int, bool) {
	if len(row.Values) == 0 || len(row.Values[0]) == 0 {
		return 0, false
	}
	n, ok := row.Values[0][len(row.Values[0])-1].(float64)
	return int(n), ok
}
