package chart

import (
	"math"
	"strings"
)

var sparkASCII = [9]rune{' ', '_', '.', '-', '~', '=', '+', '*', '#'}

// Spark draws values in one row of exactly width cells, from the axis' Min to its
// Max, or from the least to the greatest value (from zero with Zero). A cell shows
// the greatest of its values; a gap is blank.
func Spark(values []float64, y Axis, width int, g Graph) string {
	if width <= 0 {
		return ""
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if valid(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	flat := lo == hi && !(y.Max > y.Min)
	lo, hi, _ = y.cover(lo, hi)
	var b strings.Builder
	for c := range width {
		top, ok := peak(values, c, width)
		glyphs := eighths
		if g == ASCII {
			glyphs = sparkASCII
		}
		switch {
		case !ok:
			b.WriteByte(' ')
		case flat && !y.Zero:
			b.WriteRune(glyphs[4])
		default:
			b.WriteRune(glyphs[1+int(max(0, min(7, math.Round((top-lo)/(hi-lo)*7))))])
		}
	}
	return b.String()
}

// peak is the greatest value of column c of cols; false in a gap.
func peak(values []float64, c, cols int) (float64, bool) {
	n := len(values)
	a := c * n / cols
	b := max((c+1)*n/cols, a+1)
	top := math.Inf(-1)
	for _, v := range values[min(a, n):min(b, n)] {
		if valid(v) {
			top = max(top, v)
		}
	}
	return top, valid(top)
}

// BarRow is one line of a horizontal bar chart.
type BarRow struct {
	Label string
	Value float64 // NaN: no bar
	Text  string  // written after the bar: the number with its unit and interval
	Class Class   // of the bar, default ClassLine1
}

// BarRows draws horizontal bars from a common zero, one line a row, of exactly
// width cells: label, bar, text. Bars of negative values go to the left.
func BarRows(rows []BarRow, cells int, g Graph, paint Paint) []string {
	if cells <= 0 {
		return nil
	}
	g = min(g, ASCII)
	labels, texts := 0, 0
	lo, hi := 0.0, 0.0
	for _, r := range rows {
		labels = max(labels, width(g.clean(r.Label)))
		texts = max(texts, width(g.clean(r.Text)))
		if valid(r.Value) {
			lo, hi = min(lo, r.Value), max(hi, r.Value)
		}
	}
	labels = min(labels, cells/3)
	texts = min(texts, cells/2)
	bar := cells - labels - texts - 2
	cv := newCanvas(cells, len(rows), g)
	for y, r := range rows {
		cv.text(0, y, ClassLabel, fit(g.clean(r.Label), labels))
		text := fit(g.clean(r.Text), texts)
		cv.text(cells-width(text), y, ClassNone, text)
		if valid(r.Value) && bar > 0 && hi > lo {
			cv.barAcross(labels+1, y, bar, r.Value, lo, hi, r.Class.or(ClassLine1))
		}
	}
	return cv.lines(paint)
}

var eighthsLeft = [9]rune{' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'}

// barAcross draws a bar of value v in w cells from x that stand for lo ≤ 0 to hi ≥ 0.
func (c *canvas) barAcross(x, y, w int, v, lo, hi float64, class Class) {
	zero := int(math.Round(-lo / (hi - lo) * float64(w)))
	n := int(math.Round(math.Abs(v) / (hi - lo) * float64(w) * 8))
	if v != 0 {
		n = max(n, 1)
	}
	for i := 0; n > 0; i, n = i+1, n-8 {
		at, glyph := x+zero+i, eighthsLeft[min(n, 8)]
		if v < 0 {
			at, glyph = x+zero-1-i, [2]rune{'▐', '█'}[min(n, 8)/5]
		}
		if c.graph == ASCII {
			glyph = '#'
		}
		if at >= x && at < x+w {
			c.put(at, y, class, glyph)
		}
	}
}

// Dial draws the comfort dial: n ≥ 2 notches on a rail of exactly width cells, a
// knob at notch pos.
func Dial(pos, n, width int, g Graph, paint Paint) string {
	if width <= 0 {
		return ""
	}
	ends, rail, knob := [2]rune{'├', '┤'}, '─', '●'
	if g == ASCII {
		ends, rail, knob = [2]rune{'|', '|'}, '-', 'O'
	}
	cv := newCanvas(width, 1, g)
	for x := range width {
		cv.put(x, 0, ClassAxis, rail)
	}
	cv.put(0, 0, ClassAxis, ends[0])
	cv.put(width-1, 0, ClassAxis, ends[1])
	n = max(n, 2)
	pos = max(0, min(pos, n-1))
	cv.put(int(math.Round(float64(pos)/float64(n-1)*float64(width-1))), 0, ClassCursor, knob)
	return cv.lines(paint)[0]
}
