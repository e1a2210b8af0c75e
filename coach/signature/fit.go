package signature

import (
	"math"
	"slices"
)

// The fit: E = base + slope · mean over 24 h of max(0, balance − outdoor), by least squares
// with Huber's weights for every balance point of a grid (methods of the ASHRAE inverse
// modelling toolkit, three parameters, heating). On winter days alone the balance point and
// the base load cannot be told apart, so that priors speak where the days are silent: one of
// the balance point, and one of the base load, without which a house that hardly any sun or
// appliance helps to heat (a balance point of 19 °C) passes for one of a huge base load.
const (
	gridFrom, gridTo = 8.0, 20.0 // °C
	gridStep         = 0.25
	gridN            = int((gridTo-gridFrom)/gridStep) + 1
	priorC, priorSD  = 14.5, 2.0 // °C
	// All that is not heat: 0.6 to 1.4 kW in most homes of Québec; end-use shares of the
	// utility times mean consumption by kind of dwelling give 12 to 21 kWh a day.
	priorBase, priorBaseSD = 22.0, 0.45 // kWh a day, the middle; standard deviation of its logarithm
	leastBase              = 0.5        // kWh a day
	huberK                 = 1.345
	huberPasses            = 8
	leastDays              = 14 // for a fit
	fitDays                = 400
	warmC                  = 12.0 // days above tell the balance point from the base load …
	warmNeed               = 15   // … when there are as many
	// modelSD is by how much UA misses the truth for all that a day's line leaves out
	// (sun, wind, what the people do), as a share, and the base load for seasons that differ.
	// Measured on simulated baseboard homes, over a winter and over a year.
	modelSD, baseSD = 0.055, 0.05
)

// A line is the fit for one balance point.
type line struct {
	base, slope      float64 // kWh a day, kWh a day and kelvin
	varBase, varLine float64 // variances of the two, for a scale of 1
	cost             float64 // Σ weight·residual²
	scale            float64 // 1.4826·MAD of the residuals
	rho              float64 // of a day's residual with that of the day before
}

// A fit is the lines of the grid with how likely each is.
type fit struct {
	days   []day // that it was fitted on
	warm   int   // of them above warmC
	lines  [gridN]line
	weight [gridN]float64 // sums to 1
	best   int            // the likeliest
}

func balanceAt(k int) float64 { return gridFrom + gridStep*float64(k) }

// fittable are the days that teach the signature, oldest first.
func (t *table) fittable() []day {
	var out []day
	for _, d := range t.days {
		if !d.event && !math.IsNaN(d.energy) && !math.IsNaN(d.outdoor) {
			out = append(out, d)
		}
	}
	return out[max(0, len(out)-fitDays):]
}

// fit fits the signature, false with too few days or no cold among them.
func (t *table) fit(days []day) (f fit, ok bool) {
	if len(days) < leastDays {
		return f, false
	}
	f.days = days
	degrees := make([][gridN]float64, len(days))
	for i, d := range days {
		if d.outdoor > warmC {
			f.warm++
		}
		degrees[i] = t.degrees(d)
	}
	x := make([]float64, len(days))
	for k := range gridN {
		for i := range days {
			x[i] = degrees[i][k]
		}
		f.lines[k] = fitLine(days, x)
	}
	if !f.weigh() {
		return f, false
	}
	return f, true
}

// degrees is a day's degree-days for every balance point of the grid.
func (t *table) degrees(d day) (out [gridN]float64) {
	n := 0
	for _, v := range t.outdoor[d.from:d.to] {
		if math.IsNaN(v) {
			continue
		}
		n++
		for k := range gridN {
			out[k] += max(0, balanceAt(k)-v)
		}
	}
	for k := range gridN {
		out[k] /= float64(n)
	}
	return out
}

// fitLine is one robust line through days.
func fitLine(days []day, x []float64) (l line) {
	n := len(days)
	w, r, size := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range w {
		w[i] = 1
	}
	for range huberPasses {
		var sw, sx, sy, sxx, sxy float64
		for i, d := range days {
			sw, sx, sy = sw+w[i], sx+w[i]*x[i], sy+w[i]*d.energy
			sxx, sxy = sxx+w[i]*x[i]*x[i], sxy+w[i]*x[i]*d.energy
		}
		det := sw*sxx - sx*sx
		if det <= 1e-9*sw*sw { // no spread of cold: a level alone
			l = line{base: sy / sw, scale: l.scale}
		} else {
			l.slope, l.base = (sw*sxy-sx*sy)/det, (sxx*sy-sx*sxy)/det
			l.varBase, l.varLine = sxx/det, sw/det
		}
		for i, d := range days {
			r[i] = d.energy - l.base - l.slope*x[i]
			size[i] = math.Abs(r[i])
		}
		slices.Sort(size)
		l.scale = 1.4826*size[n/2] + 1e-6
		l.cost = 0
		for i, v := range r {
			w[i] = 1
			if a := math.Abs(v); a > huberK*l.scale {
				w[i] = huberK * l.scale / a
			}
			l.cost += w[i] * v * v
		}
	}
	l.rho = lagOne(r)
	return l
}

// lagOne is the correlation of neighbours, 0 to 0.8.
func lagOne(r []float64) float64 {
	var a, b float64
	for i := 1; i < len(r); i++ {
		a += r[i] * r[i-1]
		b += r[i] * r[i]
	}
	if b == 0 {
		return 0
	}
	return min(max(a/b, 0), 0.8)
}

// weigh turns costs and the priors into weights. Days in a row say less than as many apart:
// by how much the line that fits best tells, since the residuals of one that does not hang
// together for that alone.
func (f *fit) weigh() bool {
	scale, rho, closest := math.Inf(1), 0.0, math.Inf(1)
	for _, l := range f.lines {
		scale = min(scale, l.scale)
		if l.cost < closest {
			closest, rho = l.cost, l.rho
		}
	}
	var cost [gridN]float64
	least := math.Inf(1)
	for k, l := range f.lines {
		cost[k] = math.Inf(1)
		if l.slope <= 0 || l.base < -0.1*math.Abs(l.slope) {
			continue
		}
		far := (balanceAt(k) - priorC) / priorSD
		odd := math.Log(max(l.base, leastBase)/priorBase) / priorBaseSD
		cost[k] = l.cost/(scale*scale)*(1-rho)/(1+rho) + far*far + odd*odd
		if cost[k] < least {
			least, f.best = cost[k], k
		}
	}
	if math.IsInf(least, 1) {
		return false
	}
	sum := 0.0
	for k := range f.weight {
		f.weight[k] = math.Exp(-(cost[k] - least) / 2)
		sum += f.weight[k]
	}
	for k := range f.weight {
		f.weight[k] /= sum
	}
	return true
}

// mix is the mean and standard deviation over the grid of something with its own variance.
func (f *fit) mix(of func(k int, l line) (mean, variance float64)) (mean, sd float64) {
	var second float64
	for k, l := range f.lines {
		if f.weight[k] == 0 {
			continue
		}
		m, v := of(k, l)
		mean += f.weight[k] * m
		second += f.weight[k] * (m*m + v)
	}
	return mean, math.Sqrt(max(second-mean*mean, 0))
}

// noise is the variance of a day's residual, made larger for days that hang together.
func (l line) noise() float64 { return l.scale * l.scale * (1 + l.rho) / (1 - l.rho) }

// at is what the fit expects of a day in kWh, given its degree-days.
func (f *fit) at(degrees *[gridN]float64) (kWh float64) {
	for k, l := range f.lines {
		if w := f.weight[k]; w != 0 {
			kWh += w * (l.base + l.slope*degrees[k])
		}
	}
	return kWh
}
