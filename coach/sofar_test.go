package coach

import (
	"math"
	"testing"
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/tariff"
)

func estimate(kwh float64) baseline.Estimate { return baseline.Estimate{KWh: series.Maybe(kwh)} }

// Ensure the sums of an event under way, with numbers chosen by hand: a reference of 3 kWh
// an hour over 4 hours, 0.50 $ a kWh, less than 2 kWh pays nothing.
func TestUnderWay(t *testing.T) {
	start := day("2027-01-15").At(6, 0, loc)
	reward := func(actual series.Maybe) (series.Maybe, series.Maybe) {
		kwh := baseline.Erased(event.Reference{MinCreditKWh: 2}, estimate(12), actual).KWh
		return kwh, kwh / 2
	}
	n := math.NaN()
	for _, c := range []struct {
		desc         string
		hours        float64 // gone by
		actual, part float64
		whole        float64
		paid         bool
		want         SoFar // times and method apart
	}{
		{"at its first second", 0, 0, 0, 12, true, SoFar{Reference: 0, Erased: 0, Dollars: 0, Rest: 12, Pace: unknown, PaceDollars: unknown, Most: 12, MostDollars: 6}},
		{"half-way, two thirds of the reference", 2, 4, 6, 12, true, SoFar{Actual: 4, Reference: 6, Erased: 2, Dollars: 1, Rest: 6, Pace: 4, PaceDollars: 2, Most: 8, MostDollars: 4}},
		{"too little to be paid, but not yet over", 2, 5.5, 6, 12, true, SoFar{Actual: 5.5, Reference: 6, Erased: .5, Dollars: .25, Rest: 6, Pace: 0, PaceDollars: 0, Most: 6.5, MostDollars: 3.25}},
		{"more than the reference", 2, 7, 6, 12, true, SoFar{Actual: 7, Reference: 6, Erased: -1, Dollars: 0, Rest: 6, Pace: 0, PaceDollars: 0, Most: 5, MostDollars: 2.5}},
		{"at its end", 4, 7, 12, 12, true, SoFar{Actual: 7, Reference: 12, Erased: 5, Dollars: 2.5, Rest: 0, Pace: 5, PaceDollars: 2.5, Most: 5, MostDollars: 2.5}},
		{"spared rather than paid: no minimum, and it may cost", 2, 7, 6, 12, false, SoFar{Actual: 7, Reference: 6, Erased: -1, Dollars: 0, Rest: 6, Pace: -2, PaceDollars: -1, Most: 5, MostDollars: 2.5}},
		{"a reading is missing", 2, n, 6, 12, true, SoFar{Actual: unknown, Reference: 6, Erased: unknown, Dollars: unknown, Rest: 6, Pace: unknown, PaceDollars: unknown, Most: unknown, MostDollars: unknown}},
		{"no reference", 2, 4, n, 12, true, SoFar{Actual: 4, Reference: unknown, Erased: unknown, Dollars: unknown, Rest: unknown, Pace: unknown, PaceDollars: unknown, Most: unknown, MostDollars: unknown}},
		{"nothing was expected until now", 2, 1, 0, 6, false, SoFar{Actual: 1, Reference: 0, Erased: -1, Dollars: 0, Rest: 6, Pace: 4, PaceDollars: 2, Most: 5, MostDollars: 2.5}},
	} {
		u := underWay{start: start, until: start.Add(time.Duration(c.hours * float64(time.Hour))), end: start.Add(4 * time.Hour), actual: series.Maybe(c.actual), part: estimate(c.part), whole: estimate(c.whole), price: 0.5}
		if c.paid {
			u.worth = reward
		}
		got := u.sum()
		got.Until, got.Method = time.Time{}, ""
		if !alikeSoFar(got, c.want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.desc, got, c.want)
		}
	}
}

var unknown = series.Unknown()

func alikeSoFar(a, b SoFar) bool {
	x := []series.Maybe{a.Actual, a.Reference, a.Erased, a.Dollars, a.Rest, a.Pace, a.PaceDollars, a.Most, a.MostDollars}
	y := []series.Maybe{b.Actual, b.Reference, b.Erased, b.Dollars, b.Rest, b.Pace, b.PaceDollars, b.Most, b.MostDollars}
	for i := range x {
		if x[i].Known() != y[i].Known() || x[i].Known() && math.Abs(float64(x[i]-y[i])) > 1e-9 {
			return false
		}
	}
	return true
}

// Ensure a report tells an event under way, in its window alone, in step with what the same
// event is told to have been once it is over.
func TestReviewDuringAnEvent(t *testing.T) {
	q := ask(t, 0)
	at := func(h, m int) *SoFar {
		q.At = day("2027-01-15").At(h, m, loc)
		r := Review(q)
		if r.NextEvent == nil {
			t.Fatalf("no event at %d:%02d", h, m)
		}
		return r.NextEvent.SoFar
	}
	if at(5, 59) != nil || at(10, 1) != nil {
		t.Error("told outside of the window")
	}
	half, end := at(8, 7), at(9, 59)
	if half == nil || half.Until.Format("15:04") != "08:00" || half.Method != baseline.HQCredit || !half.Erased.Known() || !half.Dollars.Known() || !half.Pace.Known() {
		t.Fatalf("half-way: %+v", half)
	}
	if math.Abs(float64(half.Reference+half.Rest-end.Reference-end.Rest)) > 1e-6 {
		t.Errorf("the whole reference moves: %.3f + %.3f, %.3f + %.3f", half.Reference, half.Rest, end.Reference, end.Rest)
	}
	if half.Most > half.Reference+half.Rest || half.Pace > half.Most {
		t.Errorf("more than all is possible: %+v", half)
	}
	if first := at(6, 5); first.Until.Format("15:04") != "06:00" || first.Erased != 0 || first.Pace.Known() {
		t.Errorf("before the first reading: %+v", first)
	}
	q.At = day("2027-01-15").At(10, 31, loc)
	over := Review(q).PastEvents[0]
	ref, _ := find(over.Methods, baseline.HQCredit)
	if got := end.Reference + end.Rest; math.Abs(float64(got-ref.KWh)) > 1e-6 {
		t.Errorf("the reference is %.3f during the event, %.3f after it", got, ref.KWh)
	}
	left := q
	left.At = day("2027-01-15").At(8, 7, loc)
	left.Events = append([]event.Event(nil), q.Events...)
	for i := range left.Events {
		left.Events[i] = left.Events[i].Skip(event.Skip{Home: left.Home.ID, At: day("2027-01-15").At(7, 0, loc)})
	}
	if r := Review(left); r.NextEvent.SoFar != nil {
		t.Error("a home that left is told what it erased")
	}
}

// Ensure Flex D, which pays nothing, is told what is spared at its event price.
func TestReviewDuringFlexD(t *testing.T) {
	q := ask(t, 0)
	q.Home.Rate = home.Known[home.Rate]{Value: home.RateFlexD, Origin: home.Declared}
	q.Home.Programme = home.Known[home.Programme]{Value: home.FlexD, Origin: home.Declared}
	q.Rates = tariff.Default(q.Rules)
	q.At = day("2027-01-15").At(8, 7, loc)
	q.Events = []event.Event{{ID: "flex-d-20270115T0600", Programme: home.FlexD, Start: day("2027-01-15").At(6, 0, loc), End: day("2027-01-15").At(10, 0, loc), Critical: true}}
	s := Review(q).NextEvent.SoFar
	if s == nil || s.Method != baseline.Courant || !s.Erased.Known() {
		t.Fatalf("%+v", s)
	}
	if want := max(s.Erased, 0) * 0.46463; math.Abs(float64(s.Dollars-want)) > 1e-6 {
		t.Errorf("%.4f $ for %.3f kWh", s.Dollars, s.Erased)
	}
	if want := s.Pace * 0.46463; math.Abs(float64(s.PaceDollars-want)) > 1e-6 {
		t.Errorf("at this pace %.4f $ for %.3f kWh", s.PaceDollars, s.Pace)
	}
}

// Ensure a rule whose adjustment is of the whole window gives a part its share of it.
func TestSpread(t *testing.T) {
	part := baseline.Estimate{KWh: 8, AdjustmentKWh: 2}
	if got := spread(part, time.Hour, 4*time.Hour); math.Abs(float64(got-6.5)) > 1e-9 {
		t.Errorf("%.2f", got)
	}
}
