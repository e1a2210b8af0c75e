package chart

import (
	"math"
	"sort"
	"time"
)

// Data is a run of values, one a slot. Slots are half open and in order of time.
// NaN, ±Inf and magnitudes over 1e100 are gaps.
type Data struct {
	Start  time.Time     // start of the first slot
	Step   time.Duration // length of every slot
	Values []float64
	// Edges, when set, replaces Start and Step: slot i is [Edges[i], Edges[i+1]).
	// It is for calendar slots, whose lengths differ: days across a clock change,
	// months. Ascending, one more than Values.
	Edges []time.Time
}

// valid reports whether v is a number that can be drawn.
func valid(v float64) bool { return v >= -1e100 && v <= 1e100 }

// Len is the number of slots that have bounds.
func (d Data) Len() int {
	switch {
	case d.Edges != nil:
		return max(0, min(len(d.Values), len(d.Edges)-1))
	case d.Step <= 0:
		return 0
	}
	return len(d.Values)
}

// Slot returns the bounds of slot i, 0 ≤ i < Len.
func (d Data) Slot(i int) (start, end time.Time) {
	if d.Edges != nil {
		return d.Edges[i], d.Edges[i+1]
	}
	start = d.Start.Add(time.Duration(i) * d.Step)
	return start, start.Add(d.Step)
}

// Index returns the slot that holds t, or -1.
func (d Data) Index(t time.Time) int {
	n := d.Len()
	if d.Edges != nil {
		i := sort.Search(n, func(i int) bool { return d.Edges[i+1].After(t) })
		if i == n || d.Edges[i].After(t) {
			return -1
		}
		return i
	}
	if n == 0 || t.Before(d.Start) {
		return -1
	}
	if i := int(t.Sub(d.Start) / d.Step); i < n {
		return i
	}
	return -1
}

// At returns the value of the slot that holds t; false in a gap and outside.
func (d Data) At(t time.Time) (float64, bool) {
	i := d.Index(t)
	if i < 0 || !valid(d.Values[i]) {
		return math.NaN(), false
	}
	return d.Values[i], true
}

// window returns the slots [i, j) that overlap [from, to).
func (d Data) window(from, to time.Time) (i, j int) {
	n := d.Len()
	if n == 0 || !from.Before(to) {
		return 0, 0
	}
	if d.Edges != nil {
		i = sort.Search(n, func(i int) bool { return d.Edges[i+1].After(from) })
		return i, max(i, sort.Search(n, func(i int) bool { return !d.Edges[i].Before(to) }))
	}
	i = int(max(0, min(int64(n), int64(from.Sub(d.Start)/d.Step))))
	last := to.Sub(d.Start)
	j = int(max(int64(i), min(int64(n), int64((last-1)/d.Step)+1)))
	if last <= 0 {
		j = i
	}
	return i, j
}

// bounds returns the least and greatest value in [from, to); lo > hi when there
// is none.
func (d Data) bounds(from, to time.Time) (lo, hi float64) {
	i, j := d.window(from, to)
	return extremes(d.Values[i:j])
}

// extremes returns the least and greatest number that is not a gap. Comparisons
// with NaN are false, so only a new extreme needs to be looked at closely.
func extremes(values []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if v < lo && valid(v) {
			lo = v
		}
		if v > hi && valid(v) {
			hi = v
		}
	}
	return lo, hi
}

// frame maps a window of time to columns.
type frame struct {
	from time.Time
	span time.Duration // > 0
	cols int
}

// x is the place of t in columns: [x, x+1) is column x.
func (f frame) x(t time.Time) float64 {
	return float64(t.Sub(f.from)) / float64(f.span) * float64(f.cols)
}

// dense reports whether so many slots fall in a column that strokes between their
// extents are the picture.
func (d Data) dense(f frame) bool {
	return d.Edges == nil && float64(d.Step)*float64(f.cols)*4 <= float64(f.span)
}

// trace is Data reduced to columns. A column without data has lo > hi.
type trace struct {
	lo, hi []float64 // least and greatest value in the column
	last   []float64 // the value at the column's end
}

func newTrace(n int) trace {
	all := make([]float64, 3*n)
	t := trace{lo: all[:n:n], hi: all[n : 2*n : 2*n], last: all[2*n:]}
	for i := range n {
		t.lo[i], t.hi[i] = math.Inf(1), math.Inf(-1)
	}
	return t
}

func (t trace) has(c int) bool { return c >= 0 && c < len(t.lo) && t.lo[c] <= t.hi[c] }

func (t trace) add(c int, v float64) {
	if c < 0 || c >= len(t.lo) {
		return
	}
	if v < t.lo[c] {
		t.lo[c] = v
	}
	if v > t.hi[c] {
		t.hi[c] = v
	}
	t.last[c] = v
}

// reduce draws d into the columns of f, in one pass. Slots narrower than a column
// give it their extents. Wider slots hold their value over all their columns, or,
// with smooth, are joined by straight lines between their centres; beside a gap
// a smooth line is level to the slot's end, so that a gap is as wide as it was.
func (d Data) reduce(f frame, smooth bool) trace {
	t := newTrace(f.cols)
	i, j := d.window(f.from, f.from.Add(f.span))
	if i == j {
		return t
	}
	wide := float64(d.Step) / float64(f.span) * float64(f.cols)
	if d.Edges == nil && wide <= 1 {
		d.extents(t, i, j, f.x(d.Start), wide)
		return t
	}
	if smooth {
		i, j = max(0, i-1), min(d.Len(), j+1)
	}
	for ; i < j; i++ {
		v := d.Values[i]
		if !valid(v) {
			continue
		}
		a, b := d.Slot(i)
		x0, x1 := f.x(a), f.x(b)
		switch {
		case x1-x0 <= 1:
			t.add(int(math.Floor((x0+x1)/2)), v)
		case smooth:
			d.ramp(t, f, i, x0, x1)
		default:
			for c := column(x0); c < column(x1); c++ {
				t.add(c, v)
			}
		}
	}
	return t
}

// extents gives each column the extents of the slots [i, j) whose centres fall in
// it; slots are equal, at most a column wide, the first at offset.
func (d Data) extents(t trace, i, j int, offset, wide float64) {
	for i < j {
		c := math.Floor(offset + (float64(i)+0.5)*wide)
		end := min(j, max(i+1, int(math.Ceil((c+1-offset)/wide-0.5))))
		if c >= 0 && c < float64(len(t.lo)) {
			lo, hi := extremes(d.Values[i:end])
			t.lo[int(c)], t.hi[int(c)] = min(t.lo[int(c)], lo), max(t.hi[int(c)], hi)
			for k := end - 1; k >= i; k-- {
				if valid(d.Values[k]) {
					t.last[int(c)] = d.Values[k]
					break
				}
			}
		}
		i = end
	}
}

// column is the first column whose centre is at or after x.
func column(x float64) int { return int(math.Ceil(max(-1, min(x, 1e6)) - 0.5)) }

// ramp draws slot i of a smooth line over the columns of [x0, x1).
func (d Data) ramp(t trace, f frame, i int, x0, x1 float64) {
	centre := (x0 + x1) / 2
	before, beforeX := d.neighbour(f, i, -1, centre)
	after, afterX := d.neighbour(f, i, +1, centre)
	v := d.Values[i]
	for c := column(x0); c < column(x1); c++ {
		x := float64(c) + 0.5
		switch {
		case x < centre:
			t.add(c, v+(before-v)*(centre-x)/(centre-beforeX))
		default:
			t.add(c, v+(after-v)*(x-centre)/(afterX-centre))
		}
		if int(math.Floor(centre)) == c {
			t.add(c, v)
		}
	}
}

// neighbour is the value beside slot i and its centre's column; beside a gap, the
// slot's own value, so that the line is level there.
func (d Data) neighbour(f frame, i, dir int, centre float64) (v, x float64) {
	k := i + dir
	if k < 0 || k >= d.Len() || !valid(d.Values[k]) {
		return d.Values[i], centre + float64(dir)
	}
	a, b := d.Slot(k)
	x = (f.x(a) + f.x(b)) / 2
	if (x-centre)*float64(dir) <= 0 {
		return d.Values[i], centre + float64(dir)
	}
	return d.Values[k], x
}
