package main

import (
	"context"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// sourceOf is the dashboard's source for a person, as the program makes it.
func (p *person) sourceOf(t *testing.T) *source {
	t.Helper()
	dirs := []string{"HOME=" + p.home, "XDG_STATE_HOME=" + p.home + "/state", "XDG_DATA_HOME=" + p.home + "/data", "XDG_CONFIG_HOME=" + p.home + "/config", "XDG_CACHE_HOME=" + p.home + "/cache"}
	a := &app{env: Env{Now: func() time.Time { return p.now }, Vars: append(dirs, p.vars...)}, loc: series.Toronto(), quiet: true, command: "courant"}
	a.lang = chosenLang("fr", a.env)
	a.cli = a.lang.CLI()
	var err error
	if a.cfg, err = loadConfig(a.env, ""); err != nil {
		t.Fatal(err)
	}
	st, err := a.reading(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	b, err := a.book()
	if err != nil {
		t.Fatal(err)
	}
	return &source{app: a, st: st, book: b}
}

// Ensure the dashboard asks feeds by itself when they are due, tells only news, and asks
// nothing where none is configured, under --read-only and for the simulated pilot.
func TestDashboardPollsWhatIsDue(t *testing.T) {
	p := imported(t)
	f := newFakeFeed(t)
	f.body = openData([2]string{"2027-01-16T06:00:00-05:00", "2027-01-16T10:00:00-05:00"})
	ctx := context.Background()
	if news, err := p.sourceOf(t).Poll(ctx); news || err != nil || f.asked != 0 {
		t.Errorf("without a feed: %v, %v", news, err)
	}
	p.vars = []string{"COURANT_FEEDS_EVENTS=" + f.URL + "/list.json"}
	src := p.sourceOf(t)
	before := src.Version()
	if news, err := src.Poll(ctx); !news || err != nil || f.asked != 1 {
		t.Errorf("due: %v, %v, asked %d times", news, err, f.asked)
	}
	if src.Version() == before || p.listed()["flex-d-20270116T0600"] == nil {
		t.Errorf("the event is not kept: %v, version %s then %s", p.listed(), before, src.Version())
	}
	if feeds := src.known().feeds; len(feeds) != 1 || feeds[0].LastOK.IsZero() {
		t.Errorf("the feed's state is not known: %+v", feeds)
	}
	if news, err := src.Poll(ctx); news || err != nil || f.asked != 1 {
		t.Errorf("too soon: %v, %v, asked %d times", news, err, f.asked)
	}
	p.now = p.now.Add(10 * time.Minute)
	f.status = 404
	if news, err := src.Poll(ctx); !news || err != nil || f.asked != 2 || !src.known().feeds[0].Failing() {
		t.Errorf("a failure is news on the data view and no error: %v, %v, asked %d times", news, err, f.asked)
	}
	p.now = p.now.Add(time.Hour)
	src.app.cfg.ReadOnly = true
	if news, err := src.Poll(ctx); news || err != nil || f.asked != 2 {
		t.Errorf("read-only: %v, %v, asked %d times", news, err, f.asked)
	}
}

// Ensure that what a person tries on the simulated pilot is done, in the pilot alone.
func TestDashboardTriesThePilot(t *testing.T) {
	p := newPerson(t)
	p.must(exitDone, "demo", "--homes", "3", "--seed", "1")
	src := p.sourceOf(t)
	ctx := context.Background()
	names, err := src.st.Names(ctx)
	if err != nil || len(names) != 3 {
		t.Fatal(names, err)
	}
	if err := src.Note(ctx, names[0], "chien"); err != nil {
		t.Fatal(err)
	}
	r, err := src.Report(ctx, names[0], p.now)
	if err != nil || len(r.Info.Notes) != 1 || r.Info.Notes[0].Text != "chien" {
		t.Errorf("the note is not there: %v, %+v", err, r.Info.Notes)
	}
	if e := r.NextEvent; e != nil {
		if err := src.Skip(ctx, e.ID, names[0], "", false); err != nil {
			t.Fatal(err)
		}
		if r, _ = src.Report(ctx, names[0], p.now); r.NextEvent == nil || r.NextEvent.State != "skipped" {
			t.Errorf("not skipped: %+v", r.NextEvent)
		}
	}
	if _, err := src.Report(ctx, home.ID("nobody"), p.now); err == nil {
		t.Error("a home that is not there has a report")
	}
}
