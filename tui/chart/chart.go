package chart

import (
	"math"
	"strings"
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

// Band is a labelled stretch of time, drawn on the axis line and named above the
// plot.
type Band struct {
	Start, End time.Time // [Start, End)
	Class      Class     // ClassPreheat, ClassEvent, ClassRecovery; default ClassBand
	Name       string
	Short      string // used when Name does not fit
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
	bars := false
	for _, layer := range c.Layers {
		a, b := layer.bounds(c.From, c.To)
		lo, hi = min(lo, a), max(hi, b)
		_, isBars := layer.(Bars)
		bars = bars || isBars
	}
	lo, hi, ok := c.Y.cover(lo, hi)
	l.scale = newScale(lo, hi, max(1, l.rows), c.Y.Zero || bars, ok)
	l.gutter = c.gutter(l.scale)
	return l
}

// named reports whether any band or moment in the window has a name to write.
func (c Chart) named() bool {
	for _, b := range c.Bands {
		if b.Name != "" && b.Start.Before(c.To) && c.From.Before(b.End) {
			return true
		}
	}
	for _, l := range c.Layers {
		if m, ok := l.(Moment); ok && m.Name != "" && !m.At.Before(c.From) && m.At.Before(c.To) {
			return true
		}
	}
	return false
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

// Render draws the chart: Height lines of exactly Width cells. Without room it
// returns nil or what fits. An empty window draws the axes alone.
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

func (c Chart) drawValueAxis(p *plot, l layout) {
	line, teeth, corner, base := '│', '┤', '└', '─'
	if c.Graph == ASCII {
		line, teeth, corner, base = '|', '+', '+', '-'
	}
	x := l.gutter - 1
	for y := 0; y <= p.rows; y++ {
		if y == p.rows && l.axis < 0 {
			break
		}
		glyph := line
		v, isTick := p.scale.tick(y)
		if isTick {
			glyph = teeth
			s := c.Graph.clean(c.Y.label(v, p.scale.decimals))
			if w := width(s); w+1 <= x {
				p.text(x-1-w, p.y0+y, ClassLabel, s)
			}
		}
		if y == p.rows {
			glyph = corner
		}
		p.put(x, p.y0+y, ClassAxis, glyph)
	}
	for col := l.gutter; col < c.Width && l.axis >= 0; col++ {
		p.put(col, l.axis, ClassAxis, base)
	}
}

// drawHead writes the unit over the axis and the legend beside it; entries that
// do not fit are left out from the right.
func (c Chart) drawHead(p *plot, l layout, keys []key) {
	if l.head < 0 {
		return
	}
	unit := c.Graph.clean(c.Y.Unit)
	x := p.text(max(0, l.gutter-2-width(unit)), l.head, ClassLabel, fit(unit, c.Width))
	if !c.Legend {
		return
	}
	x = max(x+2, l.gutter)
	for _, k := range keys {
		name := c.Graph.clean(k.name)
		if x+3+width(name) > c.Width {
			return
		}
		x = p.text(x, l.head, k.class, k.sample)
		x = p.text(x+1, l.head, ClassLabel, name) + 3
	}
}

// keys are the legend's entries: layers, then bands that are not named above the
// plot.
func (c Chart) keys(l layout) []key {
	var keys []key
	for _, layer := range c.Layers {
		if k := layer.key(c.Graph); k.name != "" {
			keys = append(keys, k)
		}
	}
	if l.names >= 0 {
		return keys
	}
	for _, b := range c.Bands {
		class := b.Class.or(ClassBand)
		sample := strings.Repeat(string(bandGlyph(class, c.Graph)), 2)
		if b.Name != "" && b.Start.Before(c.To) && c.From.Before(b.End) {
			keys = append(keys, key{sample, b.Name, class})
		}
	}
	return keys
}

// drawBands draws bands on the axis line and names them; events take their place
// first.
func (c Chart) drawBands(p *plot, l layout) {
	f := p.frame(p.cols)
	for _, events := range [...]bool{true, false} {
		for _, b := range c.Bands {
			class := b.Class.or(ClassBand)
			if (class == ClassEvent) != events || !b.Start.Before(c.To) || !c.From.Before(b.End) || !b.Start.Before(b.End) {
				continue
			}
			from := int(max(0, math.Round(f.x(b.Start))))
			to := max(from+1, int(min(float64(p.cols), math.Round(f.x(b.End)))))
			for col := from; col < to && l.axis >= 0; col++ {
				if events || p.at(p.x0+col, l.axis) != nil && p.at(p.x0+col, l.axis).class == ClassAxis {
					p.put(p.x0+col, l.axis, class, bandGlyph(class, c.Graph))
				}
			}
			sign := string(bandGlyph(class, c.Graph)) + " "
			if b.Name != "" && !p.name(from, to, class, sign+b.Name) && b.Short != "" {
				p.name(from, to, class, sign+b.Short)
			}
		}
	}
}

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
