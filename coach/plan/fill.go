package plan

import "slices"

// fill makes more of a class. From one comfort price to the next a linear programme may leap,
// and leave a good part of what the class allows unused. What lies between two of its optima is
// as good at the price where it leaps: the plan at price i goes towards that of the next cheaper
// price, by halves, as far as the class, the anchors and the highest hour let it.
func (s *study) fill(i int) {
	if i < 1 || s.at(i) == nil || s.at(i-1) == nil {
		return
	}
	dear, cheap, best := s.at(i), s.at(i-1), s.at(i)
	high, _ := dear.excess()
	high = max(high, s.lift)
	for lo, hi := 0.0, 1.0; hi-lo > fillStep; {
		part := (lo + hi) / 2
		v := s.between(dear, cheap, part)
		over, _ := v.excess()
		if over > high+highHair || !s.inClass(v) {
			hi = part
			continue
		}
		lo = part
		if v.eventHeat() < best.eventHeat() {
			best = v
		}
	}
	s.points[i] = best
}

// fillStep is how closely the way to the next cheaper price is halved, highHair what the
// highest hour may be above where it was for it, kW.
const (
	fillStep = 0.1
	highHair = 0.01
)

// between puts a part of the way from one plan to another on the thermostats.
func (s *study) between(dear, cheap *solved, part float64) *solved {
	t := s.start.clone()
	for n, k := range t.tracks {
		if !slices.Contains(s.best.rooms, s.start.tracks[n]) {
			continue
		}
		k.want = slices.Clone(dear.tracks[n].setpoint)
		for i, c := range cheap.tracks[n].setpoint {
			k.want[i] += part * (c - k.want[i])
		}
		k.schedule(t.grid)
	}
	t.keepFloors()
	s.best.polisher(t, &dear.program, s.lift).polish(polishPasses)
	t.settle()
	v := *dear
	v.trial = t
	v.rounding = s.best.cost(&v.program, t) + s.best.fixed - v.ideal
	return &v
}
