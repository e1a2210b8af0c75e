package exchange

import "courant/coach/home"

// facts lists what was declared of a home as KEY and VALUE of `courant home set`, in a
// fixed order.
func facts(p home.Profile) []pair {
	var list []pair
	for _, f := range home.Resolve(p, nil).Facts() {
		if f.Origin == home.Declared {
			list = append(list, pair{f.Key, f.Text()})
		}
	}
	return list
}
