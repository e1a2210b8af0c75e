package baseline

import (
	"math"
	"slices"

	"courant/coach/series"
)

// counterfactual is what the home would have used by weather and earlier days, and with
// the anchor by the anchor hours of the day itself too.
func (m *Model) counterfactual(e Estimate, w Window, anchored bool) Estimate {
	p := &m.past
	e.Rule = "courant 1"
	if !p.ok {
		return e.because(ReasonStep)
	}
	parts, ok := p.shares(w)
	if !ok {
		return e.because(ReasonWeather)
	}
	kWh := 0.0
	for _, s := range parts {
		kWh += p.expected[s.hour] * s.part
	}
	today := p.table.dayOf(parts[0].hour)
	few := p.days[today].behind < leastDays
	if math.IsNaN(kWh) && (!few || m.h.Outdoor.Known() == 0) {
		return e.because(ReasonWeather)
	}
	if few {
		return e.because(ReasonFewDays)
	}
	q := p.analogues(parts, today)
	if anchored {
		a, ok := m.anchor(w, today, q)
		if !ok {
			return e.because(ReasonAnchor)
		}
		e.AnchorKWh, e.AdjustmentKWh = series.Maybe(a.energy), series.Maybe(a.share*a.miss)
		kWh = max(kWh+a.share*a.miss, 0)
		for i := range q {
			q[i].miss -= a.share * q[i].anchor
		}
	}
	e.KWh = series.Maybe(kWh)
	low, high := p.interval(kWh, q, today)
	e.LowKWh, e.HighKWh = series.Maybe(low), series.Maybe(high)
	for n := today - 1; n >= 0 && today-n <= listDays; n-- {
		if p.days[n].learned {
			e.Days = append(e.Days, p.table.days[n].date)
		}
	}
	slices.Reverse(e.Days)
	return e
}

// Limits of answers.
const (
	leastDays = 10  // days to learn from, for an answer
	listDays  = 120 // older days weigh less than a sixteenth and are not listed
	backDays  = 60  // how far analogues go back
)
