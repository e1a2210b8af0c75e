package coach

import (
	"math"
	"time"

	"courant/coach/series"
	"courant/coach/signature"
)

// wrong makes an adviser of an anomaly of coach/signature: the one of its code that costs
// most, else the first. kWh is what it costs a day; evidence is what was seen.
func wrong(code string) func(*view, Report) *Advice {
	return func(v *view, _ Report) *Advice {
		var worst *signature.Anomaly
		for i, x := range v.anomalies() {
			if x.Code == code && (worst == nil || x.Daily.Value > worst.Daily.Value) {
				worst = &v.wrong[i]
			}
		}
		if worst == nil {
			return nil
		}
		a := v.blank(worst.From, worst.To)
		a.Zone = worst.Zone
		if d := worst.Daily; d.Known() {
			a.KWh, a.LowKWh, a.HighKWh = d.Value, d.Low, d.High
			a.KW = d.Value / 24
			if price := v.price(series.DateOf(v.At, v.loc)); price != nil {
				a.Dollars = d.Value * series.Maybe(price(v.At))
			}
		}
		for _, e := range worst.Evidence {
			if e.Value.Known() {
				a.show(wrongRows[e.What], e.From, e.To, float64(e.Value), e.Unit)
			}
		}
		return a
	}
}

// wrongRows are the evidence codes of an anomaly's rows.
var wrongRows = map[string]string{
	signature.SeenNow: EvidenceNow, signature.SeenBefore: EvidenceBefore, signature.SeenExpected: EvidenceExpected,
	signature.SeenLast: EvidenceLastSeen, signature.SeenLongest: EvidenceLongest, signature.SeenHours: EvidenceHours,
	signature.SeenSpike: EvidenceValue, signature.SeenFit: EvidenceFit,
}

// unlistedEvent tells of the newest event that nobody listed, of the last days. A glance
// does not look for it: that takes the reference methods.
func (v *view) unlistedEvent(Report) *Advice {
	if !v.whole {
		return nil
	}
	const back = 7 * 24 * time.Hour
	all := v.unlisted(back)
	if len(all) == 0 {
		return nil
	}
	u := all[len(all)-1]
	a := v.blank(u.From, u.To)
	if !math.IsNaN(u.MissingKWh) {
		a.show(EvidenceMissing, u.From, u.To, u.MissingKWh, "kWh")
	}
	return a
}
