package main

import (
	"context"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"courant/coach"
	"courant/coach/fault"
	"courant/coach/fleet"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
)

func (a *app) fleetCmd() *cobra.Command {
	var at, city string
	var workers int
	rank := tabular(&cobra.Command{Use: "rank", Short: a.cli.FleetRank, Args: a.args(0, 0), RunE: func(cmd *cobra.Command, _ []string) error {
		if workers < 1 || workers > 256 {
			return fault.New(fault.Usage, msgChoice, "flag", "--workers", "value", workers, "want", "1–256", "nearest", "")
		}
		t, err := a.at(at)
		if err != nil {
			return err
		}
		return a.rankFleet(cmd.Context(), city, t, workers)
	}})
	rank.Flags().StringVar(&at, "at", "", a.cli.FlagAt)
	rank.Flags().StringVar(&city, "city", "", a.cli.FlagCity)
	rank.Flags().IntVar(&workers, "workers", runtime.GOMAXPROCS(0), a.cli.FlagWorkers)
	return a.group("fleet", a.cli.Fleet, rank)
}

// caseAt is all that a home may be visited for at a moment.
func (a *app) caseAt(ctx context.Context, st holder, b book, id home.ID, at time.Time) (fleet.Case, error) {
	if err := ctx.Err(); err != nil {
		return fleet.Case{}, err
	}
	q, err := b.question(ctx, st, id, at)
	if err != nil {
		return fleet.Case{}, err
	}
	return fleet.Examine(coach.Review(q)), nil
}

// rankFleet judges all homes, or a city's, several at once, and lists those with a cause: the gravest
// first.
func (a *app) rankFleet(ctx context.Context, city string, at time.Time, workers int) error {
	st, all, err := a.fleetOf(ctx, city, at)
	if err != nil {
		return err
	}
	defer st.Close()
	b, err := a.book()
	if err != nil {
		return err
	}
	cases := make([]fleet.Case, len(all))
	var mu sync.Mutex // of done and of the line that tells it
	done := 0
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i, h := range all {
		group.Go(func() (err error) {
			cases[i], err = a.caseAt(ctx, st, b, h.Home, at)
			mu.Lock()
			defer mu.Unlock()
			done++
			a.tellCount(done, len(all))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return a.printVisits(all, fleet.Rank(cases), at)
}

// tellCount says on a terminal how many of all are done, on one line that is wiped in the
// end; where nothing may be drawn over it says once that there is a wait.
func (a *app) tellCount(done, of int) {
	if a.quiet || a.env.ErrWidth == 0 {
		return
	}
	if a.still() {
		if done == 1 {
			a.tell(a.lang.Count(a.lang.Screen().Linear.Examining, of))
		}
		return
	}
	line := fmt.Sprintf("\r%d/%d", done, of)
	if done == of {
		line = "\r\x1b[K"
	}
	fmt.Fprint(a.env.Err, line)
}

// A visitLine is a line of `courant fleet rank --json`.
type visitLine struct {
	Schema  int          `json:"schema"`
	Home    home.ID      `json:"home"`
	City    home.City    `json:"city"`
	Weight  int          `json:"weight"` // 0–6, 6 goes first
	Cause   string       `json:"cause"`
	Zone    string       `json:"zone,omitempty"`
	Since   *time.Time   `json:"since"`
	Measure series.Maybe `json:"measure"`
	Seen    string       `json:"seen"`
	Action  fleet.Action `json:"action"` // what the cause asks for first: call, visit, desk
}

// causeText is a cause with how much of it there is.
func (a *app) causeText(v fleet.Visit) string {
	switch {
	case !v.Measure.Known():
		return a.lang.Cause(v.Cause)
	case v.Cause == fleet.Thin:
		return fmt.Sprintf(a.lang.Screen().Homes.ThinBy, a.lang.Percent(float64(v.Measure), 0))
	}
	return a.lang.Cause(v.Cause) + " (" + a.lang.C(v.Measure) + ")"
}

func (a *app) printVisits(all []store.Summary, visits []fleet.Visit, at time.Time) error {
	of := map[home.ID]store.Summary{}
	for _, h := range all {
		of[h.Home] = h
	}
	if a.machine() {
		return writeRows(a, len(visits), func(i int) visitLine {
			v := visits[i]
			line := visitLine{1, v.Home, of[v.Home].City, v.Weight, v.Cause, v.Zone, nil, v.Measure, stamp(shown(of[v.Home], at), a.loc), v.Action()}
			if !v.Since.IsZero() {
				since := v.Since.In(a.loc)
				line.Since = &since
			}
			return line
		})
	}
	t := a.lang.Tables()
	if len(visits) == 0 {
		return a.print([]string{a.lang.Count(t.NothingToVisit, len(all))})
	}
	rows := [][]string{{t.Home, t.City, t.Visit, a.lang.Screen().Homes.ToVisit, t.Cause, t.Zone, t.Since, t.Seen}}
	for _, v := range visits {
		zone := ""
		if v.Zone != "" {
			zone = a.lang.Zone(v.Zone)
		}
		rows = append(rows, []string{
			string(v.Home), a.lang.City(of[v.Home].City), strconv.Itoa(v.Weight), a.lang.Action(string(v.Action())), a.causeText(v), zone,
			stampOrNone(a.lang, v.Since, a.loc), stampOrNone(a.lang, shown(of[v.Home], at), a.loc),
		})
	}
	return a.print(a.table(rows))
}
