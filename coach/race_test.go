//go:build race

package coach

func init() { underRace = true }
