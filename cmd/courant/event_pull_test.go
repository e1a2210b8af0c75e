package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// openData is the static list of the open data with events of both programmes.
func openData(events ...[2]string) string {
	var rows []string
	for _, e := range events {
		for _, offer := range []string{"Credit hivernal Residentiel (CPC-D)", "Flex Residentiel (TPC-DPC)", "GDP-Affaires"} {
			rows = append(rows, fmt.Sprintf(`{"offre":%q,"dateDebut":%q,"dateFin":%q,"plageHoraire":"AM","duree":"PT04H00MS"}`, offer, e[0], e[1]))
		}
	}
	return `{"offresDisponibles":[],"evenements":[` + strings.Join(rows, ",") + `]}`
}

// A fakeFeed answers what it is told to.
type fakeFeed struct {
	*httptest.Server
	body   string
	status int
	asked  int
}

func newFakeFeed(t *testing.T) *fakeFeed {
	f := &fakeFeed{status: http.StatusOK}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		f.asked++
		if f.status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "3600")
		}
		w.WriteHeader(f.status)
		fmt.Fprint(w, f.body)
	}))
	t.Cleanup(f.Close)
	return f
}

// listed are the lines of `event list --json` by id.
func (p *person) listed() map[string]map[string]any {
	p.t.Helper()
	out := map[string]map[string]any{}
	for _, line := range strings.Split(strings.TrimSpace(p.must(exitDone, "event", "list", "--json")), "\n") {
		if line == "" {
			continue
		}
		var v map[string]any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			p.t.Fatal(err, line)
		}
		out[v["id"].(string)] = v
	}
	return out
}

// Ensure a pull brings events in once, says when it was, and that nothing announced is told
// apart from nobody answering.
func TestEventPull(t *testing.T) {
	p := imported(t)
	f := newFakeFeed(t)
	p.vars = []string{"COURANT_FEEDS_EVENTS=" + f.URL + "/list.json"}

	out := p.must(exitDone, "event", "list")
	if !strings.Contains(out, "Hydro-Québec: not asked yet") {
		t.Errorf("before: %s", out)
	}
	f.body = openData()
	if out = p.must(exitDone, "event", "pull"); !strings.Contains(out, "no event announced, read at 18:04") {
		t.Errorf("nothing announced: %s", out)
	}
	f.body = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T10:00:00-05:00"})
	if out = p.must(exitDone, "event", "pull"); f.asked != 1 || !strings.Contains(out, "possible at 18:09") {
		t.Errorf("too soon, asked %d times: %s", f.asked, out)
	}
	p.now = p.now.Add(10 * time.Minute)
	if out = p.must(exitDone, "event", "pull"); !strings.Contains(out, "2 events new or changed") || !strings.Contains(out, "2 events announced, read at 18:14") {
		t.Errorf("announced: %s", out)
	}
	p.now = p.now.Add(10 * time.Minute)
	if out = p.must(exitDone, "event", "pull"); !strings.Contains(out, "nothing new") {
		t.Errorf("again: %s", out)
	}
	l := p.listed()["winter-credit-20270116T0600"]
	if l == nil || l["source"] != "hydro-quebec" || l["reason"] != "only" || l["state"] != "announced" || l["announced_at"] != "2027-01-14T18:14:00-05:00" {
		t.Errorf("%v", l)
	}

	// What fails changes nothing but the status.
	f.Close()
	p.now = p.now.Add(10 * time.Minute)
	code, out, errOut := p.run("event", "pull")
	if code != exitFailed || out != "" || !strings.Contains(errOut, "cannot be reached") {
		t.Errorf("unreachable: exit %d, %q, %q", code, out, errOut)
	}
	p.now = p.now.Add(time.Hour)
	p.lang = "fr_CA.UTF-8"
	out = strings.ReplaceAll(p.must(exitDone, "event", "list"), "\u00a0", " ")
	if !strings.Contains(out, "Hydro-Québec : injoignable depuis 18 h 34; dernière réponse à 18 h 24") || !strings.Contains(out, "flex-d-20270116T0600") {
		t.Errorf("list: %s", out)
	}
	code, out, _ = p.run("doctor", "--json")
	if code != exitDegraded || !strings.Contains(out, `"code":"events","ok":false`) {
		t.Errorf("doctor: exit %d, %s", code, out)
	}
	p.now = p.now.Add(24 * time.Hour)
	if out = strings.ReplaceAll(p.must(exitDone, "event", "feeds"), "\u00a0", " "); !strings.Contains(out, "depuis jeu. 14 janv. 18 h 34") {
		t.Errorf("the next day: %s", out)
	}
}

// Ensure nothing that a source may answer makes a half of anything, and that each is told.
func TestEventPullBadAnswers(t *testing.T) {
	p := imported(t)
	f := newFakeFeed(t)
	p.vars = []string{"COURANT_FEEDS_EVENTS=" + f.URL + "/list.json"}
	f.body = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T10:00:00-05:00"})
	p.must(exitDone, "event", "pull")
	before := p.must(exitDone, "event", "list", "--json")
	for _, c := range []struct {
		desc, body string
		status     int
		want       string
	}{
		{"a web page", "<html>", 200, "web page"},
		{"truncated", f.body[:len(f.body)-30], 200, "stops before its end"},
		{"garbage", "\x1b]0;pwned\x07", 200, "not a list of events"},
		{"a century", openData([2]string{"2127-01-16T06:00:00-05:00", "2127-01-16T10:00:00-05:00"}), 200, "not credible"},
		{"another list", `{"message":"hello"}`, 200, "not a list of events"},
		{"forbidden", "", 403, "refuses access"},
		{"gone", "", 404, "does not exist"},
		{"busy", "", 429, "next try is possible in 60 min"},
	} {
		f.body, f.status = c.body, c.status
		p.now = p.now.Add(2 * time.Hour)
		code, out, errOut := p.run("event", "pull")
		if code != exitFailed || out != "" || !strings.Contains(errOut, c.want) {
			t.Errorf("%s: exit %d, %q, %q", c.desc, code, out, errOut)
		}
		if now := p.must(exitDone, "event", "list", "--json", "--at", "2027-01-14T18:04"); now != before {
			t.Errorf("%s changed the list:\n%s\n%s", c.desc, before, now)
		}
	}
	// A row that cannot be used leaves the others, is told, and shows in the exit code.
	f.status, f.body = 200, openData([2]string{"2027-01-17T06:00:00-05:00", "2027-01-17T10:00:00-05:00"}, [2]string{"\x1b[31mdemain", "2027-01-18T10:00:00-05:00"})
	f.body = strings.ReplaceAll(f.body, `\x1b`, `\u001b`)
	p.now = p.now.Add(2 * time.Hour)
	code, out, _ := p.run("event", "pull")
	if code != exitDegraded || !strings.Contains(out, "2 events new or changed") || !strings.Contains(out, "row 4 left aside (time cannot be read)") {
		t.Errorf("exit %d: %s", code, out)
	}
}

// Ensure what a person says stands over the feed, with both told, and can be taken back.
func TestManualStandsOverTheFeed(t *testing.T) {
	p := imported(t) // with a manual winter-credit event on the morning of the 15th, 6 to 10
	f := newFakeFeed(t)
	p.vars = []string{"COURANT_FEEDS_EVENTS=" + f.URL + "/list.json"}
	f.body = openData([2]string{"2027-01-15T06:00:00-05:00", "2027-01-15T09:00:00-05:00"})
	p.must(exitDone, "event", "pull")
	l := p.listed()
	mine, theirs := l["winter-credit-20270115T0600"], l["flex-d-20270115T0600"]
	if mine["source"] != "manual" || mine["end"] != "2027-01-15T10:00:00-05:00" || mine["reason"] != "trusted" || fmt.Sprint(mine["dissents"]) != "[hydro-quebec]" {
		t.Errorf("mine: %v", mine)
	}
	if theirs["source"] != "hydro-quebec" || theirs["end"] != "2027-01-15T09:00:00-05:00" {
		t.Errorf("theirs: %v", theirs)
	}
	if out := p.must(exitDone, "event", "list"); !strings.Contains(out, "winter-credit-20270115T0600: entered stands; these say otherwise: Hydro-Québec") {
		t.Errorf("%s", out)
	}

	// Removed by hand: the feed does not bring it back. Removed twice, it does.
	p.must(exitDone, "event", "remove", "flex-d-20270115T0600")
	p.now = p.now.Add(10 * time.Minute)
	p.must(exitDone, "event", "pull")
	if e := p.listed()["flex-d-20270115T0600"]; e["state"] != "withdrawn" || e["source"] != "manual" {
		t.Errorf("removed: %v", e)
	}
	p.must(exitDone, "event", "remove", "flex-d-20270115T0600")
	p.now = p.now.Add(10 * time.Minute)
	p.must(exitDone, "event", "pull")
	if e := p.listed()["flex-d-20270115T0600"]; e["state"] != "announced" || e["source"] != "hydro-quebec" {
		t.Errorf("back: %v", e)
	}
	p.must(exitDone, "event", "remove", "flex-d-20270115T0600")
	p.must(exitDone, "event", "add", "--programme", "flex-d", "--start", "2027-01-15T06:00", "--end", "2027-01-15T10:00")
	if e := p.listed()["flex-d-20270115T0600"]; e["state"] != "announced" || e["source"] != "manual" {
		t.Errorf("added again: %v", e)
	}

	// Leaves survive a correction of the hours.
	p.must(exitDone, "event", "remove", "flex-d-20270115T0600")
	f.body = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T09:00:00-05:00"})
	p.now = p.now.Add(10 * time.Minute)
	p.must(exitDone, "event", "pull")
	p.must(exitDone, "event", "skip", "winter-credit-20270116T0600")
	f.body = openData([2]string{"2027-01-16T06:30:00-05:00", "2027-01-16T10:00:00-05:00"})
	p.now = p.now.Add(10 * time.Minute)
	p.must(exitDone, "event", "pull")
	l = p.listed()
	if _, old := l["winter-credit-20270116T0600"]; old || l["winter-credit-20270116T0630"]["state"] != "skipped" {
		t.Errorf("corrected: %v", l)
	}
	// An event that is listed no more stays, and is told.
	f.body = openData()
	p.now = p.now.Add(10 * time.Minute)
	p.must(exitDone, "event", "pull")
	if e := p.listed()["winter-credit-20270116T0630"]; e["delisted"] != true {
		t.Errorf("no longer listed: %v", e)
	}
	if out := p.must(exitDone, "event", "list"); !strings.Contains(out, "no longer lists it") {
		t.Errorf("%s", out)
	}
}

// Ensure files, calendars and standard input are read as the configured addresses are.
func TestEventPullFrom(t *testing.T) {
	p := imported(t)
	ics := p.file("pointe.ics", strings.ReplaceAll("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Pointe\nDTSTART:20270116T110000Z\nDTEND:20270116T150000Z\nEND:VEVENT\nEND:VCALENDAR\n", "\n", "\r\n"))
	code, _, errOut := p.run("event", "pull", "--from", ics)
	if code != exitFailed || !strings.Contains(errOut, "--programme") {
		t.Errorf("which programme? exit %d, %s", code, errOut)
	}
	p.must(exitDone, "event", "pull", "--from", ics, "--programme", "winter-credit")
	if e := p.listed()["winter-credit-20270116T0600"]; e["source"] != "ical" {
		t.Errorf("%v", e)
	}
	p.in = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T10:00:00-05:00"})
	out := p.must(exitDone, "event", "pull", "--from", "-", "--json")
	if !strings.Contains(out, `"source":"hydro-quebec"`) || !strings.Contains(out, `"put":2`) {
		t.Errorf("%s", out)
	}
	if e := p.listed()["winter-credit-20270116T0600"]; e["source"] != "hydro-quebec" || e["reason"] != "agree" || fmt.Sprint(e["sources"]) != "[hydro-quebec ical]" {
		t.Errorf("%v", e)
	}
	if code, _, errOut := p.run("event", "pull", "--from", filepath.Join(p.home, "nowhere.json")); code != exitFailed || !strings.Contains(errOut, "nowhere.json") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	if code, _, errOut := p.run("event", "pull", "--from", "http://example.org/x.json"); code != exitFailed || !strings.Contains(errOut, "https://") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	if code, _, _ := p.run("event", "pull", "--read-only"); code != exitFailed {
		t.Errorf("read-only: exit %d", code)
	}
	p.vars = []string{"COURANT_FEEDS_EVENTS=none"}
	if code, _, errOut := p.run("event", "pull"); code != exitNotConfigured || !strings.Contains(errOut, "[feeds] events") {
		t.Errorf("no source: exit %d, %s", code, errOut)
	}
	p.vars = []string{"COURANT_FEEDS_EVENTS=none", "COURANT_FEEDS_CALENDAR=" + ics}
	if code, _, _ := p.run("event", "pull"); code != exitFailed {
		t.Errorf("a calendar without a programme: exit %d", code)
	}
}

// Ensure a state that was damaged is told and made anew, with nothing of the store lost.
func TestDamagedFeedState(t *testing.T) {
	p := imported(t)
	path := p.file("state/courant/feeds.json", "{")
	code, out, errOut := p.run("event", "list")
	if code != exitDone || !strings.Contains(errOut, "set aside") || !strings.Contains(out, "winter-credit-20270115T0600") {
		t.Errorf("exit %d, %s, %s", code, out, errOut)
	}
	if _, err := os.Stat(path + ".bad"); err != nil {
		t.Error(err)
	}
}

// Ensure a timer may run as often as it likes: it asks for what is due, after failures ever
// more rarely, and says nothing.
func TestEventPullDue(t *testing.T) {
	p := imported(t) // in Québec
	sky := newFakeSky(p, -15)
	f := newFakeFeed(t)
	p.vars = []string{"COURANT_FEEDS_EVENTS=" + f.URL + "/list.json", "COURANT_FEEDS_WEATHER=" + sky.URL + "/items"}
	f.body = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T10:00:00-05:00"})
	due := func() {
		t.Helper()
		if out := p.must(exitDone, "event", "pull", "--due"); out != "" {
			t.Errorf("a timer is told %q", out)
		}
	}
	due()
	due()
	if f.asked != 1 || len(sky.asked) != 1 || sky.asked[0] != "qc-133" || p.listed()["flex-d-20270116T0600"] == nil {
		t.Errorf("asked %d times, for the weather of %v", f.asked, sky.asked)
	}
	p.now = p.now.Add(10 * time.Minute)
	due()
	if f.asked != 2 || len(sky.asked) != 1 {
		t.Errorf("ten minutes later: %d, %v", f.asked, sky.asked)
	}
	f.status = 404
	asked := f.asked
	for range 60 { // an hour of minutes
		p.now = p.now.Add(time.Minute)
		due()
	}
	if n := f.asked - asked; n < 4 || n > 8 || len(sky.asked) != 3 {
		t.Errorf("while it failed for an hour it was asked %d times; the weather %d", n, len(sky.asked))
	}
	if out := p.must(exitDone, "event", "feeds"); !strings.Contains(out, "unreachable since 18:19") {
		t.Errorf("%s", out)
	}
}

// Ensure leaving an event tells what that costs, and coming back does not.
func TestSkipTellsItsCost(t *testing.T) {
	p := imported(t)
	code, _, errOut := p.run("event", "skip", "winter-credit-20270115T0600")
	if code != exitDone || !strings.Contains(errOut, "No penalty; the plan of that day loses about $") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	if code, _, errOut = p.run("event", "undo", "winter-credit-20270115T0600"); code != exitDone || strings.Contains(errOut, "$") {
		t.Errorf("exit %d, %s", code, errOut)
	}
	p.now = p.now.Add(14 * time.Hour) // the event has begun: what it costs is not known
	if code, _, errOut = p.run("event", "skip", "winter-credit-20270115T0600"); code != exitDone || strings.Contains(errOut, "loses") {
		t.Errorf("exit %d, %s", code, errOut)
	}
}
