package plan

import (
	"math"
	"slices"

	"courant/coach/series"
)

const (
	balanceC = 15.0 // outdoors where a home stops heating, where the meter cannot tell
)

// homeHeat is the heating of a home whose zones have no meter, kW on the grid, and its
// heat loss in kW/K, NaN where the heating itself is measured. Nil without any energy.
func (r *record) homeHeat(set series.Set) (kw []float64, loss float64) {
	scale := 1 / Step.Hours()
	kw = r.onGrid(set.Get("", series.Heating))
	measured := slices.IndexFunc(kw, known) >= 0
	if !measured {
		kw = r.onGrid(set.Get("", series.Energy))
	}
	if slices.IndexFunc(kw, known) < 0 {
		return nil, math.NaN()
	}
	for i := range kw {
		kw[i] *= scale
	}
	if measured {
		return kw, math.NaN()
	}
	r.wholeHome = true
	return r.splitHeat(kw)
}

// splitHeat takes the base load off a whole-home load, in kW: energy = base + loss·max(0,
// balance − outdoor) by day, the balance point fixed since a winter alone does not show it
// (a free one takes half of the heating for base load). What the hours of the day have in
// common beyond that is taken for base load too: the saving is then the smaller for it.
func (r *record) splitHeat(kw []float64) (heat []float64, loss float64) {
	hinge := func(i int) float64 { return max(0, balanceC-r.out[i]) }
	var rows []row
	for _, wantFree := range []bool{true, false} {
		for _, d := range r.days {
			y, x, n := 0.0, 0.0, 0
			for i := d.from; i < d.to; i++ {
				if known(kw[i]) && known(r.out[i]) {
					y, x, n = y+kw[i], x+hinge(i), n+1
				}
			}
			if d.free == wantFree && 10*n >= 9*(d.to-d.from) {
				rows = append(rows, row{[3]float64{x / float64(n), 1, 0}, y / float64(n)})
			}
		}
		if len(rows) >= minHeatDays {
			break
		}
	}
	if len(rows) == 0 {
		return nil, math.NaN()
	}
	c := posterior(rows, [3]float64{0.15, 0.9, 0}, [3]float64{0.1, 0.6, 1})
	loss = max(c[0], 0.005)
	var extra, count [24]float64
	for i, v := range kw {
		if r.free[i] && known(v) && known(r.out[i]) {
			extra[r.clock[i]/4] += v - loss*hinge(i)
			count[r.clock[i]/4]++
		}
	}
	heat = make([]float64, len(kw))
	for i, v := range kw {
		h, base := r.clock[i]/4, max(c[1], 0.1)
		if count[h] > 0 {
			base = max(extra[h]/count[h], 0.1)
		}
		heat[i] = v - base
	}
	return heat, loss
}
