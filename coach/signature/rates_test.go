package signature

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"courant/coach/series"
	"courant/coach/sim"
)

// A tally is how many faults were found of those that were put in.
type tally struct{ found, tried int }

func (t *tally) add(found bool) {
	t.tried++
	if found {
		t.found++
	}
}

// interval is the 90 % interval of a share by Wilson's score.
func (t tally) interval() (low, high float64) {
	const z = 1.645
	n := float64(t.tried)
	p := float64(t.found) / n
	mid, half := (p+z*z/(2*n))/(1+z*z/n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))/(1+z*z/n)
	return mid - half, mid + half
}

// A cell is one kind of homes: the interval of their series, their people, how many days are
// known before the fault (0: from 20 October or 1 April on), and the half of the year.
type cell struct {
	step      time.Duration
	irregular bool
	days      int
	summer    bool
}

// columns are the groups that a cell counts in.
func (c cell) columns() []string {
	people, season := "regular", "winter"
	if c.irregular {
		people = "irregular"
	}
	if c.summer {
		season = "summer"
	}
	return []string{"all", fmt.Sprintf("%d min", int(c.step.Minutes())), people, fmt.Sprintf("%d days", c.days), season}
}

// cells are all kinds of homes, or a few for the normal run.
func cells(all bool) (out []cell) {
	if !all {
		return []cell{{time.Hour, false, 0, false}, {15 * time.Minute, true, 70, false}, {15 * time.Minute, false, 70, true}}
	}
	for _, step := range []time.Duration{time.Hour, 15 * time.Minute} {
		for _, irregular := range []bool{false, true} {
			for _, days := range []int{35, 70, 0} {
				out = append(out, cell{step, irregular, days, false})
			}
			out = append(out, cell{step, irregular, 70, true})
		}
	}
	return out
}

// A ledger counts what was found and what was told without a fault, by group.
type ledger struct {
	rows             map[string]map[string]*tally // fault, group
	alarms, homeDays map[string]int               // group or code; group
}

func (l *ledger) count(fault string, groups []string, found bool) {
	if l.rows[fault] == nil {
		l.rows[fault] = map[string]*tally{}
	}
	for _, g := range groups {
		if l.rows[fault][g] == nil {
			l.rows[fault][g] = &tally{}
		}
		l.rows[fault][g].add(found)
	}
}

// Each fault of the list is found in time in at least 95 % of homes of all kinds, and homes
// without one give at most an alarm in 1,000 home-days, all codes together. Every tenth home
// does not meter its heating, every fifth has a heat pump, some tell duties for energies. An
// alarm is a code in a zone that was not told in the week before.
//
// COURANT_SIGNATURE_HOMES=14 COURANT_SIGNATURE_SEED=9700 looks at so many homes of each of
// sixteen kinds (-v prints the table, COURANT_SIGNATURE_MISSED=1 each miss). Last seen with
// that seed, never looked at before: base load 211 of 224, UA 164 of 168, fights 114 of 120,
// set-points 144 of 148, swaps 260 of 262, units 165 of 168 where kW is taken for kWh, and all
// or nearly all of the others; 25 alarms in 32,200 home-days, 22 of them from people who keep
// no hours. Journeys have been left out of the base load's reference since: on the seeds 4000
// and 4100, looked at before, 316 of 320, and 26 alarms in 46,000.
func TestRates(t *testing.T) {
	if raced {
		t.Skip("a matter of numbers alone: nothing in it runs at once")
	}
	full := os.Getenv("COURANT_SIGNATURE_HOMES") != ""
	l := ledger{map[string]map[string]*tally{}, map[string]int{}, map[string]int{}}
	for _, c := range cells(full) {
		span := [2]string{"2025-10-20", "2026-04-01"}
		if c.summer {
			span = [2]string{"2026-04-01", "2026-10-20"}
		}
		seed := freshSeed() + uint64(10*c.days/35) // the same homes at both steps
		if c.irregular {
			seed += 100
		}
		p := pilot(t, homesOf(3), seed, span[0], span[1], c.step)
		for i := range p.Len() {
			l.try(t, p, i, c)
		}
	}
	for _, in := range injections() {
		all := l.rows[in.desc]["all"]
		if all == nil {
			continue
		}
		low, high := all.interval()
		line := fmt.Sprintf("%-22s %-40s %d of %d, %.1f %% [%.1f to %.1f]", in.code, in.desc, all.found, all.tried, 100*float64(all.found)/float64(all.tried), 100*low, 100*high)
		for _, g := range []string{"60 min", "15 min", "regular", "irregular", "35 days", "70 days", "0 days"} {
			if x := l.rows[in.desc][g]; x != nil {
				line += fmt.Sprintf("; %s %d/%d", g, x.found, x.tried)
			}
		}
		t.Log(line)
		if high < 0.95 && all.tried-all.found > 1 {
			t.Errorf("%s: found in %d of %d homes", in.desc, all.found, all.tried)
		}
	}
	for _, g := range []string{"all", "60 min", "15 min", "regular", "irregular", "winter", "summer"} {
		t.Logf("%-10s %d alarms in %d home-days", g, l.alarms[g], l.homeDays[g])
	}
	for _, code := range Codes() {
		t.Logf("%-22s %d alarms", code, l.alarms[code])
	}
	// Of so few days chance alone makes some more.
	if n, days := float64(l.alarms["all"]), float64(l.homeDays["all"])/1000; n > max(1, days+2*math.Sqrt(days)) {
		t.Errorf("%.0f alarms in %.1f thousand home-days without a fault", n, days)
	}
}

// try puts every fault into home i of a pilot, one at a time, and none.
func (l *ledger) try(t *testing.T, p *sim.Pilot, i int, c cell) {
	ready := func() sim.Household {
		h := p.Household(i)
		if c.irregular {
			unsettled(&h.People, rand.New(rand.NewPCG(p.World.Config.Seed, uint64(i))))
		}
		return h
	}
	h := ready()
	clean := live(t, p, h)
	first := series.Date{Year: 2025, Month: 12, Day: 10}
	if c.summer {
		first = series.Date{Year: 2026, Month: 6, Day: 15}
	}
	begin := first.Add(i * 37 % 84).Start(toronto).Add(time.Duration(i*29%96) * 15 * time.Minute).Truncate(c.step)
	for _, in := range injections() {
		if c.summer != in.summer && in.code != BaseStep {
			continue
		}
		tr := &trial{i: i, house: &h.House, set: clean.Set, from: begin, rooms: h.Records.Zones, stove: h.People.Stove != nil}
		lived, zone, ok := clean, "", false
		if in.spoil != nil {
			var faults []sim.Fault
			if faults, zone, ok = in.spoil(tr); ok {
				lived.Set = sim.Spoil(clean.Set, faults...)
			}
		} else {
			other := ready()
			if zone, ok = in.alter(tr, &other); ok {
				lived = live(t, p, other)
				ok = in.matters == nil || in.matters(tr, lived)
			}
		}
		if !ok {
			continue
		}
		q := historyOf(p, lived, begin)
		if c.days > 0 {
			q.Series = since(q.Series, begin.AddDate(0, 0, -c.days))
		}
		found := false
		for d := in.within; d > 0 && !found; d-- {
			q.At = begin.AddDate(0, 0, d)
			for _, a := range Anomalies(q) {
				if a.Code == in.code && (zone == "" || a.Zone == zone || a.Other == zone) {
					found = true
					check(t, &a)
				}
			}
		}
		l.count(in.desc, c.columns(), found)
		if !found && os.Getenv("COURANT_SIGNATURE_MISSED") != "" {
			t.Logf("missed: home %d %s, %v, %s from %s; heat pump %v, stove %v, zones %v, duty %v", i, h.City, c.columns(), in.desc, begin.Format("01-02 15:04"),
				h.House.HeatPump != nil, h.People.Stove != nil, h.Records.Zones, h.Records.Duty)
		}
	}
	l.watch(t, historyOf(p, clean, p.World.Config.To), p.World.Config.From, c)
}

// watch asks a home without a fault every day.
func (l *ledger) watch(t *testing.T, q History, from time.Time, c cell) {
	last := map[string]time.Time{}
	end := q.At
	for q.At = from.AddDate(0, 0, 30); !q.At.After(end); q.At = q.At.AddDate(0, 0, 1) {
		for _, g := range c.columns() {
			l.homeDays[g]++
		}
		for _, a := range Anomalies(q) {
			key := a.Code + "/" + a.Zone
			if told, ok := last[key]; !ok || q.At.Sub(told) > 7*24*time.Hour {
				for _, g := range append(c.columns(), a.Code) {
					l.alarms[g]++
				}
				if os.Getenv("COURANT_SIGNATURE_MISSED") != "" {
					t.Logf("alarm: home %s %v, %s: %s %s %.2f %s chance %.1g", q.Home.ID, c.columns(), q.At.Format("01-02"), a.Code, a.Zone, a.Size.Value, a.Unit, a.Chance)
				}
			}
			last[key] = q.At
		}
	}
}
