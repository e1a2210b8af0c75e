package series

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

func TestResample(t *testing.T) {
	hour := epoch // 05:00 UTC, on every grid
	for _, c := range []struct {
		desc  string
		in    Series
		step  time.Duration
		start time.Time
		want  []float64
	}{
		{"energy is summed", make1(Energy, hour, quarter, 1, 2, 3, 4), time.Hour, hour, []float64{10}},
		{"energy is split", make1(Energy, hour, time.Hour, 4), quarter, hour, []float64{1, 1, 1, 1}},
		{"a temperature is averaged", make1(Indoor, hour, quarter, 20, 21, 22, 23), time.Hour, hour, []float64{21.5}},
		{"a temperature is held", make1(Indoor, hour, time.Hour, 21), quarter, hour, []float64{21, 21, 21, 21}},
		{"an energy partly unknown is unknown", make1(Energy, hour, quarter, 1, nan, 3, 4), time.Hour, hour, []float64{nan}},
		{"a start off the grid leaves a gap", make1(Energy, hour.Add(quarter), quarter, 1, 2, 3, 4, 5, 6, 7), time.Hour, hour, []float64{nan, 22}},
		{"steps that do not divide", make1(Energy, hour, 20*time.Minute, 2, 2, 2), 30 * time.Minute, hour, []float64{3, 3}},
		{"same step, same grid", make1(Energy, hour, quarter, 1, nan), quarter, hour, []float64{1, nan}},
		{"same step, other grid", make1(Outdoor, hour.Add(5*time.Minute), quarter, 3, 6), quarter, hour, []float64{nan, 5, nan}},
	} {
		got := c.in.Resample(c.step)
		if !same(got.Values, c.want) || !got.Start.Equal(c.start) || got.Step != c.step || got.Kind != c.in.Kind {
			t.Errorf("%s: %v from %s", c.desc, got.Values, got.Start)
		}
	}
	for _, s := range []Series{{}, {Kind: Energy}, make1(Energy, epoch, 0, 1), make1(Energy, epoch, quarter)} {
		if got := s.Resample(time.Hour); got.Len() != 0 {
			t.Errorf("%+v resamples to %v", s, got.Values)
		}
	}
	if got := make1(Energy, epoch, quarter, 1).Resample(0); got.Len() != 0 {
		t.Errorf("a step of 0 gives %v", got.Values)
	}
}

func TestResampleLoose(t *testing.T) {
	for _, c := range []struct {
		desc string
		in   Series
		want float64
	}{
		{"half known is enough for a mean", make1(Indoor, epoch, quarter, 20, nan, 22, nan), 21},
		{"less is not", make1(Indoor, epoch, quarter, 20, nan, nan, nan), nan},
		{"never for an energy", make1(Energy, epoch, quarter, 1, nan, 1, 1), nan},
	} {
		if got := c.in.ResampleLoose(time.Hour); !same(got.Values, []float64{c.want}) {
			t.Errorf("%s: %v", c.desc, got.Values)
		}
	}
}

var steps = []time.Duration{5 * time.Minute, 10 * time.Minute, quarter, 20 * time.Minute, 30 * time.Minute, time.Hour, 24 * time.Hour}

// No energy is made or lost: every known interval of the target holds what the source has
// in it, and where the source is whole nothing but the two ends is left out.
func TestResampleConservesEnergy(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 600 {
		from, to := steps[rng.IntN(len(steps)-1)], steps[rng.IntN(len(steps))]
		s := random(rng, Energy, from, 1+rng.IntN(600), []float64{0, 0.05}[rng.IntN(2)])
		r := s.Resample(to)
		sum, covered := 0.0, time.Duration(0)
		for i, v := range r.Values {
			want, missing := s.Sum(r.Time(i), r.Time(i+1))
			if math.IsNaN(v) != (missing > 0) {
				t.Fatalf("%s → %s: value %v with %s missing", from, to, v, missing)
			}
			if math.IsNaN(v) {
				continue
			}
			if math.Abs(v-want) > 1e-9 {
				t.Fatalf("%s → %s: %v, want %v", from, to, v, want)
			}
			sum, covered = sum+v, covered+to
		}
		if s.Known() < s.Len() {
			continue
		}
		if lost := s.End().Sub(s.Start) - covered; lost < 0 || lost >= 2*to {
			t.Fatalf("%s → %s: %s left out", from, to, lost)
		}
	}
}

// There and back is the same again, on a grid that both steps share.
func TestResampleThereAndBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		kind := Kinds()[rng.IntN(7)]
		s := New(kind, epoch, time.Hour, 1+rng.IntN(80))
		for i := range s.Values {
			if rng.Float64() < 0.9 {
				s.Values[i] = rng.Float64() * 30
			}
		}
		for _, fine := range []time.Duration{5 * time.Minute, quarter, 30 * time.Minute} {
			if back := s.Resample(fine).Resample(time.Hour); !same(back.Values, s.Values) {
				t.Fatalf("%s by %s: %v became %v", kind, fine, s.Values, back.Values)
			}
		}
	}
}

// A mean stays between the least and the greatest of what it averages.
func TestResampleKeepsMeansInBounds(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for range 300 {
		s := random(rng, Outdoor, steps[rng.IntN(5)], 1+rng.IntN(300), 0.1)
		lo, hi := math.Inf(1), math.Inf(-1)
		for _, v := range s.Values {
			if !math.IsNaN(v) {
				lo, hi = min(lo, v), max(hi, v)
			}
		}
		for _, v := range s.ResampleLoose(steps[rng.IntN(len(steps))]).Values {
			if v < lo-1e-9 || v > hi+1e-9 {
				t.Fatalf("mean %v outside [%v, %v]", v, lo, hi)
			}
		}
	}
}

// After Align index i is the same interval in every series, and the span is the union.
func TestAlign(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for range 300 {
		all := make([]Series, 1+rng.IntN(4))
		for i := range all {
			all[i] = random(rng, Kinds()[rng.IntN(7)], steps[rng.IntN(6)], rng.IntN(60), 0.1)
		}
		step := steps[rng.IntN(6)]
		out := Align(step, all...)
		for i, s := range out {
			if s.Len() != out[0].Len() || s.Len() > 0 && (!s.Start.Equal(out[0].Start) || s.Step != step) || s.Kind != all[i].Kind {
				t.Fatalf("series %d: %d from %s, the first %d from %s", i, s.Len(), s.Start, out[0].Len(), out[0].Start)
			}
			alone := all[i].ResampleLoose(step)
			for j, v := range alone.Values {
				if got := s.At(alone.Time(j)); !same([]float64{got}, []float64{v}) {
					t.Fatalf("series %d lost %v: %v", i, v, got)
				}
			}
			if len(all[i].Values) > 0 && (all[i].Start.Before(s.Start) || s.End().Before(all[i].End())) {
				t.Fatalf("series %d is cut", i)
			}
		}
	}
	if out := Align(quarter, Series{Kind: Energy}, Series{Kind: Indoor}); out[0].Len() != 0 || out[1].Len() != 0 {
		t.Errorf("nothing aligns to %v", out)
	}
}

func TestMerge(t *testing.T) {
	base := make1(Outdoor, epoch, quarter, 1, 2, nan, 4)
	for _, c := range []struct {
		desc  string
		base  Series
		top   Series
		start time.Time
		want  []float64
	}{
		{"top wins where it is known", base, make1(Outdoor, epoch.Add(quarter), quarter, 9, 8, nan), epoch, []float64{1, 9, 8, 4}},
		{"the union of the spans", base, make1(Outdoor, epoch.Add(-2*quarter), quarter, 5), epoch.Add(-2 * quarter), []float64{5, nan, 1, 2, nan, 4}},
		{"a hole between them", base, make1(Outdoor, epoch.Add(5*quarter), quarter, 7), epoch, []float64{1, 2, nan, 4, nan, 7}},
		{"nothing below", Series{Kind: Outdoor}, base, epoch, base.Values},
		{"nothing above", base, Series{Kind: Outdoor}, epoch, base.Values},
		{"another grid goes to the interval of its start", base, make1(Outdoor, epoch.Add(-5*time.Minute), quarter, 7, 8), epoch.Add(-quarter), []float64{7, 8, 2, nan, 4}},
		{"a step that is none", make1(Outdoor, epoch, 0, 3), base, epoch, base.Values},
	} {
		got := Merge(c.base, c.top)
		if !same(got.Values, c.want) || !got.Start.Equal(c.start) {
			t.Errorf("%s: %v from %s", c.desc, got.Values, got.Start)
		}
	}
	if base.Values[1] != 2 {
		t.Error("Merge wrote into its input")
	}
}

func TestMergeIsPointwise(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for range 500 {
		a := random(rng, Outdoor, quarter, rng.IntN(40), 0.3)
		b := random(rng, Outdoor, quarter, rng.IntN(40), 0.3)
		m := Merge(a, b)
		for i, v := range m.Values {
			want := b.At(m.Time(i))
			if math.IsNaN(want) {
				want = a.At(m.Time(i))
			}
			if !same([]float64{v}, []float64{want}) {
				t.Fatalf("at %s: %v, want %v", m.Time(i), v, want)
			}
		}
	}
}

// One home's year of quarter hours put on hours: what every screen of days and weeks does.
// 0.31 ms when last looked at (4 ms while it compared instants); the time goes into the sums.
func BenchmarkResampleYear(b *testing.B) {
	s := random(rand.New(rand.NewPCG(1, 1)), Energy, quarter, 35_040, 0.01)
	b.ReportAllocs()
	for b.Loop() {
		s.Resample(time.Hour)
	}
}
