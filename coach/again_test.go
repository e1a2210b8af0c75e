package coach

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
)

const hour = time.Hour

// lowered takes set-points down by so much from midnight to five, from a moment on.
func lowered(zone string, since time.Time, by float64) func(series.Key, series.Series) *series.Series {
	return func(k series.Key, s series.Series) *series.Series {
		if k.Zone == zone && k.Kind == series.Setpoint {
			for i := range s.Values {
				if at := s.Time(i).In(loc); !at.Before(since) && at.Hour() < 5 {
					s.Values[i] -= by
				}
			}
		}
		return &s
	}
}

// Over consecutive days no advice is given on two in a row without saying why; what says why
// was true the day before, and what does not was not; and on a day without a new reading
// nothing is said again. The same days give the same advices.
func TestNothingIsSaidAgainWithoutAReason(t *testing.T) {
	if underRace {
		t.Skip("asks 66 times for a whole report: statistics, not concurrency")
	}
	energy := series.Key{Kind: series.Energy}
	from := day("2027-01-04")
	spoil := []sim.Fault{
		sim.BaseStep(from.At(0, 0, loc), 0.6),
		sim.Freeze(series.Key{Zone: "salon", Kind: series.Indoor}, from.Add(4).At(6, 0, loc), from.Add(8).At(6, 0, loc)),
		sim.Spike(energy, from.Add(5).At(6, 0, loc), 1000),
		shifted("chambre-1", from.At(0, 0, loc), -2.5),
	}
	pairs, repeated := 0, map[string]int{}
	for i := range 6 {
		q := ask(t, i)
		if i%2 == 1 { // of people who keep no hours
			h := pilot().Household(i)
			unsettled(&h.People, rand.New(rand.NewPCG(7, uint64(i))))
			lived, err := h.Live(pilot().World, false)
			if err != nil {
				t.Fatal(err)
			}
			q.Series = lived.Set
		}
		q.Series = sim.Spoil(q.Series, spoil...)
		if i%3 == 1 {
			q.Home.Rate, q.Home.Programme = home.Known[home.Rate]{}, home.Known[home.Programme]{}
		}
		var yesterday []Advice
		for k := range 11 {
			q.At = from.Add(k).At(18, 4, loc)
			if i == 5 && k == 10 { // nothing new is measured
				q.Series = cut(q.Series, from.Add(k-1).At(18, 0, loc))
			}
			today := Review(q).Advices
			for _, a := range today {
				had := slices.ContainsFunc(yesterday, func(b Advice) bool { return b.Code == a.Code && b.Zone == a.Zone })
				pairs++
				if had {
					repeated[a.Again]++
				}
				if had && a.Again == "" {
					t.Errorf("home %d, %s: %s (%s) is said again without a reason", i, q.At, a.Code, a.Zone)
				}
				if a.Again != "" && !slices.Contains(AgainCodes(), a.Again) {
					t.Errorf("%s is told again for %q", a.Code, a.Again)
				}
				if i == 5 && k == 10 && had {
					t.Errorf("%s is said again, and nothing was measured since", a.Code)
				}
			}
			yesterday = today
		}
	}
	t.Logf("%d advices, said again for %v", pairs, repeated)
	if len(repeated) < 3 || pairs < 60 {
		t.Errorf("%d advices, said again for %v: too little to go by", pairs, repeated)
	}
}

// cut is a set without what was measured from a moment on.
func cut(set series.Set, from time.Time) series.Set {
	out := series.Set{}
	for _, k := range set.Keys() {
		out[k] = set[k].Slice(set[k].Start, from)
	}
	return out
}

// shifted is a fault that moves a room's temperature from a moment on.
func shifted(zone string, from time.Time, by float64) sim.Fault {
	return func(set series.Set) {
		key := series.Key{Zone: zone, Kind: series.Indoor}
		s := set[key].Clone()
		for i := range s.Values {
			if !s.Time(i).Before(from) {
				s.Values[i] += by
			}
		}
		set[key] = s
	}
}

// Each reason, where it is the one.
func TestAgain(t *testing.T) {
	spoiled := func(f ...sim.Fault) Question {
		q := ask(t, 0)
		q.Series = sim.Spoil(q.Series, f...)
		return q
	}
	step := sim.BaseStep(eve.AddDate(0, 0, -12), 0.6)
	for _, c := range []struct {
		name  string
		code  string
		q     func() Question
		told  bool
		again string
	}{
		{"a load that has come to stay", BaseLoadStep, func() Question { return spoiled(step) }, true, AgainStill},
		{"that grows", BaseLoadStep, func() Question {
			return spoiled(sim.BaseStep(eve.AddDate(0, 0, -5), 0.4), sim.BaseStep(eve.AddDate(0, 0, -4), 0.7))
		}, true, ""},
		{"that somebody saw to three days ago", BaseLoadStep, func() Question {
			q := spoiled(step)
			q.Home.Notes = []home.Note{{At: eve.AddDate(0, 0, -3), Done: BaseLoadStep}}
			return q
		}, false, ""},
		{"a room that stays cold", SetpointNotReached, func() Question { return shift(ask(t, 0), series.Indoor, "salon", -2.5) }, true, AgainNotMended},
		{"an event that was announced three days ago and is three days away", ApplyPlan, func() Question { return announced(t, 72*hour, 84*hour) }, false, ""},
		{"that is near now", ApplyPlan, func() Question { return announced(t, 72*hour, 12*hour) }, true, AgainNear},
		{"that was announced today", ApplyPlan, func() Question { return announced(t, 6*hour, 36*hour) }, true, ""},
		{"a rate that nobody declared, and no event", DeclareRate, func() Question {
			q := undeclared(ask(t, 0))
			q.Events = slices.DeleteFunc(slices.Clone(q.Events), func(e event.Event) bool { return e.End.After(q.At) })
			return q
		}, false, ""},
	} {
		a := advised(Review(c.q()), c.code)
		switch {
		case (a != nil) != c.told:
			t.Errorf("%s: told %v", c.name, a != nil)
		case a != nil && c.again != "" && a.Again != c.again:
			t.Errorf("%s: told again for %q", c.name, a.Again)
		case a != nil && c.code == ApplyPlan && c.again == "" && a.Again != "":
			t.Errorf("%s: told again for %q", c.name, a.Again)
		}
	}
}

// announced is home 0 with one event, announced some time ago, that begins some time from now.
func announced(t *testing.T, ago, ahead time.Duration) Question {
	q := bare(t)
	start := series.DateOf(q.At.Add(ahead), loc).At(6, 0, loc)
	if start.Before(q.At) {
		start = start.Add(10 * hour)
	}
	q.Events = []event.Event{{ID: "winter-credit-x", Programme: home.WinterCredit, AnnouncedAt: q.At.Add(-ago), Start: start, End: start.Add(4 * hour)}}
	return q
}

// An event that nobody listed is told once, as an advice with what was missing, and stays
// among the findings about data.
func TestUnlistedEventIsToldOnce(t *testing.T) {
	q := ask(t, 0)
	at := func(d int) time.Time { return day("2027-01-14").Add(d).At(18, 4, loc) }
	last := slices.IndexFunc(q.Events, func(e event.Event) bool {
		return e.Programme == home.WinterCredit && e.Start.After(at(-10)) && e.Start.Before(at(-1))
	})
	if last < 0 {
		t.Fatal("no event to lose")
	}
	lost := q.Events[last]
	q.Events = slices.Delete(slices.Clone(q.Events), last, last+1)
	told, found := 0, 0
	for d := -10; d <= 0; d++ {
		q.At = at(d)
		if q.At.Before(lost.End) {
			continue
		}
		r := Review(q)
		if a := advised(r, UnlistedEvent); a != nil {
			told++
			if !a.From.Equal(lost.Start) || len(a.Evidence) != 1 || math.IsNaN(float64(a.Evidence[0].Value)) {
				t.Errorf("%+v", a)
			}
		}
		if slices.ContainsFunc(r.Data.Issues, func(i Issue) bool { return i.Code == IssueUnlisted }) {
			found++
		}
	}
	if told != 1 || found < 2 {
		t.Errorf("told %d times, found on %d days", told, found)
	}
}
