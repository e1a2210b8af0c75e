package series

import "fmt"

// Kind says what a series measures and, with that, its unit and how it is resampled.
type Kind uint8

// The kinds of series. The numbers are part of the on-disk format: never renumber.
const (
	Energy   Kind = iota + 1 // kWh in the interval, whole home
	Heating                  // kWh in the interval, electric heating (home or zone)
	Indoor                   // °C, mean over the interval
	Outdoor                  // °C, mean over the interval
	Setpoint                 // °C, mean over the interval
	Solar                    // W/m², global horizontal, mean over the interval
	Duty                     // 0–1, share of the interval that the heater was on
)

// kinds is the one table about kinds. Index 0 is unused.
var kinds = [...]struct {
	name, field, unit string
	perUnit           float64
	sums              bool
}{
	Energy:   {"energy", "energy_kwh", "kWh", 10_000, true},
	Heating:  {"heating", "heating_kwh", "kWh", 10_000, true},
	Indoor:   {"indoor", "indoor_c", "°C", 100, false},
	Outdoor:  {"outdoor", "outdoor_c", "°C", 100, false},
	Setpoint: {"setpoint", "setpoint_c", "°C", 100, false},
	Solar:    {"solar", "solar_wm2", "W/m²", 10, false},
	Duty:     {"duty", "duty", "", 10_000, false},
}

// Kinds lists every kind in its fixed order.
func Kinds() []Kind {
	all := make([]Kind, 0, len(kinds)-1)
	for k := Energy; int(k) < len(kinds); k++ {
		all = append(all, k)
	}
	return all
}

// Valid reports whether k is one of the kinds above.
func (k Kind) Valid() bool { return k >= Energy && int(k) < len(kinds) }

// String is the kind's word in commands and JSON: "energy", "outdoor"…
func (k Kind) String() string {
	if !k.Valid() {
		return fmt.Sprintf("kind(%d)", uint8(k))
	}
	return kinds[k].name
}

// Field is the kind's column and field name, unit included: "energy_kwh", "outdoor_c"…
func (k Kind) Field() string {
	if !k.Valid() {
		return k.String()
	}
	return kinds[k].field
}

// Unit is the unit of the values, "" for a pure number.
func (k Kind) Unit() string {
	if !k.Valid() {
		return ""
	}
	return kinds[k].unit
}

// PerUnit is how many storage steps make one unit: energies are kept as integer tenths
// of a watt-hour (10,000 a kWh), temperatures as hundredths of a degree, sun as tenths
// of a W/m², duty as ten-thousandths. A finer value is rounded.
func (k Kind) PerUnit() float64 {
	if !k.Valid() {
		return 1
	}
	return kinds[k].perUnit
}

// Sums reports whether values add up over time (energies) rather than average.
func (k Kind) Sums() bool { return k.Valid() && kinds[k].sums }

// Forecastable reports whether values dated after the moment of a question can stand
// as a forecast: outdoor temperature and sun alone.
func (k Kind) Forecastable() bool { return k == Outdoor || k == Solar }

// ParseKind reads a kind's word ("energy") or field name ("energy_kwh").
func ParseKind(s string) (Kind, bool) {
	for k := Energy; int(k) < len(kinds); k++ {
		if s == kinds[k].name || s == kinds[k].field {
			return k, true
		}
	}
	return 0, false
}
