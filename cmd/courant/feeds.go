package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/feed"
	"courant/tui/text"
)

const (
	msgNoFeed   fault.ID = "cli.no-feed"   // file
	msgFeedFile fault.ID = "cli.feed-file" // file, problem
)

// A feedSource is a configured source of events.
type feedSource struct {
	source string // as event.FeedStatus has it
	url    string // what people see of it
	once   bool   // asked by hand, at an address that is not configured: its state is not kept
	ask    func(context.Context, feed.Options) (feed.Reading, error)
}

// feedsPath is where the state of the feeds is kept across runs.
func (a *app) feedsPath() string { return a.env.Path(stateFolder, "feeds.json") }

// feedClient asks the outside world, with the answers of last time at hand.
func (a *app) feedClient() *feed.Client {
	return &feed.Client{Cache: a.env.Path(cacheFolder, "feeds"), Agent: "courant/" + buildVersion().Version, Now: a.env.Now}
}

// feedSources are the sources of events that the configuration names.
func (a *app) feedSources() []feedSource {
	var out []feedSource
	for _, s := range []struct{ source, where string }{{event.SourceHydroQuebec, a.cfg.Feeds.Events}, {event.SourceICal, a.cfg.Feeds.Calendar}} {
		if s.where != "" && s.where != none {
			out = append(out, a.sourceAt(s.source, s.where))
		}
	}
	if m := a.cfg.Feeds.Annotations; a.cfg.Influx.URL != "" && m != "" && m != none {
		out = append(out, feedSource{source: event.SourceInflux, url: feed.Name(a.cfg.Influx.URL), ask: a.readAnnotations})
	}
	return out
}

func (a *app) sourceAt(source, where string) feedSource {
	return feedSource{source: source, url: feed.Name(where), ask: func(ctx context.Context, o feed.Options) (feed.Reading, error) {
		return a.readSource(ctx, where, o)
	}}
}

// sourceFrom is the source that a person names: a configured one, or another that is read
// this once.
func (a *app) sourceFrom(where string) feedSource {
	switch where {
	case a.cfg.Feeds.Events:
		return a.sourceAt(event.SourceHydroQuebec, where)
	case a.cfg.Feeds.Calendar:
		return a.sourceAt(event.SourceICal, where)
	}
	s := a.sourceAt("", where)
	s.once = true
	return s
}

// readSource reads events at an address, in a file, or from standard input.
func (a *app) readSource(ctx context.Context, where string, o feed.Options) (feed.Reading, error) {
	if feed.IsAddress(where) {
		return a.feedClient().Events(ctx, where, o)
	}
	in := a.env.In
	if where != "-" {
		f, err := os.Open(where)
		if err != nil {
			return feed.Reading{}, fault.New(fault.Invalid, msgFeedFile, "file", where, "problem", plainError(err))
		}
		defer f.Close()
		in = f
	}
	body, err := io.ReadAll(io.LimitReader(in, feed.MaxBody+1))
	if err != nil {
		return feed.Reading{}, fault.New(fault.Invalid, msgFeedFile, "file", where, "problem", plainError(err))
	}
	return feed.Read(filepath.Base(where), body, o)
}

// annotationsKept is how far back annotations are read: this winter and the last.
const annotationsKept = 500 * 24 * time.Hour

func (a *app) readAnnotations(ctx context.Context, o feed.Options) (feed.Reading, error) {
	client, err := a.influxClient()
	if err != nil {
		return feed.Reading{}, err
	}
	defer client.Close()
	found, err := client.Annotations(ctx, a.cfg.Feeds.Annotations, o.Now.Add(-annotationsKept))
	if err != nil {
		return feed.Reading{}, err
	}
	all := make([]feed.Annotation, len(found))
	for i, f := range found {
		all[i] = feed.Annotation(f)
	}
	return feed.Annotated(client.Host(), all, o)
}

// feedState is what is known of the feeds. A state that cannot be read is said, and counts
// for nothing.
func (a *app) feedState() feed.State {
	s, err := feed.Load(a.feedsPath())
	if err != nil {
		a.note("%s", text.Fault(a.lang, err))
	}
	return s
}

// feedStatuses are those of the configured sources of events, in their order of trust.
func (a *app) feedStatuses(s feed.State) []event.FeedStatus {
	var out []event.FeedStatus
	for _, src := range a.feedSources() {
		out = append(out, s.Status(src.source, src.url))
	}
	return out
}

// A pulled is what asking one source brought.
type pulled struct {
	feedSource
	reading feed.Reading
	status  event.FeedStatus
	soon    bool // not asked: too soon
	put     int  // events that are new or changed and stand by its word
	err     error
}

// pullFeeds asks sources and brings what they say into the store: the store first, then the
// state, so that a failure in between is made good by the next pull. What a source that
// fails said before stays. The store is opened, and made if need be, only when there is
// something to change.
func (a *app) pullFeeds(ctx context.Context, sources []feedSource, o feed.Options) (all []pulled, err error) {
	err = feed.Edit(ctx, a.feedsPath(), func(s *feed.State) error {
		book := o.Rules.NewBook(s.Messages...)
		for _, src := range sources {
			p := pulled{feedSource: src}
			p.reading, p.status, p.err = feed.Poll(ctx, s.Status(src.source, src.url), o.Now, func(ctx context.Context) (feed.Reading, error) {
				return src.ask(ctx, o)
			})
			switch {
			case errors.Is(p.err, feed.ErrTooSoon):
				p.soon, p.err = true, nil
			case ctx.Err() != nil:
				return ctx.Err()
			case p.err == nil:
				p.status = feed.Told(p.status, p.reading)
				for _, m := range p.reading.Messages {
					book.Add(m)
				}
			}
			all = append(all, p)
		}
		if err := a.keepEvents(ctx, o.Rules, book.Events(), all); err != nil {
			return err
		}
		s.Messages = book.Messages()
		for _, p := range all {
			if !p.soon && !p.once {
				s.SetStatus(p.status)
			}
		}
		return nil
	})
	return all, err
}

// keepEvents changes the store so that it holds what was decided.
func (a *app) keepEvents(ctx context.Context, rules *event.Rules, decided []event.Decision, all []pulled) error {
	if !slices.ContainsFunc(all, func(p pulled) bool { return len(p.reading.Messages) > 0 }) {
		return nil
	}
	st, err := a.fetched() // it looks at nobody's data
	if err != nil {
		return err
	}
	defer st.Close()
	stored, err := st.Events(ctx)
	if err != nil {
		return err
	}
	put, remove := rules.Update(stored, decided)
	if len(put) > 0 {
		if err := st.PutEvents(ctx, put...); err != nil {
			return err
		}
	}
	for _, id := range remove {
		if err := st.RemoveEvent(ctx, id); err != nil {
			return err
		}
	}
	for _, e := range put {
		if i := slices.IndexFunc(all, func(p pulled) bool { return p.reading.Source == e.Source }); i >= 0 {
			all[i].put++
		}
	}
	return nil
}

// pollDue asks for events and weather where nobody waits for the answer: the sources that may
// be asked by a program, after failures ever more rarely. How each is doing is kept as
// usual; the error is that of keeping what came.
func (a *app) pollDue(ctx context.Context) error {
	rules, err := a.rules()
	if err != nil {
		return err
	}
	now, state := a.env.Now().UTC(), a.feedState()
	var due []feedSource
	for _, s := range a.feedSources() {
		if state.Status(s.source, s.url).Due(now) {
			due = append(due, s)
		}
	}
	if len(due) > 0 {
		if _, err := a.pullFeeds(ctx, due, feed.Options{Rules: rules, Now: now}); err != nil {
			return err
		}
	}
	base := a.cfg.Feeds.Weather
	if base == "" || base == none {
		return nil
	}
	cities := slices.DeleteFunc(a.citiesOfHomes(ctx), func(c home.City) bool {
		s := state.Status(weatherSource(c), feed.Name(base))
		return !s.Due(now) || now.Sub(s.LastOK) < weatherEvery
	})
	if len(cities) == 0 {
		return nil
	}
	_, err = a.pullWeather(ctx, cities)
	return err
}

// weatherEvery is how often a program asks for the weather: it is measured on the hour.
const weatherEvery = 30 * time.Minute
