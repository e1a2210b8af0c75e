package plan

import (
	"cmp"
	"slices"

	"courant/coach/series"
)

// A Frontier is one day planned for 20 comfort prices: what each kWh and dollar of an
// event costs in cold. Its plans are worked out when they are asked for. It is not safe
// for use by several goroutines at once.
type Frontier struct {
	Points []Point // from the cheapest comfort to the dearest; empty where there is no model
	Chosen int     // the point that Plan takes; −1 where it is the programme's offsets
	study  *study
	hand   *study  // with the chosen point by hand, where the home's plans are; else nil
	replan *Replan // what became of Ask.Last
}

// A Point is what one comfort price buys.
type Point struct {
	ComfortPrice    float64      `json:"comfort_price"` // $ for an hour a degree colder in the whole home
	EventEnergyKWh  series.Maybe `json:"event_energy_kwh"`
	SavedKWh        series.Maybe `json:"saved_kwh"`         // inside the windows
	NetDollars      series.Maybe `json:"net_dollars"`       // cost less reward; null when the rate is unknown
	ColdDegreeHours series.Maybe `json:"cold_degree_hours"` // as in the plan
	InClass         bool         `json:"in_class"`          // no colder than the mode's offsets
}

// Frontier plans a day for every comfort price.
func (h *House) Frontier(a Ask) *Frontier {
	s := h.study(a)
	f := &Frontier{Chosen: s.choose(), study: s}
	if a.ByHand != InHand {
		f.replan = s.replan(f.Chosen)
	}
	all := make([]int, comfortPrices)
	for i := range all {
		all[i] = i
	}
	s.ahead(all...)
	for i := range comfortPrices {
		v := s.at(i)
		if v == nil {
			return &Frontier{Chosen: -1, study: s, replan: f.replan}
		}
		f.Points = append(f.Points, s.point(i, v))
	}
	if a.ByHand == InHand {
		if hand, ok := s.inHand(f.Chosen); ok {
			f.hand, f.replan = hand, hand.replan(f.Chosen)
		}
	}
	return f
}

func (s *study) point(i int, v *solved) Point {
	p := Plan{}
	v.figures(&p)
	return Point{
		ComfortPrice: comfortPrice(i), EventEnergyKWh: p.EventEnergyKWh, SavedKWh: p.WithoutEventEnergyKWh - p.EventEnergyKWh,
		NetDollars: p.net(), ColdDegreeHours: p.ColdDegreeHours, InClass: s.inClass(v),
	}
}

// Plan is the whole plan at a point; outside the points it is the one that House.Plan gives.
func (f *Frontier) Plan(i int) Plan { return f.Override(i, f.study.offsets.ask.Overrides) }

// Override is Plan with a person's own set-points.
func (f *Frontier) Override(i int, overrides []Override) Plan {
	if i < 0 || i >= len(f.Points) {
		i = f.Chosen
	}
	if f.hand != nil { // the home's plans are by hand
		if i == f.Chosen {
			p := f.hand.write(i, overrides)
			f.place(&p, i)
			p.Replan = f.replan
			return p
		}
		if p := f.ByHand(i, overrides); p != nil {
			return *p
		}
	}
	return f.Full(i, overrides)
}

// Full is the plan at a point with all its moments, though the home's plans be by hand.
func (f *Frontier) Full(i int, overrides []Override) Plan {
	if i < 0 || i >= len(f.Points) {
		i = f.Chosen
	}
	p := f.study.write(i, overrides)
	f.place(&p, i)
	if i == f.Chosen && f.hand == nil {
		p.Replan = f.replan
	}
	return p
}

// place says where on the frontier a plan lies.
func (f *Frontier) place(p *Plan, i int) {
	if len(f.Points) > 0 {
		p.Frontier, p.FrontierAt = f.Points, i
	}
	if i != f.Chosen {
		p.Comfort = i + 1
	}
}

// choose is the point that a person has chosen, else the mode's own. The latter is looked for
// in any case: how far the highest hour gives way is found on the way.
func (s *study) choose() int {
	own := s.own()
	if c := s.offsets.ask.Comfort; s.best != nil && c >= 1 && c <= comfortPrices && s.at(c-1) != nil {
		return c - 1
	}
	return own
}

// own is the point that the mode's comfort class allows to shed most, −1 for the programme's
// offsets where none is better.
func (s *study) own() int {
	if s.best == nil {
		return -1
	}
	if i := s.search(); i >= 0 {
		s.fill(i)
		return i
	}
	// The comfort of the class, what the programme's offsets shed and the highest hour cannot
	// all be kept. First the hour gives way, by no more than the offsets themselves would make
	// it; then a plan may be as cold as the offsets are once limits have bent them.
	high, _ := s.offsets.excess()
	high = max(high, 0)
	best := s.lifted(high)
	i := best.search()
	if i < 0 {
		bent := s.offsets.coldness(func(n int) run { return s.offsets.tracks[n].with })
		best.limits = bent.or(best.limits)
		if i = best.search(); i < 0 {
			return -1
		}
	}
	least := best.at(i).eventHeat() + liftPlay*s.offsets.usualHeat()
	for lo, hi := 0.0, high; hi-lo > liftStep; {
		between := best.lifted((lo + hi) / 2)
		if j := between.search(); j >= 0 && between.at(j).eventHeat() <= least {
			best, i, hi = between, j, between.lift
		} else {
			lo = between.lift
		}
	}
	best.fill(i)
	*s = *best
	return i
}

// lifted is the study with the highest hour up to some kW above the usual one.
func (s *study) lifted(kw float64) *study {
	c := *s
	c.points, c.lift = [comfortPrices]*solved{}, kw
	return &c
}

// liftStep is how closely the least that the highest hour must give way is sought, kW.
const liftStep = 0.5

// liftPlay is the share of the windows' heat without a plan that a lower highest hour may cost.
const liftPlay = 0.02

// heatPlay is by how many kWh a plan may shed less than the programme's offsets and still be
// taken for as good.
const heatPlay = 0.2

// dearest is the last comfort price that is looked at for a class: from there on a reward
// cannot pay for cold.
const dearest = 11

// search is the cheapest comfort that is in the class and sheds as much as the programme's
// offsets, −1 without. The dearer comfort is, the less cold a plan is, but for rounding. For
// most homes it is the very first. Else two prices are looked at a time, so that two processors
// can; the second is not needed, and not solved by one that is alone, where the first is in the
// class.
func (s *study) search() int {
	least := s.offsets.eventHeat() + heatPlay
	cheap, dear := -1, dearest+1 // not in the class; in it
	for dear-cheap > 1 {
		probes := [...]int{0, 0}
		if cheap >= 0 {
			third := max((dear-cheap)/3, 1)
			probes = [...]int{cheap + third, min(cheap+2*third, dear-1)}
		}
		s.ahead(probes[:]...)
		for _, i := range slices.Compact(probes[:]) {
			v := s.at(i)
			if v == nil {
				return -1
			}
			if s.inClass(v) {
				dear = i
				break
			}
			if v.eventHeat() > least {
				return -1 // dearer comfort sheds less still
			}
			cheap = i
		}
	}
	if dear > dearest || s.at(dear).eventHeat() > least {
		return -1
	}
	return dear
}

// inClass reports whether a plan is no colder than the mode's offsets and keeps the anchors.
func (s *study) inClass(v *solved) bool {
	_, extra := v.excess()
	return extra <= 1e-9 && v.coldness(func(n int) run { return v.tracks[n].with }).within(s.limits)
}

// eventHeat is the modelled heating inside the windows, kWh.
func (t *trial) eventHeat() float64 {
	sum := 0.0
	for _, k := range t.tracks {
		if !known(k.loss) || !known(k.with.heat[0]) {
			continue
		}
		for i := t.grid.first; i < t.grid.n; i++ {
			if t.covers(i, Window.window) {
				sum += k.with.heat[i] * Step.Hours()
			}
		}
	}
	return sum
}

// usualHeat is the modelled heating inside the windows without a plan, kWh.
func (t *trial) usualHeat() float64 {
	sum := 0.0
	for _, k := range t.tracks {
		if !known(k.loss) || !known(k.without.heat[0]) {
			continue
		}
		for i := t.grid.first; i < t.grid.n; i++ {
			if t.covers(i, Window.window) {
				sum += k.without.heat[i] * Step.Hours()
			}
		}
	}
	return sum
}

// write is the plan of a point, −1 for the programme's offsets, with a person's own
// set-points in it and what they cost.
func (s *study) write(i int, overrides []Override) Plan {
	t, method := s.offsets, cmp.Or(s.method, MethodOffsets)
	if i >= 0 {
		t, method = s.at(i).trial, MethodOptimal
	}
	if s.hand {
		method = MethodByHand
	}
	if i >= 0 {
		t = t.clone()
		t.gave = s.anchors(t)
	}
	p := t.answer()
	p.Method, p.FrontierAt = method, -1
	priced := t.ask.Price != nil
	if i >= 0 {
		v := s.at(i)
		p.ComfortPrice = series.Maybe(comfortPrice(i))
		if priced {
			p.IdealObjective, p.BoundObjective = series.Maybe(v.ideal), series.Maybe(v.bound)
			p.Gap, p.RoundingDollars = series.Maybe(v.ideal-v.bound), series.Maybe(v.rounding)
		}
	} else if len(t.ask.Events) == 0 && priced && p.CostDollars.Known() {
		// The usual set-points are the only schedule: it is the best, by itself.
		p.IdealObjective, p.BoundObjective, p.Gap, p.RoundingDollars = p.CostDollars, p.CostDollars, 0, 0
	} else if why := s.why(); why != "" {
		p.Reasons = append(p.Reasons, Reason{Code: why})
		p.Confidence = confidence(p.Reasons)
	}
	p.Comfort = t.ask.Comfort
	if len(overrides) > 0 {
		before := p
		p = t.override(overrides)
		p.Method, p.FrontierAt, p.IdealObjective, p.BoundObjective = before.Method, -1, before.IdealObjective, before.BoundObjective
		p.Gap, p.RoundingDollars, p.ComfortPrice, p.Reasons, p.Confidence = before.Gap, before.RoundingDollars, before.ComfortPrice, before.Reasons, before.Confidence
		p.Comfort, p.Own, p.Before = before.Comfort, overrides, before.Zones
		p.OverrideKWh = p.EnergyKWh - before.EnergyKWh
		p.OverrideDollars = p.net() - before.net()
		p.OverrideColdDegreeHours = p.ColdDegreeHours - before.ColdDegreeHours
	}
	p.Columns = s.columns(&p)
	return p
}

// anchors lists the anchors that held the plan back: those that the programme's offsets
// would have used too much in.
func (s *study) anchors(t *trial) (gave []GaveWay) {
	published := t.clone()
	for n, k := range published.tracks {
		k.with = s.class[n]
	}
	for n, e := range t.ask.Events {
		before := published.anchorExtra(n)
		if e.AnchorStart.Before(e.AnchorEnd) && before > t.ask.Safety.AnchorKWh {
			after := t.anchorExtra(n)
			gave = append(gave, GaveWay{
				Limit: limitAnchor, From: e.AnchorStart, To: e.AnchorEnd, By: before - after,
				Kept: after <= t.ask.Safety.AnchorKWh,
			})
		}
	}
	return gave
}

// why is the code of why a day with events has the programme's offsets, "" without one.
func (s *study) why() string {
	switch {
	case len(s.offsets.ask.Events) == 0:
		return ""
	case s.best == nil:
		return WhyNoModel
	}
	return WhyNoBetter
}
