package coach

import (
	"slices"
	"time"

	"courant/coach/series"
	"courant/coach/signature"
)

// SignatureOf is what a home's series tell of the house at the moment of a question, with
// what has gone wrong and the events that nobody listed.
func SignatureOf(q Question) signature.Signature {
	v := open(q)
	h := v.signatureHistory()
	h.Unlisted = v.unlisted(signature.UnlistedBack)
	return signature.Read(h)
}

// signatureHistory is the home as coach/signature knows it.
func (v *view) signatureHistory() signature.History {
	h := signature.History{Home: v.home, Series: v.known, At: v.At, Loc: v.loc}
	for _, e := range v.events {
		h.Events = append(h.Events, signature.Span{From: e.Start, To: e.End})
	}
	if price := v.price(series.DateOf(v.At, v.loc)); price != nil {
		// What one more kWh costs by now stands for the weeks before.
		h.Price = func(time.Time) float64 { return price(v.At) }
	}
	return h
}

// anomalies are the findings of coach/signature, looked for once a report.
func (v *view) anomalies() []signature.Anomaly {
	if !v.searched {
		v.wrong, v.searched = signature.Anomalies(v.signatureHistory()), true
	}
	return v.wrong
}

// charger reports whether the home's load shows a car's charger; it is looked for once a report.
func (v *view) charger() bool {
	if v.charges == nil {
		seen := slices.ContainsFunc(signature.Hints(v.signatureHistory()), func(h signature.Hint) bool { return h.Use == signature.UseCar && h.Seen })
		v.charges = &seen
	}
	return *v.charges
}
