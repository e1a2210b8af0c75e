package series

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

var nan = math.NaN()

var epoch = time.Date(2027, 1, 15, 5, 0, 0, 0, time.UTC)

func make1(kind Kind, start time.Time, step time.Duration, values ...float64) Series {
	return Series{Kind: kind, Start: start, Step: step, Values: values}
}

// random is a series with gaps, on a start that no coarser grid need share.
func random(rng *rand.Rand, kind Kind, step time.Duration, n int, gaps float64) Series {
	s := New(kind, epoch.Add(time.Duration(rng.IntN(400)-200)*step), step, n)
	for i := range s.Values {
		if rng.Float64() >= gaps {
			s.Values[i] = rng.Float64()*10 - 2
		}
	}
	return s
}

// same compares values, a gap being equal to a gap.
func same(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if math.IsNaN(a[i]) != math.IsNaN(b[i]) || !math.IsNaN(a[i]) && math.Abs(a[i]-b[i]) > 1e-9*(1+math.Abs(a[i])) {
			return false
		}
	}
	return true
}

func TestIndexAndTime(t *testing.T) {
	s := make1(Energy, epoch, quarter, 1, 2, nan, 4)
	for _, c := range []struct {
		desc  string
		after time.Duration
		index int
		value float64
	}{
		{"start", 0, 0, 1},
		{"inside the first", quarter - 1, 0, 1},
		{"half open: the end belongs to the next", quarter, 1, 2},
		{"a gap", 2 * quarter, 2, nan},
		{"last instant", 4*quarter - 1, 3, 4},
		{"the end lies outside", 4 * quarter, 4, nan},
		{"just before the start", -1, -1, nan},
		{"long before", -quarter - 1, -2, nan},
	} {
		at := epoch.Add(c.after)
		if got := s.Index(at); got != c.index {
			t.Errorf("%s: index %d, want %d", c.desc, got, c.index)
		}
		if got := s.At(at); got != c.value && !(math.IsNaN(got) && math.IsNaN(c.value)) {
			t.Errorf("%s: value %v, want %v", c.desc, got, c.value)
		}
	}
	var empty Series
	if empty.Index(epoch) != -1 || !math.IsNaN(empty.At(epoch)) || empty.Coverage() != 0 || !math.IsNaN(empty.Mean(epoch, epoch.Add(1))) {
		t.Error("an empty series holds something")
	}
	if s.Known() != 3 || s.Coverage() != 0.75 {
		t.Errorf("known %d, coverage %v", s.Known(), s.Coverage())
	}
}

// Slice and Window hold exactly the intervals that start in the span, and Window what s
// has not as gaps; both agree with At.
func TestSliceAndWindow(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		s := random(rng, Indoor, quarter, rng.IntN(40), 0.2)
		from := s.Start.Add(time.Duration(rng.IntN(80)-20) * 10 * time.Minute)
		to := from.Add(time.Duration(rng.IntN(60)-5) * 7 * time.Minute)
		cut, win := s.Slice(from, to), s.Window(from, to)
		for i := range s.Values {
			at := s.Time(i)
			inside := !at.Before(from) && at.Before(to)
			if got := cut.Index(at) >= 0 && cut.Index(at) < cut.Len(); got != inside {
				t.Fatalf("slice [%s, %s): interval %s inside %v", from, to, at, got)
			}
		}
		for i, v := range win.Values {
			at := win.Time(i)
			if at.Before(from) || !at.Before(to) {
				t.Fatalf("window [%s, %s) holds %s", from, to, at)
			}
			if !same([]float64{v}, []float64{s.At(at)}) {
				t.Fatalf("window has %v at %s, the series %v", v, at, s.At(at))
			}
		}
		if want := countStarts(s, from, to); win.Len() != want {
			t.Fatalf("window [%s, %s) has %d intervals, want %d", from, to, win.Len(), want)
		}
	}
}

// countStarts counts the points of s's endless grid in [from, to) one by one.
func countStarts(s Series, from, to time.Time) int {
	n := 0
	for i := -400; i < 400; i++ {
		if at := s.Time(i); !at.Before(from) && at.Before(to) {
			n++
		}
	}
	return n
}

func TestSliceSharesAndCloneDoesNot(t *testing.T) {
	s := make1(Energy, epoch, quarter, 1, 2, 3, 4)
	cut := s.Slice(epoch.Add(quarter), epoch.Add(3*quarter))
	cut.Values[0] = 9
	if s.Values[1] != 9 {
		t.Error("a slice does not share its values")
	}
	if cut.Values = append(cut.Values, 7); s.Values[3] != 4 {
		t.Error("appending to a slice wrote into the series")
	}
	c := s.Clone()
	if c.Values[0] = 5; s.Values[0] != 1 {
		t.Error("a clone shares its values")
	}
}

func TestTrim(t *testing.T) {
	for _, c := range []struct {
		desc  string
		in    []float64
		start int
		want  []float64
	}{
		{"both ends", []float64{nan, nan, 1, nan, 2, nan}, 2, []float64{1, nan, 2}},
		{"no gaps", []float64{1, 2}, 0, []float64{1, 2}},
		{"gaps alone", []float64{nan, nan}, 2, []float64{}},
		{"nothing", nil, 0, nil},
	} {
		s := make1(Energy, epoch, quarter, c.in...)
		got := s.Trim()
		if !same(got.Values, c.want) || !got.Start.Equal(s.Time(c.start)) {
			t.Errorf("%s: %v from %s", c.desc, got.Values, got.Start)
		}
	}
}

func TestSumAndMean(t *testing.T) {
	s := make1(Energy, epoch, quarter, 1, 2, nan, 4)
	for _, c := range []struct {
		desc     string
		from, to time.Duration
		sum      float64
		missing  time.Duration
		mean     float64
	}{
		{"all of it", 0, time.Hour, 7, quarter, 7.0 / 3},
		{"partial ends count by their share", 5 * time.Minute, 20 * time.Minute, 2.0/3 + 2.0/3, 0, 4.0 / 3},
		{"outside is missing", -quarter, quarter, 1, quarter, 1},
		{"only a gap", 30 * time.Minute, 45 * time.Minute, 0, quarter, nan},
		{"empty span", 0, 0, 0, 0, nan},
		{"reversed span", time.Hour, 0, 0, 0, nan},
	} {
		from, to := epoch.Add(c.from), epoch.Add(c.to)
		sum, missing := s.Sum(from, to)
		if !same([]float64{sum, s.Mean(from, to)}, []float64{c.sum, c.mean}) || missing != c.missing {
			t.Errorf("%s: sum %v, missing %s, mean %v", c.desc, sum, missing, s.Mean(from, to))
		}
	}
	if kw := s.MeanKW(epoch, epoch.Add(quarter)); kw != 4 {
		t.Errorf("1 kWh in a quarter hour is %v kW", kw)
	}
}

func TestKinds(t *testing.T) {
	if len(Kinds()) != 7 {
		t.Fatalf("%d kinds", len(Kinds()))
	}
	for i, k := range Kinds() {
		if int(k) != i+1 || !k.Valid() {
			t.Errorf("%s has number %d: the numbers are on disk", k, k)
		}
		for _, text := range []string{k.String(), k.Field()} {
			if got, ok := ParseKind(text); !ok || got != k {
				t.Errorf("%q is read as %v, %v", text, got, ok)
			}
		}
		if k.Sums() != (k.Unit() == "kWh") || k.Forecastable() != (k == Outdoor || k == Solar) || k.PerUnit() < 10 {
			t.Errorf("%s: sums %v, forecastable %v, per unit %v", k, k.Sums(), k.Forecastable(), k.PerUnit())
		}
	}
	for _, bad := range []Kind{0, 8, 255} {
		if bad.Valid() || bad.Sums() || bad.Unit() != "" || bad.Field() == "" || bad.PerUnit() != 1 {
			t.Errorf("kind %d passes for one", bad)
		}
	}
	if _, ok := ParseKind("volume"); ok {
		t.Error("volume is a kind")
	}
}
