package signature

import (
	"cmp"
	"slices"
)

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
			if a.Chance > 0 {
				chances = append(chances, a.Chance)
			}
		}
	}
	slices.SortFunc(chances, cmp.Compare)
	limit := 0.0
	for k, p := range chances {
		if p <= q*float64(k+1)/float64(max(tests, 1)) {
			limit = p
		}
	}
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
