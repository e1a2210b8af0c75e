package influx

import (
	"context"
	"io"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
)

// A Query says what to read.
type Query struct {
	Homes    []home.ID     // nil: all
	From, To time.Time     // intervals that start in [From, To); zero: no bound
	Kinds    []series.Kind // nil: all
}

// A Pulled is all that a query asks of one home.
type Pulled struct {
	Home   home.ID
	City   home.City // "" when the bucket does not say, or says another than the pilot's
	Set    series.Set
	Issues []quality.Issue // what was left out or mended on the way, sorted by zone, kind and code
}

// Values is the number of known values.
func (p Pulled) Values() int {
	n := 0
	for _, s := range p.Set {
		n += s.Known()
	}
	return n
}

// A Skipped says what was not read because its household or zone bears a name that is not
// allowed.
type Skipped struct {
	Values int
	Names  []string // quoted in ASCII, sorted, twenty at most
}

func (v *inventory) skipped() Skipped {
	var s Skipped
	for _, name := range slices.Sorted(maps.Keys(v.odd)) {
		s.Values += v.odd[name]
		if len(s.Names) < 20 {
			s.Names = append(s.Names, name)
		}
	}
	return s
}

// Pull reads homes and hands each over, sorted by id, once all of it has arrived and agrees
// with the server's own count. Several requests run at once, and memory holds but the
// homes that they are about. each is never called concurrently; its error ends the pull.
// A broken line, a busy server and one that restarts are borne: what was handed over stays, what
// was not is asked for again from scratch.
//
// The errors are fault.Unreachable, fault.Denied (token or right), fault.NotFound (bucket, or
// nothing in it when all homes were asked for), fault.Foreign (another program's bucket)
// and fault.Incomplete (the answers keep disagreeing with the count).
func (c *Client) Pull(ctx context.Context, q Query, each func(Pulled) error) (Skipped, error) {
	q = q.bounded()
	if q.Homes != nil && len(q.Homes) == 0 || !q.From.Before(q.To) {
		return Skipped{}, ctx.Err()
	}
	if c.mapped != nil {
		return c.pullMapped(ctx, q, each)
	}
	d, err := c.Dialect(ctx)
	if err != nil {
		return Skipped{}, err
	}
	v, err := c.count(ctx, d, q.Homes, q.From, q.To, q.Kinds)
	if err != nil {
		return Skipped{}, err
	}
	if len(v.stocks) == 0 && q.Homes == nil && len(v.odd) == 0 {
		return Skipped{}, c.nobody(ctx, d)
	}
	homes := groupHomes
	if !c.byFlux(d, v) {
		homes = 1
	}
	return v.skipped(), inOrder(ctx, c.cfg.Workers, v.groups(homes), func(ctx context.Context, ids []home.ID) ([]Pulled, error) {
		return c.fetch(ctx, d, v, q, ids)
	}, each)
}

func (q Query) bounded() Query {
	if q.From.IsZero() || q.From.Before(earliest) {
		q.From = earliest
	}
	if q.To.IsZero() || q.To.After(latest) {
		q.To = latest
	}
	if q.Kinds == nil {
		q.Kinds = series.Kinds()
	}
	q.Kinds = slices.Compact(slices.Sorted(slices.Values(q.Kinds)))
	return q
}

// byFlux reports whether rows are asked for in Flux. Where it could hide some, because a field
// has several types, InfluxQL is asked.
func (c *Client) byFlux(d Dialect, v *inventory) bool {
	return d.rowsByFlux() && (len(v.mixed) == 0 || !d.InfluxQL)
}

// How much one request of Flux asks for. InfluxQL is asked home by home: 1.8 takes half as much time
// again to tell several apart.
const (
	groupValues = 250_000
	groupHomes  = 25
)

// groups cuts the homes into requests of about the same weight.
func (v *inventory) groups(most int) [][]home.ID {
	var groups [][]home.ID
	weight := 0
	for _, id := range v.homes() {
		n := 0
		for _, s := range v.of(id) {
			n += s.n
		}
		last := len(groups) - 1
		if last < 0 || weight+n > groupValues || len(groups[last]) >= most {
			groups = append(groups, nil)
			last, weight = last+1, 0
		}
		groups[last] = append(groups[last], id)
		weight += n
	}
	return groups
}

// inOrder fetches groups of homes at once, as many as there are workers, and hands what it got
// over one after the other.
func inOrder[T any](ctx context.Context, workers int, groups [][]home.ID, fetch func(context.Context, []home.ID) ([]T, error), each func(T) error) error {
	g, ctx := errgroup.WithContext(ctx)
	ready := make(chan chan []T, workers-1) // in order; its length bounds what is in memory
	g.Go(func() error {
		defer close(ready)
		for _, ids := range groups {
			done := make(chan []T, 1)
			select {
			case ready <- done:
			case <-ctx.Done():
				return ctx.Err()
			}
			g.Go(func() error {
				got, err := fetch(ctx, ids)
				if err == nil {
					done <- got
				}
				return err
			})
		}
		return nil
	})
	g.Go(func() error {
		for done := range ready {
			select {
			case got := <-done:
				for _, one := range got {
					if ctx.Err() != nil {
						return ctx.Err()
					}
					if err := each(one); err != nil {
						return err
					}
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}

// fetch reads a few homes.
func (c *Client) fetch(ctx context.Context, d Dialect, v *inventory, q Query, ids []home.ID) ([]Pulled, error) {
	rows, v, err := c.agreed(ctx, d, v, q, ids)
	if err != nil {
		return nil, err
	}
	out := make([]Pulled, 0, len(ids))
	for _, id := range ids {
		if p := rows.pulled(v, q, id, c.cfg.Step, c.horizon); len(p.Set) > 0 || len(p.Issues) > 0 {
			out = append(out, p)
		}
	}
	return out, nil
}

// rounds is how often values and count may disagree.
const rounds = 4

// agreed reads values until they agree with the count. When they do not, somebody may just have
// written: the count is taken anew, and then the values too.
func (c *Client) agreed(ctx context.Context, d Dialect, v *inventory, q Query, ids []home.ID) (*collector, *inventory, error) {
	for round := 1; ; round++ {
		rows, err := c.rows(ctx, d, v, q, ids)
		if err != nil {
			return nil, nil, err
		}
		if rows.check(v, ids) == nil {
			return rows, v, nil
		}
		if v, err = c.count(ctx, d, ids, q.From, q.To, q.Kinds); err != nil {
			return nil, nil, err
		}
		bad := rows.check(v, ids)
		if bad == nil {
			return rows, v, nil
		}
		if round == rounds {
			return nil, nil, fault.New(fault.Incomplete, msgMissing, "host", c.host, "home", bad.home, "series", bad.key, "want", bad.want, "got", bad.got)
		}
	}
}

// rows asks for the values of a few homes.
func (c *Client) rows(ctx context.Context, d Dialect, v *inventory, q Query, ids []home.ID) (*collector, error) {
	rows := newCollector(v, ids)
	for _, m := range []string{measured, forecasted} {
		s := selection{measurement: m, homes: ids, from: q.From, to: q.To}
		rows.forecast = m == forecasted
		if c.byFlux(d, v) {
			if s.kinds = v.kinds(ids, rows.forecast); len(s.kinds) == 0 {
				continue
			}
			err := c.ask(ctx, following, c.rowsFlux(s), func(body io.Reader) error {
				rows.forget(ids)
				return readFlux(body, rows)
			})
			if err != nil {
				return nil, err
			}
			continue
		}
		for _, id := range ids {
			s.homes = []home.ID{id}
			if s.kinds = v.kinds(s.homes, rows.forecast); len(s.kinds) == 0 {
				continue
			}
			err := c.ask(ctx, following, c.rowsQL(s, v.zoned[id]), func(body io.Reader) error {
				rows.forget(s.homes)
				return readQL(body, ofHome{rows, string(id)})
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

// ofHome is a sink of rows that are all of one household and do not say so.
type ofHome struct {
	sink
	household string
}

func (o ofHome) source(_, zone string) { o.sink.source(o.household, zone) }

// rowsFlux leaves all columns away that are the same on every row: 2.x then answers two to three times
// faster. The tables of a home's city tags become one.
func (c *Client) rowsFlux(s selection) request {
	return c.fluxRequest(s.flux(c.cfg.Bucket) + keepRows)
}

const keepRows = `|> keep(columns: ["_time", "_value", "_field", "` + tagHome + `", "` + tagZone + `"])`

// rowsQL asks for wide rows of one home, one a time with all fields: 1.8 is fastest so.
func (c *Client) rowsQL(s selection, zoned bool) request {
	var group []string
	if zoned {
		group = []string{tagZone}
	}
	behind, bound := s.influxQL(group...)
	return c.qlRequest("SELECT "+s.fields("")+behind, bound, asCSV)
}

// kinds lists what there is to read of homes in one measurement.
func (v *inventory) kinds(ids []home.ID, forecast bool) []series.Kind {
	var kinds []series.Kind
	for _, id := range ids {
		for _, s := range v.of(id) {
			if s.key.Forecast == forecast && !slices.Contains(kinds, s.key.Kind) {
				kinds = append(kinds, s.key.Kind)
			}
		}
	}
	slices.Sort(kinds)
	return kinds
}
