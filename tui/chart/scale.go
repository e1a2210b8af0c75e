package chart

import (
	"math"
	"strconv"
)

// Axis is the value axis.
type Axis struct {
	Unit string // written above the axis: "kW", "°C"
	Zero bool   // begins at zero: energy and power
	// Min and Max are always within the axis when Max > Min, so that it stands
	// still while the data change. Otherwise the data decide alone.
	Min, Max float64
	// Label writes an axis number. All numbers of an axis get the same decimals.
	// Nil writes 1234.5.
	Label func(v float64, decimals int) string
}

func (a Axis) label(v float64, decimals int) string {
	if v == 0 {
		v = 0 // no "-0"
	}
	if a.Label != nil {
		return a.Label(v, decimals)
	}
	if math.Abs(v) >= 1e7 {
		return strconv.FormatFloat(v, 'g', 3, 64)
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// cover widens the data's bounds to what the axis must show. ok is false when
// there is neither data nor a fixed range: the axis then has no numbers.
func (a Axis) cover(lo, hi float64) (from, to float64, ok bool) {
	if a.Max > a.Min && valid(a.Min) && valid(a.Max) {
		lo, hi = min(lo, a.Min), max(hi, a.Max)
	}
	if lo > hi {
		return 0, 1, false
	}
	if a.Zero {
		lo, hi = min(lo, 0), max(hi, 0)
	}
	if hi-lo <= math.Max(1e-9*math.Max(math.Abs(lo), math.Abs(hi)), 1e-12) {
		pad := math.Max(math.Abs(hi)*0.05, 1e-9)
		if hi == 0 {
			pad = 0.5
		}
		lo, hi = lo-pad, hi+pad
	}
	return lo, hi, true
}

// scale maps values to rows. Row n of the scale has its centre at n × perRow;
// the lowest row of the plot is row first. Ticks stand on every each-th row, so
// that a tick's number is exact where it is written.
type scale struct {
	perRow   float64
	first    int // scale row of the lowest plot row
	rows     int // rows of the plot
	each     int // rows from tick to tick
	step     float64
	decimals int
	ok       bool
}

// newScale finds the roomiest nice scale for lo..hi in that many rows: ticks at
// 1, 2 or 5 times a power of ten, or 25, 250 …, a whole number of rows apart.
//
// With floor set the axis line below the plot is the lowest value, zero, as bars
// need; otherwise the lowest row is the lowest value. With exact set every row is a
// round value, so that whole setpoints are drawn where they are.
func newScale(lo, hi float64, rows int, floor, exact, ok bool) scale {
	best, bestScore := scale{}, math.Inf(1)
	e0 := int(math.Floor(math.Log10((hi - lo) / float64(max(rows, 1)))))
	for e := e0 - 1; e <= e0+2 || best.each == 0; e++ {
		for _, mantissa := range [...]float64{1, 2, 2.5, 5} {
			if mantissa == 2.5 && e < 1 {
				continue // 25 is as calm as 20, but 2.5 costs a decimal
			}
			for each := 1; each <= min(5, max(rows, 1)); each++ {
				s := scale{rows: rows, each: each, step: decimal(mantissa, e), decimals: max(0, -e), ok: ok}
				s.perRow = s.step / float64(each)
				if exact && !round(s.perRow) {
					continue
				}
				s.first = s.lowest(lo, floor)
				if score := s.score(hi); score < bestScore {
					best, bestScore = s, score
				}
			}
		}
	}
	return best
}

// round reports whether v is 1, 2 or 5 times a power of ten.
func round(v float64) bool {
	m := v / math.Pow(10, math.Floor(math.Log10(v)+1e-9))
	return math.Abs(m-1) < 1e-6 || math.Abs(m-2) < 1e-6 || math.Abs(m-5) < 1e-6
}

// decimal is m × 10^e, exact where a float can be: 2 × 10^-1 is 0.2.
func decimal(m float64, e int) float64 {
	if e < 0 {
		return m / math.Pow10(-e)
	}
	return m * math.Pow10(e)
}

// lowest is the scale row of the lowest plot row, so that lo is within the plot.
func (s scale) lowest(lo float64, floor bool) int {
	if floor && lo >= 0 {
		return 1
	}
	return int(math.Floor(lo/s.perRow + 0.5 + 1e-9))
}

// score says how good a scale is, the lower the better: little room unused, and
// few enough numbers to be calm. Infinite when hi does not fit.
func (s scale) score(hi float64) float64 {
	top := float64(s.first + s.rows - 1)
	if hi/s.perRow > top+0.5-1e-9 {
		return math.Inf(1)
	}
	unused := math.Log2(float64(s.rows) * s.perRow / math.Max(hi-float64(s.first-1)*s.perRow, s.perRow))
	numbers := 0 // on the plot's rows and the axis line
	for y := range s.rows + 1 {
		if (s.first+s.rows-1-y)%s.each == 0 {
			numbers++
		}
	}
	most := 8
	if s.each == 1 {
		most = 6 // on every row, fewer are calm
	}
	crowd := float64(max(0, numbers-most))*0.15 + float64(max(0, 3-numbers))*0.8
	return unused + crowd
}

// height is the place of v in rows above the plot's bottom edge.
func (s scale) height(v float64) float64 {
	return v/s.perRow - float64(s.first) + 0.5
}

// row is the plot row, from the top, of v, dy dots to a row: 0 ≤ row < rows·dy.
// A value beyond the plot is drawn on its edge.
func (s scale) row(v float64, dy int) int {
	y := math.Floor((float64(s.rows) - s.height(v)) * float64(dy))
	return int(max(0, min(y, float64(s.rows*dy-1))))
}

// beyond reports whether all from below to above lies outside the plot.
func (s scale) beyond(above, below float64) bool {
	return s.height(above) < 0 || s.height(below) > float64(s.rows)
}

// rowAbove is row for the lower edge of what is filled: of a value between two dots
// the upper one.
func (s scale) rowAbove(v float64, dy int) int {
	y := math.Ceil((float64(s.rows)-s.height(v))*float64(dy)) - 1
	return int(max(0, min(y, float64(s.rows*dy-1))))
}

// tick reports whether the plot row y from the top bears a number, and which.
// y = rows is the axis line itself.
func (s scale) tick(y int) (v float64, ok bool) {
	n := s.first + s.rows - 1 - y
	if !s.ok || n%s.each != 0 {
		return 0, false
	}
	return float64(n/s.each) * s.step, true
}
