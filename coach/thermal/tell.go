package thermal

import "math"

const z80 = 1.2816 // of an 80 % interval

// fitted writes the fit down with its intervals.
func (r *ready) fitted(v vector, ps pass, wt weights, pr prior, free []int, e Excitation, evals int, p Prior) Fitted {
	f := Fitted{Model: v.model(), Excitation: e, Evals: evals, Days: r.days}
	f.Thermostat = Thermostat{BandC: math.Exp(v[pBand]), OffsetC: v[pOffset], MostKW: r.most}
	f.Reasons = r.reasons
	cov, ok := ps.covariance(len(free))
	var at [nParams]int // free index + 1
	for j, i := range free {
		at[i] = j + 1
	}
	variance := func(of func(vector) float64, params ...int) (sd float64, moved bool) {
		var g [nParams]float64
		sum := 0.0
		for _, i := range params {
			up, down := v, v
			d := 1e-3 * pr.sd[i]
			up[i] += d
			down[i] -= d
			g[i] = (of(up) - of(down)) / (2 * d)
		}
		for _, i := range params {
			if at[i] == 0 || !ok {
				sum += g[i] * g[i] * pr.sd[i] * pr.sd[i]
				continue
			}
			moved = true
			for _, k := range params {
				if at[k] > 0 {
					sum += g[i] * g[k] * cov[at[i]-1][at[k]-1]
				}
			}
		}
		return math.Sqrt(math.Max(sum, 0)), moved
	}
	priorSD := func(of func(vector) float64, params ...int) float64 {
		sum := 0.0
		for _, i := range params {
			up, down := pr.mean, pr.mean
			up[i] += pr.sd[i] / 10
			down[i] -= pr.sd[i] / 10
			g := (of(up) - of(down)) * 5
			sum += g * g
		}
		return math.Sqrt(sum)
	}
	logQuantity := func(of func(vector) float64, params ...int) Quantity {
		log := func(v vector) float64 { return math.Log(of(v)) }
		sd, moved := variance(log, params...)
		was := priorSD(log, params...)
		c := log(v)
		return Quantity{Value: math.Exp(c), Low: math.Exp(c - z80*sd), High: math.Exp(c + z80*sd), Prior: of(pr.mean), Identified: moved && sd < 0.6*was}
	}
	body := []int{pDirect, pAir, pJoin, pMass}
	f.UA = logQuantity(func(v vector) float64 { return math.Exp(v[pUA]) }, pUA)
	f.Slow = logQuantity(func(v vector) float64 { _, s := v.unit().TimeConstants(); return s }, body...)
	f.Fast = logQuantity(func(v vector) float64 { s, _ := v.unit().TimeConstants(); return s }, body...)
	f.Drop3h = logQuantity(func(v vector) float64 { return v.unit().Drop(3, 21, -20) }, body...)
	sized := func(of func(Model) float64) func(vector) float64 {
		return func(v vector) float64 { return of(v.unit()) * math.Exp(v[pUA]) }
	}
	f.Air = logQuantity(sized(func(m Model) float64 { return m.Ci }), pUA, pAir)
	f.Mass = logQuantity(sized(func(m Model) float64 { return m.Cm }), pUA, pMass)
	f.Coupling = logQuantity(sized(func(m Model) float64 { return m.Him }), pUA, pJoin, pDirect)
	f.Direct = logQuantity(func(v vector) float64 { return expit(v[pDirect]) }, pDirect)
	f.Aperture = logQuantity(sized(func(m Model) float64 { return m.Ai + m.Am }), pUA, pSun)
	if !e.Enough {
		for _, q := range []*Quantity{&f.Slow, &f.Fast, &f.Drop3h, &f.Air, &f.Mass, &f.Coupling, &f.Direct} {
			q.Identified = false
		}
	}
	return f
}
