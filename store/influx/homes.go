package influx

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// headRows is how many points of each series are looked at for its step.
const headRows = 16

// Homes lists the homes of the bucket, sorted by id, with what is measured of them before now (all
// time without Config.Now); only stamps since 2000 count. The step is that of a series' first points.
// Version is always 0: a bucket has no such thing. Errors are those of Pull.
func (c *Client) Homes(ctx context.Context) ([]store.Summary, Skipped, error) {
	if c.mapped != nil {
		return c.homesMapped(ctx)
	}
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, Skipped{}, err
	}
	s := selection{measurement: measured, from: time.Unix(ancient, 0).UTC(), to: latest, kinds: series.Kinds()}
	if c.cfg.Now != nil {
		s.to = c.cfg.Now()
	}
	var v *inventory
	heads, tails := newEnds(), newEnds()
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() (err error) {
		v, err = c.count(gctx, d, nil, s.from, s.to, s.kinds)
		return err
	})
	g.Go(func() error {
		return c.ends(gctx, d, s, heads, fmt.Sprintf("|> limit(n: %d)", headRows), fmt.Sprintf(" LIMIT %d", headRows))
	})
	g.Go(func() error { return c.ends(gctx, d, s, tails, "|> last()", " ORDER BY time DESC LIMIT 1") })
	if err := g.Wait(); err != nil {
		return nil, Skipped{}, err
	}
	if len(v.stocks) == 0 && len(v.odd) == 0 {
		return nil, Skipped{}, c.nobody(ctx, d)
	}
	var out []store.Summary
	for _, id := range v.homes() {
		out = append(out, c.summary(v, id, heads, tails))
	}
	return out, v.skipped(), nil
}

// ends asks for a few rows at one end of each series.
func (c *Client) ends(ctx context.Context, d Dialect, s selection, to *ends, flux, influxQL string) error {
	if d.rowsByFlux() {
		r := c.fluxRequest(s.flux(c.cfg.Bucket) + flux + keepRows)
		return c.ask(ctx, reading, r, func(body io.Reader) error { to.reset(); return readFlux(body, to) })
	}
	behind, bound := s.influxQL(tagHome, tagZone)
	r := c.qlRequest("SELECT "+s.fields("")+behind+influxQL, bound, asCSV)
	return c.ask(ctx, reading, r, func(body io.Reader) error { to.reset(); return readQL(body, to) })
}

// ends are the stamps of a few points of each series, in seconds since 1970.
type ends struct {
	of  map[home.ID]map[series.Key][]int64
	cur map[series.Key][]int64
	key series.Key
}

func newEnds() *ends {
	e := &ends{}
	e.reset()
	return e
}

func (e *ends) reset() { e.of = map[home.ID]map[series.Key][]int64{} }

func (e *ends) empty() bool { return len(e.of) == 0 }

// span is where the earliest and the latest of the points lie.
func (e *ends) span() (from, to time.Time) {
	lo, hi := int64(math.MaxInt64), int64(math.MinInt64)
	for _, keys := range e.of {
		for _, all := range keys {
			for _, sec := range all {
				lo, hi = min(lo, sec), max(hi, sec)
			}
		}
	}
	return time.Unix(lo, 0).UTC(), time.Unix(hi, 0).UTC()
}

func (e *ends) source(household, zone string) {
	id := home.ID(household)
	if e.cur = e.of[id]; e.cur == nil {
		e.cur = map[series.Key][]int64{}
		e.of[id] = e.cur
	}
	e.key = series.Key{Zone: zone}
}

func (e *ends) value(kind series.Kind, sec int64, _ float64, _ bool) {
	e.key.Kind = kind
	e.cur[e.key] = append(e.cur[e.key], sec)
}

// summary sums a home up from its counts and ends.
func (c *Client) summary(v *inventory, id home.ID, heads, tails *ends) store.Summary {
	city, _ := v.cityOf(id)
	sum := store.Summary{Home: id, City: city}
	var main stock
	for _, s := range v.of(id) {
		if s.key.Forecast {
			continue
		}
		if main.n == 0 || s.key.Zone == "" && s.key.Kind == series.Energy {
			main = s
		}
		sum.Kinds = append(sum.Kinds, s.key.Kind)
		if s.key.Zone != "" {
			sum.Zones = append(sum.Zones, s.key.Zone)
		}
		step := cmp.Or(stepOfHead(heads.of[id][s.key]), c.cfg.Step)
		if s.key == main.key {
			sum.Step = step
		}
		stretch(&sum, heads.of[id][s.key], tails.of[id][s.key], step)
	}
	slices.Sort(sum.Kinds)
	sum.Kinds = slices.Compact(sum.Kinds)
	slices.Sort(sum.Zones)
	sum.Zones = slices.Compact(sum.Zones)
	if span := sum.To.Sub(sum.From); span > 0 && sum.Step > 0 {
		sum.Coverage = min(1, float64(main.n)*float64(sum.Step)/float64(span))
	}
	return sum
}

// stretch widens the span of a summary to that of a series.
func stretch(sum *store.Summary, head, tail []int64, step time.Duration) {
	for _, sec := range head {
		if t := time.Unix(sec, 0).UTC(); sum.From.IsZero() || t.Before(sum.From) {
			sum.From = t
		}
	}
	for _, sec := range tail {
		if t := time.Unix(sec, 0).UTC().Add(step); t.After(sum.To) {
			sum.To = t
		}
	}
}

// stepOfHead is the most common difference of a few stamps; 0 when they do not tell.
func stepOfHead(sec []int64) time.Duration {
	slices.Sort(sec)
	return time.Duration(commonStep(sec)) * time.Second
}
