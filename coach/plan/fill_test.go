package plan

import "testing"

// Making more of a class breaks no limit of it: the plan sheds as much or more, stays in the
// class, keeps its anchors and the highest hour, and its proof stays below it.
func TestFillStaysInTheClass(t *testing.T) {
	moved := 0
	for seed := range uint64(24) {
		if underRace && seed%4 != 0 {
			continue
		}
		d := drawHome(seed)
		s := Learn(d.h).study(d.a)
		if s.best == nil {
			continue
		}
		s.limits.colder *= 0.6 // a class that binds, whatever the home
		i := 1
		for i < comfortPrices && !(s.inClass(s.at(i)) && !s.inClass(s.at(i-1))) {
			i++
		}
		if i == comfortPrices {
			continue
		}
		before := s.at(i)
		high, _ := before.excess()
		s.fill(i)
		after := s.at(i)
		now, _ := after.excess()
		if after.eventHeat() > before.eventHeat()+1e-9 || !s.inClass(after) || now > max(high, s.lift)+highHair+1e-9 {
			t.Errorf("home %d: %.2f kWh of %.2f, in the class %v, highest hour %+.2f of %+.2f", seed, after.eventHeat(), before.eventHeat(), s.inClass(after), now, high)
		}
		if after.bound > after.ideal+1e-6 || after.rounding < -1e-6 {
			t.Errorf("home %d: bound %.6f, ideal %.6f, rounding %.6f", seed, after.bound, after.ideal, after.rounding)
		}
		if after != before {
			moved++
		}
	}
	if moved == 0 && !underRace {
		t.Error("nothing was filled in any home")
	}
}
