package influx

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"courant/store/influx/influxtest"
)

// A meddler stands before a real server and may change what it answers.
type meddler struct {
	*httptest.Server
	target   string
	mu       sync.Mutex
	meddle   func(w http.ResponseWriter, r *http.Request, asked string, resp *http.Response, body []byte) bool
	requests atomic.Int64
}

// newMeddler forwards everything to a bucket's server until meddle answers itself.
func newMeddler(t *testing.T, b influxtest.Bucket) (*meddler, influxtest.Bucket) {
	t.Helper()
	m := &meddler{target: b.URL}
	m.Server = httptest.NewServer(m)
	t.Cleanup(m.Close)
	b.URL = m.URL
	return m, b
}

func (m *meddler) set(meddle func(w http.ResponseWriter, r *http.Request, asked string, resp *http.Response, body []byte) bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.meddle = meddle
}

func (m *meddler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.requests.Add(1)
	asked, _ := io.ReadAll(r.Body)
	req, err := http.NewRequest(r.Method, m.target+r.URL.String(), bytes.NewReader(asked))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	req.Header = r.Header.Clone()
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	body, _ := io.ReadAll(resp.Body)
	m.mu.Lock()
	meddle := m.meddle
	m.mu.Unlock()
	if meddle != nil && meddle(w, r, string(asked), resp, body) {
		return
	}
	for k, v := range resp.Header {
		w.Header()[k] = v
	}
	w.WriteHeader(resp.StatusCode)
	_, _ = w.Write(body)
}

// rowsAsked reports whether a request is for the values of series.
func rowsAsked(asked string, body []byte) bool {
	return len(body) > 1000 && !strings.Contains(asked, "count")
}

// closeDelimited answers as some intermediaries do: no length, no chunks, the end is the end of the
// connection.
func closeDelimited(w http.ResponseWriter, body []byte) {
	conn, buf, err := w.(http.Hijacker).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprintf(buf, "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nConnection: close\r\n\r\n")
	_, _ = buf.Write(body)
	buf.Flush()
}

// cutAtLine is the first half of a body, up to a line end.
func cutAtLine(body []byte) []byte {
	half := body[:len(body)/2]
	return half[:bytes.LastIndexByte(half, '\n')+1]
}
