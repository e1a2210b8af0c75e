package plan

import (
	"math"
	"strings"

	"courant/coach/series"
)

// figures fills in the energies, the money, the peak and the cold of a plan whose zones
// are written.
func (t *trial) figures(p *Plan) {
	unknown := series.Unknown()
	p.EnergyKWh, p.EventEnergyKWh, p.WithoutEnergyKWh, p.WithoutEventEnergyKWh = unknown, unknown, unknown, unknown
	p.EventLowKWh, p.EventHighKWh = unknown, unknown
	p.CostDollars, p.WithoutDollars, p.AvoidedDollars = unknown, unknown, unknown
	p.RewardDollars, p.RewardLowDollars, p.RewardHighDollars = unknown, unknown, unknown
	p.PeakKW, p.WithoutPeakKW, p.ColdDegreeHours, p.AnchorExtraKWh = unknown, unknown, unknown, unknown
	p.peakAfter, p.worst = unknown, math.NaN()
	t.weather(p)
	t.cold(p)
	usual, planned, ok := t.heating()
	if !ok {
		return
	}
	t.energies(p, usual, planned)
	t.savings(p)
	t.money(p, usual, planned)
	t.peak(p, usual, planned)
	p.peakAfter = t.rebound(planned)
	for n, e := range t.ask.Events {
		if extra := t.anchorExtra(n); e.AnchorStart.Before(e.AnchorEnd) && !(series.Maybe(extra) <= p.AnchorExtraKWh) {
			p.AnchorExtraKWh = series.Maybe(extra)
		}
	}
}

// heating is that of the rooms whose heat is known, kW by slot of the plan; false
// where it is known of none.
func (t *trial) heating() (usual, planned []float64, ok bool) {
	n := t.grid.n - t.grid.first
	usual, planned = make([]float64, n), make([]float64, n)
	for _, k := range t.tracks {
		if !known(k.loss) || n == 0 || !known(k.without.heat[0]) {
			continue
		}
		ok = true
		for i := range usual {
			u, w := t.power(k, t.grid.first+i)
			usual[i], planned[i] = usual[i]+u, planned[i]+w
		}
	}
	return usual, planned, ok
}

func (t *trial) energies(p *Plan, usual, planned []float64) {
	var all, event, without, withoutEvent float64
	for i := range usual {
		u, w := usual[i]*Step.Hours(), planned[i]*Step.Hours()
		all, without = all+w, without+u
		if t.covers(t.grid.first+i, Window.window) {
			event, withoutEvent = event+w, withoutEvent+u
		}
	}
	p.EnergyKWh, p.WithoutEnergyKWh = series.Maybe(all), series.Maybe(without)
	p.EventEnergyKWh, p.WithoutEventEnergyKWh = series.Maybe(event), series.Maybe(withoutEvent)
}

// savingDoubt is the standard error of what the model makes of a fall, as a part of it: twice
// what was measured between homes (priorAnswer), since no real home is among them.
const savingDoubt = 0.08

// savings is the 80 % interval of the energy saved inside the windows. Its spread is the
// model's doubt, the weather's and the model's miss of ordinary days in the same hours,
// mended by how past events turned out. It never promises more than the heating.
func (t *trial) savings(p *Plan) {
	saved := float64(p.WithoutEventEnergyKWh - p.EventEnergyKWh)
	variance := math.Pow(math.Hypot(savingDoubt, t.weatherDoubt())*saved, 2)
	for _, e := range t.ask.Events {
		sd, days := t.placebo(e.Window)
		if days == 0 {
			sd = 0.2 * saved
		}
		variance += sd * sd
	}
	if n := float64(t.events); n > 0 && len(t.ask.Events) > 0 {
		const doubt = 5
		variance = (doubt*variance + t.misses*float64(len(t.ask.Events))) / (doubt + n)
	}
	half := z80 * math.Sqrt(variance)
	if len(t.ask.Events) == 0 {
		half = 0
	}
	most := float64(p.WithoutEventEnergyKWh)
	p.EventLowKWh, p.EventHighKWh = series.Maybe(saved-half), series.Maybe(min(saved+half, most))
}

// weatherDoubt is how far a wrong outdoor forecast moves the heat of the windows, as a
// share of it.
func (t *trial) weatherDoubt() float64 {
	worst := 0.0
	for i := t.grid.first; i < t.grid.n; i++ {
		if !t.covers(i, Window.window) {
			continue
		}
		worst = max(worst, t.grid.doubt(i)/max(20-t.grid.out[i], 10))
	}
	return worst
}

// money prices the rounded schedule as the thermostat will follow it, before taxes.
func (t *trial) money(p *Plan, usual, planned []float64) {
	t.reward(p)
	if t.ask.Price == nil {
		return
	}
	var cost, without, avoided float64
	for i := range usual {
		price := t.ask.Price(t.grid.local[t.grid.first+i])
		cost += price * planned[i] * Step.Hours()
		without += price * usual[i] * Step.Hours()
		if t.covers(t.grid.first+i, Window.window) {
			avoided += price * (usual[i] - planned[i]) * Step.Hours()
		}
	}
	p.CostDollars, p.WithoutDollars, p.AvoidedDollars = series.Maybe(cost), series.Maybe(without), series.Maybe(avoided)
}

// reward is what the programme would pay for the expected saving: nothing under its
// minimum, never less than nothing. With several events the interval is shared by what
// each saves.
func (t *trial) reward(p *Plan) {
	saved := float64(p.WithoutEventEnergyKWh - p.EventEnergyKWh)
	var pay, low, high float64
	for _, e := range t.ask.Events {
		kwh, share := t.savedIn(e.Window), 0.0
		if saved > 0 {
			share = kwh / saved
		}
		pay += e.pays(kwh)
		low += e.pays(float64(p.EventLowKWh) * share)
		high += e.pays(float64(p.EventHighKWh) * share)
	}
	p.RewardDollars, p.RewardLowDollars, p.RewardHighDollars = series.Maybe(pay), series.Maybe(low), series.Maybe(high)
}

// pays is the reward for an energy erased in the event, $; NaN where it is not known.
func (e Event) pays(kwh float64) float64 {
	if math.IsNaN(e.Reward) {
		return e.Reward
	}
	if kwh < max(e.MinKWh, 0) {
		return 0
	}
	return e.Reward * kwh
}

// savedIn is the energy saved in one window, kWh.
func (t *trial) savedIn(w Window) float64 {
	sum := 0.0
	for _, k := range t.tracks {
		if !known(k.loss) {
			continue
		}
		for i := max(t.grid.slot(w.Start), t.grid.first); i < t.grid.slot(w.End); i++ {
			usual, planned := t.power(k, i)
			sum += (usual - planned) * Step.Hours()
		}
	}
	return sum
}

// peak finds the clock hour with the most heating.
func (t *trial) peak(p *Plan, usual, planned []float64) {
	for i := 0; i+hour <= len(usual); i += hour {
		u, w := 0.0, 0.0
		for j := i; j < i+hour; j++ {
			u, w = u+usual[j]/float64(hour), w+planned[j]/float64(hour)
		}
		if !p.PeakKW.Known() || series.Maybe(w) > p.PeakKW {
			p.PeakKW, p.PeakAt = series.Maybe(w), t.grid.local[t.grid.first+i]
		}
		if !p.WithoutPeakKW.Known() || series.Maybe(u) > p.WithoutPeakKW {
			p.WithoutPeakKW = series.Maybe(u)
		}
	}
}

// weather is the span of outdoor temperatures around the events.
func (t *trial) weather(p *Plan) {
	p.OutdoorLowC, p.OutdoorHighC = series.Unknown(), series.Unknown()
	for i := t.grid.first; i < t.grid.n; i++ {
		c := series.Maybe(t.grid.out[i])
		if !c.Known() || len(t.ask.Events) > 0 && !t.covers(i, Window.event) {
			continue
		}
		if !(p.OutdoorLowC <= c) {
			p.OutdoorLowC = c
		}
		if !(p.OutdoorHighC >= c) {
			p.OutdoorHighC = c
		}
	}
}

// cold is how much more than a degree colder than without a plan the rooms are while
// somebody may be in them.
func (t *trial) cold(p *Plan) {
	for _, k := range t.tracks {
		if t.grid.n == 0 || !known(k.with.air[t.grid.n-1]) {
			return
		}
	}
	c := t.coldness(func(n int) run { return t.tracks[n].with })
	p.ColdDegreeHours, p.worst = series.Maybe(c.colder), t.deepest()
}

// deepest is the most that any room falls below its usual set-point from a preheat to the
// end of a recovery, °C: the zones' WorstDropC. NaN without an event.
func (t *trial) deepest() float64 {
	worst := math.NaN()
	for _, k := range t.tracks {
		for i := t.grid.first; i < t.grid.n; i++ {
			if drop := k.usual[i] - k.with.air[i]; t.covers(i, Window.event) && !(drop <= worst) {
				worst = drop
			}
		}
	}
	return worst
}

// emptyAt reports whether a room declared unused ("always", "08:00-16:00") is empty at a
// quarter of the clock.
func emptyAt(unused string, clock int) bool {
	if unused == "always" {
		return true
	}
	from, to, ok := strings.Cut(unused, "-")
	if !ok {
		return false
	}
	a, okA := parseQuarter(from)
	b, okB := parseQuarter(to)
	return okA && okB && inHours(clock, a, b)
}

func parseQuarter(s string) (int, bool) {
	var h, m int
	if len(s) != 5 || s[2] != ':' {
		return 0, false
	}
	for i, c := range []byte(s) {
		if i == 2 {
			continue
		}
		if c < '0' || c > '9' {
			return 0, false
		}
		if i < 2 {
			h = 10*h + int(c-'0')
		} else {
			m = 10*m + int(c-'0')
		}
	}
	return h*4 + m/15, h <= 24 && m < 60
}
