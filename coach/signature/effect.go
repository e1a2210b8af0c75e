package signature

import "math"

// An Effect is what following an advice has changed, pooled over occasions.
type Effect struct {
	KWh       Value // spared an occasion, 80 % interval; °C or whatever else was compared
	Occasions int   // after the advice
	Needed    int   // about how many it takes until the interval leaves out zero; 0: nobody can tell
	Shown     bool  // the interval leaves out zero: only then is it told as measured
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
	sa, sb := va/na, vb/nb
	if sa+sb == 0 {
		return e
	}
	freedom := (sa + sb) * (sa + sb) / (sa*sa/(na-1) + sb*sb/(nb-1))
	reach := effectMargin * student80(freedom)
	e.KWh = spread(b-a, reach*math.Sqrt(sa+sb)/z80, math.Inf(-1))
	e.settle(b-a, reach, vb, sa)
	return e
}

// settle says whether an effect is shown, and how many occasions it takes: noise is the
// variance of one occasion, fixed what more occasions do not lower, reach the half width of
// an interval in standard deviations.
func (e *Effect) settle(gain, reach, noise, fixed float64) {
	v := e.KWh
	e.Shown = v.Low > 0 || 2*v.High < v.Value // that it costs more takes twice as much
	if left := gain*gain/(reach*reach) - fixed; left > 0 {
		if need := math.Ceil(noise / left); need <= effectMost {
			e.Needed = max(int(need), effectLeast)
		}
	}
}

// Needed is about how many occasions it takes to measure a gain, given how occasions without
// it scatter; 0 when nobody can tell.
func Needed(before []float64, gain float64) int {
	if len(before) < effectLeast {
		return 0
	}
	_, v := meanVariance(before)
	var e Effect
	e.settle(gain, effectMargin*student80(float64(len(before)-1)), v, v/float64(len(before)))
	return e.Needed
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
