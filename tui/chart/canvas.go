package chart

import "unicode/utf8"

// A cell holds one kind of drawing at a time. Dots and lines of the same kind
// join within a cell; another kind replaces what was there.
type kind uint8

const (
	kindNone  kind = iota
	kindShade      // an interval's light dots
	kindGlyph      // one character
	kindDots       // the dots of a line
	kindBox        // directions of a square line
	kindRound      // directions of a round line
)

// cell is one character place: what to draw and what it means.
type cell struct {
	glyph rune // of kindGlyph
	bits  uint8
	kind  kind
	class Class
}

// canvas is a grid of cells. Everything drawn outside of it is cut off.
type canvas struct {
	w, h  int
	graph Graph
	cells []cell
}

func newCanvas(w, h int, g Graph) *canvas {
	return &canvas{w: w, h: h, graph: g, cells: make([]cell, w*h)}
}

func (c *canvas) at(x, y int) *cell {
	if x < 0 || y < 0 || x >= c.w || y >= c.h {
		return nil
	}
	return &c.cells[y*c.w+x]
}

// blank reports whether n cells from (x, y) exist and are empty.
func (c *canvas) blank(x, y, n int) bool {
	for ; n > 0; n, x = n-1, x+1 {
		if p := c.at(x, y); p == nil || p.kind != kindNone {
			return false
		}
	}
	return true
}

// put sets one character.
func (c *canvas) put(x, y int, class Class, r rune) {
	if p := c.at(x, y); p != nil {
		*p = cell{glyph: r, kind: kindGlyph, class: class}
	}
}

// text writes a cleaned string from (x, y) and returns the column after it.
func (c *canvas) text(x, y int, class Class, s string) int {
	for _, r := range s {
		c.put(x, y, class, r)
		x++
	}
	return x
}

// join adds bits to a cell of that kind, or replaces what else is there.
func (c *canvas) join(x, y int, k kind, class Class, bits uint8) {
	p := c.at(x, y)
	if p == nil {
		return
	}
	if p.kind != k {
		*p = cell{kind: k}
	}
	p.bits |= bits
	p.class = class
}

// column draws the dots of one dot column, from dot row top to bottom. In ascii
// a dot is a cell. There and in block a long stroke is thin between its ends,
// unless it is solid.
func (c *canvas) column(dx, top, bottom int, class Class, solid bool) {
	for y := top; y <= bottom; y++ {
		switch {
		case c.graph == Braille:
			c.join(dx>>1, y>>2, kindDots, class, brailleBit[y&3][dx&1])
		case c.graph == ASCII && !solid && y > top && y < bottom:
			c.put(dx, y, class, '|')
		case c.graph == ASCII:
			c.put(dx, y, class, inkGlyph(class))
		case !solid && y&1 == 0 && y < bottom && bottom-top > 1:
			c.put(dx, y>>1, class, '▌')
			y++
		default:
			c.join(dx, y>>1, kindDots, class, 1<<(y&1))
		}
	}
}

// shadeDots returns the dots a cell has for shading: ascii and block can show
// its upper and its lower half.
func shadeDots(g Graph) (dx, dy int) {
	if g == Braille {
		return 2, 4
	}
	return 1, 2
}

// shade fills one dot column lightly, in the dots of shadeDots.
func (c *canvas) shade(dx, top, bottom int, class Class) {
	for y := top; y <= bottom; y++ {
		if c.graph != Braille {
			c.join(dx, y>>1, kindShade, class, 1<<(y&1))
		} else if y&1 == 0 && (dx+y>>1)&1 == 0 {
			c.join(dx>>1, y>>2, kindShade, class, brailleBit[y&3][dx&1])
		}
	}
}

// rune returns the character of a cell.
func (c *canvas) rune(p cell) rune {
	switch p.kind {
	case kindGlyph:
		return p.glyph
	case kindDots:
		if c.graph == Braille {
			return 0x2800 + rune(p.bits)
		}
		return [4]rune{' ', '▀', '▄', '█'}[p.bits&3]
	case kindShade:
		if c.graph == Braille {
			return 0x2800 + rune(p.bits)
		}
		return [4]rune{' ', '\'', '.', ':'}[p.bits&3]
	case kindBox, kindRound:
		switch {
		case c.graph == ASCII:
			return boxASCII(p.bits)
		case p.kind == kindRound:
			return boxRound[p.bits&15]
		}
		return boxSquare[p.bits&15]
	}
	return ' '
}

// lines returns the canvas as text, each run of one class painted once.
func (c *canvas) lines(paint Paint) []string {
	out := make([]string, c.h)
	line := make([]byte, 0, 4*c.w)
	var run []byte
	for y := range out {
		row := c.cells[y*c.w : (y+1)*c.w]
		line = line[:0]
		for x := 0; x < len(row); {
			class := row[x].class
			run = run[:0]
			for ; x < len(row) && row[x].class == class; x++ {
				run = utf8.AppendRune(run, c.rune(row[x]))
			}
			if paint == nil || class == ClassNone {
				line = append(line, run...)
				continue
			}
			line = append(line, paint(class, string(run))...)
		}
		out[y] = string(line)
	}
	return out
}
