//go:build race

package tui

// raceOn shortens what the race detector slows down.
const raceOn = true
