package influx

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/store/influx/influxtest"
)

// The writing half of the fault matrix (W1 to W9): nothing lost, nothing doubled, and no word of
// success that was not read back.

// pushed is what the tests write: two batches' worth of points.
func pushed() series.Set {
	return series.Set{
		{Kind: series.Energy}:                  wave(series.Energy, day0, 15*time.Minute, 6000, 1),
		{Kind: series.Outdoor}:                 wave(series.Outdoor, day0, time.Hour, 1500, -20),
		{Zone: "salon", Kind: series.Setpoint}: wave(series.Setpoint, day0, 15*time.Minute, 6000, 18),
	}
}

func push(c *Client) (store.Tally, error) {
	return c.Write(context.Background(), store.Batch{Home: "h1", City: home.Quebec, Set: pushed()})
}

// exact checks that a bucket holds what pushed gives, point by point: counted by the server too.
func exact(t *testing.T, c *Client, desc string) {
	t.Helper()
	p, err := c.ReadHome(context.Background(), "h1", time.Time{}, time.Time{})
	if err != nil {
		t.Fatalf("%s: %v", desc, err)
	}
	if d := cmp.Diff(pushed(), p.Set, sameSeries); d != "" || len(p.Issues) > 0 {
		t.Errorf("%s: what is read back differs (issues %v):\n%s", desc, p.Issues, d)
	}
}

func onBothEmpty(t *testing.T, test func(*testing.T, *influxtest.Proxy, influxtest.Bucket, *Client)) {
	t.Helper()
	for _, v := range []influxtest.Version{influxtest.V1Auth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			p := influxtest.NewProxy(t, b.URL)
			b.URL = p.URL
			test(t, p, b, client(t, b))
		})
	}
}

// W1, W3: the server is away before or at the end. The local store is the journal: it still has all, and the
// same push brings the rest.
func TestW1W3ServerAway(t *testing.T) {
	onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		p.Set(influxtest.Fault{Refuse: true})
		if _, err := push(c); !errors.Is(err, fault.Unreachable) {
			t.Errorf("server away: %v, want unreachable", err)
		}
		p.Set(influxtest.Fault{})
		tally, err := push(c)
		if want := (store.Tally{New: 6000 + 1500 + 6000}); err != nil || tally != want {
			t.Errorf("back again: %+v, %v; want %+v", tally, err, want)
		}
		p.Set(influxtest.Fault{Refuse: true})
		if err := c.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		p.Set(influxtest.Fault{})
		exact(t, c, "after the server was away")
	})
}

// W2, W4, W7: connections break while it is written, replies are lost behind an applied write, an answer
// comes too late.
func TestW2W4W7BrokenWrites(t *testing.T) {
	for desc, f := range map[string]influxtest.Fault{
		"cut in an answer":         {CutAfter: 40, Times: 2},
		"reset in an answer":       {CutAfter: 40, Reset: true, Times: 2},
		"reply lost":               {DropReply: true, Times: 2},
		"no answer in time":        {Delay: 1500 * time.Millisecond, Times: 1},
		"taken and never answered": {Hang: true, Times: 1},
	} {
		t.Run(desc, func(t *testing.T) {
			onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, _ *Client) {
				cfg := configOf(b)
				cfg.Idle, cfg.Attempts = 700*time.Millisecond, 6
				if !strings.Contains(desc, "answer in time") && !strings.Contains(desc, "never") {
					cfg.Idle = 0
				}
				c, err := Open(cfg)
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				if _, err := c.Dialect(context.Background()); err != nil {
					t.Fatal(err)
				}
				all := lines("h1", "quebec", updatesOf(pushed()))
				p.Set(f)
				refused, err := c.send(context.Background(), all)
				if err != nil || refused != nil {
					t.Fatalf("send: %v, %v; want it borne", refused, err)
				}
				p.Set(influxtest.Fault{})
				exact(t, c, desc)
				if tally, err := push(c); err != nil || tally != (store.Tally{Same: 13_500}) {
					t.Errorf("pushed again: %+v, %v; want all the same", tally, err)
				}
			})
		})
	}
}

// updatesOf lists every value of a set.
func updatesOf(set series.Set) []update {
	updates, _, _ := (&held{}).lay("h1", set)
	return updates
}

// W5: what a busy server says is heard; what is no use is not tried again.
func TestW5BusyAndPermanent(t *testing.T) {
	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	for _, c := range []struct {
		desc       string
		status     int
		retryAfter string
		body       string
		times      int64 // answers of that kind
		id         fault.ID
		requests   int64 // writes that arrive in all
		wait       time.Duration
	}{
		{"429 with Retry-After, once", 429, "1", `{"code":"too many requests","message":"slow down"}`, 1, "", 2, time.Second},
		{"503 twice", 503, "", "", 2, "", 3, 0},
		{"503 for ever", 503, "", "", 1 << 30, msgBusy, 3, 0},
		{"429 that asks for an hour", 429, "3600", "", 1 << 30, msgBusy, 1, 0},
		{"500 that a policy is missing", 500, "", `{"code":"internal error","message":"retention policy not found: x"}`, 1 << 30, msgNoBucket, 1, 0},
		{"401", 401, "", `{"code":"unauthorized","message":"unauthorized access"}`, 1 << 30, msgToken, 1, 0},
		{"403", 403, "", `{"code":"forbidden","message":"insufficient permissions for write"}`, 1 << 30, msgNoWrite, 1, 0},
		{"500 of the engine, twice", 500, "", `{"code":"internal error","message":"engine: cache maximum memory size exceeded"}`, 2, "", 3, 0},
		{"413", 413, "", "", 1 << 30, msgRejected, 0, 0},
	} {
		m, b := newMeddler(t, b)
		cl := client(t, b)
		if _, err := cl.Dialect(context.Background()); err != nil {
			t.Fatal(err)
		}
		var writes atomic.Int64
		m.set(func(w http.ResponseWriter, r *http.Request, asked string, _ *http.Response, _ []byte) bool {
			if !strings.HasSuffix(r.URL.Path, "/write") || asked == "" {
				return false
			}
			if writes.Add(1) > c.times {
				return false
			}
			if c.retryAfter != "" {
				w.Header().Set("Retry-After", c.retryAfter)
			}
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
			return true
		})
		start := time.Now()
		refused, err := cl.send(context.Background(), lines("h1", "", updatesOf(series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 10, 1)})))
		if refused != nil {
			err = refused
		}
		if c.id == "" && err != nil || c.id != "" && !isFault(err, c.id) {
			t.Errorf("%s: %v, want %q", c.desc, err, c.id)
		}
		if got := writes.Load(); c.requests > 0 && got != c.requests || time.Since(start) < c.wait {
			t.Errorf("%s: %d writes in %s, want %d in %s or more", c.desc, got, time.Since(start), c.requests, c.wait)
		}
	}
}

// W6: exactly the good points are stored, whatever is wrong with the others.
func TestW6RefusedPoints(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		b := influxtest.Start(t, v).Bucket(t)
		c := client(t, b)
		// A field that is a text in the week of the writes.
		mustWrite(t, b, fmt.Sprintf("consumption,household=other indoor_c=\"warm\" %d", day0.Unix()))
		set := series.Set{
			{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 40, 1),
			{Kind: series.Indoor}: wave(series.Indoor, day0.Add(10*time.Hour), time.Hour, 5, 20),
		}
		_, err := c.Write(context.Background(), store.Batch{Home: "h1", Set: set})
		if !isFault(err, msgRejected) || !errors.Is(err, fault.Invalid) || !strings.Contains(err.Error(), `count="`) {
			t.Errorf("%s: %v, want %s with a count", v, err, msgRejected)
		}
		p, err := c.ReadHome(context.Background(), "h1", time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		// A point is refused as a whole: energies of the hours with the bad field are missing too.
		if got := p.Set.Get("", series.Energy); got.Known() != 35 || len(p.Set) != 1 {
			t.Errorf("%s: %d energies and %d series are stored, want 35 and one", v, got.Known(), len(p.Set))
		}
	}
	c := client(t, influxtest.Start(t, influxtest.V2).Bucket(t))
	for desc, batch := range map[string]store.Batch{
		"1970":             {Home: "h1", Set: series.Set{{Kind: series.Energy}: wave(series.Energy, time.Unix(0, 0), time.Hour, 3, 1)}},
		"the future":       {Home: "h1", Set: series.Set{{Kind: series.Energy}: wave(series.Energy, at.Add(48*time.Hour), time.Hour, 3, 1)}},
		"off the grid":     {Home: "h1", Set: series.Set{{Kind: series.Energy}: wave(series.Energy, day0.Add(time.Minute), time.Hour, 3, 1)}},
		"an odd step":      {Home: "h1", Set: series.Set{{Kind: series.Energy}: wave(series.Energy, day0, 11*time.Minute, 3, 1)}},
		"an infinity":      {Home: "h1", Set: series.Set{{Kind: series.Energy}: {Kind: series.Energy, Start: day0, Step: time.Hour, Values: []float64{1 / zero}}}},
		"an id to escape":  {Home: "h1,x=y", Set: series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 3, 1)}},
		"a zone to escape": {Home: "h1", Set: series.Set{{Zone: "a b", Kind: series.Indoor}: wave(series.Indoor, day0, time.Hour, 3, 1)}},
	} {
		if _, err := c.Write(context.Background(), batch); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: %v, want invalid", desc, err)
		}
	}
	if _, err := c.Pull(context.Background(), Query{}, func(Pulled) error { return nil }); !isFault(err, msgEmpty) {
		t.Errorf("something refused was written: %v", err)
	}
}

var zero float64

// W9: two writers at once lose nothing of each other's fields; where they overlap the last one stands.
func TestW9TwoWriters(t *testing.T) {
	onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		var wg sync.WaitGroup
		ours := []series.Set{
			{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 2000, 1)},
			{{Kind: series.Outdoor}: wave(series.Outdoor, day0, time.Hour, 2000, -5), {Zone: "salon", Kind: series.Indoor}: wave(series.Indoor, day0, time.Hour, 2000, 20)},
		}
		for i, set := range ours {
			wg.Go(func() {
				if _, err := c.Write(context.Background(), store.Batch{Home: "h1", City: home.Quebec, Set: set}); err != nil {
					t.Errorf("writer %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		got, err := c.Read(context.Background(), "h1", time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		want := series.Set{}
		for _, set := range ours {
			for k, s := range set {
				want[k] = s
			}
		}
		if d := cmp.Diff(want, got, sameSeries); d != "" {
			t.Error(d)
		}
	})
}

// The program itself is killed (SIGKILL) in the middle of a push, again and again; then the push is run to
// its end. The server is killed in the middle of another.
func TestKillNine(t *testing.T) {
	if os.Getenv("COURANT_TEST_PUSH_URL") != "" {
		c := client(t, influxtest.Bucket{URL: os.Getenv("COURANT_TEST_PUSH_URL"), Org: os.Getenv("COURANT_TEST_PUSH_ORG"), Name: os.Getenv("COURANT_TEST_PUSH_BUCKET"), Token: os.Getenv("COURANT_TEST_PUSH_TOKEN")})
		if _, err := push(c); err != nil {
			t.Fatal(err)
		}
		return
	}
	onBothEmpty(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		p.Set(influxtest.Fault{Delay: 5 * time.Millisecond}) // so that there is a middle
		killed := 0
		for i := range 4 {
			cmd := exec.Command(os.Args[0], "-test.run=^TestKillNine$")
			cmd.Env = append(os.Environ(), "COURANT_TEST_PUSH_URL="+b.URL, "COURANT_TEST_PUSH_ORG="+b.Org, "COURANT_TEST_PUSH_BUCKET="+b.Name, "COURANT_TEST_PUSH_TOKEN="+b.Token)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Duration(40+60*i) * time.Millisecond)
			_ = cmd.Process.Kill()
			if err := cmd.Wait(); err != nil {
				killed++
			}
		}
		if killed == 0 {
			t.Error("no push was killed in the middle")
		}
		p.Set(influxtest.Fault{})
		if _, err := push(c); err != nil {
			t.Fatal(err)
		}
		exact(t, c, "after four kills")
	})
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		t.Run(string(v)+",server", func(t *testing.T) {
			s := influxtest.Launch(t, v)
			b := s.Bucket(t)
			cfg := configOf(b)
			cfg.Attempts, cfg.Base = 14, 200*time.Millisecond
			c, err := Open(cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := c.Dialect(context.Background()); err != nil {
				t.Fatal(err)
			}
			// The weeks are there before the kills: 1.8.10 itself can break a week that it is killed
			// in the middle of making ("unexpected end of JSON input"), whoever writes to it.
			other := store.Batch{Home: "h2", Set: series.Set{{Kind: series.Outdoor}: wave(series.Outdoor, day0, time.Hour, 1500, -20)}}
			if _, err := c.Write(context.Background(), other); err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 1)
			go func() { _, err := push(c); done <- err }()
			for range 3 {
				time.Sleep(40 * time.Millisecond)
				s.Kill(t)
				s.Restart(t)
			}
			if err := <-done; err != nil {
				t.Fatalf("the push did not bear three kills of the server: %v", err)
			}
			exact(t, c, "after three kills of the server")
		})
	}
}
