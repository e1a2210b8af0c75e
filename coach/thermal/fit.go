package thermal

import (
	"math"
)

// Fit learns one zone. It always answers: what the data cannot tell is the prior's, with a
// reason.
//
// Method: the last three weeks (six, where only they show how the zone cools) are lived again in closed loop, with the set-points that
// there were and the zone's own thermostat, and the maximum a posteriori is sought on log
// parameters by Gauss–Newton with forward sensitivities: misses of temperature and
// of heat by the hour, each weighed by its variance and by how many hours it stays
// alike, and the Québec priors. The closed loop is what a plan asks of the model, and unlike
// one-step errors it cannot be pleased by persistence.
func Fit(d Data, p Prior) Fitted {
	r := clean(d, p, fitDays)
	e := r.excitation()
	if !e.Enough {
		if long := clean(d, p, longDays); long.excitation().Enough {
			r, e = long, long.excitation()
		}
	}
	pr := r.prior(p)
	free := r.free(e)
	v, wt, evals := r.fit(&pr, free)
	return r.fitted(v, wt, pr, free, e, evals)
}

// prior is the Québec prior around what the zone's own balance says of its size.
func (r *ready) prior(p Prior) prior {
	pr := quebec()
	ua, sd := r.balance()
	if p.UA.Value > 0 && known(p.UA.Value) {
		ua = p.UA.Value
		sd = 0.2
		if s := p.UA.SD / p.UA.Value; s > 0 && known(s) {
			sd = clampF(s, 0.02, 1)
		}
	} else if ua == 0 {
		ua, sd = 0.15, 0.6
		if p.AreaM2 > 0 && p.AreaM2 < 2000 {
			ua = 0.0012 * p.AreaM2
		}
	}
	pr.mean[pUA], pr.sd[pUA] = math.Log(ua), sd
	return pr
}

// balance is heat over temperature difference, people and sun taken for 4 °C: the size of
// the zone and how little that proves. Zero where there is no heat.
func (r *ready) balance() (ua, sd float64) {
	heat, diff := 0.0, 0.0
	for i, v := range r.heat {
		if dt := r.target[i] - r.outdoor[i] - 4; known(v) && dt > 4 {
			heat, diff = heat+v, diff+dt
		}
	}
	if !(heat > 0 && diff > 0) {
		return 0, 0
	}
	return clampF(heat/diff, 1e-4, 5), 0.5
}

// free lists the parameters that these data may move.
func (r *ready) free(e Excitation) []int {
	var free []int
	heat := r.heated()
	if heat {
		free = append(free, pUA)
	}
	if r.sensor && r.setpoint {
		free = append(free, pOffset, pBand)
		if e.Enough && heat {
			free = append(free, pFilm)
		}
	}
	if r.sun && heat {
		free = append(free, pSun)
	}
	if e.Enough && r.sensor && r.setpoint {
		free = append(free, pDirect, pAir, pJoin, pMass)
	}
	if heat {
		for k := range nKnots {
			free = append(free, pGain+k)
		}
	}
	if r.days == 0 {
		return nil
	}
	return free
}

// fit finds the maximum a posteriori by the hour, with guessed weights and then with those
// that the misses themselves show, and takes one Gauss–Newton step from there by the slot
// (a one-step estimator). Further steps find known zones no better, and forecast held-back
// events of the EnergyPlus houses worse: +3 % of the no-event heat in place of +1 %.
func (r *ready) fit(pr *prior, free []int) (vector, weights, int) {
	v := pr.mean
	ua := math.Exp(v[pUA])
	wt := weights{indoor: 1 / (0.4 * 0.4 * 12), heat: 1 / (25 * ua * ua * 6), huberT: 0.8, huberQ: 12 * ua}
	if len(free) == 0 {
		return v, wt, 0
	}
	h := r.hourly()
	v, _, evals := h.solve(v, pr, wt.fewer(&r.watch, &h), free, 6)
	wt = r.weigh(&v, wt)
	v, _, more := h.solve(v, pr, wt.fewer(&r.watch, &h), free, 14)
	v, _, last := r.solve(v, pr, wt, free, 2)
	return v, wt, evals + more + last
}

// fewer is what a miss counts in h, where there are fewer of them than in w.
func (wt weights) fewer(w, h *watch) weights {
	wt.indoor *= float64(4*h.perT) / float64(w.perT)
	wt.heat *= float64(4*h.perQ) / float64(w.perQ)
	return wt
}

// weigh takes the weights from the misses at v: their variance, and how long they last.
func (r *ready) weigh(v *vector, wt weights) weights {
	missT, missQ := r.misses(v)
	sdT, aliveT := spread(missT, r.perT)
	sdQ, aliveQ := spread(missQ, r.perQ)
	if known(sdT) {
		sdT = clampF(sdT, 0.05, 2)
		wt.indoor, wt.huberT = 1/(sdT*sdT*aliveT), 2.5*sdT
	}
	if known(sdQ) {
		sdQ = math.Max(sdQ, 0.02*r.most+1e-4)
		wt.heat, wt.huberQ = 1/(sdQ*sdQ*aliveQ), 2.5*sdQ
	}
	return wt
}

// misses are modelled less measured by slot, °C and kW, NaN in gaps.
func (r *ready) misses(v *vector) (indoor, heat []float64) {
	indoor, heat = make([]float64, r.n), make([]float64, r.n)
	var ps pass
	r.run(v, weights{}, nil, &ps, func(i int, airC, kw float64) {
		indoor[i], heat[i] = airC-r.indoor[i], kw-r.heat[i]
	})
	return indoor, heat
}

// spread is the standard deviation of means over per slots, and how many such means one
// after the other are alike: the sum of the autocorrelation, two days at most.
func spread(miss []float64, per int) (sd, alike float64) {
	means := make([]float64, 0, len(miss)/per)
	for i := 0; i+per <= len(miss); i += per {
		s := 0.0
		for _, v := range miss[i : i+per] {
			s += v
		}
		means = append(means, s/float64(per))
	}
	sum, n := 0.0, 0
	for _, v := range means {
		if known(v) {
			sum, n = sum+v*v, n+1
		}
	}
	if n < 8 {
		return math.NaN(), 1
	}
	variance := sum / float64(n)
	alike = 1.0
	for lag := 1; lag < min(24*4/per, len(means)); lag++ {
		c, m := 0.0, 0
		for i := lag; i < len(means); i++ {
			if p := means[i] * means[i-lag]; known(p) {
				c, m = c+p, m+1
			}
		}
		if m == 0 || c <= 0.05*variance*float64(m) {
			break
		}
		alike += 2 * c / (variance * float64(m))
	}
	return math.Sqrt(variance), alike
}
