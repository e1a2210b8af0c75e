package coach

import (
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/signature"
	"courant/coach/tariff"
)

// A Question is one home at one moment, with all that is held on it.
type Question struct {
	At       time.Time
	Home     home.Home
	Series   series.Set                  // all of it; what was measured after At is not looked at
	Doubt    series.Series               // standard error of the outdoor forecast, °C, where its source tells one
	Events   []event.Event               // all of them; those not announced by At are not looked at
	Rules    *event.Rules                // dated rules; its time zone is the report's
	Rates    *tariff.Rates               // dated prices; nil: no dollars
	Feeds    []event.FeedStatus          // of the sources of events, as known now
	Mode     home.Mode                   // instead of the event's and the home's own; "" leaves those
	Frontier bool                        // with what other comfort prices would buy: 20 plans rather than one
	Each     func(n int, do func(i int)) // runs independent parts at once; nil: one after the other
}

// Review answers a question. It is pure: no clock, no I/O, the same bytes for the same
// question. What cannot be known is null, with a reason where there is a place for one.
func Review(q Question) Report {
	v := open(q)
	v.whole = true
	r := v.glance()
	r.Data.Issues = v.issues()
	if e, ok := v.Rules.Next(v.events, v.At, v.home); ok {
		r.NextEvent.SoFar = v.soFar(e)
	}
	r.PastEvents = v.past()
	r.Season = v.season(r.PastEvents)
	r.Months = v.months(r.PastEvents)
	v.effects(&r)
	return r
}

// Glance is Review without what is behind: past events, the season's sums, the findings
// about data and the effects of advices are empty, and no advice stands on them. It takes
// half of the time, for a first screen; the rest of the report is the same.
func Glance(q Question) Report { return open(q).glance() }

// Look is Glance without the plan and the advices: what is known without reckoning, for a
// screen that cannot wait.
func Look(q Question) Report { return open(q).look() }

func (v *view) look() Report {
	q := v.Question
	r := Report{
		Schema: 1, Home: q.Home.ID, City: q.Home.City.Value, At: q.At.In(v.loc), Simulated: q.Home.Simulated,
		Rate: q.Home.Rate.Value, Programme: v.home.Programme.Value, Series: v.known, Info: q.Home, PastEvents: []Event{}, Followed: []Followed{}, Feeds: q.Feeds,
	}
	r.Data = v.data()
	r.Now = v.now()
	r.NextEvent = v.next()
	r.Season = v.season(nil)
	r.Applied, r.Advices = AppliedUnknown, []Advice{}
	return r
}

func (v *view) glance() Report {
	r := v.look()
	day := v.planDay()
	var p plan.Plan
	v.atOnce(func() { p, r.Dial = v.plan(day) }, func() { v.anomalies(); v.charger() }) // the advices ask for these
	r.Plan = &p
	r.Applied, r.AppliedTo, r.AppliedOf = v.applied(p)
	r.Confidence = p.Confidence
	if r.Data.Stale || r.Data.Thin {
		r.Confidence = plan.Low
	}
	r.Advices, r.Wrong = v.advise(r), v.anomalies()
	return r
}

// atOnce does parts that do not need each other, at once where the question has a way to.
func (v *view) atOnce(parts ...func()) {
	if v.Each == nil {
		for _, do := range parts {
			do()
		}
		return
	}
	v.Each(len(parts), func(i int) { parts[i]() })
}

// plan is the plan of a day, with its frontier where that was asked for.
func (v *view) plan(day series.Date) (plan.Plan, *plan.Frontier) { return v.planned(day, v.Frontier) }

// A view is a question being answered, with what its parts share.
type view struct {
	Question
	loc    *time.Location
	home   home.Home // with the programme that its rate implies
	known  series.Set
	events []event.Event // that concern the home, known at At, not withdrawn, sorted
	learnt *plan.House
	model  *baseline.Model

	looked     []morning // of the coming event, for the advices that look at them
	lookedStep time.Duration
	share      float64             // of the billing period's energy in its first tier
	wrong      []signature.Anomaly // what has gone wrong …
	searched   bool                // … once it was looked for
	charges    *bool               // a car's charger shows, once it was looked for
	whole      bool                // the whole report is asked for, not a glance
	dayAgo     *view               // the home as known a day ago, once it was asked for
	spared     map[string]float64  // kWh by our own estimate, by id of a past event, where it was asked for
}

func open(q Question) *view {
	v := &view{Question: q, loc: q.Rules.Loc(), home: q.Home, known: q.Series.Until(q.At)}
	v.home.Programme = programme(q.Home)
	v.events = v.concerning()
	v.share = v.tierShare()
	return v
}

// programme is the home's programme, or the one that its rate implies.
func programme(h home.Home) home.Known[home.Programme] {
	if h.Programme.Set() {
		return h.Programme
	}
	switch h.Rate.Value {
	case home.RateFlexD:
		return home.Known[home.Programme]{Value: home.FlexD, Origin: home.Assumed}
	case home.RateWinterCredit:
		return home.Known[home.Programme]{Value: home.WinterCredit, Origin: home.Assumed}
	}
	return h.Programme
}

// house learns the home for the plan of a day. The plan of a day that has begun is the one
// of its midnight: it does not move while people live by it.
func (v *view) house(day series.Date) *plan.House {
	if v.learnt != nil {
		return v.learnt
	}
	at := v.At
	if midnight := day.Start(v.loc); midnight.Before(at) {
		at = midnight
	}
	h := plan.History{Home: v.home, Series: v.known, Doubt: v.Doubt, At: at, Loc: v.loc, Each: v.Each}
	for _, e := range v.events {
		if e.Start.Before(at) {
			h.Past = append(h.Past, v.planEvent(e, ""))
		}
	}
	v.learnt = plan.Learn(h)
	return v.learnt
}
