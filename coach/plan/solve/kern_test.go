package solve

import (
	"fmt"
	"os"
	"runtime"
	"testing"
)

func TestKern(t *testing.T) {
	if os.Getenv("SPEED") == "" {
		t.Skip()
	}
	runtime.LockOSThread()
	var w Workspace
	p := reference().program(96)
	w.Solve(p)
	w.prepare(p)
	w.begin()
	var primal, dual float64
	for range 4 {
		gap := w.advance(primal, dual)
		w.predict()
		w.correct(0.01 * gap / 576)
		primal, dual = w.step()
		primal *= 0.99
		dual *= 0.99
	}
	w.advance(primal, dual)
	time := func(name string, f func()) {
		best := 1e9
		for range 300 {
			t0 := cpu()
			for range 50 {
				f()
			}
			if d := (cpu() - t0) / 50; d < best {
				best = d
			}
		}
		fmt.Printf("%-10s %.2f us  %.1f ns/step\n", name, best*1e3, best*1e6/96)
	}
	time("factor", func() { w.kernel.factor(&w) })
	time("backward", func() { w.kernel.backward(&w) })
	time("forward", func() { w.kernel.forward(&w) })
	time("all adv", func() { w.advance(0, 0) })
	time("all pred", func() { w.predict() })
	time("all corr", func() { w.correct(1e-5); w.predict() })
	time("all step", func() { w.step() })
}
