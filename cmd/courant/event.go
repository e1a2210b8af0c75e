package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/fault"
	"courant/coach/home"
	"courant/store/exchange"
	"courant/store/feed"
)

const (
	msgEventNeed fault.ID = "cli.event-need"
	msgOpenFile  fault.ID = "cli.open-file" // file, problem
	msgNoEvent   fault.ID = "cli.no-event"  // id, nearest
)

func (a *app) eventCmd() *cobra.Command {
	return a.group("event", a.cli.Event, a.eventListCmd(), a.eventAddCmd(), a.eventRemoveCmd(), a.eventPullCmd(), a.eventFeedsCmd(), a.eventSkipCmd(false), a.eventSkipCmd(true))
}

// eventJSON is a line of `courant event list --json`.
type eventJSON struct {
	Schema      int            `json:"schema"`
	ID          string         `json:"id"`
	Programme   home.Programme `json:"programme"`
	Start       string         `json:"start"`
	End         string         `json:"end"`
	AnnouncedAt *string        `json:"announced_at"`
	State       event.State    `json:"state"`
	Phase       event.Phase    `json:"phase"`
	Source      string         `json:"source"`
	Rule        string         `json:"rule"`
	Home        home.ID        `json:"home,omitempty"`
	Reason      event.Reason   `json:"reason"`             // why the source counts: only, agree, trusted
	Sources     []string       `json:"sources"`            // that speak of it, the most trusted first
	Dissents    []string       `json:"dissents"`           // those of them that say otherwise
	Delisted    bool           `json:"delisted,omitempty"` // its source no longer lists it, and did not withdraw it
	Portal      *coach.Portal  `json:"portal,omitempty"`   // what the customer portal says of it, beside ours
}

func (a *app) eventListCmd() *cobra.Command {
	var at string
	c := &cobra.Command{Use: "list", Short: a.cli.EventList, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		now, err := a.at(at)
		if err != nil {
			return err
		}
		st, err := a.reading(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		events, err := st.Events(cmd.Context())
		if err != nil {
			return err
		}
		rules, err := a.rules()
		if err != nil {
			return err
		}
		who, err := a.onlyHome(cmd.Context(), st)
		if err != nil {
			return err
		}
		portal, err := a.portalOf(cmd.Context(), st, who, now, events)
		if err != nil {
			return err
		}
		feeds := feed.State{}
		if !st.simulated {
			feeds = a.feedState()
		}
		if a.machine() {
			book := rules.NewBook(feeds.Messages...)
			return writeRows(a, len(events), func(i int) eventJSON {
				line, d := a.eventLine(rules, events[i], now, who), book.Explain(events[i])
				line.Reason, line.Sources, line.Dissents = d.Reason, d.Sources, append([]string{}, d.Dissents...)
				line.Delisted, line.Portal = delisted(feeds, rules, events[i]), portal[events[i].ID]
				return line
			})
		}
		a.sayDemo(st)
		lines := append(a.eventTable(rules, events, now, who), append(a.portalText(events, portal), a.explained(rules, events, feeds)...)...)
		if !st.simulated {
			lines = append(lines, a.feedLines(a.feedStatuses(feeds))...)
		}
		return a.print(lines)
	}}
	c.Flags().StringVar(&at, "at", "", a.cli.FlagAt)
	return tabular(c)
}

// onlyHome is the home whose leaves an event list shows: the only one, or the configured one.
func (a *app) onlyHome(ctx context.Context, st *opened) (home.ID, error) {
	all, err := st.list(ctx)
	switch {
	case err != nil:
		return "", err
	case len(all) == 1:
		return all[0].Home, nil
	}
	return home.ID(a.cfg.Home), nil
}

func (a *app) eventLine(rules *event.Rules, e event.Event, now time.Time, who home.ID) eventJSON {
	if e.Home != "" {
		who = e.Home
	}
	state, phase := rules.At(e, now, who)
	line := eventJSON{
		Schema: 1, ID: e.ID, Programme: e.Programme, Start: stamp(e.Start, a.loc), End: stamp(e.End, a.loc),
		State: state, Phase: phase, Source: e.Source, Rule: rules.Timeline(e).Rule, Home: e.Home,
	}
	if !e.AnnouncedAt.IsZero() {
		s := stamp(e.AnnouncedAt, a.loc)
		line.AnnouncedAt = &s
	}
	return line
}

func (a *app) eventTable(rules *event.Rules, events []event.Event, now time.Time, who home.ID) []string {
	t := a.lang.Tables()
	if len(events) == 0 {
		return []string{t.NoEvents}
	}
	rows := [][]string{{t.Event, t.Start, t.End, t.Programme, t.State, t.Source}}
	for _, e := range events {
		line := a.eventLine(rules, e, now, who)
		start, end := e.Start.In(a.loc), e.End.In(a.loc)
		rows = append(rows, []string{e.ID, a.lang.Stamp(start), a.lang.Clock(end), a.lang.Programme(e.Programme), a.lang.Code(string(line.State)), a.lang.Source(e.Source)})
	}
	return a.table(rows)
}

func (a *app) eventAddCmd() *cobra.Command {
	var programme, file, start, end, who string
	c := writes(&cobra.Command{Use: "add", Short: a.cli.EventAdd, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		spans := start != "" || end != ""
		if programme == "" || (file == "") == !spans || spans && (start == "" || end == "") {
			return fault.New(fault.Usage, msgEventNeed)
		}
		p, err := choice("--programme", programme, event.Programmes())
		if err != nil {
			return err
		}
		events, err := a.eventsToAdd(p, file, start, end) // before the store is made, with its key
		if err != nil {
			return err
		}
		st, err := a.writing(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		if who != "" {
			id, err := a.pickHome(cmd.Context(), st, who)
			if err != nil {
				return err
			}
			for i := range events {
				events[i].Home = id
			}
		}
		return a.addEvents(cmd.Context(), st, events)
	}})
	f := c.Flags()
	f.StringVar(&programme, "programme", "", a.cli.FlagProgramme)
	f.StringVar(&file, "file", "", a.cli.FlagFile)
	f.StringVar(&start, "start", "", a.cli.FlagStart)
	f.StringVar(&end, "end", "", a.cli.FlagEnd)
	f.StringVar(&who, "home", "", a.cli.FlagHome)
	return c
}

func (a *app) eventsToAdd(p home.Programme, file, start, end string) ([]event.Event, error) {
	if file == "" {
		from, err := a.timeFlag("--start", start)
		if err != nil {
			return nil, err
		}
		to, err := a.timeFlag("--end", end)
		if err != nil {
			return nil, err
		}
		return []event.Event{{
			ID: event.NewID(p, from, a.loc), Programme: p, Start: from.UTC(), End: to.UTC(), Source: event.SourceManual, Critical: true,
		}}, nil
	}
	r, err := os.Open(file)
	if err != nil {
		return nil, fault.New(fault.Invalid, msgOpenFile, "file", file, "problem", err)
	}
	defer r.Close()
	events, ignored, err := exchange.ReadEvents(r, file, p, a.loc)
	if err != nil {
		return nil, err
	}
	if len(ignored) > 0 {
		a.note("%s : %s", a.lang.Tables().Ignored, strings.Join(ignored, ", "))
	}
	for i := range events {
		events[i].Critical = true
	}
	return events, nil
}

// addEvents adds all or nothing; what is there already is not added twice.
func (a *app) addEvents(ctx context.Context, st *opened, events []event.Event) error {
	rules, err := a.rules()
	if err != nil {
		return err
	}
	known, err := st.Events(ctx)
	if err != nil {
		return err
	}
	// What was removed by hand may be added again.
	known = slices.DeleteFunc(known, func(k event.Event) bool {
		return k.Withdrawn && slices.ContainsFunc(events, func(e event.Event) bool { return e.ID == k.ID && e.Home == k.Home })
	})
	var fresh []event.Event
	already := 0
	for _, e := range events {
		warnings, err := rules.Check(e, known)
		if err != nil {
			return err
		}
		if slices.Contains(warnings, event.WarnKnown) {
			already++
			continue
		}
		for _, w := range warnings {
			a.note("%s : %s", e.ID, a.lang.Warning(string(w)))
		}
		known, fresh = append(known, e), append(fresh, e)
	}
	if len(fresh) > 0 {
		if err := st.PutEvents(ctx, fresh...); err != nil {
			return err
		}
	}
	t := a.lang.Tables()
	words := a.lang.Sprintf(t.Added, len(fresh))
	if already > 0 {
		words += " " + fmt.Sprintf(t.Already, already)
	}
	a.note("%s", words)
	return nil
}

func (a *app) eventRemoveCmd() *cobra.Command {
	return writes(&cobra.Command{Use: "remove ID", Short: a.cli.EventRemove, Args: a.args(1, 1), RunE: func(cmd *cobra.Command, args []string) error {
		st, err := a.writing(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		return a.removeEvent(cmd.Context(), st, args[0])
	}})
}

// removeEvent takes an event away. One that a feed announced would be back with the next
// pull: it is marked as withdrawn by hand instead, which no feed overrules. Removing that
// mark lets the feeds have their say again.
func (a *app) removeEvent(ctx context.Context, st eventStore, id string) error {
	found, err := findEvent(ctx, st, id)
	if err != nil {
		return err
	}
	if e := found[0]; len(found) == 1 && e.Home == "" && event.Fed(e.Source) {
		e.Source, e.Withdrawn = event.SourceManual, true
		if err := st.PutEvents(ctx, e); err != nil {
			return err
		}
		a.note(a.lang.Feed().WithdrawnByHand, id)
		return nil
	}
	if err := st.RemoveEvent(ctx, id); err != nil {
		return err
	}
	a.note(a.lang.Tables().Removed, id)
	return nil
}

// eventStore is what skipping needs of a store.
type eventStore interface {
	Events(ctx context.Context) ([]event.Event, error)
	PutEvents(ctx context.Context, events ...event.Event) error
	RemoveEvent(ctx context.Context, id string) error
}

func findEvent(ctx context.Context, st eventStore, id string) ([]event.Event, error) {
	all, err := st.Events(ctx)
	if err != nil {
		return nil, err
	}
	var found []event.Event
	ids := make([]string, len(all))
	for i, e := range all {
		ids[i] = e.ID
		if e.ID == id {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return nil, fault.New(fault.Usage, msgNoEvent, "id", id, "nearest", fault.Nearest(id, ids))
	}
	return found, nil
}
