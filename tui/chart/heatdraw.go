package chart

import (
	"time"
)

// heatGlyphs are the signs of the five levels, each darker than the one before.
var heatGlyphs = [...][5]rune{
	Braille: {'·', '░', '▒', '▓', '█'},
	Block:   {'·', '░', '▒', '▓', '█'},
	ASCII:   {'.', ':', '+', '%', '@'},
}

// Render draws the map: Height lines of exactly Width cells.
func (h Heat) Render(paint Paint) []string {
	if h.Width <= 0 || h.Height <= 0 {
		return nil
	}
	h.Graph = min(h.Graph, ASCII)
	w := h.work()
	cv := newCanvas(h.Width, h.Height, h.Graph)
	h.drawAxes(cv, w)
	h.drawLegend(cv, w)
	for row := range w.rows() {
		for col := range w.cols() {
			if w.cells == nil || !valid(w.cells[row*w.cols()+col]) {
				continue
			}
			level := w.level(w.cells[row*w.cols()+col])
			h.drawCell(cv, w, row, col, ClassHeat1+Class(level), heatGlyphs[h.Graph][level])
		}
	}
	if row, col, ok := w.at(h.Cursor.In(h.loc())); ok && !h.Cursor.IsZero() {
		h.drawCell(cv, w, row, col, ClassCursor, map[bool]rune{false: '×', true: 'X'}[h.Graph == ASCII])
	}
	if !w.ok {
		room := h.Width - w.gutter
		word := fit(h.Graph.clean(h.NoData), room)
		cv.text(w.gutter+(room-width(word))/2, w.top+w.down*w.rows()/2, ClassMuted, word)
	}
	return cv.lines(paint)
}

func (h Heat) drawCell(cv *canvas, w heat, row, col int, class Class, glyph rune) {
	for y := range w.down {
		for x := range w.across {
			cv.put(w.gutter+col*w.across+x, w.top+row*w.down+y, class, glyph)
		}
	}
}

func (h Heat) drawAxes(cv *canvas, w heat) {
	line, teeth, corner, base, notch := '│', '┤', '└', '─', '┬'
	if h.Graph == ASCII {
		line, teeth, corner, base, notch = '|', '+', '+', '-', '+'
	}
	x := w.gutter - 1
	every := w.hourLabels()
	for y := range w.rows() * w.down {
		hour := y / w.down * w.perRow
		if y%w.down != 0 || hour%every != 0 {
			cv.put(x, w.top+y, ClassAxis, line)
			continue
		}
		cv.put(x, w.top+y, ClassAxis, teeth)
		if s := h.hour(hour); width(s)+1 <= x {
			cv.text(x-1-width(s), w.top+y, ClassLabel, s)
		}
	}
	if w.axis < 0 {
		return
	}
	cols := min(cv.w-w.gutter, max(0, w.cols()*w.across))
	cv.put(x, w.axis, ClassAxis, corner)
	for c := range cols {
		cv.put(w.gutter+c, w.axis, ClassAxis, base)
	}
	if w.days == 0 || cols == 0 {
		return
	}
	last := w.first.AddDate(0, 0, w.days)
	place := func(t time.Time) float64 {
		return float64(dayNumber(w.first, t)*w.across) / float64(w.perCol)
	}
	text := Chart{Graph: h.Graph, XLabel: h.XLabel}.xLabel
	for _, k := range dayAxis(w.first, last, place, cols, w.gutter, text) {
		if k.at >= 0 {
			cv.put(w.gutter+int(k.at), w.axis, ClassAxis, notch)
		}
		cv.text(w.gutter+k.col, w.axis+1, ClassLabel, k.text)
	}
}

// hourLabels is the number of hours from one row label to the next.
func (w heat) hourLabels() int {
	for _, n := range [...]int{3, 4, 6, 12, 24} {
		if n%w.perRow == 0 && n >= 2*w.perRow {
			return n
		}
	}
	return 24
}

// drawLegend writes the unit and each level's sign with its range.
func (h Heat) drawLegend(cv *canvas, w heat) {
	if w.head < 0 {
		return
	}
	unit := h.Graph.clean(h.Unit)
	x := cv.text(max(0, w.gutter-2-width(unit)), w.head, ClassLabel, fit(unit, h.Width))
	if !w.ok {
		return
	}
	x = max(x+2, w.gutter)
	for level := range 5 {
		s := h.levelName(w, level)
		if x+2+width(s) > h.Width {
			return
		}
		cv.put(x, w.head, ClassHeat1+Class(level), heatGlyphs[h.Graph][level])
		x = cv.text(x+2, w.head, ClassLabel, s) + 2
	}
}

// levelName is a level's range: "<1" or "0–1", "1–2", … "4+".
func (h Heat) levelName(w heat, level int) string {
	axis := Axis{Label: h.Label}
	lo := axis.label(w.base+float64(level)*w.step, w.decimals)
	hi := axis.label(w.base+float64(level+1)*w.step, w.decimals)
	between := "–"
	if w.base < 0 {
		between = "…" // a dash would read as a minus
	}
	switch {
	case level == 0 && w.base != 0:
		return h.Graph.clean("<" + hi)
	case level == 4:
		return h.Graph.clean(lo + "+")
	}
	return h.Graph.clean(lo + between + hi)
}
