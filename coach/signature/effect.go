package signature

import "math"

// An Effect is what following an advice has spared, pooled over occasions.
type Effect struct {
	KWh       Value // an occasion, 80 % interval
	Occasions int   // after the advice
	Needed    int   // about how many it takes until the interval leaves out zero; 0: nobody can tell
	Shown     bool  // the interval lies above zero: only then is it told as measured
}

const (
	effectLeast  = 3   // occasions on either side
	effectMost   = 100 // more than a winter has: nobody can tell
	effectMargin = 1.35
)

// Measure compares occasions before an advice with those after it. Each number is what the
// counterfactual expected of the occasion less what was used, kWh (coach/baseline, courant):
// what the model misses on either side alike cancels. It is Welch's two samples (Biometrika
// 34, 1947), a little wider, since neighbouring occasions hang together: an advice that does
// nothing is shown to do something in at most a tenth of cases (a test holds it to that).
func Measure(before, after []float64) Effect {
	e := Effect{KWh: unknownValue(), Occasions: len(after)}
	if len(before) < effectLeast || len(after) < effectLeast {
		return e
	}
	a, va := meanVariance(before)
	b, vb := meanVariance(after)
	na, nb := float64(len(before)), float64(len(after))
	va, vb = va/na, vb/nb
	if va+vb == 0 {
		return e
	}
	freedom := (va + vb) * (va + vb) / (va*va/(na-1) + vb*vb/(nb-1))
	reach := effectMargin * student80(freedom)
	gain, se := b-a, math.Sqrt(va+vb)
	e.KWh = spread(gain, reach*se/z80, math.Inf(-1))
	e.Shown = e.KWh.Low > 0
	if need := reach * reach * vb * nb / (gain*gain - reach*reach*va); gain > 0 && need > 0 && need < effectMost {
		e.Needed = int(math.Ceil(need))
	}
	return e
}

func meanVariance(v []float64) (mean, variance float64) {
	n := float64(len(v))
	mean = total(v) / n
	for _, x := range v {
		variance += (x - mean) * (x - mean) / (n - 1)
	}
	return mean, variance
}

// student80 is the 90th percentile of Student's t, by the first terms of its expansion in
// the inverse of the degrees of freedom (Fisher and Cornish 1960): within 1 % from 3 on.
func student80(freedom float64) float64 {
	z := z80
	z3, z5, z7 := z*z*z, z*z*z*z*z, z*z*z*z*z*z*z
	f := max(freedom, 2)
	return z + (z3+z)/(4*f) + (5*z5+16*z3+3*z)/(96*f*f) + (3*z7+19*z5+17*z3-15*z)/(384*f*f*f)
}
