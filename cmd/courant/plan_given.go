package main

import (
	"context"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// A plan is given when it leaves the program to be followed: printed by `courant plan`, in
// whatever form, or written by the dashboard's key that applies it. From then on it is what
// the home lives by, and is kept with it, so that the next plan of that day and mode stands
// beside it. Whatever only looks (report, dashboard, homes) gives nothing and writes nothing.

// given keeps a plan that was given at a moment. Nothing is kept under --read-only, of the
// simulated pilot, of a plan that asks nothing of anybody, and of one that was given already.
func (a *app) given(ctx context.Context, from *opened, p plan.Plan, day series.Date, at time.Time, before home.Profile) error {
	g, ok := coach.Given(p, day, at)
	if !ok || a.cfg.ReadOnly || from.simulated {
		return nil
	}
	if _, changed := home.Give(before, g); !changed {
		return nil
	}
	st := from.Writable()
	defer st.Close()
	return st.EditProfile(ctx, p.Home, func(now home.Profile) (home.Profile, error) {
		now, _ = home.Give(now, g)
		return now, nil
	})
}

// give is given for a command that has printed its plan: that it could not be kept is worth a
// word, no more.
func (a *app) give(ctx context.Context, q asked, p plan.Plan, day series.Date) {
	if err := a.given(ctx, q.st, p, day, q.At, home.Profile{ID: q.Home.ID, Plans: q.Home.Plans}); err != nil {
		a.note(a.lang.Tables().NotKept, text.Fault(a.lang, err))
	}
}
