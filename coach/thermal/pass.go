package thermal

import "math"

// A place says where kinds of parameters begin among the free ones, which are in order.
type place struct{ ua, film, body, gain int } // ua and film are -1 where they are held

func places(free []int) place {
	p := place{ua: -1, film: -1, body: len(free), gain: len(free)}
	for j := len(free) - 1; j >= 0; j-- {
		switch i := free[j]; {
		case i >= pGain:
			p.gain, p.body = j, j
		case i >= firstBody:
			p.body = j
			if i == pFilm {
				p.film = j
			}
		case i == pUA:
			p.ua = j
		}
	}
	return p
}

// knots are the two knots of the day that count in each local hour.
var knots = func() (out [24][2]int) {
	for h := range out {
		n := 0
		for k, w := range knotWeights[h] {
			if w > 0 {
				out[h][n] = k
				n++
			}
		}
	}
	return out
}()

// add counts one miss (NaN: a gap, not counted) with its slopes, which are scale·by.
func (s *pass) add(miss, scale, weight, huber float64, by *[nParams]float64, n int) {
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
	weight *= scale
	var scaled [nParams]float64
	for j, b := range by {
		scaled[j] = scale * b
	}
	for j, b := range by[:n] {
		if b == 0 {
			continue // a heater off moves nothing
		}
		c := weight * b
		s.grad[j] += c * miss
		row := s.normal[j][:j+1]
		for k, b := range scaled[:len(row)] {
			row[k] += c * b
		}
	}
}

// addPrior counts the prior's terms. Rows are those of the free parameters, the cost that
// of all.
func (s *pass) addPrior(v *vector, p *prior, free []int) {
	for i := range pGain {
		d := (v[i] - p.mean[i]) / p.sd[i]
		s.cost += d * d
	}
	for j, i := range free {
		if i < pGain {
			inv := 1 / (p.sd[i] * p.sd[i])
			s.grad[j] += inv * (v[i] - p.mean[i])
			s.normal[j][j] += inv
		}
	}
	s.addGains(v, p, places(free).gain < len(free), places(free).gain)
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

// addGains counts the prior of the gains: a level of the day in common and hours of their
// own, covariance own²·I + shared²·1·1ᵀ (its inverse by Sherman and Morrison). Their rows
// begin at first, where they are free.
func (s *pass) addGains(v *vector, p *prior, free bool, first int) {
	const (
		own    = 1 / (gainOwnC * gainOwnC)
		shared = own * gainSharedC * gainSharedC / (gainOwnC*gainOwnC + nKnots*gainSharedC*gainSharedC)
	)
	sum := 0.0
	for k := range nKnots {
		sum += v[pGain+k] - p.mean[pGain+k]
	}
	for k := range nKnots {
		d := v[pGain+k] - p.mean[pGain+k]
		g := own*d - shared*sum
		s.cost += d * g
		if !free {
			continue
		}
		s.grad[first+k] += g
		s.normal[first+k][first+k] += own
		for l := range k + 1 {
			s.normal[first+k][first+l] -= shared
		}
	}
}
