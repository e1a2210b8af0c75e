package main

import (
	"encoding"
	"encoding/csv"
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/fault"
)

const msgNoCSV fault.ID = "cli.no-csv" // command, commands

// csvNote marks a command whose answer is a table, that --csv gives.
const csvNote = "csv"

// tabular marks a command that answers --csv; the others refuse it, and do not list it.
func tabular(c *cobra.Command) *cobra.Command {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	c.Annotations[csvNote] = "yes"
	return c
}

// checkForm refuses two forms of an answer at once, and a table of what is none.
func (a *app) checkForm(cmd *cobra.Command) error {
	switch {
	case a.csv && a.json:
		return fault.New(fault.Usage, msgTooMany, "flags", "--json, --csv")
	case a.csv && cmd.Annotations[csvNote] == "":
		return fault.New(fault.Usage, msgNoCSV, "command", cmd.CommandPath(), "commands", strings.Join(tables(cmd.Root()), ", "))
	}
	return nil
}

// tables are the commands below one that answer --csv.
func tables(c *cobra.Command) (out []string) {
	for _, s := range c.Commands() {
		if s.Annotations[csvNote] != "" {
			_, name, _ := strings.Cut(s.CommandPath(), " ")
			out = append(out, name)
		}
		out = append(out, tables(s)...)
	}
	return out
}

// machine reports whether the answer is for a program: JSON or CSV, and nothing beside it.
func (a *app) machine() bool { return a.json || a.csv }

// writeRows writes n records: with --json an object a line, with --csv a table whose columns are
// the objects' own scalar fields, in their order, whether or not a record fills them.
func writeRows[T any](a *app, n int, at func(int) T) error {
	if a.csv {
		return writeCSV(a.env.Out, n, at)
	}
	return a.jsonLines(n, func(i int) any { return at(i) })
}

func writeCSV[T any](w io.Writer, n int, at func(int) T) error {
	cols := csvColumns(reflect.TypeFor[T](), "", nil)
	out := csv.NewWriter(w)
	row := make([]string, len(cols))
	for i, c := range cols {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for i := range n {
		v := reflect.ValueOf(at(i))
		for j, c := range cols {
			cell, err := csvCell(v, c.path)
			if err != nil {
				return err
			}
			row[j] = cell
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// A csvColumn is a field of a record, or of a record within it: its name, and where it is.
type csvColumn struct {
	name string
	path []int
}

// csvColumns are a record's columns, named as in its JSON; what is within another record has
// its name before it. Lists of records have no place in a table: --json has them.
func csvColumns(t reflect.Type, before string, path []int) (out []csvColumn) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		at := append(append([]int(nil), path...), i)
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct:
			out = append(out, csvColumns(inner, before, at)...)
		case !f.IsExported() || name == "-" || name == "" || before+name == "schema":
		case inner.Kind() == reflect.Struct && !speaks(inner):
			out = append(out, csvColumns(inner, before+name+"_", at)...)
		case inner.Kind() == reflect.Slice && inner.Elem().Kind() == reflect.Struct && !speaks(inner.Elem()):
		default:
			out = append(out, csvColumn{before + name, at})
		}
	}
	return out
}

// speaks reports whether a type writes itself, as one value.
func speaks(t reflect.Type) bool {
	p := reflect.PointerTo(t)
	return p.Implements(reflect.TypeFor[json.Marshaler]()) || p.Implements(reflect.TypeFor[encoding.TextMarshaler]())
}

// csvCell is a field as its JSON has it, without quotes; "" for null, a list's parts with
// spaces between.
func csvCell(v reflect.Value, path []int) (string, error) {
	for _, i := range path {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return "", nil
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		return "", err
	}
	return csvText(raw), nil
}

func csvText(raw json.RawMessage) string {
	var s string
	var parts []json.RawMessage
	switch {
	case string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &s) == nil:
		return s
	case json.Unmarshal(raw, &parts) == nil:
		words := make([]string, len(parts))
		for i, p := range parts {
			words[i] = csvText(p)
		}
		return strings.Join(words, " ")
	}
	return string(raw)
}
