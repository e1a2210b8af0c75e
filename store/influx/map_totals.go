package influx

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// totalsMapped are the totals of a bucket of another program: of its points as they are, of all views of a series
// together. They tell when a month was changed; they are not those of the quarter hours that the month is brought to.
// A month whose first days are held from the one before has a total too, of nothing.
func (c *Client) totalsMapped(ctx context.Context, q Query) ([]Total, error) {
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, err
	}
	m, err := c.mapping(ctx)
	if err != nil {
		return nil, err
	}
	from, to := monthOf(time.Unix(ancient, 0)), latest
	if !q.From.IsZero() {
		from = monthOf(q.From)
	}
	if c.cfg.Now != nil {
		to = c.cfg.Now()
	}
	if !q.To.IsZero() && q.To.Before(to) {
		to = q.To
	}
	if end := monthOf(to); end.Before(to) {
		to = end.AddDate(0, 1, 0)
	}
	days := map[Total]*Total{} // by day, as Month
	if d.InfluxQL {
		err = c.daysQL(ctx, m, from, to, days)
	} else {
		err = c.daysRead(ctx, d, m, from, to, days)
	}
	if err != nil {
		return nil, err
	}
	sums := map[Total]*Total{}
	for _, day := range days {
		at := Total{Home: day.Home, Key: day.Key, Month: monthOf(day.Month)}
		if !q.wants(day.Home, day.Key.Kind) || day.Count == 0 {
			continue
		}
		if sums[at] == nil {
			sums[at] = &Total{Home: at.Home, Key: at.Key, Month: at.Month}
		}
		sums[at].Count += day.Count
		sums[at].Sum += day.Sum
		next := Total{Home: at.Home, Key: at.Key, Month: at.Month.AddDate(0, 1, 0)}
		if day.Month.Add(24*time.Hour+m.hold(day.Key.Kind)).After(next.Month) && next.Month.Before(to) && sums[next] == nil {
			sums[next] = &Total{Home: next.Home, Key: next.Key, Month: next.Month}
		}
	}
	out := make([]Total, 0, len(sums))
	for _, t := range sums {
		out = append(out, *t)
	}
	slices.SortFunc(out, Total.compare)
	return out, nil
}

// wants reports whether a query is about a home and kind.
func (q Query) wants(id home.ID, k series.Kind) bool {
	return (q.Homes == nil || slices.Contains(q.Homes, id)) && (q.Kinds == nil || slices.Contains(q.Kinds, k))
}

// hold is the longest that a value of a kind stands.
func (m *mapping) hold(k series.Kind) (longest time.Duration) {
	for _, s := range m.sources {
		if s.key.Kind == k && s.read == readLevel {
			longest = max(longest, s.hold)
		}
	}
	if k == series.Heating && longest > 0 {
		return longestHold
	}
	return longest
}

// day is a day's total, made if need be; nil for names that are not allowed.
func (m *mapping) day(days map[Total]*Total, source int, household, zone string, at time.Time) *Total {
	s := m.sources[source]
	if m.home != "" {
		household = string(m.home)
	}
	if s.zoneTag == "" {
		zone = s.key.Zone
	}
	return totalAt(days, household, zone, s.key.Kind, at)
}

// daysQL asks InfluxQL, which has days of UTC.
func (c *Client) daysQL(ctx context.Context, m *mapping, from, to time.Time, days map[Total]*Total) error {
	for first := 0; first < len(m.sources); first += 50 {
		bound := map[string]string{}
		var statements []string
		for i, s := range m.sources[first:min(first+50, len(m.sources))] {
			behind := s.influxQL(m, "", from, to, fmt.Sprintf("s%dt", i), bound)
			by := " GROUP BY time(1d)"
			if before, tags, ok := strings.Cut(behind, " GROUP BY "); ok {
				behind, by = before, by+", "+tags
			}
			field := qlName(s.field)
			statements = append(statements, "SELECT count("+field+"), sum("+field+")"+behind+by+" fill(none)")
		}
		results, err := c.ql(ctx, strings.Join(statements, "; "), bound)
		if err != nil {
			return err
		}
		for _, res := range results {
			if res.Statement < 0 || res.Statement >= len(statements) {
				return fmt.Errorf("%w: statement %d", errForeignBody, res.Statement)
			}
			source := first + res.Statement
			for _, row := range res.Series {
				for _, value := range row.Values {
					if len(value) < 3 {
						continue
					}
					sec, timed := value[0].(float64)
					n, counted := value[1].(float64)
					sum, _ := value[2].(float64) // none of texts
					if t := m.day(days, source, row.Tags[m.homeTag], row.Tags[m.sources[source].zoneTag], time.Unix(int64(sec), 0).UTC()); t != nil && timed && counted {
						t.Count += int(n)
						t.Sum += sum
					}
				}
			}
		}
	}
	return nil
}

// daysRead adds the points up here, for a server without InfluxQL: the windows of Flux 0.65 take minutes.
func (c *Client) daysRead(ctx context.Context, d Dialect, m *mapping, from, to time.Time, days map[Total]*Total) error {
	shelves, _, err := c.shelves(ctx, d, m, "", from, to)
	if err != nil {
		return err
	}
	return c.eachShelf(ctx, d, m, shelves, from, to, func(sh shelf, p *points) {
		for i, sec := range p.sec {
			if t := totalAt(days, string(sh.home), sh.key.Zone, sh.key.Kind, time.Unix(floorDiv(sec, daySeconds)*daySeconds, 0).UTC()); t != nil {
				t.Count++
				t.Sum += p.v[i]
			}
		}
	})
}
