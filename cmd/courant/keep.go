package main

import (
	"context"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui"
)

var _ tui.Keeper = (*source)(nil)

// Keep makes a plan that a person tried the home's: the given plan of its day, and the mode and
// the comfort of days to come. In the simulated pilot it lasts as long as the pilot.
func (s *source) Keep(ctx context.Context, p plan.Plan, mode home.Mode, at time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	st, err := s.writing(ctx)
	if err != nil {
		return err
	}
	defer st.Close()
	g, follows := coach.Given(p, s.planned(p, at), at)
	g.Chosen = true
	return st.EditProfile(ctx, p.Home, func(now home.Profile) (home.Profile, error) {
		if mode != "" {
			now.Mode = &mode
		}
		now = home.Choose(now, g.Choice)
		if follows {
			now, _ = home.Give(now, g)
		}
		return now, nil
	})
}

// planned is the local day that a plan is of.
func (s *source) planned(p plan.Plan, at time.Time) series.Date {
	if len(p.Windows) > 0 {
		at = p.Windows[0].Start
	}
	return series.DateOf(at, s.app.loc)
}

// written keeps a plan whose files were written as given: what is on paper is what the home
// lives by, in the simulated pilot too.
func (s *source) written(ctx context.Context, p plan.Plan, at time.Time) error {
	g, follows := coach.Given(p, s.planned(p, at), at)
	if !follows || s.app.cfg.ReadOnly {
		return nil
	}
	g.Chosen = true
	st := s.writable()
	defer st.Close()
	return st.EditProfile(ctx, p.Home, func(now home.Profile) (home.Profile, error) {
		now, _ = home.Give(now, g)
		return now, nil
	})
}
