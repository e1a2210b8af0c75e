package influx

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// A Total sums up a month of one measured series.
type Total struct {
	Home  home.ID
	Key   series.Key
	Month time.Time // where the month begins, UTC
	Count int       // known values
	Sum   float64   // of them
}

func (t Total) compare(o Total) int {
	return cmp.Or(cmp.Compare(t.Home, o.Home), t.Key.Compare(o.Key), t.Month.Compare(o.Month))
}

// monthOf is where the month of t begins, UTC.
func monthOf(t time.Time) time.Time {
	y, m, _ := t.UTC().Date()
	return time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
}

// closing is how long after its end a month is expected to change: readings come late and are corrected.
const closing = 35 * 24 * time.Hour

// OpenSince is where the oldest month begins that is still open at a moment: what lies before is only read
// again when its totals differ.
func OpenSince(now time.Time) time.Time { return monthOf(now.Add(-closing)) }

// Totals has the server count and add up what it holds, by home, series and month of UTC: one
// request, whatever lies in the months that [From, To) touches. A zero time is where the
// bucket's own values begin or end. Sorted by home, key and month. Values of the wrong type do not count.
func (c *Client) Totals(ctx context.Context, q Query) ([]Total, error) {
	if c.mapped != nil {
		return c.totalsMapped(ctx, q)
	}
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, err
	}
	s := selection{measurement: measured, homes: q.Homes, from: q.From, to: q.To, kinds: q.bounded().Kinds}
	if s, err = c.wholeMonths(ctx, d, s); err != nil || !s.from.Before(s.to) {
		return nil, err
	}
	v := newInventory()
	if d.InfluxQL {
		if err := c.types(ctx, v, s.kinds); err != nil {
			return nil, err
		}
		s.kinds = v.present(measured, s.kinds)
	}
	if len(s.kinds) == 0 {
		return nil, nil
	}
	sums := map[Total]*Total{}
	if d.Flux && d.V2 && len(v.mixed) == 0 || !d.InfluxQL {
		err = c.totalsFlux(ctx, s, sums)
	} else {
		err = c.totalsQL(ctx, s, sums)
	}
	if err != nil {
		return nil, err
	}
	out := make([]Total, 0, len(sums))
	for _, t := range sums {
		if t.Count > 0 {
			out = append(out, *t)
		}
	}
	slices.SortFunc(out, Total.compare)
	return out, nil
}

// wholeMonths widens a selection to whole months, and an open one to what the bucket holds.
func (c *Client) wholeMonths(ctx context.Context, d Dialect, s selection) (selection, error) {
	open := s
	if s.from.IsZero() || s.to.IsZero() {
		if open.from.IsZero() {
			open.from = time.Unix(ancient, 0).UTC()
		}
		if open.to.IsZero() {
			open.to = latest
		}
		e := newEnds()
		for _, last := range []bool{false, true} {
			flux, ql := "|> first()", " LIMIT 1"
			if last {
				flux, ql = "|> last()", " ORDER BY time DESC LIMIT 1"
			}
			if err := c.ends(ctx, d, open, e, flux, ql); err != nil {
				return s, err
			}
			if e.empty() {
				return selection{}, nil
			}
			lo, hi := e.span()
			if s.from.IsZero() && !last {
				s.from = lo
			}
			if s.to.IsZero() && last {
				s.to = hi.Add(1)
			}
		}
	}
	s.from = monthOf(s.from)
	if end := monthOf(s.to); end.Before(s.to) {
		s.to = end.AddDate(0, 1, 0)
	}
	return s, nil
}

// total is the total of a home's month, made if need be; nil for names that are not allowed.
func totalAt(sums map[Total]*Total, household, zone string, kind series.Kind, month time.Time) *Total {
	if !home.ValidID(household) || zone != "" && !home.ValidID(zone) {
		return nil
	}
	at := Total{Home: home.ID(household), Key: series.Key{Zone: zone, Kind: kind}, Month: month}
	if sums[at] == nil {
		sums[at] = &Total{Home: at.Home, Key: at.Key, Month: at.Month}
	}
	return sums[at]
}

// totalsFlux asks 2.x, which counts and adds up by month where the data lie.
func (c *Client) totalsFlux(ctx context.Context, s selection, sums map[Total]*Total) error {
	window := func(fn string) string {
		return s.flux(c.cfg.Bucket) + `|> aggregateWindow(every: 1mo, fn: ` + fn + `, createEmpty: false, timeSrc: "_start")` + "\n" +
			keepRows + "\n" + `|> yield(name: "` + fn + `")` + "\n"
	}
	return c.ask(ctx, reading, c.fluxRequest(window("count")+window("sum")), func(r io.Reader) error {
		clear(sums)
		var cl clock
		d := newFluxReader(r)
		return d.each(func() error {
			kind, known := kindOf(d.cells[colField])
			sec, timed := cl.parse(d.cells[colTime])
			v, ok := parseNumber(d.cells[colValue])
			if !known || !timed || !ok {
				return fmt.Errorf("%w: a total %q at %q", errForeignBody, d.cells[colValue], d.cells[colTime])
			}
			t := totalAt(sums, string(d.cells[colHome]), string(d.cells[colZone]), kind, monthOf(time.Unix(sec, 0)))
			switch {
			case t == nil:
			case string(d.cells[colResult]) == "count":
				t.Count += int(v)
			default:
				t.Sum += v
			}
			return nil
		})
	})
}

// totalsQL asks a statement a month: InfluxQL has no months of its own.
func (c *Client) totalsQL(ctx context.Context, s selection, sums map[Total]*Total) error {
	var months []time.Time
	for m := s.from; m.Before(s.to); m = m.AddDate(0, 1, 0) {
		months = append(months, m)
	}
	for part := range slices.Chunk(months, 36) {
		var statements []string
		var bound map[string]string
		for _, m := range part {
			one := s
			one.from, one.to = m, m.AddDate(0, 1, 0)
			var behind string
			behind, bound = one.influxQL(tagHome, tagZone)
			var words []string
			for _, k := range s.kinds {
				f := qlName(k.Field())
				words = append(words, fmt.Sprintf("count(%s) AS %s, sum(%s) AS %s", f, qlName("n "+k.Field()), f, qlName("s "+k.Field())))
			}
			statements = append(statements, "SELECT "+strings.Join(words, ", ")+behind)
		}
		results, err := c.ql(ctx, strings.Join(statements, "; "), bound)
		if err != nil {
			return err
		}
		for _, res := range results {
			if res.Statement < 0 || res.Statement >= len(part) {
				return fmt.Errorf("%w: statement %d", errForeignBody, res.Statement)
			}
			for _, row := range res.Series {
				addTotals(sums, row, part[res.Statement])
			}
		}
	}
	return nil
}

func addTotals(sums map[Total]*Total, row qlSeries, month time.Time) {
	for i, name := range row.Columns {
		what, field, ok := strings.Cut(name, " ")
		kind, known := kindOf([]byte(field))
		if !ok || !known || len(row.Values) == 0 || i >= len(row.Values[0]) {
			continue
		}
		v, ok := row.Values[0][i].(float64)
		t := totalAt(sums, row.Tags[tagHome], row.Tags[tagZone], kind, month)
		switch {
		case !ok || t == nil:
		case what == "n":
			t.Count += int(v)
		default:
			t.Sum += v
		}
	}
}

// TotalsOf are the totals of what is held locally of a home, forecasts left out, sorted.
func TotalsOf(id home.ID, set series.Set) []Total {
	var out []Total
	for _, k := range set.Keys() {
		if k.Forecast {
			continue
		}
		s := set[k]
		at := Total{Home: id, Key: k}
		for i := 0; i < s.Len(); {
			at.Month, at.Count, at.Sum = monthOf(s.Time(i)), 0, 0
			end := at.Month.AddDate(0, 1, 0)
			for ; i < s.Len() && s.Time(i).Before(end); i++ {
				if v := s.Values[i]; !math.IsNaN(v) {
					at.Count++
					at.Sum += v
				}
			}
			if at.Count > 0 {
				out = append(out, at)
			}
		}
	}
	return out
}

// A Change is a span of a home that must be read again.
type Change struct {
	Home     home.ID
	From, To time.Time // whole months, UTC
}

// Changed compares the totals of a bucket with those of a local copy, both sorted as Totals and
// TotalsOf give them, and lists the months that must be read again, neighbours in one. Sums
// may differ by the rounding to storage steps. What only the copy has is no change: a
// bucket may be younger than the copy, or keep its values for a while only.
func Changed(bucket, local []Total) []Change {
	held := make(map[Total]Total, len(local))
	at := func(t Total) Total { return Total{Home: t.Home, Key: t.Key, Month: t.Month} }
	for _, t := range local {
		held[at(t)] = t
	}
	months := map[home.ID]map[time.Time]bool{}
	for _, t := range bucket {
		if t.same(held[at(t)]) {
			continue
		}
		if months[t.Home] == nil {
			months[t.Home] = map[time.Time]bool{}
		}
		months[t.Home][t.Month] = true
	}
	var out []Change
	for id, set := range months {
		var starts []time.Time
		for m := range set {
			starts = append(starts, m)
		}
		slices.SortFunc(starts, time.Time.Compare)
		for i, m := range starts {
			end := m.AddDate(0, 1, 0)
			if i > 0 && out[len(out)-1].To.Equal(m) {
				out[len(out)-1].To = end
				continue
			}
			out = append(out, Change{id, m, end})
		}
	}
	slices.SortFunc(out, func(a, b Change) int { return cmp.Or(cmp.Compare(a.Home, b.Home), a.From.Compare(b.From)) })
	return out
}

// same reports whether two totals can be of the same values, one of them rounded to the storage step. Each
// rounding is off by half a step at most, one way or the other: the sum by about the root of their number.
func (t Total) same(o Total) bool {
	slack := math.Sqrt(float64(t.Count))/t.Key.Kind.PerUnit() + 1e-9*math.Abs(t.Sum)
	return t.Count == o.Count && math.Abs(t.Sum-o.Sum) <= slack
}
