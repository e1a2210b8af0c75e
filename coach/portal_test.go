package coach

import (
	"math"
	"testing"

	"courant/coach/baseline"
	"courant/coach/home"
	"courant/coach/series"
)

// Ensure the portal's figures stand beside ours with the difference, on the event that they
// are about and on no other.
func TestPortalStandsBesideOurs(t *testing.T) {
	q := ask(t, 0)
	q.At = day("2027-01-15").At(10, 31, loc)
	plain := Review(q).PastEvents
	first := plain[0]
	ref, _ := find(first.Methods, baseline.HQCredit)
	q.Home.Portal = []home.Figure{{
		Start: first.Start, End: first.End, ActualKWh: first.ActualKWh - 0.25, ReferenceKWh: ref.KWh - 1, ErasedKWh: 4, Dollars: series.Unknown(),
	}}
	got := Review(q).PastEvents
	p := got[0].Portal
	if p == nil || p.Erased != 4 {
		t.Fatalf("%+v", p)
	}
	for what, d := range map[string][2]series.Maybe{
		"actual": {p.ActualDiff, 0.25}, "reference": {p.ReferenceDiff, 1}, "erased": {p.ErasedDiff, first.PaidKWh - 4},
	} {
		if math.Abs(float64(d[0]-d[1])) > 1e-9 {
			t.Errorf("%s differs by %v, want %v", what, d[0], d[1])
		}
	}
	if p.DollarsDiff.Known() {
		t.Error("a difference to what the portal does not say")
	}
	for _, e := range got[1:] {
		if e.Portal != nil {
			t.Errorf("%s has a figure of another event", e.ID)
		}
	}
	if got[0].PaidKWh != first.PaidKWh || got[0].PaidDollars != first.PaidDollars {
		t.Error("the portal's figures changed ours")
	}
}
