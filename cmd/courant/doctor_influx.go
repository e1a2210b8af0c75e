package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/store/influx"
	"courant/tui/text"
)

// checkInflux asks the server what it is, what time it has, whether the bucket can be read, and
// what is in it when that is another program's.
func (a *app) checkInflux(ctx context.Context, d *text.Doctor) []check {
	if a.cfg.Influx.URL == "" {
		return []check{{Code: "influx", OK: true, Detail: d.NoInflux}}
	}
	client, err := a.influxClient()
	if err != nil {
		return []check{a.failed("influx", err)}
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	h, err := client.Health(ctx)
	if err != nil {
		return []check{a.failed("influx", err)}
	}
	out := []check{a.checkClock(d, h)}
	if a.cfg.Influx.Sealed {
		return append(out, a.checkSealed(ctx, client, h))
	}
	homes, skipped, err := client.Homes(ctx)
	foreign := errors.Is(err, fault.Foreign) || errors.Is(err, fault.NotFound)
	switch {
	case err != nil:
		out = append(out, a.failed("influx", err))
	default:
		c := check{Code: "influx", OK: true, Detail: fmt.Sprintf(d.Influx, h.Host, h.Dialect, len(homes))}
		if skipped.Values > 0 {
			c.Todo = fmt.Sprintf(d.Skipped, skipped.Values, listSome(skipped.Names, 4))
		}
		out = append(out, c)
	}
	if mapped := a.cfg.Influx.Map.Schema != ""; mapped && err == nil || foreign {
		out = append(out, a.checkSchema(ctx, d, client)...)
	}
	return out
}

// checkClock compares the server's clock with this computer's. Only the doctor cares: nothing that is read or
// written depends on the server's.
func (a *app) checkClock(d *text.Doctor, h influx.Health) check {
	if h.Skew.Abs() > time.Minute {
		return check{Code: "clock", Detail: fmt.Sprintf(d.Skew, h.Host, a.lang.Span(h.Skew.Abs())), Todo: d.Clock, stale: true}
	}
	return check{Code: "clock", OK: true, Detail: fmt.Sprintf(d.SameClock, h.Host)}
}

// checkSchema lists what a bucket of another program holds and proposes a map of it.
func (a *app) checkSchema(ctx context.Context, d *text.Doctor, client *influx.Client) []check {
	survey, err := client.Survey(ctx)
	if err != nil {
		return []check{a.failed("schema", err)}
	}
	if len(survey.Found) == 0 {
		return nil
	}
	name := a.cfg.Home
	if name == "" {
		name = "h-1"
	}
	p := influx.Propose(survey, name)
	all := survey.Measurements()
	c := check{Code: "schema", OK: true, Detail: fmt.Sprintf(d.Schema, p.Schema, len(all), len(survey.Found))}
	for i, m := range all {
		if i == mostMeasurements {
			survey.More = true
			break
		}
		c.Found = append(c.Found, foundLineOf(m))
	}
	if survey.More {
		c.Detail += " " + d.More
	}
	switch {
	case p.Schema == influx.SchemaCourant:
	case len(a.cfg.Influx.Map.Series) > 0:
		c.Todo = fmt.Sprintf(d.Mapped, len(a.cfg.Influx.Map.Series))
	case len(p.Map.Series) == 0:
		c.OK, c.Todo = false, d.NoProposal
	default:
		c.Todo, c.Proposal = fmt.Sprintf(d.Paste, a.configFile()), p.Map.TOML()
		if a.cfg.Influx.Map.Schema == "" {
			c.OK = false
		}
	}
	return []check{c}
}

// mostMeasurements is how many measurements the doctor lists.
const mostMeasurements = 40

// A foundLine is one measurement of a bucket, fit to be shown.
type foundLine struct {
	Measurement string              `json:"measurement"`
	Series      int                 `json:"series"`
	Tags        map[string][]string `json:"tags"`   // examples
	Fields      map[string]string   `json:"fields"` // an example each
}

// How wide names and examples from a bucket are shown.
const (
	nameCells    = 40
	exampleCells = 24
)

func foundLineOf(m influx.Measurement) foundLine {
	f := foundLine{text.Clean(m.Name, nameCells), m.Series, map[string][]string{}, map[string]string{}}
	for name, values := range m.Tags {
		for _, v := range values {
			name := text.Clean(name, nameCells)
			f.Tags[name] = append(f.Tags[name], text.Clean(v, nameCells))
		}
	}
	for name, v := range m.Fields {
		f.Fields[text.Clean(name, nameCells)] = text.Clean(v, exampleCells)
	}
	return f
}

// mostNames is how many tags or fields of a measurement a line names.
const mostNames = 6

// text is the line for people.
func (f foundLine) text(l text.Lang) string {
	var words []string
	for i, name := range slices.Sorted(maps.Keys(f.Tags)) {
		if i == mostNames {
			words = append(words, "…")
			break
		}
		words = append(words, name+" = "+strings.Join(f.Tags[name], ", "))
	}
	tags := strings.Join(words, "; ")
	words = nil
	for i, name := range slices.Sorted(maps.Keys(f.Fields)) {
		if i == mostNames {
			words = append(words, "…")
			break
		}
		words = append(words, name+" = "+f.Fields[name])
	}
	return fmt.Sprintf(l.Doctor().Found, f.Measurement, f.Series, tags, strings.Join(words, "; "))
}
