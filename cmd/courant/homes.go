package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/store"
	"courant/tui/text"
)

const (
	msgWhichHome fault.ID = "cli.which-home" // homes
	msgNoHome    fault.ID = "cli.no-home"    // home, nearest
	msgNothing   fault.ID = "cli.nothing"
)

// pickHome is the home that a command means: the one named, else the only one, else the
// configured one, else (for the demo) the first. Otherwise the person is asked which. That
// the home is looked at is written down.
func (a *app) pickHome(ctx context.Context, st *opened, named string) (home.ID, error) {
	id, err := a.findHome(ctx, st, named)
	if err != nil {
		return "", err
	}
	return id, a.access(ctx, st, id)
}

func (a *app) findHome(ctx context.Context, st *opened, named string) (home.ID, error) {
	if st.pickless(named) {
		if _, err := st.Profile(ctx, home.ID(named)); err == nil {
			return home.ID(named), nil
		}
	}
	all, err := st.names(ctx)
	if err != nil {
		return "", err
	}
	ids := make([]string, len(all))
	for i, id := range all {
		ids[i] = string(id)
	}
	want := named
	if want == "" && len(all) != 1 {
		want = a.cfg.Home
	}
	switch {
	case len(all) == 0:
		return "", fault.New(fault.NotConfigured, msgNothing)
	case want != "":
		for _, id := range all {
			if strings.EqualFold(string(id), want) {
				return id, nil
			}
		}
		if named == "" && st.simulated {
			return all[0], nil // the configured home is a real one: it cannot be in the demo
		}
		return "", fault.New(fault.Usage, msgNoHome, "home", want, "nearest", fault.Nearest(want, ids))
	case len(all) == 1 || st.simulated:
		return all[0], nil
	}
	return "", fault.New(fault.Usage, msgWhichHome, "homes", listSome(ids, 12))
}

// listSome joins at most n names and counts the rest.
func listSome(names []string, n int) string {
	if len(names) <= n {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s… (+%d)", strings.Join(names[:n], ", "), len(names)-n)
}

func (a *app) homesCmd() *cobra.Command {
	var city string
	c := tabular(&cobra.Command{Use: "homes", Short: a.cli.Homes, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		ctx, now := cmd.Context(), a.env.Now()
		st, all, err := a.fleetOf(ctx, city, now)
		if err != nil {
			return err
		}
		defer st.Close()
		shares, err := completeAll(ctx, st, all, now)
		if err != nil {
			return err
		}
		if a.machine() {
			return writeRows(a, len(all), func(i int) homeJSON { return homeLine(all[i], shares[i], now, a.loc) })
		}
		a.sayDemo(st)
		return a.print(a.homesText(all, shares, now))
	}})
	c.Flags().StringVar(&city, "city", "", a.cli.FlagCity)
	return c
}

// fleetOf opens the store with the homes of a city, "" for all of them, once what is fresher
// elsewhere is here; that they are looked at is written down. The caller closes the store.
func (a *app) fleetOf(ctx context.Context, city string, at time.Time) (*opened, []store.Summary, error) {
	if city != "" {
		if _, err := choice("--city", city, home.Cities()); err != nil {
			return nil, nil, err
		}
	}
	if err := a.refresh(ctx); err != nil {
		return nil, nil, err
	}
	st, err := a.reading(ctx)
	if err != nil {
		return nil, nil, err
	}
	all, err := st.list(ctx)
	if err == nil {
		err = a.access(ctx, st, "")
	}
	if err != nil {
		st.Close()
		return nil, nil, err
	}
	a.tellStale(all, at)
	if city != "" {
		all = slices.DeleteFunc(slices.Clone(all), func(s store.Summary) bool { return string(s.City) != city })
	}
	return st, all, nil
}

// homeJSON is a line of `courant homes --json`.
type homeJSON struct {
	Schema    int       `json:"schema"`
	Home      home.ID   `json:"home"`
	City      home.City `json:"city"`
	From      string    `json:"from"`
	To        string    `json:"to"`
	StepS     int       `json:"step_s"`
	Kinds     []string  `json:"kinds"`
	Zones     []string  `json:"zones"`
	Coverage  float64   `json:"coverage"` // of from to to
	Simulated bool      `json:"simulated"`
	Complete  float64   `json:"coverage_7d"` // of the last seven days, as a report has it
}

func homeLine(s store.Summary, complete float64, now time.Time, loc *time.Location) homeJSON {
	line := homeJSON{
		Schema: 1, Home: s.Home, City: s.City, From: stamp(s.From, loc), To: stamp(shown(s, now), loc), StepS: int(s.Step / time.Second),
		Kinds: make([]string, 0, len(s.Kinds)), Zones: make([]string, 0, len(s.Zones)), Coverage: round(s.Coverage, 4), Simulated: s.Simulated, Complete: round(complete, 4),
	}
	for _, k := range s.Kinds {
		line.Kinds = append(line.Kinds, k.String())
	}
	line.Zones = append(line.Zones, s.Zones...)
	return line
}

// shown is the end of a home's data as of now: the simulated pilot lives a little ahead of
// the clock, and what has not happened yet is not told.
func shown(s store.Summary, now time.Time) time.Time {
	if s.To.After(now) && s.Step > 0 {
		return now.Truncate(s.Step)
	}
	return s.To
}

// ahead is how far the newest measured interval of a real home begins after the clock.
func ahead(s store.Summary, now time.Time) time.Duration {
	if s.Simulated {
		return 0
	}
	return max(s.To.Add(-s.Step).Sub(now), 0)
}

func (a *app) homesText(all []store.Summary, shares []float64, now time.Time) []string {
	l, loc := a.lang, a.loc
	t := l.Tables()
	rows := [][]string{{t.Home, t.City, t.From, t.Until, t.Complete7, t.Zones}}
	for i, s := range all {
		rows = append(rows, []string{
			string(s.Home), l.City(s.City), dayOrNone(l, s.From, loc), stampOrNone(l, shown(s, now), loc),
			l.Percent(shares[i], 1), fmt.Sprint(len(s.Zones)),
		})
	}
	return a.table(rows)
}

func dayOrNone(l text.Lang, t time.Time, loc *time.Location) string {
	if t.IsZero() {
		return "—"
	}
	return l.ShortDate(t.In(loc))
}

func stampOrNone(l text.Lang, t time.Time, loc *time.Location) string {
	if t.IsZero() {
		return "—"
	}
	t = t.In(loc)
	return l.ShortDate(t) + " " + l.Clock(t)
}
