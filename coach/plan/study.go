package plan

import (
	"math"
	"slices"
	"sync"
	"time"

	"courant/coach/plan/solve"
)

// comfortPrices is the number of points of a frontier.
const comfortPrices = 20

// comfortPrice is the price of point i, 0 … comfortPrices−1, in $ for an hour in which the
// whole home is a degree colder: from next to nothing to more than any reward, each 1.32
// times the one before.
func comfortPrice(i int) float64 { return 0.03 * math.Pow(1.32, float64(i)) }

// A study is one ask being answered: what the programme's offsets would do, and the
// optimum for one comfort price after another, each found when it is asked for.
type study struct {
	offsets *trial   // the programme's offsets, bent by the limits
	class   []run    // the programme's offsets as published, by room: what comfort a mode stands for
	limits  coldness // what they make of the rooms
	start   *trial   // what the optimum starts from: floors kept, nothing else bent
	best    *optimum // nil where there is nothing to optimise or no model to do it with
	work    *pool
	points  [comfortPrices]*solved
	lift    float64 // kW by which the highest hour without a plan may be passed
	hand    bool    // the point in question is by hand
	method  string  // of offsets, where a last plan stands in their place; "" for the programme's
}

// A solved is the optimum at one comfort price and what becomes of it on the thermostats.
type solved struct {
	*trial           // set-points in half degrees, run through the thermostats
	ideal    float64 // $, of the optimum itself, comfort included
	bound    float64 // $, no schedule costs less
	rounding float64 // $, what the thermostats' steps cost
	program  solve.Program
}

// study opens an ask.
func (h *House) study(a Ask) *study {
	if a.Safety == (Safety{}) {
		a.Safety = DefaultSafety()
	}
	from, to := Span(a.Day, a.Events, h.record.loc)
	a.Events = within(a.Events, from, to)
	t := &trial{House: h, ask: a, grid: h.openGrid(from, to)}
	for _, m := range h.record.rooms {
		t.tracks = append(t.tracks, openTrack(t.grid, m, h.home, a))
	}
	s := &study{offsets: t, work: new(pool)}
	for _, k := range t.tracks {
		s.class = append(s.class, k.published(t.grid))
	}
	s.limits = t.coldness(func(n int) run { return s.class[n] })
	t.keepFloors()
	s.start = t.clone()
	t.keepAnchors()
	for _, k := range s.start.tracks {
		for _, w := range k.wishes {
			w.soft, w.softTo = w.ReductionC, w.RecoveryEnd.Add(after)
		}
		k.bounds(t.grid)
	}
	s.best = s.start.optimum()
	return s
}

// published is the room under the programme's offsets as they are published, no floor kept:
// its recovery is where it should be at the end of each slot, as its preheat is.
func (k *track) published(g *grid) run {
	sp := make([]float64, g.n)
	for i := range sp {
		at := g.local[i]
		if ahead := at.Add(Step / 2); k.phase(at) == recovery && k.phase(ahead) == recovery {
			at = ahead
		}
		sp[i] = half(k.usual[i] + k.offsetAt(at))
	}
	return k.simulate(g, sp)
}

// clone is a trial of its own with the same rooms.
func (t *trial) clone() *trial {
	c := *t
	c.gave = slices.Clone(t.gave)
	c.tracks = make([]*track, len(t.tracks))
	for n, k := range t.tracks {
		own := *k
		own.bottom, own.top, own.want = nil, nil, slices.Clone(k.want)
		own.wishes = make([]*wish, len(k.wishes))
		for i, w := range k.wishes {
			copied := *w
			own.wishes[i] = &copied
		}
		c.tracks[n] = &own
	}
	return &c
}

// at is the optimum at comfort price i, nil where numbers do not carry it.
func (s *study) at(i int) *solved {
	if s.points[i] == nil && s.best != nil {
		s.points[i] = s.solve(comfortPrice(i))
	}
	return s.points[i]
}

// ahead finds the optima at some comfort prices at once, where the house was learned with a
// way to.
func (s *study) ahead(points ...int) {
	each := s.start.House.each
	if s.best == nil || each == nil {
		return
	}
	var todo []int
	for _, i := range points {
		if i < comfortPrices && s.points[i] == nil && !slices.Contains(todo, i) {
			todo = append(todo, i)
		}
	}
	each(len(todo), func(n int) { s.points[todo[n]] = s.solve(comfortPrice(todo[n])) })
}

// A pool is workspaces that nobody uses: solving allocates little with one that has seen the
// size.
type pool struct {
	sync.Mutex
	free []*solve.Workspace
}

// take is a workspace of one's own, until it is given back.
func (p *pool) take() (w *solve.Workspace, back func()) {
	p.Lock()
	defer p.Unlock()
	if n := len(p.free); n > 0 {
		w, p.free = p.free[n-1], p.free[:n-1]
	} else {
		w = new(solve.Workspace)
	}
	return w, func() {
		p.Lock()
		p.free = append(p.free, w)
		p.Unlock()
	}
}

// solve finds the optimum at a comfort price and puts it on the thermostats, nil where
// numbers do not carry it.
func (s *study) solve(price float64) *solved {
	o := s.best
	work, back := s.work.take()
	defer back()
	p, r := s.optimum(price, work)
	if r == nil {
		return nil
	}
	t := s.start.clone()
	o.round(t, r)
	w := o.polisher(t, &p, s.lift)
	if v := o.polisher(s.bounded(), &p, s.lift); v.objective() < w.objective() {
		w, t = v, v.trial
	}
	w.polish(polishPasses)
	t.settle()
	return &solved{trial: t, ideal: r.Cost + o.fixed, bound: r.Bound + o.fixed, rounding: o.cost(&p, t) - r.Cost, program: p}
}

// optimum solves the programme of a comfort price. A cap on each hour can only guess at the
// highest of them: where that is still too high the caps are lowered, twice at most.
func (s *study) optimum(price float64, work *solve.Workspace) (p solve.Program, r *solve.Result) {
	o := s.best
	p = o.program(price, s.lift)
	total, high := make([]float64, o.steps), o.high.scale()
	for tries, lift := 0, s.lift; ; tries++ {
		var err error
		r, err = work.Solve(&p)
		if err == nil && o.leave(&p, r.Power) {
			r, err = work.Solve(&p)
		}
		if err != nil {
			return p, nil
		}
		for t := range total {
			total[t] = 0
			for _, kw := range r.Power[t*len(o.rooms) : (t+1)*len(o.rooms)] {
				total[t] += kw
			}
		}
		over := high.above(total) - s.lift
		if over < highPlay || tries == 2 {
			return p, r
		}
		lift -= over
		p.Cap = o.cap(lift)
	}
}

// highPlay is a part of the highest hour that is left to the local search, kW.
const highPlay = 0.1

// polishPasses is how often every move is tried at most.
const polishPasses = 3

// excess is by how much a plan's highest hour is above that without a plan, kW, and by how
// many kWh its worst anchor is above the limit; negative below.
func (t *trial) excess() (high, extra float64) {
	usual, planned, ok := t.heating()
	if !ok {
		return -1, -1
	}
	high = above(t.highestHours(planned), t.highestHours(usual))
	extra = math.Inf(-1)
	for n, e := range t.ask.Events {
		if e.AnchorStart.Before(e.AnchorEnd) {
			extra = max(extra, t.anchorExtra(n)-t.ask.Safety.AnchorKWh)
		}
	}
	return high, extra
}

// program is the day's programme at a comfort price, its highest hour up to lift kW above the
// usual one.
func (o *optimum) program(price, lift float64) solve.Program {
	p := o.base
	p.Limits = slices.Clone(p.Limits)
	for _, l := range o.hinges {
		p.Limits[l].Price = []float64{price * p.Limits[l].Price[0]}
	}
	p.Cap = o.cap(lift)
	return p
}

// round puts the optimum on the thermostats of t: the set-point of a slot is the
// temperature at its end, or the lowest allowed where no heat is wanted, in half degrees
// that are held, inside floors and ceilings.
func (o *optimum) round(t *trial, r *solve.Result) {
	g, m, n := t.grid, len(o.rooms), 2*len(o.rooms)
	for j, room := range o.rooms {
		k := t.tracks[slices.Index(o.trial.tracks, room)]
		k.want = slices.Clone(k.usual)
		lift := k.without.starts[o.begin].Lift
		for s := range o.steps {
			i, kw := o.begin+s, r.Power[s*m+j]
			lift = k.step.Keep*lift + (1-k.step.Keep)*k.step.Film*kw
			k.want[i] = k.asks(r.States[s*n+2*j+1]+lift, kw)
			if kw < idle*k.thermostat.MostKW {
				k.want[i] = math.Inf(-1)
			}
		}
		k.schedule(g)
	}
	t.keepFloors()
}

// bounded is the programme's offsets within what the optimum may ask for: where rounding the
// optimum does worse, the search for the best set-points starts from these.
func (s *study) bounded() *trial {
	t := s.start.clone()
	for n, k := range t.tracks {
		if slices.Contains(s.best.rooms, s.start.tracks[n]) {
			k.want = slices.Clone(s.offsets.tracks[n].setpoint)
			k.schedule(t.grid)
		}
	}
	t.keepFloors()
	return t
}

// settle notes when each room is back at its usual set-points.
func (t *trial) settle() {
	for _, k := range t.tracks {
		if k.want == nil {
			continue
		}
		for _, w := range k.wishes {
			w.softTo = k.settled(t.grid, w)
		}
	}
}

// idle is the share of a heater's rating under which no heat is meant.
const idle = 1e-3

// settled is when a room's set-point is back at its usual one after an event.
func (k *track) settled(g *grid, w *wish) time.Time {
	i := min(g.slot(w.softTo), g.n)
	for i > g.slot(w.RecoveryEnd) && k.setpoint[i-1] == k.usual[i-1] {
		i--
	}
	if i >= g.n {
		return w.softTo
	}
	return g.local[i]
}

// cost is what the programme's objective makes of a plan as the thermostats follow it, $.
func (o *optimum) cost(p *solve.Program, t *trial) float64 {
	m, n := len(o.rooms), 2*len(o.rooms)
	power, states := make([]float64, o.steps*m), make([]float64, o.steps*n)
	for j, room := range o.rooms {
		k := t.tracks[slices.Index(o.trial.tracks, room)]
		for s := range o.steps {
			i := o.begin + s
			power[s*m+j] = k.with.heat[i]
			states[s*n+2*j], states[s*n+2*j+1] = k.with.ends[i].Mass, k.with.ends[i].Air
		}
	}
	return p.Cost(power, states, nil)
}
