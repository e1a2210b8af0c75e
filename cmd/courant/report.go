package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/tui/plain"
)

func (a *app) reportCmd() *cobra.Command {
	var at string
	c := &cobra.Command{Use: "report [" + a.cli.HomeArg + "]", Short: a.cli.Report, Args: a.args(0, 1), RunE: func(cmd *cobra.Command, args []string) error {
		return a.runReport(cmd.Context(), first(args), at)
	}}
	c.Flags().StringVar(&at, "at", "", a.cli.FlagAt)
	return c
}

func first(args []string) string {
	if len(args) == 0 {
		return ""
	}
	return args[0]
}

// runReport prints the report of one home: the plain text, or the same as JSON.
func (a *app) runReport(ctx context.Context, named, at string) error {
	now, err := a.at(at)
	if err != nil {
		return err
	}
	st, r, err := a.review(ctx, named, now)
	if err != nil {
		return err
	}
	defer st.Close()
	for i := range r.Advices {
		r.Advices[i].Text = plain.Advice(a.lang, r.Home, r.Advices[i], a.loc)
	}
	if a.json {
		return a.jsonOne(r)
	}
	return a.print(plain.Report(a.lang, r, a.loc))
}

// review opens the store, picks the home, fetches what is fresher and answers.
func (a *app) review(ctx context.Context, named string, at time.Time) (*opened, coach.Report, error) {
	if err := a.refresh(ctx); err != nil {
		return nil, coach.Report{}, err
	}
	st, err := a.reading(ctx)
	if err != nil {
		return nil, coach.Report{}, err
	}
	id, err := a.pickHome(ctx, st, named)
	if err != nil {
		st.Close()
		return nil, coach.Report{}, err
	}
	b, err := a.book()
	if err != nil {
		st.Close()
		return nil, coach.Report{}, err
	}
	q, err := b.question(ctx, st, id, at)
	if err != nil {
		st.Close()
		return nil, coach.Report{}, err
	}
	q.Frontier = a.json // carried, not printed as text
	r := coach.Review(q)
	if r.Data.Stale || r.Data.Thin {
		a.degraded = true
	}
	return st, r, nil
}
