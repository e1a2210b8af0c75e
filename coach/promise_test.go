package coach

import (
	"fmt"
	"math"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
	"courant/coach/sim"
)

// underRace is set when the race detector slows everything down tenfold.
var underRace bool

// A promised is one past event of a simulated home: what was promised on its eve for the
// set-points that the home then had, and what was really saved, kWh.
type promised struct {
	told, low, high float64
	saved           float64
}

// What plans promise against what happened, on simulated homes with a known truth. A promise
// is about set-points: "so much, if these are set". So each is judged by the set-points that
// the home really had, whatever it made of its plan (many of these homes preheat no bedroom
// or leave a room out: what the programme's offsets would have saved they do not save, 130 to
// 170 % of it). Of three pilots, the energy saved (the same people's heating without
// events, less what they drew) is promised within 5 %, and lies in the 80 % interval at
// least about as often: the weather of these eves is known, the interval allows for a forecast.
//
// Looked at in November 2026: 98 % of what is saved, and 91 % inside, of 104 events (the seeds
// below); 97 % and 85 % of 89 events of the seeds 11, 13, 17 and 19.
func TestPromisesOfPlans(t *testing.T) {
	if testing.Short() || underRace {
		t.Skip("lives a winter of three pilots twice: statistics, not concurrency")
	}
	var all []promised
	for _, seed := range []uint64{3, 5, 7} {
		one := promisesOf(t, seed, 8)
		tellPromises(t, fmt.Sprintf("seed %d", seed), one)
		all = append(all, one...)
	}
	ratio, coverage := tellPromises(t, "all seeds", all)
	if len(all) < 60 {
		t.Fatalf("only %d events to judge by", len(all))
	}
	if ratio > 1.05 || ratio < 0.95 {
		t.Errorf("plans promise %.0f %% of what is saved", 100*ratio)
	}
	if coverage < 0.75 || coverage > 0.92 {
		t.Errorf("the 80 %% interval holds %.0f %% of the savings", 100*coverage)
	}
}

// tellPromises sums up promises: what is promised over what is saved, and the share of
// savings that lie in their interval.
func tellPromises(t *testing.T, what string, all []promised) (ratio, coverage float64) {
	var told, saved, squares, inside float64
	for _, p := range all {
		told, saved, squares = told+p.told, saved+p.saved, squares+(p.told-p.saved)*(p.told-p.saved)
		if p.low <= p.saved && p.saved <= p.high {
			inside++
		}
	}
	n := float64(len(all))
	t.Logf("%s: %.0f events, %.2f kWh promised and %.2f saved, %.1f %%; root mean square miss %.2f; the interval holds %.0f %%",
		what, n, told/n, saved/n, 100*told/saved, math.Sqrt(squares/n), 100*inside/n)
	return told / saved, inside / n
}

// promisesOf asks, on the eve of every third event that a home of a pilot takes part in, what
// the set-points that it will have would save.
func promisesOf(t *testing.T, seed uint64, homes int) (out []promised) {
	p := newPilot(homes, seed, day("2027-03-20").Start(loc), true)
	for i := range homes {
		h, err := p.Home(i)
		if err != nil {
			t.Fatal(err)
		}
		q := Question{Home: home.Resolve(h.Profile, h.Set.Zones()), Series: h.Set, Events: p.Events(), Rules: rules, Rates: rates, Mode: h.Truth.People.Mode}
		for j, a := range h.Truth.Answers {
			if (a.Response != sim.Followed && a.Response != sim.Overrode) || (i+j)%3 > 0 {
				continue
			}
			d := series.DateOf(a.Start, loc)
			q.At = d.Add(-1).At(18, 0, loc)
			v := open(q)
			ask := v.ask(d, "")
			if len(ask.Events) != 1 {
				continue
			}
			ask.Overrides = hadSetpoints(h.Set, ask.Events[0].Window)
			pl := v.house(d).Plan(ask)
			if pl.Confidence == plan.Low || !takes(pl, h.Set) {
				continue
			}
			drew, _ := h.Truth.Heating.Sum(a.Start, a.End)
			without, _ := h.Truth.WithoutHeating.Sum(a.Start, a.End)
			out = append(out, promised{float64(saving(pl)), float64(pl.EventLowKWh), float64(pl.EventHighKWh), without - drew})
		}
	}
	return out
}

// hadSetpoints are the set-points of all zones from an hour before a preheat to the end of
// the window.
func hadSetpoints(set series.Set, w plan.Window) (out []plan.Override) {
	for _, z := range set.Zones() {
		s := set.Get(z, series.Setpoint)
		for at := w.PreheatStart.Add(-time.Hour); at.Before(w.End); at = at.Add(2 * plan.Step) {
			if c := s.At(at); !math.IsNaN(c) {
				out = append(out, plan.Override{Zone: z, Start: at, SetpointC: c})
			}
		}
	}
	return out
}

// takes reports whether a plan has the set-points that a home had: it takes none that go
// below a floor, nor quarter hours of a hand on the dial.
func takes(p plan.Plan, set series.Set) bool {
	for _, z := range p.Zones {
		miss, n := 0.0, 0.0
		for _, s := range z.Slots {
			if c := set.Get(z.Zone, series.Setpoint).At(s.Start); (s.Phase == "preheat" || s.Phase == "reduction") && s.SetpointC.Known() && !math.IsNaN(c) {
				miss, n = miss+math.Abs(c-float64(s.SetpointC)), n+1
			}
		}
		if n > 0 && miss/n > 0.2 {
			return false
		}
	}
	return true
}
