package feed

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"

	"courant/coach/fault"
)

// Limits of a request. A source that is asked once a day at noon can take its time; a
// person who waits at a prompt should not have to.
const (
	dialTime   = 5 * time.Second
	headerTime = 10 * time.Second
	wholeTime  = 25 * time.Second // all attempts together
	attempts   = 3
	firstPause = 500 * time.Millisecond
	longestAsk = 5 * time.Second // a source that asks to wait longer is left alone until then
	mostAfter  = 24 * time.Hour
)

// A Client asks addresses. It may be used concurrently for different addresses.
type Client struct {
	Cache string           // folder of the last good answers with their validators; "": none
	Agent string           // User-Agent
	Now   func() time.Time // for dates in Retry-After
	HTTP  *http.Client     // nil: one with the limits of this package
	Pause func(context.Context, time.Duration) error
}

// An Answer is the body at an address.
type Answer struct {
	Body []byte
	Same bool // the source said that nothing changed: the body is the one of last time

	address        string
	etag, modified string
}

// Get asks an address: https, webcal (the same), or http on this computer. The error is a
// *fault.Error, of code Unreachable, Denied, NotFound, Invalid or Incomplete; After tells
// how long the source asked to be left alone. It takes half a minute at most.
func (c *Client) Get(ctx context.Context, address string) (Answer, error) {
	u, err := parseAddress(address)
	if err != nil {
		return Answer{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, wholeTime)
	defer cancel()
	for attempt := 1; ; attempt++ {
		a, again, err := c.once(ctx, u)
		if err == nil || !again || attempt == attempts {
			return a, err
		}
		wait := firstPause << (attempt - 1)
		if asked := After(err); asked > wait {
			wait = asked
		}
		if wait > longestAsk || c.pause(ctx, wait) != nil {
			return a, err
		}
	}
}

// once asks one time; again says that the same request may well succeed a moment later.
func (c *Client) once(ctx context.Context, u *url.URL) (a Answer, again bool, err error) {
	source := Name(u.String())
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return a, false, fault.New(fault.Invalid, msgAddress, "source", source)
	}
	req.Header.Set("User-Agent", c.Agent)
	req.Header.Set("Accept", "application/json, application/geo+json, text/calendar, text/plain;q=0.9, */*;q=0.1")
	old, held := c.held(u.String())
	if held && old.ETag != "" {
		req.Header.Set("If-None-Match", old.ETag)
	}
	if held && old.Modified != "" {
		req.Header.Set("If-Modified-Since", old.Modified)
	}
	resp, err := c.client().Do(req)
	if err != nil {
		return a, false, explain(ctx, source, err)
	}
	defer resp.Body.Close()
	a.address = u.String()
	switch {
	case resp.StatusCode == http.StatusNotModified && held:
		a.Body, a.Same, a.etag, a.modified = old.Body, true, old.ETag, old.Modified
		return a, false, nil
	case resp.StatusCode != http.StatusOK:
		return a, retryable(resp.StatusCode), c.refused(source, resp)
	}
	a.Body, err = io.ReadAll(io.LimitReader(resp.Body, MaxBody+1))
	switch {
	case err != nil && ctx.Err() == nil:
		return a, true, fault.New(fault.Incomplete, msgCut, "source", source)
	case err != nil:
		return a, false, explain(ctx, source, err)
	case len(a.Body) > MaxBody:
		return a, false, fault.New(fault.Invalid, msgTooBig, "source", source, "most", MaxBody>>20)
	}
	a.etag, a.modified = clip(resp.Header.Get("ETag")), clip(resp.Header.Get("Last-Modified"))
	return a, false, nil
}

func retryable(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// An after is how long a source asked to be left alone.
type after time.Duration

func (a after) Error() string { return "retry after " + time.Duration(a).String() }

// After is how long the source asked to be left alone with the answer behind err, 0 when it
// did not say.
func After(err error) time.Duration {
	var a after
	if errors.As(err, &a) {
		return time.Duration(a)
	}
	return 0
}

// refused tells of an answer that is none.
func (c *Client) refused(source string, resp *http.Response) error {
	s := resp.StatusCode
	code, id := fault.Unreachable, msgServer
	switch {
	case s == http.StatusUnauthorized || s == http.StatusForbidden:
		code, id = fault.Denied, msgRefused
	case s == http.StatusNotFound || s == http.StatusGone:
		code, id = fault.NotFound, msgGone
	case s == http.StatusTooManyRequests || s == http.StatusServiceUnavailable:
		id = msgBusy
	}
	e := fault.New(code, id, "source", source, "status", s)
	if wait := retryAfter(resp.Header.Get("Retry-After"), c.Now()); wait > 0 {
		e.Args = append(e.Args, fault.Arg{Name: "minutes", Value: strconv.Itoa(int((wait + time.Minute - 1) / time.Minute))})
		e.Err = after(wait)
	}
	return e
}

// retryAfter reads seconds or a date (RFC 9110, 10.2.3), at most a day.
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(s); err == nil {
		return min(time.Duration(min(max(n, 0), 1e6))*time.Second, mostAfter)
	}
	if t, err := http.ParseTime(s); err == nil {
		return min(max(t.Sub(now), 0), mostAfter)
	}
	return 0
}

// explain tells why nothing was answered.
func explain(ctx context.Context, source string, err error) error {
	var f *fault.Error
	var timeout net.Error
	var cert *tls.CertificateVerificationError
	var authority x509.UnknownAuthorityError
	var dns *net.DNSError
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &cert), errors.As(err, &authority):
		return fault.New(fault.Denied, msgTLS, "source", source, "problem", clip(cause(err)))
	case errors.As(err, &dns) && !dns.IsTimeout:
		return fault.New(fault.Unreachable, msgUnreachable, "source", source, "problem", "DNS: "+dns.Name)
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return fault.New(fault.Unreachable, msgSilent, "source", source, "seconds", int(waited(ctx, err)/time.Second))
	}
	return fault.New(fault.Unreachable, msgUnreachable, "source", source, "problem", clip(cause(err)))
}

// waited is how long was waited for what did not come.
func waited(ctx context.Context, err error) time.Duration {
	var op *net.OpError
	switch {
	case ctx.Err() != nil:
		return wholeTime
	case errors.As(err, &op) && op.Op == "dial":
		return dialTime
	}
	return headerTime
}

// cause is what went wrong without the address, which may hold a secret.
func cause(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return err.Error()
}

func (c *Client) client() *http.Client {
	if c.HTTP != nil {
		return c.HTTP
	}
	dialer := &net.Dialer{Timeout: dialTime}
	return &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, TLSHandshakeTimeout: dialTime,
			ResponseHeaderTimeout: headerTime, MaxResponseHeaderBytes: 64 << 10, DisableKeepAlives: true,
		},
		CheckRedirect: follow,
	}
}

// follow allows three redirects, none of which may leave the protection of TLS.
func follow(req *http.Request, via []*http.Request) error {
	if len(via) > 3 || !safe(req.URL) {
		return fault.New(fault.Unreachable, msgRedirect, "source", Name(via[0].URL.String()), "target", Name(req.URL.String()))
	}
	return nil
}

func (c *Client) pause(ctx context.Context, d time.Duration) error {
	if c.Pause != nil {
		return c.Pause(ctx, d)
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

// IsAddress reports whether a text is an address rather than a file.
func IsAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz") == ""
}

// Check refuses an address that would not be asked.
func Check(address string) error {
	_, err := parseAddress(address)
	return err
}

func parseAddress(address string) (*url.URL, error) {
	if rest, ok := strings.CutPrefix(address, "webcal://"); ok {
		address = "https://" + rest
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return nil, fault.New(fault.Invalid, msgAddress, "source", clip(address))
	case !safe(u):
		return nil, fault.New(fault.Denied, msgInsecure, "source", Name(address))
	}
	return u, nil
}

// safe reports whether nobody between can change what is answered.
func safe(u *url.URL) bool {
	host := u.Hostname()
	ip := net.ParseIP(host)
	return u.Scheme == "https" || u.Scheme == "http" && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// Name is what people see of an address: the host and the file. What stands between, the
// user and the query may hold a secret, as the private address of a calendar does.
func Name(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return clip(path.Base(address))
	}
	dir, file := path.Split(strings.TrimSuffix(u.Path, "/"))
	switch {
	case file == "":
		return u.Host
	case dir == "/" || dir == "":
		return clip(u.Host + "/" + file)
	}
	return clip(fmt.Sprintf("%s/…/%s", u.Host, file))
}
