package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"courant/coach"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/tui/text"
)

// eventSkipCmd is `event skip` and, with undo, `event undo`.
func (a *app) eventSkipCmd(undo bool) *cobra.Command {
	var zone, who string
	use, short := "skip ID", a.cli.EventSkip
	if undo {
		use, short = "undo ID", a.cli.EventUndo
	}
	c := writes(&cobra.Command{Use: use, Short: short, Args: a.args(1, 1), RunE: func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		st, id, err := a.changing(ctx, who)
		if err != nil {
			return err
		}
		defer st.Close()
		if zone != "" {
			rooms, err := zonesOf(ctx, st, id)
			if err != nil {
				return err
			}
			if err := home.CheckRoom(id, rooms, zone); err != nil {
				return err
			}
		}
		cost := series.Unknown()
		if !undo {
			if cost, err = a.skipCost(ctx, st, args[0], id, zone); err != nil {
				return err
			}
		}
		done, err := skipEvent(ctx, st, args[0], id, zone, undo, a.env.Now())
		if err != nil {
			return err
		}
		a.tellSkip(done, zone, undo, cost)
		if st.simulated {
			a.note("%s", a.lang.Rooms().Pilot)
		}
		return nil
	}})
	c.Flags().StringVar(&zone, "zone", "", a.cli.FlagZone)
	c.Flags().StringVar(&who, "home", "", a.cli.FlagHome)
	return c
}

// A left is what leaving an event, or coming back, has come to.
type left struct {
	event   event.Event
	changed []event.Skip // the leaves that were added, or taken back; none: it was so already
	still   bool         // the whole home has left the event, whatever its zones do
}

// skipEvent lets a home, or one zone of it, leave an event, or come back to it: the home with
// all its zones, or one zone. A leave holds from its own second on, as a question that is asked
// in that second has it.
func skipEvent(ctx context.Context, st eventStore, eventID string, id home.ID, zone string, undo bool, now time.Time) (left, error) {
	found, err := findEvent(ctx, st, eventID)
	if err != nil {
		return left{}, err
	}
	var done left
	for i, e := range found {
		done.event = e
		if e.Home != "" && e.Home != id {
			continue
		}
		before := e.Left(id)
		if undo {
			for _, s := range before {
				if zone == "" || s.Zone == zone {
					e, _ = e.Undo(id, s.Zone)
					done.changed = append(done.changed, s)
				}
			}
		} else if e = e.Skip(event.Skip{Home: id, Zone: zone, At: now.UTC().Truncate(time.Second)}); len(e.Left(id)) > len(before) {
			done.changed = append(done.changed, event.Skip{Home: id, Zone: zone})
		}
		done.still = done.still || slices.ContainsFunc(e.Left(id), func(s event.Skip) bool { return s.Zone == "" })
		found[i] = e
	}
	if len(done.changed) == 0 {
		return done, nil
	}
	return done, st.PutEvents(ctx, found...)
}

// tellSkip says what was left or taken back, or that nothing was, and what leaving costs where
// that is known.
func (a *app) tellSkip(done left, zone string, undo bool, cost series.Maybe) {
	w := a.lang.Leave()
	from, to := done.event.Start.In(a.loc), done.event.End.In(a.loc)
	when := fmt.Sprintf(w.Event, a.lang.LongDay(from), a.lang.Clock(from), a.lang.Clock(to))
	var rooms []string
	for _, s := range done.changed {
		if s.Zone != "" {
			rooms = append(rooms, a.lang.Zone(s.Zone))
		}
	}
	names := strings.Join(rooms, ", ")
	var words string
	switch {
	case undo && len(done.changed) == 0 && zone != "" && done.still:
		words = fmt.Sprintf(w.NotRoom, when, a.lang.Zone(zone), done.event.ID)
	case undo && len(done.changed) == 0 && zone != "":
		words = fmt.Sprintf(w.NothingRoom, when, a.lang.Zone(zone))
	case undo && len(done.changed) == 0:
		words = fmt.Sprintf(w.Nothing, when)
	case undo && len(rooms) == len(done.changed):
		words = fmt.Sprintf(w.BackRooms, when, names)
	case undo && len(rooms) > 0:
		words = fmt.Sprintf(w.BackBoth, when, names)
	case undo:
		words = fmt.Sprintf(w.Back, when)
	case len(done.changed) == 0 && zone != "":
		words = fmt.Sprintf(w.AlreadyRoom, when, a.lang.Zone(zone))
	case len(done.changed) == 0:
		words = fmt.Sprintf(w.Already, when)
	case zone != "":
		words = fmt.Sprintf(w.SkipRoom, when, a.lang.Zone(zone), done.event.ID, zone)
	default:
		words = fmt.Sprintf(w.Skip, when, done.event.ID)
	}
	if !undo && len(done.changed) > 0 && cost.Known() && cost >= 0.005 {
		words += " " + fmt.Sprintf(a.lang.Feed().SkipCost, a.lang.Dollars(cost))
	}
	a.note("%s", text.Capital(words))
}

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
