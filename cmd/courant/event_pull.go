package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"courant/coach/event"
	"courant/coach/fault"
	"courant/store/feed"
	"courant/tui/plain"
	"courant/tui/text"
)

func (a *app) eventPullCmd() *cobra.Command {
	var from, programme string
	var due bool
	c := writes(&cobra.Command{Use: "pull", Short: a.cli.EventPull, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		if due {
			return a.pollDue(cmd.Context())
		}
		rules, err := a.rules()
		if err != nil {
			return err
		}
		o := feed.Options{Rules: rules, Now: a.env.Now().UTC()}
		if programme != "" {
			if o.Programme, err = choice("--programme", programme, event.Programmes()); err != nil {
				return err
			}
		}
		sources := a.feedSources()
		if from != "" {
			sources = []feedSource{a.sourceFrom(from)}
		}
		if len(sources) == 0 {
			return fault.New(fault.NotConfigured, msgNoFeed, "file", a.configFile())
		}
		return a.runPull(cmd.Context(), sources, o)
	}})
	c.Flags().StringVar(&from, "from", "", a.cli.FlagFeed)
	c.Flags().StringVar(&programme, "programme", "", a.cli.FlagProgramme)
	c.Flags().BoolVar(&due, "due", false, a.cli.FlagDue)
	c.MarkFlagsMutuallyExclusive("due", "from")
	return c
}

// runPull asks the sources and tells what came of it. When none of them answered the
// command has failed; when some did not, its answer is not whole.
func (a *app) runPull(ctx context.Context, sources []feedSource, o feed.Options) error {
	all, err := a.pullFeeds(ctx, sources, o)
	if err != nil {
		return err
	}
	if a.json {
		err = a.jsonLines(len(all), func(i int) any { return a.pulledLine(all[i]) })
	} else {
		err = a.tellPulled(all, o)
	}
	if err != nil {
		return err
	}
	failed := 0
	for _, p := range all {
		if p.err != nil {
			failed++
			if len(all) > 1 || a.json {
				a.note("%s", text.Fault(a.lang, p.err))
			}
		}
		a.degraded = a.degraded || p.err != nil || len(p.reading.Skipped) > 0
	}
	if failed == len(all) {
		if len(all) > 1 || a.json {
			return quietly{all[0].err}
		}
		return all[0].err
	}
	return nil
}

// skippedShown is how many rows that could not be used are named.
const skippedShown = 5

func (a *app) tellPulled(all []pulled, o feed.Options) error {
	w := a.lang.Feed()
	var lines []string
	for _, p := range all {
		name := a.sourceName(p)
		switch {
		case p.err != nil:
			continue
		case p.soon:
			lines = append(lines, fmt.Sprintf(w.TooSoon, name, plain.Moment(a.lang, p.status.LastTry, o.Now, a.loc), plain.Moment(a.lang, p.status.NotBefore, o.Now, a.loc)))
		case p.put > 0:
			lines = append(lines, a.lang.Count(w.Pulled, p.put, name))
		default:
			lines = append(lines, fmt.Sprintf(w.Nothing, name))
		}
		for i, r := range p.reading.Skipped {
			if i == skippedShown {
				lines = append(lines, fmt.Sprintf("  … %d", len(p.reading.Skipped)-i))
				break
			}
			lines = append(lines, "  "+fmt.Sprintf(w.Skipped, name, r.Row, a.lang.RowReason(r.Reason), text.Clean(r.Value, 60)))
		}
		if !p.once {
			lines = append(lines, plain.Feed(a.lang, p.status, o.Now, a.loc))
		}
	}
	if a.quiet {
		return nil
	}
	return a.print(lines)
}

// sourceName is what people call the source that was asked.
func (a *app) sourceName(p pulled) string {
	if p.source == "" {
		return p.url
	}
	return a.lang.Source(p.source)
}

// pulledJSON is a line of `courant event pull --json`: a source. `courant event feeds
// --json` has the status alone.
type pulledJSON struct {
	Schema int    `json:"schema"`
	OK     bool   `json:"ok"`
	Asked  bool   `json:"asked"` // false: too soon
	Put    int    `json:"put"`   // events new or changed
	Rows   int    `json:"rows"`
	Others int    `json:"other_offers"`
	Error  string `json:"error,omitempty"`
	statusJSON
	Unused []rowJSON `json:"unused"`
}

type rowJSON struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
	Value  string `json:"value"`
}

func (a *app) pulledLine(p pulled) pulledJSON {
	line := pulledJSON{
		Schema: 1, OK: p.err == nil, Asked: !p.soon, Put: p.put, Rows: p.reading.Rows, Others: p.reading.Others,
		statusJSON: a.statusLine(p.status), Unused: []rowJSON{},
	}
	line.Source, line.URL = p.source, p.url
	if p.source == "" {
		line.Source = p.reading.Source
	}
	if p.err != nil {
		line.Error = text.Clean(text.Fault(a.lang, p.err), 0)
	}
	for _, r := range p.reading.Skipped {
		line.Unused = append(line.Unused, rowJSON{r.Row, r.Reason, text.Clean(r.Value, 0)})
	}
	return line
}

// statusJSON is the state of one source.
type statusJSON struct {
	Source       string  `json:"source"`
	URL          string  `json:"url"`
	LastOK       *string `json:"last_ok"`
	LastTry      *string `json:"last_try"`
	FailingSince *string `json:"failing_since"`
	NotBefore    *string `json:"not_before"`
	Listed       int     `json:"listed"`
	Upcoming     int     `json:"upcoming"`
	Problem      string  `json:"problem,omitempty"` // a code: "unreachable", "invalid"…
	Text         string  `json:"text"`
}

func (a *app) statusLine(s event.FeedStatus) statusJSON {
	line := statusJSON{Source: s.Source, URL: s.URL, Listed: s.Listed, Upcoming: s.Upcoming, Text: plain.Feed(a.lang, s, a.env.Now(), a.loc)}
	for _, t := range []struct {
		to   **string
		text string
	}{{&line.LastOK, stamp(s.LastOK, a.loc)}, {&line.LastTry, stamp(s.LastTry, a.loc)}, {&line.FailingSince, stamp(s.FailingSince, a.loc)}, {&line.NotBefore, stamp(s.NotBefore, a.loc)}} {
		if t.text != "" {
			*t.to = &t.text
		}
	}
	if s.Problem != nil {
		line.Problem = string(s.Problem.Code)
	}
	return line
}

// eventFeedsCmd tells how each source of events is doing.
func (a *app) eventFeedsCmd() *cobra.Command {
	return tabular(&cobra.Command{Use: "feeds", Short: a.cli.EventFeeds, Args: a.args(0, 0), RunE: func(*cobra.Command, []string) error {
		all := a.feedStatuses(a.feedState())
		if a.machine() {
			return writeRows(a, len(all), func(i int) feedJSON { return feedJSON{1, a.statusLine(all[i])} })
		}
		lines := a.feedLines(all)
		if len(lines) == 0 {
			lines = []string{a.lang.Feed().Off}
		}
		return a.print(lines)
	}})
}

// feedJSON is a line of `courant event feeds --json`.
type feedJSON struct {
	Schema int `json:"schema"`
	statusJSON
}

// feedLines are the sources in sentences: those that were asked before, or all of them when
// none was.
func (a *app) feedLines(all []event.FeedStatus) []string {
	var lines []string
	for _, s := range all {
		lines = append(lines, plain.Feed(a.lang, s, a.env.Now(), a.loc))
	}
	return lines
}

// checkFeeds is what `courant doctor` says of the sources of events.
func (a *app) checkFeeds() []check {
	s, err := feed.Load(a.feedsPath())
	var out []check
	if err != nil {
		out = append(out, a.failed("events", err))
	}
	for _, f := range a.feedStatuses(s) {
		c := check{Code: "events", OK: true, Detail: plain.Feed(a.lang, f, a.env.Now(), a.loc)}
		switch {
		case f.Failing():
			c.OK, c.stale = false, true
			if f.Problem != nil {
				c.Todo = text.Fault(a.lang, f.Problem.Err())
			}
		case f.LastTry.IsZero():
			c.OK = false
		}
		out = append(out, c)
	}
	return append(out, a.checkWeather(s)...)
}

// explained tells of each event the sources that say otherwise, and those that a source no
// longer lists.
func (a *app) explained(rules *event.Rules, events []event.Event, s feed.State) []string {
	w, book := a.lang.Feed(), rules.NewBook(s.Messages...)
	now := a.env.Now()
	var lines []string
	for _, e := range events {
		if e.End.Before(now) {
			continue
		}
		if d := book.Explain(e); len(d.Dissents) > 0 {
			names := make([]string, len(d.Dissents))
			for i, o := range d.Dissents {
				names[i] = a.lang.Source(o)
			}
			lines = append(lines, fmt.Sprintf(w.Dissent, e.ID, a.lang.Source(e.Source), strings.Join(names, ", ")))
		}
		if !e.Withdrawn && delisted(s, rules, e) {
			lines = append(lines, fmt.Sprintf(w.Delisted, e.ID, a.lang.Source(e.Source)))
		}
	}
	return lines
}

// delisted reports whether an event's own source no longer lists it.
func delisted(s feed.State, rules *event.Rules, e event.Event) bool {
	for _, f := range s.Feeds {
		if f.Source == e.Source && slices.ContainsFunc(feed.Delisted(s.Messages, f.Source, f.LastOK), func(m event.Message) bool {
			return event.NewID(m.Programme, m.Start, rules.Loc()) == e.ID
		}) {
			return true
		}
	}
	return false
}
