package chart

import "slices"

// Stack draws charts one above the other on one time axis: their value axes stand
// in line and only the last one bears time labels. Each keeps its own Height.
func Stack(paint Paint, charts ...Chart) []string {
	charts = slices.Clone(charts)
	gutter := 0
	for i := range charts {
		charts[i].BareX = charts[i].BareX || i < len(charts)-1
		gutter = max(gutter, charts[i].layout().gutter)
	}
	var out []string
	for _, c := range charts {
		c.Gutter = gutter
		out = append(out, c.Render(paint)...)
	}
	return out
}
