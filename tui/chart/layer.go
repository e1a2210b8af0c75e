package chart

import (
	"math"
	"time"
)

// Layer is one thing drawn over time: Line, Step, Area, Bars, Rule, Moment or
// Mark.
type Layer interface {
	// bounds are the least and greatest value to show in [from, to); lo > hi when
	// the layer asks for no room.
	bounds(from, to time.Time) (lo, hi float64)
	draw(*plot)
	key(g Graph) key
}

// key is a layer's entry in the legend: a sample and its name.
type key struct {
	sample string
	name   string
	class  Class
}

// Line joins measured values: dots in braille, half blocks in block.
type Line struct {
	Name  string
	Class Class // default ClassLine1
	Data  Data
	// Dotted draws one dot a column and no strokes between: what is expected,
	// against what was measured.
	Dotted bool
}

// Step holds each value over its slot, as a thin square line: setpoints. Several
// values in one column are a stroke over all of them.
type Step struct {
	Name  string
	Class Class // default ClassSetpoint
	Data  Data
}

// Area shades what lies between two lines: an interval of what is expected. A
// slot where either is missing is a gap.
type Area struct {
	Name      string
	Class     Class // default ClassBand
	Low, High Data
	// Clipped asks for no room on the axis: the other layers choose it, and what lies beyond
	// is not drawn.
	Clipped bool
}

// Bars are filled from zero to each value: energy and power. A zero is a thin line,
// a gap is nothing. Several slots in one column show the greatest; sum them into
// wider slots first for totals.
type Bars struct {
	Name  string
	Class Class // default ClassLine1
	Data  Data
}

// Rule is a level line with its name on it, over the whole window or a part of
// it: a reference, a limit.
type Rule struct {
	Name     string
	Class    Class // default ClassReference
	Value    float64
	From, To time.Time // both zero: the whole window
}

// Moment is a dotted upright with its name above the plot: now.
type Moment struct {
	Name  string
	Class Class // default ClassMark
	At    time.Time
}

// Mark is a sign at one point, with its name beside it when there is room: the
// coldest moment.
type Mark struct {
	Name  string
	Class Class // default ClassMark
	At    time.Time
	Value float64
}

func (l Line) bounds(from, to time.Time) (lo, hi float64) { return l.Data.bounds(from, to) }
func (l Step) bounds(from, to time.Time) (lo, hi float64) { return l.Data.bounds(from, to) }
func (Moment) bounds(_, _ time.Time) (lo, hi float64)     { return math.Inf(1), math.Inf(-1) }

func (l Area) bounds(from, to time.Time) (lo, hi float64) {
	if l.Clipped {
		return math.Inf(1), math.Inf(-1)
	}
	lo, hi = l.Low.bounds(from, to)
	lo2, hi2 := l.High.bounds(from, to)
	return min(lo, lo2), max(hi, hi2)
}

// bounds of bars hold zero, from which they are filled.
func (l Bars) bounds(from, to time.Time) (lo, hi float64) {
	lo, hi = l.Data.bounds(from, to)
	if lo > hi {
		return lo, hi
	}
	return min(lo, 0), max(hi, 0)
}

func (l Rule) bounds(from, to time.Time) (lo, hi float64) {
	if !valid(l.Value) || !l.whole() && (!l.From.Before(to) || !from.Before(l.To)) {
		return math.Inf(1), math.Inf(-1)
	}
	return l.Value, l.Value
}

func (l Rule) whole() bool { return l.From.IsZero() && l.To.IsZero() }

func (l Mark) bounds(from, to time.Time) (lo, hi float64) {
	if !valid(l.Value) || l.At.Before(from) || !l.At.Before(to) {
		return math.Inf(1), math.Inf(-1)
	}
	return l.Value, l.Value
}

func (l Line) class() Class   { return l.Class.or(ClassLine1) }
func (l Step) class() Class   { return l.Class.or(ClassSetpoint) }
func (l Area) class() Class   { return l.Class.or(ClassBand) }
func (l Bars) class() Class   { return l.Class.or(ClassLine1) }
func (l Rule) class() Class   { return l.Class.or(ClassReference) }
func (l Moment) class() Class { return l.Class.or(ClassMark) }
func (l Mark) class() Class   { return l.Class.or(ClassMark) }

func (l Line) key(g Graph) key {
	sample := [...]string{"⠒⠒", "▀▀", ""}[g]
	switch {
	case l.Dotted && g == Braille:
		sample = "⠂⠂"
	case l.Dotted && g == Block:
		sample = "··"
	case l.Dotted:
		sample = ".."
	case g == ASCII:
		r := inkGlyph(l.class())
		sample = string([]rune{r, r})
	}
	return key{sample, l.Name, l.class()}
}

func (l Step) key(g Graph) key {
	return key{[...]string{"──", "──", "--"}[g], l.Name, l.class()}
}
func (l Area) key(g Graph) key { return key{[...]string{"⠡⠡", "::", "::"}[g], l.Name, l.class()} }
func (l Bars) key(g Graph) key {
	return key{[...]string{"▄█", "▄█", "##"}[g], l.Name, l.class()}
}

// A rule and a moment bear their names where they stand.
func (Rule) key(Graph) key   { return key{} }
func (Moment) key(Graph) key { return key{} }
func (Mark) key(Graph) key   { return key{} }
