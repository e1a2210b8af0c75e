package chart

import (
	"math"
	"time"
)

// xLabel writes a time label with the caller's function or plainly.
func (c Chart) xLabel(t time.Time, u TickUnit) string {
	if c.XLabel != nil {
		return c.Graph.clean(c.XLabel(t, u))
	}
	return t.Format([...]string{"15:04", "15:04", "2 Jan", "2 Jan", "Jan", "2006"}[min(u, TickYear)])
}

// drawTimeAxis draws ticks on the axis line and labels below it. In a window of
// hours the bounds of events are labelled before anything else.
func (c Chart) drawTimeAxis(p *plot, l layout) {
	if l.axis < 0 {
		return
	}
	f := p.frame(p.cols)
	labels := timeAxis(c.From.In(c.loc()), c.To.In(c.loc()), f.x, p.cols, p.x0, c.xLabel)
	edges := c.edges(f)
	for _, k := range append(edges, labels...) {
		if k.at >= 0 {
			p.put(p.x0+int(k.at), l.axis, ClassAxis, map[bool]rune{false: '┬', true: '+'}[c.Graph == ASCII])
		}
	}
	if l.time < 0 {
		return
	}
	for _, k := range append(edges, labels...) {
		w, x := width(k.text), p.x0+k.col
		if w > 0 && p.free(x, l.time, w) {
			p.text(x, l.time, ClassLabel, k.text)
		}
	}
}

// edges are labels for the starts and ends of events, in windows of two days or
// less.
func (c Chart) edges(f frame) []label {
	if f.span > 2*day {
		return nil
	}
	var out []label
	for _, b := range c.Bands {
		if b.Class != ClassEvent {
			continue
		}
		for _, t := range [...]time.Time{b.Start, b.End} {
			if t.Before(c.From) || !t.Before(c.To) {
				continue
			}
			unit := TickHour
			if t.In(c.loc()).Minute() != 0 {
				unit = TickMinute
			}
			k := label{text: c.xLabel(t.In(c.loc()), unit), at: math.Floor(f.x(t))}
			k.col = min(int(k.at)-(width(k.text)-1)/2, f.cols-width(k.text))
			out = append(out, k)
		}
	}
	return out
}

// drawValueAxis draws the axis line, its numbers and the base line.
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
