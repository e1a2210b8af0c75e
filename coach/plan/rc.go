package plan

// A body is how fast a room answers, whatever its size: two heat stores in units of its
// own heat loss (kWh/K over kW/K: hours), the air with its light things and the envelope
// behind it. Structure TwTi with a direct air path (Bacher and Madsen, Energy and
// Buildings 2011).
type body struct {
	air, mass float64 // hours
}

// The prior: a slow time constant of about 33 h, the median of free floats in ecobee
// homes of Canada and the north of the United States (John, Candanedo, Athienitis), a
// fast one of about an hour and a half, and 30 % of the loss going straight from the air.
var priorBody = body{air: 12, mass: 24}

const (
	direct  = 0.3 // share of the heat loss that bypasses the envelope
	coupled = 6.0 // air to envelope conductance over the heat loss
	// outer is envelope to outdoors, so that the whole loss is 1.
	outer = 1 / (1/(1-direct) - 1/coupled)
)

// A pace is a body over one slot, exact for inputs that hold still in it: the state after
// is a·(air, mass) + o·outdoor + u·(heat over loss), all in °C.
type pace struct {
	a11, a12, a21, a22 float64
	o1, o2, u1, u2     float64
	perU               float64 // 1/u1
}

// pace discretises by the series of exp(A·h), halving the step until it converges fast.
func (b body) pace(hours float64) pace {
	A := [2][2]float64{
		{-(direct + coupled) / b.air, coupled / b.air},
		{coupled / b.mass, -(coupled + outer) / b.mass},
	}
	in := [2][2]float64{{direct / b.air, 1 / b.air}, {outer / b.mass, 0}} // columns: outdoor, heat
	h, halvings := hours, 0
	for ; -A[0][0]*h > 0.5; h /= 2 {
		halvings++
	}
	phi, gamma := [2][2]float64{{1, 0}, {0, 1}}, [2][2]float64{{h, 0}, {0, h}}
	term := phi // (A·h)^k / k!
	for k := 1; k <= 16; k++ {
		term = mul(term, A)
		for i := range term {
			for j := range term[i] {
				term[i][j] *= h / float64(k)
				phi[i][j] += term[i][j]
				gamma[i][j] += term[i][j] * h / float64(k+1)
			}
		}
	}
	for range halvings { // gamma(2h) = gamma(h) + phi(h)·gamma(h)
		g := mul(phi, gamma)
		for i := range gamma {
			for j := range gamma[i] {
				gamma[i][j] += g[i][j]
			}
		}
		phi = mul(phi, phi)
	}
	g := mul(gamma, in)
	return pace{
		a11: phi[0][0], a12: phi[0][1], a21: phi[1][0], a22: phi[1][1],
		o1: g[0][0], o2: g[1][0], u1: g[0][1], u2: g[1][1], perU: 1 / g[0][1],
	}
}

func mul(a, b [2][2]float64) (c [2][2]float64) {
	for i := range c {
		for j := range c[i] {
			c[i][j] = a[i][0]*b[0][j] + a[i][1]*b[1][j]
		}
	}
	return c
}

// A state is the air and the envelope of a room, °C.
type state struct{ air, mass float64 }

// rest is the envelope that goes with air that has been still for long.
func rest(air, outdoor float64) state {
	return state{air: air, mass: (coupled*air + outer*outdoor) / (coupled + outer)}
}

// follow is one slot under a thermostat that heats just enough to end at the set-point,
// within 0 and most (both heats over the loss, °C). gain is what people and the sun bring.
// It gives the state after and the heat that the heater brought.
func (p *pace) follow(s state, setpoint, outdoor, gain, most float64) (state, float64) {
	drift := p.a11*s.air + p.a12*s.mass + p.o1*outdoor + p.u1*gain
	heat := (setpoint - drift) * p.perU
	if heat < 0 {
		heat = 0
	} else if heat > most {
		heat = most
	}
	return state{
		air:  drift + p.u1*heat,
		mass: p.a21*s.air + p.a22*s.mass + p.o2*outdoor + p.u2*(gain+heat),
	}, heat
}
