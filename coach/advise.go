package coach

import (
	"cmp"
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/signature"
)

// maxAdvices is how many advices are given at a time.
const maxAdvices = 3

// leastDollars is the least that an advice given for its worth is worth, $.
const leastDollars = 0.02

// An adviser finds one kind of advice; nil where there is nothing to say.
type adviser struct {
	code       string
	rank       int  // what must be mended first, then what is worth most, then the rest
	aboutEvent bool // it is about the next event alone, or those announced
	find       func(*view, Report) *Advice
}

const (
	rankFault = iota
	rankWorth
	rankPlan
	rankKnow
)

// advisers are the closed list, in the order in which equal ones are told.
var advisers = []adviser{
	{CheckThermostat, rankFault, false, (*view).checkThermostat},
	{SetpointNotReached, rankFault, false, (*view).setpointNotReached},
	{SuspiciousUnit, rankFault, false, wrong(signature.Unit)},
	{StuckSensor, rankFault, false, wrong(signature.Stuck)},
	{SwappedSensors, rankFault, false, wrong(signature.Swapped)},
	{CarAfterEvent, rankWorth, true, (*view).carAfterEvent},
	{ShiftAppliances, rankWorth, true, (*view).shiftAppliances},
	{BolderMode, rankWorth, true, (*view).bolderMode},
	{LowerNight, rankWorth, false, (*view).lowerNight},
	{HeatingOnMildNight, rankWorth, false, (*view).heatingOnMildNight},
	{BaseLoadStep, rankWorth, false, wrong(signature.BaseStep)},
	{UADrift, rankWorth, false, wrong(signature.UADrift)},
	{ThermostatsFighting, rankWorth, false, wrong(signature.Fighting)},
	{ApplyPlan, rankPlan, true, (*view).applyPlan},
	{DeclareRate, rankKnow, true, (*view).declareRate},
	{UnlistedEvent, rankKnow, false, (*view).unlistedEvent},
	{ImpossibleSpike, rankKnow, false, wrong(signature.Spike)},
}

// advise gives at most three advices, one of a code: first what is broken, then what is
// worth most, in money and then in °C. One that was true a day ago already is told with the
// reason for telling it again, or not at all.
func (v *view) advise(r Report) []Advice {
	type found struct {
		Advice
		from adviser
	}
	var all []found
	for _, a := range advisers {
		if advice := a.find(v, r); advice != nil && !a.tooLittle(*advice) {
			advice.Code = a.code
			if advice.Unsure { // a question comes after what is known
				a.rank = rankKnow
			}
			all = append(all, found{*advice, a})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.from.rank, b.from.rank), cmp.Compare(b.worth(), a.worth()), cmp.Compare(b.degrees(), a.degrees()))
	})
	out := []Advice{}
	for _, f := range all {
		if len(out) == maxAdvices {
			break
		}
		reason, told := v.again(f.from, f.Advice, r)
		if !told {
			continue
		}
		f.Again = reason
		out = append(out, f.Advice)
	}
	return out
}

// tooLittle reports whether an advice that is given for its worth is worth next to nothing; one
// whose money is not known is not.
func (a adviser) tooLittle(found Advice) bool {
	return a.rank == rankWorth && found.Dollars < leastDollars
}

// degrees is by how many °C an advice is about, 0 where it is about none.
func (a Advice) degrees() float64 {
	if !a.DeltaC.Known() {
		return 0
	}
	return math.Abs(float64(a.DeltaC))
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
func planWorth(p plan.Plan) series.Maybe { return p.Gain() }
