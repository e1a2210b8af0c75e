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

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
)

// A stock is how many values of one key a home has in a span.
type stock struct {
	home home.ID
	key  series.Key
	n    int
}

// An inventory is what a bucket holds in a span, counted by the server: what an answer with
// the values themselves must agree with, and how a pull is cut into requests.
type inventory struct {
	stocks []stock                        // sorted by home and key
	cities map[home.ID]map[string]int     // values by city tag, whatever it says; "" without one
	texts  map[home.ID]map[series.Key]int // values that are texts beside numbers
	zoned  map[home.ID]bool               // homes with values under some zone tag
	fields map[string][]series.Kind       // by measurement; nil when the server does not tell
	mixed  map[series.Kind]bool           // fields of more than one type
	odd    map[string]int                 // values of households or zones whose names are not allowed, by quoted name
}

func newInventory() *inventory {
	return &inventory{
		cities: map[home.ID]map[string]int{}, texts: map[home.ID]map[series.Key]int{},
		zoned: map[home.ID]bool{}, mixed: map[series.Kind]bool{}, odd: map[string]int{},
	}
}

// homes lists the homes of the inventory, sorted.
func (v *inventory) homes() []home.ID {
	var ids []home.ID
	for _, s := range v.stocks {
		if n := len(ids); n == 0 || ids[n-1] != s.home {
			ids = append(ids, s.home)
		}
	}
	return ids
}

// of is the part of the inventory on one home.
func (v *inventory) of(id home.ID) []stock {
	i, _ := slices.BinarySearchFunc(v.stocks, id, func(s stock, id home.ID) int { return cmp.Compare(s.home, id) })
	j := i
	for j < len(v.stocks) && v.stocks[j].home == id {
		j++
	}
	return v.stocks[i:j]
}

// add counts n values. The server may give one key in several parts: city tags and types.
func (v *inventory) add(household, zone, city string, kind series.Kind, forecast bool, n int) {
	if n <= 0 {
		return
	}
	v.zoned[home.ID(household)] = v.zoned[home.ID(household)] || zone != ""
	if !home.ValidID(household) || zone != "" && !home.ValidID(zone) {
		v.odd[oddName(household, zone)] += n
		return
	}
	id := home.ID(household)
	v.stocks = append(v.stocks, stock{id, series.Key{Zone: zone, Kind: kind, Forecast: forecast}, n})
	if v.cities[id] == nil {
		v.cities[id] = map[string]int{}
	}
	v.cities[id][city] += n
}

// oddName is a name that may be shown: quoted, ASCII alone, and short.
func oddName(household, zone string) string {
	q := strconv.QuoteToASCII(household)
	if zone != "" {
		q += "/" + strconv.QuoteToASCII(zone)
	}
	if len(q) > 80 {
		q = q[:80] + "…"
	}
	return q
}

// settle sorts the stocks and adds up the parts of each key.
func (v *inventory) settle() {
	slices.SortFunc(v.stocks, func(a, b stock) int { return cmp.Or(cmp.Compare(a.home, b.home), a.key.Compare(b.key)) })
	out := v.stocks[:0]
	for _, s := range v.stocks {
		if n := len(out); n > 0 && out[n-1].home == s.home && out[n-1].key == s.key {
			out[n-1].n += s.n
			continue
		}
		out = append(out, s)
	}
	v.stocks = out
}

// count takes stock of homes (all of them without any) in [from, to).
func (c *Client) count(ctx context.Context, d Dialect, homes []home.ID, from, to time.Time, kinds []series.Kind) (*inventory, error) {
	v := newInventory()
	if d.InfluxQL {
		if err := c.types(ctx, v, kinds); err != nil {
			return nil, err
		}
	}
	asked := homes
	if len(homes) > mostNamed {
		asked = nil // a query that names thousands is slower than one about all
	}
	for _, m := range []string{measured, forecasted} {
		s := selection{measurement: m, homes: asked, from: from, to: to, kinds: kinds}
		if v.fields != nil {
			s.kinds = v.present(m, kinds)
		}
		if m == forecasted {
			s.kinds = forecastable(s.kinds)
		}
		if len(s.kinds) == 0 {
			continue
		}
		if err := c.countTexts(ctx, v, s); err != nil {
			return nil, err
		}
		var err error
		if d.Flux && (len(v.mixed) == 0 || !d.InfluxQL) {
			err = c.countFlux(ctx, v, s)
		} else {
			err = c.countQL(ctx, v, s)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(homes) > mostNamed {
		v.keep(homes)
	}
	v.settle()
	return v, nil
}

// mostNamed is how many homes a query may name.
const mostNamed = 100

// keep forgets all other homes.
func (v *inventory) keep(homes []home.ID) {
	wanted := make(map[home.ID]bool, len(homes))
	for _, id := range homes {
		wanted[id] = true
	}
	v.stocks = slices.DeleteFunc(v.stocks, func(s stock) bool { return !wanted[s.home] })
	v.odd = map[string]int{}
}

// present are the kinds that a measurement has a field of.
func (v *inventory) present(measurement string, kinds []series.Kind) []series.Kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k series.Kind) bool { return !slices.Contains(v.fields[measurement], k) })
}

func forecastable(kinds []series.Kind) []series.Kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k series.Kind) bool { return !k.Forecastable() })
}

func (c *Client) countFlux(ctx context.Context, v *inventory, s selection) error {
	var part []func()
	err := c.ask(ctx, reading, c.fluxRequest(s.flux(c.cfg.Bucket)+"|> count()"), func(r io.Reader) error {
		part = part[:0]
		d := newFluxReader(r)
		return d.each(func() error {
			kind, known := kindOf(d.cells[colField])
			n, ok := parseInt(d.cells[colValue])
			if !known || !ok {
				return fmt.Errorf("%w: a count of %q of %q", errForeignBody, d.cells[colValue], d.cells[colField])
			}
			household, zone, city := string(d.cells[colHome]), string(d.cells[colZone]), string(d.cells[colCity])
			part = append(part, func() { v.add(household, zone, city, kind, s.measurement == forecasted, int(n)) })
			return nil
		})
	})
	for _, add := range part {
		add()
	}
	return err
}

func (c *Client) countQL(ctx context.Context, v *inventory, s selection) error {
	behind, bound := s.influxQL(tagHome, tagZone, tagCity)
	return c.tally(ctx, "SELECT "+s.fields("count")+behind, bound, func(row qlSeries, kind series.Kind, n int) {
		v.add(row.Tags[tagHome], row.Tags[tagZone], row.Tags[tagCity], kind, s.measurement == forecasted, n)
	})
}

// tally runs a SELECT of counts and visits each.
func (c *Client) tally(ctx context.Context, statement string, bound map[string]string, visit func(qlSeries, series.Kind, int)) error {
	results, err := c.ql(ctx, statement, bound)
	if err != nil {
		return err
	}
	for _, res := range results {
		for _, row := range res.Series {
			for i, name := range row.Columns {
				kind, ok := kindOf([]byte(name))
				if !ok || len(row.Values) == 0 || i >= len(row.Values[0]) {
					continue
				}
				if n, ok := row.Values[0][i].(float64); ok {
					visit(row, kind, int(n))
				}
			}
		}
	}
	return nil
}

// ql runs InfluxQL statements for their JSON.
func (c *Client) ql(ctx context.Context, statements string, bound map[string]string) (results []qlResult, err error) {
	err = c.ask(ctx, reading, c.qlRequest(statements, bound, asJSON), func(r io.Reader) error {
		results, err = readJSON(r)
		return err
	})
	return results, err
}

// types finds the fields that there are, and those that are not of one type throughout. A field has its type by
// week: a writer that changed its mind leaves several.
func (c *Client) types(ctx context.Context, v *inventory, kinds []series.Kind) error {
	results, err := c.ql(ctx, "SHOW FIELD KEYS FROM "+qlName(measured)+", "+qlName(forecasted), nil)
	if err != nil {
		return err
	}
	v.fields = map[string][]series.Kind{}
	seen := map[series.Kind]string{}
	for _, res := range results {
		for _, row := range res.Series {
			for _, value := range row.Values {
				name, _ := value[0].(string)
				kind, ok := kindOf([]byte(name))
				if !ok || len(value) < 2 || !slices.Contains(kinds, kind) {
					continue
				}
				v.fields[row.Name] = append(v.fields[row.Name], kind)
				typ, _ := value[1].(string)
				if before, again := seen[kind]; again && before != typ {
					v.mixed[kind] = true
				}
				seen[kind] = typ
			}
		}
	}
	return nil
}

// countTexts counts, for fields of several types, what is no number.
func (c *Client) countTexts(ctx context.Context, v *inventory, s selection) error {
	var words []string
	for _, k := range s.kinds {
		if v.mixed[k] {
			for _, typ := range []string{"string", "boolean"} {
				words = append(words, fmt.Sprintf("count(%s::%s) AS %s", qlName(k.Field()), typ, qlName(k.Field()+"_"+typ)))
			}
		}
	}
	if len(words) == 0 {
		return nil
	}
	behind, bound := s.influxQL(tagHome, tagZone)
	results, err := c.ql(ctx, "SELECT "+strings.Join(words, ", ")+behind, bound)
	if err != nil {
		return err
	}
	for _, res := range results {
		for _, row := range res.Series {
			for i, name := range row.Columns {
				field := strings.TrimSuffix(strings.TrimSuffix(name, "_string"), "_boolean")
				kind, ok := kindOf([]byte(field))
				if !ok || len(row.Values) == 0 {
					continue
				}
				n, _ := row.Values[0][i].(float64)
				id, zone := row.Tags[tagHome], row.Tags[tagZone]
				if n > 0 && home.ValidID(id) && (zone == "" || home.ValidID(zone)) {
					if v.texts[home.ID(id)] == nil {
						v.texts[home.ID(id)] = map[series.Key]int{}
					}
					v.texts[home.ID(id)][series.Key{Zone: zone, Kind: kind, Forecast: s.measurement == forecasted}] += int(n)
				}
			}
		}
	}
	return nil
}

// cityTag is the city tag that most of a home's values bear, and how many bear another.
func (v *inventory) cityTag(id home.ID) (tag string, others int) {
	most, all := 0, 0
	for _, t := range slices.Sorted(maps.Keys(v.cities[id])) {
		n := v.cities[id][t]
		all += n
		if n > most {
			tag, most = t, n
		}
	}
	return tag, all - most
}

// cityOf is the city of a home, "" when its tag names none of the pilot's.
func (v *inventory) cityOf(id home.ID) (city home.City, others int) {
	tag, others := v.cityTag(id)
	if city = home.City(tag); !slices.Contains(home.Cities(), city) {
		city = ""
	}
	return city, others
}

// measurements lists what a bucket holds, for the message that it is not ours.
func (c *Client) measurements(ctx context.Context, d Dialect) ([]string, error) {
	var names []string
	if d.InfluxQL {
		results, err := c.ql(ctx, "SHOW MEASUREMENTS LIMIT 100", nil)
		if err != nil {
			return nil, err
		}
		for _, res := range results {
			for _, row := range res.Series {
				for _, value := range row.Values {
					if name, ok := value[0].(string); ok {
						names = append(names, name)
					}
				}
			}
		}
		return names, nil
	}
	query := `import "influxdata/influxdb/v1"` + "\nv1.measurements(bucket: " + fluxString(c.cfg.Bucket) + ") |> limit(n: 100)"
	err := c.ask(ctx, reading, c.fluxRequest(query), func(r io.Reader) error {
		names = nil
		d := newFluxReader(r)
		return d.each(func() error {
			names = append(names, string(d.cells[colValue]))
			return nil
		})
	})
	return names, err
}

// nobody explains a bucket without a home of ours: nothing in it at all, or another program's.
func (c *Client) nobody(ctx context.Context, d Dialect) error {
	names, err := c.measurements(ctx, d)
	if err != nil {
		return err
	}
	if len(names) == 0 || slices.Contains(names, measured) {
		return fault.New(fault.NotFound, msgEmpty, "host", c.host, "bucket", c.cfg.Bucket)
	}
	if slices.Contains(names, sealedName) {
		return fault.New(fault.Foreign, msgIsSealed, "bucket", c.cfg.Bucket)
	}
	for i, n := range names {
		names[i] = oddName(n, "")
	}
	if len(names) > 5 {
		names = append(names[:5], "…")
	}
	return fault.New(fault.Foreign, msgForeign, "host", c.host, "bucket", c.cfg.Bucket, "names", strings.Join(names, ", "))
}
