package sim

import (
	"iter"
	"time"

	"courant/coach/event"
	"courant/coach/series"
)

// A Pilot is simulated homes that share a World. Its methods may be called by any number of
// workers at once.
type Pilot struct {
	World *World
}

// NewPilot makes the world of a pilot; homes are lived when they are asked for.
func NewPilot(c Config) (*Pilot, error) {
	w, err := NewWorld(c)
	if err != nil {
		return nil, err
	}
	return &Pilot{World: w}, nil
}

// Len is the number of homes.
func (p *Pilot) Len() int { return p.World.Config.Homes }

// Events are those of all programmes that start in the span, sorted.
func (p *Pilot) Events() []event.Event { return p.World.Events }

// Household is home i before it is lived, to be looked at or changed.
func (p *Pilot) Household(i int) Household {
	h := NewHousehold(p.World.Config.Seed, i)
	if flaw, ok := flawOf(p.World.Config, i, len(h.House.Rooms)); ok && p.World.Config.Faults {
		flaw.into(&h)
	}
	return h
}

// Home is home i, lived: about 20 series of the whole span. The pilot keeps no home, so that
// any number can be streamed. A household that Household made never fails.
func (p *Pilot) Home(i int) (Home, error) {
	h := p.Household(i)
	out, err := h.Live(p.World, p.World.Config.Counterfactual)
	if err != nil {
		return Home{}, err
	}
	if flaw, ok := flawOf(p.World.Config, i, len(h.House.Rooms)); ok && p.World.Config.Faults {
		out.Truth.Flaws = []Flaw{flaw.told(h)}
	}
	return out, nil
}

// Homes lives the homes one after the other.
func (p *Pilot) Homes() iter.Seq2[Home, error] {
	return func(yield func(Home, error) bool) {
		for i := range p.Len() {
			if !yield(p.Home(i)) {
				return
			}
		}
	}
}

// A Flaw is what Config.Faults did to a home. Codes: "base-step", "ua-drift", "weak-heater",
// "frozen-sensor", "silence", "spike".
type Flaw struct {
	Code     string
	Zone     string // "": the whole home
	From, To time.Time

	room int
	size float64
}

// flawOf is the flaw of home i: every fourth has one, of the kinds in turn, in the weeks
// before the moment that the pilot is looked at.
func flawOf(c Config, i, rooms int) (Flaw, bool) {
	if i%4 != 3 {
		return Flaw{}, false
	}
	now := c.To
	if !c.At.IsZero() {
		now = c.At
	}
	now = now.UTC().Truncate(c.Step)
	rng := stream(c.Seed, forFaults, uint64(i))
	room, u := rng.IntN(rooms), rng.Float64()
	days := func(n float64) time.Time {
		return now.Add(-time.Duration(n * 24 * float64(time.Hour))).Truncate(c.Step)
	}
	switch i / 4 % 6 {
	case 0:
		return Flaw{Code: "base-step", From: days(10 + 10*u), To: c.To, size: 0.3 + 0.3*u}, true
	case 1:
		return Flaw{Code: "ua-drift", From: days(22 + 8*u), To: c.To, size: 0.15 + 0.15*u}, true
	case 2:
		return Flaw{Code: "weak-heater", From: days(16 + 5*u), To: c.To, room: room, size: 0.35}, true
	case 3:
		return Flaw{Code: "frozen-sensor", From: days(1.2 + u), To: c.To, room: room}, true
	case 4:
		return Flaw{Code: "silence", From: days(3 + u), To: days(2 + u), room: room}, true
	default:
		return Flaw{Code: "spike", From: days(4 + u), To: days(4 + u).Add(c.Step), size: 1000}, true
	}
}

// into puts the flaw into a household.
func (f Flaw) into(h *Household) {
	indoor := series.Key{Zone: h.House.Rooms[f.room].Name, Kind: series.Indoor}
	switch f.Code {
	case "base-step":
		h.Faults = append(h.Faults, BaseStep(f.From, f.size))
	case "ua-drift":
		h.Changes = append(h.Changes, Drift(f.From, f.size))
	case "weak-heater":
		h.Changes = append(h.Changes, Weaken(f.From, f.room, f.size))
	case "frozen-sensor":
		h.Faults = append(h.Faults, Freeze(indoor, f.From, f.To))
	case "silence":
		h.Faults = append(h.Faults, Blackout(f.From, f.To))
	default:
		h.Faults = append(h.Faults, Spike(wholeHome, f.From, f.size))
	}
}

// told is the flaw with the name of its zone.
func (f Flaw) told(h Household) Flaw {
	if f.Code == "weak-heater" || f.Code == "frozen-sensor" {
		f.Zone = h.House.Rooms[f.room].Name
	}
	return f
}
