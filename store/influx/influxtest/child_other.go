//go:build !linux

package influxtest

import "os/exec"

// tie does nothing here: a server outlives a test binary that was killed.
func tie(*exec.Cmd) {}
