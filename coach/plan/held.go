package plan

import (
	"math"
	"slices"
)

// minRun is how many slots a set-point stays: half an hour.
const minRun = 2

// held is the schedule in half degrees nearest to want (least squares) that stays in
// [low, high] and changes at most every half hour; nil limits do not bind. Where the limits
// of a slot leave nothing, low is kept and high gives way. It is solved exactly, by dynamic
// programming over the values and whether a change is allowed yet; ties are always settled
// alike. The first and the last run may go on beyond the ends and so may be short.
func held(want, low, high []float64) []float64 {
	n := len(want)
	values := candidates(want, low)
	m := len(values)
	if n == 0 || m == 0 {
		return slices.Clone(want)
	}
	const change = 1e-3 // of a squared degree: fewer changes where it costs next to nothing
	// best[v] is the least cost of ending on value v having just changed (fresh), or having
	// stayed long enough to change again (ripe).
	fresh, ripe := make([]float64, m), make([]float64, m)
	nextFresh, nextRipe := make([]float64, m), make([]float64, m)
	from := make([]uint8, n*m)  // fresh at t on v: the value before
	stayed := make([]bool, n*m) // ripe at t on v: from fresh rather than from ripe
	for v := range values {
		fresh[v], ripe[v] = math.Inf(1), slotCost(want, low, high, 0, values[v])
	}
	for t := 1; t < n; t++ {
		cheapest, second := leastTwo(ripe)
		for v := range values {
			cost := slotCost(want, low, high, t, values[v])
			p := cheapest
			if p == v {
				p = second
			}
			nextFresh[v] = math.Inf(1)
			if p >= 0 {
				nextFresh[v] = ripe[p] + change + cost
				from[t*m+v] = uint8(p)
			}
			before := ripe[v]
			if fresh[v] < before {
				before, stayed[t*m+v] = fresh[v], true
			}
			nextRipe[v] = before + cost
		}
		fresh, nextFresh, ripe, nextRipe = nextFresh, fresh, nextRipe, ripe
	}
	return trace(values, fresh, ripe, from, stayed, n)
}

// trace walks back from the cheapest end.
func trace(values, fresh, ripe []float64, from []uint8, stayed []bool, n int) []float64 {
	m := len(values)
	v, _ := leastTwo(ripe)
	isFresh := false
	for u := range fresh {
		if fresh[u] < ripe[v] && (!isFresh || fresh[u] < fresh[v]) {
			v, isFresh = u, true
		}
	}
	out := make([]float64, n)
	for t := n - 1; t >= 0; t-- {
		out[t] = values[v]
		switch {
		case isFresh:
			v, isFresh = int(from[t*m+v]), false
		case stayed[t*m+v]:
			isFresh = true
		}
	}
	return out
}

// candidates are the half degrees from the lowest to the highest that is wanted or asked.
func candidates(want, low []float64) (values []float64) {
	least, most := math.Inf(1), math.Inf(-1)
	for t, w := range want {
		if known(w) {
			least, most = min(least, halfDown(w)), max(most, halfUp(w))
		}
		if low != nil {
			most = max(most, halfUp(low[t]))
		}
	}
	for v := least; v <= most && len(values) < math.MaxUint8; v += 0.5 {
		values = append(values, v)
	}
	return values
}

// slotCost is the squared distance, far more below the floor and above the ceiling: the
// floor goes first.
func slotCost(want, low, high []float64, t int, v float64) float64 {
	cost := 0.0
	if d := v - want[t]; known(d) {
		cost = d * d
	}
	if low != nil && v < low[t]-1e-9 {
		cost += 1e9 * (low[t] - v)
	}
	if high != nil && v > high[t]+1e-9 {
		cost += 1e5 * (v - high[t])
	}
	return cost
}

// leastTwo are the indices of the two least, -1 where there is none.
func leastTwo(x []float64) (first, second int) {
	first, second = -1, -1
	for i, v := range x {
		switch {
		case first < 0 || v < x[first]:
			first, second = i, first
		case second < 0 || v < x[second]:
			second = i
		}
	}
	return first, second
}
