//go:build race

package thermal

// raced: the race detector is on, under which arithmetic takes ten times as long.
const raced = true
