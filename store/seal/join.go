package seal

import (
	"math"
	"time"

	"courant/coach/series"
)

// Join puts chunks of one series, sorted by week and one a week, together: the intervals
// that start in [from, to), a zero time being no bound, on the finest step of the chunks,
// without gaps at the ends. Coarser chunks are split (energies) or held, as
// series.Resample does. The values use the memory of dst when it is large enough.
func Join(dst []float64, kind series.Kind, chunks []Chunk, from, to time.Time) series.Series {
	if len(chunks) == 0 {
		return series.Series{Kind: kind}
	}
	step := chunks[0].Step
	for _, c := range chunks[1:] {
		step = CommonStep(step, c.Step)
	}
	lo, hi := chunks[0].Start(), chunks[len(chunks)-1].End()
	if !from.IsZero() && from.After(lo) {
		lo = ceilTo(from, step)
	}
	if !to.IsZero() && to.Before(hi) {
		hi = ceilTo(to, step)
	}
	if !lo.Before(hi) {
		return series.Series{Kind: kind}
	}
	n := int(hi.Sub(lo) / step)
	if cap(dst) < n {
		dst = make([]float64, n)
	}
	out := series.Series{Kind: kind, Start: lo, Step: step, Values: dst[:n]}
	filled := 0
	for _, c := range chunks {
		c = c.refine(step, kind.Sums())
		at := int(c.Start().Sub(lo) / step)
		values := c.Values
		if at < 0 {
			values = values[min(-at, len(values)):]
			at = 0
		}
		if at >= n {
			break
		}
		values = values[:min(n-at, len(values))]
		fillGaps(out.Values[filled:at])
		toFloats(out.Values[at:], values, kind.PerUnit())
		filled = at + len(values)
	}
	fillGaps(out.Values[filled:])
	out = out.Trim()
	if len(out.Values) == 0 {
		return series.Series{Kind: kind}
	}
	return out
}

// toFloats divides, as parseDeltas does.
func toFloats(dst []float64, values []int32, perUnit float64) {
	dst = dst[:len(values)]
	for i, q := range values {
		dst[i] = float64(q) / perUnit
		if q == Gap {
			dst[i] = math.NaN()
		}
	}
}

func fillGaps(v []float64) {
	for i := range v {
		v[i] = math.NaN()
	}
}

// ceilTo is the first multiple of step since 1970 that is not before t.
func ceilTo(t time.Time, step time.Duration) time.Time {
	week := WeekStart(WeekOf(t))
	n := (t.Sub(week) + step - 1) / step
	return week.Add(n * step)
}

// CommonStep is the coarsest step that divides both; that of 0 and b is b.
func CommonStep(a, b time.Duration) time.Duration {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
