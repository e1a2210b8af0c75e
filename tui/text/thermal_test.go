package text

import (
	"reflect"
	"testing"
)

// Ensure that both languages tell a learned house alike.
func TestThermalMatches(t *testing.T) {
	parity(t, "Thermal", reflect.ValueOf(frThermal), reflect.ValueOf(enThermal))
}
