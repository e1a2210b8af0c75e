//go:build race

package event

// The race detector makes arithmetic many times slower, and nothing here runs at once: with
// it the long tests do less.
const raced = true
