package coach

import (
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
			Outdoor: outdoor, Solar: v.known.Get("", series.Solar), Events: v.events, Rules: v.Rules,
		})
	}
	return v.model
}
