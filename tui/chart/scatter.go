package chart

import (
	"math"
	"sort"
)

// Point is one pair of values.
type Point struct{ X, Y float64 }

// Cloud is a set of points of one kind. In braille every point is a dot; with a
// Sign it is that character instead, so that a second cloud is told apart
// without colour.
type Cloud struct {
	Name   string
	Class  Class // default ClassLine1
	Points []Point
	Sign   rune // zero: dots
}

// Curve is a line through points in order of X, drawn thin and round over the
// clouds: a fitted signature.
type Curve struct {
	Name   string
	Class  Class // default ClassReference
	Points []Point
}

// Scatter sets one value against another: load against outdoor temperature.
type Scatter struct {
	Width, Height int
	Graph         Graph
	X, Y          Axis
	Clouds        []Cloud
	Curves        []Curve
	Legend        bool
	NoData        string
}

// Render draws the scatter: Height lines of exactly Width cells.
func (s Scatter) Render(paint Paint) []string {
	if s.Width <= 0 || s.Height <= 0 {
		return nil
	}
	s.Graph = min(s.Graph, ASCII)
	xLo, xHi, yLo, yHi := s.bounds()
	yLo, yHi, ok := s.Y.cover(yLo, yHi)
	xLo, xHi, _ = s.X.cover(xLo, xHi)
	// The value axis is the one of a chart without layers and with these bounds.
	frame := Chart{Width: s.Width, Height: s.Height, Graph: s.Graph, Y: s.Y, Legend: s.Legend}
	l := frame.layout()
	l.scale = newScale(yLo, yHi, max(1, l.rows), s.Y.Zero, false, ok)
	l.gutter = frame.gutter(l.scale)
	p := &plot{canvas: newCanvas(s.Width, s.Height, s.Graph), x0: l.gutter, y0: l.top,
		cols: s.Width - l.gutter, rows: l.rows, scale: l.scale}
	frame.drawValueAxis(p, l)
	frame.drawHead(p, l, s.keys())
	if p.cols <= 0 {
		return p.lines(paint)
	}
	if !ok {
		word := fit(s.Graph.clean(s.NoData), p.cols)
		p.text(p.x0+(p.cols-width(word))/2, p.y0+p.rows/2, ClassMuted, word)
		return p.lines(paint)
	}
	a := across{xLo, xHi, p.cols}
	for _, c := range s.Clouds {
		c.draw(p, a)
	}
	for _, c := range s.Curves {
		c.draw(p, a)
	}
	s.drawAcross(p, l, a)
	return p.lines(paint)
}

func (s Scatter) bounds() (xLo, xHi, yLo, yHi float64) {
	xLo, xHi, yLo, yHi = math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	add := func(points []Point) {
		for _, q := range points {
			if valid(q.X) && valid(q.Y) {
				xLo, xHi, yLo, yHi = min(xLo, q.X), max(xHi, q.X), min(yLo, q.Y), max(yHi, q.Y)
			}
		}
	}
	for _, c := range s.Clouds {
		add(c.Points)
	}
	for _, c := range s.Curves {
		add(c.Points)
	}
	return xLo, xHi, yLo, yHi
}

func (s Scatter) keys() []key {
	var keys []key
	for _, c := range s.Clouds {
		sample := [...]string{"⠢⠔", "··", ".."}[s.Graph]
		if c.Sign != 0 {
			sample = s.Graph.clean(string(c.Sign))
		}
		keys = append(keys, key{sample, c.Name, c.Class.or(ClassLine1)})
	}
	for _, c := range s.Curves {
		keys = append(keys, key{[...]string{"──", "──", "--"}[s.Graph], c.Name, c.Class.or(ClassReference)})
	}
	return keys
}

// across maps values to columns: lo in the middle of the first, hi in the middle
// of the last.
type across struct {
	lo, hi float64
	cols   int
}

func (a across) x(v float64) float64 {
	return (v-a.lo)/(a.hi-a.lo)*float64(max(a.cols-1, 0)) + 0.5
}

func (c Cloud) draw(p *plot, a across) {
	dx, dy := p.graph.dots()
	class := c.Class.or(ClassLine1)
	if c.Sign == 0 && p.graph != Braille {
		c.drawCounts(p, a, class)
		return
	}
	sign := p.graph.clean(string(c.Sign))
	for _, q := range c.Points {
		if !valid(q.X) || !valid(q.Y) {
			continue
		}
		x := a.x(q.X)
		if c.Sign != 0 {
			p.text(p.x0+int(x), p.y0+p.scale.row(q.Y, 1), class, sign)
			continue
		}
		y := p.y0*dy + p.scale.row(q.Y, dy)
		p.column(p.x0*dx+int(x*float64(dx)), y, y, class, false)
	}
}

// drawCounts draws one sign a cell, heavier where more points fall.
func (c Cloud) drawCounts(p *plot, a across, class Class) {
	count := make([]int, p.cols*p.rows)
	for _, q := range c.Points {
		if valid(q.X) && valid(q.Y) {
			count[p.scale.row(q.Y, 1)*p.cols+min(int(a.x(q.X)), p.cols-1)]++
		}
	}
	signs := [3]rune{'·', '•', '●'}
	if p.graph == ASCII {
		signs = [3]rune{'.', 'o', '@'}
	}
	for i, n := range count {
		switch {
		case n >= 6:
			p.put(p.x0+i%p.cols, p.y0+i/p.cols, class, signs[2])
		case n >= 3:
			p.put(p.x0+i%p.cols, p.y0+i/p.cols, class, signs[1])
		case n >= 1:
			p.put(p.x0+i%p.cols, p.y0+i/p.cols, class, signs[0])
		}
	}
}

func (c Curve) draw(p *plot, a across) {
	in := -1
	for col := range p.cols {
		v, ok := c.value(a.lo + float64(col)/float64(max(p.cols-1, 1))*(a.hi-a.lo))
		if !ok {
			in = -1
			continue
		}
		out := p.scale.row(v, 1)
		if in < 0 {
			in = out
		}
		p.turn(col, in, out, min(in, out), max(in, out), kindRound, c.Class.or(ClassReference))
		in = out
	}
}

// value is the curve's height at x, by straight lines between its points.
func (c Curve) value(x float64) (float64, bool) {
	i := sort.Search(len(c.Points), func(i int) bool { return c.Points[i].X >= x })
	if i == len(c.Points) || i == 0 && c.Points[0].X > x {
		return 0, false
	}
	b := c.Points[i]
	if i == 0 || b.X == x {
		return b.Y, valid(b.Y)
	}
	a := c.Points[i-1]
	v := a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X)
	return v, valid(v)
}

// drawAcross draws the axis of X: ticks at round numbers whose labels do not
// touch, and the unit at the right.
func (s Scatter) drawAcross(p *plot, l layout, a across) {
	if l.time < 0 {
		return
	}
	notch := '┬'
	if s.Graph == ASCII {
		notch = '+'
	}
	unit := s.Graph.clean(s.X.Unit)
	if w := width(unit); w > 0 && w < p.cols/2 {
		p.text(p.w-w, l.time, ClassLabel, unit)
	}
	step, decimals := s.acrossStep(a)
	for n := math.Ceil(a.lo/step - 1e-9); n*step <= a.hi+step*1e-9; n++ {
		col := p.x0 + int(a.x(n*step))
		p.put(col, l.axis, ClassAxis, notch)
		text := s.Graph.clean(s.X.label(n*step, decimals))
		x := max(0, min(col-(width(text)-1)/2, p.w-width(text)))
		if p.free(x, l.time, width(text)) {
			p.text(x, l.time, ClassLabel, text)
		}
	}
}

// acrossStep is the finest round step whose labels stand two cells apart.
func (s Scatter) acrossStep(a across) (step float64, decimals int) {
	for e := int(math.Floor(math.Log10((a.hi - a.lo) / float64(max(a.cols, 1))))); ; e++ {
		for _, m := range [...]float64{1, 2, 5} {
			step, decimals = decimal(m, e), max(0, -e)
			w := max(width(s.Graph.clean(s.X.label(a.lo, decimals))), width(s.Graph.clean(s.X.label(a.hi, decimals))))
			if cells := step / (a.hi - a.lo) * float64(a.cols-1); cells >= float64(w+2) || step > a.hi-a.lo {
				return step, decimals
			}
		}
	}
}

// Table writes every point as a row: cloud, X, Y.
func (s Scatter) Table(w Words) Table {
	t := Table{Head: []string{"", s.X.Unit, s.Y.Unit}}
	for _, c := range s.Clouds {
		for _, q := range c.Points {
			if valid(q.X) && valid(q.Y) {
				t.Rows = append(t.Rows, []string{c.Name, w.number(q.X, true), w.number(q.Y, true)})
			}
		}
	}
	return t
}
