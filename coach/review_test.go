package coach

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
)

// On the eve of an event the report has every figure that the screen of that evening shows.
func TestReviewOnTheEve(t *testing.T) {
	r := Review(ask(t, 0))
	e := r.NextEvent
	if e == nil || e.ID != "winter-credit-20270115T0600" || e.State != event.Announced || e.AnnouncedAt == nil {
		t.Fatalf("next event %+v", e)
	}
	for what, got := range map[string]string{
		"deadline": e.Deadline.Format("15:04"), "preheat": e.PreheatStart.Format("15:04"), "recovery": e.RecoveryEnd.Format("15:04"),
		"anchor": e.AnchorStart.Format("15:04"), "anchor end": e.AnchorEnd.Format("15:04"), "plan": r.Plan.From.Format("2006-01-02T15:04"),
	} {
		want := map[string]string{"deadline": "00:00", "preheat": "04:00", "recovery": "11:00", "anchor": "01:00", "anchor end": "04:00", "plan": "2027-01-15T00:00"}[what]
		if got != want {
			t.Errorf("%s at %s, want %s", what, got, want)
		}
	}
	p := r.Plan
	if len(p.Windows) != 1 || len(p.Zones) != len(r.Info.Zones) || len(p.Zones[0].Slots) != 96 {
		t.Errorf("%d windows, %d zones, %d slots", len(p.Windows), len(p.Zones), len(p.Zones[0].Slots))
	}
	saved := p.WithoutEventEnergyKWh - p.EventEnergyKWh
	if !(saved > 2) || !(p.EventLowKWh < saved && saved < p.EventHighKWh) {
		t.Errorf("saved %.1f kWh, %.1f to %.1f", saved, p.EventLowKWh, p.EventHighKWh)
	}
	if math.Abs(float64(p.RewardDollars-saved*0.5849)) > 1e-9 || e.Price != 0.5849 || e.MinKWh != 2 {
		t.Errorf("credit %.4f $ for %.4f kWh at %.4f, minimum %.0f kWh", p.RewardDollars, saved, e.Price, e.MinKWh)
	}
	if !p.CostDollars.Known() || !p.PeakKW.Known() || !p.ColdDegreeHours.Known() || !p.OutdoorLowC.Known() || !r.Now.PowerKW.Known() || !r.Now.TodayKWh.Known() {
		t.Error("a figure of the evening's screen is missing")
	}
	if r.Applied != AppliedNone || r.AppliedTo != 0 || r.AppliedOf == 0 {
		t.Errorf("applied %s, %d of %d", r.Applied, r.AppliedTo, r.AppliedOf)
	}
	if r.Data.Stale || r.Data.Thin || r.Data.StepS != 900 || r.Data.Coverage < 0.99 {
		t.Errorf("data %+v", r.Data)
	}
}

// After an event: what is paid by the rule and what was saved, apart, and the season's sums.
func TestReviewAfterAnEvent(t *testing.T) {
	q := ask(t, 0)
	q.At = day("2027-01-15").At(10, 31, loc)
	r := Review(q)
	if len(r.PastEvents) < 5 || r.NextEvent == nil || r.NextEvent.State != event.InRecovery {
		t.Fatalf("%d past events, next %+v", len(r.PastEvents), r.NextEvent)
	}
	e := r.PastEvents[0]
	ref, ok := find(e.Methods, baseline.HQCredit)
	if e.ID != "winter-credit-20270115T0600" || !ok || !ref.KWh.Known() || len(ref.Days) != 5 {
		t.Fatalf("%s: %+v", e.ID, ref)
	}
	paid := max(0, ref.KWh-e.ActualKWh)
	if paid < e.MinKWh {
		paid = 0
	}
	if math.Abs(float64(e.PaidKWh-paid)) > 1e-9 || math.Abs(float64(e.PaidDollars)-math.Round(float64(paid)*58.49)/100) > 1e-9 {
		t.Errorf("paid %.3f kWh and %.2f $, the rule gives %.3f kWh", e.PaidKWh, e.PaidDollars, paid)
	}
	var kwh, dollars series.Maybe
	for i, e := range r.PastEvents {
		kwh, dollars = kwh+e.PaidKWh, dollars+e.PaidDollars
		if i > 0 && !e.Start.Before(r.PastEvents[i-1].Start) {
			t.Error("past events are not newest first")
		}
	}
	s := r.Season
	if s.Events != len(r.PastEvents) || s.MaxEvents != 30 || math.Abs(float64(s.KWh-kwh)) > 1e-9 || math.Abs(float64(s.Dollars-dollars)) > 1e-9 {
		t.Errorf("season %+v; the events add up to %.3f kWh, %.2f $", s, kwh, dollars)
	}
	if got := r.Plan.From.Format("2006-01-02"); got != "2027-01-15" {
		t.Errorf("in recovery the plan is of %s", got)
	}
}

func find(all []baseline.Estimate, name string) (baseline.Estimate, bool) {
	return baseline.Answer{Methods: all}.Find(name)
}

// The plan of a day stays as it was at midnight while the day goes on.
func TestPlanOfABegunDayDoesNotMove(t *testing.T) {
	q := ask(t, 0)
	var first []byte
	for _, hour := range []int{1, 5, 9} {
		q.At = day("2027-01-15").At(hour, 0, loc)
		b, err := json.Marshal(setpoints(*Review(q).Plan))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b
		}
		if !bytes.Equal(b, first) {
			t.Errorf("at %d h the set-points are others than at 1 h", hour)
		}
	}
}

func setpoints(p plan.Plan) (out [][]series.Maybe) {
	for _, z := range p.Zones {
		var row []series.Maybe
		for _, s := range z.Slots {
			row = append(row, s.SetpointC)
		}
		out = append(out, row)
	}
	return out
}

func TestReviewSeesOnlyItsEvents(t *testing.T) {
	q := ask(t, 0)
	coming := event.Event{ID: "winter-credit-20270115T0600", Programme: home.WinterCredit, Start: day("2027-01-15").At(6, 0, loc), End: day("2027-01-15").At(10, 0, loc), AnnouncedAt: eve.Add(-time.Hour), Critical: true}
	with := func(change func(*event.Event)) []event.Event {
		e := coming
		change(&e)
		return []event.Event{e}
	}
	for _, c := range []struct {
		name    string
		events  []event.Event
		next    bool
		windows int
		day     string
	}{
		{"announced", with(func(*event.Event) {}), true, 1, "2027-01-15"},
		{"not announced yet", with(func(e *event.Event) { e.AnnouncedAt = eve.Add(time.Minute) }), false, 0, "2027-01-15"},
		{"withdrawn", with(func(e *event.Event) { e.Withdrawn = true }), false, 0, "2027-01-15"},
		{"of another programme", with(func(e *event.Event) { e.Programme = home.FlexD }), false, 0, "2027-01-15"},
		{"for another home", with(func(e *event.Event) { e.Home = "other" }), false, 0, "2027-01-15"},
		{"skipped", with(func(e *event.Event) { e.Skips = []event.Skip{{Home: q.Home.ID, At: eve.Add(-time.Minute)}} }), true, 0, "2027-01-15"},
		{"left by one zone", with(func(e *event.Event) {
			e.Skips = []event.Skip{{Home: q.Home.ID, Zone: q.Home.Zones[0].Name, At: eve.Add(-time.Minute)}}
		}), true, 1, "2027-01-15"},
		{"none", nil, false, 0, "2027-01-15"},
		{"in three days", with(func(e *event.Event) { e.Start, e.End = e.Start.AddDate(0, 0, 2), e.End.AddDate(0, 0, 2) }), true, 1, "2027-01-17"},
	} {
		q := q
		q.Events = c.events
		r := Review(q)
		if (r.NextEvent != nil) != c.next || len(r.Plan.Windows) != c.windows || r.Plan.From.Format("2006-01-02") != c.day {
			t.Errorf("%s: next %v, %d windows, plan of %s", c.name, r.NextEvent != nil, len(r.Plan.Windows), r.Plan.From.Format("2006-01-02"))
		}
		if c.name == "left by one zone" && r.Plan.Zones[0].Excluded == "" {
			t.Errorf("%s: it takes part", c.name)
		}
	}
}

// A home without a programme sees the events of all: the same hours count once.
func TestReviewWithoutProgramme(t *testing.T) {
	q := ask(t, 0)
	q.Home.Rate, q.Home.Programme = home.Known[home.Rate]{}, home.Known[home.Programme]{}
	r := Review(q)
	if len(r.Plan.Windows) != 1 {
		t.Errorf("%d windows for the same four hours", len(r.Plan.Windows))
	}
	if r.Plan.CostDollars.Known() || r.Plan.RewardDollars.Known() || r.Season.Dollars.Known() || r.NextEvent.Price.Known() {
		t.Error("dollars without a rate")
	}
	for _, e := range r.PastEvents {
		if e.PaidDollars.Known() {
			t.Errorf("%s: %.2f $ without a rate", e.ID, e.PaidDollars)
		}
	}
	if !r.Plan.EnergyKWh.Known() {
		t.Error("no kWh either")
	}
}

// Ensure the event's price and the plan's money speak of one price: an event outside Flex D's
// winter, or of a home on another rate, has none.
func TestFlexDPriceIsThePlans(t *testing.T) {
	flex := func(q *Question, from time.Time) {
		q.Home.Rate, q.Home.Programme = declared(home.RateFlexD), declared(home.FlexD)
		q.Events = []event.Event{{ID: "flex", Programme: home.FlexD, Start: from, End: from.Add(4 * time.Hour), Critical: true}}
	}
	for _, tc := range []struct {
		desc  string
		edit  func(*Question)
		price float64 // NaN: none
	}{
		{"in its winter", func(q *Question) { flex(q, day("2027-01-15").At(6, 0, loc)) }, 0.46463},
		{"the day before its winter", func(q *Question) {
			q.At = day("2026-11-29").At(18, 0, loc)
			flex(q, day("2026-11-30").At(6, 0, loc))
		}, math.NaN()},
		{"on rate D", func(q *Question) {
			flex(q, day("2027-01-15").At(6, 0, loc))
			q.Home.Rate = declared(home.RateD)
		}, math.NaN()},
	} {
		q := ask(t, 0)
		tc.edit(&q)
		v := open(q)
		e := q.Events[0]
		told, at := v.tell(e), v.price(series.DateOf(e.Start, loc))
		in, before := at(e.Start), at(e.Start.Add(-time.Minute))
		if math.IsNaN(tc.price) {
			if told.Price.Known() || told.Avoided || in != before {
				t.Errorf("%s: told %v $, planned with %v $ after %v $", tc.desc, told.Price, in, before)
			}
			continue
		}
		if float64(told.Price) != tc.price || in != tc.price || !(before < in) {
			t.Errorf("%s: told %v $, planned with %v $ after %v $, want %v $", tc.desc, told.Price, in, before, tc.price)
		}
	}
}

func TestReviewOnFlexD(t *testing.T) {
	q := ask(t, 0)
	q.Home.Rate, q.Home.Programme = declared(home.RateFlexD), declared(home.FlexD)
	r := Review(q)
	if r.NextEvent == nil || !r.NextEvent.Avoided || r.NextEvent.Price != 0.46463 || !r.NextEvent.AnchorStart.IsZero() {
		t.Fatalf("next event %+v", r.NextEvent)
	}
	saved := r.Plan.WithoutEventEnergyKWh - r.Plan.EventEnergyKWh
	if r.Plan.RewardDollars != 0 || math.Abs(float64(r.Plan.AvoidedDollars-saved*0.46463)) > 1e-9 {
		t.Errorf("reward %.2f $, avoided %.4f $ for %.4f kWh", r.Plan.RewardDollars, r.Plan.AvoidedDollars, saved)
	}
	if net := r.Plan.WithoutDollars - r.Plan.CostDollars; !(net > 0 && net < r.Plan.AvoidedDollars) {
		t.Errorf("net %.2f $ of %.2f $ avoided", net, r.Plan.AvoidedDollars)
	}
	if r.PastEvents[0].PaidKWh.Known() || r.Season.Dollars.Known() {
		t.Error("Flex D pays nothing, yet something is told as paid")
	}
}

// The same question gives the same bytes; what is measured, announced or left after its
// moment changes none of them.
func TestReviewDependsOnThePastAlone(t *testing.T) {
	for i := range 3 {
		q := ask(t, i)
		for _, at := range []time.Time{eve, day("2027-01-15").At(7, 20, loc), day("2026-12-03").At(12, 0, loc)} {
			q.At = at
			first := marshal(t, Review(q))
			changed := edit(q, func(k series.Key, s series.Series) *series.Series {
				for j := range s.Values {
					if s.Time(j+1).After(at) && !k.Kind.Forecastable() {
						s.Values[j] += 2
					}
				}
				return &s
			})
			changed.Events = append([]event.Event{}, q.Events...)
			for j, e := range changed.Events {
				changed.Events[j] = e.Skip(event.Skip{Home: q.Home.ID, At: at.Add(time.Hour)})
			}
			changed.Events = append(changed.Events, event.Event{
				ID: "winter-credit-20270116T0600", Programme: home.WinterCredit, AnnouncedAt: day("2027-01-15").At(11, 0, loc),
				Start: day("2027-01-16").At(6, 0, loc), End: day("2027-01-16").At(10, 0, loc),
			})
			if second := marshal(t, Review(changed)); !bytes.Equal(first, second) {
				t.Errorf("home %d at %s: the report saw the future", i, at.Format(time.RFC3339))
			}
		}
	}
}

func marshal(t testing.TB, r Report) []byte {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The JSON keeps the contract: its fields, null for unknown, lists never null, times with
// the local offset and none of the year one.
func TestReviewJSON(t *testing.T) {
	empty := ask(t, 0)
	empty.Series, empty.Events = nil, nil
	for _, c := range []struct {
		name string
		q    Question
	}{{"a full home", ask(t, 0)}, {"no data at all", empty}} {
		b := marshal(t, Review(c.q))
		var got map[string]any
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		for _, k := range []string{"schema", "home", "city", "at", "simulated", "data", "next_event", "past_events", "plan", "applied", "advices", "confidence"} {
			if _, ok := got[k]; !ok {
				t.Errorf("%s: no field %s", c.name, k)
			}
		}
		for _, k := range []string{"past_events", "advices"} {
			if _, ok := got[k].([]any); !ok {
				t.Errorf("%s: %s is %v", c.name, k, got[k])
			}
		}
		data := got["data"].(map[string]any)
		for _, k := range []string{"from", "to", "step_s", "coverage", "age_s", "issues"} {
			if _, ok := data[k]; !ok {
				t.Errorf("%s: no field data.%s", c.name, k)
			}
		}
		if c.q.Series == nil && (data["from"] != nil || data["to"] != nil) {
			t.Errorf("%s: data from %v", c.name, data["from"])
		}
		text := string(b)
		for _, bad := range []string{"0001-01-01", "NaN", "Z\"", `"days":null`, `"evidence":null`, `"issues":null`} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: the JSON has %s", c.name, bad)
			}
		}
		if !strings.Contains(text, `"at":"2027-01-14T18:04:00-05:00"`) {
			t.Errorf("%s: the moment is not told in local time", c.name)
		}
	}
}

// What is not declared but follows from what is, and what is asked for instead.
func TestReviewTakesWhatItIsTold(t *testing.T) {
	q := ask(t, 0)
	for _, c := range []struct {
		name   string
		change func(*Question)
		right  func(Report) bool
	}{
		{"the rate implies the programme", func(q *Question) { q.Home.Programme = home.Known[home.Programme]{} }, func(r Report) bool {
			return r.Programme == home.WinterCredit && r.NextEvent.Programme == home.WinterCredit && r.Plan.RewardDollars.Known()
		}},
		{"Flex D too", func(q *Question) {
			q.Home.Rate, q.Home.Programme = declared(home.RateFlexD), home.Known[home.Programme]{}
		}, func(r Report) bool {
			return r.Programme == home.FlexD && r.NextEvent.Programme == home.FlexD
		}},
		{"no programme: no event", func(q *Question) { q.Home.Programme = declared(home.NoProgramme) }, func(r Report) bool {
			return r.NextEvent == nil && len(r.PastEvents) == 0 && len(r.Plan.Windows) == 0
		}},
		{"a mode for this report", func(q *Question) { q.Mode = home.Extreme }, func(r Report) bool { return r.Plan.Mode == home.Extreme }},
		{"without prices", func(q *Question) { q.Rates = nil }, func(r Report) bool { return !r.Plan.CostDollars.Known() && !r.Season.Dollars.Known() }},
		{"in the programme since January", func(q *Question) { q.Home.Since = declared(day("2027-01-04")) }, func(r Report) bool {
			return len(r.PastEvents) > 0 && !r.PastEvents[len(r.PastEvents)-1].Start.Before(day("2027-01-04").Start(loc))
		}},
		{"a billing period under its first tier", func(q *Question) { q.Home.BillingStart = declared(day("2026-12-20")) }, func(r Report) bool { return r.Plan.CostDollars.Known() }},
		{"in September the last winter's events are told", func(q *Question) { q.At = day("2027-09-01").At(12, 0, loc) }, func(r Report) bool {
			return r.Season.To == day("2027-03-31") && len(r.PastEvents) > 0 && r.Data.Stale && r.Confidence == plan.Low
		}},
	} {
		q := q
		c.change(&q)
		if r := Review(q); !c.right(r) {
			t.Errorf("%s: programme %q, next %+v, season %+v", c.name, r.Programme, r.NextEvent, r.Season)
		}
	}
}

// An event of Hilo, as it was until 2024-25, is paid by Hilo's own rule.
func TestReviewOfHilo(t *testing.T) {
	q := ask(t, 0)
	by := day("2025-02-13").Sub(day("2027-01-14")) // a Thursday for a Thursday
	q = edit(q, func(k series.Key, s series.Series) *series.Series {
		s.Start = s.Start.AddDate(0, 0, by)
		return &s
	})
	q.At = q.At.AddDate(0, 0, by)
	q.Home.Rate, q.Home.Programme = declared(home.RateD), declared(home.Hilo)
	q.Events = []event.Event{{
		ID: "hilo-20250212T0600", Programme: home.Hilo, Start: day("2025-02-12").At(6, 0, loc), End: day("2025-02-12").At(10, 0, loc),
	}}
	r := Review(q)
	ref, ok := find(r.PastEvents[0].Methods, baseline.Hilo)
	if !ok || len(ref.Days) != 3 {
		t.Fatalf("%+v", ref)
	}
	e := r.PastEvents[0]
	erased := max(0, ref.KWh-e.ActualKWh)
	if e.PaidKWh != erased || math.Abs(float64(e.PaidDollars-erased*0.55)) > 0.005 {
		t.Errorf("paid %.3f kWh, %.2f $; erased %.3f", e.PaidKWh, e.PaidDollars, erased)
	}
}

func TestDataHealth(t *testing.T) {
	q := ask(t, 0)
	cut := func(hours float64) Question {
		return edit(q, func(k series.Key, s series.Series) *series.Series {
			s = s.Slice(s.Start, eve.Add(-time.Duration(hours*float64(time.Hour))))
			return &s
		})
	}
	hole := func(hours int) Question {
		return edit(q, func(k series.Key, s series.Series) *series.Series {
			for i := range s.Values {
				if back := eve.Sub(s.Time(i)); back > 24*time.Hour && back <= time.Duration(24+hours)*time.Hour && !k.Forecast {
					s.Values[i] = math.NaN()
				}
			}
			return &s
		})
	}
	for _, c := range []struct {
		name        string
		q           Question
		stale, thin bool
		confidence  bool // may it be better than low
	}{
		{"fresh", q, false, false, true},
		{"an hour and a half old", cut(1.5), false, false, true},
		{"two hours and a half old", cut(2.5), true, false, false},
		{"a day old", cut(24), true, true, false},
		{"ten hours missing", hole(10), false, false, true},
		{"twenty hours missing", hole(20), false, true, false},
		{"nothing", Question{At: eve, Home: q.Home, Rules: rules}, true, true, false},
	} {
		r := Review(c.q)
		if r.Data.Stale != c.stale || r.Data.Thin != c.thin {
			t.Errorf("%s: stale %v, thin %v (coverage %.3f, age %d s)", c.name, r.Data.Stale, r.Data.Thin, r.Data.Coverage, r.Data.AgeS)
		}
		if !c.confidence && r.Confidence != plan.Low {
			t.Errorf("%s: confidence %s", c.name, r.Confidence)
		}
	}
}

// The plan is in force only where the set-points say so.
func TestApplied(t *testing.T) {
	q := ask(t, 0)
	q.At = day("2027-01-15").At(8, 0, loc)
	p := *Review(q).Plan
	follow := func(zones int, give func(plan.Slot) float64) Question {
		return edit(q, func(k series.Key, s series.Series) *series.Series {
			for n, z := range p.Zones {
				if k.Kind != series.Setpoint || z.Zone != k.Zone {
					continue
				}
				for _, slot := range z.Slots {
					i := s.Index(slot.Start)
					if i < 0 || i >= s.Len() {
						continue
					}
					s.Values[i] = float64(slot.UsualC)
					if n < zones {
						s.Values[i] = give(slot)
					}
				}
			}
			return &s
		})
	}
	planned := func(s plan.Slot) float64 { return float64(s.SetpointC) }
	n := len(p.Zones)
	for _, c := range []struct {
		name string
		q    Question
		want Applied
		to   int
	}{
		{"every thermostat follows", follow(n, planned), AppliedAll, n},
		{"two follow", follow(2, planned), AppliedPartial, 2},
		{"none moves", follow(0, planned), AppliedNone, 0},
		{"they move, not by this plan", follow(n, func(s plan.Slot) float64 { return float64(s.UsualC) + 1.6*float64(s.SetpointC-s.UsualC) }), AppliedOther, 0},
		{"no set-point is measured", edit(q, func(k series.Key, s series.Series) *series.Series {
			if k.Kind == series.Setpoint {
				return nil
			}
			return &s
		}), AppliedUnknown, 0},
		{"none since the plan began", edit(q, func(k series.Key, s series.Series) *series.Series {
			if k.Kind == series.Setpoint {
				s = s.Slice(s.Start, q.At.Add(-6*time.Hour))
			}
			return &s
		}), AppliedUnknown, 0},
		{"none since yesterday", edit(q, func(k series.Key, s series.Series) *series.Series {
			if k.Kind == series.Setpoint {
				s = s.Slice(s.Start, q.At.Add(-25*time.Hour))
			}
			return &s
		}), AppliedUnknown, 0},
	} {
		r := Review(c.q)
		if r.Applied != c.want || r.AppliedTo != c.to {
			t.Errorf("%s: %s, %d of %d; want %s, %d", c.name, r.Applied, r.AppliedTo, r.AppliedOf, c.want, c.to)
		}
	}
}

// Whatever stands in the series, there is a report that prints.
func TestReviewOnHostileSeries(t *testing.T) {
	bad := []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e9, -1e9, 0, -999, math.MaxFloat64}
	rnd := rand.New(rand.NewPCG(1, 5))
	for _, share := range []float64{0.01, 0.3, 1} {
		q := edit(ask(t, 0), func(k series.Key, s series.Series) *series.Series {
			for i := range s.Values {
				if rnd.Float64() < share {
					s.Values[i] = bad[rnd.IntN(len(bad))]
				}
			}
			return &s
		})
		r := Review(q)
		marshal(t, r)
		if r.Plan == nil || len(r.Plan.Zones[0].Slots) != 96 || len(r.Advices) > 3 {
			t.Errorf("%.0f %% bad values: %d advices", 100*share, len(r.Advices))
		}
	}
}

// Ensure that rooms learned at once give the answer that they give one after the other; the
// race detector looks on.
func TestReviewAtOnceIsTheSame(t *testing.T) {
	q := ask(t, 0)
	q.Frontier = true
	one := Review(q)
	inTurn, err := json.Marshal(one)
	if err != nil {
		t.Fatal(err)
	}
	q.Each = func(n int, do func(int)) {
		var all sync.WaitGroup
		for i := range n {
			all.Go(func() { do(i) })
		}
		all.Wait()
	}
	other := Review(q)
	atOnce, err := json.Marshal(other)
	if err != nil || !bytes.Equal(inTurn, atOnce) {
		t.Errorf("another answer at once, or %v", err)
	}
	if !slices.Equal(one.Dial.Points, other.Dial.Points) {
		t.Error("another frontier at once")
	}
}

// Ensure a look is the report but for what must be reckoned.
func TestLookIsAGlanceWithoutThePlan(t *testing.T) {
	q := ask(t, 0)
	look, glance := Look(q), Glance(q)
	if look.Plan != nil || look.Applied != AppliedUnknown || len(look.Advices) != 0 {
		t.Errorf("a look has a plan: %+v", look)
	}
	look.Plan, look.Applied, look.AppliedTo, look.AppliedOf = glance.Plan, glance.Applied, glance.AppliedTo, glance.AppliedOf
	look.Confidence, look.Advices = glance.Confidence, glance.Advices
	a, errA := json.Marshal(look)
	b, errB := json.Marshal(glance)
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("%v, %v:\n%s\n%s", errA, errB, a, b)
	}
}
