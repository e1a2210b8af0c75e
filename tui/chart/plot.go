package chart

import "time"

// plot is the part of a canvas that layers draw on.
type plot struct {
	*canvas
	x0, y0     int // top left cell
	cols, rows int
	scale      scale
	from, to   time.Time
	names      int   // canvas row for the names of bands and moments, or -1
	measured   trace // of the first Line that is not dotted, or Bars
}

// remember keeps the trace of the first measured layer, in whose gaps is written.
func (p *plot) remember(t trace) {
	if p.measured.lo == nil {
		p.measured = t
	}
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
