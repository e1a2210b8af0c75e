package solve

// A predictor listens to the step towards zero products. Of a pair with product z·s and
// Newton step, s shrinks by the share x and z by 1 − x of themselves: −ds/s = x.
type predictor struct {
	most, least float64 // of all x
	primal      float64 // Σ z·s·x: what a full primal step takes off the gap
	second      float64 // Σ |ds·dz|: what would be left of it after two full steps
}

// pair books one pair and returns ds·dz.
func (m *predictor) pair(product, x float64) float64 {
	if x > m.most {
		m.most = x
	}
	if x < m.least {
		m.least = x
	}
	take := product * x
	m.primal += take
	second := take * (1 - x)
	if second > 0 {
		m.second += second
	} else {
		m.second -= second
	}
	return second
}

// gap is the gap after the longest steps that keep all numbers positive. In a feasible
// linear programme Σ ds·dz is zero, so that it is bilinear in the two lengths.
func (m *predictor) gap(gap float64) float64 {
	primal, dual := 1.0, 1.0
	if m.most > 1 {
		primal = 1 / m.most
	}
	if m.least < 0 {
		dual = 1 / (1 - m.least)
	}
	return gap - primal*m.primal - dual*(gap-m.primal)
}
