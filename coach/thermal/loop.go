package thermal

import "math"

// A watch is a zone's past laid out for the fit: no gaps in what drives it, NaN in what it
// is compared with.
type watch struct {
	n                    int
	target, outdoor, sun []float64
	hour                 []uint8
	indoor, heat         []float64 // NaN: not compared
	most                 float64   // kW
	weight               []float64 // of each slot's misses
	hours                float64   // a slot; misses are means over perT and perQ of them
	perT, perQ           int
}

// weights says what a miss counts: one over its variance, already divided by how many such
// misses one after the other are alike.
type weights struct {
	indoor, heat   float64 // 1/°C², 1/kW²
	huberT, huberQ float64 // beyond this miss, °C and kW, a miss counts linearly
}

// A pass is one closed-loop run of the past with the normal equations of its misses.
type pass struct {
	cost   float64
	grad   vector
	normal [nParams][nParams]float64
}

const (
	perIndoor = 4 // slots of one temperature miss
	perHeat   = 4 // slots of one heat miss
	// By the hour, and coarser, for the first steps:
	coarseIndoor = 2
	coarseHeat   = 3
)

// run lives the past in closed loop with parameters v and adds up misses and their slopes
// (forward sensitivities). free lists the parameters that move; with none only the cost is
// computed. tell, if not nil, sees each slot: mean air temperature and heat in kW.
func (w *watch) run(v *vector, wt weights, free []int, out *pass, tell func(i int, airC, kw float64)) {
	sl := v.slopes(w.hours)
	ua := math.Exp(v[pUA])
	band, most, off := math.Exp(v[pBand]), w.most/ua, v[pOffset]
	h1, film, keep, late := sl.Heat[1], (1-sl.Keep)*sl.Film, sl.Keep, sl.late
	den := band + most*(h1+film)
	gainOf := most / den
	// dK/dband·band and dK/dlogUA; dK/dh1
	kBand := -most / (den * den) * band
	kUA := -most * band / (den * den)
	kH1 := -most * most / (den * den)

	var gain [24]float64
	for h := range gain {
		for k, wk := range knotWeights[h] {
			gain[h] += wk * v[pGain+k]
		}
	}
	n := len(free)
	at := places(free)
	var mass, air, lift, sumT, sumQ [nParams]float64 // sensitivities, by free index
	missT, missQ := 0.0, 0.0
	perT, perQ := float64(w.perT), float64(w.perQ)
	*out = pass{}
	if w.n == 0 {
		return
	}
	x := v.unit().Rest(w.target[0]+off, w.outdoor[0])
	v.startSlopes(w.target[0], w.outdoor[0], free, &mass, &air, &lift)
	a00, a01, a10, a11, h0 := sl.A[0][0], sl.A[0][1], sl.A[1][0], sl.A[1][1], sl.Heat[0]
	// What moves the heat inside the band besides the air, by free index.
	var byOver, byHeat [nParams]float64
	for j, p := range free {
		switch {
		case p == pUA:
			byOver[j] = kUA
		case p == pOffset:
			byHeat[j] = gainOf
		case p == pBand:
			byHeat[j], byOver[j] = gainOf*band/2, kBand
		case p >= firstBody && p < pGain:
			d := &sl.by[p-firstBody]
			byOver[j] = kH1 * (d.Heat[1] + (1-keep)*d.Film)
		}
	}
	ms, as, ls, ts, qs := mass[:n], air[:n], lift[:n], sumT[:n], sumQ[:n]
	as, ls, ts, qs = as[:len(ms)], ls[:len(ms)], ts[:len(ms)], qs[:len(ms)]
	for i := range w.n {
		to, sun, hour := w.outdoor[i], w.sun[i], w.hour[i]
		g := gain[hour]
		idle := sl.Next(x, to, sun, g)
		over := w.target[i] - idle.Reads() + off + band/2
		q := gainOf * over
		inside := true
		if !(q > 0) {
			q, inside = 0, false
		} else if q > most {
			q, inside = most, false
		}
		next := State{Mass: idle.Mass + h0*q, Air: idle.Air + h1*q, Lift: idle.Lift + film*q}
		for j, m0 := range ms {
			a0 := as[j]
			ts[j] += a0 + 2*(1-late)*ls[j]
			ls[j] *= keep
			ms[j], as[j] = a00*m0+a01*a0, a10*m0+a11*a0
		}
		for j := at.body; j < at.gain; j++ {
			d := &sl.by[free[j]-firstBody]
			mass[j] += d.A[0][0]*x.Mass + d.A[0][1]*x.Air + d.Outdoor[0]*to + d.Sun[0]*sun + d.Heat[0]*g
			air[j] += d.A[1][0]*x.Mass + d.A[1][1]*x.Air + d.Outdoor[1]*to + d.Sun[1]*sun + d.Heat[1]*g
		}
		if at.gain < n {
			k, wk := &knots[hour], &knotWeights[hour]
			for _, k := range k {
				mass[at.gain+k] += h0 * wk[k]
				air[at.gain+k] += h1 * wk[k]
			}
		}
		if inside {
			for j, a := range as {
				dq := byOver[j]*over + byHeat[j] - gainOf*(a+ls[j])
				ms[j] += h0 * dq
				as[j] = a + h1*dq
				ls[j] += film * dq
				qs[j] += ua * dq
			}
		} else if q > 0 && at.ua >= 0 { // at its limit, which is in kW and not in kelvins
			mass[at.ua] -= h0 * q
			air[at.ua] -= h1 * q
			lift[at.ua] -= film * q
			sumQ[at.ua] -= ua * q
		}
		if q > 0 {
			for j := at.body; j < at.gain; j++ {
				d := &sl.by[free[j]-firstBody]
				mass[j] += d.Heat[0] * q
				air[j] += d.Heat[1] * q
			}
			if at.ua >= 0 {
				sumQ[at.ua] += ua * q
			}
			if at.film >= 0 {
				lift[at.film] += (1 - keep) * sl.by[pFilm-firstBody].Film * q
			}
		}
		for j, a := range as {
			ts[j] += a + 2*late*ls[j]
		}
		mean, kw := sl.Mean(x, next), ua*q
		missT += mean - w.indoor[i]
		missQ += kw - w.heat[i]
		if tell != nil {
			tell(i, mean, kw)
		}
		x = next
		if i%w.perT == w.perT-1 {
			out.add(missT/perT, 0.5/perT, wt.indoor*w.weight[i], wt.huberT, &sumT, n)
			missT = 0
			clear(sumT[:n])
		}
		if i%w.perQ == w.perQ-1 {
			out.add(missQ/perQ, 1/perQ, wt.heat*w.weight[i], wt.huberQ, &sumQ, n)
			missQ = 0
			clear(sumQ[:n])
		}
	}
}

// startSlopes are the sensitivities of a zone at rest at its set-point.
func (v *vector) startSlopes(setC, outdoorC float64, free []int, mass, air, lift *[nParams]float64) {
	const d = 1e-5
	for j, p := range free {
		if p == pUA || p >= pGain {
			continue
		}
		up, down := *v, *v
		up[p] += d
		down[p] -= d
		hi, lo := up.unit().Rest(setC+up[pOffset], outdoorC), down.unit().Rest(setC+down[pOffset], outdoorC)
		mass[j], air[j], lift[j] = (hi.Mass-lo.Mass)/(2*d), (hi.Air-lo.Air)/(2*d), (hi.Lift-lo.Lift)/(2*d)
	}
}

// hourly is the watch by the hour: a quarter of the work, for the first steps of a fit.
func (w *watch) hourly() watch {
	n := w.n / 4
	perQ := coarseHeat
	if w.perQ > 4*coarseHeat {
		perQ = w.perQ / 4
	}
	h := watch{
		n: n, most: w.most, hours: 4 * w.hours, perT: coarseIndoor, perQ: perQ,
		target: means(w.target, n), outdoor: means(w.outdoor, n), sun: means(w.sun, n),
		indoor: means(w.indoor, n), heat: means(w.heat, n), weight: means(w.weight, n), hour: make([]uint8, n),
	}
	for i := range h.hour {
		h.hour[i] = w.hour[4*i]
	}
	return h
}

// means are n means of four, NaN with a gap in them.
func means(s []float64, n int) []float64 {
	out := make([]float64, n)
	for i := range out {
		out[i] = (s[4*i] + s[4*i+1] + s[4*i+2] + s[4*i+3]) / 4
	}
	return out
}
