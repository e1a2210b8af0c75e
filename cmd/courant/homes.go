package main

import (
	"context"
	"fmt"
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
	return tabular(&cobra.Command{Use: "homes", Short: a.cli.Homes, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		st, err := a.reading(cmd.Context())
		if err != nil {
			return err
		}
		defer st.Close()
		if err := a.access(cmd.Context(), st, ""); err != nil {
			return err
		}
		all, err := st.list(cmd.Context())
		if err != nil {
			return err
		}
		if a.machine() {
			return writeRows(a, len(all), func(i int) homeJSON { return homeLine(all[i], a.env.Now(), a.loc) })
		}
		a.sayDemo(st)
		return a.print(a.homesText(all, a.env.Now()))
	}})
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
	Coverage  float64   `json:"coverage"`
	Simulated bool      `json:"simulated"`
}

func homeLine(s store.Summary, now time.Time, loc *time.Location) homeJSON {
	line := homeJSON{
		Schema: 1, Home: s.Home, City: s.City, From: stamp(s.From, loc), To: stamp(shown(s, now), loc), StepS: int(s.Step / time.Second),
		Kinds: make([]string, 0, len(s.Kinds)), Zones: make([]string, 0, len(s.Zones)), Coverage: round(s.Coverage, 4), Simulated: s.Simulated,
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

// covered is the known share of a home's readings from its first one up to now: the silence after
// the last one counts as missing, as in the data of a report.
func covered(s store.Summary, now time.Time) float64 {
	if to := shown(s, now); now.Sub(to) > 2*s.Step {
		return s.Coverage * float64(to.Sub(s.From)) / float64(now.Sub(s.From))
	}
	return s.Coverage
}

// ahead is how far the newest measured interval of a real home begins after the clock.
func ahead(s store.Summary, now time.Time) time.Duration {
	if s.Simulated {
		return 0
	}
	return max(s.To.Add(-s.Step).Sub(now), 0)
}

func (a *app) homesText(all []store.Summary, now time.Time) []string {
	l, loc := a.lang, a.loc
	t := l.Tables()
	rows := [][]string{{t.Home, t.City, t.From, t.Until, t.Coverage, t.Zones}}
	for _, s := range all {
		rows = append(rows, []string{
			string(s.Home), l.City(s.City), dayOrNone(l, s.From, loc), stampOrNone(l, shown(s, now), loc),
			l.Percent(s.Coverage, 1), fmt.Sprint(len(s.Zones)),
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
