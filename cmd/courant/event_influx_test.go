//go:build unix

package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"courant/store/influx/influxtest"
)

// Ensure events that a house's own automation wrote into its bucket are pulled, stand below
// the open data, and that a server that is gone is told apart from the other sources.
func TestEventPullFromInfluxDB(t *testing.T) {
	b := influxtest.Start(t, influxtest.V1).Bucket(t)
	at := time.Date(2027, 1, 16, 11, 0, 0, 0, time.UTC)
	if err := b.Lines(
		fmt.Sprintf(`peak_event,programme=winter-credit end="2027-01-16T09:00:00-05:00" %d`, at.Unix()),
		fmt.Sprintf(`peak_event,programme=TPC-DPC end="2027-01-16T20:00:00-05:00" %d`, at.Add(10*time.Hour).Unix()),
		fmt.Sprintf(`peak_event,programme=dentiste end="2027-01-17T20:00:00-05:00" %d`, at.Add(34*time.Hour).Unix()),
	); err != nil {
		t.Fatal(err)
	}
	p := imported(t)
	f := newFakeFeed(t)
	f.body = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T10:00:00-05:00"})
	p.with(b, b.Token)
	p.vars = append(p.vars, "COURANT_FEEDS_EVENTS="+f.URL+"/list.json")
	code, out, errOut := p.run("event", "pull")
	if code != exitDegraded || !strings.Contains(out, "InfluxDB, row 3 left aside (programme unknown)") {
		t.Errorf("exit %d, %s%s", code, out, errOut)
	}
	l := p.listed()
	if e := l["winter-credit-20270116T0600"]; e["source"] != "hydro-quebec" || fmt.Sprint(e["dissents"]) != "[influx]" || e["end"] != "2027-01-16T10:00:00-05:00" {
		t.Errorf("both speak of it: %v", e)
	}
	if e := l["flex-d-20270116T1600"]; e["source"] != "influx" || e["reason"] != "only" {
		t.Errorf("the bucket alone: %v", e)
	}

	gone := b
	gone.URL = "http://127.0.0.1:1"
	p.with(gone, b.Token)
	p.vars = append(p.vars, "COURANT_FEEDS_EVENTS="+f.URL+"/list.json")
	p.now = p.now.Add(time.Hour)
	code, out, errOut = p.run("event", "pull")
	if code != exitDegraded || !strings.Contains(out, "Hydro-Québec: nothing new") || !strings.Contains(errOut, "127.0.0.1:1") {
		t.Errorf("one of two answers: exit %d, %s%s", code, out, errOut)
	}
	if out := p.must(exitDone, "event", "feeds"); !strings.Contains(out, "InfluxDB: unreachable since 19:04") {
		t.Errorf("%s", out)
	}
}
