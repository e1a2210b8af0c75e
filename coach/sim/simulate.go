package sim

import (
	"fmt"
	"time"

	"courant/coach/series"
)

// A Drive is what acts on a house over a span, one value a slot: the whole story of a
// simulation but the house itself.
type Drive struct {
	Start    time.Time
	Step     time.Duration
	Outdoor  []float64   // °C
	Solar    []float64   // W/m²; nil: night
	GainsKW  []float64   // people and appliances, shared out by Room.Gain; nil: none
	RoomKW   [][]float64 // more heat per room (a stove, a draught below 0); nil, also per room: none
	Set      [][]float64 // set-points per room, °C
	Renovate []Renovation
}

// A Renovation puts another house under the same people at a slot.
type Renovation struct {
	At    int
	House House
}

// A Run is what a house did under a Drive.
type Run struct {
	Start       time.Time
	Step        time.Duration
	Indoor      [][]float64 // °C, mean over the slot, per room
	Heat        [][]float64 // kWh of the heaters, per room
	HeatPumpKWh []float64   // kWh of electricity, nil without a heat pump
}

// Steady is a drive of n slots that holds one weather, sun and set-point in each of rooms.
func Steady(start time.Time, step time.Duration, n, rooms int, outdoorC, solarWM2, setC float64) Drive {
	d := Drive{Start: start, Step: step, Outdoor: filled(n, outdoorC), Solar: filled(n, solarWM2)}
	for range rooms {
		d.Set = append(d.Set, filled(n, setC))
	}
	return d
}

func filled(n int, v float64) []float64 {
	s := make([]float64, n)
	for i := range s {
		s[i] = v
	}
	return s
}

// Follow puts a schedule over the set-points of a room, wherever it is known: what happens
// when a plan is applied.
func (d Drive) Follow(room int, schedule series.Series) {
	set := d.Set[room]
	for i := range set {
		if v := schedule.At(d.Start.Add(time.Duration(i) * d.Step)); v == v {
			set[i] = v
		}
	}
}

// Simulate lives the whole drive from a house at rest at its first set-points.
func (h House) Simulate(d Drive) (Run, error) {
	n, rooms := len(d.Outdoor), len(h.Rooms)
	if err := d.check(rooms); err != nil {
		return Run{}, err
	}
	start := make([]float64, rooms)
	for i := range start {
		start[i] = d.Set[i][0]
	}
	loop, err := h.Loop(d.Step, start, d.Outdoor[0])
	if err != nil {
		return Run{}, err
	}
	run := Run{Start: d.Start, Step: d.Step, Indoor: grid(rooms, n), Heat: grid(rooms, n)}
	if h.HeatPump != nil {
		run.HeatPumpKWh = make([]float64, n)
	}
	slot := Slot{GainsKW: make([]float64, rooms), SetC: make([]float64, rooms)}
	var read Reading
	for k := range n {
		for len(d.Renovate) > 0 && d.Renovate[0].At <= k {
			loop.Renovate(d.Renovate[0].House)
			d.Renovate = d.Renovate[1:]
		}
		d.slot(k, loop, &slot)
		loop.Step(slot, &read)
		for i := range rooms {
			run.Indoor[i][k], run.Heat[i][k] = read.IndoorC[i], read.HeatKWh[i]
		}
		if run.HeatPumpKWh != nil {
			run.HeatPumpKWh[k] = read.HeatPumpKWh
		}
	}
	return run, nil
}

// slot is what acts on the house in slot k.
func (d *Drive) slot(k int, l *Loop, s *Slot) {
	s.OutdoorC, s.SolarWM2 = d.Outdoor[k], 0
	if d.Solar != nil {
		s.SolarWM2 = d.Solar[k]
	}
	for i := range s.SetC {
		s.SetC[i], s.GainsKW[i] = d.Set[i][k], 0
		if d.GainsKW != nil {
			s.GainsKW[i] = l.rooms[i].gain * d.GainsKW[k]
		}
		if d.RoomKW != nil && d.RoomKW[i] != nil {
			s.GainsKW[i] += d.RoomKW[i][k]
		}
	}
}

func (d *Drive) check(rooms int) error {
	n := len(d.Outdoor)
	wrong := n == 0 || d.Step <= 0 || len(d.Set) != rooms ||
		d.Solar != nil && len(d.Solar) != n || d.GainsKW != nil && len(d.GainsKW) != n || d.RoomKW != nil && len(d.RoomKW) != rooms
	for _, s := range d.Set {
		wrong = wrong || len(s) != n
	}
	for _, s := range d.RoomKW {
		wrong = wrong || s != nil && len(s) != n
	}
	for _, r := range d.Renovate {
		if len(r.House.Rooms) != rooms {
			return fmt.Errorf("sim: a renovation from %d to %d rooms", rooms, len(r.House.Rooms))
		}
		if err := r.House.Check(); err != nil {
			return err
		}
	}
	if wrong {
		return fmt.Errorf("sim: a drive of %d slots whose parts do not fit %d rooms", n, rooms)
	}
	return nil
}

func grid(rows, n int) [][]float64 {
	flat := make([]float64, rows*n)
	out := make([][]float64, rows)
	for i := range out {
		out[i] = flat[i*n : (i+1)*n : (i+1)*n]
	}
	return out
}

// Set is the run as measured series, without noise: per room its indoor temperature,
// set-points and heating. The whole home's energy is base (kWh a slot, nil: none) plus all
// heating; weather is that of the drive.
func (r Run) Set(h House, d Drive, base []float64) series.Set {
	n := len(d.Outdoor)
	total := make([]float64, n)
	copy(total, base)
	set := series.Set{}
	put := func(zone string, kind series.Kind, values []float64) {
		if values != nil {
			set[series.Key{Zone: zone, Kind: kind}] = series.Series{Kind: kind, Start: r.Start.UTC(), Step: r.Step, Values: values}
		}
	}
	for i, room := range h.Rooms {
		put(room.Name, series.Indoor, r.Indoor[i])
		put(room.Name, series.Heating, r.Heat[i])
		put(room.Name, series.Setpoint, d.Set[i])
		for k, v := range r.Heat[i] {
			total[k] += v
		}
	}
	for k, v := range r.HeatPumpKWh {
		total[k] += v
	}
	put("", series.Energy, total)
	put("", series.Outdoor, d.Outdoor)
	put("", series.Solar, d.Solar)
	return set
}
