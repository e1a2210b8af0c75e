package sim

import (
	"math"
	"math/rand/v2"
	"time"

	"courant/coach/home"
)

// A Presence says where the people are.
type Presence uint8

// Where people can be.
const (
	Away Presence = iota
	Asleep
	Awake
)

// What thermostats are set for.
const (
	setComfort uint8 = iota
	setNight
	setAway
	setVacation
)

// A diary is the days of a household as they went, without heating and whatever events did
// to them: the same people in every run.
type diary struct {
	presence  []Presence
	regime    []uint8
	fixed     []float64 // kWh a slot: standby, light, media, cooking
	draws     []float64 // kWh of hot water taken a slot
	chores    []chore   // what can be put off
	dials     []dial
	stove     []float64 // kW into the stove's room; nil: none
	draught   []float64 // kW into the house, ±
	vacations []Span
}

// A chore is a load that can wait. Positions are slots.
type chore struct {
	at, later float64 // when it is done; when, if it is put off
	slots     float64
	kWh       float64
	mind      float64 // put off when below the household's Shift
	car       bool
}

// A dial is a set-point turned by hand.
type dial struct {
	room, from, to int
	delta          float64
}

// keep writes the diary of a household.
func (h *Household) keep(w *World) *diary {
	d := &diary{
		presence: make([]Presence, w.n), regime: make([]uint8, w.n),
		fixed: make([]float64, w.n), draws: make([]float64, w.n), draught: make([]float64, w.n),
	}
	if h.People.Stove != nil {
		d.stove = make([]float64, w.n)
	}
	for k := range d.presence {
		d.presence[k], d.regime[k] = Asleep, setNight
	}
	if h.People.Control == Constant {
		clear(d.regime)
	}
	d.vacations = h.vacations(w)
	rng := stream(h.seed, forDays, uint64(h.index))
	for _, day := range w.days {
		h.live(w, d, day, rng)
	}
	h.burn(w, d)
	h.blow(w, d)
	return d
}

// hours are one day's hours as they happened, on the clock of the day.
type hours struct{ wake, leave, back, sleep float64 }

// live writes one day. Everything is drawn on every day, so that nothing that happens moves
// the draws of what comes after.
func (h *Household) live(w *World, d *diary, day day, rng *rand.Rand) {
	p := h.People
	weekend := day.date.Weekend()
	t := hours{around(rng, p.WakeH, p.JitterH), around(rng, p.LeaveH, p.JitterH), around(rng, p.ReturnH, 1.5*p.JitterH), around(rng, p.SleepH, p.JitterH)}
	stays, out, mood := chance(rng, p.HomeShare), chance(rng, p.OutShare), math.Exp(0.22*rng.NormFloat64())
	outAt, outFor, forgets := between(rng, 9.5, 15), between(rng, 1, 5), rng.Float64()
	if weekend {
		t.wake += 1.4
		t.sleep += 0.5
		t.leave, t.back = outAt, outAt+outFor
		stays = !out
	}
	t.leave = max(t.leave, t.wake+0.25)
	t.back = max(t.back, t.leave+0.25)
	gone := false
	for _, v := range d.vacations {
		gone = gone || v.Contains(day.date.At(12, 0, w.Config.Loc))
	}
	h.setDials(w, d, day, rng, t)
	h.setRegime(w, d, day, t, stays, gone, forgets)
	h.use(w, d, day, rng, t, stays || weekend, gone, mood)
	fill(d.presence, Awake, day.at(t.wake, w.perHour), day.at(t.sleep, w.perHour))
	switch {
	case gone:
		fill(d.presence, Away, day.at(0, w.perHour), day.at(24, w.perHour))
	case !stays:
		fill(d.presence, Away, day.at(t.leave, w.perHour), day.at(t.back, w.perHour))
	}
}

// setRegime says what the thermostats are set for through a day.
func (h *Household) setRegime(w *World, d *diary, day day, t hours, stays, gone bool, forgets float64) {
	p := h.People
	switch p.Control {
	case Constant:
		return
	case Programmed: // the clock knows nothing of the day as it is
		t = hours{roundTo(p.WakeH-0.5, 2), roundTo(p.LeaveH, 2), roundTo(p.ReturnH-0.5, 2), roundTo(p.SleepH, 2)}
		stays = p.HomeShare > 0.5
		if day.date.Weekend() {
			t.wake, stays = t.wake+1, true
		}
	}
	if p.Control == ByHand && forgets < 0.15 { // no set-back last night
		t.wake = 0
	}
	fill(d.regime, setComfort, day.at(t.wake, w.perHour), day.at(t.sleep, w.perHour))
	if !stays && (p.Control != ByHand || forgets < 0.7) {
		fill(d.regime, setAway, day.at(t.leave, w.perHour), day.at(t.back, w.perHour))
	}
	if gone {
		fill(d.regime, setVacation, day.at(0, w.perHour), day.at(24, w.perHour))
	}
}

// setDials turns a dial now and then.
func (h *Household) setDials(w *World, d *diary, day day, rng *rand.Rand, t hours) {
	turned, room := chance(rng, h.People.DialsPerDay), rng.IntN(len(h.House.Rooms))
	at, long, delta := between(rng, t.wake, t.sleep), between(rng, 1, 6), 0.5*float64(1+rng.IntN(3))
	if chance(rng, 0.35) {
		delta = -delta
	}
	if turned {
		from := day.at(at, w.perHour)
		d.dials = append(d.dials, dial{room, clampSlot(from, w.n), clampSlot(from+long*w.perHour, w.n), delta})
	}
}

// vacations are the days away: in about two winters of five, often over the holidays or in
// the school break of March.
func (h *Household) vacations(w *World) []Span {
	var all []Span
	first, last := w.days[0].date, w.days[len(w.days)-1].date
	for year := first.Year - 1; year <= last.Year; year++ {
		rng := stream(h.seed, forVacations, uint64(h.index), uint64(year))
		some, which, shift, long := chance(rng, h.People.VacationShare), rng.IntN(3), rng.IntN(40), 4+rng.IntN(8)
		if !some {
			continue
		}
		start := time.Date(year, time.December, 22+shift/10, 0, 0, 0, 0, w.Config.Loc)
		switch which {
		case 1:
			start = time.Date(year+1, time.February, 27+shift/10, 0, 0, 0, 0, w.Config.Loc)
		case 2:
			start = time.Date(year+1, time.January, 8+shift, 0, 0, 0, 0, w.Config.Loc)
		}
		span := Span{start.UTC(), start.AddDate(0, 0, long).UTC()}
		if span.From.Before(w.Config.To) && span.To.After(w.Config.From) {
			all = append(all, span)
		}
	}
	return all
}

// burn lights the stove on cold evenings.
func (h *Household) burn(w *World, d *diary) {
	s := h.People.Stove
	if s == nil {
		return
	}
	rng := stream(h.seed, forDays, uint64(h.index), 1)
	temp := w.temp[climateOf(h.City)]
	for _, day := range w.days {
		lit, from, long, kw := chance(rng, s.Share), between(rng, 16.5, 19), between(rng, 3, 6), s.KW*between(rng, 0.6, 1.1)
		mean, n := 0.0, 0
		for k := max(day.first, 0); k < min(day.first+day.slots, w.n); k++ {
			mean, n = mean+temp[k], n+1
		}
		at := day.at(from, w.perHour)
		if k := clampSlot(at, w.n-1); n == 0 || !lit || mean/float64(n) > s.BelowC || d.presence[k] != Awake {
			continue
		}
		for k := clampSlot(at, w.n); k < clampSlot(at+long*w.perHour, w.n); k++ {
			d.stove[k] = kw * min(1, (float64(k)-at+1)/(0.5*w.perHour))
		}
	}
}

// blow is wind through the cracks and windows opened in the morning.
func (h *Household) blow(w *World, d *diary) {
	rng := stream(h.seed, forDraughts, uint64(h.index))
	wind, size := newDrift(4*w.perHour, false), 1.5*h.House.UA()
	for k := range d.draught {
		d.draught[k] = -size * wind.next(rng)
	}
	rng = stream(h.seed, forDraughts, uint64(h.index), 1)
	for _, day := range w.days {
		opens, at, long := chance(rng, 0.2), between(rng, 7, 11), between(rng, 0.1, 0.5)
		if opens {
			pulse(d.draught, day.at(at, w.perHour), long*w.perHour, -6*h.House.UA()*long*w.perHour)
		}
	}
}

// setpoints is what the thermostats of a room are set to without events.
func (h *Household) setpoints(w *World, d *diary, room int, set []float64) {
	table := h.table(room)
	for k, r := range d.regime {
		set[k] = table[r]
	}
	for _, dial := range d.dials {
		if dial.room != room {
			continue
		}
		for k := dial.from; k < dial.to; k++ {
			set[k] += dial.delta
		}
	}
}

// table is a room's set-points for comfort, night, away and vacation, in half degrees.
func (h *Household) table(room int) [4]float64 {
	p, r := h.People, h.House.Rooms[room]
	rng := stream(h.seed, forPeople, uint64(h.index), uint64(room)+1)
	shift, night := rng.Float64(), rng.Float64()
	c := p.ComfortC
	t := [4]float64{c, c - p.NightDropC, c - p.AwayDropC, 16}
	switch {
	case r.Kind == home.Basement:
		b := 16 + 3.5*shift
		t = [4]float64{b, b, b, 15}
	case r.Kind == home.Bedroom:
		b := c - 2*shift
		t = [4]float64{b, b - night*p.NightDropC, b - p.AwayDropC, 16}
	case r.Slab > 0:
		b := 22 + 2*shift
		t = [4]float64{b, b, b, 17}
	case r.Kind == home.Other:
		b := c + shift - 0.5
		t = [4]float64{b, b - night*p.NightDropC, b - night*p.AwayDropC, 16}
	}
	for i := range t {
		t[i] = min(max(roundTo(t[i], 2), 12), 25)
	}
	return t
}

// fill sets the slots of [from, to), cut to the span.
func fill[T any](dst []T, v T, from, to float64) {
	for k := clampSlot(from, len(dst)); k < clampSlot(to, len(dst)); k++ {
		dst[k] = v
	}
}

// clampSlot is the nearest slot boundary inside the span.
func clampSlot(at float64, n int) int { return min(max(int(math.Floor(at+0.5)), 0), n) }

// pulse spreads an amount evenly over [at, at + slots), each slot taking its share of time.
func pulse(dst []float64, at, slots, amount float64) {
	if slots <= 0 {
		return
	}
	per := amount / slots
	for k := int(math.Floor(at)); float64(k) < at+slots; k++ {
		if k >= 0 && k < len(dst) {
			dst[k] += per * (min(float64(k+1), at+slots) - max(float64(k), at))
		}
	}
}
