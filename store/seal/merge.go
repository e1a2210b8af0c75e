package seal

import (
	"slices"
	"time"
)

// A Change counts what laying one chunk over another did, by value of the upper one.
type Change struct {
	New      int // there was a gap
	Same     int // it was there already
	Replaced int // something else was there
}

// Changed reports whether anything changed.
func (c Change) Changed() bool { return c.New > 0 || c.Replaced > 0 }

// Merge lays the known values of top over base, both of one week of one series; sums says
// whether the kind is an energy. Where the steps differ the finer one stands: the coarser
// chunk is split evenly (energies, their sum exact) or held. A coarser value of top that
// the finer ones of base add up to, or average to, changes nothing: the detail stays.
func Merge(base, top Chunk, sums bool) (Chunk, Change) {
	if len(base.Values) == 0 {
		return top, Change{New: top.Known()}
	}
	if len(top.Values) == 0 {
		return base, Change{}
	}
	step := CommonStep(base.Step, top.Step)
	base = base.refine(step, sums)
	k := int(top.Step / step)
	first := min(base.First, top.First*k)
	end := max(base.First+len(base.Values), (top.First+len(top.Values))*k)
	out := Chunk{Week: base.Week, Step: step, First: first, Values: make([]int32, end-first)}
	fill(out.Values, Gap)
	copy(out.Values[base.First-first:], base.Values)
	var ch Change
	for i, q := range top.Values {
		if q == Gap {
			continue
		}
		at := (top.First+i)*k - first
		old := out.Values[at : at+k]
		switch compare(old, q, sums) {
		case agrees:
			ch.Same++
			continue
		case absent:
			ch.New++
		case differs:
			ch.Replaced++
		}
		spread(old, q, sums)
	}
	return out, ch
}

type verdict int

const (
	absent  verdict = iota // nothing is known
	agrees                 // all is known, and adds up or averages to the value
	differs                // all else
)

// compare says how a value stands to the slots that it covers.
func compare(old []int32, q int32, sums bool) verdict {
	known, total := 0, int64(0)
	for _, v := range old {
		if v != Gap {
			known++
			total += int64(v)
		}
	}
	k := int64(len(old))
	var off, allowed int64 // each part was rounded by half a step at most, the value as well
	if sums {
		off, allowed = abs(total-int64(q)), (k+1)/2
	} else {
		off, allowed = abs(total-int64(q)*k), k
	}
	switch {
	case known == 0:
		return absent
	case known < len(old):
		return differs
	case off == 0, k > 1 && off <= allowed:
		return agrees
	}
	return differs
}

// spread writes a value over the slots that it covers: an energy in parts that add up to
// it exactly and differ by one storage step at most, anything else held.
func spread(dst []int32, q int32, sums bool) {
	if !sums {
		fill(dst, q)
		return
	}
	k, done := int64(len(dst)), int64(0)
	for i := range dst {
		upTo := floorDiv(int64(q)*int64(i+1), k)
		dst[i] = int32(upTo - done)
		done = upTo
	}
}

// refine puts a chunk on a finer step, which must divide its own.
func (c Chunk) refine(step time.Duration, sums bool) Chunk {
	if step == c.Step {
		return c
	}
	k := int(c.Step / step)
	out := Chunk{Week: c.Week, Step: step, First: c.First * k, Values: make([]int32, len(c.Values)*k)}
	for i, q := range c.Values {
		part := out.Values[i*k : (i+1)*k]
		if q == Gap {
			fill(part, Gap)
			continue
		}
		spread(part, q, sums)
	}
	return out
}

// Equal reports whether two chunks hold the same.
func (c Chunk) Equal(o Chunk) bool {
	return c.Week == o.Week && c.Step == o.Step && c.First == o.First && slices.Equal(c.Values, o.Values)
}

func fill(v []int32, q int32) {
	for i := range v {
		v[i] = q
	}
}

func abs(a int64) int64 { return max(a, -a) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
