package chart

func (l Line) draw(p *plot) {
	dx, dy := p.graph.dots()
	f := p.frame(p.cols * dx)
	t := l.Data.reduce(f, true)
	if l.Dotted {
		l.dots(p, t, dx, dy)
		return
	}
	p.remember(t)
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
			pen.join(c-1, bottom+1, mid)
			from = mid + 1
		case top >= 0 && b < top-1:
			mid := (top + b + 1) / 2
			pen.stroke(c-1, mid, top)
			pen.join(c-1, mid, top-1)
			to = mid - 1
		}
		pen.stroke(c, from, to)
		pen.join(c, from, a-1)
		pen.join(c, b+1, to)
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

// join marks the part of a stroke that only joins two columns: in ascii a bar, so
// that values alone are stars.
func (p pen) join(c, top, bottom int) {
	for y := top; p.graph == ASCII && y <= bottom; y++ {
		p.put(p.x0+c, p.y0+y, p.class, '|')
	}
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
		above, below := max(high.hi[c], low.hi[c]), min(low.lo[c], high.lo[c])
		if p.scale.beyond(above, below) {
			continue
		}
		top := p.scale.row(above, dy)
		bottom := max(top, p.scale.rowAbove(below, dy))
		p.shade(p.x0*dx+c, p.y0*dy+top, p.y0*dy+bottom, l.class())
	}
}
