package baseline

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/series"
	"courant/coach/sim"
)

// A lie is a way in which data is wrong, told to the day it begins.
type lie struct {
	desc     string
	faults   func(day series.Date) []sim.Fault // days of a winter, counted from its first
	metered  bool                              // the truth is what the new meter or clock would say
	unjudged [2]int                            // days that are not judged, [from, to)
	told     []string                          // what must be told as left out, as code of kind
}

var energyKey, outdoorKey = series.Key{Kind: series.Energy}, series.Key{Kind: series.Outdoor}

// late moves the home's energy an hour later from a moment on, to another or for good: a
// clock that was set wrongly.
func late(from, to time.Time) sim.Fault {
	return func(set series.Set) {
		s := set[energyKey].Clone()
		was := s.Clone()
		n := int(time.Hour / s.Step)
		for i := n; i < s.Len(); i++ {
			if t := s.Time(i); !t.Before(from) && (to.IsZero() || t.Before(to)) {
				s.Values[i] = was.Values[i-n]
			}
		}
		set[energyKey] = s
	}
}

func lies() []lie {
	on := func(d series.Date, days, hour int) time.Time { return d.Add(days).At(hour, 0, toronto) }
	return []lie{
		{"half a day repeated, three times", func(d series.Date) []sim.Fault {
			return []sim.Fault{sim.Freeze(energyKey, on(d, 24, 6), on(d, 24, 18)), sim.Freeze(energyKey, on(d, 40, 0), on(d, 40, 12)), sim.Freeze(energyKey, on(d, 55, 18), on(d, 56, 6))}
		}, false, [2]int{}, []string{"frozen of energy"}},
		{"half a day repeated by all that is measured", func(d series.Date) []sim.Fault {
			return []sim.Fault{sim.Freeze(energyKey, on(d, 24, 6), on(d, 24, 18)), sim.Freeze(outdoorKey, on(d, 24, 6), on(d, 24, 18))}
		}, false, [2]int{}, []string{"frozen of energy"}},
		{"spikes of a thousand times, the first on the first day", func(d series.Date) []sim.Fault {
			return []sim.Fault{sim.Spike(energyKey, on(d, 0, 17), 1000), sim.Spike(energyKey, on(d, 24, 8), 1000), sim.Spike(energyKey, on(d, 40, 19), 1000)}
		}, false, [2]int{}, []string{"spike of energy"}},
		{"spikes of a thousand times outdoors", func(d series.Date) []sim.Fault {
			return []sim.Fault{sim.Spike(outdoorKey, on(d, 20, 8), 1000), sim.Spike(outdoorKey, on(d, 40, 7), 1000)}
		}, false, [2]int{}, []string{"spike of outdoor"}},
		{"midnight missing every day", func(series.Date) []sim.Fault { return []sim.Fault{sim.MissingHour(energyKey, 0, toronto)} }, false, [2]int{}, []string{"missing of energy"}},
		{"7 h missing every day", func(series.Date) []sim.Fault { return []sim.Fault{sim.MissingHour(energyKey, 7, toronto)} }, false, [2]int{}, []string{"missing of energy"}},
		{"17 h missing every day", func(series.Date) []sim.Fault { return []sim.Fault{sim.MissingHour(energyKey, 17, toronto)} }, false, [2]int{}, []string{"missing of energy"}},
		{"another meter, that counts a fifth more", func(d series.Date) []sim.Fault { return []sim.Fault{sim.Level(on(d, 40, 0), 1.2)} }, true, [2]int{}, nil},
		{"another meter, that counts half more", func(d series.Date) []sim.Fault { return []sim.Fault{sim.Level(on(d, 40, 0), 1.5)} }, true, [2]int{}, []string{"step of energy"}},
		{"another meter, that counts a third less", func(d series.Date) []sim.Fault { return []sim.Fault{sim.Level(on(d, 40, 0), 0.66)} }, true, [2]int{}, []string{"step of energy"}},
		{"another meter, that counts Wh", func(d series.Date) []sim.Fault { return []sim.Fault{sim.Level(on(d, 40, 0), 1000)} }, true, [2]int{0, 46}, []string{"step of energy", "spike of energy"}},
		{"Wh taken for kWh for a day", func(d series.Date) []sim.Fault {
			return []sim.Fault{sim.Unit(energyKey, on(d, 30, 0), on(d, 31, 0), 1000)}
		}, false, [2]int{}, []string{"spike of energy"}},
		{"an hour late from the fortieth day on", func(d series.Date) []sim.Fault { return []sim.Fault{late(on(d, 40, 0), time.Time{})} }, true, [2]int{}, []string{"clock-shift of energy"}},
		{"the same, by the true clock", func(d series.Date) []sim.Fault { return []sim.Fault{late(on(d, 40, 0), time.Time{})} }, false, [2]int{}, []string{"clock-shift of energy"}},
		{"an hour late from the first day on", func(d series.Date) []sim.Fault { return []sim.Fault{late(on(d, 0, 1), time.Time{})} }, false, [2]int{}, nil},
		{"an hour late for a week", func(d series.Date) []sim.Fault { return []sim.Fault{late(on(d, 40, 0), on(d, 47, 0))} }, false, [2]int{}, nil},
		{"a week of silence", func(d series.Date) []sim.Fault {
			return []sim.Fault{sim.Silence(energyKey, on(d, 35, 0), on(d, 42, 0))}
		}, false, [2]int{}, []string{"missing of energy"}},
	}
}

// spoilt is a history with faults in it.
func spoilt(h History, faults []sim.Fault) History {
	set := series.Set{energyKey: h.Energy, outdoorKey: h.Outdoor, {Kind: series.Solar}: h.Solar}
	set = sim.Spoil(set, faults...)
	h.Energy, h.Outdoor, h.Solar = set[energyKey], set[outdoorKey], set[series.Key{Kind: series.Solar}]
	return h
}

// A lied is a home that is lied about, with the truth of its windows.
type lied struct {
	history History
	truth   series.Series
	first   series.Date // of its winter
	windows []Window
}

// lieHomes are simulated homes whose people are less regular than others, and the homes of
// the shared data, each of one winter, where they are present.
func lieHomes(t *testing.T, step time.Duration, n int) (homes []lied) {
	p, err := sim.NewPilot(sim.Config{Homes: n, Seed: 32, From: at("2025-11-20 00:00"), To: at("2026-03-15 00:00"), Step: step, Loc: toronto, Rules: rules, Counterfactual: true})
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(32, 5))
	for i := range n {
		hh := p.Household(i)
		irregular(&hh.People, rnd)
		h, err := hh.Live(p.World, true)
		if err != nil {
			t.Fatal(err)
		}
		l := lied{history: historyOf(p, h), truth: h.Truth.Without, first: day("2025-11-20")}
		for _, e := range l.history.Events {
			l.windows = append(l.windows, Window{e.Start, e.End})
		}
		homes = append(homes, l)
	}
	if !haveReady() {
		return homes
	}
	for k, r := range readyHomes(t) {
		from := []string{"2022-01-03", "2023-01-02", "2024-01-01"}[k%3]
		l := lied{history: r.history, first: day(from)}
		until := l.first.Add(95).Start(toronto)
		l.history.Energy = l.history.Energy.Slice(l.first.Start(toronto), until)
		l.truth = l.history.Energy
		for _, w := range r.windows {
			if w.Start.Before(until) && !w.Start.Before(l.history.Energy.Start) {
				l.windows = append(l.windows, w)
			}
		}
		homes = append(homes, l)
	}
	return homes
}

// lieScores scores the windows from the tenth day on, and counts the homes in which each
// thing left out is told.
func lieScores(homes []lied, l lie) (scores, map[string]int) {
	s, told := newScores(), map[string]int{}
	for _, h := range homes {
		history, truth := h.history, h.truth
		if l.faults != nil {
			faults := l.faults(h.first)
			history = spoilt(history, faults)
			if l.metered {
				truth = sim.Spoil(series.Set{energyKey: truth}, faults...)[energyKey]
			}
		}
		m := Learn(history)
		var answers []Answer
		for _, w := range h.windows {
			if n := dayOf(w.Start, toronto).Sub(h.first); n >= l.unjudged[0] && n < l.unjudged[1] {
				continue
			}
			a := m.Ask(w, Courant, CourantAnchor)
			kWh, _ := truth.Sum(w.Start, w.End)
			a.ActualKWh = series.Maybe(kWh)
			answers = append(answers, a)
		}
		s.add(answers)
		var seen []string
		for _, o := range m.LeftOut(history.Energy.End()) {
			if is := fmt.Sprintf("%s of %s", o.Code, o.Kind); !slices.Contains(seen, is) {
				seen = append(seen, is)
				told[is]++
			}
		}
	}
	return s, told
}

// Data that lies: the estimate stays within half again of its error on clean data, its
// interval too, and what was left out is told, at 15 minutes and at an hour. Last seen over
// six simulated homes and three shared ones: 1.00 to 1.10 times the clean error, 1.26 where
// the meter changes by a third or a half; told in all homes, but for a meter that counts a
// third less (in 7 of 9) and a late clock (in 6 of 9: what a profile without habits does not
// show costs it nothing; 0.90 to 1.14 times the clean error). Over 160 homes of other seeds a
// late clock was told in 95 % of those with habits and 64 % of irregular ones, and a shift that
// was none in 2.5 % of home-winters.
func TestDataThatLies(t *testing.T) {
	for _, step := range []time.Duration{15 * time.Minute, time.Hour} {
		n := 6
		if raced {
			n = 1
		}
		homes := lieHomes(t, step, n)
		if raced {
			homes = homes[:2]
		}
		clean, _ := lieScores(homes, lie{})
		for _, l := range lies() {
			lying, told := lieScores(homes, l)
			for _, method := range []string{Courant, CourantAnchor} {
				was, is := clean.of(method), lying.of(method)
				t.Logf("%v, %s, %s: RRMSE %.1f from %.1f, width %.0f from %.0f, %d without an answer; told %v", step, l.desc, method, is.rrmse, was.rrmse, is.width, was.width, is.none, told)
				if !(is.rrmse <= 1.5*was.rrmse) || !(is.width <= 1.5*was.width) || 4*is.none > is.n {
					t.Errorf("%v, %s, %s: RRMSE %.1f from %.1f, width %.0f from %.0f, %d without an answer", step, l.desc, method, is.rrmse, was.rrmse, is.width, was.width, is.none)
				}
			}
			for _, what := range l.told {
				least := 3 * len(homes) / 4
				if strings.HasPrefix(what, OutClock) { // people without habits have no clock
					least = (len(homes) + 1) / 2
				}
				if told[what] < least && !raced {
					t.Errorf("%v, %s: %s is told in %d of %d homes", step, l.desc, what, told[what], len(homes))
				}
			}
		}
	}
}

// irregular people keep no hours: they get up, leave and go to bed an hour or two off their
// habit, stay in often, turn dials, and are away once a winter.
func irregular(p *sim.People, rnd *rand.Rand) {
	p.JitterH = 1 + 1.2*rnd.Float64()
	p.HomeShare = 0.3 + 0.4*rnd.Float64()
	p.OutShare = 0.3 + 0.6*rnd.Float64()
	p.DialsPerDay = 0.7 + rnd.Float64()
	p.VacationShare = 1
	p.Control = sim.Control(rnd.IntN(3))
	p.LaundryADay *= 1.5
	p.DinnerKWh *= 1.3
}

// A meter that counts whole kWh repeats itself every night, and is believed all the same.
// Last seen: RRMSE 10.4 % for 10.4, and 0.04 % of the hours left out as frozen.
func TestACoarseMeterIsNotFrozen(t *testing.T) {
	n := 6
	if raced {
		n = 2
	}
	fine, coarse := newScores(), newScores()
	hours, left := 0, 0
	for _, h := range lived(t, n, 31, "2025-11-15 00:00", "2026-04-01 00:00", time.Hour, nil) {
		fine.add(h.answers(Courant))
		energy, rest := h.h.Energy.Clone(), 0.0
		for i, v := range energy.Values {
			energy.Values[i] = math.Floor(v + rest)
			rest += v - energy.Values[i]
		}
		h.h.Energy = energy
		coarse.add(h.answers(Courant))
		for _, o := range Learn(h.h).LeftOut(energy.End()) {
			if o.Code == OutFrozen {
				left += o.Count
			}
		}
		hours += energy.Len()
	}
	a, b := coarse.of(Courant), fine.of(Courant)
	t.Logf("RRMSE %.2f for %.2f, %d of %d hours left out as frozen", a.rrmse, b.rrmse, left, hours)
	if !(a.rrmse <= 1.05*b.rrmse) || 100*left > hours {
		t.Errorf("RRMSE %.2f for %.2f, %d of %d hours left out as frozen", a.rrmse, b.rrmse, left, hours)
	}
}
