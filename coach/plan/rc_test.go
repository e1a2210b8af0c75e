package plan

import (
	"math"
	"testing"
)

// The discretisation against a thousand small Euler steps.
func TestPaceIsExact(t *testing.T) {
	for _, b := range []body{priorBody, {air: 3.6, mass: 8}, {air: 40, mass: 80}, {air: 0.5, mass: 1}} {
		p := b.pace(0.25)
		s, e := state{air: 21, mass: 15}, state{air: 21, mass: 15}
		const outdoor, gain = -20.0, 7.0
		for range 16 {
			drift := p.a11*s.air + p.a12*s.mass + p.o1*outdoor + p.u1*gain
			s = state{air: drift, mass: p.a21*s.air + p.a22*s.mass + p.o2*outdoor + p.u2*gain}
			const n = 20000
			for range n {
				h := 0.25 / n
				air := e.air + h*(direct*(outdoor-e.air)+coupled*(e.mass-e.air)+gain)/b.air
				e.mass += h * (coupled*(e.air-e.mass) + outer*(outdoor-e.mass)) / b.mass
				e.air = air
			}
		}
		if math.Abs(s.air-e.air) > 2e-3 || math.Abs(s.mass-e.mass) > 2e-3 {
			t.Errorf("%+v after 4 h: %+v, small steps give %+v", b, s, e)
		}
	}
}

// Held still for long, a room needs its whole loss: heat over loss is the difference less
// the gain.
func TestPaceAtRest(t *testing.T) {
	p := priorBody.pace(0.25)
	s, heat := rest(21, -20), 0.0
	for range 4000 {
		s, heat = p.follow(s, 21, -20, 4, 60)
	}
	if math.Abs(heat-37) > 1e-6 {
		t.Errorf("heat over loss = %.6f °C, want 41 − 4", heat)
	}
}

func TestFollowStaysWithinTheHeater(t *testing.T) {
	p := priorBody.pace(0.25)
	for _, c := range []struct {
		name          string
		setpoint, got float64
	}{{"far above", 40, 60}, {"far below", 5, 0}} {
		if _, heat := p.follow(rest(20, -10), c.setpoint, -10, 4, 60); heat != c.got {
			t.Errorf("%s: heat %.1f, want %.1f", c.name, heat, c.got)
		}
	}
}
