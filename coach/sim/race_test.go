//go:build race

package sim

// The race detector makes arithmetic twelve times slower: with it a whole winter of 48 homes
// is left out. What workers share is tested in TestDeterminism.
const raced = true
