package coach

import (
	"testing"
	"time"

	"courant/coach/event"
	"courant/coach/home"
)

// Ensure an event before the season promises no credit, that the simulated pilot rehearses one
// with what it would be worth, and that neither is taken for an event of the season.
func TestEventBeforeTheSeason(t *testing.T) {
	for _, tc := range []struct {
		desc      string
		simulated bool
		day       string
		off, paid bool
	}{
		{"a person's own, in November", false, "2026-11-26", true, false},
		{"the pilot's, in November", true, "2026-11-26", true, true},
		{"the pilot's, in summer", true, "2026-08-26", true, false},
		{"a person's own, in the season", false, "2026-12-02", false, true},
	} {
		q := ask(t, 0)
		q.Home.Simulated = tc.simulated
		q.Home.Rate, q.Home.Programme = declared(home.RateWinterCredit), declared(home.WinterCredit)
		from := day(tc.day).At(6, 0, loc)
		q.At = from.Add(-12 * time.Hour)
		q.Events = []event.Event{{ID: "e", Programme: home.WinterCredit, Start: from, End: from.Add(4 * time.Hour), Critical: true}}
		e := Look(q).NextEvent
		if e == nil || e.OffSeason != tc.off || e.Price.Known() != tc.paid || e.MinKWh.Known() != tc.paid {
			t.Errorf("%s: %+v", tc.desc, e)
		}
	}
}

// Ensure a season that is over is called so, with when the next begins and how many of its
// events were paid.
func TestSeasonThatIsOver(t *testing.T) {
	q := ask(t, 0)
	in := Review(q).Season
	if in.Over || in.Events == 0 || in.Next.Year != 0 {
		t.Errorf("in the winter: %+v", in)
	}
	q.At = day("2027-05-10").At(12, 0, loc)
	r := Review(q)
	paid := 0
	for _, e := range r.PastEvents {
		if e.PaidDollars > 0 {
			paid++
		}
	}
	if s := r.Season; !s.Over || s.Next.String() != "2027-12-01" || s.To.String() != "2027-03-31" || s.Paid != paid || paid > s.Events {
		t.Errorf("in May: %+v, %d paid", s, paid)
	}
}
