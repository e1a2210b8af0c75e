package coach

import (
	"cmp"
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/tariff"
)

// dollars reports whether the home's rate and programme are known: without both, no money
// is shown.
func (v *view) dollars() bool {
	return v.Rates != nil && v.home.Rate.Set() && v.home.Programme.Set()
}

// reward is what a kWh erased in an event is worth, false where nobody knows, and where it
// would be a price that the home's rate does not have: Flex D's, on another rate.
func (v *view) reward(e event.Event) (tariff.Reward, bool) {
	if !v.dollars() {
		return tariff.Reward{}, false
	}
	r, ok := v.Rates.Reward(e.Programme, e.Start)
	if !ok {
		r, ok = v.rehearsed(e)
	}
	if !ok || r.Avoided && v.home.Rate.Value != home.RateFlexD {
		return tariff.Reward{}, false
	}
	return r, true
}

// rehearsed is what an event of the simulated pilot would be worth once its season has begun: a
// pilot that is looked at in the weeks before rehearses the winter, and says so. What is avoided
// rather than paid is not rehearsed: it is a price, and has to be in force.
func (v *view) rehearsed(e event.Event) (tariff.Reward, bool) {
	season, in := v.Rules.Season(e.Programme, series.DateOf(e.Start, v.loc))
	if in || !v.home.Simulated || season.First.Sub(series.DateOf(e.Start, v.loc)) > rehearsalDays {
		return tariff.Reward{}, false
	}
	r, ok := v.Rates.Reward(e.Programme, season.First.At(12, 0, v.loc))
	return r, ok && !r.Avoided
}

// rehearsalDays is how long before a season a simulated event is worth what it would be in it.
const rehearsalDays = 30

// billingDays is the length of an ordinary billing period.
const billingDays = 60

// tierShare is the energy that the billing period under way will have, as a part of its
// first tier, NaN when nobody has said when one begins.
func (v *view) tierShare() float64 {
	if !v.dollars() || !v.home.BillingStart.Set() {
		return math.NaN()
	}
	today, from := series.DateOf(v.At, v.loc), v.home.BillingStart.Value
	if n := today.Sub(from); n >= 0 {
		from = from.Add(n - n%billingDays)
	} else {
		from = from.Add(-((-n + billingDays - 1) / billingDays) * billingDays)
	}
	return v.Rates.Share(v.known.Get("", series.Energy), from, from.Add(billingDays), v.At)
}

// price is what one more kWh costs, nil where the rate has no price on that day.
func (v *view) price(day series.Date) plan.Price {
	if !v.dollars() {
		return nil
	}
	outdoor := v.known.Get("", series.Outdoor)
	forecast := v.known[series.Key{Kind: series.Outdoor, Forecast: true}]
	at := func(t time.Time) (float64, error) {
		m := tariff.Moment{At: t, InEvent: v.inFlexEvent(t), OutdoorC: outdoor.At(t)}
		if math.IsNaN(m.OutdoorC) {
			m.OutdoorC = forecast.At(t)
		}
		return v.Rates.Marginal(v.home.Rate.Value, m, v.share)
	}
	for t := day.Start(v.loc); t.Before(day.End(v.loc)); t = t.Add(time.Hour) {
		if _, err := at(t); err != nil {
			return nil
		}
	}
	return func(t time.Time) float64 {
		p, err := at(t)
		if err != nil {
			return math.NaN()
		}
		return p
	}
}

// inFlexEvent reports whether Flex D's event price holds at t; leaving the event does not
// lower it.
func (v *view) inFlexEvent(t time.Time) bool {
	for _, e := range v.events {
		if e.Programme == home.FlexD && !t.Before(e.Start) && t.Before(e.End) {
			return true
		}
	}
	return false
}

// ask is the question to the planner for a day, in a mode other than the home's when one
// is given.
func (v *view) ask(day series.Date, mode home.Mode) plan.Ask {
	a := plan.Ask{Day: day, Mode: v.mode(event.Event{}, mode), Price: v.price(day), Safety: v.safety(day)}
	for _, e := range v.events {
		t := v.Rules.Timeline(e)
		if v.left(e) || !t.PreheatStart.Before(day.End(v.loc)) || !t.RecoveryEnd.After(day.Start(v.loc)) {
			continue
		}
		// A home of no known programme sees the events of all: the same hours count once.
		if !slices.ContainsFunc(a.Events, func(o plan.Event) bool { return o.Start.Equal(e.Start) && o.End.Equal(e.End) }) {
			a.Events = append(a.Events, v.planEvent(e, mode))
			a.Mode = v.mode(e, mode)
		}
	}
	return a
}

// safety is what the rules of a day let no plan go beyond, in the planner's words; what they
// do not speak of is the planner's own.
func (v *view) safety(day series.Date) plan.Safety {
	out := plan.DefaultSafety()
	s, ok := v.Rules.Safety(day)
	if !ok {
		return out
	}
	out.Floor, out.BasementFloor, out.NightFloor, out.SensitiveC, out.Ceiling = s.RoomMinC, s.BasementMinC, s.BedroomMinC, s.SensitiveC, s.CeilingC
	out.NightFrom, out.NightTo = int(s.Night[0])/60, int(s.Night[1])/60
	out.ColdC, out.ColdFallC = s.ColdC, s.ColdFallC
	out.Hold, out.AnchorKWh = time.Duration(s.HoldMin)*time.Minute, s.AnchorKWh
	out.PreheatC, out.RiseC, out.EmptyC = cmp.Or(s.PreheatMaxC, out.PreheatC), cmp.Or(s.RiseC, out.RiseC), cmp.Or(s.EmptyFallC, out.EmptyC)
	return out
}

// mode is the one asked for, the question's, the event's or the home's.
func (v *view) mode(e event.Event, mode home.Mode) home.Mode {
	for _, m := range []home.Mode{mode, v.Mode, e.Mode, v.home.Mode.Value} {
		if m != "" {
			return m
		}
	}
	return home.Moderate
}

// planEvent puts an event into numbers and times for the planner.
func (v *view) planEvent(e event.Event, mode home.Mode) plan.Event {
	t := v.Rules.Timeline(e)
	day := series.DateOf(e.Start, v.loc)
	out := plan.Event{Window: plan.Window{
		Event: e.ID, PreheatStart: t.PreheatStart, Start: t.Start, End: t.End, RecoveryEnd: t.RecoveryEnd,
		AnchorStart: t.AnchorStart, AnchorEnd: t.AnchorEnd,
	}, Reward: math.NaN()}
	if o, ok := v.Rules.Offsets(v.mode(e, mode), day); ok {
		out.PreheatC, out.ReductionC = o.PreheatC, o.ReductionC
	}
	for _, s := range e.Skips {
		if s.Home == v.home.ID && s.Zone != "" && !s.At.After(v.At) {
			out.SkippedZones = append(out.SkippedZones, s.Zone)
		}
	}
	if reward, ok := v.reward(e); ok {
		out.Reward = reward.Dollars
		if reward.Avoided {
			out.Reward = 0 // it is in the price
		}
	}
	if ref, _, ok := v.Rules.Reference(e.Programme, day); ok {
		out.MinKWh = ref.MinCreditKWh
	}
	return out
}
