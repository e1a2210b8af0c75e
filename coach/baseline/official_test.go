package baseline

import (
	"math"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

var (
	zone  = series.Toronto()
	dated = event.Default(zone)
)

// level is a home that draws a constant power, hour by hour, over January 2026, with the
// given changes on top: kW between two local times.
func level(kW float64, changes ...func(s series.Series)) series.Series {
	from := series.Date{Year: 2025, Month: time.December, Day: 1}.Start(zone)
	s := series.New(series.Energy, from, time.Hour, 62*24)
	for i := range s.Values {
		s.Values[i] = kW
	}
	for _, change := range changes {
		change(s)
	}
	return s
}

// set puts a power on some hours of a local day; NaN takes the readings away.
func set(day, from, to int, kW float64) func(s series.Series) {
	return func(s series.Series) {
		d := series.Date{Year: 2026, Month: time.January, Day: day}
		for h := from; h < to; h++ {
			s.Values[s.Index(d.At(h, 0, zone))] = kW
		}
	}
}

// morning is the window from 6 to 10 of a day in January 2026.
func morning(day int) Window {
	d := series.Date{Year: 2026, Month: time.January, Day: day}
	return Window{Start: d.At(6, 0, zone), End: d.At(10, 0, zone)}
}

func eventOn(p home.Programme, day int) event.Event {
	w := morning(day)
	return event.Event{ID: event.NewID(p, w.Start, zone), Programme: p, Start: w.Start.UTC(), End: w.End.UTC()}
}

// Thursday 22 January 2026: its five reference days are 15, 16, 19, 20 and 21 January.
func TestWinterCreditAsWritten(t *testing.T) {
	credit := home.WinterCredit
	for _, c := range []struct {
		desc   string
		energy series.Series
		events []event.Event
		kWh    float64 // NaN: no answer
		days   []int
		reason string
	}{
		{"a home that never changes", level(2), nil, 8, []int{15, 16, 19, 20, 21}, ""},
		{"a colder day: the anchor's difference in mean kW, times the event's hours", level(2, set(22, 1, 4, 3)), nil, 12, []int{15, 16, 19, 20, 21}, ""},
		{"a milder day takes away", level(2, set(22, 1, 4, 1.5)), nil, 6, []int{15, 16, 19, 20, 21}, ""},
		{"never below zero", level(2, set(22, 1, 4, 0), set(15, 6, 10, 0), set(16, 6, 10, 0), set(19, 6, 10, 0), set(20, 6, 10, 0), set(21, 6, 10, 0)), nil, 0, []int{15, 16, 19, 20, 21}, ""},
		{"a day with an event in the same slot is passed over", level(2, set(20, 6, 10, 0.5)), []event.Event{eventOn(credit, 20)}, 8, []int{14, 15, 16, 19, 21}, ""},
		{"one of another programme is not", level(2, set(20, 6, 10, 0.5)), []event.Event{eventOn(home.FlexD, 20)}, 6.8, []int{15, 16, 19, 20, 21}, ""},
		{"a day with a reading missing is passed over", level(2, set(21, 7, 8, math.NaN())), nil, 8, []int{14, 15, 16, 19, 20}, ""},
		{"what is used in the window itself changes nothing", level(2, set(22, 6, 10, 9)), nil, 8, []int{15, 16, 19, 20, 21}, ""},
		{"no anchor, no answer", level(2, set(22, 2, 3, math.NaN())), nil, math.NaN(), nil, ReasonAnchor},
	} {
		t.Run(c.desc, func(t *testing.T) {
			m := Learn(History{Home: "a", Programme: credit, Energy: c.energy, Events: c.events, Rules: dated})
			e := m.Ask(morning(22), HQCredit).Methods[0]
			if math.IsNaN(c.kWh) {
				if e.KWh.Known() || e.Reason != c.reason {
					t.Fatalf("%v kWh, reason %q; want none, %q", e.KWh, e.Reason, c.reason)
				}
				return
			}
			if math.Abs(float64(e.KWh)-c.kWh) > 1e-9 {
				t.Errorf("%.4f kWh, want %.4f (reason %q)", e.KWh, c.kWh, e.Reason)
			}
			if len(e.Days) != len(c.days) {
				t.Fatalf("days %v, want %v", e.Days, c.days)
			}
			for i, d := range c.days {
				if e.Days[i].Day != d {
					t.Errorf("days %v, want %v", e.Days, c.days)
					break
				}
			}
		})
	}
}

func TestWinterCreditNeedsFiveDays(t *testing.T) {
	s := level(2)
	late := s.Slice(series.Date{Year: 2026, Month: time.January, Day: 17}.Start(zone), s.End())
	e := Learn(History{Home: "a", Energy: late, Rules: dated}).Ask(morning(22), HQCredit).Methods[0]
	if e.KWh.Known() || e.Reason != ReasonFewDays {
		t.Errorf("%v kWh from three days, reason %q", e.KWh, e.Reason)
	}
}

// The weekend has its own reference days: Saturday 24 January has 10, 11, 17, 18 and 4.
func TestWeekendDaysAreOfTheirKind(t *testing.T) {
	e := Learn(History{Home: "a", Energy: level(2, set(23, 6, 10, 20)), Rules: dated}).Ask(morning(24), HQCredit).Methods[0]
	if math.Abs(float64(e.KWh)-8) > 1e-9 {
		t.Errorf("%v kWh: a weekday counted for a Saturday", e.KWh)
	}
	for _, d := range e.Days {
		if !d.Weekend() {
			t.Errorf("%v is no weekend day", d)
		}
	}
}

// Hilo's older rule: of five days the highest and the lowest are dropped, the mean of three is
// multiplied by the anchor's ratio.
func TestHiloDropsTheExtremesAndScales(t *testing.T) {
	energy := level(2, set(15, 6, 10, 9), set(16, 6, 10, 0.1), set(22, 1, 4, 3))
	e := Learn(History{Home: "a", Programme: home.Hilo, Energy: energy, Rules: dated}).Ask(morning(22), Hilo).Methods[0]
	if math.Abs(float64(e.KWh)-12) > 1e-9 {
		t.Errorf("%v kWh, want the mean of three, 8, times 3/2 (reason %q)", e.KWh, e.Reason)
	}
}

// The worked examples of the official help pages.
func TestWorkedExamples(t *testing.T) {
	ref := func(p home.Programme, d series.Date) event.Reference {
		r, _, ok := dated.Reference(p, d)
		if !ok {
			t.Fatalf("no reference of %s on %s", p, d)
		}
		return r
	}
	hilo := ref(home.Hilo, series.Date{Year: 2024, Month: time.January, Day: 15})
	credit := ref(home.WinterCredit, series.Date{Year: 2026, Month: time.January, Day: 15})
	estimate := func(kWh, anchorMean, adjustment float64) Estimate {
		return Estimate{KWh: series.Maybe(kWh), AnchorMeanKWh: series.Maybe(anchorMean), AdjustmentKWh: series.Maybe(adjustment)}
	}
	for _, c := range []struct {
		desc   string
		ref    event.Reference
		e      Estimate
		actual float64
		kWh    float64
		reason string
		capped bool
	}{
		{"Hilo: reference 31.4, actual 26", hilo, estimate(31.4, 5, 1), 26, 5.4, "", false},
		{"winter credit: 13 kWh less", credit, estimate(25, 5, 1), 12, 13, "", false},
		{"more than the reference", credit, estimate(10, 5, 1), 12, 0, PaidNone, false},
		{"under the minimum of 2 kWh", credit, estimate(13.9, 5, 1), 12, 0, PaidLittle, false},
		{"over 40 kWh, with an adjustment beyond twice the anchor's mean", credit, estimate(60, 4, 11), 10, 47, "", true},
		{"over 40 kWh, with an adjustment that is believed", credit, estimate(60, 8, 11), 10, 50, "", false},
	} {
		paid := Erased(c.ref, c.e, series.Maybe(c.actual))
		if math.Abs(float64(paid.KWh)-c.kWh) > 1e-9 || paid.Reason != c.reason || paid.Capped != c.capped {
			t.Errorf("%s: %+v, want %.1f %q %v", c.desc, paid, c.kWh, c.reason, c.capped)
		}
	}
	if paid := Erased(credit, estimate(math.NaN(), 1, 1), 3); paid.KWh.Known() || paid.Reason != PaidUnknown {
		t.Errorf("an unknown reference pays %+v", paid)
	}
}

func TestPersistenceIsTheLastEventFreeDay(t *testing.T) {
	energy := level(2, set(21, 6, 10, 0.5), set(20, 6, 10, 3))
	m := Learn(History{Home: "a", Programme: home.WinterCredit, Energy: energy, Events: []event.Event{eventOn(home.WinterCredit, 21)}, Rules: dated})
	e := m.Ask(morning(22), Persistence).Methods[0]
	if math.Abs(float64(e.KWh)-12) > 1e-9 || len(e.Days) != 1 || e.Days[0].Day != 20 {
		t.Errorf("%v kWh of %v, want 12 of 20 January", e.KWh, e.Days)
	}
}
