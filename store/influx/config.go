package influx

import (
	"net"
	"net/url"
	"strings"
	"time"

	"courant/coach/fault"
)

// A Config says which server and bucket, and how patient to be.
type Config struct {
	URL    string // https://host:port, or http:// on this computer
	Org    string // the organisation; empty on 1.8
	Bucket string // the bucket; on 1.8 "database" or "database/policy"
	Token  string // the token; on 1.8 "user:password"; empty where everybody may

	// TokenFrom is where the token was read: a file, a setting or a variable. It is told where
	// a server refuses the token; empty tells nothing.
	TokenFrom string

	// Insecure lets http:// go to another computer: token and data then travel for
	// everybody on the way to read. Default no.
	Insecure bool

	// Dial bounds how long a connection may take to come about. Default 5 s.
	Dial time.Duration

	// Idle is how long a server may keep silent in an answer that was begun or asked for;
	// the whole answer may take as long as it likes. Default 60 s.
	Idle time.Duration

	// Attempts is how often a request is sent when the server is busy or the line breaks.
	// Default 6, which with the delays below bears a restart of the server.
	Attempts int

	// Base and Cap bound the delay before another attempt: it doubles from Base on up to Cap
	// and is then drawn between nothing and that (full jitter). What a server asks for in Retry-After
	// is obeyed up to four times Cap. Defaults 500 ms and 15 s.
	Base, Cap time.Duration

	// Rand draws the jitter, in [0, 1). Default 1: no jitter.
	Rand func() float64

	// Map says what is what in a bucket of another program; the zero value is courant's own schema.
	Map Map

	// Workers is how many requests of a bulk read run at once. Default 4.
	Workers int

	// Step is taken for that of series whose points do not show another one by a run of them.
	// Default 0: the most common difference is the step, and lone points are left out, and counted.
	Step time.Duration

	// Now tells the time, for what is dated in the future and for the server's clock.
	// Without it neither is checked.
	Now func() time.Time
}

const (
	msgNotConfigured fault.ID = "influx.not-configured" // key
	msgBadURL        fault.ID = "influx.bad-url"        // url
	msgInsecure      fault.ID = "influx.insecure"       // host
)

// defaults fills in what was left out.
func (c Config) defaults() Config {
	def := func(d *time.Duration, v time.Duration) {
		if *d <= 0 {
			*d = v
		}
	}
	def(&c.Dial, 5*time.Second)
	def(&c.Idle, time.Minute)
	def(&c.Base, 500*time.Millisecond)
	def(&c.Cap, 15*time.Second)
	if c.Attempts <= 0 {
		c.Attempts = 6
	}
	if c.Workers <= 0 {
		c.Workers = 4
	}
	if c.Rand == nil {
		c.Rand = func() float64 { return 1 }
	}
	return c
}

// check reads the address and refuses what would give the token away.
func (c Config) check() (*url.URL, error) {
	switch {
	case c.URL == "":
		return nil, fault.New(fault.NotConfigured, msgNotConfigured, "key", "influx.url")
	case c.Bucket == "":
		return nil, fault.New(fault.NotConfigured, msgNotConfigured, "key", "influx.bucket")
	}
	u, err := url.Parse(c.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, fault.New(fault.Invalid, msgBadURL, "url", redactUser(c.URL))
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) && !c.Insecure {
		return nil, fault.New(fault.Denied, msgInsecure, "host", u.Host)
	}
	return u, nil
}

// redactUser takes a user and password out of an address for a message.
func redactUser(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		scheme, rest = "", address
	} else {
		scheme += "://"
	}
	if i := strings.LastIndexByte(rest, '@'); i >= 0 {
		rest = "…@" + rest[i+1:]
	}
	return scheme + rest
}

// loopback reports whether a host is this computer.
func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
