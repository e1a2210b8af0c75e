package exchange

import (
	"slices"
	"strings"

	"courant/coach/series"
)

// A unit is how a column's numbers become a kind's own unit.
type unit struct {
	name   string
	suits  func(series.Kind) bool
	factor float64
	offset float64 // added before the factor
	power  bool    // kW once multiplied: times the hours of the interval it is kWh
}

func isKind(kinds ...series.Kind) func(series.Kind) bool {
	return func(k series.Kind) bool { return slices.Contains(kinds, k) }
}

var (
	isTemperature = isKind(series.Indoor, series.Outdoor, series.Setpoint)
	ownUnit       = unit{factor: 1}
	// units by the ending of a column's name.
	units = []unit{
		{"kwh", series.Kind.Sums, 1, 0, false},
		{"wh", series.Kind.Sums, 0.001, 0, false},
		{"kw", series.Kind.Sums, 1, 0, true},
		{"w", series.Kind.Sums, 0.001, 0, true},
		{"c", isTemperature, 1, 0, false},
		{"f", isTemperature, 5.0 / 9, -32, false},
		{"wm2", isKind(series.Solar), 1, 0, false},
	}
)

// unitOf is the unit that a column's simplified name ends in, the kind's own without one.
// It is not ok when the ending is the unit of something else.
func unitOf(name string, k series.Kind) (u unit, ok bool) {
	_, ending, ended := cutLast(name, '_')
	if !ended {
		ending = name
	}
	for _, u := range units {
		if u.name == ending && (ended || u.suits(k)) {
			return u, u.suits(k)
		}
	}
	return ownUnit, true
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}
