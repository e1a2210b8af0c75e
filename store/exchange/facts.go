package exchange

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"courant/coach/home"
)

// facts lists what was declared of a home as KEY and VALUE of `courant home set`, in a
// fixed order.
func facts(p home.Profile) []pair {
	var list []pair
	list = fact(list, "city", p.City)
	list = fact(list, "rate", p.Rate)
	list = fact(list, "programme", p.Programme)
	list = fact(list, "since", p.Since)
	list = fact(list, "mode", p.Mode)
	list = fact(list, "billing_start", p.BillingStart)
	list = fact(list, "low_c", p.LowC)
	list = fact(list, "high_c", p.HighC)
	list = fact(list, "heating", p.Heating)
	for _, name := range slices.Sorted(maps.Keys(p.Zones)) {
		z, key := p.Zones[name], "zones."+name+"."
		list = fact(list, key+"kind", z.Kind)
		list = fact(list, key+"floor_c", z.FloorC)
		list = fact(list, key+"power_kw", z.PowerKW)
		list = fact(list, key+"area_m2", z.AreaM2)
		list = fact(list, key+"plumbing", z.Plumbing)
		list = fact(list, key+"unused", z.Unused)
		list = fact(list, key+"heating", z.Heating)
		list = fact(list, key+"sensitive", z.Sensitive)
	}
	return list
}

// fact appends a declared value; nil was not said.
func fact[T any](list []pair, key string, value *T) []pair {
	if value == nil {
		return list
	}
	text := fmt.Sprint(*value)
	switch v := any(*value).(type) {
	case bool:
		text = "no"
		if v {
			text = "yes"
		}
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return append(list, pair{key, text})
}
