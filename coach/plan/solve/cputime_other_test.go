//go:build !unix

package solve

import "time"

var began = time.Now()

// processTime is the time since the start, where processor time is not to be had.
func processTime() time.Duration { return time.Since(began) }
