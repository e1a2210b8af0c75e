package coach

import (
	"math"
	"slices"

	"courant/coach/baseline"
	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// official is the reference that a programme pays by, "" where it pays by none.
func official(p home.Programme) string {
	switch p {
	case home.WinterCredit:
		return baseline.HQCredit
	case home.Hilo:
		return baseline.Hilo
	}
	return ""
}

// worth is a past event with what it was worth: by the official rule, which is what is
// paid, and by our own estimate, which is what was saved. The two are never mixed.
func (v *view) worth(e event.Event) Event {
	out := v.tell(e)
	a := v.baselines().Ask(baseline.Window{Start: e.Start, End: e.End})
	out.ActualKWh, out.Methods = a.ActualKWh, a.Methods
	if own, ok := a.Find(baseline.Courant); ok && a.ActualKWh.Known() {
		out.SavedKWh = own.KWh - a.ActualKWh
		out.SavedLow, out.SavedHigh = own.LowKWh-a.ActualKWh, own.HighKWh-a.ActualKWh
		if out.Avoided {
			out.SavedMoney = out.SavedKWh * out.Price
		}
	}
	ref, _, ok := v.Rules.Reference(e.Programme, series.DateOf(e.Start, v.loc))
	reference, found := a.Find(official(e.Programme))
	if !ok || !found {
		return out
	}
	out.PaidKWh = baseline.Erased(ref, reference, a.ActualKWh).KWh
	if v.dollars() && out.PaidKWh.Known() {
		if cents, ok := v.Rates.Pay(e.Programme, e.Start, float64(out.PaidKWh)); ok {
			out.PaidDollars = series.Maybe(cents.Dollars())
		}
	}
	return out
}

// baselines is the home as the reference methods know it, learned once.
func (v *view) baselines() *baseline.Model {
	if v.model == nil {
		outdoor := v.known.Get("", series.Outdoor)
		if f := v.known[series.Key{Kind: series.Outdoor, Forecast: true}]; f.Step == outdoor.Step {
			outdoor = series.Merge(f, outdoor)
		}
		v.model = baseline.Learn(baseline.History{
			Home: v.home.ID, Programme: v.home.Programme.Value, Energy: v.known.Get("", series.Energy),
			Outdoor: outdoor, Solar: v.known.Get("", series.Solar), Setpoint: v.meanSetpoint(), Events: v.events, Rules: v.Rules,
		})
	}
	return v.model
}

// meanSetpoint is the mean of the rooms' set-points, each about its own middle, so that a
// room that is missing moves nothing; of the rooms on the grid of the first.
func (v *view) meanSetpoint() series.Series {
	mean := series.Series{Kind: series.Setpoint}
	var n []float64
	level, rooms := 0.0, 0
	for _, z := range v.home.Zones {
		s := v.known.Get(z.Name, series.Setpoint)
		if !holds(s) || mean.Step > 0 && s.Step != mean.Step {
			continue
		}
		if mean.Step == 0 {
			mean = series.New(series.Setpoint, s.Start, s.Step, s.Len())
			clear(mean.Values)
			n = make([]float64, s.Len())
		}
		middle := quantile(slices.DeleteFunc(slices.Clone(s.Values), math.IsNaN), 0.5)
		level += middle
		rooms++
		for i := range mean.Values {
			if c := s.At(mean.Time(i)); !math.IsNaN(c) {
				mean.Values[i] += c - middle
				n[i]++
			}
		}
	}
	for i := range mean.Values {
		mean.Values[i] = level/float64(rooms) + mean.Values[i]/n[i] // NaN where no room is known
	}
	return mean
}
