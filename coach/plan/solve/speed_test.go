package solve

import (
	"fmt"
	"os"
	"runtime"
	"syscall"
	"testing"
	"unsafe"
)

func cpu() float64 {
	var ts syscall.Timespec
	syscall.Syscall(syscall.SYS_CLOCK_GETTIME, 3, uintptr(unsafe.Pointer(&ts)), 0)
	return float64(ts.Nano()) / 1e6
}

func TestSpeed(t *testing.T) {
	if os.Getenv("SPEED") == "" {
		t.Skip()
	}
	runtime.LockOSThread()
	for _, c := range benchmarks() {
		var w Workspace
		best, sum, n := 1e9, 0.0, 0
		var iters int
		for range 150 {
			iters = 0
			t0 := cpu()
			for _, p := range c.family {
				r, err := w.Solve(p)
				if err != nil {
					t.Fatal(err)
				}
				iters += r.Iterations
			}
			d := (cpu() - t0) / float64(len(c.family))
			if d < best {
				best = d
			}
			sum += d
			n++
		}
		fmt.Printf("%-12s min %.4f mean %.4f ms cpu, %.2f iters\n", c.name, best, sum/float64(n), float64(iters)/float64(len(c.family)))
	}
}
