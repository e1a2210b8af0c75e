package influx

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
)

func TestDialectsAreFoundByAsking(t *testing.T) {
	for v, want := range map[influxtest.Version]Dialect{
		influxtest.V1: {InfluxQL: true}, influxtest.V1Auth: {InfluxQL: true},
		influxtest.V1Flux: {InfluxQL: true, Flux: true}, influxtest.V1FluxAuth: {InfluxQL: true, Flux: true},
		influxtest.V2: {InfluxQL: true, Flux: true, V2: true},
	} {
		t.Run(string(v), func(t *testing.T) {
			skipShort(t, v)
			b := influxtest.Start(t, v).Bucket(t)
			cfg := configOf(b)
			cfg.Now = func() time.Time { return time.Now().Add(-90 * time.Second) }
			c, err := Open(cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			h, err := c.Health(context.Background())
			if err != nil || h.Dialect != want {
				t.Errorf("dialect %+v, %v; want %+v", h.Dialect, err, want)
			}
			if h.Skew < 88*time.Second || h.Skew > 92*time.Second || !strings.HasPrefix(h.Host, "127.0.0.1:") {
				t.Errorf("health %+v; want a clock 90 s ahead of ours", h)
			}
		})
	}
}

// Q11: each refusal has its own code and sentence, on every server, and none is tried twice.
func TestQ11Refusals(t *testing.T) {
	write := func(c *Client) error {
		_, err := c.Write(context.Background(), store.Batch{Home: "h1", Set: series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 3, 1)}})
		return err
	}
	read := func(c *Client) error {
		_, err := c.Pull(context.Background(), Query{}, func(Pulled) error { return nil })
		return err
	}
	for _, v := range []influxtest.Version{influxtest.V1Auth, influxtest.V1FluxAuth, influxtest.V2, influxtest.V1} {
		if testing.Short() && v == influxtest.V1FluxAuth {
			continue // ten seconds to start
		}
		b := influxtest.Start(t, v).Bucket(t)
		for _, c := range []struct {
			desc string
			set  func(*Config)
			do   func(*Client) error
			id   fault.ID
			code fault.Code
			open bool // also where everybody may do everything
		}{
			{"an empty bucket", func(*Config) {}, read, msgEmpty, fault.NotFound, true},
			{"a wrong token", func(c *Config) { c.Token = "nobody:knows-this" }, read, msgToken, fault.Denied, false},
			{"no token", func(c *Config) { c.Token = "" }, read, msgToken, fault.Denied, false},
			{"a token without rights", func(c *Config) { c.Token = b.NoToken }, read, msgNoRead, fault.Denied, false},
			{"a token that may only write", func(c *Config) { c.Token = b.WriteToken }, read, msgNoRead, fault.Denied, false},
			{"a token that may only read", func(c *Config) { c.Token = b.ReadToken }, write, msgNoWrite, fault.Denied, false},
			{"a bucket that is not there", func(c *Config) { c.Bucket = "nope" }, read, msgNoBucket, fault.NotFound, true},
			{"a bucket that is not there, to write", func(c *Config) { c.Bucket = "nope" }, write, msgNoBucket, fault.NotFound, true},
			{"a policy that is not there", func(c *Config) { c.Bucket += "/nope" }, read, msgNoBucket, fault.NotFound, true},
			{"an organisation that is not there", func(c *Config) { c.Org = "nope" }, read, msgNoOrg, fault.NotFound, false},
		} {
			if c.id == msgNoOrg && v.Is1() || v == influxtest.V1 && !c.open {
				continue
			}
			cfg := configOf(b)
			c.set(&cfg)
			cl, err := Open(cfg)
			if err != nil {
				t.Fatal(err)
			}
			err = c.do(cl)
			var f *fault.Error
			if !errors.As(err, &f) || f.ID != c.id || f.Code != c.code || !errors.Is(err, c.code) {
				t.Errorf("%s: %s: %v, want %s (%s)", v, c.desc, err, c.id, c.code)
			}
			for _, secret := range []string{b.Token, cfg.Token} {
				if secret != "" && err != nil && strings.Contains(err.Error(), secret) {
					t.Errorf("%s: %s: the error tells the token: %v", v, c.desc, err)
				}
			}
			cl.Close()
		}
		// Nothing was written on the way.
		if _, err := client(t, b).Pull(context.Background(), Query{}, func(Pulled) error { return nil }); !errors.Is(err, fault.NotFound) {
			t.Errorf("%s: the bucket is not empty any more: %v", v, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	for _, c := range []struct {
		desc string
		cfg  Config
		id   fault.ID // "" for taken
	}{
		{"no address", Config{Bucket: "b"}, msgNotConfigured},
		{"no bucket", Config{URL: "http://localhost:8086"}, msgNotConfigured},
		{"no scheme", Config{URL: "localhost:8086", Bucket: "b"}, msgBadURL},
		{"another scheme", Config{URL: "ftp://localhost", Bucket: "b"}, msgBadURL},
		{"a password in the address", Config{URL: "https://me:secret@example.org", Bucket: "b"}, msgBadURL},
		{"http to another computer", Config{URL: "http://influx.example.org:8086", Bucket: "b"}, msgInsecure},
		{"the same, accepted", Config{URL: "http://influx.example.org:8086", Bucket: "b", Insecure: true}, ""},
		{"http to a name that only begins like this computer", Config{URL: "http://localhost.example.org", Bucket: "b"}, msgInsecure},
		{"http on this computer", Config{URL: "http://127.0.0.1:8086", Bucket: "b"}, ""},
		{"http on this computer, IPv6", Config{URL: "http://[::1]:8086", Bucket: "b"}, ""},
		{"https", Config{URL: "https://influx.example.org", Bucket: "db/rp"}, ""},
	} {
		cl, err := Open(c.cfg)
		var f *fault.Error
		switch {
		case c.id == "" && err != nil, c.id != "" && (!errors.As(err, &f) || f.ID != c.id):
			t.Errorf("%s: %v, want %q", c.desc, err, c.id)
		case err != nil && strings.Contains(err.Error(), "secret"):
			t.Errorf("%s: the error tells the password: %v", c.desc, err)
		case err == nil:
			cl.Close()
		}
	}
}

func TestCauses(t *testing.T) {
	for _, c := range []struct {
		status int
		words  string
		why    intent
		want   cause
	}{
		{500, "failed to initialize execute state: no database", reading, causeBucket},
		{500, `failed to initialize execute state: user "u", requires READ for database "d"`, reading, causeRight},
		{500, "retention policy not found: nope", writing, causeBucket},
		{500, "type error 1:1-1:15: string != int", reading, causeQuery},
		{500, "engine: cache maximum memory size exceeded", writing, causeServer},
		{500, "timeout", writing, causeBusy},
		{503, "", reading, causeBusy},
		{429, "slow down", writing, causeBusy},
		{404, `bucket "nope" not found`, writing, causeBucket},
		{404, "404 page not found", reading, causeStranger},
		{401, "unauthorized access", reading, causeToken},
		{403, "insufficient permissions for write", writing, causeRight},
		{403, "Flux query service disabled. Verify flux-enabled=true", reading, causeNoFlux},
		{400, "partial write: unable to parse 'bad': missing fields dropped=0", writing, causePoints},
		{422, "failure writing points to database: partial write: points beyond retention policy dropped=3", writing, causePoints},
		{400, `failed to decode request body: organization name "nope" not found`, reading, causeOrg},
		{400, "something new", reading, causeQuery},
	} {
		if got := causeOf(c.status, c.words, c.why); got != c.want {
			t.Errorf("%d %q: cause %d, want %d", c.status, c.words, got, c.want)
		}
	}
}

func TestRedact(t *testing.T) {
	c := &Client{cfg: Config{Token: "user:s3cret"}}
	for in, want := range map[string]string{
		"bad token user:s3cret":  "bad token …",
		"password s3cret\n\twas": "password … was",
		"nothing":                "nothing",
	} {
		if got := c.redact(in); got != want {
			t.Errorf("redact(%q) = %q, want %q", in, got, want)
		}
	}
	if long := c.redact(strings.Repeat("é", 1000)); len(long) > maxWords+3 || !slices.Contains([]rune(long), '…') {
		t.Errorf("a long text is %d bytes", len(long))
	}
}
