package chart

// Class says what a run of cells means. The caller's Paint gives it a style.
type Class uint8

// The classes of everything that is drawn. ClassNone is blank or plain text and
// is never handed to Paint.
const (
	ClassNone      Class = iota
	ClassAxis            // axis lines and ticks
	ClassLabel           // axis numbers, legend words, unit
	ClassLine1           // the main measured line or bar
	ClassLine2           // a second line, such as what is expected
	ClassLine3           // a third line
	ClassSetpoint        // a setpoint step
	ClassBand            // an interval (Area) or a time band without a phase
	ClassPreheat         // time band before an event
	ClassEvent           // time band of an event
	ClassRecovery        // time band after an event
	ClassReference       // a Rule, such as the official reference energy
	ClassMark            // a Mark or a Moment
	ClassCursor          // the cursor's column
	ClassMuted           // secondary words
	ClassGap             // words about missing data
	ClassHeat1           // the lowest level of a heat map …
	ClassHeat2
	ClassHeat3
	ClassHeat4
	ClassHeat5 // … the highest
)

// Classes lists every class that Paint can receive, so that a theme can be
// tested for completeness.
func Classes() []Class {
	all := make([]Class, 0, ClassHeat5)
	for c := ClassAxis; c <= ClassHeat5; c++ {
		all = append(all, c)
	}
	return all
}

// Paint wraps a run of cells of one class in a style. It must not change the
// text's width. A nil Paint leaves plain text.
type Paint func(Class, string) string

// or returns c, or the default when c is not set.
func (c Class) or(def Class) Class {
	if c == ClassNone {
		return def
	}
	return c
}

// bandGlyph is the sign of a time band, recognisable without colour.
func bandGlyph(c Class, g Graph) rune {
	ascii := g == ASCII
	switch c {
	case ClassPreheat:
		if ascii {
			return '='
		}
		return '▒'
	case ClassEvent:
		if ascii {
			return '#'
		}
		return '█'
	case ClassRecovery:
		if ascii {
			return '~'
		}
		return '░'
	}
	if ascii {
		return '%'
	}
	return '━'
}

// inkGlyph is the sign of a line in ascii, where dots cannot tell lines apart.
func inkGlyph(c Class) rune {
	switch c {
	case ClassLine2:
		return 'o'
	case ClassLine3:
		return 'x'
	}
	return '*'
}
