package influx

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	influxdb2 "github.com/influxdata/influxdb-client-go/v2"
	"github.com/influxdata/influxdb-client-go/v2/api"
	"github.com/influxdata/influxdb-client-go/v2/log"
)

// A Client talks to one bucket of one server. It may be used concurrently.
type Client struct {
	cfg    Config
	host   string // for messages: no user, no path
	db, rp string // the bucket in InfluxQL's words
	client influxdb2.Client
	guard  *guard
	write  api.WriteAPIBlocking

	mu    sync.Mutex
	known *Dialect // found once, kept

	journal *Journal // nil without

	mapped   *mapping // nil for courant's own schema
	resolved *mapping // with the sources that were looked up; guarded by mu

	sealing sync.Mutex // held by whoever writes sealed chunks
}

// The library's own logger is a global that would write over the screen.
func init() { log.Log = nil }

// Open prepares a client; nothing is sent yet. The errors are fault.NotConfigured without
// URL or bucket, fault.Invalid for an address that is none, and fault.Denied for
// http:// to another computer.
func Open(cfg Config) (*Client, error) {
	u, err := cfg.check()
	if err != nil {
		return nil, err
	}
	m, err := cfg.Map.compile()
	if err != nil {
		return nil, err
	}
	c := &Client{cfg: cfg.defaults(), host: u.Host, mapped: m}
	c.db, c.rp, _ = strings.Cut(cfg.Bucket, "/")
	c.guard = newGuard(c.cfg, loopback(u.Hostname()))
	options := influxdb2.DefaultOptions().
		SetHTTPClient(&http.Client{Transport: c.guard, CheckRedirect: refuseRedirect}).
		SetPrecision(time.Second).
		SetUseGZip(!loopback(u.Hostname())).
		SetApplicationName("courant")
	c.client = influxdb2.NewClientWithOptions(strings.TrimSuffix(cfg.URL, "/"), cfg.Token, options)
	c.write = c.client.WriteAPIBlocking(cfg.Org, cfg.Bucket)
	return c, nil
}

// Close frees the connections that wait for a next request.
func (c *Client) Close() error {
	c.client.Close()
	c.guard.base.CloseIdleConnections()
	return nil
}

// Host is the server's name and port, as messages have it.
func (c *Client) Host() string { return c.host }

// refuseRedirect hands a redirect over as an answer, which is then an error: no token goes
// to where the person did not send it.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// A request is one question.
type request struct {
	method, path string
	query        url.Values
	contentType  string
	accept       string
	body         string
}

// ask sends a request until it is answered or not worth another try; read gets the body of
// an answer with status 2xx and must start from scratch each time.
func (c *Client) ask(ctx context.Context, why intent, r request, read func(io.Reader) error) error {
	return c.persist(ctx, why, func() error { return c.once(ctx, r, read) })
}

// persist repeats what failed for a while, with a growing delay in between. A server that
// nobody has reached yet is not waited for, unless something is to be written or this is
// but the next request of several.
func (c *Client) persist(ctx context.Context, why intent, do func() error) error {
	reached := why != reading
	for attempt := 1; ; attempt++ {
		err := do()
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		t := c.explain(err, why)
		reached = reached || !t.refused
		if !t.again || t.refused && !reached || attempt >= c.cfg.Attempts || t.after > 4*c.cfg.Cap {
			return t
		}
		if err := c.pause(ctx, attempt, t.after); err != nil {
			return err
		}
	}
}

// pause waits before another attempt: what the server asked for, else exponential back-off
// with full jitter.
func (c *Client) pause(ctx context.Context, attempt int, asked time.Duration) error {
	d := asked
	if d == 0 {
		d = min(c.cfg.Base<<min(attempt-1, 20), c.cfg.Cap)
		d = time.Duration(float64(d) * c.cfg.Rand())
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// once sends a request through the library's service, which adds the token.
func (c *Client) once(ctx context.Context, r request, read func(io.Reader) error) error {
	service := c.client.HTTPService()
	target := service.ServerURL() + r.path
	if len(r.query) > 0 {
		target += "?" + r.query.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, r.method, target, strings.NewReader(r.body))
	if err != nil {
		return err
	}
	var rerr error
	herr := service.DoHTTPRequest(req, func(req *http.Request) {
		if r.contentType != "" {
			req.Header.Set("Content-Type", r.contentType)
		}
		if r.accept != "" {
			req.Header.Set("Accept", r.accept)
		}
	}, func(resp *http.Response) error {
		defer resp.Body.Close()
		if r.accept != "" && resp.StatusCode != http.StatusOK {
			rerr = fmt.Errorf("%w: status %d", errForeignBody, resp.StatusCode)
			return nil
		}
		rerr = read(resp.Body)
		return nil
	})
	if herr != nil {
		return herr
	}
	return rerr
}

// discard reads an answer that says nothing.
func discard(r io.Reader) error {
	_, err := io.Copy(io.Discard, io.LimitReader(r, maxErrorBody))
	return err
}

// asTrouble is err's trouble, nil when it has none.
func asTrouble(err error) *trouble {
	var t *trouble
	if errors.As(err, &t) {
		return t
	}
	return nil
}
