package coach

import (
	"cmp"
	"math"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/series"
)

// A deed is an advice that was followed: by what can be read back from the set-points, or
// because somebody wrote it down.
type deed struct {
	code, zone string
	by         string
	since      time.Time
	events     []event.Event // of this season in which it was, oldest first; for advices about events
}

// deeds are what was followed by the moment, in the order of the list of advices.
func (v *view) deeds() []deed {
	var out []deed
	if heeded := v.heeded(); len(heeded) > 0 {
		out = append(out, deed{code: ApplyPlan, by: BySetpoints, since: heeded[0].Start, events: heeded})
	}
	if !v.anchored() {
		for _, z := range v.home.Zones {
			if since, ok := v.loweredNight(z.Name); ok {
				out = append(out, deed{code: LowerNight, zone: z.Name, by: BySetpoints, since: since})
			}
		}
	}
	for _, n := range v.home.Notes {
		if n.Done == "" || n.At.After(v.At) {
			continue
		}
		d := deed{code: n.Done, zone: n.Zone, by: ByNote, since: n.At}
		d.events = v.eventsSince(n.At)
		// What was read back is surer than what was written; of two notes the later counts.
		at := slices.IndexFunc(out, func(o deed) bool { return o.code == d.code && o.zone == d.zone })
		switch {
		case at < 0:
			out = append(out, d)
		case out[at].by == ByNote:
			out[at] = d
		}
	}
	order := AdviceCodes()
	slices.SortStableFunc(out, func(a, b deed) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.code), slices.Index(order, b.code)), cmp.Compare(a.zone, b.zone))
	})
	return out
}

// eventsSince are the season's events that the home took part in, over by now, from a moment
// on.
func (v *view) eventsSince(from time.Time) (out []event.Event) {
	season, _ := v.winter()
	for _, e := range v.events {
		if !e.Start.Before(from) && !e.End.After(v.At) && season.Contains(series.DateOf(e.Start, v.loc)) && !v.left(e) {
			out = append(out, e)
		}
	}
	return out
}

// heeded are the season's events in which the set-points were lowered: in the mean of the
// rooms, by movedC and more below the same hours of the days before without an event.
func (v *view) heeded() (out []event.Event) {
	for _, e := range v.eventsSince(time.Time{}) {
		if drop := v.dropIn(e); drop >= movedC {
			out = append(out, e)
		}
	}
	return out
}

// dropIn is how far the set-points lay below their usual ones in an event, °C, mean of the
// rooms; NaN where none is known.
func (v *view) dropIn(e event.Event) float64 {
	const days = 7
	day, local, length := series.DateOf(e.Start, v.loc), e.Start.In(v.loc), e.End.Sub(e.Start)
	sum, rooms := 0.0, 0
	for _, z := range v.home.Zones {
		s := v.known.Get(z.Name, series.Setpoint)
		var usual []float64
		for back := 1; back <= 3*days && len(usual) < days; back++ {
			d := day.Add(-back)
			from := d.At(local.Hour(), local.Minute(), v.loc)
			if c := s.Mean(from, from.Add(length)); !v.eventOn(d) && !math.IsNaN(c) {
				usual = append(usual, c)
			}
		}
		drop := quantile(usual, 0.5) - s.Mean(e.Start, e.End)
		if len(usual) < 3 || math.IsNaN(drop) {
			continue
		}
		sum += drop
		rooms++
	}
	return sum / float64(rooms)
}

const (
	lowerBack   = 90  // nights looked at
	lowerBefore = 10  // nights before the change that are needed
	lowerC      = 1.0 // °C that the set-point must have fallen
)

// loweredNight is since when a room's set-point at night is lower than it was for weeks, by
// a degree and more, and lower than by day, as LowerNight asks.
func (v *view) loweredNight(zone string) (since time.Time, ok bool) {
	s := v.known.Get(zone, series.Setpoint)
	if !holds(s) {
		return since, false
	}
	var night, noon []float64
	var dates []series.Date
	today := series.DateOf(v.At, v.loc)
	for back := lowerBack; back >= 0; back-- {
		d := today.Add(-back)
		c := s.Mean(d.At(nightFrom, 0, v.loc), d.At(nightTo, 0, v.loc))
		if math.IsNaN(c) || v.eventOn(d) {
			continue
		}
		night, dates = append(night, c), append(dates, d)
		noon = append(noon, s.Mean(d.At(12, 0, v.loc), d.At(20, 0, v.loc)))
	}
	k, low := split(night)
	if k < lowerBefore {
		return since, false
	}
	before := quantile(night[:k], 0.5)
	alike := 0
	for _, c := range night[k:] {
		if c <= before-lowerC {
			alike++
		}
	}
	day := quantile(noon[:k], 0.5)
	if before-low < lowerC || 10*alike < 8*(len(night)-k) || before < day-0.5 {
		return since, false
	}
	return dates[k].Start(v.loc), true
}

// split is where a series of nights falls apart into two levels best: the first of the
// second level, and its median; 0 with fewer than two. It is the split with the least sum of
// squares.
func split(x []float64) (at int, low float64) {
	total, best := 0.0, math.Inf(-1)
	for _, c := range x {
		total += c
	}
	sum := 0.0
	for k := 1; k < len(x); k++ {
		sum += x[k-1]
		a, b := sum/float64(k), (total-sum)/float64(len(x)-k)
		if gain := float64(k) * float64(len(x)-k) * (a - b) * (a - b); gain > best {
			best, at = gain, k
		}
	}
	return at, quantile(x[at:], 0.5)
}
