package influx

import (
	"context"
	"maps"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
	"courant/store"
)

// mapping is the map with its sources: those of Home Assistant's names are looked up once.
func (c *Client) mapping(ctx context.Context) (*mapping, error) {
	if !c.mapped.found {
		return c.mapped, nil
	}
	c.mu.Lock()
	known := c.resolved
	c.mu.Unlock()
	if known != nil {
		return known, nil
	}
	survey, err := c.Survey(ctx)
	if err != nil {
		return nil, err
	}
	m := *c.mapped
	m.found = false
	for _, s := range homeAssistant(survey.Found).sources {
		compiled, err := s.compile(SchemaHomeAssistant)
		if err != nil {
			return nil, err
		}
		m.sources = append(m.sources, compiled)
	}
	if len(m.sources) == 0 {
		return nil, c.mapsNothing()
	}
	c.mu.Lock()
	c.resolved = &m
	c.mu.Unlock()
	return &m, nil
}

func (c *Client) mapsNothing() error {
	return fault.New(fault.NotFound, msgMapNone, "host", c.host, "bucket", c.cfg.Bucket)
}

// pullMapped is Pull for a bucket of another program: home after home, so that memory holds the points of
// a few of its sources.
func (c *Client) pullMapped(ctx context.Context, q Query, each func(Pulled) error) (Skipped, error) {
	d, err := c.Dialect(ctx)
	if err != nil {
		return Skipped{}, err
	}
	m, err := c.mapping(ctx)
	if err != nil {
		return Skipped{}, err
	}
	from, to := c.beside(q)
	all, odd, err := c.shelves(ctx, d, m, "", from, to)
	if err != nil {
		return Skipped{}, err
	}
	skipped := (&inventory{odd: odd}).skipped()
	if len(all) == 0 && len(odd) == 0 && q.Homes == nil {
		return skipped, c.mapsNothing()
	}
	for len(all) > 0 {
		n := 1
		for n < len(all) && all[n].home == all[0].home {
			n++
		}
		id := all[0].home
		if q.Homes == nil || slices.Contains(q.Homes, id) {
			p, err := c.pullOne(ctx, d, m, q, all[:n])
			if err != nil {
				return skipped, err
			}
			if len(p.Set) > 0 || len(p.Issues) > 0 {
				if err := each(p); err != nil {
					return skipped, err
				}
			}
		}
		all = all[n:]
	}
	return skipped, ctx.Err()
}

// beside is the span that must be read for a query: a value stands since before it, and a counter's next
// reading comes after it.
func (c *Client) beside(q Query) (from, to time.Time) {
	from, to = q.From.Add(-longestHold), q.To.Add(longestHold)
	if from.Before(earliest) {
		from = earliest
	}
	if to.After(latest) {
		to = latest
	}
	return from, to
}

// pullOne reads one home: its shelves sorted by key, the first view of each first.
func (c *Client) pullOne(ctx context.Context, d Dialect, m *mapping, q Query, shelves []shelf) (Pulled, error) {
	p := Pulled{Home: shelves[0].home, City: m.city, Set: series.Set{}}
	from, to := c.beside(q)
	signs, alive := map[int64]bool{}, 0
	views := map[series.Key][]view{}
	shelves = slices.DeleteFunc(slices.Clone(shelves), func(sh shelf) bool { return !slices.Contains(q.Kinds, sh.key.Kind) })
	err := c.eachShelf(ctx, d, m, shelves, from, to, func(sh shelf, raw *points) {
		r := reader{source: m.sources[sh.source], signs: map[int64]bool{}, until: latest.Unix()}
		r.key = sh.key
		switch {
		case c.cfg.Now != nil:
			r.until = c.cfg.Now().Unix()
		case len(raw.sec) > 0:
			r.until = slices.Max(raw.sec) + 1
		}
		if r.read != readInterval && len(raw.sec) > 0 {
			alive++
		}
		s := r.series(raw)
		p.Issues = append(p.Issues, r.grid.issues...)
		views[sh.key] = append(views[sh.key], view{s, r.read == readLevel, r.signs})
		maps.Copy(signs, r.signs)
	})
	if err != nil {
		return p, err
	}
	for key, all := range views {
		s := join(all)
		if alive >= darkSources {
			s = s.Clone()
			darken(s, signs)
		}
		if s = s.Slice(q.From, q.To).Trim(); s.Len() > 0 {
			p.Set[key] = s
		}
	}
	p.Issues = slices.DeleteFunc(p.Issues, func(i quality.Issue) bool { return !i.To.After(q.From) || !i.From.Before(q.To) })
	quality.Sort(p.Issues)
	return p, nil
}

// eachShelf reads shelves, several at once, and hands over their points in order. Memory holds those of a few.
func (c *Client) eachShelf(ctx context.Context, d Dialect, m *mapping, shelves []shelf, from, to time.Time, take func(shelf, *points)) error {
	for batch := range slices.Chunk(shelves, c.cfg.Workers) {
		raw := make([]*points, len(batch))
		g, ctx := errgroup.WithContext(ctx)
		for i, sh := range batch {
			g.Go(func() (err error) {
				raw[i], err = c.shelfPoints(ctx, d, m, sh, from, to)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return err
		}
		for i, sh := range batch {
			take(sh, raw[i])
		}
	}
	return nil
}

// homesMapped is Homes for a bucket of another program. Coverage is not told: it takes reading all.
func (c *Client) homesMapped(ctx context.Context) ([]store.Summary, Skipped, error) {
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, Skipped{}, err
	}
	m, err := c.mapping(ctx)
	if err != nil {
		return nil, Skipped{}, err
	}
	to := latest
	if c.cfg.Now != nil {
		to = c.cfg.Now()
	}
	all, odd, err := c.shelves(ctx, d, m, "", time.Unix(ancient, 0).UTC(), to)
	if err != nil {
		return nil, Skipped{}, err
	}
	if len(all) == 0 && len(odd) == 0 {
		return nil, Skipped{}, c.mapsNothing()
	}
	of := map[home.ID]*store.Summary{}
	for _, sh := range all {
		sum := of[sh.home]
		if sum == nil {
			sum = &store.Summary{Home: sh.home, City: m.city, Step: mapStep}
			of[sh.home] = sum
		}
		sum.Kinds = append(sum.Kinds, sh.key.Kind)
		if sh.key.Zone != "" {
			sum.Zones = append(sum.Zones, sh.key.Zone)
		}
		if err := c.shelfEnds(ctx, d, m, sh, time.Unix(ancient, 0).UTC(), to, sum); err != nil {
			return nil, Skipped{}, err
		}
	}
	var out []store.Summary
	for _, id := range slices.Sorted(maps.Keys(of)) {
		sum := *of[id]
		slices.Sort(sum.Kinds)
		slices.Sort(sum.Zones)
		sum.Kinds, sum.Zones = slices.Compact(sum.Kinds), slices.Compact(sum.Zones)
		out = append(out, sum)
	}
	return out, (&inventory{odd: odd}).skipped(), nil
}

// shelfEnds widens the span of a summary to a shelf's first and last point.
func (c *Client) shelfEnds(ctx context.Context, d Dialect, m *mapping, sh shelf, from, to time.Time, sum *store.Summary) error {
	for _, last := range []bool{false, true} {
		p, err := c.shelfEnd(ctx, d, m, sh, from, to, last)
		if err != nil {
			return err
		}
		stretch(sum, p.sec, p.sec, 0)
	}
	return nil
}

// listMapped lists homes by what they hold.
func (c *Client) listMapped(ctx context.Context) ([]Listed, Skipped, error) {
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, Skipped{}, err
	}
	m, err := c.mapping(ctx)
	if err != nil {
		return nil, Skipped{}, err
	}
	all, odd, err := c.shelves(ctx, d, m, "", earliest, latest)
	if err != nil {
		return nil, Skipped{}, err
	}
	if len(all) == 0 && len(odd) == 0 {
		return nil, Skipped{}, c.mapsNothing()
	}
	entries := make([]entry, len(all))
	for i, sh := range all {
		entries[i] = entry{string(sh.home), string(m.city), sh.key.Zone}
	}
	out, _ := listed(entries)
	return out, (&inventory{odd: odd}).skipped(), nil
}
