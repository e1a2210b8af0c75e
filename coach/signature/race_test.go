//go:build race

package signature

// raced is whether the race detector slows the tests tenfold.
const raced = true
