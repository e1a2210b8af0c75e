package coach

import (
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
)

// lostAge is how long a sensor may send nothing while an event is under way, or two of its
// steps where they are longer, before it counts as lost.
const lostAge = time.Hour

// planned is the plan of a day, and its frontier where dial asks for it, beside the plan that
// was given for it last. People live by that one: it changes only for a stated gain, and not
// once the day's first preheat has begun. Same question, same answer: a plan that was given
// at the very moment of the question is this answer, not one before it.
func (v *view) planned(day series.Date, dial bool) (plan.Plan, *plan.Frontier) {
	house, ask := v.house(day), v.ask(day, "")
	var by home.Choice
	if v.Mode == "" { // a question about a mode is about that mode's own comfort
		by = v.home.Choice
	}
	ask.Comfort = by.Comfort
	switch {
	case by.ByHand:
		ask.ByHand = plan.InHand
	case v.whole:
		ask.ByHand = plan.BesideHand
	}
	given, ok := home.LastGiven(home.GivenBy(v.home.Plans, by), day, ask.Mode, v.At)
	if ok {
		ask.Last, ask.Kept = lastPlan(given), given.Chosen
		for _, o := range given.Own {
			ask.Overrides = append(ask.Overrides, plan.Override{Zone: o.Zone, Start: o.From, SetpointC: o.SetpointC})
		}
	}
	ask.UnderWay = v.underWay(ask)
	var p plan.Plan
	var f *plan.Frontier
	if dial && len(ask.Events) > 0 {
		f = house.Frontier(ask)
		p = f.Plan(f.Chosen)
		if ask.ByHand == plan.BesideHand {
			p.ByHand = f.ByHand(f.Chosen, ask.Overrides)
		}
	} else {
		p = house.Plan(ask)
	}
	v.tellReplan(&p, ask, given)
	return p, f
}

// underWay reports whether the first preheat of a day's events has begun.
func (v *view) underWay(a plan.Ask) bool {
	return slices.ContainsFunc(a.Events, func(e plan.Event) bool { return !v.At.Before(e.PreheatStart) })
}

// tellReplan completes what is said of the plan before: when it was given, and that it stands
// because a sensor is lost while an event is under way. Where nothing would change nothing is
// said.
func (v *view) tellReplan(p *plan.Plan, a plan.Ask, given home.Given) {
	if p.Replan != nil && p.Replan.Slots == 0 {
		p.Replan = nil
	}
	zones, since := v.lostSensors(a)
	if len(zones) > 0 && (p.Replan == nil || p.Replan.Kept) {
		p.Replan = &plan.Replan{Kept: true, Why: plan.ReplanLost, Zones: zones, GainDollars: series.Unknown(), LostSince: since.In(v.loc)}
	}
	if p.Replan != nil && !given.At.IsZero() {
		p.Replan.GivenAt = given.At.In(v.loc)
	}
}

// lostSensors are the rooms whose temperature was measured when an event under way began and
// is not any more, with the end of what was measured of the one that has been silent longest;
// the whole home as "home" where no room is measured.
func (v *view) lostSensors(a plan.Ask) (zones []string, since time.Time) {
	now := slices.IndexFunc(a.Events, func(e plan.Event) bool { return !v.At.Before(e.PreheatStart) && v.At.Before(e.RecoveryEnd) })
	if now < 0 {
		return nil, since
	}
	look := func(zone string, s series.Series) {
		s = s.Trim()
		end := s.End()
		if !holds(s) || end.Before(a.Events[now].PreheatStart) || v.At.Sub(end) <= max(lostAge, 2*s.Step) {
			return
		}
		zones = append(zones, zone)
		if since.IsZero() || end.Before(since) {
			since = end
		}
	}
	rooms := false
	for _, z := range v.home.Zones {
		s := v.known.Get(z.Name, series.Indoor)
		rooms = rooms || holds(s)
		look(z.Name, s)
	}
	if !rooms {
		look(wholeHome, v.mainSeries())
	}
	return zones, since
}

// wholeHome is the plan's name for a home without zones.
const wholeHome = "home"

// lastPlan is a plan that was given, for the planner: its set-points alone, as they were
// planned before a person's own.
func lastPlan(g home.Given) *plan.Plan {
	p := &plan.Plan{Method: g.Method}
	zones := g.Zones
	if g.Before != nil {
		zones = g.Before
	}
	for _, z := range zones {
		zone := plan.Zone{Zone: z.Zone}
		for i, s := range z.Steps {
			until := g.Until
			if i+1 < len(z.Steps) {
				until = z.Steps[i+1].From
			}
			for at := s.From; at.Before(until); at = at.Add(plan.Step) {
				zone.Slots = append(zone.Slots, plan.Slot{Start: at, SetpointC: s.SetpointC})
			}
		}
		p.Zones = append(p.Zones, zone)
	}
	return p
}

// Given is what is kept of a plan when it is given to people to follow; false for one that
// asks nothing of them: without an event, or with none that is still to come or under way at
// the moment of the question.
func Given(p plan.Plan, day series.Date, at time.Time) (home.Given, bool) {
	g := home.Given{At: at.UTC(), Day: day, Mode: p.Mode, Method: p.Method}
	if !slices.ContainsFunc(p.Windows, func(w plan.Window) bool { return at.Before(w.RecoveryEnd) }) {
		return g, false
	}
	g.Comfort, g.ByHand = p.Comfort, p.Method == plan.MethodByHand
	for _, o := range p.Own {
		g.Own = append(g.Own, home.GivenOwn{Zone: o.Zone, From: o.Start.UTC(), SetpointC: o.SetpointC})
	}
	for _, z := range p.Zones {
		for _, s := range z.Slots {
			g.Until = s.Start.Add(plan.Step).UTC()
		}
	}
	g.Zones, g.Before = givenZones(p.Zones), givenZones(p.Before)
	return g, true
}

// givenZones are the set-points of zones, as steps.
func givenZones(zones []plan.Zone) (out []home.GivenZone) {
	for _, z := range zones {
		zone := home.GivenZone{Zone: z.Zone}
		for i, s := range z.Slots {
			if i == 0 || !sameMaybe(s.SetpointC, z.Slots[i-1].SetpointC) {
				zone.Steps = append(zone.Steps, home.GivenStep{From: s.Start.UTC(), SetpointC: s.SetpointC})
			}
		}
		out = append(out, zone)
	}
	return out
}

func sameMaybe(a, b series.Maybe) bool { return a == b || !a.Known() && !b.Known() }
