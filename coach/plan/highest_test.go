package plan

import (
	"math"
	"testing"
	"time"
)

func TestAbove(t *testing.T) {
	usual := []float64{10, 12, 8, 9}
	for _, c := range []struct {
		desc    string
		planned []float64
		want    float64
	}{
		{"the same every day", usual, 0},
		{"half a kilowatt higher every day: nothing to doubt", []float64{10.5, 12.5, 8.5, 9.5}, 0.5},
		{"as high in the mean, but not every day: a standard error of ten days", []float64{11, 11, 9, 8}, 1 / math.Sqrt(10)},
		{"lower by more than its standard error", []float64{9, 11, 7, 7}, -1.25 + math.Sqrt(0.1875/10)},
	} {
		if got := above(c.planned, usual); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", c.desc, got, c.want)
		}
	}
}

// What the local search is told of the highest hour is what a whole plan has.
func TestHighestIsThatOfThePlan(t *testing.T) {
	compared := 0
	for seed := range uint64(24) {
		d := drawHome(seed)
		s := Learn(d.h).study(d.a)
		if s.best == nil {
			continue
		}
		o, v := s.best, s.at(5)
		if v == nil {
			continue
		}
		compared++
		total, whole := make([]float64, o.steps), make([]float64, v.grid.n-v.grid.first)
		for n, k := range v.tracks {
			if !known(k.loss) || !known(k.with.heat[0]) {
				continue
			}
			moves := o.moves(s.start.tracks[n])
			for i := range whole {
				j := v.grid.first + i
				if step := j - o.begin; !moves {
					whole[i] += k.with.heat[j]
				} else if step < 0 || step >= o.steps {
					whole[i] += k.without.heat[j] // what comes after the programme is left aside
				} else {
					whole[i] += k.with.heat[j]
					total[step] += k.with.heat[j]
				}
			}
		}
		got, want := o.high.scale().above(total), above(v.highestHours(whole), o.high.usual)
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("seed %d: %g kW above, by the whole plan %g", seed, got, want)
		}
	}
	if compared < 5 {
		t.Errorf("only %d homes had an optimum", compared)
	}
}

// A room lies low for the window, then by less and less, and waits out an anchor.
func TestReturn(t *testing.T) {
	at := func(h float64) time.Time {
		return time.Date(2027, 1, 15, 0, 0, 0, 0, time.UTC).Add(time.Duration(h * float64(time.Hour)))
	}
	w := &wish{Event: Event{Window: Window{Start: at(6), End: at(10), RecoveryEnd: at(11)}, ReductionC: -3}, soft: -3, softTo: at(14)}
	later := &wish{Event: Event{Window: Window{Start: at(16), End: at(20), RecoveryEnd: at(21), AnchorStart: at(12), AnchorEnd: at(13)}}}
	for _, c := range []struct {
		desc        string
		hour, alone float64
		beside      float64 // an event with an anchor from 12 h to 13 h
	}{
		{"in the window", 8, 1, 1},
		{"at its end", 10, 1, 1},
		{"half an hour after", 10.5, 0.875, 0.875},
		{"in what is another event's anchor", 12.75, 0.3125, 0.5},
		{"after that anchor", 13, 0.25, 0.25},
		{"when the return is over", 14, 0, 0},
	} {
		one, two := &track{wishes: []*wish{w}}, &track{wishes: []*wish{w, later}}
		if got := one.left(w, at(c.hour)); got != c.alone {
			t.Errorf("%s: %g, want %g", c.desc, got, c.alone)
		}
		if got := two.left(w, at(c.hour)); got != c.beside {
			t.Errorf("%s, with two events: %g, want %g", c.desc, got, c.beside)
		}
	}
}
