package chart

import (
	"errors"
	"fmt"
	"strings"
)

// Graph is the family of characters that charts are drawn with.
type Graph uint8

// The families, from the finest to the one that any terminal can show.
const (
	Braille Graph = iota // 2×4 dots a cell, bars in eighths
	Block                // half and eighth blocks, for fonts without braille
	ASCII                // 7-bit characters only, labels folded to 7 bits as well
)

// ErrGraph is returned by ParseGraph for an unknown name.
var ErrGraph = errors.New("unknown graph symbols")

// String returns the name that ParseGraph reads.
func (g Graph) String() string {
	switch g {
	case Block:
		return "block"
	case ASCII:
		return "ascii"
	}
	return "braille"
}

// Next is the family after g, round and round: what the `G` key asks for.
func (g Graph) Next() Graph { return (min(g, ASCII) + 1) % (ASCII + 1) }

// ParseGraph reads "braille", "block" or "ascii", in any case. Anything else is
// an error that wraps ErrGraph.
func ParseGraph(s string) (Graph, error) {
	for g := Braille; g <= ASCII; g++ {
		if strings.EqualFold(strings.TrimSpace(s), g.String()) {
			return g, nil
		}
	}
	return Braille, fmt.Errorf("%w: %q", ErrGraph, s)
}

// dots returns how many dots a cell has across and down.
func (g Graph) dots() (dx, dy int) {
	switch g {
	case Braille:
		return 2, 4
	case Block:
		return 1, 2
	}
	return 1, 1
}

// brailleBit is the bit of dot (x, y) in a braille cell (U+2800 + bits).
var brailleBit = [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// The four directions of a line-drawing cell, as bits.
const (
	up uint8 = 1 << iota
	down
	left
	right
)

// boxSquare and boxRound are the line-drawing characters by direction bits.
var (
	boxSquare = [16]rune{' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼'}
	boxRound  = [16]rune{' ', '│', '│', '│', '─', '╯', '╮', '┤', '─', '╰', '╭', '├', '─', '┴', '┬', '┼'}
)

// boxASCII does the same with 7-bit characters.
func boxASCII(bits uint8) rune {
	switch {
	case bits&(left|right) == 0:
		return '|'
	case bits&(up|down) == 0:
		return '-'
	}
	return '+'
}
