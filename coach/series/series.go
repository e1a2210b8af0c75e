package series

import (
	"math"
	"time"
)

// A Series is one kind of value on a regular grid. The zero value is an empty series.
type Series struct {
	Kind   Kind
	Start  time.Time     // UTC, start of the first interval
	Step   time.Duration // > 0 when there are values
	Values []float64     // in the kind's unit; NaN is a gap
}

// New makes a series of n gaps.
func New(kind Kind, start time.Time, step time.Duration, n int) Series {
	s := Series{Kind: kind, Start: start.UTC(), Step: step, Values: make([]float64, n)}
	for i := range s.Values {
		s.Values[i] = math.NaN()
	}
	return s
}

// Len is the number of intervals, gaps included.
func (s Series) Len() int { return len(s.Values) }

// End is where the last interval ends.
func (s Series) End() time.Time { return s.Time(len(s.Values)) }

// Time is the start of interval i; i may lie outside the series.
func (s Series) Time(i int) time.Time { return s.Start.Add(time.Duration(i) * s.Step) }

// Index is the interval that holds t: below 0 before the series, Len or more after it.
// An empty series answers -1.
func (s Series) Index(t time.Time) int {
	if s.Step <= 0 {
		return -1
	}
	return int(floorDiv(int64(t.Sub(s.Start)), int64(s.Step)))
}

// ceilIndex is the first interval that starts at or after t.
func (s Series) ceilIndex(t time.Time) int {
	return int(-floorDiv(-int64(t.Sub(s.Start)), int64(s.Step)))
}

// At is the value of the interval that holds t, NaN outside the series.
func (s Series) At(t time.Time) float64 {
	i := s.Index(t)
	if i < 0 || i >= len(s.Values) {
		return math.NaN()
	}
	return s.Values[i]
}

// Slice is the part of s whose intervals start in [from, to). It shares its values with s.
func (s Series) Slice(from, to time.Time) Series {
	if s.Step <= 0 {
		return s
	}
	i := min(max(s.ceilIndex(from), 0), len(s.Values))
	j := min(max(s.ceilIndex(to), i), len(s.Values))
	return Series{Kind: s.Kind, Start: s.Time(i), Step: s.Step, Values: s.Values[i:j:j]}
}

// Window is a copy of s on exactly the intervals of s's grid that start in [from, to):
// gaps where s has no values. A series without a step gives an empty one.
func (s Series) Window(from, to time.Time) Series {
	if s.Step <= 0 {
		return Series{Kind: s.Kind, Start: from.UTC()}
	}
	i, j := s.ceilIndex(from), s.ceilIndex(to)
	w := New(s.Kind, s.Time(i), s.Step, max(j-i, 0))
	lo, hi := max(i, 0), min(j, len(s.Values))
	if lo < hi {
		copy(w.Values[lo-i:], s.Values[lo:hi])
	}
	return w
}

// Trim is s without the gaps at its two ends. It shares its values with s.
func (s Series) Trim() Series {
	i, j := 0, len(s.Values)
	for i < j && math.IsNaN(s.Values[i]) {
		i++
	}
	for j > i && math.IsNaN(s.Values[j-1]) {
		j--
	}
	return Series{Kind: s.Kind, Start: s.Time(i), Step: s.Step, Values: s.Values[i:j:j]}
}

// Clone is a deep copy.
func (s Series) Clone() Series {
	s.Values = append([]float64(nil), s.Values...)
	return s
}

// Known is the number of values that are not gaps.
func (s Series) Known() int {
	n := 0
	for _, v := range s.Values {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

// Coverage is the share of intervals that are not gaps, 0–1; 0 for an empty series.
func (s Series) Coverage() float64 {
	if len(s.Values) == 0 {
		return 0
	}
	return float64(s.Known()) / float64(len(s.Values))
}

// Sum adds the values of [from, to) and counts the gaps in it, intervals outside the
// series among them. Partial intervals at the ends count by their share.
// With any gap the sum is that of what is known, and missing says how much time is not.
func (s Series) Sum(from, to time.Time) (sum float64, missing time.Duration) {
	if s.Step <= 0 || !from.Before(to) {
		return 0, max(to.Sub(from), 0)
	}
	sum, covered := s.sum(from.Sub(s.Start), to.Sub(s.Start))
	return sum, to.Sub(from) - covered
}

// sum is Sum over [from, to) counted from the start of s, with the time that is known. It
// is the inner loop of every resampling, so it compares durations and not instants.
func (s Series) sum(from, to time.Duration) (sum float64, covered time.Duration) {
	from, to = max(from, 0), min(to, time.Duration(len(s.Values))*s.Step)
	for i := int(from / s.Step); from < to; i++ {
		end := min(time.Duration(i+1)*s.Step, to)
		if v := s.Values[i]; !math.IsNaN(v) {
			share := end - from
			if share != s.Step {
				v *= float64(share) / float64(s.Step)
			}
			sum += v
			covered += share
		}
		from = end
	}
	return sum, covered
}

// Mean is the mean of the known values of [from, to), weighted by time, NaN without any.
// For an energy it is the mean of the energies of an interval, not a power: see MeanKW.
func (s Series) Mean(from, to time.Time) float64 {
	sum, missing := s.Sum(from, to)
	covered := to.Sub(from) - missing
	if s.Step <= 0 || covered <= 0 {
		return math.NaN()
	}
	return sum * float64(s.Step) / float64(covered)
}

// MeanKW is the mean power in kW of an energy series over the known part of [from, to),
// NaN without any.
func (s Series) MeanKW(from, to time.Time) float64 {
	return s.Mean(from, to) / s.Step.Hours()
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
