package plan

import (
	"math"
	"slices"

	"courant/coach/home"
	"courant/coach/series"
	"courant/coach/thermal"
)

// A room is one zone with its past and what was learned from it.
type room struct {
	home.Zone
	name string // "home" where the home has no zones

	setpoint, indoor, heat []float64 // on the record's grid: °C, °C, kW; NaN is a gap
	target                 []float64 // what the thermostat aimed at: measured, else indoor, else usual
	metered                bool      // the heat is this room's own measurement
	habit                  habit

	loss       float64 // kW/K, all of it to outdoors; NaN where no heat is known
	model      thermal.Model
	step       thermal.Discrete // of a slot
	thermostat thermal.Thermostat
	spread     float64 // °C, root mean square of the model's miss indoors
	outdoors   bool    // its sensor reads the outdoor temperature: it counts as not measured
	silent     bool    // its heaters gave nothing although it stayed below its set-point
	excited    bool    // its set-point has moved enough to know how fast it cools
}

// Learned from less than this, a room's loss is mostly the prior.
const minHeatDays = 7

// openRooms makes the rooms of a record and gives each its series.
func (r *record) openRooms(h home.Home, known series.Set) {
	for _, z := range zonesOf(h) {
		room := &room{Zone: z, name: z.Name, loss: math.NaN()}
		if z.Name == "" {
			room.name = "home"
		}
		room.setpoint = r.onGrid(known.Get(z.Name, series.Setpoint))
		room.indoor = r.onGrid(known.Get(z.Name, series.Indoor))
		room.heat, room.metered = r.meteredHeat(z, known)
		room.habit = r.learnHabit(room.setpoint)
		if room.outdoors = room.readsOutdoors(r); room.outdoors { // it says nothing of the room
			room.indoor = r.onGrid(series.Series{Kind: series.Indoor})
		}
		room.aim(r)
		r.rooms = append(r.rooms, room)
	}
	r.shareHeat(known)
}

// meteredHeat is a zone's own heating in kW: measured, or its heaters' duty and rating.
func (r *record) meteredHeat(z home.Zone, set series.Set) (kw []float64, ok bool) {
	kw = r.onGrid(set.Get(z.Name, series.Heating))
	scale := 1 / Step.Hours()
	if slices.IndexFunc(kw, known) < 0 && z.PowerKW.Value > 0 {
		kw, scale = r.onGrid(set.Get(z.Name, series.Duty)), z.PowerKW.Value
	}
	for i := range kw {
		kw[i] *= scale
	}
	return kw, slices.IndexFunc(kw, known) >= 0
}

// aim fills in what the thermostat aimed at, without gaps.
func (room *room) aim(r *record) {
	room.target = make([]float64, r.n)
	for i := range room.target {
		switch {
		case known(room.setpoint[i]):
			room.target[i] = room.setpoint[i]
		case room.habit.assumed && known(room.indoor[i]):
			room.target[i] = room.indoor[i]
		default:
			room.target[i] = math.NaN()
		}
	}
	for i, v := range room.target {
		if !known(v) {
			room.target[i] = room.habit.c[r.kind[i]][r.clock[i]]
		}
	}
}

// shareHeat gives the rooms that have no meter of their own their part of the home's
// heating, by rating, else by area, else alike; where some rooms are metered, the others
// stay unknown.
func (r *record) shareHeat(set series.Set) {
	if slices.ContainsFunc(r.rooms, func(m *room) bool { return m.metered }) {
		return
	}
	heat, loss := r.homeHeat(set)
	if heat == nil {
		return
	}
	weights := shares(r.rooms)
	for i, m := range r.rooms {
		m.heat = make([]float64, r.n)
		for t, v := range heat {
			m.heat[t] = weights[i] * v
		}
		m.loss = weights[i] * loss
		m.metered = !known(loss) // measured as a whole: each part is fitted as if metered
	}
}

func shares(rooms []*room) []float64 {
	weigh := func(of func(*room) float64) ([]float64, bool) {
		w, sum := make([]float64, len(rooms)), 0.0
		for i, m := range rooms {
			if w[i] = of(m); w[i] <= 0 {
				return nil, false
			}
			sum += w[i]
		}
		for i := range w {
			w[i] /= sum
		}
		return w, true
	}
	for _, of := range []func(*room) float64{
		func(m *room) float64 { return m.PowerKW.Value },
		func(m *room) float64 { return m.AreaM2.Value },
	} {
		if w, ok := weigh(of); ok {
			return w
		}
	}
	w, _ := weigh(func(*room) float64 { return 1 })
	return w
}
