package plan

import (
	"math"
	"slices"
	"time"

	"courant/coach/series"
)

// replanGain is the least that a new plan must gain over the last one to take its place, $:
// people live by a plan, and it is not to move for nothing.
const replanGain = 0.10

// keptGain is the same for a plan that a person tried and kept, or wrote down to follow: it is
// theirs, and on paper.
const keptGain = 0.50

// Why a last plan stands, or no longer does.
const (
	ReplanSame     = "same"        // kept: planning again gives the same set-points
	ReplanSmall    = "small-gain"  // kept: a new one would gain too little
	ReplanUnderWay = "under-way"   // kept: the day's event has begun
	ReplanLost     = "sensor-lost" // kept: nothing is measured any more since an event began; set by the caller
	ReplanGain     = "gain"        // changed: for the gain stated
	ReplanLimits   = "limits"      // changed: by what is known now the last one would cross a floor, the class or an anchor
)

// ReplanWhys lists the codes of Replan.Why, for whoever puts them into words.
func ReplanWhys() []string {
	return []string{ReplanSame, ReplanSmall, ReplanUnderWay, ReplanLost, ReplanGain, ReplanLimits}
}

// Replan says what became of the last plan when a day was planned again.
type Replan struct {
	Kept        bool         `json:"kept"`                // the last plan stands
	Why         string       `json:"why"`                 // one of ReplanWhys
	Slots       int          `json:"slots"`               // set-points that the new one changes, or would
	Zones       []string     `json:"zones,omitempty"`     // whose set-points; with "sensor-lost", whose sensors
	GainDollars series.Maybe `json:"gain_dollars"`        // what they gain, comfort counted; null where that is not known
	GivenAt     time.Time    `json:"given_at,omitzero"`   // when the last plan was given; set by the caller
	LostSince   time.Time    `json:"lost_since,omitzero"` // with "sensor-lost": the end of what is measured
}

// replan puts the last plan beside that of point i (−1: the programme's offsets) under what
// is known now, and lets it stand where it may: while it keeps floors, class and anchors and
// the new one gains too little; once its event has begun, while it keeps the floors.
func (s *study) replan(i int) *Replan {
	ask := s.offsets.ask
	if ask.Last == nil || len(ask.Events) == 0 {
		return nil
	}
	fresh := s.offsets
	if i >= 0 {
		fresh = s.at(i).trial
	}
	last, keeps := s.lived(ask.Last, fresh)
	r := &Replan{GainDollars: series.Unknown(), Kept: true, Why: ReplanSame}
	r.Slots, r.Zones = last.differs(fresh)
	if s.best != nil {
		if i < 0 {
			fresh = fresh.clone()
			for _, k := range fresh.tracks {
				k.bounds(fresh.grid)
			}
		}
		p := s.best.program(comfortPrice(max(i, 0)), s.lift)
		r.GainDollars = series.Maybe(s.best.polisher(last, &p, s.lift).objective() - s.best.polisher(fresh, &p, s.lift).objective())
	}
	switch {
	case r.Slots == 0:
		return r
	case keeps && ask.UnderWay:
		r.Why = ReplanUnderWay
	case !keeps || s.best != nil && !s.allows(last):
		r.Kept, r.Why, r.GainDollars = false, ReplanLimits, series.Unknown()
	case !(r.GainDollars >= ask.leastGain()):
		r.Why = ReplanSmall
	default:
		r.Kept, r.Why = false, ReplanGain
	}
	if r.Kept {
		last.settle()
		s.stand(i, last, float64(r.GainDollars))
	}
	return r
}

// leastGain is what a new plan must gain over the last one, $.
func (a Ask) leastGain() series.Maybe {
	if a.Kept {
		return keptGain
	}
	return replanGain
}

// allows reports whether a plan keeps the anchors, and the class where the comfort is the
// mode's own: a person's choice of comfort goes before the class.
func (s *study) allows(t *trial) bool {
	if t.ask.Comfort > 0 {
		_, extra := t.excess()
		return extra <= 1e-9
	}
	return s.inClass(&solved{trial: t})
}

// stand puts a last plan, which costs some dollars more, in the place of point i.
func (s *study) stand(i int, last *trial, more float64) {
	if i < 0 {
		s.offsets, s.method = last, s.offsets.ask.Last.Method
		return
	}
	v := s.points[i]
	if math.IsNaN(more) {
		more = 0
	}
	s.points[i] = &solved{trial: last, ideal: v.ideal, bound: v.bound, rounding: v.rounding + more}
}

// lived is the last plan on the thermostats as they are known now, where it says nothing and
// in rooms that stay out the fresh one; and whether it keeps the limits of set-points and
// the floors.
func (s *study) lived(p *Plan, fresh *trial) (t *trial, keeps bool) {
	t, keeps = s.start.clone(), true
	for n, k := range t.tracks {
		want := slices.Clone(fresh.tracks[n].setpoint)
		for j, c := range p.setpoints(k.name, t.grid) {
			if c.Known() && j >= t.grid.first && k.excluded(t.ask) == "" && !k.quiet(t.grid.local[j]) {
				want[j] = float64(c)
			}
		}
		k.want = want
		k.schedule(t.grid)
		keeps = keeps && slices.Equal(want[t.grid.first:], k.setpoint[t.grid.first:])
		if w, _ := k.tooCold(t.grid); w != nil {
			keeps = false
		}
	}
	return t, keeps
}

// differs counts the slots of a plan whose set-points are others, and names their rooms.
func (t *trial) differs(o *trial) (slots int, zones []string) {
	for n, k := range t.tracks {
		before := slots
		for j := t.grid.first; j < t.grid.n; j++ {
			if k.setpoint[j] != o.tracks[n].setpoint[j] {
				slots++
			}
		}
		if slots > before {
			zones = append(zones, k.name)
		}
	}
	return slots, zones
}

// setpoints are those of a zone of the plan on a grid.
func (p *Plan) setpoints(zone string, g *grid) []series.Maybe {
	out := make([]series.Maybe, g.n)
	for i := range out {
		out[i] = series.Unknown()
	}
	for _, z := range p.Zones {
		if z.Zone != zone {
			continue
		}
		for _, s := range z.Slots {
			if i := int(s.Start.Sub(g.from) / Step); !s.Start.Before(g.from) && i < g.n {
				out[i] = s.SetpointC
			}
		}
	}
	return out
}
