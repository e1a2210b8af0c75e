package chart

// drawCursor draws an upright in the blank cells of the cursor's column; what is
// drawn there stays and takes the cursor's class.
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
	for y := range p.rows {
		if q := p.at(p.x0+col, p.y0+y); q.kind == kindNone {
			p.put(p.x0+col, p.y0+y, ClassCursor, line)
		} else {
			q.class = ClassCursor
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
	d, f := c.measured(), p.frame(p.cols)
	i, j := d.window(p.from, p.to)
	last := -1 // the slot measured last
	for ; i < j; i++ {
		if !valid(d.Values[i]) {
			continue
		}
		if last >= 0 && i > last+1 {
			_, from := d.Slot(last)
			to, _ := d.Slot(i)
			if a, b := column(f.x(from)), column(f.x(to)); b-a >= w+2 {
				c.writeGap(p, a+(b-a-w)/2, word, w)
			}
		}
		last = i
	}
}

// measured are the data of the first Line that is not dotted, or Bars.
func (c Chart) measured() Data {
	for _, layer := range c.Layers {
		switch l := layer.(type) {
		case Line:
			if !l.Dotted {
				return l.Data
			}
		case Bars:
			return l.Data
		}
	}
	return Data{}
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
