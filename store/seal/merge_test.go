package seal

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"courant/coach/series"
)

func chunkOf(step time.Duration, first int, values ...int32) Chunk {
	return Chunk{Week: 2976, Step: step, First: first, Values: values}
}

func TestMerge(t *testing.T) {
	const hour = time.Hour
	for _, c := range []struct {
		desc      string
		base, top Chunk
		sums      bool
		want      Chunk
		change    Change
	}{
		{"into nothing", Chunk{}, chunkOf(quarter, 4, 1, Gap, 2), true, chunkOf(quarter, 4, 1, Gap, 2), Change{New: 2}},
		{"of nothing", chunkOf(quarter, 4, 1), Chunk{}, true, chunkOf(quarter, 4, 1), Change{}},
		{"the last write wins, and is counted", chunkOf(quarter, 0, 1, 2, 3), chunkOf(quarter, 1, 2, 4, 5), true,
			chunkOf(quarter, 0, 1, 2, 4, 5), Change{New: 1, Same: 1, Replaced: 1}},
		{"a gap replaces nothing", chunkOf(quarter, 0, 1, 2, 3), chunkOf(quarter, 0, 7, Gap, 8), true,
			chunkOf(quarter, 0, 7, 2, 8), Change{Replaced: 2}},
		{"late data before what is there", chunkOf(quarter, 9, 1), chunkOf(quarter, 5, 2), true,
			chunkOf(quarter, 5, 2, Gap, Gap, Gap, 1), Change{New: 1}},
		{"finer energies into hours: the hours are split", chunkOf(hour, 1, 10, 400), chunkOf(quarter, 5, 3, 9), true,
			chunkOf(quarter, 4, 2, 3, 9, 3, 100, 100, 100, 100), Change{Same: 1, Replaced: 1}},
		{"finer temperatures into hours: the hours are held", chunkOf(hour, 1, 2000), chunkOf(quarter, 5, 2000, 2100), false,
			chunkOf(quarter, 4, 2000, 2000, 2100, 2000), Change{Same: 1, Replaced: 1}},
		{"an hour's energy into quarters that are not there", chunkOf(quarter, 0, 5), chunkOf(hour, 1, 402), true,
			chunkOf(quarter, 0, 5, Gap, Gap, Gap, 100, 101, 100, 101), Change{New: 1}},
		{"an hour that its quarters add up to changes nothing", chunkOf(quarter, 0, 90, 110, 80, 120), chunkOf(hour, 0, 400), true,
			chunkOf(quarter, 0, 90, 110, 80, 120), Change{Same: 1}},
		{"nor one that differs by their rounding", chunkOf(quarter, 0, 90, 110, 80, 120), chunkOf(hour, 0, 402), true,
			chunkOf(quarter, 0, 90, 110, 80, 120), Change{Same: 1}},
		{"one that differs by more replaces them", chunkOf(quarter, 0, 90, 110, 80, 120), chunkOf(hour, 0, 403), true,
			chunkOf(quarter, 0, 100, 101, 101, 101), Change{Replaced: 1}},
		{"one that is known in part replaces that", chunkOf(quarter, 0, 90, 110), chunkOf(hour, 0, 400), true,
			chunkOf(quarter, 0, 100, 100, 100, 100), Change{Replaced: 1}},
		{"a mean that its quarters have changes nothing", chunkOf(quarter, 0, 2000, 2010, 2020, 2030), chunkOf(hour, 0, 2015), false,
			chunkOf(quarter, 0, 2000, 2010, 2020, 2030), Change{Same: 1}},
		{"another mean replaces them", chunkOf(quarter, 0, 2000, 2010, 2020, 2030), chunkOf(hour, 0, 2017), false,
			chunkOf(quarter, 0, 2017, 2017, 2017, 2017), Change{Replaced: 1}},
		{"negative energies are split without loss", chunkOf(quarter, 0, 1), chunkOf(hour, 0, -402), true,
			chunkOf(quarter, 0, -101, -100, -101, -100), Change{Replaced: 1}},
		{"steps that do not nest meet on what divides both", chunkOf(20*time.Minute, 0, 20), chunkOf(quarter, 1, 15), true,
			chunkOf(5*time.Minute, 0, 5, 5, 5, 5, 5, 5), Change{Replaced: 1}},
	} {
		got, change := Merge(c.base, c.top, c.sums)
		if !got.Equal(c.want) || change != c.change {
			t.Errorf("%s: %v %+v, want %v %+v", c.desc, got, change, c.want, c.change)
		}
	}
}

// Ensure merging chunks of one step is what a map from slot to value would do.
func TestMergeProperty(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		model := map[int]int32{}
		var c Chunk
		for range 4 {
			top := chunkOf(quarter, r.IntN(600), make([]int32, 1+r.IntN(70))...)
			var want Change
			for i := range top.Values {
				q := r.Int32N(3)
				if r.IntN(4) == 0 && i > 0 && i < len(top.Values)-1 {
					q = Gap
				}
				top.Values[i] = q
				old, known := model[top.First+i]
				switch {
				case q == Gap:
					continue
				case !known:
					want.New++
				case old == q:
					want.Same++
				default:
					want.Replaced++
				}
				model[top.First+i] = q
			}
			before := slices.Clone(c.Values)
			merged, got := Merge(c, top, true)
			if got != want {
				t.Fatalf("counted %+v, want %+v", got, want)
			}
			if !slices.Equal(before, c.Values) {
				t.Fatal("the base was written to")
			}
			c = merged
		}
		for slot := range 672 {
			got := int32(Gap)
			if i := slot - c.First; i >= 0 && i < len(c.Values) {
				got = c.Values[i]
			}
			if want, known := model[slot]; known != (got != Gap) || known && got != want {
				t.Fatalf("slot %d: %d, want %d", slot, got, want)
			}
		}
	}
}

// Ensure splitting an energy loses nothing and is even.
func TestSplitEnergyAddsUp(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 1000 {
		q, k := r.Int32N(2000)-1000, 1+r.IntN(60)
		parts := make([]int32, k)
		spread(parts, q, true)
		sum := int32(0)
		for _, p := range parts {
			sum += p
		}
		if sum != q || slices.Max(parts)-slices.Min(parts) > 1 {
			t.Fatalf("%d in %d parts: %v", q, k, parts)
		}
	}
	held := of(series.Indoor, at(14, 0, 0), time.Hour, 20.5)
	chunks, _ := Split(held)
	if got := Join(nil, series.Indoor, []Chunk{chunks[0].refine(quarter, false)}, time.Time{}, time.Time{}); !same(got, held.Resample(quarter)) {
		t.Errorf("held: %v", got)
	}
}
