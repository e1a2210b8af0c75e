package chart

import "math"

// eighths fill a cell from below.
var eighths = [9]rune{' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'}

func (l Bars) draw(p *plot) {
	f := p.frame(p.cols)
	t := l.Data.reduce(f, false)
	p.remember(t)
	p.spaceBars(l.Data, f, t)
	zero := p.scale.height(0) // whole rows and a half: zero is the centre of a row
	for c := range t.lo {
		if !t.has(c) {
			continue
		}
		if t.hi[c] >= 0 { // a measured zero is a thin line; a gap is nothing
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

// bar fills a column from height base up to height top, in eighths of a cell, at
// least one.
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
