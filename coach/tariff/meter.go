package tariff

import (
	"math"
	"time"

	"courant/coach/series"
)

// A meter adds up an energy series exactly, over any span, in constant time.
type meter struct {
	s     series.Series
	total []Quantity // total[i]: the known energy before interval i
	gaps  []int32    // gaps[i]: the gaps before interval i
}

// newMeter reads the intervals of s that touch [from, to). ok is false when an energy is
// not finite or too large to be counted.
func newMeter(s series.Series, from, to time.Time) (m meter, ok bool) {
	if s.Step > 0 {
		s = s.Slice(from.Add(1-s.Step), to) // the interval that holds from, too
	}
	m = meter{s: s, total: make([]Quantity, s.Len()+1), gaps: make([]int32, s.Len()+1)}
	sum, gaps := Quantity(0), int32(0)
	for i, v := range s.Values {
		switch {
		case v != v:
			gaps++
		case math.Abs(v) > maxQuantity/quantityUnit:
			return m, false
		default:
			sum += Quantity(math.Floor(math.Abs(v)*quantityUnit+0.5)) * sign(v)
			if sum > maxQuantity || sum < -maxQuantity {
				return m, false
			}
		}
		m.total[i+1], m.gaps[i+1] = sum, gaps
	}
	return m, true
}

func sign(v float64) Quantity {
	if v < 0 {
		return -1
	}
	return 1
}

// sum is the known energy of [from, to) and how much of that time is unknown. An interval
// that an end cuts counts by its share.
func (m meter) sum(from, to time.Time) (q Quantity, missing time.Duration) {
	if !from.Before(to) {
		return 0, 0
	}
	n := m.s.Len()
	if n == 0 || !from.Before(m.s.End()) || !m.s.Start.Before(to) {
		return 0, to.Sub(from)
	}
	lo, hi := from, to
	if lo.Before(m.s.Start) {
		missing += m.s.Start.Sub(lo)
		lo = m.s.Start
	}
	if hi.After(m.s.End()) {
		missing += hi.Sub(m.s.End())
		hi = m.s.End()
	}
	qa, ga := m.upTo(lo)
	qb, gb := m.upTo(hi)
	return qb - qa, missing + gb - ga
}

// upTo is the energy and the unknown time from the start of the series to t inside it.
func (m meter) upTo(t time.Time) (Quantity, time.Duration) {
	i := m.s.Index(t)
	q, gaps := m.total[i], time.Duration(m.gaps[i])*m.s.Step
	part := t.Sub(m.s.Time(i))
	if part == 0 {
		return q, gaps
	}
	if m.gaps[i+1] > m.gaps[i] {
		return q, gaps + part
	}
	whole := m.total[i+1] - q
	return q + Quantity(math.Round(float64(whole)*float64(part)/float64(m.s.Step))), gaps
}

// peak is the largest mean power of an interval that starts in [from, to).
func (m meter) peak(from, to time.Time) Quantity {
	var most float64
	for _, v := range m.s.Slice(from, to).Values {
		if v > most {
			most = v
		}
	}
	if m.s.Step <= 0 {
		return 0
	}
	return quantity(most / m.s.Step.Hours())
}
