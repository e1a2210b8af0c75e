package chart

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestScale holds, over random ranges, that every value is within the plot, that
// each number stands exactly on its row, and that there are enough numbers.
func TestScale(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20000 {
		rows := 2 + rng.IntN(40)
		size := math.Pow(10, rng.Float64()*9-4)
		lo := (rng.Float64()*2 - 1) * size
		hi := lo + rng.Float64()*size + size*1e-6
		axis := Axis{Zero: rng.IntN(2) == 0}
		lo, hi, ok := axis.cover(lo, hi)
		exact := rng.IntN(3) == 0
		s := newScale(lo, hi, rows, axis.Zero, exact, ok)
		if h := s.height(hi); h > float64(rows)+1e-6 {
			t.Fatalf("%v to %v in %d rows: the highest is %v rows up", lo, hi, rows, h)
		}
		if h := s.height(lo); h < -0.5-1e-6 || h < -1e-6 && lo != 0 {
			t.Fatalf("%v to %v in %d rows: the lowest is %v rows up", lo, hi, rows, h)
		}
		numbers := 0
		for y := range rows + 1 { // the last one is the axis line
			v, ok := s.tick(y)
			if !ok {
				continue
			}
			numbers++
			if h := s.height(v); math.Abs(h-(float64(rows-y)-0.5)) > 1e-6 {
				t.Fatalf("%v to %v in %d rows: %v is %v rows up, written on row %d", lo, hi, rows, v, h, y)
			}
		}
		if numbers < 1 || rows >= 6 && numbers < 2 {
			t.Fatalf("%v to %v in %d rows: %d numbers", lo, hi, rows, numbers)
		}
		if exact && !round(s.perRow) {
			t.Fatalf("%v to %v in %d rows: a row is %v", lo, hi, rows, s.perRow)
		}
		if used := s.height(hi) - s.height(lo); rows >= 8 && used < float64(rows)/3.2 {
			t.Fatalf("%v to %v in %d rows: only %v rows used", lo, hi, rows, used)
		}
	}
}

func TestScaleChoices(t *testing.T) {
	for _, tc := range []struct {
		desc   string
		axis   Axis
		lo, hi float64
		rows   int
		want   []float64 // numbers from the bottom, the axis line's included
	}{
		{"a room on an event day", Axis{}, 17, 22, 7, []float64{16, 18, 20, 22}},
		{"power begins at zero", Axis{Zero: true}, 2.2, 4.8, 5, []float64{0, 1, 2, 3, 4, 5}},
		{"below zero outside", Axis{}, -24, 4, 8, []float64{-30, -20, -10, 0, 10}},
		{"constant", Axis{}, 21, 21, 6, []float64{20, 21, 22}},
		{"stands still while the data change", Axis{Zero: true, Min: 0, Max: 6}, 1, 2, 6, []float64{0, 2, 4, 6}},
	} {
		lo, hi, ok := tc.axis.cover(tc.lo, tc.hi)
		s := newScale(lo, hi, tc.rows, tc.axis.Zero, false, ok)
		var got []float64
		for y := tc.rows; y >= 0; y-- {
			if v, ok := s.tick(y); ok {
				got = append(got, v)
			}
		}
		if len(got) != len(tc.want) {
			t.Errorf("%s: numbers %v, want %v", tc.desc, got, tc.want)
			continue
		}
		for i := range got {
			if math.Abs(got[i]-tc.want[i]) > 1e-9 {
				t.Errorf("%s: numbers %v, want %v", tc.desc, got, tc.want)
			}
		}
	}
}

// TestNoDataNoNumbers holds that an axis without data claims no values.
func TestNoDataNoNumbers(t *testing.T) {
	lo, hi, ok := Axis{Zero: true}.cover(math.Inf(1), math.Inf(-1))
	s := newScale(lo, hi, 8, true, false, ok)
	for y := 0; y <= 8; y++ {
		if v, ok := s.tick(y); ok {
			t.Errorf("row %d bears %v", y, v)
		}
	}
}
