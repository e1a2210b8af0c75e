package coach

import (
	"time"

	"courant/coach/series"
	"courant/coach/tariff"
)

// A Month is what a full month of the calendar used and cost, as `courant tariff bill` has it:
// on the home's rate, taxes included, with what its events were paid.
type Month struct {
	From         series.Date  `json:"from"`
	To           series.Date  `json:"to"` // exclusive
	KWh          series.Maybe `json:"kwh"`
	Dollars      series.Maybe `json:"dollars"`       // null without a rate, or without its prices
	MissingHours float64      `json:"missing_hours"` // of energy; nothing is put in their place
}

// monthsBack is how many full months are told: a year, and the same month of the year before.
const monthsBack = 13

// fewHours are the hours that may be missing of a month which is told.
const fewHours = 24

// months are the last full months of which nearly all was measured, the newest first.
func (v *view) months(past []Event) []Month {
	energy := v.known.Get("", series.Energy)
	if energy.Len() == 0 {
		return nil
	}
	var credits []tariff.Credit
	for _, e := range past {
		if e.PaidKWh > 0 && !e.Avoided {
			credits = append(credits, tariff.Credit{Event: e.ID, Start: e.Start, KWh: float64(e.PaidKWh)})
		}
	}
	usage := tariff.Usage{Home: v.home.ID, Energy: energy, Outdoor: v.known.Get("", series.Outdoor), Events: v.events, Credits: credits}
	today := series.DateOf(v.At, v.loc)
	to := series.Date{Year: today.Year, Month: today.Month, Day: 1}
	var out []Month
	for range monthsBack {
		last := to.Add(-1)
		from := series.Date{Year: last.Year, Month: last.Month, Day: 1}
		kWh, missing := energy.Sum(from.Start(v.loc), to.Start(v.loc))
		hours := missing.Hours()
		if hours <= fewHours {
			m := Month{From: from, To: to, KWh: series.Maybe(kWh), Dollars: series.Unknown(), MissingHours: hours}
			if v.Rates != nil && v.home.Rate.Set() {
				if bill, err := v.Rates.Bill(v.home.Rate.Value, usage, from, to, tariff.Quebec); err == nil {
					m.Dollars = series.Maybe(bill.Total.Dollars())
				}
			}
			out = append(out, m)
		}
		to = from
	}
	return out
}

// LastMonth is the month before the report's, with the same one a year before it where that is
// known; false where it was not measured.
func (r Report) LastMonth(loc *time.Location) (last Month, before *Month, ok bool) {
	today := series.DateOf(r.At, loc)
	to := series.Date{Year: today.Year, Month: today.Month, Day: 1}
	for i, m := range r.Months {
		switch {
		case m.To == to:
			last, ok = m, true
		case m.To == series.Date{Year: to.Year - 1, Month: to.Month, Day: 1}:
			before = &r.Months[i]
		}
	}
	return last, before, ok
}
