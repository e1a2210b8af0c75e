package tariff

import (
	"courant/coach/home"
	"courant/coach/series"
)

// A Quote is what a period costs on one rate, or why that cannot be said.
type Quote struct {
	Rate home.Rate
	Bill Bill
	Err  error
}

// Compare makes the bill of a period on every rate, in the fixed order of rates: what the
// same use would have cost. Rates without prices carry their error.
func (r *Rates) Compare(u Usage, from, to series.Date, taxes Taxes) ([]Quote, error) {
	m, err := r.read(u, from, to)
	if err != nil {
		return nil, err
	}
	var out []Quote
	for _, rate := range home.Rates() {
		b, err := r.bill(m, rate, u, from, to, taxes)
		out = append(out, Quote{Rate: rate, Bill: b, Err: err})
	}
	return out, nil
}

// Best is the cheapest quote, the first of equals, and how much it saves against the bill
// of another rate; ok is false when either is not known.
func Best(quotes []Quote, against home.Rate) (best Quote, saves Cents, ok bool) {
	var current *Quote
	found := false
	for i, q := range quotes {
		if q.Err != nil {
			continue
		}
		if q.Rate == against {
			current = &quotes[i]
		}
		if !found || q.Bill.Total < best.Bill.Total {
			best, found = q, true
		}
	}
	if !found || current == nil {
		return best, 0, false
	}
	return best, current.Bill.Total - best.Bill.Total, true
}
