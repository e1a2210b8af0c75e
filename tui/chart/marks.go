package chart

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
