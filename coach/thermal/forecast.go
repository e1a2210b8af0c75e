package thermal

import "math"

// Ahead is what will act on a zone after the last slot of its Data, one value a slot.
type Ahead struct {
	SetpointC, OutdoorC []float64 // °C
	OutdoorSD           []float64 // standard deviation of the forecast, °C; nil: measured
	Sun                 []float64 // kW/m²; nil: night
	Hour                []uint8   // local hours
}

func (a *Ahead) len() int { return min(len(a.SetpointC), len(a.OutdoorC), len(a.Hour)) }

func (a *Ahead) at(i int) (set, outdoor, sun, sd float64, hour uint8) {
	if i < len(a.Sun) && a.Sun[i] > 0 {
		sun = a.Sun[i]
	}
	if i < len(a.OutdoorSD) && a.OutdoorSD[i] > 0 {
		sd = a.OutdoorSD[i]
	}
	return a.SetpointC[i], a.OutdoorC[i], sun, sd, a.Hour[i] % 24
}

// A Forecast is mean and standard deviation ahead, slot by slot.
type Forecast struct {
	IndoorC, IndoorSD []float64 // °C, mean of the slot
	HeatKW, HeatSD    []float64 // kW
	WindowKWh         float64   // heat of the asked window, kWh
	WindowSD          float64   // its standard deviation, errors that last counted in
}

// Forecast is what the zone will do under its thermostat from the State on, and how sure
// that is: noise, the start, the weather forecast, and the figures of the fit itself.
// Slots [from, to) are the window whose energy is told. Where the room is near the edge of
// its band the spread counts both sides by their odds.
func (f *Fitted) Forecast(a Ahead, from, to int) Forecast {
	n := a.len()
	out := Forecast{
		IndoorC: make([]float64, n), IndoorSD: make([]float64, n),
		HeatKW: make([]float64, n), HeatSD: make([]float64, n),
	}
	varE := f.ride(a, from, to, &out)
	for j := range f.roots {
		v := f.at
		for k, i := range f.free {
			v[i] += f.roots[j][k]
		}
		varE += f.doubt(v, a, from, to, &out)
	}
	for i := range n {
		out.IndoorSD[i] = math.Sqrt(out.IndoorSD[i])
		out.HeatSD[i] = math.Sqrt(out.HeatSD[i])
	}
	out.WindowSD = math.Sqrt(varE)
	return out
}

// Unmodelled is the gain that the last measurements show and the model does not know, kW,
// and the hours in which it fades to 1/e: what a planner adds to Model.Gain.
func (f *Fitted) Unmodelled() (kw, hours float64) { return f.now.z[2], f.Noise.GainH }

// ride goes along the mean with the covariance of (mass, air, unmodelled gain) and its
// covariance with the energy of the window. SD fields get variances. It gives the
// variance of the window's energy.
func (f *Fitted) ride(a Ahead, from, to int, out *Forecast) float64 {
	k := newFilter(f.Model.Discrete(Step), f.Noise)
	t, b := f.Thermostat, f.now
	var withE [3]float64 // covariance with the energy so far
	varE := 0.0
	slope := 0.0
	if den := t.BandC + t.MostKW*k.reply(); den > 0 {
		slope = t.MostKW / den
	}
	for i := range out.IndoorC {
		set, outdoor, sun, sd, hour := a.at(i)
		gain := f.Model.Gain[hour] + b.z[2]
		x := b.state()
		free := k.Next(x, outdoor, sun, gain)
		next, kw := k.Follow(t, x, set, outdoor, sun, gain)
		// What the end of the slot would be without heat, by the state.
		row := k.f[1]
		weather := k.Outdoor[1] * sd
		q := k.q
		q[0] += sq(k.Outdoor[0]*sd) * lasts
		q[1] += sq(weather) * lasts
		varFree := q[1]
		for r := range 3 {
			for c := range 3 {
				varFree += row[r] * b.p[r][c] * row[c]
			}
		}
		over := set - free.Reads() + t.OffsetC + t.BandC/2
		odds := between(over, math.Sqrt(varFree), t.MostKW, slope)
		g := -slope * odds // kW for each °C of the free end
		fz := k.f
		var gz [3]float64
		for c := range 3 {
			gz[c] = g * row[c]
			fz[0][c] += k.Heat[0] * gz[c]
			fz[1][c] += k.Heat[1] * gz[c]
		}
		varQ := g * g * varFree
		if i >= from && i < to {
			// E gains kw·h: its variance and its covariance with the state.
			var pg [3]float64
			for r := range 3 {
				for c := range 3 {
					pg[r] += b.p[r][c] * gz[c]
				}
			}
			cross := 0.0
			for r := range 3 {
				cross += gz[r] * withE[r]
			}
			varE += 2*stepH*cross + stepH*stepH*varQ
			for r := range 3 {
				withE[r] += stepH * pg[r]
			}
			out.WindowKWh += kw * stepH
		}
		var moved [3]float64
		for r := range 3 {
			for c := range 3 {
				moved[r] += fz[r][c] * withE[c]
			}
		}
		withE = moved
		q[1] *= sq(1 + k.Heat[1]*g)
		p := spreadOn(fz, b.p, q)
		out.IndoorC[i] = k.Mean(x, next)
		out.IndoorSD[i] = (b.p[1][1]+p[1][1])/2 + odds*sq(f.Noise.HoldC) + (1-odds)*sq(f.Noise.FallC)
		out.HeatKW[i], out.HeatSD[i] = kw, varQ
		b = belief{z: [3]float64{next.Mass, next.Air, b.z[2] * k.keep}, p: p, lift: next.Lift}
	}
	return varE
}

// lasts is how many slots a wrong weather forecast stays wrong the same way.
const lasts = 24

func sq(x float64) float64 { return x * x }

// between is the odds that the heat lies inside its limits: over is how far the free end
// of the slot lies below the top of the band.
func between(over, sd, most, slope float64) float64 {
	if slope <= 0 {
		return 0
	}
	if sd < 1e-9 {
		if over > 0 && over*slope < most {
			return 1
		}
		return 0
	}
	return normalCDF(over/sd) - normalCDF((over-most/slope)/sd)
}

func normalCDF(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 }

// doubt adds the squared change that another vector of the posterior makes.
func (f *Fitted) doubt(v vector, a Ahead, from, to int, out *Forecast) float64 {
	m := v.model()
	d := m.Discrete(Step)
	t := Thermostat{BandC: math.Exp(v[pBand]), OffsetC: v[pOffset], MostKW: f.Thermostat.MostKW}
	x := f.now.state()
	extra, keep := f.now.z[2], math.Exp(-stepH/f.Noise.GainH)
	kwh := 0.0
	for i := range out.IndoorC {
		set, outdoor, sun, _, hour := a.at(i)
		next, kw := d.Follow(t, x, set, outdoor, sun, m.Gain[hour]+extra)
		extra *= keep
		out.IndoorSD[i] += sq(d.Mean(x, next) - out.IndoorC[i])
		out.HeatSD[i] += sq(kw - out.HeatKW[i])
		if i >= from && i < to {
			kwh += kw * stepH
		}
		x = next
	}
	return sq(kwh - out.WindowKWh)
}
