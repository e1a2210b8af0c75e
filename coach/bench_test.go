package coach

import (
	"testing"

	"courant/coach/home"
)

// BenchmarkReview measures one home at one moment, the whole Report from series in memory:
// home 0 of the simulated pilot, five zones at 15 minutes, from 1 November to 24 February,
// on the eve of an event, with all past events of the season by every method. Last looked
// at in November 2026 on two cores that others kept busy: 13 ms of processor time, 4.4 MB.
// Learning the house takes a third (half of that the fit of the rooms' inertia), checking
// the data a fifth, the past events a fifth, the advices and the plan a tenth each.
func BenchmarkReview(b *testing.B) {
	at := day("2027-02-24").At(18, 4, loc)
	p := newPilot(1, 1, at, false)
	h, err := p.Home(0)
	if err != nil {
		b.Fatal(err)
	}
	q := Question{At: at, Home: home.Resolve(h.Profile, h.Set.Zones()), Series: h.Set, Events: p.Events(), Rules: rules, Rates: rates}
	if r := Review(q); len(r.PastEvents) < 10 || r.NextEvent == nil {
		b.Fatalf("%d past events, next %v: not what is to be measured", len(r.PastEvents), r.NextEvent)
	}
	b.ReportAllocs()
	for b.Loop() {
		Review(q)
	}
}
