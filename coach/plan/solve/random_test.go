package solve

import "math/rand"

// randomProgram draws a program of any shape: one to three zones of one to three states,
// matrices that are RC networks or anything else, prices of both signs, reversed bounds,
// dead powers, caps, ramps, ends, totals and end values.
func randomProgram(r *rand.Rand) *Program {
	var p *Program
	if r.Intn(3) == 0 {
		p = randomMatrices(r)
	} else {
		h := colder(r.Intn(20))
		h.zones, h.next = 1+r.Intn(3), 0.03*r.Float64()
		h.power = 4 + 12*r.Float64()
		p = h.program(1 + r.Intn(40))
	}
	n, m, N := p.States, p.Controls, p.Steps
	if r.Intn(3) == 0 {
		p = sixRows(p)
	}
	for k := range p.Price {
		switch r.Intn(20) {
		case 0:
			p.Price[k] -= r.Float64()
		case 1:
			p.Max[k] = 0
		case 2:
			p.Max[k] = 1e-9
		}
	}
	for i := range p.Limits {
		l := &p.Limits[i]
		l.Bound = append([]float64(nil), l.Bound...)
		for t := range l.Bound {
			l.Bound[t] += 3 * (r.Float64() - 0.5) * float64(r.Intn(2))
			if r.Intn(15) == 0 {
				l.Bound[t] = nan
			}
		}
	}
	if r.Intn(2) == 0 {
		p.Limits = append(p.Limits, Limit{Final, AtLeast, weights(r, n), []float64{18}, []float64{3 * r.Float64()}})
	}
	if r.Intn(3) == 0 {
		w := make([]float64, N*m)
		for k := range w {
			w[k] = stepH * float64(r.Intn(2))
		}
		p.Limits = append(p.Limits,
			Limit{Total, AtMost, w, []float64{20 * r.Float64()}, []float64{0.5 * r.Float64()}},
			Limit{Total, AtLeast, w, []float64{40 * r.Float64()}, []float64{0.5 * r.Float64()}})
	}
	if r.Intn(3) == 0 {
		p.Value = weights(r, n)
	}
	if r.Intn(2) == 0 {
		p.Cap = make([]float64, N)
		for t := range p.Cap {
			p.Cap[t] = float64(r.Intn(4)) * 3 * r.Float64()
		}
	}
	return p
}

// randomMatrices is no house: A oscillates or hardly fades, B has any sign.
func randomMatrices(r *rand.Rand) *Program {
	n, m, N := 1+r.Intn(3), 1+r.Intn(2), 1+r.Intn(30)
	p := &Program{Steps: N, States: n, Controls: m,
		A: weights(r, n*n), B: weights(r, n*m), D: weights(r, N*n), X0: weights(r, n),
		Price: weights(r, N*m), Max: make([]float64, N*m)}
	for i := range p.A {
		p.A[i] /= float64(n)
	}
	for i := range p.Max {
		p.Max[i] = 5 * r.Float64()
	}
	for range 1 + r.Intn(3) {
		p.Limits = append(p.Limits,
			Limit{Level, AtLeast, weights(r, n), weights(r, N), []float64{r.Float64()}},
			Limit{Change, AtMost, weights(r, n), weights(r, N), []float64{r.Float64()}})
	}
	return p
}

// weights are n numbers between −1 and 1.
func weights(r *rand.Rand, n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 2*r.Float64() - 1
	}
	return w
}

// randomPower is a schedule that keeps boxes and caps.
func randomPower(r *rand.Rand, p *Program) []float64 {
	power := make([]float64, len(p.Max))
	for k, most := range p.Max {
		power[k] = most * r.Float64()
	}
	for t, most := range p.Cap {
		sum := 0.0
		for _, v := range power[t*p.Controls:][:p.Controls] {
			sum += v
		}
		for j := range p.Controls {
			if sum > most {
				power[t*p.Controls+j] *= most / sum
			}
		}
	}
	return power
}

// evaluate is the cost of a schedule, by Simulate and Cost.
func evaluate(p *Program, power []float64) float64 {
	x := make([]float64, p.Steps*p.States)
	p.Simulate(power, x)
	return p.Cost(power, x, nil)
}
