package baseline

import (
	"math"
	"testing"
	"time"

	"courant/coach/series"
)

// A zone that falls silent moves the mean set-point by nothing; moments without any zone are
// not known; a home without zones has no series.
func TestSetpointOfZones(t *testing.T) {
	start := at("2026-01-10 00:00")
	zone := func(c float64, gone int) series.Series {
		s := series.New(series.Setpoint, start, time.Hour, 24)
		for i := range s.Values {
			s.Values[i] = c
			if i >= gone {
				s.Values[i] = math.NaN()
			}
		}
		return s
	}
	set := series.Set{
		{Zone: "a", Kind: series.Setpoint}: zone(18, 12),
		{Zone: "b", Kind: series.Setpoint}: zone(22, 20),
	}
	mean := Setpoint(set)
	if mean.Len() != 20 {
		t.Fatalf("%d hours, want 20: nothing is known later", mean.Len())
	}
	for i, c := range mean.Values {
		if math.Abs(c-20) > 1e-9 {
			t.Errorf("hour %d: %v °C, want 20", i, c)
		}
	}
	if s := Setpoint(series.Set{}); s.Len() != 0 {
		t.Errorf("%d hours of a home without zones", s.Len())
	}
}
