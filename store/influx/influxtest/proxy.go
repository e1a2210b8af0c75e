package influxtest

import (
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"
)

// A Fault is what a Proxy does to the connections made after Set. The zero value does
// nothing: what comes in goes out.
type Fault struct {
	Refuse    bool          // nobody listens
	Hang      bool          // connections are taken, and nothing ever comes back
	CutAfter  int64         // bytes of a connection's answers that pass before it ends; 0: all
	Reset     bool          // the end is a reset (RST), not an orderly one (FIN)
	FlipAt    int64         // the byte of a connection's answers that comes out wrong; 0: none
	Rate      int           // bytes of answers a second; 0: no bound
	Delay     time.Duration // before each piece of an answer
	DropReply bool          // the request arrives, its answer does not: the connection is reset instead
	Times     int           // connections that it hits before all is well again; 0: every one
}

// A Proxy stands between a client and a server on loopback.
type Proxy struct {
	URL string

	target string
	addr   string
	mu     sync.Mutex
	fault  Fault
	left   int // connections that the fault still hits, when fault.Times > 0
	listen net.Listener
	conns  map[net.Conn]bool
	taken  int
}

// NewProxy listens on a free port for a server's URL, and ends with the test.
func NewProxy(tb testing.TB, serverURL string) *Proxy {
	tb.Helper()
	u, err := url.Parse(serverURL)
	if err != nil {
		tb.Fatal(err)
	}
	p := &Proxy{target: u.Host, addr: "127.0.0.1:0", conns: map[net.Conn]bool{}}
	if err := p.open(); err != nil {
		tb.Fatal(err)
	}
	p.URL = "http://" + p.addr
	tb.Cleanup(func() { p.Set(Fault{Refuse: true}) })
	return p
}

func (p *Proxy) open() error {
	l, err := net.Listen("tcp", p.addr)
	if err != nil {
		return err
	}
	p.listen, p.addr = l, l.Addr().String()
	go p.accept(l)
	return nil
}

// Set ends every connection and lets the fault hit the new ones.
func (p *Proxy) Set(f Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault, p.left = f, f.Times
	for c := range p.conns {
		reset(c)
	}
	switch {
	case f.Refuse && p.listen != nil:
		p.listen.Close()
		p.listen = nil
	case !f.Refuse && p.listen == nil:
		for p.open() != nil { // the port is ours; it may take a moment to be free again
			time.Sleep(time.Millisecond)
		}
	}
}

// Connections is how many connections were taken so far.
func (p *Proxy) Connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.taken
}

func (p *Proxy) accept(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go p.serve(c, p.next(c))
	}
}

// next registers a connection and says which fault it meets.
func (p *Proxy) next(c net.Conn) Fault {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conns[c] = true
	p.taken++
	if p.fault.Times == 0 {
		return p.fault
	}
	if p.left == 0 {
		return Fault{}
	}
	p.left--
	return p.fault
}

func (p *Proxy) serve(c net.Conn, f Fault) {
	defer func() {
		p.mu.Lock()
		delete(p.conns, c)
		p.mu.Unlock()
		c.Close()
	}()
	if f.Hang {
		_, _ = io.Copy(io.Discard, c)
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	defer server.Close()
	go func() {
		_, _ = io.Copy(server, c)
		if t, ok := server.(*net.TCPConn); ok {
			_ = t.CloseWrite()
		}
	}()
	f.answer(c, server)
}

// answer copies the server's bytes to the client, as the fault has it.
func (f Fault) answer(c, server net.Conn) {
	buf := make([]byte, 16<<10)
	if f.Rate > 0 {
		buf = buf[:max(1, min(len(buf), f.Rate/20))]
	}
	for sent := int64(0); ; {
		n, err := server.Read(buf)
		piece := buf[:n]
		if f.DropReply && n > 0 {
			reset(c)
			return
		}
		if i := f.FlipAt - sent; f.FlipAt > 0 && i >= 0 && i < int64(n) {
			piece[i] ^= 1
		}
		cut := f.CutAfter > 0 && sent+int64(n) >= f.CutAfter
		if cut {
			piece = piece[:f.CutAfter-sent]
		}
		if n > 0 {
			time.Sleep(f.Delay)
			if f.Rate > 0 {
				time.Sleep(time.Duration(n) * time.Second / time.Duration(f.Rate))
			}
		}
		if _, werr := c.Write(piece); werr != nil {
			return
		}
		sent += int64(len(piece))
		if cut && f.Reset {
			reset(c)
		}
		if cut || err != nil {
			return
		}
	}
}

// reset ends a connection with an RST.
func reset(c net.Conn) {
	if t, ok := c.(*net.TCPConn); ok {
		_ = t.SetLinger(0)
	}
	c.Close()
}
