package solve

import "encoding/json"

// An Answer is a solved Problem as `courant plan --problem` prints it.
type Answer struct {
	Schema       int         `json:"schema"`
	PowerKW      Power       `json:"power_kw"`
	States       [][]float64 `json:"states"`        // x[1]…x[N]
	CostDollars  float64     `json:"cost_dollars"`  // of PowerKW, comfort included
	BoundDollars float64     `json:"bound_dollars"` // no powers cost less
	GapDollars   float64     `json:"gap_dollars"`   // their difference
	Iterations   int         `json:"iterations"`
}

// Power is kW per step and zone. It prints as N×m numbers, those of one zone as N.
type Power [][]float64

// MarshalJSON is the form of the contract.
func (p Power) MarshalJSON() ([]byte, error) {
	if len(p) == 0 || len(p[0]) != 1 {
		return json.Marshal([][]float64(p))
	}
	one := make([]float64, len(p))
	for t, row := range p {
		one[t] = row[0]
	}
	return json.Marshal(one)
}
