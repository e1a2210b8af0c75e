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
	weight               []float64 // of each slot's misses; nil: all alike
}

// weights says what a miss counts: one over the variance of a mean over two slots
// (temperature) and four (heat), already divided by how many such misses are alike.
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
	perIndoor = 2 // slots of one temperature miss
	perHeat   = 4 // slots of one heat miss
)

// run lives the past in closed loop with parameters v and adds up misses and their slopes
// (forward sensitivities). free lists the parameters that move; with none only the cost is
// computed. tell, if not nil, sees each slot: mean air temperature and heat in kW.
func (w *watch) run(v *vector, wt weights, free []int, out *pass, tell func(i int, airC, kw float64)) {
	sl := v.slopes()
	ua := math.Exp(v[pUA])
	band, most, off := math.Exp(v[pBand]), w.most/ua, v[pOffset]
	h1 := sl.Heat[1]
	gainOf := most / (band + most*h1)
	// dK/dband·band and dK/dlogUA; dK/dh1
	den := band + most*h1
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
	var sens [2][nParams]float64 // by free index: mass, air
	var sumT, sumQ [nParams]float64
	missT, missQ := 0.0, 0.0
	*out = pass{}
	if w.n == 0 {
		return
	}
	x := v.unit().Rest(w.target[0]+off, w.outdoor[0])
	v.startSlopes(w.target[0]+off, w.outdoor[0], free, &sens)
	for i := range w.n {
		to, sun, g := w.outdoor[i], w.sun[i], gain[w.hour[i]]
		free0 := sl.Next(x, to, sun, g)
		over := w.target[i] - free0.Air + off + band/2
		q := gainOf * over
		inside := true
		if !(q > 0) {
			q, inside = 0, false
		} else if q > most {
			q, inside = most, false
		}
		next := State{Mass: free0.Mass + sl.Heat[0]*q, Air: free0.Air + h1*q}
		saturated := q > 0 && !inside
		for j, p := range free {
			m0, a0 := sens[0][j], sens[1][j]
			m := sl.A[0][0]*m0 + sl.A[0][1]*a0
			a := sl.A[1][0]*m0 + sl.A[1][1]*a0
			dq := 0.0
			switch {
			case p >= pGain:
				wk := knotWeights[w.hour[i]][p-pGain]
				m += sl.Heat[0] * wk
				a += h1 * wk
				if inside {
					dq = -gainOf * a
				}
			case p >= firstBody:
				d := &sl.by[p-firstBody]
				m += d.A[0][0]*x.Mass + d.A[0][1]*x.Air + d.Outdoor[0]*to + d.Sun[0]*sun + d.Heat[0]*g
				a += d.A[1][0]*x.Mass + d.A[1][1]*x.Air + d.Outdoor[1]*to + d.Sun[1]*sun + d.Heat[1]*g
				if inside {
					dq = -gainOf*a + kH1*d.Heat[1]*over
				}
				m += d.Heat[0] * q
				a += d.Heat[1] * q
			case p == pUA:
				if inside {
					dq = -gainOf*a + kUA*over
				} else if saturated {
					dq = -q
				}
			case p == pOffset:
				if inside {
					dq = gainOf * (1 - a)
				}
			case p == pBand:
				if inside {
					dq = gainOf*(band/2-a) + kBand*over
				}
			}
			sens[0][j], sens[1][j] = m+sl.Heat[0]*dq, a+h1*dq
			sumT[j] += (a0 + sens[1][j]) / 2
			d := ua * dq
			if p == pUA {
				d += ua * q
			}
			sumQ[j] += d
		}
		air, kw := (x.Air+next.Air)/2, ua*q
		missT += air - w.indoor[i]
		missQ += kw - w.heat[i]
		if tell != nil {
			tell(i, air, kw)
		}
		x = next
		if i%perIndoor == perIndoor-1 {
			out.add(missT/perIndoor, 1.0/perIndoor, wt.indoor*w.weight[i], wt.huberT, &sumT, free)
			missT = 0
			clear(sumT[:n])
		}
		if i%perHeat == perHeat-1 {
			out.add(missQ/perHeat, 1.0/perHeat, wt.heat*w.weight[i], wt.huberQ, &sumQ, free)
			missQ = 0
			clear(sumQ[:n])
		}
	}
}

// startSlopes are the sensitivities of a zone at rest.
func (v *vector) startSlopes(airC, outdoorC float64, free []int, sens *[2][nParams]float64) {
	const d = 1e-5
	for j, p := range free {
		switch {
		case p == pOffset:
			m := v.unit()
			sens[0][j], sens[1][j] = m.Him/(m.Him+m.Hmo), 1
		case p >= firstBody && p < pGain:
			up, down := *v, *v
			up[p] += d
			down[p] -= d
			sens[0][j] = (up.unit().Rest(airC, outdoorC).Mass - down.unit().Rest(airC, outdoorC).Mass) / (2 * d)
		}
	}
}

// add counts one miss (NaN: a gap, not counted) with its slopes, which are scale·by.
func (s *pass) add(miss, scale, weight, huber float64, by *[nParams]float64, free []int) {
	if !(miss-miss == 0) {
		return
	}
	size := math.Abs(miss)
	if size > huber {
		s.cost += weight * huber * (2*size - huber)
		weight *= huber / size
	} else {
		s.cost += weight * miss * miss
	}
	for j := range free {
		c := weight * scale * by[j]
		s.grad[j] += c * miss
		c *= scale
		row := &s.normal[j]
		for k := 0; k <= j; k++ {
			row[k] += c * by[k]
		}
	}
}

// addPrior counts the prior's terms. Rows are those of the free parameters, the cost that
// of all.
func (s *pass) addPrior(v *vector, p *prior, free []int) {
	for i := range v {
		d := (v[i] - p.mean[i]) / p.sd[i]
		s.cost += d * d
	}
	for j, i := range free {
		inv := 1 / (p.sd[i] * p.sd[i])
		s.grad[j] += inv * (v[i] - p.mean[i])
		s.normal[j][j] += inv
	}
	slow, by := v.slowLog()
	miss := slow - math.Log(slowMedianH)
	const inv = 1 / (slowLogSD * slowLogSD)
	s.cost += inv * miss * miss
	for j, i := range free {
		if i < firstBody || i >= pGain {
			continue
		}
		s.grad[j] += inv * miss * by[i-firstBody]
		for k, l := range free[:j+1] {
			if l >= firstBody && l < pGain {
				s.normal[j][k] += inv * by[i-firstBody] * by[l-firstBody]
			}
		}
	}
}
