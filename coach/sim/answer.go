package sim

import (
	"math"
	"time"

	"courant/coach/event"
	"courant/coach/home"
	"courant/coach/series"
)

// A Response is what a household did about an event.
type Response string

// The responses.
const (
	Followed  Response = "followed"
	Overrode  Response = "overrode" // followed, until somebody was cold
	Ignored   Response = "ignored"
	NotCalled Response = "not-called" // an event of another programme
)

// An Answer is a household's response to one event, with what its thermostats were told.
type Answer struct {
	Event    string
	Start    time.Time
	End      time.Time
	Response Response
	Until    time.Time     // Overrode: when they took their thermostats back; else End
	Offsets  event.Offsets // at the end of preheat and in the window, °C; zero when ignored

	times event.Timeline
}

// answers is what the household does about every event of the world. Each event has its own
// draws: another one more or less changes none.
func (h *Household) answers(w *World) []Answer {
	all := make([]Answer, 0, len(w.Events))
	for _, e := range w.Events {
		a := Answer{Event: e.ID, Start: e.Start, End: e.End, Until: e.End, Response: NotCalled, times: w.Config.Rules.Timeline(e)}
		if e.Programme == h.People.Programme && (e.Home == "" || e.Home == h.Profile.ID) && !e.Withdrawn {
			h.respond(w, &a)
		}
		all = append(all, a)
	}
	return all
}

func (h *Household) respond(w *World, a *Answer) {
	rng := stream(h.seed, forAnswers, uint64(h.index), uint64(a.Start.Unix()))
	follow, override, after := rng.Float64(), rng.Float64(), between(rng, 0.5, 3.2)
	a.Response = Ignored
	if follow >= h.People.FollowShare {
		return
	}
	a.Response = Followed
	a.Offsets = event.Offsets{PreheatC: 0, ReductionC: -2}
	if !h.People.Manual {
		a.Offsets, _ = w.Config.Rules.Offsets(h.People.Mode, series.DateOf(a.Start, w.Config.Loc))
	}
	if override < h.People.OverrideShare {
		a.Response = Overrode
		a.Until = a.Start.Add(time.Duration(after * float64(time.Hour))).Truncate(w.Config.Step)
	}
}

// took reports whether the household did anything about the event.
func (a Answer) took() bool { return a.Response == Followed || a.Response == Overrode }

// floorC is below what no thermostat of the programme is turned, by kind of room.
func floorC(k home.ZoneKind) float64 {
	if k == home.Basement {
		return 15
	}
	return 16
}

// bend lays the answers over the set-points of a room: up in half degrees over the preheat,
// down at once, back over the recovery; never under a floor unless the people's own
// set-point is. A heated floor is left alone: its slab would answer hours late; some leave out a room
// or two.
func (h *Household) bend(w *World, answers []Answer, room int, set []float64) {
	r := h.House.Rooms[room]
	leftOut := chance(stream(h.seed, forAnswers, uint64(h.index), uint64(room)), h.People.LeaveOutShare)
	if r.Slab > 0 || leftOut {
		return
	}
	for _, a := range answers {
		if !a.took() {
			continue
		}
		preheat := a.Offsets.PreheatC
		if r.Kind == home.Bedroom && !h.People.PreheatBedrooms && a.times.Slot == event.AM {
			preheat = 0
		}
		until := a.times.RecoveryEnd
		if a.Response == Overrode {
			until = a.Until
		}
		for k := w.slot(a.times.PreheatStart); k < w.slot(until); k++ {
			delta := offsetAt(w.time(k), a, preheat)
			low := min(floorC(r.Kind), set[k])
			set[k] = max(roundTo(set[k]+delta, 2), low)
		}
	}
}

// offsetAt is the offset of the slot that starts at t: half degrees on the way up, and back
// over the recovery.
func offsetAt(t time.Time, a Answer, preheat float64) float64 {
	switch {
	case t.Before(a.Start):
		return math.Ceil(2*preheat*part(t, a.times.PreheatStart, a.Start)) / 2
	case t.Before(a.End):
		return a.Offsets.ReductionC
	default:
		return a.Offsets.ReductionC * (1 - part(t, a.End, a.times.RecoveryEnd))
	}
}

// part is how much of [from, to] lies behind t, 0–1.
func part(t, from, to time.Time) float64 {
	if !from.Before(to) {
		return 1
	}
	return min(max(float64(t.Sub(from))/float64(to.Sub(from)), 0), 1)
}
