package solve

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"testing"
	"time"
)

func TestPass(t *testing.T) {
	if os.Getenv("SPEED") == "" {
		t.Skip()
	}
	runtime.LockOSThread()
	fams := benchmarks()
	for _, fam := range fams {
		var w Workspace
		names := []string{"check", "prepare", "begin", "advance", "predict", "correct", "step", "finish"}
		tot := make([]float64, len(names))
		fmt.Printf("%-12s", fam.name)
		for _, p := range fam.family {
			best := map[[2]int]float64{}
			its := 0
			for range 60 {
				last := time.Now()
				lap := func(it, k int) {
					now := time.Now()
					d := now.Sub(last).Seconds() * 1e6
					if b, ok := best[[2]int{it, k}]; !ok || d < b {
						best[[2]int{it, k}] = d
					}
					last = time.Now()
				}
				p.Check()
				lap(0, 0)
				w.prepare(p)
				lap(0, 1)
				w.begin()
				lap(0, 2)
				pairs := float64(2*len(w.rows) + 2*len(w.boxes) + len(w.caps))
				w.best.Cost, w.best.Bound = math.Inf(1), math.Inf(-1)
				var primal, dual float64
				for it := 0; ; it++ {
					gap := w.advance(primal, dual)
					lap(it, 3)
					if gap < 0.9e-6 {
						ok := w.finish(false)
						lap(it, 7)
						if ok || it > 30 {
							break
						}
					}
					remains := w.predict().remains(gap)
					lap(it, 4)
					if remains < 0.5e-6 {
						ok := w.finish(true)
						lap(it, 7)
						if ok {
							break
						}
					}
					share := remains / gap
					w.correct(share * share * share * gap / pairs)
					lap(it, 5)
					primal, dual = w.step()
					lap(it, 6)
					primal *= stepBack
					dual *= stepBack
					its = it
				}
			}
			for k, v := range best {
				tot[k[1]] += v / float64(len(fam.family))
			}
			_ = its
		}
		sum := 0.0
		for k, v := range tot {
			fmt.Printf(" %s %.1f", names[k], v)
			sum += v
		}
		fmt.Printf(" sum %.1f us\n", sum)
	}
}
