package chart

import (
	"math"
	"time"
)

// Band is a labelled stretch of time, drawn on the axis line and named above the
// plot.
type Band struct {
	Start, End time.Time // [Start, End)
	Class      Class     // ClassPreheat, ClassEvent, ClassRecovery; default ClassBand
	Name       string
	Short      string // used when Name does not fit
}

// direct reports whether bands are named above the plot, where they are. In longer
// windows they are too narrow for that, and the legend names each kind once.
func (c Chart) direct() bool { return c.To.Sub(c.From) <= 3*day }

// shows reports whether any part of b is in the window.
func (c Chart) shows(b Band) bool {
	return b.Start.Before(b.End) && b.Start.Before(c.To) && c.From.Before(b.End)
}

// named reports whether any band or moment in the window has a name to write above
// the plot.
func (c Chart) named() bool {
	for _, b := range c.Bands {
		if b.Name != "" && c.direct() && c.shows(b) {
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

// drawBands draws bands on the axis line and names them; events take their place
// first.
func (c Chart) drawBands(p *plot, l layout) {
	f := p.frame(p.cols)
	for _, events := range [...]bool{true, false} {
		for _, b := range c.Bands {
			class := b.Class.or(ClassBand)
			if (class == ClassEvent) != events || !c.shows(b) {
				continue
			}
			from := int(max(0, min(math.Round(f.x(b.Start)), float64(p.cols-1))))
			to := max(from+1, int(min(float64(p.cols), math.Round(f.x(b.End)))))
			for col := from; col < to && l.axis >= 0; col++ {
				if events || p.at(p.x0+col, l.axis) != nil && p.at(p.x0+col, l.axis).class == ClassAxis {
					p.put(p.x0+col, l.axis, class, bandGlyph(class, c.Graph))
				}
			}
			sign := string(bandGlyph(class, c.Graph)) + " "
			if c.direct() && b.Name != "" && !p.name(from, to, class, sign+b.Name) && b.Short != "" {
				p.name(from, to, class, sign+b.Short)
			}
		}
	}
}
