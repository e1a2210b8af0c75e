package sim

import (
	"math/rand/v2"

	"courant/coach/home"
)

// A Control is how people use their thermostats.
type Control uint8

// The ways to use a thermostat.
const (
	Programmed Control = iota // by the clock, whatever they do
	ByHand                    // when they get up, leave and go to bed, and not always
	Constant                  // never
)

// People are the habits of a household. Hours are local, of a weekday; a habit is a mean
// that every day misses by something.
type People struct {
	Occupants                         int
	WakeH, LeaveH, ReturnH, SleepH    float64
	JitterH                           float64 // deviation of each of them, hours
	HomeShare                         float64 // weekdays on which somebody stays in
	OutShare                          float64 // days of the weekend with some hours out
	Control                           Control
	ComfortC, NightDropC, AwayDropC   float64 // the living room's set-point and its set-backs
	DialsPerDay                       float64 // how often somebody turns a dial for an hour or more
	VacationShare                     float64 // winters with some days away
	StandbyKW, MediaKW, LightKW       float64 // always on; while awake; while awake and dark
	DinnerKWh, LaundryADay, DishADay  float64
	TankKW, WaterKWh, TankLossKW      float64 // hot water: element, use a day, standing loss
	Car                               *Car    // nil: none
	Stove                             *Stove  // nil: none
	Programme                         home.Programme
	Mode                              home.Mode // offsets of their devices
	Manual                            bool      // no devices: they turn thermostats down themselves
	FollowShare, OverrideShare, Shift float64   // events followed; left half-way; chores and car put off
	LeaveOutShare                     float64   // rooms that never take part
	PreheatBedrooms                   bool
}

// A Car is an electric car and its habit.
type Car struct {
	KW, KWh float64 // charger; a usual evening's need
	Share   float64 // days on which it is charged
	StartH  float64 // 0: when they come home
}

// A Stove burns wood on cold evenings in one room.
type Stove struct {
	Room   int
	KW     float64 // heat into the room
	BelowC float64 // on days whose mean is below
	Share  float64 // of such evenings
}

// NewPeople draws habits for a kind of dwelling.
func NewPeople(r *rand.Rand, kind Dwelling) People {
	many := [...]float64{Apartment: 1.5, Row: 2.4, Detached: 2.8}[kind]
	n := max(1, min(5, int(around(r, many, 1.0)+0.5)))
	p := People{
		Occupants: n, WakeH: around(r, 6.3, 0.6), SleepH: around(r, 22.6, 0.6), JitterH: between(r, 0.25, 0.7),
		HomeShare: between(r, 0, 0.5), OutShare: between(r, 0.3, 0.8), ComfortC: roundTo(around(r, 21.2, 0.7), 2),
		DialsPerDay: between(r, 0, 0.35), VacationShare: 0.4,
		StandbyKW: between(r, 0.10, 0.22) + 0.03*float64(n), MediaKW: between(r, 0.12, 0.30) + 0.03*float64(n), LightKW: between(r, 0.08, 0.30),
		DinnerKWh: between(r, 0.8, 1.8), LaundryADay: 0.14 * float64(n), DishADay: min(0.9, 0.22*float64(n)),
		TankKW: [...]float64{3, 4.5}[min(1, r.IntN(3))], WaterKWh: 1.0 + float64(n)*between(r, 1.5, 2.4), TankLossKW: between(r, 0.05, 0.09),
	}
	p.LeaveH = p.WakeH + between(r, 0.9, 1.8)
	p.ReturnH = around(r, 17, 0.7)
	if chance(r, 0.2) { // retired, or working at home
		p.HomeShare = between(r, 0.85, 1)
	}
	switch u := r.Float64(); {
	case u < 0.5:
		p.Control = Programmed
	case u < 0.8:
		p.Control = ByHand
	default:
		p.Control = Constant
	}
	if p.Control != Constant {
		p.NightDropC, p.AwayDropC = roundTo(between(r, 0.5, 3), 2), roundTo(between(r, 0, 3), 2)
	}
	return p
}
