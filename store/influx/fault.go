package influx

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	ihttp "github.com/influxdata/influxdb-client-go/v2/api/http"

	"courant/coach/fault"
)

// The sentences of what may go wrong with a server; see tui/text.
const (
	msgUnreachable fault.ID = "influx.unreachable" // host, problem
	msgSilent      fault.ID = "influx.silent"      // host, seconds
	msgTLS         fault.ID = "influx.tls"         // host, problem
	msgRedirect    fault.ID = "influx.redirect"    // host, target
	msgNotInflux   fault.ID = "influx.not-influx"  // host, problem
	msgToken       fault.ID = "influx.token"       // host, from
	msgNoRead      fault.ID = "influx.no-read"     // host, bucket
	msgNoWrite     fault.ID = "influx.no-write"    // host, bucket
	msgNoBucket    fault.ID = "influx.no-bucket"   // host, bucket
	msgNoOrg       fault.ID = "influx.no-org"      // host, org
	msgBusy        fault.ID = "influx.busy"        // host, problem
	msgServer      fault.ID = "influx.server"      // host, problem
	msgQuery       fault.ID = "influx.query"       // host, problem
	msgCut         fault.ID = "influx.cut"         // host, problem
	msgDamaged     fault.ID = "influx.damaged"     // host, problem
	msgEmpty       fault.ID = "influx.empty"       // host, bucket
	msgForeign     fault.ID = "influx.foreign"     // host, bucket, names
	msgMissing     fault.ID = "influx.missing"     // host, home, series, want, got
	msgRejected    fault.ID = "influx.rejected"    // bucket, count, home, time, problem
	msgUnconfirmed fault.ID = "influx.unconfirmed" // bucket, home, series, count
)

// What the guard of the transport ends a request with.
var (
	errSilent   = errors.New("no answer")
	errRedirect = errors.New("redirect")
)

// A trouble is an error with what to do about it.
type trouble struct {
	fault   *fault.Error
	again   bool          // the same request may well succeed: the server is busy, the line broke
	refused bool          // nobody listens: only worth another try once somebody did
	noFlux  bool          // the server does not speak Flux
	reject  bool          // points of a write are at fault, not the whole
	after   time.Duration // what the server asked to wait
}

func (t *trouble) Error() string { return t.fault.Error() }
func (t *trouble) Unwrap() error { return t.fault }

// An intent is what a request was for: the same refusal means another thing.
type intent int

const (
	reading   intent = iota
	following        // reading on, behind requests that were answered
	writing
)

// explain makes a trouble of whatever ended a request.
func (c *Client) explain(err error, why intent) *trouble {
	var t *trouble
	if errors.As(err, &t) {
		return t
	}
	var f *fault.Error
	if errors.As(err, &f) { // found by whoever read the answer
		return &trouble{fault: f}
	}
	var he *ihttp.Error
	if errors.As(err, &he) && he.StatusCode != 0 {
		return c.refusal(he, why)
	}
	var be *bodyError
	if errors.As(err, &be) {
		return c.said(http.StatusInternalServerError, be.message, why)
	}
	return c.broken(err, why)
}

// broken explains an error of the line. A write that got no answer may have been applied: it is
// sent again, which changes nothing.
func (c *Client) broken(err error, why intent) *trouble {
	var cert *tls.CertificateVerificationError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	var timeout net.Error
	switch {
	case errors.Is(err, errSilent):
		return c.trouble(fault.Unreachable, msgSilent, "seconds", strconv.FormatFloat(c.cfg.Idle.Seconds(), 'g', 3, 64), err).repeat(why == writing)
	case errors.Is(err, errRedirect):
		return c.trouble(fault.Denied, msgRedirect, "target", c.redact(strings.TrimPrefix(innermost(err), "redirect ")), err)
	case errors.Is(err, errForeignBody) && c.isKnown():
		return c.trouble(fault.Incomplete, msgDamaged, "problem", c.redact(innermost(err)), err).repeat(true)
	case errors.Is(err, errForeignBody):
		return c.trouble(fault.Foreign, msgNotInflux, "problem", c.redact(innermost(err)), err)
	case errors.As(err, &cert), errors.As(err, &unknown), errors.As(err, &record):
		return c.trouble(fault.Unreachable, msgTLS, "problem", c.redact(innermost(err)), err)
	case errors.Is(err, errDial) || errors.As(err, &timeout) && timeout.Timeout():
		t := c.trouble(fault.Unreachable, msgUnreachable, "problem", c.redact(innermost(err)), err).repeat(true)
		t.refused = true
		return t
	}
	return c.trouble(fault.Incomplete, msgCut, "problem", c.redact(innermost(err)), err).repeat(true)
}

// refusal explains a status that is not 2xx.
func (c *Client) refusal(he *ihttp.Error, why intent) *trouble {
	words := he.Message
	if words == "" && he.Err != nil {
		words = he.Err.Error()
	}
	if he.StatusCode/100 == 3 {
		return c.trouble(fault.Denied, msgRedirect, "target", c.redact(he.Header.Get("Location")))
	}
	t := c.said(he.StatusCode, words, why)
	t.after = time.Duration(he.RetryAfter) * time.Second
	return t
}

// A cause is what a server means by an error.
type cause int

const (
	causeServer cause = iota // something else failed
	causeToken
	causeRight
	causeBucket
	causeOrg
	causePoints
	causeBusy
	causeQuery
	causeNoFlux
	causeStranger // it is no InfluxDB at all
)

// phrases tell causes apart by what servers say; the first that fits stands. The status
// alone would not do: 1.8.10 answers 500 to most of these.
var phrases = []struct {
	text string
	cause
}{
	{"flux query service disabled", causeNoFlux},
	{"organization name", causeOrg},
	{"no database", causeBucket},
	{"database not found", causeBucket},
	{"could not find bucket", causeBucket},
	{"retention policy not found", causeBucket},
	{"invalid retention policy", causeBucket},
	{"default retention policy not set", causeBucket},
	{"requires read", causeRight},
	{"requires write", causeRight},
	{"not authorized", causeRight},
	{"insufficient permissions", causeRight},
	{"authorization failed", causeToken},
	{"authentication credentials", causeToken},
	{"unauthorized", causeToken},
	{"partial write", causePoints},
	{"unable to parse", causePoints},
	{"field type conflict", causePoints},
	{"beyond retention policy", causePoints},
	{"timeout", causeBusy},
	{"not executed", causeQuery},
	{"type error", causeQuery},
	{"error parsing", causeQuery},
	{"failed to parse", causeQuery},
	{"undefined identifier", causeQuery},
	{"compilation failed", causeQuery},
}

// causeOf tells what a server means, by its words, then by the status.
func causeOf(status int, words string, why intent) cause {
	low := strings.ToLower(words)
	if strings.HasPrefix(low, "bucket ") && strings.HasSuffix(low, "not found") {
		return causeBucket
	}
	for _, p := range phrases {
		if strings.Contains(low, p.text) {
			return p.cause
		}
	}
	switch status {
	case http.StatusUnauthorized:
		return causeToken
	case http.StatusForbidden:
		return causeRight
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		return causeStranger
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return causeBusy
	case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		if why == writing {
			return causePoints
		}
		return causeQuery
	}
	return causeServer
}

// said explains what a server said.
func (c *Client) said(status int, words string, why intent) *trouble {
	problem := c.redact(strings.TrimSpace(strconv.Itoa(status) + " " + words))
	switch causeOf(status, words, why) {
	case causeToken:
		return c.trouble(fault.Denied, msgToken, "from", c.cfg.TokenFrom)
	case causeRight:
		id := msgNoRead
		if why == writing {
			id = msgNoWrite
		}
		return c.trouble(fault.Denied, id, "bucket", c.cfg.Bucket)
	case causeBucket:
		return c.trouble(fault.NotFound, msgNoBucket, "bucket", c.cfg.Bucket)
	case causeOrg:
		return c.trouble(fault.NotFound, msgNoOrg, "org", c.cfg.Org)
	case causePoints:
		t := c.trouble(fault.Invalid, msgRejected, "bucket", c.cfg.Bucket, "problem", c.redact(words))
		t.reject = true
		return t
	case causeBusy:
		return c.trouble(fault.Unreachable, msgBusy, "problem", problem).repeat(true)
	case causeQuery:
		return c.trouble(fault.Internal, msgQuery, "problem", problem)
	case causeNoFlux:
		t := c.trouble(fault.Internal, msgQuery, "problem", problem)
		t.noFlux = true
		return t
	case causeStranger:
		return c.trouble(fault.Foreign, msgNotInflux, "problem", problem)
	}
	return c.trouble(fault.Unreachable, msgServer, "problem", problem).repeat(status >= 500)
}

func (t *trouble) repeat(again bool) *trouble {
	t.again = again
	return t
}

// trouble makes an error that names the host; an error among the arguments is its cause.
func (c *Client) trouble(code fault.Code, id fault.ID, args ...any) *trouble {
	all := []any{"host", c.host}
	var cause error
	for _, a := range args {
		if err, ok := a.(error); ok {
			cause = err
			continue
		}
		all = append(all, a)
	}
	e := fault.New(code, id, all...)
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		e.Err = cause
	}
	return &trouble{fault: e}
}

// maxWords bounds what a server may say in a message of ours.
const maxWords = 300

// redact takes the token, and each half of it, out of a text.
func (c *Client) redact(s string) string {
	secrets := []string{c.cfg.Token}
	if _, password, ok := strings.Cut(c.cfg.Token, ":"); ok {
		secrets = append(secrets, password)
	}
	for _, secret := range secrets {
		if len(secret) > 2 {
			s = strings.ReplaceAll(s, secret, "…")
		}
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxWords {
		s = strings.ToValidUTF8(s[:maxWords], "") + "…"
	}
	return s
}

// innermost is the text of the cause underneath: what wraps it may hold addresses and
// queries.
func innermost(err error) string {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return io.ErrUnexpectedEOF.Error()
	}
	for {
		var op *net.OpError
		if errors.As(err, &op) && op.Err != nil && error(op) != err {
			err = op.Err
			continue
		}
		next := errors.Unwrap(err)
		if next == nil || errors.Is(err, errForeignBody) && !errors.Is(next, errForeignBody) || next == errForeignBody {
			return err.Error()
		}
		err = next
	}
}
