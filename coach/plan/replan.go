package plan

import (
	"slices"

	"courant/coach/series"
)

// replanGain is the least that a new plan must gain over the last one to take its place, $:
// people live by a plan, and it is not to move for nothing.
const replanGain = 0.10

// Replan says what became of the last plan when a day was planned again.
type Replan struct {
	Kept        bool         `json:"kept"`         // the last plan stands
	Slots       int          `json:"slots"`        // set-points that the new one changes, or would
	GainDollars series.Maybe `json:"gain_dollars"` // what they gain, comfort counted; null where the last plan is no longer allowed
}

// replan puts the last plan beside that of point i under what is known now. Where the last
// one still keeps floors, class and anchors and the new one gains too little, it stands.
func (s *study) replan(i int) *Replan {
	last := s.offsets.ask.Last
	if last == nil || i < 0 || len(s.offsets.ask.Events) == 0 {
		return nil
	}
	v := s.at(i)
	p := s.best.program(comfortPrice(i), capShare+s.lift+s.room, 0)
	t := s.start.clone()
	r := &Replan{GainDollars: series.Unknown()}
	allowed := true
	for n, k := range t.tracks {
		if !slices.Contains(s.best.rooms, s.start.tracks[n]) {
			continue
		}
		k.want = slices.Clone(v.tracks[n].setpoint)
		for j, c := range last.setpoints(k.name, t.grid) {
			if c.Known() && j >= s.best.begin && j < s.best.begin+s.best.steps {
				k.want[j] = float64(c)
			}
		}
		asked := k.want
		k.schedule(t.grid)
		allowed = allowed && slices.Equal(asked[t.grid.first:], k.setpoint[t.grid.first:])
		for j := t.grid.first; j < t.grid.n; j++ {
			if k.setpoint[j] != v.tracks[n].setpoint[j] {
				r.Slots++
			}
		}
	}
	before := s.best.polisher(t, &p)
	if allowed && s.inClass(&solved{trial: t}) {
		gain := before.objective() - s.best.polisher(v.trial, &p).objective()
		r.GainDollars = series.Maybe(gain)
		r.Kept = r.Slots == 0 || gain < replanGain
	}
	if r.Kept && r.Slots > 0 {
		t.settle()
		s.points[i] = &solved{trial: t, ideal: v.ideal, bound: v.bound, rounding: v.rounding + float64(r.GainDollars)}
	}
	return r
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
