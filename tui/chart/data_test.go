package chart

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// TestDecimationKeepsExtremes compares the columns with the slots, one by one.
func TestDecimationKeepsExtremes(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	start := at(time.January, 1, 0, 0)
	for range 300 {
		n := 200 + rng.IntN(5000)
		d := quarter(start, values(n, func(i int) float64 {
			if rng.IntN(10) == 0 {
				return math.NaN()
			}
			return noise(i)
		}))
		first := start.Add(time.Duration(rng.IntN(n)-50) * 15 * time.Minute)
		f := frame{first, time.Duration(100+rng.IntN(n)) * 15 * time.Minute, 10 + rng.IntN(90)}
		got := d.reduce(f, false)
		// A centre on a column's very edge may fall to either side by rounding: what
		// is surely in a column is in its extents, and they come from what may be in.
		surely, maybe := newTrace(f.cols), newTrace(f.cols)
		for i := range n {
			a, b := d.Slot(i)
			if !b.After(f.from) || !a.Before(f.from.Add(f.span)) || !valid(d.Values[i]) {
				continue
			}
			x := (f.x(a) + f.x(b)) / 2
			low, high := int(math.Floor(x-1e-9)), int(math.Floor(x+1e-9))
			if low == high {
				surely.add(low, d.Values[i])
			}
			maybe.add(low, d.Values[i])
			maybe.add(high, d.Values[i])
		}
		for c := range f.cols {
			if got.lo[c] > surely.lo[c] || got.hi[c] < surely.hi[c] || got.lo[c] < maybe.lo[c] || got.hi[c] > maybe.hi[c] {
				t.Fatalf("%d slots in %d columns: column %d is %v to %v, want %v to %v", n, f.cols, c, got.lo[c], got.hi[c], surely.lo[c], surely.hi[c])
			}
		}
	}
}

// TestOnePeakInAYear holds that a single quarter hour stands out of 35,040.
func TestOnePeakInAYear(t *testing.T) {
	from := at(time.January, 1, 0, 0)
	v := values(35040, func(int) float64 { return 1 })
	v[20000] = 9
	tr := quarter(from, v).reduce(frame{from, 35040 * 15 * time.Minute, 160}, true)
	for c := range tr.lo {
		if want := c == 20000*160/35040; (tr.hi[c] == 9) != want {
			t.Errorf("column %d: greatest %v", c, tr.hi[c])
		}
	}
}

// TestGapDrawsNothing holds that a gap of any width leaves exactly its columns
// empty, for lines and for bars.
func TestGapDrawsNothing(t *testing.T) {
	from := at(time.January, 15, 0, 0)
	v := values(96, func(i int) float64 { return 2 })
	for i := 40; i < 56; i++ { // 10 h to 14 h
		v[i] = math.NaN()
	}
	for _, smooth := range []bool{false, true} {
		for _, cols := range []int{24, 96, 240} {
			tr := quarter(from, v).reduce(frame{from, day, cols}, smooth)
			for c := range cols {
				inGap := c >= cols*10/24 && c < cols*14/24
				if tr.has(c) == inGap {
					t.Errorf("smooth %v, %d columns: column %d has data: %v", smooth, cols, c, tr.has(c))
				}
			}
		}
	}
}

func TestIndex(t *testing.T) {
	from := at(time.November, 7, 0, 0)
	hours := Data{Start: from, Step: time.Hour, Values: make([]float64, 25)}
	days := Data{Edges: []time.Time{from, from.AddDate(0, 0, 1), from.AddDate(0, 0, 2)}, Values: []float64{1, 2}}
	for _, tc := range []struct {
		desc string
		d    Data
		t    time.Time
		want int
	}{
		{"before", hours, from.Add(-1), -1},
		{"first moment", hours, from, 0},
		{"last moment of a slot", hours, from.Add(time.Hour - 1), 0},
		{"second 1 h", hours, from.Add(2 * time.Hour), 2},
		{"end is outside", hours, from.Add(25 * time.Hour), -1},
		{"day of 25 hours", days, from.Add(24*time.Hour + 59*time.Minute), 0},
		{"day after", days, from.Add(25 * time.Hour), 1},
		{"before days", days, from.Add(-1), -1},
		{"after days", days, from.AddDate(0, 0, 2), -1},
		{"no step", Data{Start: from, Values: []float64{1}}, from, -1},
		{"empty", Data{}, from, -1},
		{"edges without values", Data{Edges: []time.Time{from}}, from, -1},
	} {
		if got := tc.d.Index(tc.t); got != tc.want {
			t.Errorf("%s: slot %d, want %d", tc.desc, got, tc.want)
		}
	}
}

// TestWindow compares the window of regular and of edged data with a plain scan.
func TestWindow(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	start := at(time.March, 10, 0, 0)
	for range 3000 {
		n := rng.IntN(12)
		d := Data{Start: start, Step: 37 * time.Minute, Values: make([]float64, n)}
		if rng.IntN(2) == 0 {
			for i := 0; i <= n; i++ {
				d.Edges = append(d.Edges, start.Add(time.Duration(i)*37*time.Minute))
			}
		}
		from := start.Add(time.Duration(rng.IntN(600)-100) * time.Minute)
		to := from.Add(time.Duration(rng.IntN(400)-40) * time.Minute)
		i, j := d.window(from, to)
		for k := range n {
			a, b := d.Slot(k)
			inside := from.Before(to) && a.Before(to) && from.Before(b)
			if inside != (k >= i && k < j) {
				t.Fatalf("slot %d of %d in [%v, %v): window [%d, %d)", k, n, from.Sub(start), to.Sub(start), i, j)
			}
		}
	}
}
