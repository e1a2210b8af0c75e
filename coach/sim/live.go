package sim

import (
	"slices"

	"courant/coach/home"
	"courant/coach/series"
)

// A Home is what a pilot knows of one household, and what only the simulation knows.
type Home struct {
	Profile home.Profile
	Set     series.Set // measured, with the forecast of its city's weather
	Truth   Truth
}

// Live lives the household through the world: its days, its answers to the events, its
// heating, and what the meters make of it. With counterfactual, the same days are lived
// once more without events.
func (h Household) Live(w *World, counterfactual bool) (Home, error) {
	if err := h.check(); err != nil {
		return Home{}, err
	}
	answers := h.answers(w)
	d := h.keep(w)
	loads := h.burden(w, d, answers)
	drive := h.drive(w, d, loads)
	usual := drive.Set
	if slices.ContainsFunc(answers, Answer.took) {
		drive.Set = cloneGrid(usual)
		for i := range drive.Set {
			h.bend(w, answers, i, drive.Set[i])
		}
	}
	run, err := h.House.Simulate(drive)
	if err != nil {
		return Home{}, err
	}
	out := Home{Profile: h.Profile, Truth: h.truth(w, d, loads, answers, run)}
	if counterfactual {
		quiet := h.burden(w, d, nil)
		still := drive
		still.Set, still.GainsKW = usual, quiet.Gains
		alone, err := h.House.Simulate(still)
		if err != nil {
			return Home{}, err
		}
		out.Truth.Without = w.series(series.Energy, 0, total(quiet, alone))
		out.Truth.WithoutHeating = w.series(series.Heating, 0, heating(alone))
	}
	out.Set = h.meter(w, loads, drive, run)
	for _, f := range h.Faults {
		f(out.Set)
	}
	return out, nil
}

// drive is what acts on the house when there are no events.
func (h *Household) drive(w *World, d *diary, loads Loads) Drive {
	c := climateOf(h.City)
	drive := Drive{
		Start: w.Config.From, Step: w.Config.Step, Outdoor: w.temp[c], Solar: w.sun[c], GainsKW: loads.Gains,
		Set: grid(len(h.House.Rooms), w.n),
	}
	for i := range drive.Set {
		h.setpoints(w, d, i, drive.Set[i])
	}
	for _, hold := range h.Holds {
		to := w.n
		if !hold.To.IsZero() {
			to = w.slot(hold.To)
		}
		for k := w.slot(hold.From); k < to; k++ {
			drive.Set[hold.Room][k] = hold.SetC
		}
	}
	if h.People.Stove != nil {
		drive.RoomKW = h.spread(d.stove)
	}
	house := h.House
	for _, c := range inOrder(h.Changes) {
		house = c.Edit(house.Clone())
		drive.Renovate = append(drive.Renovate, Renovation{w.slot(c.At), house})
	}
	return drive
}

// spread is a stove's heat by room: half stays where it burns, half goes through open doors
// to the others.
func (h *Household) spread(stove []float64) [][]float64 {
	rooms := h.House.Rooms
	out := grid(len(rooms), len(stove))
	for i, r := range rooms {
		part := 0.5
		if i != h.People.Stove.Room {
			part = 0.5 * r.AreaM2 / (h.area() - rooms[h.People.Stove.Room].AreaM2)
		}
		for k, kW := range stove {
			out[i][k] = part * kW
		}
	}
	return out
}

func (h *Household) area() float64 {
	sum := 0.0
	for _, r := range h.House.Rooms {
		sum += r.AreaM2
	}
	return sum
}

// total is the whole home's energy a slot, heating that of all heaters and the heat pump.
func total(l Loads, r Run) []float64 {
	sum := heating(r)
	for k := range sum {
		sum[k] += l.Base[k] + l.Water[k]
	}
	for k, v := range l.Car {
		sum[k] += v
	}
	return sum
}

func heating(r Run) []float64 {
	sum := make([]float64, len(r.Heat[0]))
	copy(sum, r.HeatPumpKWh)
	for _, room := range r.Heat {
		for k, v := range room {
			sum[k] += v
		}
	}
	return sum
}

// meter is what is recorded: energies to the Wh, air as a sensor shows it (0.05 °C of noise,
// tenths), set-points as they are, duty to the thousandth.
func (h *Household) meter(w *World, l Loads, d Drive, r Run) series.Set {
	set := series.Set{}
	put := func(zone string, kind series.Kind, values []float64) {
		set[series.Key{Zone: zone, Kind: kind}] = w.series(kind, 0, values)
	}
	put("", series.Energy, rounded(total(l, r), 1000))
	city := w.Of(h.City)
	set[series.Key{Kind: series.Outdoor}] = city.Outdoor.Clone()
	set[series.Key{Kind: series.Solar}] = city.Solar.Clone()
	set[series.Key{Kind: series.Outdoor, Forecast: true}] = city.OutdoorForecast.Clone()
	set[series.Key{Kind: series.Solar, Forecast: true}] = city.SolarForecast.Clone()
	if !h.Records.Zones {
		return set
	}
	for i, room := range h.House.Rooms {
		rng := stream(h.seed, forSensors, uint64(h.index), uint64(i))
		air := make([]float64, w.n)
		for k, v := range r.Indoor[i] {
			air[k] = roundTo(v+0.05*rng.NormFloat64(), 10)
		}
		put(room.Name, series.Indoor, air)
		put(room.Name, series.Setpoint, d.Set[i])
		if !h.Records.Duty {
			put(room.Name, series.Heating, rounded(r.Heat[i], 1000))
			continue
		}
		duty := make([]float64, w.n)
		for k, v := range r.Heat[i] {
			duty[k] = roundTo(v*w.perHour/room.RatedKW, 1000)
		}
		put(room.Name, series.Duty, duty)
	}
	return set
}

func cloneGrid(g [][]float64) [][]float64 {
	out := grid(len(g), len(g[0]))
	for i := range g {
		copy(out[i], g[i])
	}
	return out
}
