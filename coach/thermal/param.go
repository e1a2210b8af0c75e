package thermal

import "math"

// The fitted parameters. Everything but UA is relative to it (hours, kelvins), so that the
// temperatures do not depend on UA while no heater is at its limit.
const (
	pUA     = iota // log kW/K
	pOffset        // °C of the thermostat
	pBand          // log °C of its band
	pFilm          // log odds of what the film makes of a reading's height over outdoors
	pSun           // log m² of sun for each kW/K
	pDirect        // log odds of the share of UA that bypasses the mass
	pAir           // log hours: Ci over UA
	pJoin          // log: Him over UA
	pMass          // log hours: Cm over UA
	pGain          // K: gains over UA around each knot of the day, nKnots of them
	nKnots  = 8
	nParams = pGain + nKnots

	firstBody = pFilm // [firstBody, pGain) change the Discrete
	nBody     = pGain - firstBody
)

// sunOnAir is the part of the sun that warms the air and what is light in the room.
const sunOnAir = 0.65

// The prior of the gains over UA, K: people and appliances of a house lift it by about 3 °C.
// Its level is in doubt, and each part of the day by itself; with these UA came out within
// 3.2 % (median of 64 simulated pilot homes, nine in ten within 7 %), with a level in wider
// doubt 12 % at nine in ten: gains and losses then stand in for each other.
const (
	gainC       = 3.0
	gainSharedC = 1.5
	gainOwnC    = 2.5
)

// A vector is a point in parameter space.
type vector [nParams]float64

// prior is the centre and the standard deviation of each parameter; the
// slow time constant has a prior of its own on top.
type prior struct {
	mean, sd vector
}

// The prior of the slow time constant: most free floats of more than 10,000 Canadian and
// US homes lie in 15–55 h (John, Candanedo, Athienitis and others, ecobee data).
const (
	slowMedianH = 33.0
	slowLogSD   = 0.45
)

func quebec() prior {
	p := prior{}
	set := func(i int, mean, sd float64) { p.mean[i], p.sd[i] = mean, sd }
	set(pUA, math.Log(0.15), 1)
	set(pOffset, 0, 0.3)
	set(pBand, math.Log(0.3), 0.8)
	set(pFilm, logit(0.04), 0.8)
	set(pSun, math.Log(12), 0.7)
	set(pDirect, logit(0.3), 0.8)
	set(pAir, math.Log(12), 0.5)
	set(pJoin, math.Log(6), 0.6)
	set(pMass, math.Log(22), 1)
	for k := range nKnots {
		set(pGain+k, gainC, math.Hypot(gainSharedC, gainOwnC))
	}
	return p
}

func logit(p float64) float64          { return math.Log(p / (1 - p)) }
func expit(x float64) float64          { return 1 / (1 + math.Exp(-x)) }
func clampF(x, lo, hi float64) float64 { return math.Min(math.Max(x, lo), hi) }

// bounded keeps a step from leaving what a house can be.
func (v vector) bounded(p prior) vector {
	for i := range v {
		v[i] = clampF(v[i], p.mean[i]-5*p.sd[i], p.mean[i]+5*p.sd[i])
	}
	return v
}

// unit is the model of a zone with a UA of 1 kW/K, without gains.
func (v *vector) unit() Model {
	direct, join := expit(v[pDirect]), math.Exp(v[pJoin])
	through := 1 - direct
	// The mass must let through what does not go directly: Him·Hmo/(Him+Hmo) = 1 − direct.
	join += through
	sun, film := math.Exp(v[pSun]), expit(v[pFilm])
	inner := 1 / (1 - film) // of UA, for what is inside of the film
	return Model{
		Hio: inner * direct, Him: inner * join, Hmo: inner * join * through / (join - through),
		Ci: math.Exp(v[pAir]), Cm: math.Exp(v[pMass]),
		Ai: sun * sunOnAir, Am: sun * (1 - sunOnAir),
		Film: film,
	}
}

// model is the zone in its own units.
func (v *vector) model() Model {
	ua := math.Exp(v[pUA])
	m := v.unit()
	for _, x := range []*float64{&m.Hio, &m.Him, &m.Hmo, &m.Ci, &m.Cm, &m.Ai, &m.Am} {
		*x *= ua
	}
	m.Film /= ua
	for h := range m.Gain {
		for k, w := range knotWeights[h] {
			m.Gain[h] += w * v[pGain+k] * ua
		}
	}
	return m
}

// knotWeights[h][k] is how much knot k counts in local hour h: straight lines between
// knots three hours apart, around midnight too.
var knotWeights = func() (w [24][nKnots]float64) {
	const apart = 24 / nKnots
	for h := range w {
		k, part := h/apart, (float64(h%apart)+0.5)/apart
		w[h][k] += 1 - part
		w[h][(k+1)%nKnots] += part
	}
	return w
}()

// slowLog is the log of the slow time constant in hours, with its gradient.
func (v *vector) slowLog() (value float64, grad [nBody]float64) {
	at := func(v vector) float64 {
		_, slow := v.unit().TimeConstants()
		return math.Log(slow)
	}
	const d = 1e-4
	for b := range grad {
		up, down := *v, *v
		up[firstBody+b] += d
		down[firstBody+b] -= d
		grad[b] = (at(up) - at(down)) / (2 * d)
	}
	return at(*v), grad
}

// A slope is a Discrete and its derivatives by the body parameters.
type slope struct {
	Discrete
	by [nBody]Discrete
}

// slopes differentiates the closed form by central differences: exact to nine digits, once
// a pass.
func (v *vector) slopes(hours float64) slope {
	s := slope{Discrete: v.unit().discretise(hours)}
	const d = 1e-5
	for b := range s.by {
		up, down := *v, *v
		up[firstBody+b] += d
		down[firstBody+b] -= d
		hi, lo := up.unit().discretise(hours), down.unit().discretise(hours)
		g := &s.by[b]
		for i := range 2 {
			g.A[i][0], g.A[i][1] = (hi.A[i][0]-lo.A[i][0])/(2*d), (hi.A[i][1]-lo.A[i][1])/(2*d)
			g.Heat[i] = (hi.Heat[i] - lo.Heat[i]) / (2 * d)
			g.Outdoor[i] = (hi.Outdoor[i] - lo.Outdoor[i]) / (2 * d)
			g.Sun[i] = (hi.Sun[i] - lo.Sun[i]) / (2 * d)
		}
		g.Film = (hi.Film - lo.Film) / (2 * d)
	}
	return s
}
