package sim

import "math/rand/v2"

// use writes a day's cooking, washing, hot water and charging into the diary. Amounts are
// draws around the household's habits; mood makes whole days busy or quiet.
func (h *Household) use(w *World, d *diary, day day, rng *rand.Rand, t hours, home, gone bool, mood float64) {
	p := h.People
	at := func(hour float64) float64 { return day.at(hour, w.perHour) }
	cook := func(do bool, hour, long, kWh float64) {
		if do && !gone {
			pulse(d.fixed, at(hour), long*w.perHour, kWh)
		}
	}
	put := func(do bool, hour, long, kWh, wait, mind float64, car bool) {
		if do && !gone {
			start := at(hour)
			d.chores = append(d.chores, chore{start, start + wait*w.perHour, long * w.perHour, kWh, mind, car})
		}
	}
	draw := func(do bool, hour, kWh float64) {
		if do && !gone {
			pulse(d.draws, at(hour), 0.15*w.perHour, kWh)
		}
	}

	cook(chance(rng, 0.75), t.wake+between(rng, 0.2, 0.6), 0.3, between(rng, 0.1, 0.5)*mood)
	noon := chance(rng, 0.6)
	cook(home && noon, between(rng, 11.5, 13), 0.4, between(rng, 0.2, 0.8)*mood)
	dinner := max(t.back, 16) + between(rng, 0.3, 1.8)
	cook(chance(rng, 0.85), dinner, between(rng, 0.5, 1.3), p.DinnerKWh*between(rng, 0.4, 1.6)*mood)
	bakes := chance(rng, 0.15)
	cook(home && bakes, between(rng, 13, 17), 1.2, between(rng, 1.2, 2.4))

	put(chance(rng, p.DishADay), dinner+between(rng, 0.8, 2.5), between(rng, 0.9, 1.8), between(rng, 0.8, 1.4), between(rng, 2, 5), rng.Float64(), false)
	wash, early := between(rng, 17.5, 21), between(rng, 8.5, 19)
	if home {
		wash = early
	}
	washes, mind, wait := chance(rng, p.LaundryADay), rng.Float64(), between(rng, 2, 5)
	put(washes, wash, 0.75, between(rng, 0.2, 0.6), wait, mind, false)
	put(washes, wash+0.9, between(rng, 0.7, 1.2), between(rng, 2, 3.6), wait, mind, false)
	draw(washes, wash, between(rng, 0, 0.8))

	water := p.WaterKWh * mood
	morning := between(rng, 0.2, 0.55)
	for range p.Occupants {
		draw(chance(rng, 0.8), t.wake+between(rng, 0.1, 1), water*morning/float64(p.Occupants)*between(rng, 0.6, 1.6))
		draw(chance(rng, 0.8), between(rng, dinner, t.sleep), water*(1-morning)/float64(p.Occupants)*between(rng, 0.6, 1.6))
	}
	draw(home, between(rng, 10, 15), between(rng, 0.1, 0.6))

	plugs, need, delay, patience := rng.Float64(), between(rng, 0.4, 1.6), between(rng, 0.1, 0.6), rng.Float64()
	if c := p.Car; c != nil {
		start := c.StartH
		if start == 0 {
			start = t.back + delay
		}
		put(plugs < c.Share, start, c.KWh*need/c.KW, c.KWh*need, 5, patience, true)
	}
}

// Loads are what a household burns beside heating, kWh a slot each.
type Loads struct {
	Base  []float64 // light, cooking, appliances, standby
	Water []float64 // the water heater
	Car   []float64 // nil: none
	Gains []float64 // kW of it and of the people that warm the house
}

// burden adds the diary up. With answers, chores that would fall into an event that the
// household follows may wait until it is over.
func (h *Household) burden(w *World, d *diary, answers []Answer) Loads {
	p := h.People
	hour := 1 / w.perHour
	l := Loads{Base: make([]float64, w.n), Gains: make([]float64, w.n)}
	if p.Car != nil {
		l.Car = make([]float64, w.n)
	}
	rng := stream(h.seed, forMeter, uint64(h.index))
	sun := w.sun[climateOf(h.City)]
	for k := range l.Base {
		kw := p.StandbyKW
		if d.presence[k] == Awake {
			kw += p.MediaKW
			if sun[k] < 30 {
				kw += p.LightKW
			}
		}
		u := rng.Float64() // fridge, freezer, pumps: some on, some off
		kw += 0.16 * u * u
		l.Base[k] = d.fixed[k] + kw*hour
	}
	for _, c := range d.chores {
		at := c.at
		if c.mind < p.Shift && inWindow(w, answers, c.at, c.slots) {
			at = c.later
		}
		if c.car {
			pulse(l.Car, at, c.slots, c.kWh)
		} else {
			pulse(l.Base, at, c.slots, c.kWh)
		}
	}
	l.Water = h.heatWater(w, d)
	for k := range l.Gains {
		l.Gains[k] = 0.8*l.Base[k]*w.perHour + p.TankLossKW + d.draught[k]
		if d.presence[k] != Away {
			l.Gains[k] += 0.07 * float64(p.Occupants)
		}
	}
	return l
}

// inWindow reports whether [at, at + slots) meets the window of an event that is followed.
func inWindow(w *World, answers []Answer, at, slots float64) bool {
	for _, a := range answers {
		if a.took() && at < float64(w.slot(a.End)) && at+slots > float64(w.slot(a.Start)) {
			return true
		}
	}
	return false
}

// heatWater is a tank with one element: it comes on when half a kWh is missing and stays on
// until the tank is full.
func (h *Household) heatWater(w *World, d *diary) []float64 {
	const dead = 0.5 // kWh
	out := make([]float64, w.n)
	most := h.People.TankKW / w.perHour
	missing, on := 0.0, false
	for k := range out {
		missing += d.draws[k] + h.People.TankLossKW/w.perHour
		if on = on || missing > dead; on {
			out[k] = min(most, missing)
			missing -= out[k]
			on = missing > 1e-9
		}
	}
	return out
}
