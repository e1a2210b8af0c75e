package chart

// drawCursor draws an upright in the blank cells of the cursor's column. What is
// drawn in its slot stays and takes the cursor's class.
func (c Chart) drawCursor(p *plot, l layout) {
	if c.Cursor.IsZero() {
		return
	}
	start, end := c.slot(c.Cursor)
	col, ok := p.col(start.Add(end.Sub(start) / 2))
	if !ok {
		if col, ok = p.col(c.Cursor); !ok {
			return
		}
	}
	line, foot := '│', '┴'
	if c.Graph == ASCII {
		line, foot = '|', '^'
	}
	f := p.frame(p.cols)
	from, to := min(col, max(0, column(f.x(start)))), max(col+1, min(p.cols, column(f.x(end))))
	for y := range p.rows {
		for x := from; x < to; x++ {
			if q := p.at(p.x0+x, p.y0+y); q.kind != kindNone {
				q.class = ClassCursor
			} else if x == col {
				p.put(p.x0+x, p.y0+y, ClassCursor, line)
			}
		}
	}
	if l.axis >= 0 {
		p.put(p.x0+col, l.axis, ClassCursor, foot)
	}
}

// drawGap writes Gap into gaps of the measured data that are wide enough, between
// what was measured before and after.
func (c Chart) drawGap(p *plot) {
	word := c.Graph.clean(c.Gap)
	w := width(word)
	if w == 0 {
		return
	}
	last := -1 // the last column with a measured value
	for dot := range p.measured.lo {
		if !p.measured.has(dot) {
			continue
		}
		col := dot * p.cols / len(p.measured.lo)
		if free := col - last - 1; last >= 0 && free >= w {
			c.writeGap(p, last+1+(free-w)/2, word, w)
		}
		last = col
	}
}

func (c Chart) writeGap(p *plot, col int, word string, w int) {
	for i := range p.rows {
		y := p.rows/2 + (i+1)/2*(1-i%2*2) // the middle, then alternately below and above
		if y >= 0 && y < p.rows && p.blank(p.x0+col-1, p.y0+y, w+2) {
			p.text(p.x0+col, p.y0+y, ClassGap, word)
			return
		}
	}
}

func (c Chart) drawNoData(p *plot) {
	word := fit(c.Graph.clean(c.NoData), p.cols)
	p.text(p.x0+(p.cols-width(word))/2, p.y0+p.rows/2, ClassMuted, word)
}
