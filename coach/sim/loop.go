package sim

import (
	"fmt"
	"math"
	"time"
)

// substep is the longest time over which heaters and the hall are held: about how often a
// thermostat decides.
const substep = 5 * time.Minute

// defaultBand is the proportional band of line-voltage thermostats here, °C.
const defaultBand = 0.6

// A Loop is a house that is lived in slot by slot: give it a Slot, get a Reading, choose the
// next set-points from what was read. The zero value is of no use: House.Loop makes one.
type Loop struct {
	AirC, MassC []float64 // state, °C a room; may be set between slots

	step, dt time.Duration
	subs     int
	rooms    []controlled
	coreSum  float64
	pump     *HeatPump
	ventC    float64
	air, mas []float64 // constant part of a slot, per room
}

// controlled is a room's step with its thermostat.
type controlled struct {
	discrete
	p1, p2          float64 // answer of air and mass to a kW of heater
	core, ai, aw    float64
	gain            float64
	rated, half     float64
	slope, steepest float64 // kW/°C of the implicit and of the bare control law
	window          float64 // kW/°C through open windows
}

// A Slot is what acts on the house over one step.
type Slot struct {
	OutdoorC float64
	SolarWM2 float64
	GainsKW  []float64 // people and appliances, per room; nil: none
	SetC     []float64 // set-points, °C per room
}

// A Reading is what the house did over a slot.
type Reading struct {
	IndoorC     []float64 // mean air temperature per room
	HeatKWh     []float64 // electricity of the heaters per room
	HeatPumpKWh float64   // electricity of the heat pump
	HeatKW      float64   // heat from heaters and heat pump together, mean kW
}

// Loop starts a house at rest: at the given temperatures (one a room), with the mass where
// it would settle outdoors being outdoorC.
func (h House) Loop(step time.Duration, startC []float64, outdoorC float64) (*Loop, error) {
	if err := h.Check(); err != nil {
		return nil, err
	}
	if step <= 0 || len(startC) != len(h.Rooms) {
		return nil, fmt.Errorf("sim: a step of %s and %d temperatures for %d rooms", step, len(startC), len(h.Rooms))
	}
	n := len(h.Rooms)
	l := &Loop{AirC: append([]float64(nil), startC...), MassC: make([]float64, n), air: make([]float64, n), mas: make([]float64, n), step: step}
	for i, r := range h.Rooms {
		l.MassC[i] = (r.Him*startC[i] + r.Hmo*outdoorC) / (r.Him + r.Hmo)
	}
	l.Renovate(h)
	return l, nil
}

// Renovate changes the house under its people: same rooms, other figures.
func (l *Loop) Renovate(h House) {
	l.subs = int((l.step + substep - 1) / substep)
	l.dt = l.step / time.Duration(l.subs)
	l.rooms, l.coreSum, l.pump, l.ventC = make([]controlled, len(h.Rooms)), 0, h.HeatPump, math.Inf(1)
	if h.VentC != 0 {
		l.ventC = h.VentC
	}
	for i, r := range h.Rooms {
		d := r.discretise(l.dt)
		band := r.BandC
		if band == 0 {
			band = defaultBand
		}
		c := controlled{
			discrete: d, core: r.Core, ai: r.Ai / 1000, aw: r.Aw / 1000, gain: r.Gain, rated: r.RatedKW, half: band / 2,
			p1: (1-r.Slab)*d.q1 + r.Slab*d.m1, p2: (1-r.Slab)*d.q2 + r.Slab*d.m2, steepest: r.RatedKW / band,
		}
		c.window = r.Ci // an air change or two an hour, furniture counted as air
		c.slope = c.steepest / (1 + c.steepest*c.p1)
		l.rooms[i] = c
		l.coreSum += r.Core
	}
}

// Step lives one slot and writes what happened into out, whose slices are made when short.
//
// A thermostat gives power in proportion to how far the air is below the upper end of its
// band: p = rated·(½ + (set − Ti)/band), cut to 0…rated, with Ti at the end of each five
// minutes. Solving for that end makes the control stable at any band.
func (l *Loop) Step(in Slot, out *Reading) {
	n := len(l.rooms)
	out.IndoorC, out.HeatKWh = sized(out.IndoorC, n), sized(out.HeatKWh, n)
	for i := range l.rooms {
		r := &l.rooms[i]
		q, m := r.ai*in.SolarWM2, r.aw*in.SolarWM2
		if in.GainsKW != nil {
			q += in.GainsKW[i]
		}
		l.air[i] = r.o1*in.OutdoorC + r.q1*q + r.m1*m
		l.mas[i] = r.o2*in.OutdoorC + r.q2*q + r.m2*m
		out.IndoorC[i], out.HeatKWh[i] = 0, 0
	}
	pumpRoom, pumpKW, cop, backup := -1, 0.0, 1.0, 0.0
	if l.pump != nil {
		pumpRoom, backup = l.pump.Room, l.pump.BackupC
		pumpKW, cop = l.pump.At(in.OutdoorC)
	}
	pumped := 0.0
	for range l.subs {
		hall := 0.0
		if l.coreSum > 0 {
			for i := range l.rooms {
				hall += l.rooms[i].core * l.AirC[i]
			}
			hall /= l.coreSum
		}
		for i := range l.rooms {
			r := &l.rooms[i]
			ti, tw := l.AirC[i], l.MassC[i]
			pull := r.core * (hall - ti)
			if ti > l.ventC && ti > in.OutdoorC {
				pull -= r.window * (ti - max(in.OutdoorC, l.ventC-2))
			}
			air := r.a11*ti + r.a12*tw + l.air[i] + r.q1*pull
			mass := r.a21*ti + r.a22*tw + l.mas[i] + r.q2*pull
			set := in.SetC[i]
			if i == pumpRoom && pumpKW > 0 {
				steep := pumpKW / (2 * r.half)
				p := clip(steep/(1+steep*r.q1)*(set+r.half-air), pumpKW)
				air += r.q1 * p
				mass += r.q2 * p
				pumped += p
				set -= backup
			}
			p := clip(r.slope*(set+r.half-air), r.rated)
			air += r.p1 * p
			mass += r.p2 * p
			out.IndoorC[i] += ti + air
			out.HeatKWh[i] += p
			l.AirC[i], l.MassC[i] = air, mass
		}
	}
	hours := l.dt.Hours()
	out.HeatKW = pumped
	for i := range l.rooms {
		out.IndoorC[i] /= float64(2 * l.subs)
		out.HeatKW += out.HeatKWh[i]
		out.HeatKWh[i] *= hours
	}
	out.HeatKW /= float64(l.subs)
	out.HeatPumpKWh = pumped / cop * hours
}

func clip(p, most float64) float64 {
	if p < 0 {
		return 0
	}
	if p > most {
		return most
	}
	return p
}

func sized(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	return s[:n]
}
