package main

import (
	"context"
	"math"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/series"
	"courant/store"
	"courant/tui"
)

// complete is how complete a home's last seven days are (coach.Complete), without reading more
// than those days.
func complete(ctx context.Context, st holder, s store.Summary, at time.Time) (float64, error) {
	from := at.Add(-coach.CoverSpan - 2*s.Step)
	if !s.To.After(from) {
		return 0, nil
	}
	set, err := st.Read(ctx, s.Home, from, at, seriesKey{Kind: series.Energy})
	if err != nil {
		return 0, err
	}
	if len(set) == 0 { // no meter, or a silent one
		if set, err = st.Read(ctx, s.Home, from, at); err != nil {
			return 0, err
		}
		for k := range set {
			if k.Kind != series.Energy && slices.Contains(s.Kinds, series.Energy) {
				delete(set, k)
			}
		}
	}
	return coach.Complete(set, at), nil
}

// completeAll is complete of each home, several at once.
func completeAll(ctx context.Context, st holder, all []store.Summary, at time.Time) ([]float64, error) {
	out := make([]float64, len(all))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, s := range all {
		group.Go(func() (err error) {
			if err = ctx.Err(); err == nil {
				out[i], err = complete(ctx, st, s, at)
			}
			return err
		})
	}
	return out, group.Wait()
}

var _ tui.Surveyor = (*source)(nil)

// Survey is how complete the last seven days of each home are, and when it was last noted on.
func (s *source) Survey(ctx context.Context) (map[home.ID]tui.Survey, error) {
	all, err := s.st.Homes(ctx)
	if err != nil {
		return nil, err
	}
	shares, err := completeAll(ctx, s.st, all, s.app.env.Now())
	if err != nil {
		return nil, err
	}
	out := make(map[home.ID]tui.Survey, len(all))
	for i, h := range all {
		p, err := s.st.Profile(ctx, h.Home)
		if err != nil {
			return nil, err
		}
		survey := tui.Survey{Coverage: shares[i]}
		if n := len(p.Notes); n > 0 {
			survey.Noted = p.Notes[n-1].At
		}
		out[h.Home] = survey
	}
	return out, nil
}

// unread is the completeness of a home that nobody has read yet.
var unread = math.NaN()

// tellStale says that nothing fresh is held of any home, which is not the homes' fault but the
// copy's. The list itself is whole all the same: that is exit 0.
func (a *app) tellStale(all []store.Summary, at time.Time) {
	const old = 2 * time.Hour // as in a report, or two steps where they are longer
	var newest time.Time
	step := time.Duration(0)
	for _, s := range all {
		if until := shown(s, at); until.After(newest) {
			newest, step = until, s.Step
		}
	}
	if newest.IsZero() || at.Sub(newest) <= max(old, 2*step) {
		return
	}
	a.note(a.lang.Tables().StaleCopy, stampOrNone(a.lang, newest, a.loc))
}
