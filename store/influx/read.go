package influx

import (
	"context"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

// A step is told by neighbours: a short span is read with some days around it.
const (
	shortSpan = 7 * 24 * time.Hour
	around    = 3 * 24 * time.Hour
)

// ReadHome reads one home: the intervals that start in [from, to), a zero time being no
// bound, with what was noticed on the way. Without keys it gives all. What is outdoor
// temperature or sun and dated later than a moment of interest is its forecast, in a bucket
// that does not mark it (series.Set.Until). A home without anything in the whole bucket is
// fault.NotFound.
func (c *Client) ReadHome(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (Pulled, error) {
	if _, err := home.ParseID(string(id)); err != nil {
		return Pulled{}, err
	}
	q := Query{Homes: []home.ID{id}, From: from, To: to}
	if !from.IsZero() && !to.IsZero() && to.Sub(from) < shortSpan {
		q.From, q.To = from.Add(-around), to.Add(around)
	}
	for _, k := range keys {
		q.Kinds = append(q.Kinds, k.Kind)
	}
	out := Pulled{Home: id, Set: series.Set{}}
	if _, err := c.Pull(ctx, q, func(p Pulled) error { out = p; return nil }); err != nil {
		return Pulled{}, err
	}
	if len(out.Set) == 0 && len(out.Issues) == 0 {
		if err := c.exists(ctx, id); err != nil {
			return Pulled{}, err
		}
	}
	out.Set = narrow(out.Set, from, to, keys)
	return out, nil
}

// Read is ReadHome for those who keep to the contract of a store. What was left out on the way
// is in ReadHome's issues.
func (c *Client) Read(ctx context.Context, id home.ID, from, to time.Time, keys ...series.Key) (series.Set, error) {
	p, err := c.ReadHome(ctx, id, from, to, keys...)
	return p.Set, err
}

// narrow cuts a set to keys and a span, without gaps at the ends.
func narrow(set series.Set, from, to time.Time, keys []series.Key) series.Set {
	wanted := map[series.Key]bool{}
	for _, k := range keys {
		wanted[k] = true
	}
	out := series.Set{}
	for k, s := range set {
		if len(keys) > 0 && !wanted[k] {
			continue
		}
		start, end := from, to
		if start.IsZero() {
			start = s.Start
		}
		if end.IsZero() {
			end = s.End()
		}
		if s = s.Slice(start, end).Trim(); s.Len() > 0 {
			out[k] = s
		}
	}
	return out
}

// exists fails with fault.NotFound unless there is something on a home somewhere in the
// bucket.
func (c *Client) exists(ctx context.Context, id home.ID) error {
	if c.mapped != nil {
		all, _, err := c.listMapped(ctx)
		if err != nil {
			return err
		}
		var names []string
		for _, l := range all {
			if l.Home == id {
				return nil
			}
			names = append(names, string(l.Home))
		}
		return fault.New(fault.NotFound, store.MsgNoHome, "home", id, "nearest", fault.Nearest(string(id), names))
	}
	d, err := c.Dialect(ctx)
	if err != nil {
		return err
	}
	v, err := c.count(ctx, d, nil, earliest, latest, series.Kinds())
	switch {
	case err != nil:
		return err
	case len(v.stocks) == 0:
		return c.nobody(ctx, d)
	case len(v.of(id)) > 0:
		return nil
	}
	var names []string
	for _, other := range v.homes() {
		names = append(names, string(other))
	}
	return fault.New(fault.NotFound, store.MsgNoHome, "home", id, "nearest", fault.Nearest(string(id), names))
}
