package home

import (
	"fmt"
	"strconv"
)

// A Fact is one thing known about a home, under the key that `courant home HOME set` takes.
type Fact struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin Origin `json:"origin"`
}

// Text is the fact's value as Set reads it back.
func (f Fact) Text() string {
	switch v := f.Value.(type) {
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(f.Value)
}

// Facts lists what is known, the home first, then its zones by name, each in a fixed order.
func (h Home) Facts() []Fact {
	var out []Fact
	out = addFact(out, "city", h.City)
	out = addFact(out, "rate", h.Rate)
	out = addFact(out, "programme", h.Programme)
	out = addFact(out, "since", h.Since)
	out = addFact(out, "mode", h.Mode)
	if h.Choice.Comfort > 0 {
		out = addFact(out, "comfort", Known[int]{h.Choice.Comfort, Declared})
	}
	if h.Choice.ByHand {
		out = addFact(out, "by_hand", Known[bool]{true, Declared})
	}
	out = addFact(out, "billing_start", h.BillingStart)
	out = addFact(out, "low_c", h.LowC)
	out = addFact(out, "high_c", h.HighC)
	out = addFact(out, "heating", h.Heating)
	for _, z := range h.Zones {
		prefix := "zones." + z.Name + "."
		out = addFact(out, prefix+"kind", z.Kind)
		out = addFact(out, prefix+"floor_c", z.FloorC)
		out = addFact(out, prefix+"power_kw", z.PowerKW)
		out = addFact(out, prefix+"area_m2", z.AreaM2)
		out = addFact(out, prefix+"plumbing", z.Plumbing)
		out = addFact(out, prefix+"unused", z.Unused)
		out = addFact(out, prefix+"heating", z.Heating)
		out = addFact(out, prefix+"sensitive", z.Sensitive)
	}
	return out
}

func addFact[T any](out []Fact, key string, k Known[T]) []Fact {
	if !k.Set() {
		return out
	}
	return append(out, Fact{key, k.Value, k.Origin})
}
