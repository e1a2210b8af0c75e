package baseline

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// made is a home whose hourly energy on a day is given by a function of day and hour.
func made(from, to string, kWh func(d series.Date, hour int) float64) series.Series {
	start, end := day(from).Start(toronto), day(to).Start(toronto)
	s := series.New(series.Energy, start, time.Hour, int(end.Sub(start)/time.Hour))
	for i := range s.Values {
		t := s.Time(i).In(toronto)
		s.Values[i] = kWh(series.DateOf(t, toronto), t.Hour())
	}
	return s
}

func listed(p home.Programme, spans ...string) (events []event.Event) {
	for i := 0; i+1 < len(spans); i += 2 {
		start := at(spans[i])
		events = append(events, event.Event{ID: event.NewID(p, start, toronto), Programme: p, Start: start, End: at(spans[i+1])})
	}
	return events
}

func near(a series.Maybe, b float64) bool { return math.Abs(float64(a)-b) < 1e-9 }

func dates(days []series.Date) string {
	var s []string
	for _, d := range days {
		s = append(s, d.String())
	}
	return strings.Join(s, " ")
}

// The winter credit by hand. Reference days use 2 kW in the window and 1 kW in the anchor;
// the day itself 1.5 kW in the anchor: 4 h × (2 + 0.5) = 10 kWh.
func TestWinterCreditByHand(t *testing.T) {
	event := listed(home.WinterCredit, "2026-01-14 06:00", "2026-01-14 10:00")
	h := History{Home: "h", Programme: home.WinterCredit, Events: event, Rules: rules,
		Energy: made("2025-12-01", "2026-02-01", func(d series.Date, hour int) float64 {
			switch {
			case d == day("2026-01-14") && hour >= 1 && hour < 4:
				return 1.5
			case hour >= 6 && hour < 10:
				return 2
			}
			return 1
		})}
	e := Learn(h).Ask(Window{at("2026-01-14 06:00"), at("2026-01-14 10:00")}, HQCredit).Methods[0]
	if !near(e.KWh, 10) || !near(e.AdjustmentKWh, 2) || !near(e.AnchorKWh, 4.5) || !near(e.AnchorMeanKWh, 3) || e.Rule != "winter-credit 2025-12-01" {
		t.Errorf("%+v", e)
	}
	if got := dates(e.Days); got != "2026-01-07 2026-01-08 2026-01-09 2026-01-12 2026-01-13" {
		t.Errorf("days %s", got)
	}
}

// Without the switch that scales it to the event's hours, the adjustment is the difference
// in kWh of the anchor: 8 + 1.5.
func TestWinterCreditAdjustmentUnscaled(t *testing.T) {
	own := `schema = 1
[[reference]]
programmes = ["winter-credit"]
from = 2025-12-01
days = 5
adjust = "additive"
scale_to_hours = false
holidays = "weekday"
max_age_days = 90
min_credit_kwh = 1.0
source = "test"
`
	r, err := event.Parse("own.toml", []byte(own), rules, toronto)
	if err != nil {
		t.Fatal(err)
	}
	h := History{Programme: home.WinterCredit, Rules: r, Energy: made("2025-12-01", "2026-02-01", func(d series.Date, hour int) float64 {
		switch {
		case d == day("2026-01-14") && hour >= 1 && hour < 4:
			return 1.5
		case hour >= 6 && hour < 10:
			return 2
		}
		return 1
	})}
	e := Learn(h).Ask(Window{at("2026-01-14 06:00"), at("2026-01-14 10:00")}, HQCredit).Methods[0]
	if !near(e.KWh, 9.5) || !near(e.AdjustmentKWh, 1.5) {
		t.Errorf("%+v", e)
	}
}

// A day is passed over for an event in the same half, for missing hours, and not for an
// event in the other half; a Saturday has only days of weekends.
func TestReferenceDaysAndThoseLeftOut(t *testing.T) {
	energy := made("2025-12-01", "2026-02-01", func(series.Date, int) float64 { return 1 })
	energy.Values[energy.Index(at("2026-01-12 08:00"))] = math.NaN()
	h := History{Programme: home.WinterCredit, Rules: rules, Energy: energy, Events: listed(home.WinterCredit,
		"2026-01-13 06:00", "2026-01-13 10:00", "2026-01-09 16:00", "2026-01-09 20:00", "2026-01-14 06:00", "2026-01-14 10:00")}
	m := Learn(h)
	e := m.Ask(Window{at("2026-01-14 06:00"), at("2026-01-14 10:00")}, HQCredit).Methods[0]
	if got := dates(e.Days); got != "2026-01-05 2026-01-06 2026-01-07 2026-01-08 2026-01-09" {
		t.Errorf("days %s", got)
	}
	if want := []LeftOut{{day("2026-01-13"), LeftEvent}, {day("2026-01-12"), LeftMissing}}; !slices.Equal(e.LeftOut, want) {
		t.Errorf("left out %v, want %v", e.LeftOut, want)
	}
	e = m.Ask(Window{at("2026-01-17 06:00"), at("2026-01-17 10:00")}, HQCredit).Methods[0]
	if got := dates(e.Days); got != "2025-12-28 2026-01-03 2026-01-04 2026-01-10 2026-01-11" {
		t.Errorf("days of a Saturday: %s", got)
	}
}

// Hilo by hand: of five days with 1 to 5 kW in the window the middle three remain, 3 kW on
// average; the anchor of the day is twice that of those three.
func TestHiloByHand(t *testing.T) {
	level := map[string]float64{"2025-01-07": 1, "2025-01-08": 5, "2025-01-09": 2, "2025-01-10": 3, "2025-01-13": 4}
	h := History{Programme: home.Hilo, Rules: rules, Events: listed(home.Hilo, "2025-01-14 17:00", "2025-01-14 21:00"),
		Energy: made("2024-12-01", "2025-02-01", func(d series.Date, hour int) float64 {
			switch {
			case hour >= 17 && hour < 21:
				return level[d.String()]
			case d == day("2025-01-14") && hour >= 12 && hour < 15:
				return 2
			}
			return 1
		})}
	e := Learn(h).Ask(Window{at("2025-01-14 17:00"), at("2025-01-14 21:00")}, Hilo).Methods[0]
	if !near(e.KWh, 24) || !near(e.AdjustmentKWh, 12) || dates(e.Days) != "2025-01-09 2025-01-10 2025-01-13" || e.Rule != "hilo 2020-12-01" {
		t.Errorf("%+v", e)
	}
}

func TestOfficialReasons(t *testing.T) {
	one := func(series.Date, int) float64 { return 1 }
	w := Window{at("2026-01-14 06:00"), at("2026-01-14 10:00")}
	full := made("2025-12-01", "2026-02-01", one)
	noAnchor, zero := full.Clone(), full.Clone()
	noAnchor.Values[noAnchor.Index(at("2026-01-14 02:00"))] = math.NaN()
	for i := range zero.Values {
		if h := zero.Time(i).In(toronto).Hour(); h >= 1 && h < 4 {
			zero.Values[i] = 0
		}
	}
	for _, tc := range []struct {
		desc, method, reason string
		energy               series.Series
		w                    Window
	}{
		{"no energy at all", HQCredit, ReasonEnergy, series.Series{Kind: series.Energy}, w},
		{"two weekdays of history", HQCredit, ReasonFewDays, made("2026-01-12", "2026-02-01", one), w},
		{"a hole in the day's anchor", HQCredit, ReasonAnchor, noAnchor, w},
		{"nothing in the anchor: no ratio", Hilo, ReasonZero, zero, w},
		{"a window that ends before it starts", HQCredit, ReasonWindow, full, Window{w.End, w.Start}},
		{"a window of two days", Courant, ReasonWindow, full, Window{w.Start, w.Start.AddDate(0, 0, 2)}},
		{"a window before its anchor is over", HQCredit, ReasonAnchor, full, Window{at("2026-01-14 03:00"), at("2026-01-14 05:00")}},
		{"no weather", Courant, ReasonWeather, full, w},
		{"no day before", Persistence, ReasonFewDays, made("2026-01-14", "2026-02-01", one), w},
	} {
		e := Learn(History{Rules: rules, Energy: tc.energy}).Ask(tc.w, tc.method).Methods[0]
		if e.KWh.Known() || e.Reason != tc.reason {
			t.Errorf("%s: %v kWh, reason %q, want %q", tc.desc, e.KWh, e.Reason, tc.reason)
		}
	}
}

func TestPersistence(t *testing.T) {
	h := History{Rules: rules, Events: listed(home.WinterCredit, "2026-01-13 16:00", "2026-01-13 20:00"),
		Energy: made("2026-01-01", "2026-02-01", func(d series.Date, hour int) float64 { return float64(d.Day) })}
	a := Learn(h).Ask(Window{at("2026-01-14 06:00"), at("2026-01-14 10:00")}, Persistence)
	if e := a.Methods[0]; !near(e.KWh, 48) || dates(e.Days) != "2026-01-12" || len(e.LeftOut) != 1 || e.LeftOut[0].Reason != LeftEvent {
		t.Errorf("the day before had an event: %+v", e)
	}
	if !near(a.ActualKWh, 56) {
		t.Errorf("actual %v", a.ActualKWh)
	}
}

// What is paid, by the rule of 2025-26: the cap on the adjustment above 40 kWh, the minimum,
// never below nothing.
func TestErased(t *testing.T) {
	ref, _, _ := rules.Reference(home.WinterCredit, day("2026-01-14"))
	hilo, _, _ := rules.Reference(home.Hilo, day("2025-01-14"))
	est := func(kWh, adjust, anchor float64) Estimate {
		return Estimate{KWh: series.Maybe(kWh), AdjustmentKWh: series.Maybe(adjust), AnchorMeanKWh: series.Maybe(anchor)}
	}
	for _, tc := range []struct {
		desc   string
		ref    event.Reference
		e      Estimate
		actual series.Maybe
		kWh    float64
		capped bool
		reason string
	}{
		{"the official example of Hilo", hilo, est(31.4, 0, 3), 26, 5.4, false, ""},
		{"the official example of the winter credit", ref, est(30, 2, 3), 17, 13, false, ""},
		{"at the minimum", ref, est(12, 0, 3), 10, 2, false, ""},
		{"below the minimum", ref, est(11.99, 0, 3), 10, 0, false, PaidLittle},
		{"more was used than the reference", ref, est(10, 0, 3), 12, 0, false, PaidNone},
		{"40 kWh exactly: no cap", ref, est(60, 30, 3), 20, 40, false, ""},
		{"above 40 kWh the adjustment is cut to twice the anchor", ref, est(61, 30, 3), 20, 17, true, ""},
		{"above 40 kWh with a small adjustment", ref, est(61, 5, 3), 20, 41, false, ""},
		{"no reference", ref, none(HQCredit), 20, math.NaN(), false, PaidUnknown},
		{"use not known", ref, est(30, 2, 3), series.Unknown(), math.NaN(), false, PaidUnknown},
	} {
		p := Erased(tc.ref, tc.e, tc.actual)
		if (p.KWh.Known() || !math.IsNaN(tc.kWh)) && !near(p.KWh, tc.kWh) || p.Capped != tc.capped || p.Reason != tc.reason {
			t.Errorf("%s: %+v, want %v", tc.desc, p, tc.kWh)
		}
	}
}

// Hilo without a reference: 0.40 $ a device and 0.50, 1.50 or 3.00 $ by mode.
func TestFallback(t *testing.T) {
	hilo, _, _ := rules.Reference(home.Hilo, day("2025-01-14"))
	if got := Fallback(hilo, 6, home.Extreme); math.Abs(got-5.4) > 1e-9 {
		t.Errorf("%v $", got)
	}
	credit, _, _ := rules.Reference(home.WinterCredit, day("2026-01-14"))
	if got := Fallback(credit, 6, home.Extreme); !math.IsNaN(got) {
		t.Errorf("the winter credit has no fallback: %v $", got)
	}
}

// The calendar cases of the reference, each by its name.

// On Sunday 14 March 2027 the clock goes forward at 2 o'clock: the anchor from 1 to 4 has
// two hours. Compared as mean power, the home that always uses 1.5 kW is owed nothing.
func TestSunday14March2027ComparesMeanPower(t *testing.T) {
	h := History{Rules: rules, Energy: made("2027-01-01", "2027-03-20", func(series.Date, int) float64 { return 1.5 })}
	e := Learn(h).Ask(Window{at("2027-03-14 06:00"), at("2027-03-14 10:00")}, HQCredit).Methods[0]
	if !near(e.KWh, 6) || !near(e.AdjustmentKWh, 0) || !near(e.AnchorKWh, 3) || !near(e.AnchorMeanKWh, 4.5) {
		t.Errorf("%+v", e)
	}
}

// An event on Monday 4 January 2027: holidays count by their weekday, so that the reference
// days are 28 to 31 December and 1 January.
func TestMonday4January2027HasHolidaysAsReferenceDays(t *testing.T) {
	h := History{Rules: rules, Energy: made("2026-12-01", "2027-02-01", func(series.Date, int) float64 { return 1 })}
	e := Learn(h).Ask(Window{at("2027-01-04 06:00"), at("2027-01-04 10:00")}, HQCredit).Methods[0]
	if got := dates(e.Days); got != "2026-12-28 2026-12-29 2026-12-30 2026-12-31 2027-01-01" {
		t.Errorf("days %s", got)
	}
}

// The same event by the other two positions of the switch.
func TestHolidaySwitch(t *testing.T) {
	for holidays, want := range map[string]string{
		event.HolidayWeekend: "2026-12-22 2026-12-23 2026-12-28 2026-12-29 2026-12-30",
		event.HolidayLeftOut: "2026-12-22 2026-12-23 2026-12-28 2026-12-29 2026-12-30",
	} {
		own := "schema = 1\n[[reference]]\nprogrammes = ['winter-credit']\nfrom = 2025-12-01\ndays = 5\nadjust = 'additive'\nholidays = '" + holidays + "'\nmax_age_days = 90\nsource = 'x'\n"
		r, err := event.Parse("own.toml", []byte(own), rules, toronto)
		if err != nil {
			t.Fatal(err)
		}
		h := History{Rules: r, Energy: made("2026-12-01", "2027-02-01", func(series.Date, int) float64 { return 1 })}
		e := Learn(h).Ask(Window{at("2027-01-04 06:00"), at("2027-01-04 10:00")}, HQCredit).Methods[0]
		if got := dates(e.Days); got != want {
			t.Errorf("%s: %s, want %s", holidays, got, want)
		}
		if left := len(e.LeftOut); (left > 0) != (holidays == event.HolidayLeftOut) {
			t.Errorf("%s: %d days left out", holidays, left)
		}
	}
}

// Good Friday 26 March 2027 and Easter Monday are ordinary weekdays to an event on Tuesday.
func TestGoodFridayAndEasterMonday2027AreReferenceDays(t *testing.T) {
	h := History{Rules: rules, Energy: made("2027-03-01", "2027-04-10", func(series.Date, int) float64 { return 1 })}
	e := Learn(h).Ask(Window{at("2027-03-30 06:00"), at("2027-03-30 10:00")}, HQCredit).Methods[0]
	if got := dates(e.Days); got != "2027-03-23 2027-03-24 2027-03-25 2027-03-26 2027-03-29" {
		t.Errorf("days %s", got)
	}
}
