package home

import (
	"slices"
	"time"

	"courant/coach/series"
)

// How much of the plans that were given is kept: none of a day that is over by GivenDays
// when the next plan is given, and GivenMost of them at most.
const (
	GivenDays = 3
	GivenMost = 12
)

// A Given is a plan as it was given to people to follow: its set-points, and when. What they
// live by is changed only for a stated gain. It is a part of the profile, so that it is
// sealed, exported and forgotten with the home.
type Given struct {
	At   time.Time   `json:"at"`   // the moment that was planned at
	Day  series.Date `json:"date"` // the local day that was planned
	Mode Mode        `json:"mode"`

	// Method is how its set-points were found, in the planner's words.
	Method string `json:"method,omitempty"`

	Until time.Time   `json:"until"` // where the set-points end
	Zones []GivenZone `json:"zones"` // in the order of the plan

	Choice             // what the plan was made by
	Chosen bool        `json:"chosen,omitempty"`  // a person tried it and kept it
	Own    []GivenOwn  `json:"own,omitempty"`     // set-points of the person's own in Zones …
	Before []GivenZone `json:"planned,omitempty"` // … and the zones as they were planned before them; nil without any
}

// A GivenOwn is a set-point of a person's own.
type GivenOwn struct {
	Zone      string    `json:"zone"`
	From      time.Time `json:"from"`
	SetpointC float64   `json:"setpoint_c"`
}

// A GivenZone is the set-points of one zone, by time: each holds until the next, the last to
// the end.
type GivenZone struct {
	Zone  string      `json:"zone"`
	Steps []GivenStep `json:"steps"`
}

// A GivenStep is a set-point and the moment from which it holds.
type GivenStep struct {
	From      time.Time    `json:"from"`
	SetpointC series.Maybe `json:"setpoint_c"` // null: the thermostat's own programme
}

// LastGiven is the plan of a day and mode that was given last before a moment; false where
// none was. What was given at that very moment answers the same question, and is not before
// it: asking twice gives the same answer twice. What a person chose is known from its moment on.
func LastGiven(plans []Given, day series.Date, mode Mode, before time.Time) (Given, bool) {
	var last Given
	found := false
	for _, g := range plans {
		if g.Day == day && g.Mode == mode && (g.At.Before(before) || g.Chosen && g.At.Equal(before)) && (!found || !g.At.Before(last.At)) {
			last, found = g, true
		}
	}
	return last, found
}

// GivenBy are the plans that were made by a choice.
func GivenBy(plans []Given, c Choice) (out []Given) {
	for _, g := range plans {
		if g.Choice == c {
			out = append(out, g)
		}
	}
	return out
}

// Give is p with a plan that was given, sorted by moment, and whether that changed anything:
// set-points that were given already are not given again. Of the same moment, day and mode
// the newer one stands.
func Give(p Profile, g Given) (Profile, bool) {
	same := func(o Given) bool {
		return o.Day == g.Day && o.Mode == g.Mode && o.Choice == g.Choice && o.At.Equal(g.At)
	}
	i := slices.IndexFunc(p.Plans, same)
	if i >= 0 && p.Plans[i].equal(g) {
		return p, false
	}
	if last, ok := LastGiven(GivenBy(p.Plans, g.Choice), g.Day, g.Mode, g.At); i < 0 && ok && last.equal(g) {
		return p, false
	}
	old := g.Day.Add(-GivenDays)
	kept := slices.DeleteFunc(slices.Clone(p.Plans), func(o Given) bool { return same(o) || o.Day.Compare(old) < 0 })
	kept = append(kept, g)
	slices.SortStableFunc(kept, func(a, b Given) int { return a.At.Compare(b.At) })
	p.Plans = kept[max(len(kept)-GivenMost, 0):]
	return p, true
}

// equal reports whether two plans ask for the same set-points at the same times, the same of
// them a person's own.
func (g Given) equal(o Given) bool {
	own := slices.EqualFunc(g.Own, o.Own, func(a, b GivenOwn) bool {
		return a.Zone == b.Zone && a.From.Equal(b.From) && a.SetpointC == b.SetpointC
	})
	return own && (g.Chosen == o.Chosen || !g.Chosen) && g.Until.Equal(o.Until) && slices.EqualFunc(g.Zones, o.Zones, func(a, b GivenZone) bool {
		return a.Zone == b.Zone && slices.EqualFunc(a.Steps, b.Steps, func(s, t GivenStep) bool {
			return s.From.Equal(t.From) && (s.SetpointC == t.SetpointC || !s.SetpointC.Known() && !t.SetpointC.Known())
		})
	})
}

// SetpointAt is the set-point of a zone at a moment; false outside the plan.
func (g Given) SetpointAt(zone string, at time.Time) (c series.Maybe, ok bool) {
	i := slices.IndexFunc(g.Zones, func(z GivenZone) bool { return z.Zone == zone })
	if i < 0 || !at.Before(g.Until) {
		return series.Unknown(), false
	}
	for _, s := range slices.Backward(g.Zones[i].Steps) {
		if !at.Before(s.From) {
			return s.SetpointC, true
		}
	}
	return series.Unknown(), false
}
