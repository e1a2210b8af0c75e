package thermal

import "math"

// FitOneNode fits a single store to a whole record by least squares on its free run, the
// first temperature given and the heat measured: C dT = UA·(To − T) + heat, one explicit
// step a sample of hours. It is the published 1R1C form (model "Ti" of the darkgreybox
// tutorials); heat and capacity are in each other's unit. Gaps end the run; ok is false
// where nothing can be fitted.
func FitOneNode(heat, indoor, outdoor []float64, hours float64) (m OneNode, sse float64, ok bool) {
	n := min(len(heat), len(indoor), len(outdoor))
	for i := range n {
		if !known(heat[i]) || !known(indoor[i]) || !known(outdoor[i]) {
			n = i
			break
		}
	}
	if n < 3 || !(hours > 0) {
		return OneNode{}, math.NaN(), false
	}
	// x⁺ = x + a·(To − x) + b·heat, a = UA·h/C, b = h/C: Gauss–Newton on (a, b).
	run := func(a, b float64) (sse, ga, gb, aa, ab, bb float64) {
		x, da, db := indoor[0], 0.0, 0.0
		for i := 1; i < n; i++ {
			pull := outdoor[i-1] - x
			x, da, db = x+a*pull+b*heat[i-1], da*(1-a)+pull, db*(1-a)+heat[i-1]
			e := x - indoor[i]
			sse += e * e
			ga, gb = ga+da*e, gb+db*e
			aa, ab, bb = aa+da*da, ab+da*db, bb+db*db
		}
		return
	}
	a, b := startOneNode(heat[:n], indoor[:n], outdoor[:n])
	damp := 1e-3
	sse, ga, gb, aa, ab, bb := run(a, b)
	for range 200 {
		det := aa*(1+damp)*bb*(1+damp) - ab*ab
		if !(det > 0) {
			break
		}
		na := a - (ga*bb*(1+damp)-gb*ab)/det
		nb := b - (gb*aa*(1+damp)-ga*ab)/det
		s, g1, g2, h11, h12, h22 := run(na, nb)
		if !(na > 0 && nb > 0 && s <= sse) {
			if damp *= 10; damp > 1e12 {
				break
			}
			continue
		}
		done := sse-s <= 1e-12*sse
		a, b, sse, ga, gb, aa, ab, bb = na, nb, s, g1, g2, h11, h12, h22
		damp = math.Max(damp/10, 1e-12)
		if done {
			break
		}
	}
	m = OneNode{UA: a / b, C: hours / b}
	told := aa*bb-ab*ab > 1e-12*aa*bb // both figures move the run, and not alike
	return m, sse, told && known(m.UA) && known(m.C) && m.UA > 0 && m.C > 0 && known(sse)
}

// startOneNode takes the slope of a zone in balance and a time constant of 33 steps.
func startOneNode(heat, indoor, outdoor []float64) (a, b float64) {
	sumHeat, sumDiff := 0.0, 0.0
	for i, v := range heat {
		sumHeat, sumDiff = sumHeat+v, sumDiff+indoor[i]-outdoor[i]
	}
	a = 1 / slowMedianH
	if sumHeat > 0 && sumDiff > 0 {
		return a, a * sumDiff / sumHeat
	}
	return a, a
}
