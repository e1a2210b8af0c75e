package chart

import (
	"slices"
	"strings"
)

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

// keys are the legend's entries: layers, then each kind of band once unless they
// are named above the plot.
func (c Chart) keys(l layout) []key {
	var keys []key
	for _, layer := range c.Layers {
		if k := layer.key(c.Graph); k.name != "" {
			keys = append(keys, k)
		}
	}
	if l.names >= 0 && c.direct() {
		return keys
	}
	for _, b := range c.Bands {
		class := b.Class.or(ClassBand)
		sample := strings.Repeat(string(bandGlyph(class, c.Graph)), 2)
		if k := (key{sample, b.Name, class}); b.Name != "" && c.shows(b) && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}
