package sun

import (
	"math"
	"testing"
)

// Ensure the sun stands where almanacs have it: at solar noon its zenith angle is the
// latitude less the declination.
func TestZenithAtNoon(t *testing.T) {
	const montreal, west = 45.5, -73.6
	for _, c := range []struct {
		desc        string
		day         int
		declination float64 // degrees, of almanacs
	}{{"winter solstice", 355, -23.44}, {"summer solstice", 172, 23.44}, {"March equinox", 80, 0}, {"15 January", 15, -21.2}} {
		d, best := On(c.day, montreal), -1.0
		for h := 12.0; h < 22; h += 0.01 {
			best = max(best, d.CosZenith(h, west))
		}
		if got, want := math.Acos(best)*180/math.Pi, montreal-c.declination; math.Abs(got-want) > 0.5 {
			t.Errorf("%s: zenith angle at noon %.2f°, want %.2f°", c.desc, got, want)
		}
	}
	if On(355, montreal).CosZenith(5, west) > 0 {
		t.Error("the sun shines at midnight")
	}
}

func TestClearSkyAndClouds(t *testing.T) {
	for _, c := range []struct{ cos, low, high float64 }{{-0.5, 0, 0}, {0, 0, 0}, {0.2, 100, 200}, {1, 1000, 1100}} {
		if got := ClearSky(c.cos); got < c.low || got > c.high {
			t.Errorf("cosine %v: %.0f W/m², want %v–%v", c.cos, got, c.low, c.high)
		}
	}
	if Through(0) != 1 || Through(1) != 0.25 || Through(0.5) < Through(0.8) {
		t.Errorf("clouds: %v, %v, %v", Through(0), Through(0.5), Through(1))
	}
}
