package coach

import (
	"math"
	"slices"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// advised is the advice of a code in a report, nil when it is not given.
func advised(r Report, code string) *Advice {
	for i := range r.Advices {
		if r.Advices[i].Code == code {
			return &r.Advices[i]
		}
	}
	return nil
}

// load adds power to the whole home between two local hours of the days that pick chooses.
func load(q Question, kw float64, from, to time.Duration, pick func(series.Date) bool) Question {
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		if k.Zone != "" || k.Kind != series.Energy {
			return &s
		}
		for i := range s.Values {
			d := series.DateOf(s.Time(i), loc)
			since := s.Time(i).Sub(d.Start(loc))
			if since >= from && since < to && pick(d) {
				s.Values[i] += kw * s.Step.Hours()
			}
		}
		return &s
	})
}

func hm(h, m int) time.Duration { return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute }

func everyDay(series.Date) bool { return true }

// bare is home 0 with nothing but a base load and its heating, so that a test knows what
// is there.
func bare(t *testing.T) Question {
	q := ask(t, 0)
	heating := map[int64]float64{}
	for _, z := range q.Home.Zones {
		s := q.Series.Get(z.Name, series.Heating)
		for i, v := range s.Values {
			heating[s.Time(i).Unix()] += v
		}
	}
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		if k.Zone == "" && k.Kind == series.Energy {
			for i := range s.Values {
				s.Values[i] = heating[s.Time(i).Unix()] + 0.3*s.Step.Hours()
			}
		}
		return &s
	})
}

// Each advice of the list on a home that calls for it, and not on one that does not.
func TestAdvices(t *testing.T) {
	plain := bare(t)
	zone := plain.Home.Zones[0].Name
	quiet := func(q Question) Question { q.Events = nil; return q }
	for _, c := range []struct {
		name  string
		code  string
		q     Question
		given bool
		check func(*testing.T, Advice)
	}{
		{"a dishwasher each morning", ShiftAppliances, load(plain, 1.2, hm(6, 30), hm(8, 0), everyDay), true, func(t *testing.T, a Advice) {
			near(t, "kWh", a.KWh, 0.5*1.8, 0.05)
			near(t, "dollars", a.Dollars, 0.5*1.8*0.5849, 0.05)
			if a.From.Format("15:04") != "10:00" || a.To.Format("15:04") != "12:00" {
				t.Errorf("from %s to %s, want after the event and before the afternoon's anchor", a.From, a.To)
			}
			seen := a.Evidence[0]
			if seen.What != EvidenceDaysSeen || seen.Value != 10 || seen.From.Format("15:04") != "06:30" || seen.To.Format("15:04") != "08:00" {
				t.Errorf("evidence %+v", seen)
			}
		}},
		{"on three mornings of ten", ShiftAppliances, load(plain, 1.2, hm(6, 30), hm(8, 0), func(d series.Date) bool { return d.Day%10 < 3 }), false, nil},
		{"a water heater", ShiftAppliances, load(plain, 3.8, hm(6, 30), hm(8, 0), everyDay), false, nil},
		{"in the evening, before a morning event", ShiftAppliances, load(plain, 1.2, hm(18, 0), hm(20, 0), everyDay), false, nil},
		{"no event", ShiftAppliances, quiet(load(plain, 1.2, hm(6, 30), hm(8, 0), everyDay)), false, nil},
		{"a car that charges till nine", CarAfterEvent, load(plain, 7, hm(5, 0), hm(9, 0), func(d series.Date) bool { return d.Day%2 == 0 }), true, func(t *testing.T, a Advice) {
			if a.From.Format("15:04") != "10:00" || !(a.KWh > 5) || !(a.HighKWh >= a.KWh) || a.LowKWh != 0 {
				t.Errorf("%+v", a)
			}
		}},
		{"a car that charges at midnight", CarAfterEvent, load(plain, 7, 0, hm(4, 0), everyDay), false, nil},
		{"a thermostat silent for two days", CheckThermostat, silence(plain, zone, 48*time.Hour), true, func(t *testing.T, a Advice) {
			if a.Zone != zone || len(a.Evidence) != 1 || !a.KW.Known() {
				t.Errorf("%+v", a)
			}
		}},
		{"silent for ten hours", CheckThermostat, silence(plain, zone, 10*time.Hour), false, nil},
		{"all are silent: it is not the thermostat", CheckThermostat, silence(plain, "", 48*time.Hour), false, nil},
		{"a room two degrees short", SetpointNotReached, shift(plain, series.Indoor, zone, -2.5), true, func(t *testing.T, a Advice) {
			if a.Zone != zone || !(a.DeltaC > 1.5) || len(a.Evidence) < 4 {
				t.Errorf("%+v", a)
			}
		}},
		{"a room half a degree short", SetpointNotReached, shift(plain, series.Indoor, zone, -0.5), false, nil},
		{"the plan is ready", ApplyPlan, plain, true, func(t *testing.T, a Advice) {
			if !(a.KWh > 2) || !(a.Dollars > 1) || a.From.Format("15:04") != "04:00" || !(a.DeltaC < 0) {
				t.Errorf("%+v", a)
			}
		}},
		{"nothing to apply", ApplyPlan, quiet(plain), false, nil},
		{"rate and programme are known", DeclareRate, plain, false, nil},
		{"no rate", DeclareRate, undeclared(plain), true, nil},
		{"no mode chosen, warm rooms", BolderMode, modeless(warmer(plain, 2)), true, func(t *testing.T, a Advice) {
			if !(a.KWh >= 1) || !(a.LowKWh <= a.KWh && a.KWh <= a.HighKWh) || !(a.DeltaC < 0) || len(a.Evidence) != 5 {
				t.Errorf("%+v", a)
			}
		}},
		{"a mode was chosen", BolderMode, warmer(plain, 2), false, nil},
		{"cool rooms: the floors leave nothing more", BolderMode, modeless(warmer(plain, -1)), false, nil},
		{"warm by night, no programme", LowerNight, steady(quiet(plain), home.NoProgramme, 21), true, func(t *testing.T, a Advice) {
			if a.DeltaC != -2 || !(a.LowKWh < a.KWh && a.KWh < a.HighKWh) || !a.Dollars.Known() {
				t.Errorf("%+v", a)
			}
		}},
		{"warm by night in the winter credit: its anchor forbids it", LowerNight, steady(quiet(plain), home.WinterCredit, 21), false, nil},
		{"cool already", LowerNight, steady(quiet(plain), home.NoProgramme, 18.5), false, nil},
		{"heat on nights of 13 °C", HeatingOnMildNight, mild(plain, 13), true, func(t *testing.T, a Advice) {
			if !(a.KWh > 0.5) || len(a.Evidence) < 4 {
				t.Errorf("%+v", a)
			}
		}},
		{"heat on nights of 5 °C", HeatingOnMildNight, mild(plain, 5), false, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := Review(c.q)
			a := advised(r, c.code)
			if (a != nil) != c.given {
				t.Fatalf("%s given: %v; %d advices", c.code, a != nil, len(r.Advices))
			}
			if a != nil && c.check != nil {
				c.check(t, *a)
			}
		})
	}
}

// Ensure no advice is given for a worth of next to nothing, while what is to be mended or known is
// told whatever it is worth.
func TestAdvicesWorthNothingAreNotGiven(t *testing.T) {
	for _, c := range []struct {
		desc    string
		rank    int
		dollars series.Maybe
		want    bool
	}{
		{"no cent", rankWorth, 0, true},
		{"a cent", rankWorth, 0.01, true},
		{"a loss", rankWorth, -0.5, true},
		{"six cents", rankWorth, 0.06, false},
		{"worth not known", rankWorth, series.Unknown(), false},
		{"a fault", rankFault, 0, false},
		{"the plan", rankPlan, 0, false},
	} {
		if got := (adviser{rank: c.rank}).tooLittle(Advice{Dollars: c.dollars}); got != c.want {
			t.Errorf("%s: left out %v, want %v", c.desc, got, c.want)
		}
	}
}

func near(t *testing.T, what string, got series.Maybe, want, within float64) {
	t.Helper()
	if !(math.Abs(float64(got)-want) <= within) {
		t.Errorf("%s %.3f, want %.3f", what, got, want)
	}
}

// silence cuts a zone's series ("": every zone's) some time before the moment.
func silence(q Question, zone string, ago time.Duration) Question {
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		if k.Zone != "" && (zone == "" || k.Zone == zone) {
			s = s.Slice(s.Start, q.At.Add(-ago))
		}
		return &s
	})
}

func shift(q Question, kind series.Kind, zone string, by float64) Question {
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		if k.Zone == zone && k.Kind == kind {
			for i := range s.Values {
				s.Values[i] += by
			}
		}
		return &s
	})
}

// warmer lifts every room and its set-point.
func warmer(q Question, by float64) Question {
	for _, z := range q.Home.Zones {
		q = shift(shift(q, series.Setpoint, z.Name, by), series.Indoor, z.Name, by)
	}
	return q
}

func undeclared(q Question) Question {
	q.Home.Rate, q.Home.Programme = home.Known[home.Rate]{}, home.Known[home.Programme]{}
	return q
}

func modeless(q Question) Question {
	q.Home.Mode = home.Known[home.Mode]{Value: home.Moderate, Origin: home.Assumed}
	return q
}

// steady keeps every set-point at one temperature, day and night.
func steady(q Question, p home.Programme, c float64) Question {
	q.Home.Rate, q.Home.Programme = declared(home.RateD), declared(p)
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		if k.Kind == series.Setpoint {
			for i := range s.Values {
				s.Values[i] = c
			}
		}
		return &s
	})
}

// mild puts the moment into April, at a steady outdoor temperature, with the heating on.
func mild(q Question, outdoor float64) Question {
	by := day("2027-04-20").At(18, 0, loc).Sub(q.At)
	q.At = q.At.Add(by)
	q.Events = nil
	return edit(q, func(k series.Key, s series.Series) *series.Series {
		s.Start = s.Start.Add(by).Truncate(s.Step)
		for i := range s.Values {
			if k.Kind == series.Outdoor {
				s.Values[i] = outdoor
			}
		}
		return &s
	})
}

// Over homes and moments: at most three advices, all of the closed list, none twice, each
// with its interval around it and rows behind it; and no load is ever moved into an anchor,
// a window, or the hours of an event.
func TestAdvicesKeepTheRules(t *testing.T) {
	moments := []time.Time{
		eve, day("2027-01-15").At(5, 0, loc), day("2027-01-15").At(10, 31, loc), day("2027-01-05").At(12, 0, loc), day("2026-12-10").At(20, 0, loc),
	}
	for i := range 4 {
		q := load(load(ask(t, i), 1.4, hm(6, 15), hm(9, 45), everyDay), 1.4, hm(16, 15), hm(19, 30), everyDay)
		afternoon := event.Event{
			ID: "winter-credit-20270106T1600", Programme: home.WinterCredit, AnnouncedAt: day("2027-01-05").At(11, 0, loc),
			Start: day("2027-01-06").At(16, 0, loc), End: day("2027-01-06").At(20, 0, loc),
		}
		q.Events = append(slices.Clone(q.Events), afternoon)
		for _, at := range moments {
			q.At = at
			r := Review(q)
			if len(r.Advices) > 3 {
				t.Errorf("%d advices", len(r.Advices))
			}
			seen := map[string]bool{}
			for _, a := range r.Advices {
				if !slices.Contains(AdviceCodes(), a.Code) || seen[a.Code] {
					t.Errorf("advice %q is not of the list, or given twice", a.Code)
				}
				seen[a.Code] = true
				if a.KWh.Known() && !(a.LowKWh <= a.KWh && a.KWh <= a.HighKWh && len(a.Evidence) > 0) {
					t.Errorf("%s: %.2f kWh, %.2f to %.2f, %d rows", a.Code, a.KWh, a.LowKWh, a.HighKWh, len(a.Evidence))
				}
				for _, e := range a.Evidence {
					if !slices.Contains(EvidenceCodes(), e.What) || !e.Value.Known() || e.Unit == "" {
						t.Errorf("%s: row %+v", a.Code, e)
					}
				}
				if a.Code == ShiftAppliances || a.Code == CarAfterEvent {
					clear := func(from, to time.Time, what string) {
						if a.From.Before(to) && from.Before(a.To) {
							t.Errorf("%s from %s to %s meets the %s of %s", a.Code, a.From, a.To, what, from)
						}
					}
					guard(r.NextEvent.Programme, a.From, clear)
				}
			}
		}
	}
}

// guard calls clear for every anchor and window that a programme could have around a day.
func guard(p home.Programme, at time.Time, clear func(from, to time.Time, what string)) {
	for back := -1; back <= 1; back++ {
		d := series.DateOf(at, loc).Add(back)
		for _, s := range []event.Slot{event.AM, event.PM} {
			if from, to, ok := rules.Anchor(p, d, s); ok {
				clear(from, to, "anchor")
			}
			if from, to, ok := rules.Window(p, d, s); ok {
				clear(from, to, "window")
			}
		}
	}
}
