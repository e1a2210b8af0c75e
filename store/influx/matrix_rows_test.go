package influx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"courant/coach/fault"
	"courant/coach/series"
	"courant/store/influx/influxtest"
)

// The rows of the fault matrix that need more than a broken line: statuses of all sorts, great answers, odd ones,
// bad points, a full disk; and the same for a bucket that is read by a map.

// Q8: 500 kB/s, and 300 ms a segment, are slow, not broken: homes come as they come, and all of them.
func TestQ8SlowLineIsBorne(t *testing.T) {
	onBoth(t, func(t *testing.T, p *influxtest.Proxy, b influxtest.Bucket, _ *Client) {
		cfg := configOf(b)
		cfg.Idle = 5 * time.Second
		c, err := Open(cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		p.Set(influxtest.Fault{Rate: 500_000})
		allWell(t, c)
		p.Set(influxtest.Fault{Delay: 300 * time.Millisecond})
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if got, err := c.Read(ctx, "home-3", day0.AddDate(0, 0, -30), day0.AddDate(0, 0, -29)); err != nil || got.Get("", series.Energy).Known() != 24 {
			t.Errorf("a day over 300 ms a segment: %d values, %v; want 24", got.Get("", series.Energy).Known(), err)
		}
	})
}

// Q10 and its neighbours: each status of an answer is told for what it is, tried again only where that can help, and
// forgotten as soon as the server is well.
func TestQ10Statuses(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1Auth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			fillFaultHomes(t, b)
			m, b := newMeddler(t, b)
			cfg := configOf(b)
			cfg.Workers = 1 // no request of one case arrives in the next
			c, err := Open(cfg)
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			if _, err := c.Dialect(context.Background()); err != nil {
				t.Fatal(err)
			}
			for _, s := range []struct {
				desc   string
				status int
				header string // Retry-After
				body   string
				id     fault.ID
				code   fault.Code
				again  bool // borne when it happens once
			}{
				{"401", 401, "", `{"code":"unauthorized","message":"unauthorized access"}`, msgToken, fault.Denied, false},
				{"403", 403, "", `{"code":"forbidden","message":"insufficient permissions"}`, msgNoRead, fault.Denied, false},
				{"404 of a bucket", 404, "", `{"code":"not found","message":"could not find bucket \"x\""}`, msgNoBucket, fault.NotFound, false},
				{"404 of something else", 404, "", "404 page not found", msgNotInflux, fault.Foreign, false},
				{"429", 429, "", `{"code":"too many requests","message":"slow down"}`, msgBusy, fault.Unreachable, true},
				{"429 that asks for a second", 429, "1", `{"code":"too many requests","message":"slow down"}`, msgBusy, fault.Unreachable, true},
				{"500 of the engine", 500, "", `{"code":"internal error","message":"engine is closed"}`, msgServer, fault.Unreachable, true},
				{"502 of an intermediary", 502, "", "<html>Bad Gateway</html>", msgBusy, fault.Unreachable, true},
				{"503", 503, "", "", msgBusy, fault.Unreachable, true},
				{"504", 504, "", "", msgBusy, fault.Unreachable, true},
				{"418, which nobody sends", 418, "", "I am a teapot", msgServer, fault.Unreachable, false},
				{"500 that is a wrong query", 500, "", `{"error":"error parsing query: found FORM"}`, msgQuery, fault.Internal, false},
				{"200 with an error for a body", 200, "", "error\r\nengine is closed\r\n", msgServer, fault.Unreachable, true},
				{"200 with a page", 200, "", "<!doctype html>\n<html></html>\n", msgDamaged, fault.Incomplete, true},
				{"200 with nothing like it", 200, "", "\x00\x01\x02\n", msgDamaged, fault.Incomplete, true},
			} {
				for _, once := range []bool{false, true} {
					var hit atomic.Int64
					m.set(func(w http.ResponseWriter, _ *http.Request, asked string, _ *http.Response, body []byte) bool {
						if !rowsAsked(asked, body) || hit.Add(1) > 1 && once {
							return false
						}
						if s.header != "" {
							w.Header().Set("Retry-After", s.header)
						}
						w.WriteHeader(s.status)
						fmt.Fprint(w, s.body)
						return true
					})
					n, err := whole(t, c, context.Background())
					switch {
					case once && s.again:
						if n != faultHomes || err != nil {
							t.Errorf("%s, once: %d homes, %v; want all", s.desc, n, err)
						}
					case n == faultHomes || !isFault(err, s.id) || !errors.Is(err, s.code):
						t.Errorf("%s (once %t, %d hit): %d homes, %v; want %s (%s)", s.desc, once, hit.Load(), n, err, s.id, s.code)
					}
					if err != nil && strings.Contains(err.Error(), b.Token) && b.Token != "" {
						t.Errorf("%s: the error tells the token", s.desc)
					}
				}
				m.set(nil)
				allWell(t, c)
			}
		})
	}
}

// Q13 on real servers: 2.63 million values in bounded memory and time. A home-year of each comes with the sum that
// was written.
func TestQ13BigAnswerOfARealServer(t *testing.T) {
	if testing.Short() {
		t.Skip("loads a hundred home-years")
	}
	const homes, hours = 100, 8760
	b := influxtest.Start(t, influxtest.V2).Bucket(t)
	var lines []string
	for h := range homes {
		for i := range hours {
			lines = append(lines, fmt.Sprintf("consumption,household=h%03d energy_kwh=%d.5,indoor_c=20.5,outdoor_c=-%d %d", h, i%7, i%30, t0-hours*3600+int64(i)*3600))
		}
		if len(lines) > 50_000 || h == homes-1 {
			mustWrite(t, b, lines...)
			lines = lines[:0]
		}
	}
	c := client(t, b)
	runtime.GC()
	most := peak()
	start, values, n := time.Now(), 0, 0
	if _, err := c.Pull(context.Background(), Query{}, func(p Pulled) error {
		n++
		values += p.Values()
		if sum, missing := p.Set.Get("", series.Energy).Sum(time.Unix(t0-hours*3600, 0), time.Unix(t0, 0)); missing != 0 || sum != float64(hours)*0.5+hours/7*21+3 {
			return fmt.Errorf("%s: %g kWh, %s missing", p.Home, sum, missing)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if mb, took := most(), time.Since(start); n != homes || values != 3*homes*hours || mb > 100 || took > time.Minute {
		t.Errorf("%d homes, %d values, %.0f MB at most, %s; want %d, %d, less than 100 MB and a minute", n, values, mb, took, homes, 3*homes*hours)
	}
}

// Q14: what is odd and right is read; what cannot be is refused or told.
func TestQ14OddAnswers(t *testing.T) {
	onEvery(t, func(t *testing.T, b influxtest.Bucket, c *Client) {
		if shared(b) {
			t.Skip("a bucket of one's own is not filled with odd points")
		}
		if _, err := c.Pull(context.Background(), Query{}, func(Pulled) error { return nil }); !isFault(err, msgEmpty) {
			t.Errorf("an empty bucket: %v, want %s", err, msgEmpty)
		}
		mustWrite(t, b, fmt.Sprintf("consumption,household=lone energy_kwh=1 %d", day0.Unix()))
		if all, _ := pullAll(t, c, Query{}); counts(all["lone"].Issues)[NoStep] != 1 || len(all["lone"].Set) != 0 {
			t.Errorf("one point: %+v; want it left out and told", all["lone"])
		}
		var lines []string
		for i := range int64(30) {
			lines = append(lines,
				fmt.Sprintf("consumption,household=many,zzz=1,aaa=x\\,y\\ \\=\"z\" indoor_c=20.25,energy_kwh=1e-1,outdoor_c=-1.5E1 %d", day0.Unix()+3600*i),
			)
		}
		mustWrite(t, b, lines...)
		all, _ := pullAll(t, c, Query{})
		if sum, _ := all["many"].Set.Get("", series.Energy).Sum(day0, day0.AddDate(0, 0, 2)); sum < 2.9999 || sum > 3.0001 || all["many"].Set.Get("", series.Outdoor).At(day0) != -15 {
			t.Errorf("other tags and forms of numbers: %g kWh, %g °C; want 3 and -15", sum, all["many"].Set.Get("", series.Outdoor).At(day0))
		}
	})
	// Nanosecond times, quotes, commas and line feeds in tags, in bodies as servers write them.
	for _, body := range []string{
		"#datatype,string,long,dateTime:RFC3339,double,string,string\r\n#group,false,false,false,false,true,true\r\n#default,_result,,,,,\r\n,result,table,_time,_value,_field,household\r\n,,0,2025-12-01T05:00:00.123456789Z,1.5,energy_kwh,\"h,\"\"1\"\"\nx\"\r\n",
		"#datatype,string,string,long,dateTime:RFC3339,string,double\r\n#group,true,false,false,false,true,false\r\n#default,,_result,,,,\r\n,household,result,table,_time,_field,_value\r\n,\"h,\"\"1\"\"\nx\",,0,2025-12-01T05:00:00.123456789Z,energy_kwh,1.5\r\n",
	} {
		r := &record{}
		if err := readFlux(strings.NewReader(body), r); err != nil || fmt.Sprint(r.rows) != fmt.Sprintf("[%q/ energy %d 1.5 true]", "h,\"1\"\nx", day0.Unix()) {
			t.Errorf("%v, %v", r.rows, err)
		}
	}
}

// record notes what a body gives.
type record struct {
	at   string
	rows []string
}

func (r *record) source(home, zone string) { r.at = fmt.Sprintf("%q/%s", home, zone) }
func (r *record) value(k series.Kind, sec int64, v float64, ok bool) {
	r.rows = append(r.rows, fmt.Sprintf("%s %s %d %g %t", r.at, k, sec, v, ok))
}

// W6: whatever is bad in a batch, all that is good is stored, once, and the server's word against the rest is
// given.
func TestW6ExactlyTheGoodPoints(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1, influxtest.V2} {
		b := influxtest.Start(t, v).Bucket(t)
		c := client(t, b)
		mustWrite(t, b, fmt.Sprintf("consumption,household=other energy_kwh=1 %d", day0.Unix()))
		bad := map[int]string{
			3:  "consumption,household=h1 energy_kwh=NaN %d",
			11: "consumption,household=h1 energy_kwh= %d",
			29: "consumption,household=h1 energy_kwh=\"one\" %d",
			30: "consumption,household=h1,=x energy_kwh=1 %d",
			57: "consumption,household=h1 energy_kwh=1 %d\r",
			58: "consumption,household=h1 energy_kwh=1 1%d9999999",
			99: "not a line at all %d",
		}
		var all []line
		for i := range 100 {
			form, is := bad[i]
			if !is {
				form = "consumption,household=h1 energy_kwh=1 %d"
			}
			all = append(all, line{text: fmt.Sprintf(form, day0.Unix()+int64(i)*3600)})
		}
		refused, err := c.send(context.Background(), all)
		if err != nil || refused == nil || !isFault(refused, msgRejected) {
			t.Errorf("%s: %v, %v; want %s", v, refused, err, msgRejected)
		}
		got, err := c.Read(context.Background(), "h1", time.Time{}, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		e := got.Get("", series.Energy)
		for i := range 100 {
			_, is := bad[i]
			if known := e.At(day0.Add(time.Duration(i)*time.Hour)) == 1; known == is {
				t.Errorf("%s: point %d is stored: %t, bad: %t", v, i, known, is)
			}
		}
	}
	// Older than a bucket keeps: refused for good, the others stored.
	b := influxtest.Start(t, influxtest.V1).Bucket(t)
	b.InfluxQL(t, fmt.Sprintf(`CREATE RETENTION POLICY "short" ON %q DURATION 1h REPLICATION 1`, b.Name))
	short := b
	short.Name += "/short"
	c := client(t, short)
	now := time.Now().Unix() / 60 * 60
	refused, err := c.send(context.Background(), []line{{text: fmt.Sprintf("consumption,household=h1 energy_kwh=1 %d", now-86400)}, {text: fmt.Sprintf("consumption,household=h1 energy_kwh=2 %d", now)}})
	if err != nil || refused == nil || !isFault(refused, msgRejected) {
		t.Errorf("beyond retention: %v, %v; want %s", refused, err, msgRejected)
	}
	if raw := b.InfluxQL(t, fmt.Sprintf(`SELECT count(energy_kwh) FROM %q.consumption`, "short")); !bytes.Contains(raw, []byte(`,1]]`)) {
		t.Errorf("beyond retention: %s; want the one good point", raw)
	}
}

// Q3 to Q10 for a bucket that is read by a map: an answer that lies is found by the server's own count.
func TestMappedAnswersThatLie(t *testing.T) {
	for _, v := range []influxtest.Version{influxtest.V1Auth, influxtest.V2} {
		t.Run(string(v), func(t *testing.T) {
			b := influxtest.Start(t, v).Bucket(t)
			var lines []string
			for i := range int64(2000) {
				lines = append(lines, fmt.Sprintf("W,domain=sensor,entity_id=meter_power value=%d %d", 1000+i%500, day0.Unix()+i*300))
			}
			mustWrite(t, b, lines...)
			m, b := newMeddler(t, b)
			c := mappedClient(t, b, Map{Schema: SchemaHomeAssistant, Home: "h-1"})
			read := func() (int, error) {
				values := 0
				_, err := c.Pull(context.Background(), Query{}, func(p Pulled) error { values += p.Values(); return nil })
				return values, err
			}
			good, err := read()
			if err != nil || good < 2000/3 {
				t.Fatalf("%d values, %v", good, err)
			}
			for _, lie := range []struct {
				desc string
				body func([]byte) []byte
				id   fault.ID
			}{
				{"cut at a line end", cutAtLine, msgMissing},
				{"nothing at all", func([]byte) []byte { return nil }, msgMissing},
				{"cut inside a number", func(b []byte) []byte { return b[:len(b)-4] }, msgCut},
				{"an error", func([]byte) []byte { return []byte("error\r\nengine is closed\r\n") }, msgServer},
				{"a page", func([]byte) []byte { return []byte("<html>\n</html>\n") }, msgDamaged},
			} {
				for _, once := range []bool{false, true} {
					var done atomic.Bool
					m.set(func(w http.ResponseWriter, _ *http.Request, asked string, _ *http.Response, body []byte) bool {
						if !rowsAsked(asked, body) || once && done.Swap(true) {
							return false
						}
						closeDelimited(w, lie.body(bytes.Clone(body)))
						return true
					})
					switch n, err := read(); {
					case !once && (n != 0 || !isFault(err, lie.id)):
						t.Errorf("%s, always: %d values, %v; want %s", lie.desc, n, err, lie.id)
					case once && (n != good || err != nil):
						t.Errorf("%s, once: %d values, %v; want %d", lie.desc, n, err, good)
					}
				}
			}
			m.set(nil)
			if n, err := read(); n != good || err != nil {
				t.Errorf("after the lies: %d values, %v; want %d", n, err, good)
			}
		})
	}
}

// W8: a disk that takes no more makes the write fail before anything is sent.
func TestW8DiskFull(t *testing.T) {
	if dir := os.Getenv("COURANT_TEST_FULL_DIR"); dir != "" {
		limitFiles(t, 8192) // a journal of 13,500 points is larger
		j := journalIn(dir, 0)
		if err := j.keep("here", "h1", "", updatesOf(pushed())); !isFault(err, msgJournalDisk) {
			t.Fatalf("%v, want %s", err, msgJournalDisk)
		}
		if all := waiting(t, j); len(all) != 1 || all[0].Count != 10 || all[0].Lost != 0 {
			t.Fatalf("waiting %+v; want what was there before", all)
		}
		return
	}
	if runtime.GOOS != "linux" {
		t.Skip("a limit of the size of files stands for a full disk on Linux alone")
	}
	dir := t.TempDir()
	if err := journalIn(dir, 0).keep("here", "h1", "", updatesOf(series.Set{{Kind: series.Energy}: wave(series.Energy, day0, time.Hour, 10, 1)})); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestW8DiskFull$")
	cmd.Env = append(os.Environ(), "COURANT_TEST_FULL_DIR="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
