package chart

import (
	"math"
	"time"
)

// plot is the part of a canvas that layers draw on.
type plot struct {
	*canvas
	x0, y0     int // top left cell
	cols, rows int
	scale      scale
	from, to   time.Time
	names      int // canvas row for the names of bands and moments, or -1
}

// frame maps the window to that many columns: the plot's cells, or its dots.
func (p *plot) frame(cols int) frame { return frame{p.from, p.to.Sub(p.from), cols} }

// col is the cell column of t, from the plot's left edge; false outside.
func (p *plot) col(t time.Time) (int, bool) {
	if t.Before(p.from) || !t.Before(p.to) {
		return 0, false
	}
	return min(p.cols-1, int(p.frame(p.cols).x(t))), true
}

func (l Line) draw(p *plot) {
	dx, dy := p.graph.dots()
	f := p.frame(p.cols * dx)
	t := l.Data.reduce(f, true)
	if l.Dotted {
		l.dots(p, t, dx, dy)
		return
	}
	pen := pen{plot: p, dx: dx, dy: dy, class: l.class(), solid: l.Data.dense(f)}
	top, bottom := -1, -1 // of the column before; -1 after a gap
	for c := range t.lo {
		if !t.has(c) {
			top, bottom = -1, -1
			continue
		}
		a, b := p.scale.row(t.hi[c], dy), p.scale.row(t.lo[c], dy)
		from, to := a, b
		switch { // join to the column before, half the way each
		case top >= 0 && a > bottom+1:
			mid := (bottom + a) / 2
			pen.stroke(c-1, bottom, mid)
			from = mid + 1
		case top >= 0 && b < top-1:
			mid := (top + b + 1) / 2
			pen.stroke(c-1, mid, top)
			to = mid - 1
		}
		pen.stroke(c, from, to)
		top, bottom = a, b
	}
}

// pen draws upright strokes in the dots of a plot.
type pen struct {
	*plot
	dx, dy int
	class  Class
	solid  bool
}

// stroke draws dot rows top to bottom of dot column c of the plot.
func (p pen) stroke(c, top, bottom int) {
	p.column(p.x0*p.dx+c, p.y0*p.dy+top, p.y0*p.dy+bottom, p.class, p.solid)
}

// dots draws one dot a cell column, at the middle of the column's extents.
func (l Line) dots(p *plot, t trace, dx, dy int) {
	for c := 0; c < len(t.lo); c += dx {
		if !t.has(c) {
			continue
		}
		mid := t.lo[c]/2 + t.hi[c]/2
		switch p.graph {
		case Braille:
			y := p.y0*dy + p.scale.row(mid, dy)
			p.column(p.x0*dx+c, y, y, l.class(), false)
		case Block:
			p.put(p.x0+c, p.y0+p.scale.row(mid, 1), l.class(), '·')
		default:
			p.put(p.x0+c, p.y0+p.scale.row(mid, 1), l.class(), '.')
		}
	}
}

func (l Step) draw(p *plot) {
	t := l.Data.reduce(p.frame(p.cols), false)
	for c := range t.lo {
		if !t.has(c) {
			continue
		}
		out := p.scale.row(t.last[c], 1)
		in := out
		if t.has(c - 1) {
			in = p.scale.row(t.last[c-1], 1)
		}
		p.turn(c, in, out, min(in, p.scale.row(t.hi[c], 1)), max(in, p.scale.row(t.lo[c], 1)), kindBox, l.class())
	}
}

// turn draws one column of a thin line that enters in row in, leaves in row out,
// and reaches from top to bottom between.
func (p *plot) turn(c, in, out, top, bottom int, k kind, class Class) {
	for y := top; y <= bottom; y++ {
		var bits uint8
		if y > top {
			bits |= up
		}
		if y < bottom {
			bits |= down
		}
		if y == in {
			bits |= left
		}
		if y == out {
			bits |= right
		}
		p.join(p.x0+c, p.y0+y, k, class, bits)
	}
}

func (l Area) draw(p *plot) {
	dx, dy := shadeDots(p.graph)
	f := p.frame(p.cols * dx)
	low, high := l.Low.reduce(f, true), l.High.reduce(f, true)
	for c := range low.lo {
		if !low.has(c) || !high.has(c) {
			continue
		}
		top := p.scale.row(max(high.hi[c], low.hi[c]), dy)
		bottom := p.scale.row(min(low.lo[c], high.lo[c]), dy)
		p.shade(p.x0*dx+c, p.y0*dy+top, p.y0*dy+bottom, l.class())
	}
}

var eighths = [9]rune{' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'}

func (l Bars) draw(p *plot) {
	f := p.frame(p.cols)
	t := l.Data.reduce(f, false)
	p.spaceBars(l.Data, f, t)
	zero := p.scale.height(0) // whole rows and a half: zero is the centre of a row
	for c := range t.lo {
		if !t.has(c) {
			continue
		}
		if t.hi[c] > 0 {
			p.bar(c, math.Floor(zero+0.5), p.scale.height(t.hi[c]), l.class())
		}
		if t.lo[c] < 0 {
			p.hang(c, p.scale.height(t.lo[c]), math.Floor(zero+0.5)-1, l.class())
		}
	}
	if y := int(float64(p.rows) - zero); zero > 0 {
		p.level(0, p.cols, y, ClassAxis, true)
	}
}

// spaceBars leaves a blank column between bars that are three columns or wider.
func (p *plot) spaceBars(d Data, f frame, t trace) {
	i, j := d.window(p.from, p.to)
	for ; i < j; i++ {
		a, b := d.Slot(i)
		if f.x(b)-f.x(a) < 3 {
			continue
		}
		if c := column(f.x(b)) - 1; c >= 0 && c < len(t.lo) {
			t.lo[c], t.hi[c] = math.Inf(1), math.Inf(-1)
		}
	}
}

// bar fills a column from height base up to height top, in eighths of a cell; what
// is more than zero shows at least one.
func (p *plot) bar(c int, base, top float64, class Class) {
	n := max(1, int(math.Round((top-base)*8)))
	for y := p.rows - 1 - int(base); n > 0 && y >= 0; y, n = y-1, n-8 {
		glyph := eighths[min(n, 8)]
		if p.graph == ASCII {
			if n < 3 && y < p.rows-1-int(base) {
				break
			}
			glyph = '#'
			if n < 5 {
				glyph = '_'
			}
		}
		p.put(p.x0+c, p.y0+y, class, glyph)
	}
}

// hang fills a column from height bottom up to height base, from above, in halves.
func (p *plot) hang(c int, bottom, base float64, class Class) {
	n := max(1, int(math.Round((base-bottom)*2)))
	for y := p.rows - int(base); n > 0 && y < p.rows; y, n = y+1, n-2 {
		glyph := '█'
		switch {
		case p.graph == ASCII:
			glyph = '#'
		case n == 1:
			glyph = '▀'
		}
		p.put(p.x0+c, p.y0+y, class, glyph)
	}
}

func (l Rule) draw(p *plot) {
	a, b := 0, p.cols
	if !l.whole() {
		f := p.frame(p.cols)
		a, b = max(0, column(f.x(l.From))), min(p.cols, column(f.x(l.To)))
	}
	if !valid(l.Value) || a >= b {
		return
	}
	y := p.scale.row(l.Value, 1)
	p.level(a, b, y, l.class(), false)
	name := p.graph.clean(l.Name)
	if name == "" || width(name)+4 > b-a {
		return
	}
	p.text(p.x0+b-width(name)-3, p.y0+y, l.class(), " "+name+" ")
}

// level draws a dashed line in plot row y over columns [a, b), or only where the
// cells are blank.
func (p *plot) level(a, b, y int, class Class, blankOnly bool) {
	if y < 0 || y >= p.rows {
		return
	}
	for c := a; c < b; c++ {
		if blankOnly && !p.blank(p.x0+c, p.y0+y, 1) {
			continue
		}
		glyph := '╌'
		if p.graph == ASCII {
			glyph = [2]rune{'-', ' '}[c&1]
		}
		p.put(p.x0+c, p.y0+y, class, glyph)
	}
}

func (l Moment) draw(p *plot) {
	c, ok := p.col(l.At)
	if !ok {
		return
	}
	glyph := '┊'
	if p.graph == ASCII {
		glyph = ':'
	}
	for y := range p.rows {
		if p.blank(p.x0+c, p.y0+y, 1) {
			p.put(p.x0+c, p.y0+y, l.class(), glyph)
		}
	}
	p.name(c, c+1, l.class(), l.Name)
}

// name writes a name above the plot, centred over columns [a, b) or as near as the
// names already there allow; false when it would no longer be over them.
func (p *plot) name(a, b int, class Class, s string) bool {
	s = p.graph.clean(s)
	w := width(s)
	if p.names < 0 || w == 0 || w > p.cols {
		return false
	}
	centre := max(0, min(a+(b-a-w)/2, p.cols-w))
	for away := 0; away <= 2*w; away++ {
		c := centre + (away+1)/2*(1-away%2*2) // centre, then alternately left and right
		over := c < b && a < c+w
		if over && c >= 0 && c+w <= p.cols && p.free(p.x0+c, p.names, w) {
			p.text(p.x0+c, p.names, class, s)
			return true
		}
	}
	return false
}

// free reports whether a word of w cells can stand at (x, y), a blank on both
// sides.
func (p *plot) free(x, y, w int) bool {
	return p.blank(x, y, w) && (x == 0 || p.blank(x-1, y, 1)) && (x+w == p.w || p.blank(x+w, y, 1))
}

func (l Mark) draw(p *plot) {
	c, ok := p.col(l.At)
	if !ok || !valid(l.Value) {
		return
	}
	glyph := '●'
	if p.graph == ASCII {
		glyph = '@'
	}
	x, y := p.x0+c, p.y0+p.scale.row(l.Value, 1)
	p.put(x, y, l.class(), glyph)
	name := p.graph.clean(l.Name)
	w := width(name)
	for _, at := range [...]struct{ x, y int }{{x + 2, y}, {x - w - 1, y}, {x - w/2, y - 1}, {x - w/2, y + 1}} {
		if at.y >= p.y0 && at.y < p.y0+p.rows && at.x > p.x0 && p.blank(at.x-1, at.y, w+1) {
			p.text(at.x, at.y, l.class(), name)
			return
		}
	}
}
