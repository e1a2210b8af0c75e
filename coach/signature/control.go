package signature

import "slices"

// Limit is the greatest chance that may be told: Benjamini and Hochberg's procedure, as
// Control has it, over the chances of all that was found. Chances of 0 have no part in it; 0
// when none may be told.
func Limit(chances []float64, q float64, tests int) (limit float64) {
	rank := 0
	for _, p := range slices.Sorted(slices.Values(chances)) {
		if p <= 0 {
			continue
		}
		if rank++; p <= q*float64(rank)/float64(max(tests, 1)) {
			limit = p
		}
	}
	return limit
}

// Control keeps of many homes' anomalies those that may be told when the share of false ones
// among them is to be at most q, by Benjamini and Hochberg's procedure (J. R. Statist. Soc. B
// 57, 1995): sorted by chance, the largest k whose k-th chance is at most q·k/tests. Tests is
// how many comparisons were made: homes times the codes that chance can fool. What chance has
// no part in (a chance of 0) is always kept. found[i] are the anomalies of home i; the answer
// has the same shape and order.
func Control(found [][]Anomaly, q float64, tests int) [][]Anomaly {
	var chances []float64
	for _, home := range found {
		for _, a := range home {
			chances = append(chances, a.Chance)
		}
	}
	limit := Limit(chances, q, tests)
	out := make([][]Anomaly, len(found))
	for i, home := range found {
		for _, a := range home {
			if a.Chance <= limit {
				out[i] = append(out[i], a)
			}
		}
	}
	return out
}

// ChanceCodes is how many codes of a home chance can fool: what Control's tests count.
const ChanceCodes = 2 // BaseStep, UADrift
