package coach

import (
	"testing"

	"courant/coach/home"
)

// BenchmarkReview measures one home at one moment, the whole Report from series in memory:
// home 0 of the simulated pilot, five zones at 15 minutes, from 1 November to 24 February,
// on the eve of an event, with all past events of the season by every method. Last looked
// at in November 2026 on two shared cores: 8–12 ms, 3.6 MB, of which learning the house
// takes about a third, checking the data a fifth, past events a fifth, the advices' look at
// habits a sixth.
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
