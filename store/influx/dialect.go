package influx

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"courant/coach/fault"
	"courant/coach/series"
)

// A Dialect is what a server can do with a bucket, found by asking.
type Dialect struct {
	Flux     bool // answers Flux: 2.x, and 1.8 where it is switched on
	InfluxQL bool // answers InfluxQL: 1.8, and 2.x through its own mapping
	V2       bool // has the interfaces of 2.x beside the queries
}

// String is a word for each: "2.x", "1.8 with Flux", "1.8".
func (d Dialect) String() string {
	switch {
	case d.V2:
		return "2.x"
	case d.Flux:
		return "1.8 with Flux"
	}
	return "1.8"
}

// rowsByFlux reports whether rows are asked for in Flux: 2.x writes them faster than
// InfluxQL's, 1.8 several times slower.
func (d Dialect) rowsByFlux() bool { return d.Flux && (d.V2 || !d.InfluxQL) }

// Dialect finds out what the server can do, once; the errors are those of a bucket that
// cannot be read.
func (c *Client) Dialect(ctx context.Context) (Dialect, error) {
	c.mu.Lock()
	known := c.known
	c.mu.Unlock()
	if known != nil {
		return *known, nil
	}
	var d Dialect
	var fluxErr, qlErr error
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		fluxErr = c.ask(gctx, reading, c.fluxRequest(selection{measurement: measured, from: latest, to: latest.Add(time.Hour)}.flux(c.cfg.Bucket)), func(r io.Reader) error {
			return readFlux(r, nothing{})
		})
		d.Flux = fluxErr == nil
		return firstStop(fluxErr)
	})
	g.Go(func() error {
		qlErr = c.ask(gctx, reading, c.qlRequest("SHOW FIELD KEYS FROM "+qlName(measured), nil, asJSON), func(r io.Reader) error {
			_, err := readJSON(r)
			return err
		})
		d.InfluxQL = qlErr == nil
		return firstStop(qlErr)
	})
	g.Go(func() error {
		d.V2 = c.ask(gctx, reading, request{method: "GET", path: "ready"}, discard) == nil
		return nil
	})
	if err := g.Wait(); err != nil {
		return Dialect{}, c.refine(ctx, err)
	}
	if !d.Flux && !d.InfluxQL {
		err := qlErr
		if t := asTrouble(fluxErr); t != nil && !t.noFlux {
			err = fluxErr
		}
		return Dialect{}, c.refine(ctx, err)
	}
	c.mu.Lock()
	c.known = &d
	c.mu.Unlock()
	return d, nil
}

// isKnown reports whether the server has answered as an InfluxDB before: what cannot be read
// then was damaged on its way.
func (c *Client) isKnown() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known != nil
}

// nothing is a sink for rows that nobody wants.
type nothing struct{}

func (nothing) source(string, string)                   {}
func (nothing) value(series.Kind, int64, float64, bool) {}

// firstStop lets through the errors that make further questions useless: the server is not
// reached, or does not know this person.
func firstStop(err error) error {
	t := asTrouble(err)
	switch {
	case err == nil:
		return nil
	case t == nil, t.fault.Code == fault.Unreachable, slices.Contains([]fault.ID{msgToken, msgNoOrg, msgRedirect, msgCut}, t.fault.ID):
		return err
	}
	return nil
}

// refine tells a bucket that is not there from one that may not be read, which servers do
// not: 2.x says "not found" for both, 1.8 "not authorized". An empty write asks: it finds
// the bucket before it looks at rights, and writes nothing.
func (c *Client) refine(ctx context.Context, err error) error {
	t := asTrouble(err)
	if t == nil || t.fault.ID != msgNoBucket && t.fault.ID != msgNoRead {
		return err
	}
	werr := c.ask(ctx, writing, request{
		method: "POST", path: "api/v2/write", contentType: "text/plain",
		query: url.Values{"org": {c.cfg.Org}, "bucket": {c.cfg.Bucket}, "precision": {"s"}},
	}, discard)
	w := asTrouble(werr)
	switch {
	case w != nil && w.fault.ID == msgNoBucket:
		return w
	case werr == nil, w != nil && w.fault.ID == msgNoWrite:
		return c.said(http.StatusForbidden, "", reading)
	}
	return err
}

// Health is what a server tells about itself without being asked for data.
type Health struct {
	Host    string
	Server  string // its own word for its version; "unknown" is a usual one
	Dialect Dialect
	Skew    time.Duration // the server's clock less ours, to the second; 0 when either is not told
}

// Health asks whether the server is up, what it can do, and what time it has. It needs a
// bucket that can be read.
func (c *Client) Health(ctx context.Context) (Health, error) {
	h := Health{Host: c.host, Server: "unknown"}
	check, err := c.client.Health(ctx)
	switch {
	case ctx.Err() != nil:
		return h, ctx.Err()
	case errors.Is(err, errDial), errors.Is(err, errSilent):
		return h, c.explain(err, reading)
	case err == nil && check != nil && check.Version != nil:
		h.Server = c.redact(strings.TrimPrefix(*check.Version, "v"))
	}
	if h.Dialect, err = c.Dialect(ctx); err != nil {
		return h, err
	}
	h.Skew, err = c.skew(ctx)
	return h, err
}

// skew reads the Date of a ping. Nothing else of courant depends on the server's clock.
func (c *Client) skew(ctx context.Context) (time.Duration, error) {
	if c.cfg.Now == nil {
		return 0, nil
	}
	service := c.client.HTTPService()
	req, err := http.NewRequestWithContext(ctx, "GET", service.ServerURL()+"ping", nil)
	if err != nil {
		return 0, err
	}
	resp, err := service.DoHTTPRequestWithResponse(req, nil)
	if err != nil {
		return 0, c.explain(err, reading)
	}
	defer resp.Body.Close()
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return 0, nil
	}
	return at.Sub(c.cfg.Now()).Round(time.Second), nil
}
