//go:build race

package plan

// underRace: under the race detector fewer homes are drawn.
const underRace = true
