package series

import (
	"math"
	"time"
)

// Resample puts s on a grid of another step, aligned to multiples of it since the Unix
// epoch. Energies are summed, or split evenly; means are averaged by time, or held.
// A target interval with any gap in it is a gap: an energy that is partly unknown is
// unknown. Use ResampleLoose where a mean over part of an interval is good enough.
func (s Series) Resample(step time.Duration) Series { return s.resample(step, 1) }

// ResampleLoose is Resample for means (temperatures, sun, duty): a target interval needs
// only half of its time known. Energies keep the strict rule.
func (s Series) ResampleLoose(step time.Duration) Series {
	if s.Kind.Sums() {
		return s.resample(step, 1)
	}
	return s.resample(step, 0.5)
}

func (s Series) resample(step time.Duration, need float64) Series {
	if step <= 0 || s.Step <= 0 || len(s.Values) == 0 {
		return Series{Kind: s.Kind, Start: s.Start, Step: step}
	}
	first := floorDiv(s.Start.UnixNano(), int64(step))
	if step == s.Step && first*int64(step) == s.Start.UnixNano() {
		return s.Clone()
	}
	last := -floorDiv(-s.End().UnixNano(), int64(step))
	out := New(s.Kind, time.Unix(0, first*int64(step)), step, max(int(last-first), 0))
	from := out.Start.Sub(s.Start)
	for i := range out.Values {
		sum, covered := s.sum(from, from+step)
		from += step
		known := float64(covered) / float64(step)
		if known < need-1e-9 || known <= 0 {
			continue
		}
		if !s.Kind.Sums() {
			sum *= float64(s.Step) / (float64(step) * known)
		}
		out.Values[i] = sum
	}
	return out
}

// Align puts every series on one step and one span, the union of theirs, so that index i
// means the same interval in each: gaps where one has no values.
func Align(step time.Duration, all ...Series) []Series {
	out := make([]Series, len(all))
	var from, to time.Time
	for i, s := range all {
		out[i] = s.ResampleLoose(step)
		if out[i].Len() == 0 {
			continue
		}
		if from.IsZero() || out[i].Start.Before(from) {
			from = out[i].Start
		}
		if out[i].End().After(to) {
			to = out[i].End()
		}
	}
	if from.IsZero() {
		return out
	}
	for i := range out {
		if out[i].Len() == 0 {
			out[i] = New(out[i].Kind, from, step, int(to.Sub(from)/step))
			continue
		}
		out[i] = out[i].Window(from, to)
	}
	return out
}

// Merge lays over the values of top wherever they are known, on the union of the two
// spans and on the grid of base. The steps must be equal and the grids should agree
// (Resample first): where they do not, a value goes to the interval that its start lies in.
func Merge(base, top Series) Series {
	switch {
	case base.Len() == 0 || base.Step <= 0:
		return top.Clone()
	case top.Len() == 0 || top.Step <= 0:
		return base.Clone()
	}
	from, to := base.Start, base.End()
	if top.Start.Before(from) {
		from = top.Start
	}
	if top.End().After(to) {
		to = top.End()
	}
	out := base.Window(base.Time(base.Index(from)), to)
	for i, v := range top.Values {
		if !math.IsNaN(v) {
			out.Values[out.Index(top.Time(i))] = v
		}
	}
	return out
}
