package influx

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/seal"
)

const msgStamp fault.ID = "influx.stamp" // home, series, time

// batchLines is how many points one request writes: more do not go faster.
const batchLines = 5000

// Write writes batches: home after home what is not there yet, read back before it counts as
// written. The token must allow both reading and writing.
//
// All is checked before anything is sent: ids, steps (fault.Invalid unless they divide a
// week), values (they must fit the storage step, to which finer ones are rounded) and stamps,
// from 2000 to a day ahead (a month for forecasts). A bucket knows no transaction: after an
// error some of it may have been written, and the same call again writes the rest, nothing twice.
// Where steps differ within a week the finer one stands, as in every store. A home keeps
// the city that it has in the bucket.
//
// The errors are those of Pull and fault.Denied (no right to write), fault.Invalid (the server
// refuses points; the others are written) and fault.Incomplete (what was written is not
// found again).
func (c *Client) Write(ctx context.Context, batches ...store.Batch) (store.Tally, error) {
	if c.mapped != nil {
		return store.Tally{}, fault.New(fault.Denied, msgMapWrite, "host", c.host, "bucket", c.cfg.Bucket)
	}
	for _, b := range batches {
		if err := c.checkBatch(b); err != nil {
			return store.Tally{}, err
		}
	}
	if c.journal != nil {
		release, err := c.journal.hold(ctx)
		if err != nil {
			return store.Tally{}, err
		}
		defer release()
		if _, err := c.replay(ctx, false); err != nil && !errors.Is(err, fault.Invalid) {
			return store.Tally{}, c.keepAll(err, batches)
		}
	}
	var total store.Tally
	for i, b := range batches {
		tally, err := c.writeHome(ctx, b)
		total = total.Add(tally)
		if errors.Is(err, fault.Unreachable) || errors.Is(err, fault.Incomplete) {
			return total, c.keepAll(err, batches[i:])
		}
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// keepAll puts batches that could not be looked at for want of a server into the journal, all their values: what
// the bucket has of them is found out when they are sent. It gives err, or why they could not be kept.
func (c *Client) keepAll(err error, batches []store.Batch) error {
	if c.journal == nil {
		return err
	}
	for _, b := range batches {
		updates, _, lerr := (&held{}).lay(b.Home, b.Set)
		if lerr != nil || len(updates) == 0 {
			continue
		}
		if kerr := c.journal.keep(c.target(), b.Home, string(b.City), updates); kerr != nil {
			return errors.Join(err, kerr)
		}
	}
	return err
}

// checkBatch is store's own check, and a look at the stamps.
func (c *Client) checkBatch(b store.Batch) error {
	if err := b.Check(); err != nil {
		return err
	}
	for _, k := range b.Set.Keys() {
		last := latest
		switch {
		case c.cfg.Now != nil && k.Forecast:
			last = c.cfg.Now().AddDate(0, 0, 31)
		case c.cfg.Now != nil:
			last = c.cfg.Now().AddDate(0, 0, 1)
		}
		s := b.Set[k].Trim()
		if s.Len() == 0 {
			continue
		}
		for _, t := range []time.Time{s.Start, s.End().Add(-s.Step)} {
			if t.Unix() < ancient || t.After(last) {
				return fault.New(fault.Invalid, msgStamp, "home", b.Home, "series", k, "time", t.Format(time.RFC3339))
			}
		}
	}
	return nil
}

// writeHome brings one home up to date.
func (c *Client) writeHome(ctx context.Context, b store.Batch) (store.Tally, error) {
	from, to, ok := weeksOf(b.Set)
	if !ok {
		return store.Tally{}, nil
	}
	kinds := kindsOf(b.Set)
	held, err := c.hold(ctx, b.Home, from, to, kinds)
	if err != nil {
		return store.Tally{}, err
	}
	updates, tally, err := held.lay(b.Home, b.Set)
	if err != nil || len(updates) == 0 {
		return tally, err
	}
	city, err := c.tagOf(ctx, b.Home, b.City, held)
	if err != nil {
		return tally, err
	}
	if c.journal != nil {
		if err := c.journal.keep(c.target(), b.Home, city, updates); err != nil {
			return store.Tally{}, err
		}
	}
	refused, err := c.send(ctx, lines(b.Home, city, updates))
	if err != nil {
		return tally, err
	}
	err = c.confirm(ctx, b.Home, from, to, kinds, updates, refused)
	if c.journal != nil && (err == nil || refused != nil && errors.Is(err, fault.Invalid)) { // what is refused once is refused for good
		err = errors.Join(err, c.journal.done(c.journal.path(c.target(), b.Home)))
	}
	return tally, err
}

// tagOf is the city tag of what is written: that of what is there in the span, else of the home anywhere
// in the bucket, else the batch's. Points under another tag would lie beside the old ones and not over them.
func (c *Client) tagOf(ctx context.Context, id home.ID, city home.City, h *held) (string, error) {
	tag, found := h.city, h.found
	if !found {
		d, err := c.Dialect(ctx)
		if err != nil {
			return "", err
		}
		v, err := c.count(ctx, d, []home.ID{id}, earliest, latest, series.Kinds())
		if err != nil {
			return "", err
		}
		tag, _ = v.cityTag(id)
		found = len(v.stocks) > 0
	}
	switch {
	case !found:
		return string(city), nil
	case !home.ValidID(tag): // nothing that would need escaping is written
		return "", nil
	}
	return tag, nil
}

// weeksOf is the span of whole weeks that a set's values lie in.
func weeksOf(set series.Set) (from, to time.Time, ok bool) {
	for _, s := range set {
		if s = s.Trim(); s.Len() == 0 {
			continue
		}
		lo, hi := seal.WeekStart(seal.WeekOf(s.Start)), seal.WeekStart(seal.WeekOf(s.End().Add(-1))+1)
		if !ok || lo.Before(from) {
			from = lo
		}
		if !ok || hi.After(to) {
			to = hi
		}
		ok = true
	}
	return from, to, ok
}

// What a bucket holds of one home.
type held struct {
	found  bool   // there is something in the span
	city   string // its city tag
	points map[series.Key]*points
}

// kindsOf lists the kinds of a set.
func kindsOf(set series.Set) []series.Kind {
	var kinds []series.Kind
	for k := range set {
		kinds = append(kinds, k.Kind)
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// hold reads the raw points of a home, sorted.
func (c *Client) hold(ctx context.Context, id home.ID, from, to time.Time, kinds []series.Kind) (*held, error) {
	d, err := c.Dialect(ctx)
	if err != nil {
		return nil, err
	}
	q := Query{From: from, To: to, Kinds: kinds}.bounded()
	ids := []home.ID{id}
	h := &held{points: map[series.Key]*points{}}
	v, err := c.count(ctx, d, ids, from, to, q.Kinds)
	if err != nil {
		return nil, err
	}
	h.city, _ = v.cityTag(id)
	h.found = len(v.stocks) > 0
	if !h.found {
		return h, nil
	}
	rows, _, err := c.agreed(ctx, d, v, q, ids)
	if err != nil {
		return nil, err
	}
	for key, p := range rows.keys(id) {
		g := gridder{key: key, before: latest.Unix()}
		g.sort(p)
		p.sec, p.v = g.clean(p)
		h.points[key] = p
	}
	return h, nil
}

// lay lays a set over what is held and lists the values to be written. Within a week one step must
// divide the other (fault.Invalid).
func (h *held) lay(id home.ID, set series.Set) (updates []update, tally store.Tally, err error) {
	for _, key := range set.Keys() {
		s := set[key].Trim()
		s.Kind = key.Kind
		if s.Len() == 0 {
			continue
		}
		chunks, rounded := seal.Split(s)
		tally.Rounded += rounded
		for _, top := range chunks {
			base := h.week(key, top.Week, s.Step)
			if len(base.Values) > 0 && !seal.Nest(base.Step, top.Step) {
				return nil, store.Tally{}, fault.New(fault.Invalid, store.MsgMixedGrid, "home", id, "series", key)
			}
			merged, change := seal.Merge(base, top, key.Kind.Sums())
			tally = tally.Add(store.Tally{New: change.New, Same: change.Same, Replaced: change.Replaced})
			for i, q := range merged.Values {
				u := update{key, merged.Time(merged.First + i).Unix(), q}
				if q != seal.Gap && !h.has(u) {
					updates = append(updates, u)
				}
			}
		}
	}
	return updates, tally, nil
}

// week is what is held of one week of a series, on its own grid.
func (h *held) week(key series.Key, week int, step time.Duration) seal.Chunk {
	p := h.points[key]
	if p == nil {
		return seal.Chunk{}
	}
	i, _ := slices.BinarySearch(p.sec, seal.WeekStart(week).Unix())
	j, _ := slices.BinarySearch(p.sec, seal.WeekStart(week+1).Unix())
	g := gridder{key: key, hint: step, expect: step, before: latest.Unix()}
	s := g.series(&points{sec: slices.Clone(p.sec[i:j]), v: slices.Clone(p.v[i:j])})
	if s.Len() == 0 {
		return seal.Chunk{}
	}
	chunks, _ := seal.Split(s)
	for _, c := range chunks {
		if c.Week == week { // a stamp that was snapped may have left it
			return c
		}
	}
	return seal.Chunk{}
}

// has reports whether a value is held as it is to be.
func (h *held) has(u update) bool {
	p := h.points[u.key]
	if p == nil {
		return false
	}
	i, ok := slices.BinarySearch(p.sec, u.sec)
	if !ok {
		return false
	}
	q, fits := seal.Quantize(u.key.Kind, p.v[i])
	return fits && q == u.q
}

// send writes lines in batches and gives what the server said against points, nil when
// it took all.
func (c *Client) send(ctx context.Context, all []line) (refused *trouble, err error) {
	for batch := range slices.Chunk(all, batchLines) {
		budget := 64
		bad, err := c.sendBatch(ctx, batch, &budget)
		if err != nil {
			return nil, err
		}
		if refused == nil {
			refused = bad
		}
	}
	return refused, nil
}

// sendBatch writes a batch; one with points that the server refuses is cut in two again and
// again, so that the good ones get through: 2.x refuses a batch whole for one bad line. The
// budget bounds how often; what then is missing shows when it is read back.
func (c *Client) sendBatch(ctx context.Context, batch []line, budget *int) (*trouble, error) {
	var text strings.Builder
	for _, l := range batch {
		text.WriteString(l.text)
		text.WriteByte('\n')
	}
	err := c.persist(ctx, writing, func() error { return c.write.WriteRecord(ctx, text.String()) })
	t := asTrouble(err)
	switch {
	case err == nil:
		return nil, nil
	case t == nil || !t.reject:
		return nil, err
	case len(batch) == 1 || *budget <= 0:
		return t, nil
	}
	*budget -= 2
	half := len(batch) / 2
	first, err := c.sendBatch(ctx, batch[:half], budget)
	if err != nil {
		return nil, err
	}
	second, err := c.sendBatch(ctx, batch[half:], budget)
	if first == nil {
		first = second
	}
	return first, err
}

// looks is how often what was written is looked for: a server may show it a moment later, as 1.8
// does while two writers make the same week.
const looks = 4

// confirm reads back what was sent.
func (c *Client) confirm(ctx context.Context, id home.ID, from, to time.Time, kinds []series.Kind, updates []update, refused *trouble) error {
	var missing int
	var first update
	for look := 1; ; look++ {
		now, err := c.hold(ctx, id, from, to, kinds)
		if err != nil {
			return err
		}
		missing = 0
		for _, u := range updates {
			if !now.has(u) {
				if missing == 0 {
					first = u
				}
				missing++
			}
		}
		if missing == 0 || refused != nil || look == looks {
			break
		}
		if err := c.pause(ctx, look, 0); err != nil {
			return err
		}
	}
	at := time.Unix(first.sec, 0).UTC().Format(time.RFC3339)
	switch {
	case missing == 0:
		return nil
	case refused != nil:
		problem := ""
		for _, a := range refused.fault.Args {
			if a.Name == "problem" {
				problem = a.Value
			}
		}
		return fault.New(fault.Invalid, msgRejected, "bucket", c.cfg.Bucket, "count", missing, "home", id, "time", at, "problem", problem)
	}
	return fault.New(fault.Incomplete, msgUnconfirmed, "bucket", c.cfg.Bucket, "home", id, "series", first.key, "count", missing, "time", at)
}
