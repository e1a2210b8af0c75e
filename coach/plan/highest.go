package plan

import (
	"math"
	"time"
)

// hour is how many slots a clock hour has.
const hour = int(time.Hour / Step)

// highestHours is the highest clock hour of the home with the given heating (kW by slot from
// the plan's first on), once for each past day whose other loads are known: so with and
// without a plan are compared under the same guests and the same laundry, kW.
func (t *trial) highestHours(heat []float64) []float64 {
	days := t.otherDays()
	out := make([]float64, len(days))
	for i := 0; i < len(heat); i += hour {
		kw := 0.0
		for _, q := range heat[i:min(i+hour, len(heat))] {
			kw += q / float64(hour)
		}
		for d := range days {
			out[d] = max(out[d], kw+days[d][t.grid.clock[t.grid.first+i]/hour])
		}
	}
	return out
}

// otherDays is what past days used beside heating by local hour; a day of nothing where that
// is not known.
func (t *trial) otherDays() [][24]float64 {
	if len(t.record.otherDays) == 0 {
		return make([][24]float64, 1)
	}
	return t.record.otherDays
}

// meanOf is how many days with an event the mean of the highest hours is judged over: about
// what half a winter has.
const meanOf = 10

// above is by how much the mean of that many highest hours is above the usual one, kW, with
// its standard error on top: what is not above zero is no higher with odds of five to one.
func above(planned, usual []float64) float64 {
	var sum, squares float64
	for d, u := range usual {
		e := planned[d] - u
		sum, squares = sum+e, squares+e*e
	}
	n := float64(len(usual))
	return sum/n + math.Sqrt(max(squares/n-sum*sum/(n*n), 0)/meanOf)
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// A highest is what there is to tell the highest hours of past days by, from the powers of a
// programme's steps.
type highest struct {
	usual []float64   // kW by past day, without a plan
	fixed []float64   // kW by past day: highest of the hours that the programme does not touch
	add   [][]float64 // kW by past day and hour that it touches: all but what its rooms draw
	block []int       // by step, which of those hours it lies in
	hours int         // that it touches
}

// highest prepares the comparison for a programme. Before and after it its rooms are taken to
// draw what they would without a plan.
func (o *optimum) highest() *highest {
	t, g := o.trial, o.trial.grid
	rest, all := make([]float64, g.n), make([]float64, g.n)
	for _, k := range t.tracks {
		if !known(k.loss) || !known(k.without.heat[0]) {
			continue
		}
		for i, q := range k.without.heat {
			all[i] += q
			switch {
			case !o.moves(k):
				rest[i] += k.with.heat[i]
			case i < o.begin || i >= o.begin+o.steps:
				rest[i] += q
			}
		}
	}
	days := t.otherDays()
	h := &highest{
		usual: t.highestHours(all[g.first:]), fixed: make([]float64, len(days)), add: make([][]float64, len(days)),
		block: make([]int, o.steps),
	}
	for i := g.first; i < g.n; i += hour {
		touched := i+hour > o.begin && i < o.begin+o.steps
		base := 0.0
		for _, q := range rest[i:min(i+hour, g.n)] {
			base += q / float64(hour)
		}
		for d := range days {
			kw := base + days[d][g.clock[i]/hour]
			if touched {
				h.add[d] = append(h.add[d], kw)
			} else {
				h.fixed[d] = max(h.fixed[d], kw)
			}
		}
		if !touched {
			continue
		}
		for s := max(i-o.begin, 0); s < min(i+hour-o.begin, o.steps); s++ {
			h.block[s] = h.hours
		}
		h.hours++
	}
	return h
}

// A scale weighs powers by a highest, with room of its own to do it in.
type scale struct {
	*highest
	kw, now []float64 // by hour, by past day
}

func (h *highest) scale() *scale {
	return &scale{highest: h, kw: make([]float64, h.hours), now: make([]float64, len(h.usual))}
}

// above is by how much the highest hour is above the usual one, kW, with the programme's
// rooms drawing total by step.
func (h *scale) above(total []float64) float64 {
	clear(h.kw)
	for s, q := range total {
		h.kw[h.block[s]] += q / float64(hour)
	}
	for d, most := range h.fixed {
		add := h.add[d]
		for b, q := range h.kw {
			most = max(most, q+add[b])
		}
		h.now[d] = most
	}
	return above(h.now, h.usual)
}
