package thermal

import "math"

// solve does Gauss–Newton steps with Levenberg's damping from v until the cost stops
// falling. It returns the best point, its pass (normal equations included) and the number
// of passes over the data.
func (w *watch) solve(v vector, p *prior, wt weights, free []int, most int) (vector, pass, int) {
	var now, trial pass
	w.run(&v, wt, free, &now, nil)
	now.addPrior(&v, p, free)
	evals, damp := 1, 1e-3
	for evals < most {
		step, ok := now.step(len(free), damp)
		if !ok {
			damp = math.Max(10*damp, 1e-3)
			if damp > 1e6 {
				break
			}
			continue
		}
		next := v
		for j, i := range free {
			next[i] -= clampF(step[j], -1.5*p.sd[i], 1.5*p.sd[i])
		}
		next = next.bounded(*p)
		w.run(&next, wt, free, &trial, nil)
		trial.addPrior(&next, p, free)
		evals++
		fell := now.cost - trial.cost
		if fell > 0 {
			v, now = next, trial
			damp = math.Max(damp/10, 1e-9)
			if fell < 1e-3*(1+0.01*now.cost) {
				break
			}
			continue
		}
		damp = math.Max(10*damp, 1e-3)
		if !(trial.cost-trial.cost == 0) {
			damp *= 10
		}
		if damp > 1e4 || -fell < 1e-6*(1+now.cost) {
			break
		}
	}
	return v, now, evals
}

// step solves (normal + damp·diagonal)·d = grad by Cholesky; false where it is not positive
// definite.
func (s *pass) step(n int, damp float64) (d vector, ok bool) {
	var l [nParams][nParams]float64
	if !s.factor(n, damp, &l) {
		return d, false
	}
	for j := range n {
		sum := s.grad[j]
		for k := range j {
			sum -= l[j][k] * d[k]
		}
		d[j] = sum / l[j][j]
	}
	for j := n - 1; j >= 0; j-- {
		sum := d[j]
		for k := j + 1; k < n; k++ {
			sum -= l[k][j] * d[k]
		}
		d[j] = sum / l[j][j]
		if !known(d[j]) {
			return d, false
		}
	}
	return d, true
}

func (s *pass) factor(n int, damp float64, l *[nParams][nParams]float64) bool {
	for j := range n {
		for k := 0; k <= j; k++ {
			sum := s.normal[j][k]
			if j == k {
				sum *= 1 + damp
			}
			for i := range k {
				sum -= l[j][i] * l[k][i]
			}
			if j != k {
				l[j][k] = sum / l[k][k]
			} else if !(sum > 0) || math.IsInf(sum, 0) {
				return false
			} else {
				l[j][j] = math.Sqrt(sum)
			}
		}
	}
	return true
}
