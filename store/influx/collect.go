package influx

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"courant/coach/home"
	"courant/coach/quality"
	"courant/coach/series"
)

// horizon is the latest credible stamp of a kind, in seconds since 1970: what can be
// forecast may lie a month ahead, by a bucket's own habit.
func (c *Client) horizon(k series.Key) int64 {
	if c.cfg.Now == nil {
		return latest.Unix()
	}
	now := c.cfg.Now()
	if k.Kind.Forecastable() {
		now = now.AddDate(0, 0, 31)
	}
	return now.Unix()
}

// A collector gathers the rows of a few homes.
type collector struct {
	homes    map[string]map[string]*[keyKinds]*points // by household and zone, then kind and measurement
	forecast bool
	cur      *[keyKinds]*points
	stranger string // a household that was not asked for: a name cut short
}

// keyKinds is room for every kind, measured and forecast.
const keyKinds = 32

func slotOf(kind series.Kind, forecast bool) int {
	i := int(kind) * 2
	if forecast {
		i++
	}
	return i
}

func newCollector(v *inventory, ids []home.ID) *collector {
	c := &collector{homes: map[string]map[string]*[keyKinds]*points{}}
	for _, id := range ids {
		zones := map[string]*[keyKinds]*points{}
		for _, s := range v.of(id) {
			if zones[s.key.Zone] == nil {
				zones[s.key.Zone] = new([keyKinds]*points)
			}
			zones[s.key.Zone][slotOf(s.key.Kind, s.key.Forecast)] = &points{sec: make([]int64, 0, s.n), v: make([]float64, 0, s.n)}
		}
		c.homes[string(id)] = zones
	}
	return c
}

// forget drops what an earlier attempt at homes brought.
func (c *collector) forget(ids []home.ID) {
	c.cur, c.stranger = nil, ""
	for _, id := range ids {
		for _, kinds := range c.homes[string(id)] {
			for _, k := range series.Kinds() {
				if p := kinds[slotOf(k, c.forecast)]; p != nil {
					*p = points{sec: p.sec[:0], v: p.v[:0]}
				}
			}
		}
	}
}

func (c *collector) source(household, zone string) {
	zones, asked := c.homes[household]
	if !asked {
		c.stranger = household
	}
	c.cur = zones[zone] // nil for a zone whose name is not allowed
	if c.cur == nil && asked && (zone == "" || home.ValidID(zone)) {
		c.cur = new([keyKinds]*points)
		zones[zone] = c.cur
	}
}

func (c *collector) value(kind series.Kind, sec int64, v float64, ok bool) {
	if c.cur == nil {
		return
	}
	i := slotOf(kind, c.forecast)
	if c.cur[i] == nil {
		c.cur[i] = &points{}
	}
	c.cur[i].add(sec, v, ok)
}

// A gap between what the server counted and what it gave.
type mismatch struct {
	home      home.ID
	key       series.Key
	want, got int
}

// check compares with the count, value by value.
func (c *collector) check(v *inventory, ids []home.ID) *mismatch {
	if c.stranger != "" {
		return &mismatch{home: home.ID(oddName(c.stranger, ""))}
	}
	for _, id := range ids {
		want := map[series.Key]int{}
		for _, s := range v.of(id) {
			want[s.key] = s.n
		}
		for key, p := range c.keys(id) {
			if got := len(p.sec) + p.odd.n; got != want[key] {
				return &mismatch{id, key, want[key], got}
			}
			delete(want, key)
		}
		for key, n := range want {
			return &mismatch{id, key, n, 0}
		}
	}
	return nil
}

// keys gives the points of a home by key.
func (c *collector) keys(id home.ID) map[series.Key]*points {
	out := map[series.Key]*points{}
	for zone, kinds := range c.homes[string(id)] {
		for i, p := range kinds {
			if p != nil {
				out[series.Key{Zone: zone, Kind: series.Kind(i / 2), Forecast: i%2 == 1}] = p
			}
		}
	}
	return out
}

// pulled puts a home's points on their grids. Lone points take the step of the series that
// can tell theirs.
func (c *collector) pulled(v *inventory, q Query, id home.ID, expect time.Duration, horizon func(series.Key) int64) Pulled {
	city, others := v.cityOf(id)
	p := Pulled{Home: id, City: city, Set: series.Set{}}
	all := c.keys(id)
	keys := slices.SortedFunc(maps.Keys(all), func(a, b series.Key) int {
		return cmp.Or(cmp.Compare(min(len(all[b].sec), 2), min(len(all[a].sec), 2)), a.Compare(b))
	})
	hint := expect
	for _, key := range keys {
		g := gridder{key: key, hint: hint, expect: expect, before: horizon(key)}
		s := g.series(all[key]).Slice(q.From, q.To)
		p.Issues = append(p.Issues, g.issues...)
		if s.Len() == 0 {
			continue
		}
		p.Set[key] = s
		if hint == 0 {
			hint = s.Step
		}
	}
	add := func(code quality.Code, key series.Key, n int) {
		if n > 0 {
			p.Issues = append(p.Issues, quality.Issue{Code: code, Kind: key.Kind, Zone: key.Zone, Count: n, From: q.From, To: q.To})
		}
	}
	add(CityConflict, v.of(id)[0].key, others)
	for key, n := range v.texts[id] {
		add(WrongType, key, n)
	}
	quality.Sort(p.Issues)
	return p
}

// String tells a mismatch, for tests.
func (m *mismatch) String() string {
	return string(m.home) + " " + m.key.String() + ": " + strconv.Itoa(m.got) + " of " + strconv.Itoa(m.want)
}
