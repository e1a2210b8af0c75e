package thermal

import (
	"math"
	"slices"
)

// filterSlots is how far back the filter starts: three days wash out what was guessed.
const filterSlots = 3 * slotsADay

// Process noise before it is scaled to the innovations, °C by √h.
const (
	massNoise = 0.04
	airNoise  = 0.08
)

// A belief is what a Kalman filter holds: mass, air, and the unmodelled gain in kW, with
// its covariance. What the heater lifts the air is known with the heat.
type belief struct {
	z    [3]float64
	p    [3][3]float64
	lift float64
}

func (b *belief) state() State { return State{Mass: b.z[0], Air: b.z[1], Lift: b.lift} }

// A filter is the model as a Kalman filter sees it: the gain that nobody models is a first
// order process (it lasts Noise.GainH hours), the reading is the mean of a slot.
type filter struct {
	Discrete
	noise Noise
	keep  float64 // of the unmodelled gain, a slot
	f     [3][3]float64
	q     [3]float64 // variances that a slot adds
}

func newFilter(d Discrete, n Noise) filter {
	f := filter{Discrete: d, noise: n, keep: math.Exp(-stepH / n.GainH)}
	f.f = [3][3]float64{
		{d.A[0][0], d.A[0][1], d.Heat[0]}, {d.A[1][0], d.A[1][1], d.Heat[1]}, {0, 0, f.keep},
	}
	f.q = [3]float64{n.MassC * n.MassC * stepH, n.AirC * n.AirC * stepH, n.GainKW * n.GainKW * (1 - f.keep*f.keep)}
	return f
}

// start is a zone at rest of which little is known.
func (f *filter) start(m Model, airC, outdoorC float64) belief {
	x := m.Rest(airC, outdoorC)
	return belief{
		z: [3]float64{x.Mass, x.Air, 0}, lift: x.Lift,
		p: [3][3]float64{{4, 1, 0}, {1, 1, 0}, {0, 0, f.noise.GainKW * f.noise.GainKW}},
	}
}

// step takes the reading of a slot (NaN: none) and goes to the slot's end; heat is of the
// heaters, gain what is modelled beside, kW. It gives the innovation over its standard
// deviation, NaN without a reading.
func (f *filter) step(b belief, indoorC, outdoorC, sun, heat, gain float64) (belief, float64) {
	told, kw := math.NaN(), heat+gain
	lift := f.Keep*b.lift + (1-f.Keep)*f.Film*math.Max(heat, 0)
	in := [2]float64{
		f.Outdoor[0]*outdoorC + f.Sun[0]*sun + f.Heat[0]*kw,
		f.Outdoor[1]*outdoorC + f.Sun[1]*sun + f.Heat[1]*kw,
	}
	if known(indoorC) {
		// mean of the slot ≈ (air at its start + air at its end)/2
		h := [3]float64{f.A[1][0] / 2, (1 + f.A[1][1]) / 2, f.Heat[1] / 2}
		var ph [3]float64
		s := f.noise.SensorC * f.noise.SensorC
		e := indoorC - in[1]/2 - (1-f.late)*b.lift - f.late*lift
		for i := range 3 {
			for j := range 3 {
				ph[i] += b.p[i][j] * h[j]
			}
			e -= h[i] * b.z[i]
		}
		for i := range 3 {
			s += h[i] * ph[i]
		}
		told = e / math.Sqrt(s)
		for i := range 3 {
			k := ph[i] / s
			b.z[i] += k * e
			for j := range 3 {
				b.p[i][j] -= k * ph[j]
			}
		}
	}
	var z [3]float64
	for i := range 3 {
		for j := range 3 {
			z[i] += f.f[i][j] * b.z[j]
		}
	}
	z[0] += in[0]
	z[1] += in[1]
	return belief{z: z, p: spreadOn(f.f, b.p, f.q), lift: lift}, told
}

// spreadOn is F·P·Fᵀ + diag(q), kept symmetric.
func spreadOn(f, p [3][3]float64, q [3]float64) (out [3][3]float64) {
	var fp [3][3]float64
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				fp[i][j] += f[i][k] * p[k][j]
			}
		}
	}
	for i := range 3 {
		for j := 0; j <= i; j++ {
			s := 0.0
			for k := range 3 {
				s += fp[i][k] * f[j][k]
			}
			out[i][j], out[j][i] = s, s
		}
		out[i][i] += q[i]
	}
	return out
}

// settle estimates the noise from what the closed loop misses and leaves the belief after
// the last slot. Process noise is scaled so that innovations are as large as they were.
func (r *ready) settle(f *Fitted, missT, missQ []float64) {
	sd, alike := spread(missQ, perHeat)
	if !known(sd) {
		sd, alike = 1.5*f.Model.UA(), 5
	}
	rho := clampF((alike-1)/(alike+1), 0.3, 0.95)
	f.Noise = Noise{
		SensorC: r.sensorNoise(), GainKW: math.Max(sd, 1e-3), GainH: -1 / math.Log(rho),
		MassC: massNoise, AirC: airNoise,
	}
	f.Noise.HoldC, f.Noise.FallC = r.misfit(missT)
	b, size := r.filterOver(f)
	scale := clampF(math.Sqrt(size), 0.5, 4)
	if known(scale) && r.sensor {
		f.Noise.MassC *= scale
		f.Noise.AirC *= scale
		b, _ = r.filterOver(f)
	}
	f.now = b
	f.State = b.state()
	f.Cov = [2][2]float64{{b.p[0][0], b.p[0][1]}, {b.p[1][0], b.p[1][1]}}
}

// filterOver runs the filter over the last days, with the mean square of its innovations
// over their standard deviation (about one where the noise is right).
func (r *ready) filterOver(f *Fitted) (belief, float64) {
	k := newFilter(f.Model.Discrete(Step), f.Noise)
	from := max(r.n-filterSlots, 0)
	if from >= r.n {
		return k.start(f.Model, usualTarget, 0), 1
	}
	b := k.start(f.Model, r.target[from], r.outdoor[from])
	var sizes []float64
	for i := from; i < r.n; i++ {
		kw := r.heat[i]
		gain := f.Model.Gain[r.hour[i]]
		if !known(kw) {
			_, kw = k.Follow(f.Thermostat, b.state(), r.target[i], r.outdoor[i], r.watch.sun[i], gain+b.z[2])
		}
		var e float64
		b, e = k.step(b, r.indoor[i], r.outdoor[i], r.watch.sun[i], kw, gain)
		if known(e) && i >= from+slotsADay {
			sizes = append(sizes, e*e)
		}
	}
	if len(sizes) < 8 {
		return b, 1
	}
	sum := 0.0
	for _, s := range sizes {
		sum += math.Min(s, 9)
	}
	return b, sum / float64(len(sizes))
}

// sensorNoise is the noise of one reading from its second differences (the median of
// their sizes), °C: at least what rounding to a tenth does.
func (r *ready) sensorNoise() float64 {
	var d []float64
	for i := 2; i < r.n; i++ {
		if e := r.indoor[i] - 2*r.indoor[i-1] + r.indoor[i-2]; known(e) {
			d = append(d, math.Abs(e))
		}
	}
	if len(d) < 8 {
		return 0.1
	}
	slices.Sort(d)
	return clampF(1.4826*d[len(d)/2]/math.Sqrt(6), 0.03, 0.5)
}

// misfit is the root mean square of the closed loop's misses of temperature, while the
// heater is on and while it is not (a day of a prior of 0.2 and 0.4 °C in each): two stores
// are not a house, and what they lack is not noise that a filter could follow.
func (r *ready) misfit(missT []float64) (hold, fall float64) {
	sumH, nH := 0.2*0.2*slotsADay, float64(slotsADay)
	sumF, nF := 0.4*0.4*slotsADay, float64(slotsADay)
	for i, e := range missT {
		if !known(e) {
			continue
		}
		if r.heat[i] > 0.02*r.most {
			sumH, nH = sumH+e*e, nH+1
		} else {
			sumF, nF = sumF+r.weight[i]*e*e, nF+r.weight[i]
		}
	}
	const unseen = 1.25 // what was fitted is missed by less than what was not
	return unseen * math.Sqrt(sumH/nH), unseen * math.Sqrt(sumF/nF)
}
