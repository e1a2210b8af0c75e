package solve

import (
	"fmt"
	"math"
)

// A Program is one schedule to find: linear dynamics, boxed powers, a price per step and
// any number of soft limits. In all slices the step (or the row of the matrix) is the slow
// index. Nothing is written to it.
//
//	x[t+1] = A·x[t] + B·p[t] + D[t]     t = 0…Steps−1, x[0] = X0
//	0 ≤ p[t] ≤ Max[t],  Σ p[t] ≤ Cap[t]
//
// What is minimised, in dollars, is Σ Price·p + Value·x[Steps] + Σ price·violation of the
// limits.
type Program struct {
	Steps, States, Controls int // N, n, m; all at least 1

	A  []float64 // n×n
	B  []float64 // n×m, per kW
	D  []float64 // N×n: weather, sun and gains
	X0 []float64 // n

	Price []float64 // N×m: $ for one kW held during the step, any sign
	Max   []float64 // N×m: kW, at least 0
	Cap   []float64 // N: kW for all controls together, at least 0; nil for none
	Value []float64 // n: $ per unit of x[N], negative for what is worth keeping; nil for none

	Limits []Limit
}

// A Limit is a soft bound with a price: crossing it is allowed and paid for by the unit, so
// that there is always a schedule.
type Limit struct {
	Of     Quantity
	Side   Side
	Weight []float64 // n numbers, for Total N×m
	Bound  []float64 // N numbers, for Final and Total one; NaN where there is no limit
	Price  []float64 // $ per unit and step, at least 0: as long as Bound, or one for all
}

// A Quantity is what a limit is about.
type Quantity uint8

const (
	Level  Quantity = iota // Weight·x[t+1], a state at the end of step t
	Change                 // Weight·(x[t+1] − x[t]), a rise during step t
	Final                  // Weight·x[N]
	Total                  // Σ Weight·p, such as the energy of some steps
)

// A Side says on which side of its bound a limit keeps the quantity.
type Side int8

const (
	AtLeast Side = 1
	AtMost  Side = -1
)

// length is how many numbers the limit's Bound has.
func (l *Limit) length(steps int) int {
	if l.Of == Level || l.Of == Change {
		return steps
	}
	return 1
}

// price is what a unit of violation costs at step t.
func (l *Limit) price(t int) float64 {
	if len(l.Price) == 1 {
		return l.Price[0]
	}
	return l.Price[t]
}

// value is the quantity at step t, x being the states x[1]…x[N].
func (l *Limit) value(p *Program, power, x []float64, t int) float64 {
	n := p.States
	switch l.Of {
	case Level:
		return dot(l.Weight, x[t*n:t*n+n])
	case Change:
		before := p.X0
		if t > 0 {
			before = x[(t-1)*n : t*n]
		}
		return dot(l.Weight, x[t*n:t*n+n]) - dot(l.Weight, before)
	case Final:
		return dot(l.Weight, x[(p.Steps-1)*n:])
	}
	return dot(l.Weight, power)
}

// An InputError says which number of a Program is not usable.
type InputError struct {
	What string // the field, such as "Max" or "Limits[2].Bound"
	Why  string // "length" or "value"
}

func (e *InputError) Error() string { return fmt.Sprintf("solve: %s: wrong %s", e.What, e.Why) }

// Check reports the first field of a wrong length or with a number that cannot be used.
func (p *Program) Check() error {
	N, n, m := p.Steps, p.States, p.Controls
	if N < 1 || n < 1 || m < 1 {
		return &InputError{"Steps, States, Controls", "value"}
	}
	for _, f := range [...]struct {
		what   string
		v      []float64
		length int
		least  float64
		absent bool
	}{
		{"A", p.A, n * n, math.Inf(-1), false},
		{"B", p.B, n * m, math.Inf(-1), false},
		{"D", p.D, N * n, math.Inf(-1), false},
		{"X0", p.X0, n, math.Inf(-1), false},
		{"Price", p.Price, N * m, math.Inf(-1), false},
		{"Max", p.Max, N * m, 0, false},
		{"Cap", p.Cap, N, 0, true},
		{"Value", p.Value, n, math.Inf(-1), true},
	} {
		if f.absent && f.v == nil {
			continue
		}
		if len(f.v) != f.length {
			return &InputError{f.what, "length"}
		}
		if !finite(f.v, f.least) {
			return &InputError{f.what, "value"}
		}
	}
	for i := range p.Limits {
		if what, why := p.Limits[i].check(N, n, m); why != "" {
			return &InputError{fmt.Sprintf("Limits[%d].%s", i, what), why}
		}
	}
	return nil
}

func (l *Limit) check(N, n, m int) (what, why string) {
	length, weights := l.length(N), n
	if l.Of == Total {
		weights = N * m
	}
	switch {
	case l.Of > Total:
		return "Of", "value"
	case l.Side != AtLeast && l.Side != AtMost:
		return "Side", "value"
	case len(l.Weight) != weights:
		return "Weight", "length"
	case len(l.Bound) != length:
		return "Bound", "length"
	case len(l.Price) != length && len(l.Price) != 1:
		return "Price", "length"
	case !finite(l.Weight, math.Inf(-1)):
		return "Weight", "value"
	case !finite(l.Price, 0):
		return "Price", "value"
	}
	for _, b := range l.Bound {
		if math.IsInf(b, 0) {
			return "Bound", "value"
		}
	}
	return "", ""
}

// finite reports whether all of v are finite and none is under least.
func finite(v []float64, least float64) bool {
	for _, x := range v {
		if x-x != 0 || x < least {
			return false
		}
	}
	return true
}

func dot(a, b []float64) float64 {
	b = b[:len(a)]
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}

// add is y ← y + a·x.
func add(y []float64, a float64, x []float64) {
	x = x[:len(y)]
	for i := range y {
		y[i] += a * x[i]
	}
}
