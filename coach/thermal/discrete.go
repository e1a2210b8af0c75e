package thermal

import (
	"math"
	"time"
)

// A Discrete is a model over one step with inputs held: exact, not Euler. Order of the
// states everywhere: mass, air. For a linear programme in x = (mass, air):
//
//	x⁺ = A·x + Heat·kW + Outdoor·°C + Sun·(kW/m²)
//
// Gains act on the air as heat does: their column is Heat too.
type Discrete struct {
	A       [2][2]float64
	Heat    [2]float64 // °C for each kW
	Outdoor [2]float64 // °C for each °C
	Sun     [2]float64 // °C for each kW/m²
	Film    float64    // K for each kW of heaters, once it has come
	Keep    float64    // part of the lift that a step leaves
	late    float64    // weight of a step's end in the mean of its lift
}

// Discrete is the exact discretisation of the model over a step.
func (m Model) Discrete(step time.Duration) Discrete { return m.discretise(step.Hours()) }

// discretise is exp(A·h) of the 2 × 2 system in closed form: its eigenvalues are real since
// the stores are joined by a conductance. The inputs follow from A⁻¹(exp(A·h) − I).
func (m Model) discretise(h float64) Discrete {
	mm, ma, am, aa := m.rates()
	mean, root := (mm+aa)/2, math.Sqrt((mm-aa)*(mm-aa)/4+ma*am)
	fast, slow := math.Exp((mean-root)*h), math.Exp((mean+root)*h)
	c, s := (slow+fast)/2, (slow-fast)/(2*root)
	d := Discrete{A: [2][2]float64{{c + s*(mm-mean), s * ma}, {s * am, c + s*(aa-mean)}}}
	// det > 0: some conductance leads outdoors. Written without the difference of products,
	// which loses all digits where that conductance is small.
	det := (m.Hio*m.Him + m.Hio*m.Hmo + m.Him*m.Hmo) / (m.Ci * m.Cm)
	b := [2][2]float64{{d.A[0][0] - 1, d.A[0][1]}, {d.A[1][0], d.A[1][1] - 1}}
	g := [2][2]float64{
		{(aa*b[0][0] - ma*b[1][0]) / det, (aa*b[0][1] - ma*b[1][1]) / det},
		{(mm*b[1][0] - am*b[0][0]) / det, (mm*b[1][1] - am*b[0][1]) / det},
	}
	for i := range 2 {
		d.Heat[i] = g[i][1] / m.Ci
		d.Outdoor[i] = g[i][0]*m.Hmo/m.Cm + g[i][1]*m.Hio/m.Ci
		d.Sun[i] = g[i][0]*m.Am/m.Cm + g[i][1]*m.Ai/m.Ci
	}
	d.Film, d.Keep = m.Film, math.Exp(-h/filmH)
	d.late = 1/(1-d.Keep) - filmH/h // exact for a lift that goes by exp(−t/filmH)
	return d
}

// Mean is what a sensor reads over a step between two states, °C.
func (d *Discrete) Mean(before, after State) float64 {
	return (before.Air+after.Air)/2 + (1-d.late)*before.Lift + d.late*after.Lift
}

// reply is what a kW of heaters adds to the reading at the end of the step, °C.
func (d *Discrete) reply() float64 { return d.Heat[1] + (1-d.Keep)*d.Film }

// Next is the state after a step with the given outdoor temperature in °C, sun in kW/m²,
// and gains in kW; its heaters are off.
func (d *Discrete) Next(x State, outdoorC, sun, kw float64) State {
	return State{
		Mass: d.A[0][0]*x.Mass + d.A[0][1]*x.Air + d.Outdoor[0]*outdoorC + d.Sun[0]*sun + d.Heat[0]*kw,
		Air:  d.A[1][0]*x.Mass + d.A[1][1]*x.Air + d.Outdoor[1]*outdoorC + d.Sun[1]*sun + d.Heat[1]*kw,
		Lift: d.Keep * x.Lift,
	}
}

// A Thermostat is what turns a set-point into heat: kW = MostKW·(½ + (set + OffsetC −
// T)/BandC), within 0 and MostKW, with T the reading at the end of the step, which keeps it
// stable at any band.
type Thermostat struct {
	BandC   float64 // width of the proportional band, > 0
	OffsetC float64 // how far the room's sensor reads above what the thermostat follows
	MostKW  float64 // what the heaters can give
}

// Follow is one step in closed loop: the state after it and the heat that it took, kW.
// gain is people and appliances in kW.
func (d *Discrete) Follow(t Thermostat, x State, setC, outdoorC, sun, gain float64) (State, float64) {
	free := d.Next(x, outdoorC, sun, gain)
	kw := t.power(setC-free.Reads(), d.reply())
	return d.warm(free, kw), kw
}

// warm adds the heaters' kW to the end of a step without them.
func (d *Discrete) warm(x State, kw float64) State {
	return State{Mass: x.Mass + d.Heat[0]*kw, Air: x.Air + d.Heat[1]*kw, Lift: x.Lift + (1-d.Keep)*d.Film*kw}
}

// power is the heat of a step that would end short °C below the set-point without any;
// perKW is what a kW adds to that end.
func (t Thermostat) power(short, perKW float64) float64 {
	kw := t.MostKW * (short + t.OffsetC + t.BandC/2) / (t.BandC + t.MostKW*perKW)
	if !(kw > 0) {
		return 0
	}
	if kw > t.MostKW {
		return t.MostKW
	}
	return kw
}
