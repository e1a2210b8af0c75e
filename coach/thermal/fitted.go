package thermal

// A Quantity is a learned figure. Low and High are its 80 % interval. Where Identified is
// false the data add little to the prior, or nothing: Value is then the prior's or near it,
// and must be shown as assumed.
type Quantity struct {
	Value, Low, High float64
	Prior            float64
	Identified       bool
}

// Confidence says how far a fit may be believed.
type Confidence string

// The levels.
const (
	Low  Confidence = "low"
	Fair Confidence = "fair"
	Good Confidence = "good"
)

// Fitted is one zone as it was learned. It is never without numbers: what the data cannot
// tell is the prior, and Reasons say why.
type Fitted struct {
	Model      Model // figures that are not identified are those of the prior
	Thermostat Thermostat
	OneNode    OneNode // the 1R1C form, for explanation and a cold start
	Noise      Noise

	UA          Quantity     // kW/K
	Slow, Fast  Quantity     // hours
	Drop3h      Quantity     // °C lost in 3 h without heat, at 21 °C indoors and −20 °C outdoors
	Air, Mass   Quantity     // kWh/K
	Direct      Quantity     // share of UA that bypasses the mass, 0–1
	Coupling    Quantity     // air to mass, kW/K
	Aperture    Quantity     // m² of sun, air and mass together
	Gains       [24]Quantity // kW by local hour
	GainsMeanKW Quantity
	Excitation  Excitation
	State       State         // after the last measurement
	Cov         [2][2]float64 // of State, °C²
	WholeHome   bool          // no indoor sensor: the home as one zone
	Evals       int           // passes over the data that the fit took
	Days        float64       // of data that it stands on
	Confidence  Confidence
	Reasons     []string // codes, why the confidence is not good

	first int         // slot of the Data that the fit begins with
	at    vector      // the maximum a posteriori
	free  []int       // parameters that moved
	roots [][]float64 // columns of a root of their covariance
	now   belief      // after the last slot
}

// A OneNode is a single store: C dT = UA·(To − T) + heat + gain.
type OneNode struct {
	UA float64 // kW/K
	C  float64 // kWh/K
}

// Noise is what the model does not explain.
type Noise struct {
	SensorC float64 // °C, one reading of the indoor sensor
	GainKW  float64 // kW, unmodelled gains: standard deviation …
	GainH   float64 // … and how long they last, hours
	MassC   float64 // °C by √h, the mass
	AirC    float64 // °C by √h, the air
	HoldC   float64 // °C that the two stores miss a real room by while heat is on …
	FallC   float64 // … and while it cools without
}

// Excitation is what in the data could tell the capacities.
type Excitation struct {
	Steps    int // set-point steps of 1.5 °C or more within an hour, with the temperature watched
	Coolings int // episodes of three hours or more without heat
	Enough   bool
}
