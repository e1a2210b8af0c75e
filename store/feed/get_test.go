package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
)

const list = `{"evenements":[{"offre":"TPC-DPC","dateDebut":"2027-01-15T06:00:00-05:00","dateFin":"2027-01-15T10:00:00-05:00"}]}`

// client is a client whose pauses take no time.
func client(t *testing.T) (*Client, *[]time.Duration) {
	var pauses []time.Duration
	return &Client{Cache: t.TempDir(), Agent: "test", Now: func() time.Time { return at("2027-01-14 12:40") }, Pause: func(ctx context.Context, d time.Duration) error {
		pauses = append(pauses, d)
		return ctx.Err()
	}}, &pauses
}

// Ensure an answer that did not change is not sent again, nor forgotten.
func TestConditionalGet(t *testing.T) {
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("If-None-Match")+"|"+r.Header.Get("If-Modified-Since"))
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Thu, 14 Jan 2027 16:21:22 GMT")
		w.Header().Set("Content-Type", "text/plain") // as the real one does
		fmt.Fprint(w, list)
	}))
	defer srv.Close()
	c, _ := client(t)
	for range 2 {
		r, err := c.Events(t.Context(), srv.URL+"/list.json", options())
		if err != nil || len(r.Messages) != 1 {
			t.Fatalf("%+v, %v", r, err)
		}
	}
	if want := []string{"|", `"v1"|Thu, 14 Jan 2027 16:21:22 GMT`}; !slices.Equal(asked, want) {
		t.Errorf("asked with %q, want %q", asked, want)
	}
	entries, _ := os.ReadDir(c.Cache)
	if len(entries) != 1 {
		t.Fatalf("%d cached answers", len(entries))
	}
	info, _ := entries[0].Info()
	if info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the cache: %v", info.Mode())
	}
	// A damaged cache is as good as none.
	if err := os.WriteFile(filepath.Join(c.Cache, entries[0].Name()), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if r, err := c.Events(t.Context(), srv.URL+"/list.json", options()); err != nil || len(r.Messages) != 1 || asked[2] != "|" {
		t.Errorf("%+v, %v, asked %q", r, err, asked)
	}
}

// Ensure garbage is never cached: it would be believed for as long as it does not change.
func TestGarbageIsNotKept(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		fmt.Fprint(w, "<html>maintenance</html>")
	}))
	defer srv.Close()
	c, _ := client(t)
	if _, err := c.Events(t.Context(), srv.URL, options()); !errors.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
	if entries, _ := os.ReadDir(c.Cache); len(entries) != 0 {
		t.Errorf("%d answers kept", len(entries))
	}
}

// Ensure each way of not answering has its own error, and is asked again only where that may
// help.
func TestGetRefusals(t *testing.T) {
	for _, c := range []struct {
		desc    string
		answer  http.HandlerFunc
		code    fault.Code
		id      fault.ID
		tries   int
		after   time.Duration
		nothing bool
	}{
		{desc: "an error of the server", answer: status(500, ""), code: fault.Unreachable, id: msgServer, tries: 3},
		{desc: "a teapot", answer: status(418, ""), code: fault.Unreachable, id: msgServer, tries: 1},
		{desc: "forbidden", answer: status(403, ""), code: fault.Denied, id: msgRefused, tries: 1},
		{desc: "gone", answer: status(404, ""), code: fault.NotFound, id: msgGone, tries: 1},
		{desc: "busy, for a second", answer: status(429, "1"), code: fault.Unreachable, id: msgBusy, tries: 3, after: time.Second},
		{desc: "busy, for an hour: not asked again now", answer: status(429, "3600"), code: fault.Unreachable, id: msgBusy, tries: 1, after: time.Hour},
		{desc: "busy until a time", answer: status(503, "Thu, 14 Jan 2027 18:10:00 GMT"), code: fault.Unreachable, id: msgBusy, tries: 1, after: 30 * time.Minute},
		{desc: "busy for years: a day at most", answer: status(503, "999999"), code: fault.Unreachable, id: msgBusy, tries: 1, after: 24 * time.Hour},
		{desc: "busy for nonsense", answer: status(503, "-5 minutes"), code: fault.Unreachable, id: msgBusy, tries: 3},
		{desc: "cut short", answer: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, list)
		}, code: fault.Incomplete, id: msgCut, tries: 3},
		{desc: "without end", answer: func(w http.ResponseWriter, _ *http.Request) {
			for range MaxBody/1024 + 2 {
				fmt.Fprint(w, strings.Repeat(" ", 1024))
			}
		}, code: fault.Invalid, id: msgTooBig, tries: 1},
		{desc: "sends on to an unprotected address", answer: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://example.org/list.json", http.StatusFound)
		}, code: fault.Unreachable, id: msgRedirect, tries: 1},
		{desc: "sends on and on", answer: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
		}, code: fault.Unreachable, id: msgRedirect, tries: 4},
	} {
		tries := 0
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { tries++; c.answer(w, r) }))
		cl, _ := client(t)
		_, err := cl.Events(t.Context(), srv.URL+"/list.json", options())
		srv.Close()
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != c.code || f.ID != c.id || tries != c.tries || After(err) != c.after {
			t.Errorf("%s: %v after %d tries, wait %v; want %s after %d, wait %v", c.desc, err, tries, After(err), c.id, c.tries, c.after)
		}
	}
}

func status(code int, after string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if after != "" {
			w.Header().Set("Retry-After", after)
		}
		w.WriteHeader(code)
	}
}

// Ensure a moment's trouble is not told, and that tries come ever later.
func TestGetRecovers(t *testing.T) {
	tries := 0
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries < 3 {
			w.WriteHeader(502)
			return
		}
		fmt.Fprint(w, list)
	}))
	defer srv.Close()
	c, pauses := client(t)
	r, err := c.Events(t.Context(), srv.URL, options())
	if want := []time.Duration{firstPause, 2 * firstPause}; err != nil || len(r.Messages) != 1 || !slices.Equal(*pauses, want) {
		t.Errorf("%+v, %v, paused %v", r, err, *pauses)
	}
}

// Ensure no network is an error at once, and a server that says nothing one in time.
func TestNoAnswer(t *testing.T) {
	c, _ := client(t)
	for desc, address := range map[string]string{
		"a name that does not exist": "https://no-such-host.invalid/list.json",
		"nobody listens":             "http://127.0.0.1:1/list.json",
	} {
		begun := time.Now()
		_, err := c.Get(t.Context(), address)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != fault.Unreachable || time.Since(begun) > 15*time.Second {
			t.Errorf("%s: %v after %v", desc, err, time.Since(begun))
		}
	}
	held := make(chan bool)
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-held }))
	defer srv.Close()
	defer close(held)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	var f *fault.Error
	if _, err := c.Get(ctx, srv.URL); !errors.As(err, &f) || f.ID != msgSilent {
		t.Errorf("silence: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Get(ctx, srv.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]fault.ID{
		"https://example.org/x.ics": "", "webcal://example.org/x.ics": "", "http://127.0.0.1:8080/x": "", "http://localhost/x": "", "http://[::1]/x": "",
		"http://example.org/x": msgInsecure, "ftp://example.org/x": msgAddress, "https://": msgAddress, "https://exa mple.org": msgAddress, "javascript://x": msgAddress,
	} {
		err := Check(address)
		var f *fault.Error
		if (want == "") != (err == nil) || errors.As(err, &f) && f.ID != want {
			t.Errorf("%s: %v, want %q", address, err, want)
		}
	}
	for address, want := range map[string]string{
		"https://example.org/list.json":                                         "example.org/list.json",
		"https://me:secret@calendar.example.org/ical/private-abc/basic.ics?k=v": "calendar.example.org/…/basic.ics",
		"https://example.org":                                                   "example.org",
		"/home/me/secret/list.json":                                             "list.json",
	} {
		if got := Name(address); got != want {
			t.Errorf("%s is shown as %q, want %q", address, got, want)
		}
	}
	for s, want := range map[string]bool{"https://x": true, "webcal://x": true, "list.json": false, "C:\\x\\y.json": false, "dir/a://b": false, "-": false} {
		if IsAddress(s) != want {
			t.Errorf("IsAddress(%q) = %v", s, !want)
		}
	}
}

// Ensure a data set that comes by the page is read whole, newest first.
func TestPages(t *testing.T) {
	var queries []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		queries = append(queries, r.URL.Query().Get("limit")+" "+r.URL.Query().Get("order_by")+" "+r.URL.Query().Get("offset"))
		offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
		var rows []string
		for i := offset; i < min(offset+100, 250); i++ {
			d := at("2020-01-01 06:00").AddDate(0, 0, i)
			rows = append(rows, fmt.Sprintf(`{"offre":"CPC-D","datedebut":%q,"datefin":%q}`, d.Format(time.RFC3339), d.Add(4*time.Hour).Format(time.RFC3339)))
		}
		fmt.Fprintf(w, `{"total_count":250,"results":[%s]}`, strings.Join(rows, ","))
	}))
	defer srv.Close()
	c, _ := client(t)
	r, err := c.Events(t.Context(), srv.URL+"/datasets/evenements-pointe/records", options())
	if err != nil || len(r.Messages) != 250 || r.Rows != 250 {
		t.Errorf("%d messages of %d rows, %v", len(r.Messages), r.Rows, err)
	}
	if want := []string{"100 datedebut desc ", "100 datedebut desc 100", "100 datedebut desc 200"}; !slices.Equal(queries, want) {
		t.Errorf("asked for %q", queries)
	}
}

// Ensure the status tells answers from failures, and holds back those who ask too often.
func TestPoll(t *testing.T) {
	s := event.FeedStatus{Source: event.SourceHydroQuebec, URL: "x"}
	good := func(context.Context) (Reading, error) { return Reading{}, nil }
	busy := func(context.Context) (Reading, error) {
		e := fault.New(fault.Unreachable, msgBusy, "source", "x", "status", 429)
		e.Err = after(2 * time.Hour)
		return Reading{}, e
	}
	down := func(context.Context) (Reading, error) {
		return Reading{}, fault.New(fault.Unreachable, msgUnreachable, "source", "x", "problem", "y")
	}
	step := func(now string, ask func(context.Context) (Reading, error), want error) {
		t.Helper()
		var err error
		_, s, err = Poll(t.Context(), s, at(now), ask)
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", now, err, want)
		}
	}
	step("2027-01-14 09:00", good, nil)
	step("2027-01-14 09:03", good, ErrTooSoon)
	if !s.LastTry.Equal(at("2027-01-14 09:00")) || s.Due(at("2027-01-14 09:03")) || !s.Due(at("2027-01-14 09:05")) {
		t.Errorf("%+v", s)
	}
	step("2027-01-14 09:10", down, fault.Unreachable)
	step("2027-01-14 09:20", down, fault.Unreachable)
	if !s.FailingSince.Equal(at("2027-01-14 09:10")) || !s.LastOK.Equal(at("2027-01-14 09:00")) || s.Failures != 2 || s.Problem.ID != msgUnreachable {
		t.Errorf("%+v", s)
	}
	if s.Due(at("2027-01-14T09:21:59")) || !s.Due(at("2027-01-14 09:22")) {
		t.Error("after two failures a program waits two minutes")
	}
	step("2027-01-14 09:22", busy, fault.Unreachable)
	step("2027-01-14 11:21", good, ErrTooSoon)
	step("2027-01-14 11:22", good, nil)
	if s.Failing() || s.Problem != nil || s.Failures != 0 {
		t.Errorf("%+v", s)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, after, err := Poll(ctx, s, at("2027-01-14 12:00"), func(ctx context.Context) (Reading, error) { return Reading{}, ctx.Err() }); !errors.Is(err, context.Canceled) || after.Failing() {
		t.Errorf("interrupted: %+v, %v", after, err)
	}
}

// Ensure the state lives through restarts, several processes, and damage.
func TestState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "feeds.json")
	if s, err := Load(path); err != nil || len(s.Feeds)+len(s.Messages) != 0 {
		t.Fatalf("%+v, %v", s, err)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			err := Edit(t.Context(), path, func(s *State) error {
				s.SetStatus(event.FeedStatus{Source: fmt.Sprint("s", i), URL: "x"}.Good(at("2027-01-14 12:40"), Minimum))
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s, err := Load(path)
	if err != nil || len(s.Feeds) != 8 || s.Feeds[0].Source != "s0" || !s.Status("s3", "x").LastOK.Equal(at("2027-01-14 12:40")) {
		t.Errorf("%+v, %v", s, err)
	}
	if !s.Status("s3", "elsewhere").LastOK.IsZero() {
		t.Error("another address was never asked")
	}
	failed := errors.New("no")
	if err := Edit(t.Context(), path, func(s *State) error { s.Feeds = s.Feeds[:1]; return failed }); !errors.Is(err, failed) {
		t.Errorf("%v", err)
	}
	if s, _ = Load(path); len(s.Feeds) != 1 {
		t.Error("what is known of a failure is kept")
	}
	if err := os.WriteFile(path, []byte("{garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err = Load(path); !errors.Is(err, fault.Corrupt) || len(s.Feeds) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if _, err := os.Stat(path + ".bad"); err != nil {
		t.Error("the damaged file is not set aside:", err)
	}
}
