package sim

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// A Household is a house with people, and what is recorded of it. Everything in it may be
// changed before it is lived; what is random in its days comes from its own numbers.
type Household struct {
	Profile home.Profile // as declared, id included
	City    home.City
	Kind    Dwelling
	House   House
	People  People
	Records Records
	Changes []Change // to the house, by time
	Holds   []Hold   // of thermostats
	Faults  []Fault  // of sensors and meters

	seed  uint64
	index int
}

// Records says which series of a household are kept.
type Records struct {
	Zones bool // indoor, set-point and heating of each room
	Duty  bool // the heaters' duty in place of their energy
}

// A Hold is a room's thermostat that somebody sets and leaves, whatever the habits of the
// house: SetC in °C from From until To, or for good with a zero To. Events bend it like any
// other set-point.
type Hold struct {
	Room     int // index into the house's rooms
	From, To time.Time
	SetC     float64
}

// A Change alters the house from a moment on: new windows, a draught, a heater that fails.
type Change struct {
	At   time.Time
	Edit func(House) House
}

// traits are what share spreads over the homes.
const (
	traitUnknown = iota
	traitFlex
	traitCar
	traitPump
	traitStove
	traitFloor
	traitDuty
	traitNoZones
	traitNoProgramme
	traitManual
	traitBare
)

// cities is the order in which homes are given to cities.
var cities = [...]home.City{home.Quebec, home.Montreal, home.Gatineau, home.TroisRivieres, home.Montreal, home.Quebec, home.Montreal, home.Gatineau}

// NewHousehold draws home i of a pilot. Home 0 is the one that a demo opens: an ordinary
// semi-detached house in Québec in the winter credit, with everything declared; its id is
// lower than that of any other home of any pilot.
func NewHousehold(seed uint64, i int) Household {
	has := func(trait int, p float64) bool { return i > 0 && share(seed, i, trait, p) }
	rng := stream(seed, forHouse, uint64(i))
	h := Household{seed: seed, index: i, City: cities[i%len(cities)], Kind: Row, Records: Records{Zones: true}}
	if i > 0 {
		h.Kind = [...]Dwelling{Apartment, Apartment, Row, Row, Row, Detached, Detached, Detached, Detached, Detached}[rng.IntN(10)]
	}
	h.House = NewHouse(rng, h.Kind)
	if i == 0 {
		for len(h.House.Rooms) != 5 {
			h.House = NewHouse(rng, h.Kind)
		}
	}
	h.People = NewPeople(stream(seed, forPeople, uint64(i)), h.Kind)
	h.equip(rng, has)
	h.join(stream(seed, forProfile, uint64(i)), has)
	return h
}

// equip adds what only some homes have.
func (h *Household) equip(r *rand.Rand, has func(int, float64) bool) {
	living := max(0, h.House.find(salon.name))
	if h.Kind != Apartment && has(traitCar, 0.25) {
		h.People.Car = &Car{KW: 7.2, KWh: between(r, 6, 16), Share: between(r, 0.35, 0.8), StartH: [...]float64{0, 21, 23}[r.IntN(3)]}
	}
	if h.Kind != Apartment && has(traitPump, 0.22) {
		h.House.HeatPump = &HeatPump{Room: living, KW: between(r, 2.6, 4.2), CutoffC: between(r, -26, -18), BackupC: roundTo(between(r, 1, 2.5), 2)}
	} else if h.Kind == Detached && has(traitStove, 0.3) {
		h.People.Stove = &Stove{Room: living, KW: between(r, 1.6, 3), BelowC: between(r, -12, -3), Share: between(r, 0.3, 0.8)}
	}
	if bath := h.House.find(bain.name); bath >= 0 && has(traitFloor, 0.35) {
		h.House.Rooms[bath].Slab = 0.85
	}
	h.Records.Duty = has(traitDuty, 0.25)
	h.Records.Zones = !has(traitNoZones, 0.1)
}

// join gives the household its programme and declares what its people have told.
func (h *Household) join(r *rand.Rand, has func(int, float64) bool) {
	p := &h.People
	p.FollowShare, p.OverrideShare, p.Shift = between(r, 0.7, 0.98), between(r, 0.03, 0.22), between(r, 0, 0.7)
	p.Mode = [...]home.Mode{home.Moderate, home.Moderate, home.Moderate, home.Ambitious, home.Ambitious, home.Extreme}[r.IntN(6)]
	p.LeaveOutShare, p.PreheatBedrooms = between(r, 0, 0.3), chance(r, 0.4)
	p.Manual = has(traitManual, 0.2)
	p.Programme = home.WinterCredit
	rate := home.RateWinterCredit
	if has(traitFlex, 0.42) {
		p.Programme, rate = home.FlexD, home.RateFlexD
	} else if has(traitNoProgramme, 0.08) {
		p.Programme, rate = home.NoProgramme, home.RateD
	}
	if h.index == 0 {
		p.Mode, p.FollowShare, p.Control, p.NightDropC, p.AwayDropC = home.Ambitious, 0.95, Programmed, 2, 1
	}
	pr := home.Profile{ID: pseudonym(h.seed, h.index), Simulated: true, City: ptr(h.City)}
	if !has(traitUnknown, 0.13) {
		pr.Rate, pr.Programme = ptr(rate), ptr(p.Programme)
		if p.Programme != home.NoProgramme {
			pr.Since = ptr(series.Date{Year: 2021 + r.IntN(5), Month: time.December, Day: 1})
		}
		pr.BillingStart = ptr(series.Date{Year: 2025, Month: time.October, Day: 1 + r.IntN(28)})
	}
	if chance(r, 0.6) || h.index == 0 {
		pr.Mode = ptr(p.Mode)
	}
	heat := home.Baseboard
	switch {
	case h.House.HeatPump != nil:
		heat = home.HeatPump
	case p.Stove != nil:
		heat = home.Wood
	}
	if heat == home.Baseboard || chance(r, 0.7) { // some forget to say so
		pr.Heating = ptr(heat)
	}
	if h.Records.Zones {
		pr.Zones = h.declareZones(r, heat, has(traitBare, 0.15))
	}
	h.Profile = pr
}

// declareZones is what the people told of their rooms; the bare truth is that some told
// nothing.
func (h *Household) declareZones(r *rand.Rand, heat home.Heat, bare bool) map[string]home.ZoneProfile {
	if bare {
		return nil
	}
	zones := map[string]home.ZoneProfile{}
	for i, room := range h.House.Rooms {
		z := home.ZoneProfile{Kind: ptr(room.Kind), PowerKW: ptr(room.RatedKW), AreaM2: ptr(room.AreaM2)}
		switch {
		case room.Slab > 0:
			z.Heating = ptr(home.Floor)
		case heat != home.Baseboard && !h.unmetered(i):
			z.Heating = ptr(home.Baseboard)
		}
		if room.Kind == home.Basement {
			z.Plumbing = ptr(true)
		}
		if room.Name == bureau.name && h.People.HomeShare < 0.3 && chance(r, 0.5) {
			z.Unused = ptr("always")
		}
		zones[room.Name] = z
	}
	return zones
}

// check says what in a household cannot be lived.
func (h *Household) check() error {
	if err := h.House.Check(); err != nil {
		return err
	}
	if s := h.People.Stove; s != nil && (s.Room < 0 || s.Room >= len(h.House.Rooms)) {
		return fmt.Errorf("sim: a stove in room %d of %d", s.Room, len(h.House.Rooms))
	}
	for _, hold := range h.Holds {
		if hold.Room < 0 || hold.Room >= len(h.House.Rooms) || !finite(hold.SetC) {
			return fmt.Errorf("sim: %g °C held in room %d of %d", hold.SetC, hold.Room, len(h.House.Rooms))
		}
	}
	return nil
}

// unmetered reports whether a heat pump or a stove heats room i.
func (h *Household) unmetered(i int) bool {
	return h.House.HeatPump != nil && h.House.HeatPump.Room == i || h.People.Stove != nil && h.People.Stove.Room == i
}

// pseudonym is home i's id: four hexadecimal digits, another one for every i of a seed, and
// for home 0 one below all others.
func pseudonym(seed uint64, i int) home.ID {
	const lowest = 0x1000 // of homes other than 0
	key := mix(seed ^ uint64(forIDs)<<56)
	if i == 0 {
		return home.ID(fmt.Sprintf("%04X", 0x0100+key%0x0F00))
	}
	x := uint16(lowest + i - 1)
	for x = shuffle(x, key); x < lowest; { // walk the cycle back into the range: still one to one
		x = shuffle(x, key)
	}
	return home.ID(fmt.Sprintf("%04X", x))
}

// shuffle permutes 16 bits by a key: a Feistel network of four rounds.
func shuffle(x uint16, key uint64) uint16 {
	l, r := uint8(x>>8), uint8(x)
	for round := range uint64(4) {
		l, r = r, l^uint8(mix(key^uint64(r)<<8^round))
	}
	return uint16(l)<<8 | uint16(r)
}

func ptr[T any](v T) *T { return &v }

// inOrder is changes by time.
func inOrder(all []Change) []Change {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Change) int { return a.At.Compare(b.At) })
	return all
}
