package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/home"
)

// A House is what was learned of a home: per zone its usual set-points, its heat loss,
// gains and inertia; for the home how past events turned out. It is not changed by
// planning, and may be planned with from several goroutines.
type House struct {
	home   home.Home
	at     time.Time
	record *record
	each   func(n int, do func(i int)) // History.Each

	answer   float64 // share of a modelled saving that past events really gave
	events   int     // past events behind answer
	misses   float64 // kWh², sum of what those events missed it by
	residual []float64
	repeats  float64 // °C, how far a day's weather is off that is the day before over again
}

// Learn reads a home's past. It takes what there is: without set-points 21 °C by day and
// 19 °C at night are assumed, without outdoor temperature there are no powers, and the
// plans say so.
func Learn(h History) *House {
	r := openRecord(h)
	house := &House{home: h.Home, at: h.At, record: r, each: h.Each}
	each := h.Each
	if each == nil {
		each = inTurn
	}
	each(len(r.rooms), func(i int) { r.rooms[i].learn(r) })
	house.judge(h.Past)
	house.repeats = r.repeatDoubt()
	return house
}

func inTurn(n int, do func(i int)) {
	for i := range n {
		do(i)
	}
}

// learn fits a room.
func (m *room) learn(r *record) {
	m.fit(r)
	m.fitSpread(r)
}

// priorAnswer and answerDoubt are what is believed of a home before its own events were
// seen: what the heaters really spared of what the model makes of the set-points that there
// were, and how many events weigh as much as that belief. Both are measured, in November
// 2026. In 750 events of 46 simulated homes, whose physics is not the model's, the homes'
// means had the mean 0.99 and lay 0.03 apart, a home's events 0.12; in the two EnergyPlus
// houses of testdata/plant the homes' means were 0.97 to 1.03. That the spread between real
// homes is no more than 0.04 is a guess: (0.12/0.04)² is nine events.
const (
	priorAnswer = 0.99
	answerDoubt = 9.0
	mostMiss    = 0.5 // of what is modelled: an event that misses by more had guests or nobody at home
)

// judge compares the model with the past events of the record: what it would have
// forecast for their set-points against what the heaters drew.
func (h *House) judge(past []Event) {
	r := h.record
	h.residual = r.residuals()
	var told, real []float64
	for _, e := range past {
		t, a, ok := r.replay(e)
		if ok {
			told, real = append(told, t), append(real, a)
		}
	}
	h.events = len(told)
	h.answer = priorAnswer
	sumTold, sumReal := 0.0, 0.0
	for i := range told {
		// One event proves little: somebody was away, or at home with guests.
		real[i] = min(max(real[i], (1-mostMiss)*told[i]), (1+mostMiss)*told[i])
		sumTold, sumReal = sumTold+told[i], sumReal+real[i]
	}
	if h.events == 0 || sumTold <= 0 {
		return
	}
	doubt := answerDoubt * sumTold / float64(h.events)
	h.answer = min(max((sumReal+doubt*priorAnswer)/(sumTold+doubt), 0.2), 1.15)
	for i := range told {
		d := real[i] - h.answer*told[i]
		h.misses += d * d
	}
}

// worthTelling is the least modelled saving, in kWh, that an event must have to teach
// anything: less, and the home stayed out of it.
const worthTelling = 0.5

// replay runs the home through a past event twice, with the set-points it had and with its
// usual ones: told is the saving modelled, real the usual heat less what was measured.
func (r *record) replay(e Event) (told, real float64, ok bool) {
	from := r.slotOf(e.PreheatStart) - slotsADay
	start, end := r.slotOf(e.Start), r.slotOf(e.End)
	if from < 0 || end > r.n || start >= end {
		return 0, 0, false
	}
	for _, m := range r.rooms {
		if !known(m.loss) || m.heat == nil {
			continue
		}
		usual, planned, measured := m.replay(r, e, from, start, end)
		if !known(measured) {
			return 0, 0, false
		}
		told, real = told+usual-planned, real+usual-measured
	}
	return told, real, told > worthTelling
}

// replay is one room's energies in slots [start, end), kWh: modelled with the usual
// set-points, modelled with those it had, and measured (NaN with a gap in it).
func (m *room) replay(r *record, e Event, from, start, end int) (usual, planned, measured float64) {
	if !known(r.out[from]) {
		return 0, 0, math.NaN()
	}
	s := m.rest(m.target[from], r.out[from])
	a, b := s, s
	for i := from; i < end; i++ {
		habit := m.habit.c[r.kind[i]][r.clock[i]]
		had := m.target[i]
		if m.habit.assumed && !known(m.indoor[i]) {
			had = habit + e.offset(r.from.Add(time.Duration(i)*Step))
		}
		var q, w float64
		a, q = m.follow(a, habit, r.out[i], r.sun[i], r.clock[i])
		b, w = m.follow(b, had, r.out[i], r.sun[i], r.clock[i])
		if i >= start {
			usual += q * Step.Hours()
			planned += w * Step.Hours()
			measured += m.heat[i] * Step.Hours()
		}
	}
	return usual, planned, measured
}

// residuals is measured less modelled heat of the home in kW over the fitted weeks, as a
// forecast would have had it: with the usual set-points and not those that there were. NaN
// where an event shows or something is missing.
func (r *record) residuals() []float64 {
	out := make([]float64, r.n)
	from := max(r.n-fitDays*slotsADay, 0)
	for i := range out {
		if i < from || !r.free[i] {
			out[i] = math.NaN()
		}
	}
	any := false
	for _, m := range r.rooms {
		if !known(m.loss) || m.heat == nil {
			continue
		}
		any = true
		m.run(r, from, r.n, m.usual(r), func(i int, _, heat float64) { out[i] += m.heat[i] - heat })
	}
	if !any {
		return nil
	}
	return out
}

// usual is the room's usual set-point on the record's grid.
func (m *room) usual(r *record) []float64 {
	out := make([]float64, r.n)
	for i := range out {
		out[i] = m.habit.c[r.kind[i]][r.clock[i]]
	}
	return out
}

// placebo is how far the model's heat misses what was measured between the same hours of
// the days without an event, in kWh, and the days it rests on: the deviation of a normal
// spread that has four misses of five inside. A day away, or one with an oven on, is one
// day, however far off it is.
func (h *House) placebo(e Window) (sd float64, days int) {
	r := h.record
	if h.residual == nil {
		return 0, 0
	}
	var misses []float64
	length := int(e.End.Sub(e.Start) / Step)
	for _, d := range r.days {
		i := r.find(d, quarter(e.Start, r.loc))
		if i < 0 || i+length > r.n {
			continue
		}
		miss := 0.0
		for _, v := range h.residual[i : i+length] {
			miss += v * Step.Hours()
		}
		if known(miss) {
			misses = append(misses, math.Abs(miss))
		}
	}
	if len(misses) == 0 {
		return 0, 0
	}
	slices.Sort(misses)
	return misses[(4*len(misses)-1)/5] / z80, len(misses)
}
