package baseline

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/sim"
)

var matrixHomes = flag.Int("matrix", 0, "homes of each kind of dwelling in a cell of TestMatrix; 0 leaves it out")

// A drawn home is a judged one with what no method can know: the same house, people and
// weather, lived some more times.
type drawn struct {
	judged
	kind  sim.Dwelling
	city  home.City
	again []series.Series
}

// draws are how often a home is lived more for the oracle.
const draws = 9

// drawHomes are n homes of each kind of dwelling, with cities in turn.
func drawHomes(t *testing.T, n int, seed uint64, from, to string, step time.Duration, change func(*sim.People, *rand.Rand), again int) (homes []drawn) {
	t.Helper()
	p, err := sim.NewPilot(sim.Config{Homes: 1000, Seed: seed, From: at(from), To: at(to), Step: step, Loc: toronto, Rules: rules, Counterfactual: true})
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(seed, 5))
	want := map[sim.Dwelling]int{sim.Apartment: n, sim.Row: n, sim.Detached: n}
	for i := 0; len(homes) < 3*n; i++ {
		hh := p.Household(i)
		if want[hh.Kind] == 0 {
			continue
		}
		want[hh.Kind]--
		if change != nil {
			change(&hh.People, rnd)
		}
		h, err := hh.Live(p.World, true)
		if err != nil {
			t.Fatal(err)
		}
		history := historyOf(p, h)
		history.Setpoint = Setpoint(h.Set)
		d := drawn{judged: judged{h: history, truth: h.Truth.Without}, kind: hh.Kind, city: hh.City}
		for k := range again {
			other := p.Household(100 + k)
			other.City, other.Kind, other.House, other.People = hh.City, hh.Kind, hh.House, hh.People
			o, err := other.Live(p.World, true)
			if err != nil {
				t.Fatal(err)
			}
			d.again = append(d.again, o.Truth.Without)
		}
		homes = append(homes, d)
	}
	return homes
}

// An oracle knows house, habits and weather, and not the day: its error over windows is what
// the same people would have used otherwise. Each life's own level is taken off.
func (d drawn) oracle(windows []Window) (misses, actual []float64) {
	lives := append([]series.Series{d.truth}, d.again...)
	use := make([][]float64, len(lives))
	for i, s := range lives {
		for _, w := range windows {
			kWh, _ := s.Sum(w.Start, w.End)
			use[i] = append(use[i], kWh)
		}
	}
	all := 0.0
	byWindow := make([]float64, len(windows))
	for _, u := range use {
		for k, v := range u {
			byWindow[k] += v / float64(len(use))
			all += v / float64(len(use)*len(u))
		}
	}
	n := float64(len(use))
	for _, u := range use[:1] {
		own := mean(u)
		for k, v := range u {
			misses = append(misses, (v-own-byWindow[k]+all)*math.Sqrt(n/(n-1)))
			actual = append(actual, v)
		}
	}
	return misses, actual
}

// TestMatrix prints how courant does on homes of other sizes, climates and data lengths, at
// 15 minutes and an hour, with regular people and others. All windows of a home are asked at
// once, so that nothing is learned from any of them, as the judge does.
func TestMatrix(t *testing.T) {
	if *matrixHomes == 0 {
		t.Skip("a matter of minutes: -matrix 4 runs it")
	}
	lengths := []struct {
		desc string
		back int
		from string
	}{{"3 weeks", 21, "2025-11-10 00:00"}, {"8 weeks", 56, "2025-11-10 00:00"}, {"1 winter", 0, "2025-11-10 00:00"}, {"3 years", 0, "2023-04-01 00:00"}}
	type tally struct {
		s      scores
		square float64
		spread []float64
		n      int
	}
	groups := map[string]*tally{}
	group := func(name string) *tally {
		if groups[name] == nil {
			groups[name] = &tally{s: newScores()}
		}
		return groups[name]
	}
	var names []string
	for _, regular := range []bool{true, false} {
		for _, step := range []time.Duration{15 * time.Minute, time.Hour} {
			for k, l := range lengths {
				people, change := "regular", func(*sim.People, *rand.Rand) {}
				if !regular {
					people, change = "irregular", irregular
				}
				cell := fmt.Sprintf("%-9s %5s %-8s", people, map[time.Duration]string{time.Hour: "1 h"}[step], l.desc)
				if step < time.Hour {
					cell = fmt.Sprintf("%-9s %5s %-8s", people, "15min", l.desc)
				}
				names = append(names, cell)
				for seed := range uint64(2) {
					for _, h := range drawHomes(t, *matrixHomes, 700+10*seed+uint64(k), l.from, "2026-04-01 00:00", step, change, draws) {
						h.back = l.back
						windows := h.coldest()
						if l.back == 0 {
							h.h.Asked = windows
						}
						answers := h.answers(Courant, CourantAnchor, Ridge0)
						misses, actual := h.oracle(windows)
						m := mean(actual)
						for _, name := range []string{cell, "people " + people, "kind " + []string{"apartment", "row", "detached"}[h.kind], "city " + string(h.city), "all"} {
							g := group(name)
							g.s.add(answers)
							for _, x := range misses {
								g.square += x * x / m / m
								g.spread = append(g.spread, x/m)
							}
							g.n += len(misses)
						}
					}
				}
			}
		}
	}
	for name := range groups {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names[16:])
	t.Logf("%-27s %6s | %-35s | %-22s | %7s | %s", "", "n", "courant RRMSE bias cover width", "anchor RRMSE cover width", "ridge-0", "oracle RRMSE, width")
	for _, name := range names {
		g := groups[name]
		c, a, r := g.s.of(Courant), g.s.of(CourantAnchor), g.s.of(Ridge0)
		slices.Sort(g.spread)
		q := func(p float64) float64 { return g.spread[int(p*float64(len(g.spread)))] }
		t.Logf("%-27s %6d | %5.1f %5.1f %5.0f %5.1f | %5.1f %5.0f %5.1f | %5.1f | %5.1f %5.1f", name, c.n, c.rrmse, c.bias, c.cover, c.width, a.rrmse, a.cover, a.width, r.rrmse,
			100*math.Sqrt(g.square/float64(g.n)), 100*(q(0.9)-q(0.1)))
	}
}
