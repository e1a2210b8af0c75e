package influx

import (
	"testing"

	"golang.org/x/sys/unix"
)

// limitFiles makes every write behind a size fail, as a full disk does.
func limitFiles(t *testing.T, size uint64) {
	if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: size, Max: size}); err != nil {
		t.Fatal(err)
	}
}
