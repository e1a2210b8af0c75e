package coach

import (
	"cmp"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/signature"
)

// maxAdvices is how many advices are given at a time.
const maxAdvices = 3

// An adviser finds one kind of advice; nil where there is nothing to say.
type adviser struct {
	code string
	rank int // what must be mended first, then what is worth most, then the rest
	find func(*view, Report) *Advice
}

const (
	rankFault = iota
	rankWorth
	rankPlan
	rankKnow
)

// advisers are the closed list, in the order in which equal ones are told.
var advisers = []adviser{
	{CheckThermostat, rankFault, (*view).checkThermostat},
	{SetpointNotReached, rankFault, (*view).setpointNotReached},
	{SuspiciousUnit, rankFault, wrong(signature.Unit)},
	{StuckSensor, rankFault, wrong(signature.Stuck)},
	{SwappedSensors, rankFault, wrong(signature.Swapped)},
	{CarAfterEvent, rankWorth, (*view).carAfterEvent},
	{ShiftAppliances, rankWorth, (*view).shiftAppliances},
	{BolderMode, rankWorth, (*view).bolderMode},
	{LowerNight, rankWorth, (*view).lowerNight},
	{HeatingOnMildNight, rankWorth, (*view).heatingOnMildNight},
	{BaseLoadStep, rankWorth, wrong(signature.BaseStep)},
	{UADrift, rankWorth, wrong(signature.UADrift)},
	{ThermostatsFighting, rankWorth, wrong(signature.Fighting)},
	{ApplyPlan, rankPlan, (*view).applyPlan},
	{DeclareRate, rankKnow, (*view).declareRate},
	{ImpossibleSpike, rankKnow, wrong(signature.Spike)},
}

// advise gives at most three advices, one of a code: first what is broken, then what is
// worth most.
func (v *view) advise(r Report) []Advice {
	type found struct {
		Advice
		rank int
	}
	var all []found
	for _, a := range advisers {
		if advice := a.find(v, r); advice != nil {
			advice.Code = a.code
			all = append(all, found{*advice, a.rank})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.worth(), a.worth()))
	})
	out := []Advice{}
	for _, f := range all[:min(len(all), maxAdvices)] {
		out = append(out, f.Advice)
	}
	return out
}

// worth orders advices: dollars, else about what the energy costs.
func (a Advice) worth() float64 {
	const aboutDollars = 0.1 // $/kWh; it orders, it is not told
	switch {
	case a.Dollars.Known():
		return float64(a.Dollars)
	case a.KWh.Known():
		return aboutDollars * float64(a.KWh)
	}
	return 0
}

// blank is an advice without numbers.
func (v *view) blank(from, to time.Time) *Advice {
	u := series.Unknown()
	return &Advice{
		KWh: u, KW: u, Dollars: u, DeltaC: u, LowKWh: u, HighKWh: u,
		From: from.In(v.loc), To: to.In(v.loc), Evidence: []Evidence{},
	}
}

// show adds a row of evidence.
func (a *Advice) show(what string, from, to time.Time, value float64, unit string) {
	loc := a.From.Location()
	a.Evidence = append(a.Evidence, Evidence{What: what, From: from.In(loc), To: to.In(loc), Value: series.Maybe(value), Unit: unit})
}

// coming is the next event whose window has not begun and that the home takes part in.
func (v *view) coming() (event.Event, bool) {
	for _, e := range v.events {
		if v.At.Before(e.Start) && !v.left(e) {
			return e, true
		}
	}
	return event.Event{}, false
}

// quietUntil is until when more use does no harm from a moment on: the start of the next
// anchor or window of the event's programme, announced or not, since any day may yet be an
// event's or a reference day; at most six hours. False when the moment lies in one.
func (v *view) quietUntil(e event.Event, from time.Time) (time.Time, bool) {
	until := from.Add(6 * time.Hour)
	day := series.DateOf(from, v.loc)
	for _, span := range v.guarded(e, day) {
		switch {
		case !span[0].After(from) && span[1].After(from):
			return from, false
		case span[0].After(from) && span[0].Before(until):
			until = span[0]
		}
	}
	return until, true
}

// guarded are the anchors and windows of a programme around a day.
func (v *view) guarded(e event.Event, day series.Date) (spans [][2]time.Time) {
	for d := day.Add(-1); d.Compare(day.Add(1)) <= 0; d = d.Add(1) {
		for _, slot := range []event.Slot{event.AM, event.PM} {
			if from, to, ok := v.Rules.Anchor(e.Programme, d, slot); ok {
				spans = append(spans, [2]time.Time{from, to})
			}
			if from, to, ok := v.Rules.Window(e.Programme, d, slot); ok {
				spans = append(spans, [2]time.Time{from, to})
			}
		}
	}
	for _, o := range v.events {
		t := v.Rules.Timeline(o)
		spans = append(spans, [2]time.Time{t.Start, t.End})
		if !t.AnchorStart.IsZero() {
			spans = append(spans, [2]time.Time{t.AnchorStart, t.AnchorEnd})
		}
	}
	return spans
}

// anchored reports whether less use at night could count against a reference: a programme
// with an anchor is in season, or nobody knows which programme it is.
func (v *view) anchored() bool {
	p := v.home.Programme
	d := series.DateOf(v.At, v.loc)
	if !p.Set() {
		_, in := v.winterNow()
		return in
	}
	if _, in := v.Rules.Season(p.Value, d); !in {
		return false
	}
	_, _, ok := v.Rules.Anchor(p.Value, d, event.AM)
	return ok
}

// winterNow is the season of the moment and whether it has begun.
func (v *view) winterNow() (event.Season, bool) {
	_, p := v.winter()
	return v.Rules.Season(p, series.DateOf(v.At, v.loc))
}

// perKWh is what a kWh moved out of an event is worth, $: unknown without a rate.
func (v *view) perKWh(e event.Event) series.Maybe {
	reward, ok := v.reward(e)
	if !ok {
		return series.Unknown()
	}
	if !reward.Avoided {
		return series.Maybe(reward.Dollars)
	}
	price := v.price(series.DateOf(e.Start, v.loc))
	if price == nil {
		return series.Unknown()
	}
	return series.Maybe(price(e.Start) - price(e.End)) // it is bought back afterwards
}

// planWorth is what a plan is worth in money against doing nothing: reward and spared
// energy.
func planWorth(p plan.Plan) series.Maybe { return p.RewardDollars + p.WithoutDollars - p.CostDollars }
