package sim

import (
	"cmp"
	"slices"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// source is where events of a pilot say they come from.
const source = "simulated"

// programmes are those whose events are simulated, in the order in which they are drawn.
var programmes = [...]home.Programme{home.WinterCredit, home.FlexD}

// A call is a window that could be an event, with how cold it is.
type call struct {
	date  series.Date
	slot  event.Slot
	score float64
}

// callEvents picks each winter's coldest windows, 24 to 29 of them, mornings before
// evenings; the two programmes share most. Only what starts before To is told.
func callEvents(c Config, s *sky) []event.Event {
	var all []event.Event
	last := series.DateOf(c.To, c.Loc)
	for d := series.DateOf(c.From, c.Loc); ; {
		season, _ := c.Rules.Season(home.FlexD, d)
		if last.Before(season.First) || season == (event.Season{}) {
			break
		}
		rng := stream(c.Seed, forEvents, uint64(season.First.Year))
		wanted := 25 + rng.IntN(5)
		perDay := map[series.Date]int{}
		twice := 0
		for _, w := range coldest(c, s, season) {
			if wanted == 0 {
				break
			}
			if perDay[w.date] > 0 && twice == 4 {
				continue
			}
			if perDay[w.date]++; perDay[w.date] == 2 {
				twice++
			}
			wanted--
			u := rng.Float64()
			for i, p := range programmes {
				if i == 0 && u < 0.06 || i == 1 && u > 0.92 {
					continue // the two offers do not share all their events
				}
				all = append(all, newEvent(c, p, w))
			}
		}
		d = season.Last.Add(1)
	}
	if !c.At.IsZero() {
		all = tomorrow(c, all)
	}
	all = slices.DeleteFunc(all, func(e event.Event) bool {
		return e.Start.Before(c.From) || !e.Start.Before(c.To)
	})
	slices.SortFunc(all, event.Event.Compare)
	return all
}

// coldest ranks the windows of a season by their mean temperature over the cities, Montréal
// counting double, and mornings as if two degrees colder: that is when the grid peaks.
// Before winter 2025-26 weekends had none.
func coldest(c Config, s *sky, season event.Season) []call {
	var all []call
	for d := season.First; !season.Last.Before(d); d = d.Add(1) {
		if c.Rules.Excluded(home.FlexD, d) || c.Rules.Excluded(home.WinterCredit, d) {
			continue
		}
		if d.Weekend() && d.Before(series.Date{Year: 2025, Month: time.December, Day: 1}) {
			continue
		}
		for _, slot := range []event.Slot{event.AM, event.PM} {
			start, end, ok := c.Rules.Window(home.FlexD, d, slot)
			if !ok {
				continue
			}
			score := s.mean(start, end)
			if slot == event.AM {
				score -= 2
			}
			all = append(all, call{d, slot, score})
		}
	}
	slices.SortFunc(all, func(a, b call) int {
		return cmp.Or(cmp.Compare(a.score, b.score), a.date.Compare(b.date), cmp.Compare(a.slot, b.slot))
	})
	return all
}

// mean is the temperature of [from, to) over the cities; 0 where the sky does not reach.
func (s *sky) mean(from, to time.Time) float64 {
	sum, weight := 0.0, 0.0
	for h := int(from.Sub(s.start).Hours()); h < int(to.Sub(s.start).Hours()); h++ {
		for c := range climates {
			if h < 0 || h >= len(s.temp[c]) {
				continue
			}
			w := 1.0
			if climates[c].city == home.Montreal {
				w = 2
			}
			sum, weight = sum+w*s.temp[c][h], weight+w
		}
	}
	if weight == 0 {
		return 0
	}
	return sum / weight
}

// newEvent announces a window the day before, at the hour when lists are usually out.
func newEvent(c Config, p home.Programme, w call) event.Event {
	start, end, _ := c.Rules.Window(p, w.date, w.slot)
	told := 10*60 + 30 + int(mix(c.Seed^uint64(start.Unix()))%120)
	return event.Event{
		ID: event.NewID(p, start, c.Loc), Programme: p, Start: start.UTC(), End: end.UTC(), Source: source, Critical: true,
		AnnouncedAt: w.date.Add(-1).At(told/60, told%60, c.Loc).UTC(),
	}
}

// tomorrow sees to it that both programmes call the first morning after At that may have an
// event, and the two after it, so that a demo that is looked at for some days goes on having
// one: in the season, or in the November before it, when programmes try themselves out. The
// first is announced by At, even in the early hours before lists are usually out.
func tomorrow(c Config, all []event.Event) []event.Event {
	const nightEnds = 5 * time.Hour // until then, the morning to come is today's
	d := series.DateOf(c.At.Add(-nightEnds), c.Loc)
	for n := range 3 {
		d = d.Add(1)
		for c.Rules.Excluded(home.FlexD, d) || c.Rules.Excluded(home.WinterCredit, d) {
			d = d.Add(1)
		}
		season, in := c.Rules.Season(home.FlexD, d)
		if !in && (season.First.Sub(d) > 30 || season.First.Sub(d) < 0) {
			return all
		}
		for _, p := range programmes {
			e := newEvent(c, p, call{date: d, slot: event.AM})
			if by := c.At.Add(-20 * time.Minute).UTC(); n == 0 && e.AnnouncedAt.After(by) {
				e.AnnouncedAt = by
			}
			i := slices.IndexFunc(all, func(o event.Event) bool { return o.ID == e.ID })
			if i < 0 {
				all = append(all, e)
			} else {
				all[i] = e
			}
		}
	}
	return all
}
