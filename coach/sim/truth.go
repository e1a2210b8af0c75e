package sim

import "courant/coach/series"

// A Truth is what no meter shows of a home. Energies are of the whole span.
type Truth struct {
	House  House // as it was at the start; Changes come after
	People People

	UA         float64 // kW/K, all rooms
	TotalKWh   float64
	HeatingKWh float64 // electricity of heaters and heat pump
	BaseKWh    float64 // light, cooking, appliances, standby
	WaterKWh   float64
	CarKWh     float64

	Heating   series.Series // kWh a slot: electricity of all heating, heat pump included
	Loads     Loads         // kWh a slot: the rest of the energy
	IndoorC   [][]float64   // per room, °C, as it was and not as it was measured
	Presence  []Presence    // per slot
	Vacations []Span
	Answers   []Answer // one an event of the world, in its order

	// With Config.Counterfactual: the same people in the same weather without any event.
	Without, WithoutHeating series.Series // kWh a slot

	Flaws []Flaw // what Config.Faults did to this home
}

// HeatingShare is heating's part of all energy, 0–1.
func (t Truth) HeatingShare() float64 {
	if t.TotalKWh == 0 {
		return 0
	}
	return t.HeatingKWh / t.TotalKWh
}

// TimeConstants are the rooms' time constants in hours, in the order of House.Rooms, each
// room taken by itself.
func (t Truth) TimeConstants() (fast, slow []float64) {
	for _, r := range t.House.Rooms {
		f, s := r.TimeConstants()
		fast, slow = append(fast, f), append(slow, s)
	}
	return fast, slow
}

func (h *Household) truth(w *World, d *diary, l Loads, answers []Answer, r Run) Truth {
	t := Truth{
		House: h.House.Clone(), People: h.People, UA: h.House.UA(), Loads: l, IndoorC: r.Indoor,
		Heating: w.series(series.Heating, 0, heating(r)), Presence: d.presence, Vacations: d.vacations, Answers: answers,
		BaseKWh: sum(l.Base), WaterKWh: sum(l.Water), CarKWh: sum(l.Car),
	}
	t.HeatingKWh = sum(t.Heating.Values)
	t.TotalKWh = t.HeatingKWh + t.BaseKWh + t.WaterKWh + t.CarKWh
	return t
}

func sum(values []float64) float64 {
	s := 0.0
	for _, v := range values {
		s += v
	}
	return s
}
