package solve

import "math"

// problem checks the fields against one another and puts them in their places.
func (f fields) problem() (Problem, error) {
	for _, name := range names[:10] {
		if _, ok := f[name]; !ok {
			return Problem{}, &Refusal{Field: name, Reason: Missing}
		}
	}
	c := checker{fields: f}
	var q Problem
	q.StepH = c.scalar("step_h")
	c.require(q.StepH > 0, "step_h", Range)
	q.ComfortPrice = c.scalar("comfort_price")
	c.require(q.ComfortPrice >= 0, "comfort_price", Range)

	n := len(f["a"].rows)
	c.require(f["a"].depth == 2 || len(f["a"].rows[0]) == 0, "a", Shape)
	c.require(f["a"].depth == 2, "a", Empty)
	c.require(n <= maxStates, "a", TooLarge)
	q.A = c.table("a", n, n)
	q.X0 = c.list("x0", n)

	q.Price = c.list("price", -1)
	N := len(q.Price)
	c.require(N > 0, "price", Empty)
	c.require(N <= maxSteps, "price", TooLarge)
	q.D = c.table("d", N, n)

	m, one := 1, f["b"].depth == 1
	if one { // the plain form: a number in place of a row of one
		q.B = column(c.list("b", n))
	} else if c.err == nil {
		m = len(f["b"].rows[0])
		c.require(m > 0, "b", Empty)
		c.require(m <= maxStates, "b", TooLarge)
		q.B = c.table("b", n, m)
	}
	c.require(N*m*(n+m) <= maxWork, "b", TooLarge)
	perZone := func(name string) [][]float64 {
		if one {
			return column(c.list(name, N))
		}
		return c.table(name, N, m)
	}
	q.PowerMax = perZone("power_max")
	q.Low, q.High = perZone("low"), perZone("high")
	for _, row := range q.PowerMax {
		c.require(finite(row, 0), "power_max", Range)
	}
	if c.has("terminal_low") {
		q.TerminalLow = c.list("terminal_low", n)
	}
	if c.has("power_cap") {
		q.PowerCap = c.list("power_cap", N)
		c.require(finite(q.PowerCap, 0), "power_cap", Range)
	}
	q.Room = c.rooms(n, m, one)
	if c.err != nil {
		return Problem{}, c.err
	}
	return q, nil
}

// A checker keeps the first refusal and answers with nothing after it.
type checker struct {
	fields fields
	err    error
}

func (c *checker) has(name string) bool { _, ok := c.fields[name]; return ok }

func (c *checker) require(ok bool, name string, why Reason) {
	if !ok && c.err == nil {
		c.err = &Refusal{Field: name, Reason: why}
	}
}

func (c *checker) length(name string, got, want int) {
	if got != want && want >= 0 && c.err == nil {
		c.err = &Refusal{Field: name, Reason: Length, Got: got, Want: want}
	}
}

func (c *checker) scalar(name string) float64 {
	c.require(c.fields[name].depth == 0, name, Shape)
	if c.err != nil {
		return 0
	}
	return c.fields[name].rows[0][0]
}

// list is a field of the given length, of any where it is negative.
func (c *checker) list(name string, length int) []float64 {
	c.require(c.fields[name].depth == 1, name, Shape)
	if c.err == nil {
		c.length(name, len(c.fields[name].rows[0]), length)
	}
	if c.err != nil {
		return nil
	}
	return c.fields[name].rows[0]
}

func (c *checker) table(name string, rows, width int) [][]float64 {
	t := c.fields[name]
	c.require(t.depth == 2, name, Shape)
	c.length(name, len(t.rows), rows)
	for _, r := range t.rows {
		c.require(len(r) == len(t.rows[0]), name, Ragged)
		c.length(name, len(r), width)
	}
	if c.err != nil {
		return nil
	}
	return t.rows
}

// rooms are m indices of states; the plain form means the last where it says nothing.
func (c *checker) rooms(n, m int, one bool) []int {
	if one && !c.has("room") {
		return []int{n - 1}
	}
	c.require(c.has("room"), "room", Missing)
	var rooms []int
	for _, v := range c.list("room", m) {
		c.require(v >= 0 && v < float64(n) && v == math.Trunc(v), "room", Range)
		rooms = append(rooms, int(v))
	}
	return rooms
}

func column(v []float64) [][]float64 {
	rows := make([][]float64, len(v))
	for i := range v {
		rows[i] = v[i : i+1 : i+1]
	}
	return rows
}
