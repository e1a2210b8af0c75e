package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
)

// skipCost is what leaving an event costs a home, in dollars: what the plan of its day is
// worth with it less what it is worth without. It is not known of an event that has begun,
// and without prices.
func (a *app) skipCost(ctx context.Context, st *opened, id string, who home.ID, zone string) (series.Maybe, error) {
	now := a.env.Now()
	found, err := findEvent(ctx, st, id)
	if err != nil || !now.Before(found[0].Start) {
		return series.Unknown(), err
	}
	b, err := a.book()
	if err != nil {
		return series.Unknown(), err
	}
	q, err := b.question(ctx, st, who, now)
	if err != nil {
		return series.Unknown(), err
	}
	day := series.DateOf(found[0].Start, a.loc)
	with := worth(coach.PlanDay(q, day))
	q.Events = slices.Clone(q.Events)
	for i, e := range q.Events {
		if e.ID == id {
			q.Events[i] = e.Skip(event.Skip{Home: who, Zone: zone, At: now.Add(-time.Second)})
		}
	}
	return with - worth(coach.PlanDay(q, day)), nil
}

// worth is what a plan pays less what it costs; NaN where no price is known.
func worth(p plan.Plan) series.Maybe {
	if len(p.Windows) == 0 {
		return -plan.Cents(p.CostDollars)
	}
	return p.Gain() - plan.Cents(p.WithoutDollars)
}

// tellSkip says that an event is left, and what that costs where it is known.
func (a *app) tellSkip(done, id string, cost series.Maybe) {
	words := fmt.Sprintf(done, id)
	if cost.Known() && cost >= 0.005 {
		words += " " + fmt.Sprintf(a.lang.Feed().SkipCost, a.lang.Dollars(cost))
	}
	a.note("%s", words)
}
