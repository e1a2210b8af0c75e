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
