package fault

import "strings"

// Nearest is the candidate that a mistyped word most likely means, "" when none is near:
// about a third of the word's runes, and never more than three, may differ. Capitals count for
// nothing.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, bestD := "", min(3, max(1, (len([]rune(word))+1)/3))+1
	for _, c := range candidates {
		if d := distance(word, strings.ToLower(c)); d < bestD {
			best, bestD = c, d
		}
	}
	return best
}

// distance is the Damerau–Levenshtein distance (optimal string alignment) in runes.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(x); i++ {
		prev2, prev, cur := rows[(i+2)%3], rows[i%3], rows[(i+1)%3]
		cur[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
	}
	return rows[(len(x)+1)%3][len(y)]
}
