package influx

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// maxErrorBody bounds what is read of an answer that is an error.
const maxErrorBody = 64 << 10

var errDial = errors.New("cannot connect")

// A guard is the transport of every request. It ends one whose server keeps silent,
// however long a lively answer takes; it bounds what an error may weigh; and it asks for
// compression unless the server is on this computer, where it only costs.
type guard struct {
	base  *http.Transport
	idle  time.Duration
	plain bool
}

func newGuard(cfg Config, local bool) *guard {
	dialer := &net.Dialer{Timeout: cfg.Dial}
	return &guard{
		base: &http.Transport{
			Proxy: http.ProxyFromEnvironment,
			DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
				conn, err := dialer.DialContext(ctx, network, addr)
				if err != nil {
					return nil, fmt.Errorf("%w: %w", errDial, err)
				}
				return conn, nil
			},
			TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout: cfg.Dial,
			MaxIdleConnsPerHost: cfg.Workers,
			IdleConnTimeout:     90 * time.Second,
			ForceAttemptHTTP2:   true,
			DisableCompression:  local,
		},
		idle:  cfg.Idle,
		plain: local,
	}
}

// RoundTrip sends a request and watches over its answer.
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	timer := time.AfterFunc(g.idle, func() { cancel(errSilent) })
	req = req.Clone(ctx)
	if g.plain {
		req.Header.Set("Accept-Encoding", "identity")
	}
	resp, err := g.base.RoundTrip(req)
	if err != nil {
		timer.Stop()
		err = causeOr(ctx, err)
		cancel(nil)
		return nil, err
	}
	body := &watched{ReadCloser: resp.Body, ctx: ctx, cancel: cancel, timer: timer, idle: g.idle}
	resp.Body = body
	if resp.StatusCode/100 != 2 {
		body.left = maxErrorBody
		body.bounded = true
	}
	return resp, nil
}

// causeOr is errSilent when the guard ended the request, else err.
func causeOr(ctx context.Context, err error) error {
	if errors.Is(context.Cause(ctx), errSilent) {
		return errSilent
	}
	return err
}

// A watched body sets the guard's timer back with every piece that arrives.
type watched struct {
	io.ReadCloser
	ctx     context.Context
	cancel  context.CancelCauseFunc
	timer   *time.Timer
	idle    time.Duration
	left    int // bytes that may yet come, when bounded
	bounded bool
}

func (w *watched) Read(p []byte) (int, error) {
	if w.bounded {
		if w.left == 0 {
			return 0, io.EOF
		}
		p = p[:min(len(p), w.left)]
	}
	n, err := w.ReadCloser.Read(p)
	w.left -= n
	if err != nil {
		w.timer.Stop()
		if err != io.EOF {
			err = causeOr(w.ctx, err)
		}
		return n, err
	}
	w.timer.Reset(w.idle)
	return n, nil
}

// Close ends the request: what of a long answer has not been read is not drained.
func (w *watched) Close() error {
	w.timer.Stop()
	w.cancel(nil)
	return w.ReadCloser.Close()
}
