package coach

import (
	"time"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/series"
)

// A SoFar is an event under way: what was erased by now, and what the rest of it may still
// bring. Against an official reference it is what will be paid; in Flex D, which pays
// nothing, it is what is spared against our own estimate.
type SoFar struct {
	Until     time.Time    `json:"until"`         // the end of what is measured and counted
	Method    string       `json:"method"`        // the reference: hq-credit, hilo, or courant where nothing is paid
	Actual    series.Maybe `json:"actual_kwh"`    // used from the start until then
	Reference series.Maybe `json:"reference_kwh"` // of the same span
	Erased    series.Maybe `json:"erased_kwh"`    // reference less actual; below 0 when more was used
	Dollars   series.Maybe `json:"dollars"`       // what that is worth, before any minimum; null without a price

	Rest        series.Maybe `json:"rest_reference_kwh"` // of the span that is left: no more can be erased in it
	Pace        series.Maybe `json:"pace_kwh"`           // erased in the whole event if the rest goes as it went
	PaceDollars series.Maybe `json:"pace_dollars"`       // what the rule pays for that
	Most        series.Maybe `json:"most_kwh"`           // erased in the whole event if nothing is used any more
	MostDollars series.Maybe `json:"most_dollars"`
}

// An underWay is what is known of an event that has begun: energies in kWh, reference
// energies of its whole window and of its part until a moment.
type underWay struct {
	start, until, end time.Time
	method            string
	actual            series.Maybe      // until then
	part, whole       baseline.Estimate // references
	price             series.Maybe      // $ a kWh
	// worth is what an energy erased in the whole event is worth in the end, and what of it
	// counts, given what was used; nil: all of it, at the price.
	worth func(actual series.Maybe) (kWh, dollars series.Maybe)
}

// sum works it out. What cannot be known is null.
func (u underWay) sum() SoFar {
	n := series.Unknown()
	s := SoFar{Until: u.until, Method: u.method, Actual: u.actual, Reference: n, Erased: n, Dollars: n, Rest: n, Pace: n, PaceDollars: n, Most: n, MostDollars: n}
	share := series.Maybe(u.until.Sub(u.start)) / series.Maybe(u.end.Sub(u.start))
	if !u.part.KWh.Known() || !u.whole.KWh.Known() || !(share >= 0 && share <= 1) {
		return s
	}
	s.Reference, s.Rest = u.part.KWh, max(u.whole.KWh-u.part.KWh, 0)
	s.Erased = s.Reference - s.Actual
	if s.Erased.Known() && u.price.Known() {
		s.Dollars = max(s.Erased, 0) * u.price
	}
	if !s.Erased.Known() {
		return s
	}
	s.Most, s.MostDollars = u.outcome(s.Actual)
	if share > 0 {
		s.Pace, s.PaceDollars = u.outcome(s.Actual + u.pace())
	}
	return s
}

// pace is what the rest of the event would use if it keeps to its reference as it did until
// now; where the reference until now is nothing, as much an hour.
func (u underWay) pace() series.Maybe {
	rest := max(u.whole.KWh-u.part.KWh, 0)
	if u.part.KWh > 0 {
		return rest * u.actual / u.part.KWh
	}
	return u.actual * series.Maybe(u.end.Sub(u.until)) / series.Maybe(u.until.Sub(u.start))
}

// outcome is what the whole event erases, and is worth, when it uses an energy.
func (u underWay) outcome(actual series.Maybe) (kWh, dollars series.Maybe) {
	if u.worth != nil {
		return u.worth(actual)
	}
	kWh = u.whole.KWh - actual
	return kWh, kWh * u.price
}

// soFar is what is known of an event under way, nil before and after its window.
func (v *view) soFar(e event.Event) *SoFar {
	state, _ := v.Rules.At(e, v.At, v.home.ID)
	if state != event.InReduction {
		return nil
	}
	u := underWay{start: e.Start, until: e.Start, end: e.End, method: baseline.Courant, actual: 0, price: series.Unknown()}
	if energy := v.known.Get("", series.Energy).Trim(); energy.Len() > 0 && energy.End().After(e.Start) {
		u.until = minTime(energy.End(), e.End)
		sum, missing := energy.Sum(e.Start, u.until)
		if u.actual = series.Maybe(sum); missing > 0 {
			u.actual = series.Unknown()
		}
	}
	reward, priced := v.reward(e)
	if priced {
		u.price = series.Maybe(reward.Dollars)
	}
	ref, _, ok := v.Rules.Reference(e.Programme, series.DateOf(e.Start, v.loc))
	if method := official(e.Programme); ok && method != "" {
		u.method = method
		u.worth = func(actual series.Maybe) (kWh, dollars series.Maybe) {
			kWh, dollars = baseline.Erased(ref, u.whole, actual).KWh, series.Unknown()
			if v.dollars() && kWh.Known() {
				if cents, ok := v.Rates.Pay(e.Programme, e.Start, float64(kWh)); ok {
					dollars = series.Maybe(cents.Dollars())
				}
			}
			return kWh, dollars
		}
	}
	m := v.baselines()
	u.whole, _ = m.Ask(baseline.Window{Start: e.Start, End: e.End}, u.method).Find(u.method)
	u.part = none(u.method)
	if u.until.After(e.Start) {
		u.part, _ = m.Ask(baseline.Window{Start: e.Start, End: u.until}, u.method).Find(u.method)
		if ref.Adjust == event.Additive && !ref.ScaleToHours && u.method != baseline.Courant {
			u.part.KWh = spread(u.part, u.until.Sub(e.Start), e.End.Sub(e.Start))
		}
	}
	s := u.sum()
	s.Until = s.Until.In(v.loc)
	return &s
}

// none is the reference of a span of no length.
func none(method string) baseline.Estimate { return baseline.Estimate{Name: method, KWh: 0} }

// spread is the reference of a part of a window by a rule whose adjustment is of the whole
// window, whatever its length: the part has its share of it.
func spread(part baseline.Estimate, span, whole time.Duration) series.Maybe {
	return max(part.KWh-part.AdjustmentKWh*(1-series.Maybe(span)/series.Maybe(whole)), 0)
}

func minTime(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
