package thermal

import "math"

const z80 = 1.2816 // of an 80 % interval

// fitted writes the fit down with its intervals, noise and state.
func (r *ready) fitted(v vector, wt weights, pr prior, free []int, e Excitation, evals int) Fitted {
	f := Fitted{first: r.from, Model: v.model(), Excitation: e, Evals: evals, Days: r.days, at: v, free: free}
	f.Thermostat = Thermostat{BandC: math.Exp(v[pBand]), OffsetC: v[pOffset], MostKW: r.most}
	t := r.teller(v, wt, pr, free)
	f.roots = t.roots
	body := []int{pDirect, pAir, pJoin, pMass}
	sized := func(of func(Model) float64) func(*vector) float64 {
		return func(v *vector) float64 { return of(v.unit()) * math.Exp(v[pUA]) }
	}
	f.UA = t.log(func(v *vector) float64 { return math.Exp(v[pUA]) }, pUA)
	f.Slow = t.log(func(v *vector) float64 { _, s := v.unit().TimeConstants(); return s }, body...)
	f.Fast = t.log(func(v *vector) float64 { s, _ := v.unit().TimeConstants(); return s }, body...)
	f.Drop3h = t.log(func(v *vector) float64 { return v.unit().Drop(3, 21, -20) }, append([]int{pFilm}, body...)...)
	f.Air = t.log(sized(func(m Model) float64 { return m.Ci }), pUA, pAir)
	f.Mass = t.log(sized(func(m Model) float64 { return m.Cm }), pUA, pMass)
	f.Coupling = t.log(sized(func(m Model) float64 { return m.Him }), pUA, pJoin, pDirect)
	f.Direct = t.log(func(v *vector) float64 { return expit(v[pDirect]) }, pDirect)
	f.Direct.High = math.Min(f.Direct.High, 1)
	f.Aperture = t.log(sized(func(m Model) float64 { return m.Ai + m.Am }), pUA, pSun)
	knots := make([]int, 0, nKnots+1)
	for k := range nKnots {
		knots = append(knots, pGain+k)
	}
	knots = append(knots, pUA)
	for h := range f.Gains {
		f.Gains[h] = t.linear(func(v *vector) float64 { return v.gainAt(h) }, knots...)
	}
	f.GainsMeanKW = t.linear(func(v *vector) float64 { return v.gainMean() }, knots...)
	if !e.Enough {
		for _, q := range []*Quantity{&f.Slow, &f.Fast, &f.Drop3h, &f.Air, &f.Mass, &f.Coupling, &f.Direct} {
			q.Identified = false
		}
	}
	f.OneNode = r.oneNode(&f)
	missT, missQ := r.misses(&v)
	r.settle(&f, missT, missQ)
	r.judge(&f)
	return f
}

// gainAt is the gain of a local hour, kW.
func (v *vector) gainAt(h int) float64 {
	g := 0.0
	for k, w := range knotWeights[h] {
		g += w * v[pGain+k]
	}
	return g * math.Exp(v[pUA])
}

func (v *vector) gainMean() float64 {
	g := 0.0
	for k := range nKnots {
		g += v[pGain+k]
	}
	return g / nKnots * math.Exp(v[pUA])
}

// unlike widens the posterior: two stores are not the house, and with misses taken for
// noise alone the 80 % interval of UA held less than that of simulated zones.
const unlike = 1.3

// A teller turns functions of the parameters into figures with intervals (delta method).
type teller struct {
	v     vector
	prior prior
	free  []int
	roots [][]float64 // columns of a root of the posterior covariance, by free index
	moved [nParams]bool
}

// teller takes the posterior from the normal equations without the events' extra weight,
// so that an interval does not count them twice.
func (r *ready) teller(v vector, wt weights, pr prior, free []int) teller {
	t := teller{v: v, prior: pr, free: free}
	plain := r.hourly() // a quarter of the work, and near enough for an interval
	fill(plain.weight, 1)
	var ps pass
	plain.run(&v, wt.fewer(&r.watch, &plain), free, &ps, nil)
	ps.addPrior(&v, &pr, free)
	var l [nParams][nParams]float64
	if !ps.factor(len(free), 1e-9, &l) {
		return t
	}
	for _, i := range free {
		t.moved[i] = true
	}
	// normal = L·Lᵀ, so the columns of L⁻ᵀ are a root of its inverse.
	for c := range free {
		col := make([]float64, len(free))
		for j := c; j >= 0; j-- {
			sum := 0.0
			if j == c {
				sum = 1
			}
			for k := j + 1; k <= c; k++ {
				sum -= l[k][j] * col[k]
			}
			col[j] = sum / l[j][j]
		}
		for j := range col {
			col[j] *= unlike
		}
		t.roots = append(t.roots, col)
	}
	return t
}

// sd is the posterior and the prior standard deviation of a function of some parameters,
// and whether any of them moved.
func (t *teller) sd(of func(*vector) float64, params []int) (now, was float64, moved bool) {
	var g vector
	for _, i := range params {
		d := 1e-3 * t.prior.sd[i]
		up, down := t.v, t.v
		up[i] += d
		down[i] -= d
		g[i] = (of(&up) - of(&down)) / (2 * d)
		was += sq(g[i] * t.prior.sd[i])
		if t.moved[i] {
			moved = true
		} else {
			now += sq(g[i] * t.prior.sd[i])
		}
	}
	for _, col := range t.roots {
		s := 0.0
		for k, i := range t.free {
			s += g[i] * col[k]
		}
		now += s * s
	}
	return math.Sqrt(now), math.Sqrt(was), moved
}

// tells is the share of the prior's spread that must be gone before a figure counts as
// identified.
const tells = 0.6

// log is a positive figure, its interval taken on its logarithm.
func (t *teller) log(of func(*vector) float64, params ...int) Quantity {
	now, was, moved := t.sd(func(v *vector) float64 { return math.Log(of(v)) }, params)
	c := of(&t.v)
	return Quantity{
		Value: c, Low: c * math.Exp(-z80*now), High: c * math.Exp(z80*now),
		Prior: of(&t.prior.mean), Identified: moved && now < tells*was,
	}
}

func (t *teller) linear(of func(*vector) float64, params ...int) Quantity {
	now, was, moved := t.sd(of, params)
	c := of(&t.v)
	return Quantity{Value: c, Low: c - z80*now, High: c + z80*now, Prior: of(&t.prior.mean), Identified: moved && now < tells*was}
}

// judge says how far the fit may be believed and why not further.
func (r *ready) judge(f *Fitted) {
	f.Reasons = r.reasons
	say := func(lacks bool, reason string) {
		if lacks {
			r.say(reason)
			f.Reasons = r.reasons
		}
	}
	f.WholeHome = !r.sensor
	say(!f.Excitation.Enough && r.days > 0, NoExcitation)
	say(r.heated() && !f.UA.Identified && r.days >= enoughDays, MildWeather)
	say(r.cannotHold(), CannotHold)
	f.Confidence = Good
	switch {
	case !f.UA.Identified || !f.Slow.Identified || r.days < enoughDays:
		f.Confidence = Low
	case len(f.Reasons) > 0 || r.days < 2*enoughDays:
		f.Confidence = Fair
	}
	if f.Reasons == nil {
		f.Reasons = []string{}
	}
}

// cannotHold reports whether the heaters ran at their limit for hours while the room stayed
// a degree or more below its set-point.
func (r *ready) cannotHold() bool {
	slots, longest := 0, 0
	for i := range r.n {
		if r.most > 0 && r.heat[i] >= 0.97*r.most && r.target[i]-r.indoor[i] >= 1 {
			slots++
			longest = max(longest, slots)
		} else {
			slots = 0
		}
	}
	return longest >= 16
}

// oneNode is the single store that holds the same heat loss and cools as slowly.
func (r *ready) oneNode(f *Fitted) OneNode {
	_, slow := f.Model.TimeConstants()
	ua := f.Model.UA()
	return OneNode{UA: ua, C: slow * ua}
}
