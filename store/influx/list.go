package influx

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"courant/coach/home"
	"courant/coach/series"
)

// A Listed is a home as the bucket's index knows it, without a look at its values.
type Listed struct {
	Home  home.ID
	City  home.City // "" when the bucket does not say, or says another than the pilot's
	Zones []string  // sorted
}

// List lists the homes of the bucket, sorted by id, from its index alone: a hundred thousand take
// under a second. Skipped counts series instead of values. The errors are those of Pull.
func (c *Client) List(ctx context.Context) ([]Listed, Skipped, error) {
	if c.mapped != nil {
		return c.listMapped(ctx)
	}
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, Skipped{}, err
	}
	var entries []entry
	if d.InfluxQL {
		entries, err = c.indexQL(ctx)
	} else {
		entries, err = c.indexFlux(ctx, d)
	}
	if err != nil {
		return nil, Skipped{}, err
	}
	if len(entries) == 0 {
		return nil, Skipped{}, c.nobody(ctx, d)
	}
	out, odd := listed(entries)
	return out, (&inventory{odd: odd}).skipped(), nil
}

// An entry is one series of the index.
type entry struct{ household, city, zone string }

// listed gathers the entries of each home.
func listed(entries []entry) (out []Listed, odd map[string]int) {
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.household, b.household), cmp.Compare(a.zone, b.zone), cmp.Compare(a.city, b.city))
	})
	odd = map[string]int{}
	var before entry
	for i, e := range entries {
		switch {
		case i > 0 && e == before:
			continue
		case !home.ValidID(e.household) || e.zone != "" && !home.ValidID(e.zone):
			odd[oddName(e.household, e.zone)]++
			continue
		case len(out) == 0 || out[len(out)-1].Home != home.ID(e.household):
			out = append(out, Listed{Home: home.ID(e.household)})
		}
		before = e
		l := &out[len(out)-1]
		if c := home.City(e.city); l.City == "" && slices.Contains(home.Cities(), c) {
			l.City = c
		}
		if e.zone != "" && (len(l.Zones) == 0 || l.Zones[len(l.Zones)-1] != e.zone) {
			l.Zones = append(l.Zones, e.zone)
		}
	}
	return out, odd
}

func (c *Client) indexQL(ctx context.Context) ([]entry, error) {
	results, err := c.ql(ctx, "SHOW SERIES FROM "+qlName(measured), nil)
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, res := range results {
		for _, row := range res.Series {
			entries = slices.Grow(entries, len(row.Values))
			for _, value := range row.Values {
				name, ok := value[0].(string)
				if !ok {
					return nil, fmt.Errorf("%w: series %v", errForeignBody, value)
				}
				var e entry
				eachTag([]byte(name), func(key, tag []byte) {
					switch string(key) {
					case tagHome:
						e.household = string(tag)
					case tagCity:
						e.city = string(tag)
					case tagZone:
						e.zone = string(tag)
					}
				})
				entries = append(entries, e)
			}
		}
	}
	return entries, nil
}

// indexFlux counts instead: Flux has no portable way to the index.
func (c *Client) indexFlux(ctx context.Context, d Dialect) ([]entry, error) {
	v, err := c.count(ctx, d, nil, earliest, latest, series.Kinds())
	if err != nil {
		return nil, err
	}
	var entries []entry
	for _, s := range v.stocks {
		if !s.key.Forecast {
			city, _ := v.cityTag(s.home)
			entries = append(entries, entry{string(s.home), city, s.key.Zone})
		}
	}
	return entries, nil
}
