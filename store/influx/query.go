package influx

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// The bounds of a question without bounds: all that either query language can stamp, near
// enough.
var (
	earliest = time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
)

// A selection is what a query is about: homes (all when empty), a span [from, to) and kinds, in one
// of the two measurements.
type selection struct {
	measurement string
	homes       []home.ID
	from, to    time.Time
	kinds       []series.Kind
}

// flux is the selection's common part of Flux queries.
func (s selection) flux(bucket string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "from(bucket: %s)\n|> range(start: %s, stop: %s)\n|> filter(fn: (r) => r._measurement == %s",
		fluxString(bucket), fluxTime(s.from), fluxTime(s.to.Add(-time.Nanosecond)), fluxString(s.measurement))
	or(&b, s.kinds, func(k series.Kind) string { return "r._field == " + fluxString(k.Field()) })
	or(&b, s.homes, func(id home.ID) string { return "r." + tagHome + " == " + fluxString(string(id)) })
	b.WriteString(")\n")
	return b.String()
}

// or adds a condition that one of a few must meet.
func or[T any](b *strings.Builder, all []T, word func(T) string) {
	for i, v := range all {
		if i == 0 {
			b.WriteString(" and (")
		} else {
			b.WriteString(" or ")
		}
		b.WriteString(word(v))
	}
	if len(all) > 0 {
		b.WriteByte(')')
	}
}

// fluxString writes a string literal. Everything that could end it or be evaluated in it
// ("${…}" is) goes as bytes in hexadecimal, which both versions of Flux read.
func fluxString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == 0x7f || strings.IndexByte(`"\$`, c) >= 0 {
			fmt.Fprintf(&b, `\x%02x`, c)
		} else {
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func fluxTime(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// fluxRequest asks a Flux query, for an annotated CSV body.
func (c *Client) fluxRequest(query string) request {
	body, _ := json.Marshal(map[string]any{ // strings alone: cannot fail
		"query": query, "type": "flux",
		"dialect": map[string]any{"header": true, "delimiter": ",", "annotations": []string{"datatype", "group", "default"}},
	})
	return request{
		method: "POST", path: "api/v2/query", query: url.Values{"org": {c.cfg.Org}},
		contentType: "application/json", accept: "application/csv", body: string(body),
	}
}

// influxQL is the part of a SELECT behind its fields. Ids are bound, not written into it.
func (s selection) influxQL(group ...string) (text string, bound map[string]string) {
	var b strings.Builder
	fmt.Fprintf(&b, ` FROM %s WHERE time >= %d AND time < %d`, qlName(s.measurement), s.from.UnixNano(), s.to.UnixNano())
	bound = map[string]string{}
	var words []string
	for i, id := range s.homes {
		name := "h" + strconv.Itoa(i)
		bound[name] = string(id)
		words = append(words, fmt.Sprintf("%s = $%s", qlName(tagHome), name))
	}
	if len(words) > 0 {
		b.WriteString(" AND (" + strings.Join(words, " OR ") + ")")
	}
	for i, g := range group {
		group[i] = qlName(g)
	}
	if len(group) > 0 {
		b.WriteString(" GROUP BY " + strings.Join(group, ", "))
	}
	return b.String(), bound
}

// fields lists what is selected, each through a function ("" for the values themselves).
func (s selection) fields(function string) string {
	words := make([]string, len(s.kinds))
	for i, k := range s.kinds {
		f := qlName(k.Field())
		words[i] = f
		if function != "" {
			words[i] = fmt.Sprintf("%s(%s) AS %s", function, f, f)
		}
	}
	return strings.Join(words, ", ")
}

// qlName quotes an identifier.
func qlName(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

const (
	asCSV  = "application/csv"
	asJSON = "application/json"
)

// qlRequest asks InfluxQL statements, times in seconds. In CSV a statement that fails gives
// no error but nothing.
func (c *Client) qlRequest(statements string, bound map[string]string, accept string) request {
	form := url.Values{"db": {c.db}, "q": {statements}, "epoch": {"s"}}
	if c.rp != "" {
		form.Set("rp", c.rp)
	}
	if len(bound) > 0 {
		params, _ := json.Marshal(bound) // strings alone: cannot fail
		form.Set("params", string(params))
	}
	if accept == asCSV {
		form.Set("chunked", "true")
		form.Set("chunk_size", "10000")
	}
	return request{method: "POST", path: "query", contentType: "application/x-www-form-urlencoded", accept: accept, body: form.Encode()}
}

// A qlSeries is one series of a JSON answer to InfluxQL.
type qlSeries struct {
	Name    string
	Tags    map[string]string
	Columns []string
	Values  [][]any
}

// A qlResult is the answer to one statement.
type qlResult struct {
	Statement int `json:"statement_id"`
	Series    []qlSeries
	Error     string
	Partial   bool
}

// readJSON reads the answer to InfluxQL statements; the first one that failed is the error.
func readJSON(r io.Reader) ([]qlResult, error) {
	var body struct {
		Results []qlResult
		Error   string
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		if strings.Contains(err.Error(), "unexpected end") {
			return nil, io.ErrUnexpectedEOF
		}
		return nil, fmt.Errorf("%w: %w", errForeignBody, err)
	}
	if body.Error != "" {
		return nil, &bodyError{body.Error}
	}
	for _, res := range body.Results {
		if res.Error != "" {
			return nil, &bodyError{res.Error}
		}
		if res.Partial {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return body.Results, nil
}
