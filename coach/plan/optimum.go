package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/plan/solve"
)

// An optimum is the linear programme of a day: the rooms with a model, over the slots that
// an event can touch. Outside them every room keeps its usual set-points.
//
// Per room two states, air and envelope, and the heater's power. What is minimised is money
// and discomfort in dollars; floors, ceilings, rises, the anchors and the state left behind
// are soft limits with prices, above any reward where they are not to be bought.
type optimum struct {
	trial  *trial
	rooms  []*track
	begin  int // slot of the grid where it begins
	steps  int
	base   solve.Program
	hinges []int     // limits that the comfort price scales
	weight []float64 // of each room in the home's discomfort; they add up to 1
	fixed  float64   // $ of what it cannot move: other rooms, other slots
	pays   []float64 // $/kWh of each event of the ask, 0 when nothing
	prices []float64 // $/kWh by slot of the grid, without rewards
	high   *highest  // what its powers make of the home's highest hour
}

// What limits cost in the programme, so that none is bought for money.
const (
	floorPrice   = 20.0 // $/°C·h
	ceilingPrice = 8.0  // $/°C·h
	risePrice    = 0.05 // $/°C of rise beyond what is comfortable
	anchorPrice  = 4.0  // $/kWh
	leftPrice    = 1.3  // of the price of energy: what the house ends with
)

const (
	nominalPrice  = 0.11 // $/kWh where the rate is not known: rate D
	nominalReward = 0.5  // $/kWh where the reward is not known
	after         = 3 * time.Hour
)

// open states the day's programme, nil where no room can be modelled or no event asks
// anything.
func (t *trial) optimum() *optimum {
	g := t.grid
	o := &optimum{trial: t}
	from, to := g.n, 0
	for _, k := range t.tracks {
		if !k.modelled(g) {
			continue
		}
		moves := false
		for _, w := range k.wishes {
			if w.out || w.Start.Equal(w.End) {
				continue
			}
			moves = true
			from = min(from, g.slot(w.begin))
			to = max(to, g.slot(w.RecoveryEnd.Add(after)))
		}
		if moves {
			o.rooms = append(o.rooms, k)
		}
	}
	from = max(from, g.at, g.first)
	if len(o.rooms) == 0 || from >= to {
		return nil
	}
	o.begin, o.steps = from, to-from
	o.weigh()
	o.price()
	o.state()
	return o
}

// modelled reports whether enough is known of a room to plan its power.
func (k *track) modelled(g *grid) bool {
	return known(k.loss) && k.loss > 0 && !k.habit.assumed && g.n > 0 && known(g.out[0]) && len(k.without.ends) == g.n
}

// weigh gives each room its part of the home's discomfort: by area where all are known.
func (o *optimum) weigh() {
	sum := 0.0
	byArea := !slices.ContainsFunc(o.rooms, func(k *track) bool { return !(k.AreaM2.Value > 0) })
	for _, k := range o.rooms {
		w := 1.0
		if byArea {
			w = k.AreaM2.Value
		}
		o.weight = append(o.weight, w)
		sum += w
	}
	for j := range o.weight {
		o.weight[j] /= sum
	}
}

// price lays out what energy costs by slot, and what each event pays.
func (o *optimum) price() {
	t := o.trial
	o.prices = make([]float64, t.grid.n)
	for i := range o.prices {
		o.prices[i] = nominalPrice
		if t.ask.Price != nil {
			if p := t.ask.Price(t.grid.local[i]); known(p) {
				o.prices[i] = p
			}
		}
	}
	dearest := 0.0
	for i, p := range o.prices {
		if t.covers(i, Window.window) {
			dearest = max(dearest, p)
		}
	}
	for _, e := range t.ask.Events {
		pay := e.Reward
		if !known(pay) || pay == 0 && dearest < 2*nominalPrice {
			pay = nominalReward // nobody knows, or nobody pays: an event is asked for all the same
		}
		o.pays = append(o.pays, pay)
	}
}

// state writes the programme down at a comfort price of 1 $/°C·h.
func (o *optimum) state() {
	m, n, N := len(o.rooms), 2*len(o.rooms), o.steps
	p := &o.base
	p.Steps, p.States, p.Controls = N, n, m
	p.A, p.B, p.D = make([]float64, n*n), make([]float64, n*m), make([]float64, N*n)
	p.X0, p.Price, p.Max = make([]float64, n), make([]float64, N*m), make([]float64, N*m)
	for j, k := range o.rooms {
		a, b := k.step.A, k.step.Heat
		for r := range 2 {
			for c := range 2 {
				p.A[(2*j+r)*n+2*j+c] = a[r][c]
			}
			p.B[(2*j+r)*m+j] = b[r]
		}
		s := k.without.starts[o.begin]
		p.X0[2*j], p.X0[2*j+1] = s.Mass, s.Air
		for t := range N {
			i := o.begin + t
			d := k.drift(o.trial.grid, i)
			p.D[t*n+2*j], p.D[t*n+2*j+1] = d[0], d[1]
			p.Max[t*m+j] = k.thermostat.MostKW
			p.Price[t*m+j] = Step.Hours() * o.prices[i]
		}
		o.limit(j, k)
	}
	o.rewards()
	o.anchors()
	o.high = o.highest()
}

// limit adds the limits of one room.
func (o *optimum) limit(j int, k *track) {
	p, g, h := &o.base, o.trial.grid, Step.Hours()
	N := o.steps
	nan := math.NaN()
	series := func() []float64 { return make([]float64, N) }
	floor, ceiling, rise := series(), series(), series()
	colder, cold := series(), series()
	least, most := k.extremes(g, o.begin, o.begin+N)
	for t := range N {
		i := o.begin + t
		off := k.offset() // limits are about what the thermostat reads, states lie below by the lift
		end := k.without.ends[i].Air
		floor[t] = min(k.bottom[i]+off-least[t], end)
		ceiling[t] = nan
		if k.top[i] < k.usual[i]+farAbove {
			ceiling[t] = max(k.top[i]+off+k.thermostat.BandC-most[t], end)
		}
		start := k.without.starts[i].Air
		rise[t] = max(o.trial.ask.Safety.RiseC*h, end-start)
		usual := min(end, k.usual[i]+off-k.without.ends[i].Lift)
		colder[t], cold[t] = usual, usual-1
		if emptyAt(k.Unused.Value, g.clock[i]) {
			colder[t], cold[t] = nan, nan
		}
	}
	air, mass := make([]float64, p.States), make([]float64, p.States)
	mass[2*j], air[2*j+1] = 1, 1
	last := k.without.ends[o.begin+N-1]
	price := leftPrice * o.prices[o.begin+N-1]
	w := o.weight[j]
	p.Limits = append(p.Limits,
		solve.Limit{Of: solve.Level, Side: solve.AtLeast, Weight: air, Bound: colder, Price: []float64{comfortSlight * w * h}},
		solve.Limit{Of: solve.Level, Side: solve.AtLeast, Weight: air, Bound: cold, Price: []float64{(1 - comfortSlight) * w * h}},
		solve.Limit{Of: solve.Level, Side: solve.AtLeast, Weight: air, Bound: floor, Price: []float64{floorPrice * h}},
		solve.Limit{Of: solve.Level, Side: solve.AtMost, Weight: air, Bound: ceiling, Price: []float64{ceilingPrice * h}},
		solve.Limit{Of: solve.Change, Side: solve.AtMost, Weight: air, Bound: rise, Price: []float64{risePrice}},
		solve.Limit{Of: solve.Final, Side: solve.AtLeast, Weight: air, Bound: []float64{last.Air}, Price: []float64{price * k.model.Ci}},
		solve.Limit{Of: solve.Final, Side: solve.AtLeast, Weight: mass, Bound: []float64{last.Mass}, Price: []float64{price * k.model.Cm}},
	)
	o.hinges = append(o.hinges, limitsARoom*j, limitsARoom*j+1)
}

// comfortSlight is the part of the comfort price that the first degree below the usual
// counts; the rest is added from there on, so that deep cold is dearer than long cold.
const comfortSlight = 0.4

// limitsARoom is how many limits each room has, in the order of limit.
const limitsARoom = 7

// rewards raises the price of a kWh inside each window by what a kWh erased pays; beyond
// what the programme pays for at most it pays nothing.
func (o *optimum) rewards() {
	p, m, h := &o.base, len(o.rooms), Step.Hours()
	for n, e := range o.trial.ask.Events {
		from, to := o.slots(e.Start, e.End)
		most, without := e.MostKWh, 0.0
		weight := make([]float64, o.steps*m)
		for t := from; t < to; t++ {
			for j, k := range o.rooms {
				p.Price[t*m+j] += h * o.pays[n]
				weight[t*m+j] = h
				without += h * k.without.heat[o.begin+t]
			}
		}
		if most > 0 && without > most {
			p.Limits = append(p.Limits, solve.Limit{Of: solve.Total, Side: solve.AtLeast, Weight: weight, Bound: []float64{without - most}, Price: []float64{o.pays[n]}})
		}
	}
}

// leave takes the reward of the events off which the powers erase less than what is paid
// for at least, and reports whether there are any.
//
// This is all the enumeration that participation needs. A schedule's true reward is never
// less than the linear one, price times what is erased, as long as it erases anything; so the
// optimum with every reward is also better than any that leaves an event out, unless it
// falls short of an event's minimum.
func (o *optimum) leave(p *solve.Program, power []float64) bool {
	m, h, left := len(o.rooms), Step.Hours(), false
	for n, e := range o.trial.ask.Events {
		if !(e.MinKWh > 0) || !(e.Reward > 0) {
			continue
		}
		from, to := o.slots(e.Start, e.End)
		erased := 0.0
		for t := from; t < to; t++ {
			for j, k := range o.rooms {
				erased += h * (k.without.heat[o.begin+t] - power[t*m+j])
			}
		}
		if erased >= e.MinKWh {
			continue
		}
		if !left {
			p.Price, left = slices.Clone(p.Price), true
		}
		for i := from * m; i < to*m; i++ {
			p.Price[i] -= h * o.pays[n]
		}
	}
	return left
}

// anchors keeps what is used in each anchor at what is used without a plan, and a little.
func (o *optimum) anchors() {
	m, h := len(o.rooms), Step.Hours()
	for _, e := range o.trial.ask.Events {
		from, to := o.slots(e.AnchorStart, e.AnchorEnd)
		if from >= to {
			continue
		}
		weight, usual := make([]float64, o.steps*m), 0.0
		for t := from; t < to; t++ {
			for j, k := range o.rooms {
				weight[t*m+j] = h
				usual += h * k.without.heat[o.begin+t]
			}
		}
		bound := usual + anchorSlack*o.trial.ask.Safety.AnchorKWh
		o.base.Limits = append(o.base.Limits, solve.Limit{Of: solve.Total, Side: solve.AtMost, Weight: weight, Bound: []float64{bound}, Price: []float64{anchorPrice}})
	}
}

// anchorSlack is the part of what an anchor allows that the programme uses; the rest is for
// what rounding and the forecast get wrong.
const anchorSlack = 0.4

// slots are the steps of the programme that lie in [from, to).
func (o *optimum) slots(from, to time.Time) (int, int) {
	if !from.Before(to) {
		return 0, 0
	}
	a := clamp(o.trial.grid.slot(from)-o.begin, 0, o.steps)
	return a, clamp(o.trial.grid.slot(to)-o.begin, a, o.steps)
}

// moves reports whether a room is one of the programme's.
func (o *optimum) moves(k *track) bool { return slices.Contains(o.rooms, k) }

// cap is the most that the rooms may draw together by step, kW: no clock hour of the day is
// to be more than lift kW higher than its highest without a plan, whatever else the home is
// expected to use. It is what a linear programme can know of the highest hour; the local
// search minds the highest hour itself.
func (o *optimum) cap(lift float64) []float64 {
	t, g, r := o.trial, o.trial.grid, o.trial.record
	highest := capShare*mean(o.high.usual) + lift
	cap := make([]float64, o.steps)
	for s := range cap {
		i := o.begin + s
		others, without := 0.0, 0.0
		for _, k := range t.tracks {
			switch {
			case o.moves(k):
				without += k.without.heat[i]
			case known(k.loss):
				others += k.without.heat[i]
			}
		}
		h := g.clock[i] / hour
		cap[s] = max(highest-r.other[h]-doubtOther*r.otherSD[h]-others, without, 0.1)
	}
	return cap
}

// capShare is the part of the highest hour without a plan that the programme may use, and
// doubtOther how many standard deviations of what the home uses beside heating it leaves room
// for.
const (
	capShare   = 0.98
	doubtOther = 1.25
)
