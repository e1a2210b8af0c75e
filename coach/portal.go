package coach

import (
	"courant/coach/baseline"
	"courant/coach/home"
	"courant/coach/series"
)

// A Portal is what the customer portal says of an event, and how far ours lies from it: ours
// less the portal's.
type Portal struct {
	Actual    series.Maybe `json:"actual_kwh"`
	Reference series.Maybe `json:"reference_kwh"`
	Erased    series.Maybe `json:"erased_kwh"`
	Dollars   series.Maybe `json:"dollars"`

	ActualDiff    series.Maybe `json:"actual_diff_kwh"`
	ReferenceDiff series.Maybe `json:"reference_diff_kwh"`
	ErasedDiff    series.Maybe `json:"erased_diff_kwh"`
	DollarsDiff   series.Maybe `json:"dollars_diff"`
}

// Beside puts the portal's figure beside ours; what we do not know has no difference.
func Beside(f home.Figure, actual, reference, erased, dollars series.Maybe) *Portal {
	return &Portal{
		Actual: f.ActualKWh, Reference: f.ReferenceKWh, Erased: f.ErasedKWh, Dollars: f.Dollars,
		ActualDiff: actual - f.ActualKWh, ReferenceDiff: reference - f.ReferenceKWh, ErasedDiff: erased - f.ErasedKWh, DollarsDiff: dollars - f.Dollars,
	}
}

// beside is a past event with the portal's figure of it, where there is one. The portal has
// figures of the winter credit alone.
func (v *view) beside(e Event) Event {
	if e.Programme != home.WinterCredit {
		return e
	}
	f, ok := home.FigureOf(v.home.Portal, e.Start, e.End)
	if !ok {
		return e
	}
	reference := series.Unknown()
	if m, ok := (baseline.Answer{Methods: e.Methods}).Find(official(e.Programme)); ok {
		reference = m.KWh
	}
	e.Portal = Beside(f, e.ActualKWh, reference, e.PaidKWh, e.PaidDollars)
	return e
}
