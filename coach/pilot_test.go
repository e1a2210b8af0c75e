package coach

import (
	"sync"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
	"courant/coach/tariff"
)

var (
	loc   = series.Toronto()
	rules = event.Default(loc)
	rates = tariff.Default(rules)
	// eve is 18:04 before the morning event that the simulated pilot calls.
	eve = day("2027-01-14").At(18, 4, loc)
)

func day(s string) series.Date {
	d, err := series.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// pilot is a dozen simulated homes up to the day after eve; home 0 is in the winter credit,
// with everything declared.
var pilot = sync.OnceValue(func() *sim.Pilot { return newPilot(12, 1, eve, false) })

func newPilot(homes int, seed uint64, at time.Time, counterfactual bool) *sim.Pilot {
	w := sim.Winters(at, loc)
	p, err := sim.NewPilot(sim.Config{
		Homes: homes, Seed: seed, From: w[len(w)-1].From, To: w[len(w)-1].To, At: at, Counterfactual: counterfactual,
	})
	if err != nil {
		panic(err)
	}
	return p
}

// ask is the question about home i of the pilot on the eve.
func ask(t testing.TB, i int) Question {
	t.Helper()
	h, err := pilot().Home(i)
	if err != nil {
		t.Fatal(err)
	}
	return Question{
		At: eve, Home: home.Resolve(h.Profile, h.Set.Zones()), Series: h.Set, Events: pilot().Events(), Rules: rules, Rates: rates,
	}
}

// edit is the question with every series through a change; nil drops one.
func edit(q Question, change func(series.Key, series.Series) *series.Series) Question {
	set := series.Set{}
	for k, s := range q.Series {
		if c := change(k, s.Clone()); c != nil {
			set[k] = *c
		}
	}
	q.Series = set
	return q
}

func declared[T any](v T) home.Known[T] { return home.Known[T]{Value: v, Origin: home.Declared} }
