package feed

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
)

// Minimum is how long a source is left alone after a good answer: events are announced once
// a day.
const Minimum = 5 * time.Minute

// ErrTooSoon says that a source is not asked yet: its status says until when.
var ErrTooSoon = errors.New("feed: too soon")

// Poll asks a source, unless its status says that it is too soon, and gives its status
// afterwards. A failure is an error and a status that says so; what was known stays. The
// status does not change when the program is interrupted.
func Poll[T any](ctx context.Context, s event.FeedStatus, now time.Time, ask func(context.Context) (T, error)) (T, event.FeedStatus, error) {
	var none T
	if now.Before(s.NotBefore) {
		return none, s, ErrTooSoon
	}
	got, err := ask(ctx)
	if err == nil {
		return got, s.Good(now, Minimum), nil
	}
	if ctx.Err() != nil {
		return none, s, ctx.Err()
	}
	var f *fault.Error
	if !errors.As(err, &f) {
		f = fault.New(fault.CodeOf(err), msgUnreachable, "source", s.URL, "problem", clip(err.Error()))
	}
	return none, s.Bad(now, f, After(err)), f
}

// Told is the status with what a reading held.
func Told(s event.FeedStatus, r Reading) event.FeedStatus {
	s.Listed, s.Upcoming, s.Skipped = len(r.Messages), r.Upcoming(s.LastOK), len(r.Skipped)
	return s
}

// maxPages bounds how many pages of a data set are read: 2,000 rows.
const maxPages = 20

// pageRows is the most that the data set's records give at once.
const pageRows = 100

// Events asks an address for events; a data set that comes by the page is read whole. The
// answer is kept for the next time only when all of it was right.
func (c *Client) Events(ctx context.Context, address string, o Options) (Reading, error) {
	address = wholePage(address)
	a, err := c.Get(ctx, address)
	if err != nil {
		return Reading{}, err
	}
	r, err := Read(Name(address), a.Body, o)
	if err != nil {
		return Reading{}, err
	}
	c.Keep(a)
	for page := 1; page < maxPages && r.Rows < r.Total; page++ {
		next, ok := pageAt(address, r.Rows)
		if !ok {
			return r, nil
		}
		if a, err = c.Get(ctx, next); err != nil {
			return Reading{}, err
		}
		more, err := Read(Name(address), a.Body, o)
		if err != nil {
			return Reading{}, err
		}
		if more.Rows == 0 {
			break
		}
		for i := range more.Skipped {
			more.Skipped[i].Row += r.Rows
		}
		r.Messages, r.Skipped = append(r.Messages, more.Messages...), append(r.Skipped, more.Skipped...)
		r.Rows, r.Others = r.Rows+more.Rows, r.Others+more.Others
	}
	return r, nil
}

// wholePage asks a data set's records for as many rows as they give at once, the newest
// first, unless the address says otherwise.
func wholePage(address string) string {
	u, err := url.Parse(address)
	if err != nil || !strings.HasSuffix(u.Path, "/records") {
		return address
	}
	q := u.Query()
	if q.Get("limit") == "" {
		q.Set("limit", strconv.Itoa(pageRows))
	}
	if q.Get("order_by") == "" {
		q.Set("order_by", "datedebut desc")
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// pageAt is the address of the rows from offset on, for a data set's records alone.
func pageAt(address string, offset int) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || !strings.HasSuffix(u.Path, "/records") {
		return "", false
	}
	q := u.Query()
	if q.Has("offset") {
		return "", false // the person asked for one page
	}
	q.Set("offset", strconv.Itoa(offset))
	u.RawQuery = q.Encode()
	return u.String(), true
}
