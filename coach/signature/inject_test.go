package signature

import (
	"math"
	"math/rand/v2"
	"time"

	"courant/coach/series"
	"courant/coach/sim"
)

// An injection is a fault at the size that matters, put into a simulated home.
type injection struct {
	desc   string
	code   string
	within int  // days
	summer bool // needs mild nights
	// spoil are faults of meters and sensors that begin at a moment; the zone that must be
	// told, or "" for the home. Not ok: this home cannot have the fault.
	spoil func(c *trial) (faults []sim.Fault, zone string, ok bool)
	// alter changes the house or its people before the days are lived.
	alter func(c *trial, h *sim.Household) (zone string, ok bool)
	// matters says whether what was altered came to the size that matters; nil: always.
	matters func(c *trial, lived sim.Home) bool
}

// A trial is one home with one fault to come.
type trial struct {
	i     int
	house *sim.House
	set   series.Set // without the fault
	from  time.Time
	rooms bool
	stove bool // in the first room
}

func (c *trial) room() string { return c.house.Rooms[c.i%len(c.house.Rooms)].Name }

func (c *trial) indoor() series.Key { return series.Key{Zone: c.room(), Kind: series.Indoor} }

// value replaces the one interval that holds a moment.
func value(key series.Key, at time.Time, v func(float64) float64) sim.Fault {
	return func(set series.Set) {
		s, ok := set[key]
		if !ok {
			return
		}
		s = s.Clone()
		i := s.Index(at)
		s.Values[i] = v(s.Values[i])
		set[key] = s
	}
}

func from(key series.Key, at time.Time, v func(float64) float64) sim.Fault {
	return func(set series.Set) {
		s, ok := set[key]
		if !ok {
			return
		}
		s = s.Clone()
		for i := range s.Values {
			if !s.Time(i).Before(at) {
				s.Values[i] = v(s.Values[i])
			}
		}
		set[key] = s
	}
}

// apart are two rooms whose set-points differ by at least c °C over the week from a moment.
func (c *trial) apart(least float64) (a, b string, ok bool) {
	for i := range c.house.Rooms {
		for j := range i {
			a, b := c.house.Rooms[i].Name, c.house.Rooms[j].Name
			x := c.set.Get(a, series.Setpoint).Slice(c.from, c.from.AddDate(0, 0, 7)).Values
			y := c.set.Get(b, series.Setpoint).Slice(c.from, c.from.AddDate(0, 0, 7)).Values
			d := 0.0
			for k := range x {
				d += (x[k] - y[k]) / float64(len(x))
			}
			if len(x) > 0 && math.Abs(d) >= least {
				return a, b, true
			}
		}
	}
	return "", "", false
}

func injections() []injection {
	energy, outdoor := series.Key{Kind: series.Energy}, series.Key{Kind: series.Outdoor}
	times := func(k float64) func(float64) float64 { return func(v float64) float64 { return v * k } }
	fahrenheit := func(v float64) float64 { return v*9/5 + 32 }
	home := func(f func(c *trial) sim.Fault) func(c *trial) ([]sim.Fault, string, bool) {
		return func(c *trial) ([]sim.Fault, string, bool) { return []sim.Fault{f(c)}, "", true }
	}
	room := func(f func(c *trial) sim.Fault) func(c *trial) ([]sim.Fault, string, bool) {
		return func(c *trial) ([]sim.Fault, string, bool) { return []sim.Fault{f(c)}, c.room(), c.rooms }
	}
	day := func(c *trial) time.Time { return c.from.Add(24 * time.Hour) }
	return []injection{
		{desc: "0.3 kW more, day and night", code: BaseStep, within: 7, spoil: home(func(c *trial) sim.Fault { return sim.BaseStep(c.from, 0.3) })},
		{desc: "15 % more heat lost", code: UADrift, within: 21, alter: func(c *trial, h *sim.Household) (string, bool) {
			h.Changes = append(h.Changes, sim.Drift(c.from, 0.15))
			return "", true
		}},
		{desc: "the home silent for a day", code: Silent, within: 1, spoil: home(func(c *trial) sim.Fault { return sim.Blackout(c.from, day(c)) })},
		{desc: "the meter silent for a day", code: Silent, within: 1, spoil: home(func(c *trial) sim.Fault { return sim.Silence(energy, c.from, day(c)) })},
		{desc: "a room silent for a day", code: Silent, within: 1, spoil: room(func(c *trial) sim.Fault {
			return func(set series.Set) {
				for _, k := range []series.Kind{series.Indoor, series.Setpoint, series.Heating, series.Duty} {
					sim.Silence(series.Key{Zone: c.room(), Kind: k}, c.from, day(c))(set)
				}
			}
		})},
		{desc: "a room's sensor frozen for a day", code: Stuck, within: 1, spoil: room(func(c *trial) sim.Fault { return sim.Freeze(c.indoor(), c.from, day(c)) })},
		{desc: "the meter frozen for a day", code: Stuck, within: 1, spoil: home(func(c *trial) sim.Fault { return sim.Freeze(energy, c.from, day(c)) })},
		{desc: "the outdoor sensor frozen for a day", code: Stuck, within: 1, spoil: home(func(c *trial) sim.Fault { return sim.Freeze(outdoor, c.from, day(c)) })},
		{desc: "a set-point missed by 2 °C", code: NotReached, within: 14, spoil: func(c *trial) ([]sim.Fault, string, bool) {
			// A room that a stove keeps above its set-point misses none.
			return []sim.Fault{shifted(c.room(), c.from, -2)}, c.room(), c.rooms && !(c.stove && c.room() == c.house.Rooms[0].Name)
		}},
		{desc: "two rooms 1.5 °C apart exchanged", code: Swapped, within: 7, spoil: func(c *trial) ([]sim.Fault, string, bool) {
			a, b, ok := c.apart(1.5)
			return []sim.Fault{sim.Swap(a, b, c.from)}, b, ok && c.rooms
		}},
		{desc: "indoors and outdoors exchanged", code: Swapped, within: 7, spoil: room(func(c *trial) sim.Fault {
			return func(set series.Set) {
				in, out := set[c.indoor()].Clone(), set[outdoor].Clone()
				for i := range in.Values {
					if at := in.Time(i); !at.Before(c.from) {
						in.Values[i], out.Values[out.Index(at)] = out.At(at), in.Values[i]
					}
				}
				set[c.indoor()], set[outdoor] = in, out
			}
		})},
		{desc: "Wh taken for kWh", code: Unit, within: 1, spoil: home(func(c *trial) sim.Fault { return from(energy, c.from, times(1000)) })},
		{desc: "MWh taken for kWh", code: Unit, within: 1, spoil: home(func(c *trial) sim.Fault { return from(energy, c.from, times(0.001)) })},
		{desc: "kW of 15 min taken for kWh", code: Unit, within: 7, spoil: home(func(c *trial) sim.Fault { return from(energy, c.from, times(4)) })},
		{desc: "°F taken for °C in a room", code: Unit, within: 1, spoil: room(func(c *trial) sim.Fault { return from(c.indoor(), c.from, fahrenheit) })},
		{desc: "an interval of a thousand times", code: Spike, within: 1, spoil: home(func(c *trial) sim.Fault { return value(energy, c.from, times(1000)) })},
		{desc: "an interval of 60 kW", code: Spike, within: 1, spoil: home(func(c *trial) sim.Fault {
			return value(energy, c.from, func(float64) float64 { return 60 * c.set[energy].Step.Hours() })
		})},
		{desc: "an interval of 20 °C more in a room", code: Spike, within: 1, spoil: room(func(c *trial) sim.Fault {
			return value(c.indoor(), c.from, func(v float64) float64 { return v + 20 })
		})},
		{desc: "a room that heats what another lets cool", code: Fighting, within: 7, alter: fight, matters: fights},
		{desc: "a living room at 25 °C on mild nights", code: MildNight, within: 14, summer: true, alter: func(c *trial, h *sim.Household) (string, bool) {
			h.Holds = append(h.Holds, sim.Hold{Room: 0, From: c.from, SetC: 25})
			return h.House.Rooms[0].Name, h.Records.Zones
		}, matters: func(c *trial, lived sim.Home) bool { return c.mild(lived.Truth.House.Rooms[0], lived.Set) }},
		{desc: "a heater stuck at 0.3 kW on mild nights", code: MildNight, within: 14, summer: true, spoil: func(c *trial) ([]sim.Fault, string, bool) {
			kw := func(key series.Key, kw float64) sim.Fault {
				step := c.set[energy].Step.Hours()
				return from(key, c.from, func(v float64) float64 { return v + kw*step })
			}
			heat := series.Key{Zone: c.room(), Kind: series.Heating}
			_, ok := c.set[heat]
			return []sim.Fault{kw(energy, 0.3), kw(heat, 0.3)}, c.room(), ok && c.mild(sim.Room{}, nil)
		}},
	}
}

// mild reports whether three nights of the second week have a mean of 14 °C or more, on which
// a room took a kWh of heat where its set is given: on no others is heat one too much.
func (c *trial) mild(room sim.Room, set series.Set) bool {
	nights := 0
	for d := 7; d < 14; d++ {
		from := series.DateOf(c.from, toronto).Add(d).Start(toronto)
		to := from.Add(5 * time.Hour)
		heat, _ := set.Get(room.Name, series.Heating).Sum(from, to)
		if duty := set.Get(room.Name, series.Duty); duty.Known() > 0 {
			heat = 5 * room.RatedKW * duty.Mean(from, to)
		}
		if c.set.Get("", series.Outdoor).Mean(from, to) >= 14 && (set == nil || heat >= 1) {
			nights++
		}
	}
	return nights >= 3
}

// fight sets one room to 24 °C whose heater is no larger than it needs for itself, and another
// to 16 °C, both open to the rest of the home at 20 °C: the first heater does not keep up, and
// the second room gets all it needs from its neighbours.
func fight(c *trial, h *sim.Household) (string, bool) {
	if h.House.HeatPump != nil || h.People.Stove != nil || !h.Records.Zones {
		return "", false
	}
	const warm, cold = 1, 2
	for k := range h.House.Rooms {
		room, set := &h.House.Rooms[k], 20.0
		switch k {
		case warm:
			set = 24
			room.Core *= 6
			room.RatedKW = 25*room.UA() + 0.2
			if z, ok := h.Profile.Zones[room.Name]; ok {
				z.PowerKW = &room.RatedKW
				h.Profile.Zones[room.Name] = z
			}
		case cold:
			set = 16
			room.Core *= 12
		}
		h.Holds = append(h.Holds, sim.Hold{Room: k, From: c.from, SetC: set})
	}
	return h.House.Rooms[warm].Name, true
}

// fights reports whether the two rooms were at odds for a quarter of the week: nearly all of
// the one's heat, none of the other's. Where the small heater was enough there is no fight.
func fights(c *trial, lived sim.Home) bool {
	const warm, cold = 1, 2
	duty := func(k int) series.Series {
		room := lived.Truth.House.Rooms[k]
		s := lived.Set.Get(room.Name, series.Duty)
		if s.Known() == 0 {
			s = lived.Set.Get(room.Name, series.Heating).Clone()
			for i := range s.Values {
				s.Values[i] /= room.RatedKW * s.Step.Hours()
			}
		}
		return s.Slice(c.from, c.from.AddDate(0, 0, 7))
	}
	a, b := duty(warm), duty(cold)
	n := 0
	for i, v := range a.Values {
		if v > 0.8 && b.Values[i] < 0.02 {
			n++
		}
	}
	return 4*n >= a.Len()
}

// unsettled people keep no hours: they get up, leave and go to bed an hour or two off their
// habit, stay in often, turn dials, and are away once a winter.
func unsettled(p *sim.People, r *rand.Rand) {
	p.JitterH = 1 + 1.2*r.Float64()
	p.HomeShare, p.OutShare = 0.3+0.4*r.Float64(), 0.3+0.6*r.Float64()
	p.DialsPerDay, p.VacationShare = 0.7+r.Float64(), 1
	p.Control = sim.Control(r.IntN(3))
	p.LaundryADay *= 1.5
	p.DinnerKWh *= 1.3
}

// shifted is a fault that moves the temperature of a room from a moment on.
func shifted(zone string, from time.Time, by float64) sim.Fault {
	return func(set series.Set) {
		key := series.Key{Zone: zone, Kind: series.Indoor}
		s, ok := set[key]
		if !ok {
			return
		}
		s = s.Clone()
		for i := range s.Values {
			if !s.Time(i).Before(from) {
				s.Values[i] += by
			}
		}
		set[key] = s
	}
}

// since is a set without what came before a moment.
func since(set series.Set, from time.Time) series.Set {
	out := series.Set{}
	for k, s := range set {
		out[k] = s.Slice(from, s.End())
	}
	return out
}
