package influx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/influx/influxtest"
)

// The reading half of the fault matrix, row by row (Q1 to Q16): the right error, no number
// of a home that is not complete, no hang, and all well again when the fault is over, with the same client.

const (
	faultHomes = 6
	faultHours = 2000
)

// onBoth runs a test on 1.8 and on 2.x, each with a few homes in a bucket behind a proxy.
func onBoth(t *testing.T, test func(*testing.T, *influxtest.Proxy, influxtest.Bucket, *Client)) {
	t.Helper()
	for _, v := range []influxtest.Version{influxtest.V1Auth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			fillFaultHomes(t, b)
			p := influxtest.NewProxy(t, b.URL)
			b.URL = p.URL
			test(t, p, b, client(t, b))
		})
	}
}

func fillFaultHomes(t *testing.T, b influxtest.Bucket) {
	t.Helper()
	var lines []string
	for h := range faultHomes {
		for i := range faultHours {
			lines = append(lines, fmt.Sprintf("consumption,city=quebec,household=home-%d energy_kwh=%d.%04d,outdoor_c=-%d.5 %d", h, 1+h, i, i%30, day0.Unix()-40*86400+int64(i)*3600))
		}
	}
	mustWrite(t, b, lines...)
}

// whole checks that homes came complete or not at all, and gives how many did.
func whole(t *testing.T, c *Client, ctx context.Context) (homes int, err error) {
	t.Helper()
	_, err = c.Pull(ctx, Query{}, func(p Pulled) error {
		homes++
		sum := 0.0
		for _, s := range p.Set {
			for _, v := range s.Values {
				sum += v
			}
		}
		var h int
		fmt.Sscanf(string(p.Home), "home-%d", &h)
		want := 0.0
		for i := range faultHours {
			want += float64(1+h) + float64(i)/1e4 - float64(i%30) - 0.5
		}
		if p.Values() != 2*faultHours || sum-want > 1e-6 || want-sum > 1e-6 || len(p.Issues) > 0 {
			t.Errorf("%s: %d values that add up to %g, issues %v; want %d and %g", p.Home, p.Values(), sum, p.Issues, 2*faultHours, want)
		}
		return nil
	})
	return homes, err
}

// allWell checks that the client works, after a fault is over.
func allWell(t *testing.T, c *Client) {
	t.Helper()
	if n, err := whole(t, c, context.Background()); n != faultHomes || err != nil {
		t.Errorf("after the fault: %d homes, %v; want %d", n, err, faultHomes)
	}
}

func isFault(err error, id fault.ID) bool {
	var f *fault.Error
	return errors.As(err, &f) && f.ID == id
}

func TestQ1Refused(t *testing.T) {
	onBoth(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		p.Set(influxtest.Fault{Refuse: true})
		start := time.Now()
		n, err := whole(t, c, context.Background())
		if n != 0 || !isFault(err, msgUnreachable) || !errors.Is(err, fault.Unreachable) || time.Since(start) > 5*time.Second {
			t.Errorf("%d homes, %v after %s; want %s at once", n, err, time.Since(start), msgUnreachable)
		}
		if !strings.Contains(err.Error(), strings.TrimPrefix(p.URL, "http://")) || strings.Contains(err.Error(), b.Token) {
			t.Errorf("the error must name the host and not the token: %v", err)
		}
		p.Set(influxtest.Fault{})
		allWell(t, c)
	})
}

func TestQ2Silent(t *testing.T) {
	onBoth(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		p.Set(influxtest.Fault{Hang: true})
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		start := time.Now()
		if n, err := whole(t, c, ctx); n != 0 || !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 3*time.Second {
			t.Errorf("%d homes, %v after %s; want the deadline", n, err, time.Since(start))
		}
		cfg := configOf(b)
		cfg.Idle = 150 * time.Millisecond
		impatient, err := Open(cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer impatient.Close()
		start = time.Now()
		if n, err := whole(t, impatient, context.Background()); n != 0 || !isFault(err, msgSilent) || time.Since(start) > 5*time.Second {
			t.Errorf("%d homes, %v after %s; want %s", n, err, time.Since(start), msgSilent)
		}
		p.Set(influxtest.Fault{})
		allWell(t, c)
		allWell(t, impatient)
	})
}

func TestQ3Q4BrokenInTheMiddle(t *testing.T) {
	onBoth(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		for _, reset := range []bool{true, false} {
			for _, at := range []int64{100, 700, 5_000, 40_000, 150_000} {
				p.Set(influxtest.Fault{CutAfter: at, Reset: reset})
				n, err := whole(t, c, context.Background())
				if at == 150_000 && n == faultHomes && err == nil {
					continue // a request for one home is smaller than that
				}
				if n == faultHomes || !isFault(err, msgCut) || !errors.Is(err, fault.Incomplete) {
					t.Errorf("every connection ended after %d bytes (reset %t): %d homes, %v; want %s", at, reset, n, err, msgCut)
				}
				p.Set(influxtest.Fault{CutAfter: at, Reset: reset, Times: 2})
				if n, err := whole(t, c, context.Background()); n != faultHomes || err != nil {
					t.Errorf("two connections ended after %d bytes (reset %t): %d homes, %v; want all", at, reset, n, err)
				}
			}
		}
		p.Set(influxtest.Fault{})
		allWell(t, c)
	})
}

// Q5, Q6, Q10: what stands between client and server may end an answer so that it looks whole, or put
// an error where rows were due.
func TestQ5Q6Q10AnswersThatLie(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1Auth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			fillFaultHomes(t, b)
			m, b := newMeddler(t, b)
			c := client(t, b)
			for _, lie := range []struct {
				desc string
				body func([]byte) []byte
				id   fault.ID
				once bool // borne when it happens once
			}{
				{"cut at a line end", cutAtLine, msgMissing, true},
				{"nothing at all, as a failed statement", func([]byte) []byte { return nil }, msgMissing, true},
				{"cut inside the last column", func(b []byte) []byte { return b[:len(b)-9] }, msgCut, true},
				{"a household cut short", func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("home-0\r"), []byte("home\r")) }, msgMissing, true},
				{"an error in one column", func([]byte) []byte { return []byte("error\r\nengine is closed\r\n") }, msgServer, true},
				{"an error behind rows", func(b []byte) []byte {
					return append(cutAtLine(b), "\r\n#datatype,string,string\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,panic: runtime error,\r\n"...)
				}, msgServer, true},
			} {
				if v.Is1() && (lie.desc == "a household cut short" || lie.desc == "an error behind rows") {
					continue // InfluxQL names no household, and has no such errors
				}
				for _, once := range []bool{false, true} {
					var done atomic.Bool
					m.set(func(w http.ResponseWriter, _ *http.Request, asked string, _ *http.Response, body []byte) bool {
						if !rowsAsked(asked, body) || once && done.Swap(true) {
							return false
						}
						closeDelimited(w, lie.body(bytes.Clone(body)))
						return true
					})
					n, err := whole(t, c, context.Background())
					switch {
					case !once && (n == faultHomes || !isFault(err, lie.id)):
						t.Errorf("%s, always: %d homes, %v; want %s", lie.desc, n, err, lie.id)
					case once && (n != faultHomes || err != nil || !done.Load()):
						t.Errorf("%s, once: %d homes, %v; want all", lie.desc, n, err)
					}
				}
			}
			m.set(nil)
			allWell(t, c)
		})
	}
}

// Q10 on a real server: the second result of a query fails behind the first one's rows.
func TestQ10ErrorBehindRows(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1Flux, influxtest.V2} {
		if testing.Short() && v == influxtest.V1Flux {
			continue // ten seconds to start
		}
		b := influxtest.Start(t, v).Bucket(t)
		fillFaultHomes(t, b)
		c := client(t, b)
		from := selection{measurement: measured, from: earliest, to: latest}.flux(b.Name)
		rows := 0
		err := c.ask(context.Background(), reading, c.fluxRequest(from+`|> yield(name: "a")`+"\n"+from+`|> map(fn: (r) => ({_value: int(v: "x" + r._field), _time: r._time})) |> yield(name: "b")`), func(r io.Reader) error {
			to := &drop{}
			err := readFlux(r, to)
			rows = to.n
			return err
		})
		if err == nil || isFault(err, msgCut) {
			t.Errorf("%s: %d rows and %v; want the server's error", v, rows, err)
		}
	}
}

func TestQ7FlippedByte(t *testing.T) {
	// In a plain body a flipped digit cannot be noticed: TLS or compression must be there to do it, and is
	// used to any other computer. Here compression is asked for as if the server were one.
	onBoth(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		c.guard.plain, c.guard.base.DisableCompression = false, false
		if _, err := c.Dialect(context.Background()); err != nil {
			t.Fatal(err)
		}
		for at := int64(1500); at < 9_000; at += 1_777 {
			p.Set(influxtest.Fault{FlipAt: at})
			if n, err := whole(t, c, context.Background()); err != nil && !errors.Is(err, fault.Incomplete) && !errors.Is(err, fault.Foreign) {
				t.Errorf("byte %d flipped: %d homes, %v", at, n, err)
			}
			p.Set(influxtest.Fault{FlipAt: at, Times: 1})
			_, _ = whole(t, c, context.Background()) // whole itself checks every number
		}
		p.Set(influxtest.Fault{})
		allWell(t, c)
	})
}

func TestQ8Q9SlowAndCancelled(t *testing.T) {
	onBoth(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, c *Client) {
		allWell(t, c)
		c.guard.base.CloseIdleConnections()
		settled := runtime.NumGoroutine()
		p.Set(influxtest.Fault{Rate: 200_000, Delay: 10 * time.Millisecond})
		stopped := time.Hour // the best of a few: a busy machine is not what is asked about
		for range 5 {
			ctx, cancel := context.WithCancel(context.Background())
			var cancelled time.Time
			homes := 0
			_, err := c.Pull(ctx, Query{}, func(Pulled) error {
				homes++
				cancelled = time.Now()
				cancel()
				return nil
			})
			if !errors.Is(err, context.Canceled) || homes == 0 || homes == faultHomes {
				t.Errorf("%d homes, %v; want some as they come, then the end", homes, err)
			}
			cancel()
			if stopped = min(stopped, time.Since(cancelled)); stopped < 100*time.Millisecond {
				break
			}
		}
		if stopped > 100*time.Millisecond {
			t.Errorf("it took %s to stop", stopped)
		}
		p.Set(influxtest.Fault{})
		allWell(t, c)
		c.guard.base.CloseIdleConnections()
		for range 100 {
			if runtime.NumGoroutine() <= settled {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		if n := runtime.NumGoroutine(); n > settled+2 {
			t.Errorf("%d goroutines, %d before", n, settled)
		}
	})
}

func TestQ12KilledAndRestarted(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			s := influxtest.Launch(t, v)
			b := s.Bucket(t)
			fillFaultHomes(t, b)
			cfg := configOf(b)
			cfg.Attempts, cfg.Base, cfg.Workers = 12, 200*time.Millisecond, 1
			c, err := Open(cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			allWell(t, c)
			var once sync.Once
			restarted := make(chan struct{})
			homes := map[home.ID]int{}
			_, err = c.Pull(context.Background(), Query{}, func(p Pulled) error {
				homes[p.Home] += p.Values()
				once.Do(func() {
					s.Kill(t)
					go func() { s.Restart(t); close(restarted) }()
				})
				return nil
			})
			<-restarted
			if err != nil || len(homes) != faultHomes {
				t.Errorf("%d homes, %v; want %d: the restart is borne", len(homes), err, faultHomes)
			}
			for id, n := range homes {
				if n != 2*faultHours {
					t.Errorf("%s: %d values, want %d, once", id, n, 2*faultHours)
				}
			}
			allWell(t, c)
		})
	}
}

// Q13: a million values and more go through a few megabytes.
func TestQ13BigAnswerSmallMemory(t *testing.T) {
	const homes, hours = 100, 8760
	names := make([]string, homes)
	for i := range names {
		names[i] = fmt.Sprintf("h%03d", i)
	}
	fake := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		q := r.PostForm.Get("q")
		switch {
		case r.URL.Path != "/query":
			http.NotFound(w, r)
		case strings.HasPrefix(q, "SHOW"):
			fmt.Fprint(w, `{"results":[{"statement_id":0,"series":[{"name":"consumption","columns":["fieldKey","fieldType"],"values":[["energy_kwh","float"],["indoor_c","float"],["outdoor_c","float"]]}]}]}`)
		case strings.Contains(q, "count(") && strings.Contains(q, `"consumption"`):
			fmt.Fprint(w, `{"results":[{"statement_id":0,"series":[`)
			for i, name := range names {
				fmt.Fprintf(w, `%s{"name":"consumption","tags":{"household":%q},"columns":["time","energy_kwh","indoor_c","outdoor_c"],"values":[[0,%d,%d,%d]]}`, strings.Repeat(",", min(i, 1)), name, hours, hours, hours)
			}
			fmt.Fprint(w, `]}]}`)
		case strings.Contains(q, "count("):
			fmt.Fprint(w, `{"results":[{"statement_id":0}]}`)
		default:
			fmt.Fprint(w, "name,tags,time,energy_kwh,indoor_c,outdoor_c\n")
			for i := range hours {
				fmt.Fprintf(w, "consumption,,%d,1.5,20.5,-10.25\n", t0+int64(i)*3600)
			}
		}
	}))
	defer fake.Close()
	c := client(t, influxtest.Bucket{URL: fake.URL, Name: "b"})
	runtime.GC()
	most := peak()
	values := 0
	if _, err := c.Pull(context.Background(), Query{}, func(p Pulled) error { values += p.Values(); return nil }); err != nil {
		t.Fatal(err)
	}
	if mb := most(); values != 3*homes*hours || mb > 100 {
		t.Errorf("%d values, %.0f MB at most; want %d in less than 100 MB", values, mb, 3*homes*hours)
	}
}

func TestQ15Strangers(t *testing.T) {
	var told atomic.Bool
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told.Store(true)
	}))
	defer elsewhere.Close()
	for _, c := range []struct {
		desc  string
		serve http.HandlerFunc
		id    fault.ID
	}{
		{"a page with status 200", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			fmt.Fprint(w, "<!doctype html>\n<html><body>Welcome, please \"log in\"</body></html>\n")
		}, msgNotInflux},
		{"nothing with status 204", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }, msgNotInflux},
		{"not found", http.NotFound, msgNotInflux},
		{"302 to another host", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusFound)
		}, msgRedirect},
		{"307 to another host", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+r.URL.Path, http.StatusTemporaryRedirect)
		}, msgRedirect},
		{"an endless error", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			for range 10_000 {
				if _, err := w.Write(bytes.Repeat([]byte("no "), 1000)); err != nil {
					return
				}
			}
		}, msgServer},
	} {
		fake := httptest.NewServer(c.serve)
		cl := client(t, influxtest.Bucket{URL: fake.URL, Name: "b", Token: "a-secret-token"})
		_, err := cl.Pull(context.Background(), Query{}, func(Pulled) error { return nil })
		if !isFault(err, c.id) {
			t.Errorf("%s: %v, want %s", c.desc, err, c.id)
		}
		if err != nil && (len(err.Error()) > 600 || strings.Contains(err.Error(), "a-secret-token")) {
			t.Errorf("%s: the error is %d bytes long or tells the token: %v", c.desc, len(err.Error()), err)
		}
		fake.Close()
	}
	if told.Load() {
		t.Error("a redirect was followed")
	}
}

// Q16: the server's clock is told, and changes nothing.
func TestQ16WrongClock(t *testing.T) {
	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	fillFaultHomes(t, b)
	m, b := newMeddler(t, b)
	m.set(func(w http.ResponseWriter, r *http.Request, _ string, resp *http.Response, body []byte) bool {
		for k, v := range resp.Header {
			w.Header()[k] = v
		}
		w.Header().Set("Date", "Thu, 01 Jan 1998 00:00:00 GMT")
		w.WriteHeader(resp.StatusCode)
		_, _ = w.Write(body)
		return true
	})
	c := client(t, b)
	allWell(t, c)
	h, err := c.Health(context.Background())
	if err != nil || h.Skew > -27*365*24*time.Hour {
		t.Errorf("health %+v, %v; want a clock decades behind", h, err)
	}
}
