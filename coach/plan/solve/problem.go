package solve

// A Problem is a schedule problem as `courant plan --problem` states it: m zones (one in
// the plain form), n states of which one per zone is its room temperature.
//
//	x[t+1] = A·x[t] + B·p[t] + D[t],  0 ≤ p[t] ≤ PowerMax[t],  Σ p[t] ≤ PowerCap[t]
//
// The cost is StepH·Σ Price·p and ComfortPrice·StepH for each degree and step a room is
// under Low or over High, and each degree x[N] ends under TerminalLow.
type Problem struct {
	StepH        float64     // hours, over 0
	A            [][]float64 // n×n
	B            [][]float64 // n×m, per kW
	D            [][]float64 // N×n
	X0           []float64   // n
	Price        []float64   // N, $/kWh
	PowerMax     [][]float64 // N×m, kW
	Low, High    [][]float64 // N×m, °C
	ComfortPrice float64     // $/°C·h, at least 0
	TerminalLow  []float64   // n, or nil
	Room         []int       // m indices of states
	PowerCap     []float64   // N, kW, or nil
}

// Program is the problem in the solver's terms.
func (q *Problem) Program() *Program {
	N, n, m := len(q.Price), len(q.X0), len(q.Room)
	p := &Program{
		Steps: N, States: n, Controls: m,
		A: flat(q.A, n), B: flat(q.B, m), D: flat(q.D, n), X0: q.X0,
		Price: make([]float64, N*m), Max: flat(q.PowerMax, m), Cap: q.PowerCap,
		Limits: make([]Limit, 0, 2*m+len(q.TerminalLow)),
	}
	for i := range p.Price {
		p.Price[i] = q.StepH * q.Price[i/m]
	}
	price := []float64{q.StepH * q.ComfortPrice}
	for j, room := range q.Room {
		low, high := make([]float64, N), make([]float64, N)
		for t := range N {
			low[t], high[t] = q.Low[t][j], q.High[t][j]
		}
		w := unit(n, room)
		p.Limits = append(p.Limits,
			Limit{Of: Level, Side: AtLeast, Weight: w, Bound: low, Price: price},
			Limit{Of: Level, Side: AtMost, Weight: w, Bound: high, Price: price})
	}
	for i := range q.TerminalLow {
		p.Limits = append(p.Limits,
			Limit{Of: Final, Side: AtLeast, Weight: unit(n, i), Bound: q.TerminalLow[i : i+1], Price: price})
	}
	return p
}

// Solve finds the cheapest schedule and proves it. With ErrGap the answer is the best there
// is, its gap too wide to be called optimal.
func (q *Problem) Solve() (Answer, error) {
	var w Workspace
	p := q.Program()
	r, err := w.Solve(p)
	if r == nil {
		return Answer{}, err
	}
	return Answer{
		Schema: 1, PowerKW: split(r.Power, p.Controls), States: split(r.States, p.States),
		CostDollars: r.Cost, BoundDollars: r.Bound, GapDollars: r.Gap, Iterations: r.Iterations,
	}, err
}

// flat lays rows of the given width one after another.
func flat(rows [][]float64, width int) []float64 {
	v := make([]float64, 0, len(rows)*width)
	for _, r := range rows {
		v = append(v, r...)
	}
	return v
}

// split cuts v into rows of the given width.
func split(v []float64, width int) [][]float64 {
	rows := make([][]float64, len(v)/width)
	for i := range rows {
		rows[i] = v[i*width : (i+1)*width : (i+1)*width]
	}
	return rows
}

func unit(n, i int) []float64 {
	v := make([]float64, n)
	v[i] = 1
	return v
}
