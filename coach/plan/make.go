package plan

import (
	"cmp"
	"slices"
	"time"

	"courant/coach/home"
	"courant/coach/series"
)

// Plan is the schedule of one local day that sheds what pays inside the mode's comfort
// class, with what the learned model expects of it and the proof that the optimum behind it
// is one; the programme's published offsets, bent by the limits, where no model can be
// learned or none of its schedules is better. There is always one: what cannot be known is
// null and told in Reasons. The same house and ask give the same plan.
func (h *House) Plan(a Ask) Plan {
	s := h.study(a)
	i := s.choose()
	if a.ByHand == InHand {
		s, _ = s.inHand(i)
	}
	again := s.replan(i)
	p := s.write(i, a.Overrides)
	p.Replan = again
	if a.ByHand == BesideHand && len(a.Events) > 0 {
		if beside, ok := s.inHand(i); ok {
			hand := beside.write(i, a.Overrides)
			p.ByHand = &hand
		}
	}
	return p
}

// within keeps the events that touch a span, in order of time.
func within(events []Event, from, to time.Time) []Event {
	var out []Event
	for _, e := range events {
		if e.Start.Before(e.End) && e.PreheatStart.Before(to) && e.RecoveryEnd.After(from) {
			out = append(out, e)
		}
	}
	slices.SortFunc(out, func(x, y Event) int {
		return cmp.Or(x.Start.Compare(y.Start), cmp.Compare(x.Window.Event, y.Window.Event))
	})
	return out
}

// answer writes the trial down as a Plan.
func (t *trial) answer() Plan {
	g, loc := t.grid, t.record.loc
	p := Plan{
		Schema: 1, Home: t.home.ID, From: g.local[g.first], StepS: int(Step / time.Second),
		Mode: t.mode(), Method: MethodOffsets, Windows: []Window{}, Zones: []Zone{}, GaveWay: []GaveWay{},
		IdealObjective: series.Unknown(), BoundObjective: series.Unknown(),
		Gap: series.Unknown(), RoundingDollars: series.Unknown(), ComfortPrice: series.Unknown(),
		OverrideDollars: series.Unknown(), OverrideKWh: series.Unknown(), OverrideColdDegreeHours: series.Unknown(),
	}
	for _, e := range t.ask.Events {
		p.Windows = append(p.Windows, e.Window.in(loc))
	}
	for _, k := range t.tracks {
		p.Zones = append(p.Zones, t.zone(k))
	}
	t.figures(&p)
	for _, v := range t.tell() {
		v.From, v.To = v.From.In(loc), v.To.In(loc)
		p.GaveWay = append(p.GaveWay, v)
	}
	p.Reasons = t.reasons()
	p.Confidence = confidence(p.Reasons)
	return p
}

func (t *trial) mode() home.Mode {
	if t.ask.Mode != "" {
		return t.ask.Mode
	}
	return t.home.Mode.Value
}

func (w Window) in(loc *time.Location) Window {
	w.PreheatStart, w.Start = w.PreheatStart.In(loc), w.Start.In(loc)
	w.End, w.RecoveryEnd = w.End.In(loc), w.RecoveryEnd.In(loc)
	if !w.AnchorStart.IsZero() {
		w.AnchorStart, w.AnchorEnd = w.AnchorStart.In(loc), w.AnchorEnd.In(loc)
	}
	return w
}

// zone writes one room down.
func (t *trial) zone(k *track) Zone {
	g := t.grid
	z := Zone{
		Zone: k.name, Excluded: k.excluded(t.ask),
		SavedKWh: series.Unknown(), WorstDropC: series.Unknown(), FloorC: series.Unknown(),
	}
	for i := g.first; i < g.n; i++ {
		s := t.slot(k, z.Excluded, i)
		z.Slots = append(z.Slots, s)
		inWindow := t.covers(i, Window.window)
		if floor := series.Maybe(k.low[i].c); (inWindow || len(t.ask.Events) == 0) && !(floor <= z.FloorC) {
			z.FloorC, z.FloorBy = floor, k.low[i].code
		}
		if inWindow && s.PowerKW.Known() {
			saved := float64(s.UsualKW-s.PowerKW) * Step.Hours()
			z.SavedKWh = plus(z.SavedKWh, saved)
		}
		drop := series.Maybe(min(k.usual[i], k.without.air[i])) - s.IndoorC
		if t.covers(i, Window.event) && drop.Known() && !(drop <= z.WorstDropC) {
			z.WorstDropC, z.WorstAt = drop, s.Start
		}
	}
	return z
}

// slot writes one slot of a room down. A room that stays out, or whose own programme is
// not known outside the event, is left to its thermostat.
func (t *trial) slot(k *track, out string, i int) Slot {
	g := t.grid
	s := Slot{
		Start: g.local[i], SetpointC: series.Maybe(k.setpoint[i]), UsualC: series.Maybe(k.usual[i]),
		Phase: k.phase(g.local[i]),
	}
	if out != "" || k.habit.assumed && s.Phase == normal {
		s.SetpointC = series.Unknown()
	}
	s.IndoorC, s.LowC, s.HighC = series.Maybe(k.with.air[i]), series.Maybe(k.bandLow[i]), series.Maybe(k.bandHigh[i])
	s.PriceDollars = series.Unknown()
	if t.ask.Price != nil {
		s.PriceDollars = series.Maybe(t.ask.Price(s.Start))
	}
	usual, planned := t.power(k, i)
	s.UsualKW, s.PowerKW = series.Maybe(usual), series.Maybe(planned)
	return s
}

// power is a room's expected heating in a slot without and with the plan, kW, NaN where
// its heat is not known. Inside a window the saving is what past events have shown of what
// the model promises; it is never more than the heating.
func (t *trial) power(k *track, i int) (usual, planned float64) {
	usual, planned = k.without.heat[i], k.with.heat[i]
	if t.covers(i, Window.window) {
		planned = max(0, usual-t.House.answer*(usual-planned))
	}
	return usual, planned
}

// covers reports whether a slot lies in the given part of any event.
func (t *trial) covers(i int, part func(Window) (from, to time.Time)) bool {
	for _, e := range t.ask.Events {
		from, to := part(e.Window)
		if at := t.grid.local[i]; !at.Before(from) && at.Before(to) {
			return true
		}
	}
	return false
}

func (w Window) window() (from, to time.Time) { return w.Start, w.End }
func (w Window) event() (from, to time.Time)  { return w.PreheatStart, w.RecoveryEnd }

// phase is what the room does at t; a room that stays out of an event is normal in it.
func (k *track) phase(t time.Time) string {
	phase := normal
	for _, w := range k.wishes {
		if w.out || t.Before(w.begin) || !t.Before(w.ends()) {
			continue
		}
		switch p := w.phase(t); p {
		case reduction:
			return p
		case normal: // a softened recovery that lasts longer
			phase = recovery
		default:
			phase = p
		}
	}
	return phase
}

// plus adds to a sum that is unknown until something is added.
func plus(sum series.Maybe, x float64) series.Maybe {
	if !sum.Known() {
		return series.Maybe(x)
	}
	return sum + series.Maybe(x)
}

func (k *track) excluded(a Ask) string {
	code := ""
	for _, e := range a.Events {
		code = excluded(k.Zone, k.name, e)
		if code == "" {
			return ""
		}
	}
	return code
}
