package coach

import (
	"time"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/coach/series"
)

// carAfterEvent finds a load like a car's that is often on in the hours of the next event. Where
// the signature knows no charger by its shape, it is asked whether it is one, not said.
func (v *view) carAfterEvent(Report) *Advice {
	a := v.shift(car, func(h habitual) (share float64, ok bool) {
		// A car charges now and then: what counts is how often.
		return float64(len(h.kwh)) / float64(h.looked), len(h.kwh) >= 2
	})
	if a != nil {
		a.Unsure = !v.charger()
	}
	return a
}

// shiftAppliances finds appliances that often run in the hours of the next event. Some of
// what is seen is cooking and light, which nobody moves: half is taken to be movable.
func (v *view) shiftAppliances(Report) *Advice {
	return v.shift(appliances, func(h habitual) (share float64, ok bool) {
		return 0.5, 10*len(h.kwh) >= 6*h.looked
	})
}

// leastShift is the least energy that is worth a word, kWh.
const leastShift = 0.5

// shift advises to move a habitual load after the next event, to hours that are in nobody's
// way. The interval goes from nothing to what was seen at most on eight days of ten.
func (v *view) shift(each func([]float64, time.Duration) []float64, movable func(habitual) (share float64, ok bool)) *Advice {
	e, ok := v.coming()
	if !ok {
		return nil
	}
	if v.looked == nil {
		v.looked, v.lookedStep = v.mornings(e)
	}
	h, ok := habit(v.looked, v.lookedStep, each)
	if !ok || len(h.kwh) == 0 {
		return nil
	}
	share, ok := movable(h)
	to, quiet := v.quietUntil(e, e.End)
	if !ok || !quiet {
		return nil
	}
	typical := quantile(h.kwh, 0.5)
	if share*typical < leastShift {
		return nil
	}
	a := v.blank(e.End, to)
	a.KWh = series.Maybe(share * typical)
	a.LowKWh, a.HighKWh = 0, series.Maybe(max(quantile(h.kwh, 0.8), share*typical))
	a.KW = a.KWh / series.Maybe(e.End.Sub(e.Start).Hours())
	a.Dollars = a.KWh * v.perKWh(e)
	first, last := e.Start.Add(h.start), e.Start.Add(h.end)
	a.show(EvidenceDaysSeen, first, last, float64(len(h.kwh)), "d")
	a.show(EvidenceDaysLooked, first, last, float64(h.looked), "d")
	for i, kwh := range h.kwh {
		a.show(EvidenceUse, h.from[i], h.to[i], kwh, "kWh")
	}
	return a
}

// bolderMode compares the plan with that of the next bolder mode.
func (v *view) bolderMode(r Report) *Advice {
	e, ok := v.coming()
	if !ok || v.home.Mode.Origin == home.Declared || v.Mode != "" || e.Mode != "" || r.Confidence == plan.Low {
		return nil
	}
	bolder, ok := next(v.mode(e, ""))
	if !ok {
		return nil
	}
	day := series.DateOf(e.Start, v.loc)
	p, q := *r.Plan, v.house(day).Plan(v.ask(day, bolder))
	saved, more := saving(p), saving(q)
	gain := more - saved
	if !gain.Known() || gain < 1 || gain < 0.1*saved {
		return nil
	}
	t := v.Rules.Timeline(e)
	a := v.blank(t.PreheatStart, t.RecoveryEnd)
	a.KWh, a.KW = gain, gain/series.Maybe(e.End.Sub(e.Start).Hours())
	a.LowKWh, a.HighKWh = max(0, gain*q.EventLowKWh/more), gain*q.EventHighKWh/more
	a.Dollars = planWorth(q) - planWorth(p)
	a.DeltaC = worst(p) - worst(q)
	a.show(EvidenceWith, e.Start, e.End, float64(p.EventEnergyKWh), "kWh")
	a.show(EvidenceWith, e.Start, e.End, float64(q.EventEnergyKWh), "kWh")
	a.show(EvidenceWithout, e.Start, e.End, float64(p.WithoutEventEnergyKWh), "kWh")
	a.show(EvidenceWorst, e.Start, e.End, float64(worst(p)), "°C")
	a.show(EvidenceWorst, e.Start, e.End, float64(worst(q)), "°C")
	return a
}

// next is the mode after m.
func next(m home.Mode) (home.Mode, bool) {
	modes := home.Modes()
	for i, x := range modes[:len(modes)-1] {
		if x == m {
			return modes[i+1], true
		}
	}
	return "", false
}

func saving(p plan.Plan) series.Maybe { return p.WithoutEventEnergyKWh - p.EventEnergyKWh }

// worst is the deepest fall of any room, °C.
func worst(p plan.Plan) series.Maybe {
	out := series.Maybe(0)
	for _, z := range p.Zones {
		if z.Excluded == "" && z.WorstDropC > out {
			out = z.WorstDropC
		}
	}
	return out
}

// applyPlan says that the plan of the coming event is ready and not in force.
func (v *view) applyPlan(r Report) *Advice {
	e, ok := v.coming()
	if !ok || len(r.Plan.Windows) == 0 || (r.Applied != AppliedNone && r.Applied != AppliedPartial) {
		return nil
	}
	saved := saving(*r.Plan)
	if saved.Known() && saved <= 0 {
		return nil
	}
	t := v.Rules.Timeline(e)
	a := v.blank(t.PreheatStart, t.RecoveryEnd)
	if !v.At.Before(t.PreheatStart) { // the preheat is lost: the event is what is left
		a.From = t.Start.In(v.loc)
	}
	a.KWh, a.LowKWh, a.HighKWh = saved, r.Plan.EventLowKWh, r.Plan.EventHighKWh
	a.KW = saved / series.Maybe(hours(r.Plan.Windows))
	a.Dollars = planWorth(*r.Plan)
	a.DeltaC = -worst(*r.Plan)
	a.show(EvidenceWithout, t.Start, t.End, float64(r.Plan.WithoutEventEnergyKWh), "kWh")
	a.show(EvidenceWith, t.Start, t.End, float64(r.Plan.EventEnergyKWh), "kWh")
	return a
}

func hours(windows []plan.Window) (h float64) {
	for _, w := range windows {
		h += w.End.Sub(w.Start).Hours()
	}
	return h
}

// declareRate says that rate or programme is not known while there are events.
func (v *view) declareRate(Report) *Advice {
	if v.home.Rate.Set() && v.home.Programme.Set() || len(v.events) == 0 {
		return nil
	}
	return v.blank(v.At, v.At)
}
