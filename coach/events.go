package coach

import (
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// concerning are the events of the home that were known at the moment, sorted.
func (v *view) concerning() []event.Event {
	var out []event.Event
	for _, e := range v.Events {
		since := v.home.Since
		before := since.Set() && series.DateOf(e.Start, v.loc).Before(since.Value)
		if !e.Withdrawn && e.Known(v.At) && e.Concerns(v.home) && !before {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, event.Event.Compare)
	return out
}

// next is the event under way or to come, nil when none is known.
func (v *view) next() *Event {
	e, ok := v.Rules.Next(v.events, v.At, v.home)
	if !ok {
		return nil
	}
	told := v.tell(e)
	return &told
}

// tell is an event as a report tells it, without estimates.
func (v *view) tell(e event.Event) Event {
	t := v.Rules.Timeline(e)
	out := Event{
		Schema: 1, ID: e.ID, Programme: e.Programme, Start: e.Start.In(v.loc), End: e.End.In(v.loc),
		Source: e.Source, Rule: t.Rule, Deadline: t.Deadline.In(v.loc),
		PreheatStart: t.PreheatStart.In(v.loc), RecoveryEnd: t.RecoveryEnd.In(v.loc),
		ActualKWh: series.Unknown(), PaidKWh: series.Unknown(), PaidDollars: series.Unknown(),
		SavedKWh: series.Unknown(), SavedLow: series.Unknown(), SavedHigh: series.Unknown(),
		MinKWh: series.Unknown(), Price: series.Unknown(), SavedMoney: series.Unknown(),
	}
	if !t.AnchorStart.IsZero() {
		out.AnchorStart, out.AnchorEnd = t.AnchorStart.In(v.loc), t.AnchorEnd.In(v.loc)
	}
	if !e.AnnouncedAt.IsZero() {
		at := e.AnnouncedAt.In(v.loc)
		out.AnnouncedAt = &at
	}
	out.State, out.Phase = v.Rules.At(e, v.At, v.home.ID)
	if _, in := v.Rules.Season(e.Programme, series.DateOf(e.Start, v.loc)); !in {
		out.OffSeason = true
	}
	if reward, ok := v.reward(e); ok {
		out.Price, out.Avoided = series.Maybe(reward.Dollars), reward.Avoided
		if ref, _, ok := v.Rules.Reference(e.Programme, series.DateOf(e.Start, v.loc)); ok && !reward.Avoided {
			out.MinKWh = series.Maybe(ref.MinCreditKWh)
		}
	}
	return out
}

// maxPast is how many past events are told: the most that a programme calls in a winter.
const maxPast = 30

// past are the events of this season whose window is over, newest first, with what they
// were worth.
func (v *view) past() []Event {
	out := []Event{}
	season, _ := v.winter()
	for _, e := range slices.Backward(v.events) {
		d := series.DateOf(e.Start, v.loc)
		if e.End.After(v.At) || !season.Contains(d) || len(out) == maxPast {
			continue
		}
		out = append(out, v.beside(v.worth(e)))
	}
	return out
}

// winter is the season of the moment, or the last one when summer has begun.
func (v *view) winter() (event.Season, home.Programme) {
	p := v.home.Programme.Value
	if p == "" || p == home.NoProgramme {
		p = home.WinterCredit
		if len(v.events) > 0 {
			p = v.events[len(v.events)-1].Programme
		}
	}
	d := series.DateOf(v.At, v.loc)
	s, in := v.Rules.Season(p, d)
	for back := 30; !in && back < 366; back += 30 {
		if last, was := v.Rules.Season(p, d.Add(-back)); was {
			return last, p
		}
	}
	return s, p
}

// season adds up the winter.
func (v *view) season(past []Event) Season {
	winter, p := v.winter()
	s := Season{
		From: winter.First, To: winter.Last,
		Dollars: series.Unknown(), KWh: series.Unknown(), SavedKWh: series.Unknown(), Avoided: series.Unknown(),
	}
	// Of a home whose programme nobody knows, the events of all are counted: no limit fits.
	if l, ok := v.Rules.Limit(p, series.DateOf(v.At, v.loc)); ok && v.home.Programme.Set() {
		s.MaxEvents, s.MaxHours = l.MaxEvents, l.MaxHours
	}
	if today := series.DateOf(v.At, v.loc); winter.Last.Before(today) {
		s.Over = true
		next, _ := v.Rules.Season(p, today)
		s.Next = next.First
	}
	for _, e := range past {
		s.Events++
		if e.PaidDollars > 0 {
			s.Paid++
		}
		s.Hours += e.End.Sub(e.Start).Hours()
		add(&s.KWh, e.PaidKWh)
		add(&s.Dollars, e.PaidDollars)
		add(&s.SavedKWh, e.SavedKWh)
		add(&s.Avoided, e.SavedMoney)
	}
	return s
}

// add adds what is known.
func add(sum *series.Maybe, x series.Maybe) {
	switch {
	case !x.Known():
	case sum.Known():
		*sum += x
	default:
		*sum = x
	}
}

// planDay is the day to plan: that of the next event that the home takes part in, else
// today, and tomorrow from the evening on.
func (v *view) planDay() series.Date {
	for _, e := range v.events {
		if v.Rules.Timeline(e).RecoveryEnd.After(v.At) && !v.left(e) {
			return series.DateOf(e.Start, v.loc)
		}
	}
	const evening = 17 * time.Hour
	return series.DateOf(v.At.Add(24*time.Hour-evening), v.loc)
}

// left reports whether the home has left an event by now.
func (v *view) left(e event.Event) bool {
	state, _ := v.Rules.At(e, v.At, v.home.ID)
	return state == event.StateSkipped
}
