package chart

import (
	"math"
	"time"
)

// Chart is values over time. Render draws it; ReadAt and Table say it in words.
// The zero values of all optional fields are useful.
type Chart struct {
	From, To      time.Time // window [From, To)
	Loc           *time.Location
	Width, Height int // of the drawing, in cells
	Graph         Graph
	Y             Axis
	Layers        []Layer
	Bands         []Band
	Cursor        time.Time // zero: none
	Legend        bool      // names the layers above the plot

	// XLabel writes a time label. Nil writes 15:04, 2 Jan, Jan or 2006.
	XLabel func(time.Time, TickUnit) string
	// NoData is written in an empty chart, Gap in a wide gap of the first Line or
	// Bars.
	NoData, Gap string
	// Gutter is the least width of the value axis, so that charts stand in line.
	Gutter int
	// BareX leaves out the row of time labels: a chart above another one.
	BareX bool
}

// layout is where things go.
type layout struct {
	scale      scale
	gutter     int // columns left of the plot, with the axis line
	head       int // row of unit and legend, or -1
	names      int // row of band names, or -1
	top, rows  int // the plot
	axis, time int // row of the axis line, of the time labels, or -1
}

// layout shares out the rows: the plot first, then the axis, its labels, the
// legend, the names of bands.
func (c Chart) layout() layout {
	l := layout{head: -1, names: -1, axis: -1, time: -1}
	free := c.Height
	take := func(need bool, least int) bool {
		if !need || free <= least {
			return false
		}
		free--
		return true
	}
	axis := take(true, 1)
	labels := take(!c.BareX, 2)
	if take(c.Legend || c.Y.Unit != "", 3) {
		l.head, l.top = 0, 1
	}
	if take(c.named(), 4) {
		l.names, l.top = l.top, l.top+1
	}
	l.rows = free
	if axis {
		l.axis = l.top + l.rows
	}
	if labels {
		l.time = l.axis + 1
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	bars, steps := false, false
	for _, layer := range c.Layers {
		a, b := layer.bounds(c.From, c.To)
		lo, hi = min(lo, a), max(hi, b)
		switch layer.(type) {
		case Bars:
			bars = true
		case Step:
			steps = true
		}
	}
	lo, hi, ok := c.Y.cover(lo, hi)
	l.scale = newScale(lo, hi, max(1, l.rows), c.Y.Zero || bars, steps, ok)
	l.gutter = c.gutter(l.scale)
	return l
}

// gutter is the width of the axis numbers, a blank and the axis line; without the
// numbers when they would take more than a third of the chart.
func (c Chart) gutter(s scale) int {
	w := 0
	for y := 0; y <= s.rows; y++ {
		if v, ok := s.tick(y); ok {
			w = max(w, width(c.Graph.clean(c.Y.label(v, s.decimals))))
		}
	}
	w = max(w+2, c.Gutter)
	if w > max(c.Width/3, 5) {
		w = 1
	}
	return min(w, c.Width)
}

func (c Chart) loc() *time.Location {
	if c.Loc == nil {
		return time.UTC
	}
	return c.Loc
}

// Render draws the chart: Height lines of exactly Width cells, nil when either is
// not positive. What has no room is left out: names of bands first, then unit and
// legend, time labels, axis. An empty window draws the axes alone.
func (c Chart) Render(paint Paint) []string {
	if c.Width <= 0 || c.Height <= 0 {
		return nil
	}
	c.Graph = min(c.Graph, ASCII)
	l := c.layout()
	cv := newCanvas(c.Width, c.Height, c.Graph)
	p := &plot{canvas: cv, x0: l.gutter, y0: l.top, cols: c.Width - l.gutter, rows: l.rows,
		scale: l.scale, from: c.From, to: c.To, names: l.names}
	c.drawValueAxis(p, l)
	c.drawHead(p, l, c.keys(l))
	if p.cols > 0 && c.From.Before(c.To) {
		c.drawTimeAxis(p, l)
		c.drawBands(p, l)
		for _, layer := range c.Layers {
			layer.draw(p)
		}
		c.drawGap(p)
		c.drawCursor(p, l)
	}
	if !l.scale.ok && p.cols > 0 {
		c.drawNoData(p)
	}
	return cv.lines(paint)
}
