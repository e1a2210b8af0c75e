package main

import (
	"context"
	"errors"

	"courant/coach"
	"courant/coach/fault"
	"courant/coach/home"
)

// An asked is a question about one home, with the store that it was read from, still open.
type asked struct {
	coach.Question
	st   *opened
	book book
}

// ask reads all that is held on the home that was named, as it was known at a time ("" is
// now), fetching what is fresher first, and notes whether the data are stale or thin. The
// caller closes the store.
func (a *app) ask(ctx context.Context, named, at string) (asked, error) {
	now, err := a.at(at)
	if err != nil {
		return asked{}, err
	}
	if err := a.refresh(ctx); err != nil {
		return asked{}, err
	}
	st, id, err := a.readHome(ctx, named)
	if err != nil {
		return asked{}, err
	}
	b, err := a.book()
	if err == nil {
		var q coach.Question
		if q, err = b.question(ctx, st, id, now); err == nil {
			if d := coach.DataAt(q); d.Stale || d.Thin {
				a.degraded = true
			}
			return asked{q, st, b}, nil
		}
	}
	st.Close()
	return asked{}, err
}

// readHome opens what reading commands read, and picks the home that was named. The caller
// closes the store.
func (a *app) readHome(ctx context.Context, named string) (*opened, home.ID, error) {
	st, err := a.reading(ctx)
	if err != nil {
		return nil, "", err
	}
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		st.Close()
		return nil, "", err
	}
	return st, id, nil
}

// changing opens a store to change what is kept of the home that was named: the real one, else,
// where nobody has a real home, the simulated pilot, in which a person may try all that the
// screen lets them try. The caller closes the store.
func (a *app) changing(ctx context.Context, named string) (*opened, home.ID, error) {
	st, err := a.realOnly(ctx)
	if errors.Is(err, fault.NotConfigured) {
		return a.changingPilot(ctx, named, err)
	}
	if err != nil {
		return nil, "", err
	}
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		st.Close()
		return nil, "", err
	}
	return st, id, nil
}

// changingPilot is changing in the simulated pilot, when it has the home; a name that is not in
// it is that of a real home which is not there yet.
func (a *app) changingPilot(ctx context.Context, named string, otherwise error) (*opened, home.ID, error) {
	st, err := a.demoStore(ctx)
	if err != nil {
		return nil, "", err
	}
	id, err := a.findHome(ctx, st, named)
	if err != nil {
		st.Close()
		return nil, "", otherwise
	}
	return &opened{Store: st.Writable(), path: st.path, simulated: true}, id, nil
}
