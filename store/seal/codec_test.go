package seal

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"
	"time"
)

// randomChunk makes a chunk of any step, place in the week, gaps and size of values.
func randomChunk(r *rand.Rand) Chunk {
	steps := []time.Duration{time.Minute, 5 * time.Minute, 7 * time.Minute, 15 * time.Minute, time.Hour, 24 * time.Hour, Week}
	step := steps[r.IntN(len(steps))]
	slots := int(Week / step)
	first := r.IntN(slots)
	values := make([]int32, 1+r.IntN(slots-first))
	gaps := r.Float64() * float64(r.IntN(2))
	size := int32(1) << r.IntN(30)
	for i := range values {
		values[i] = r.Int32N(2*size) - size
		if r.Float64() < gaps {
			values[i] = Gap
		}
	}
	values[0] = -limit // the ends are known, and the extremes
	values[len(values)-1] = limit - 1
	return Chunk{Week: r.IntN(MaxWeek), Step: step, First: first, Values: values}
}

// Ensure any chunk comes back as it was, behind what the memory held already.
func TestParseReadsWhatAppendWrites(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values := []int32{7}
	for range 500 {
		c := randomChunk(r)
		plain := Append(nil, c)
		got, more, err := Parse(values, plain, c.Week)
		if err != nil || !got.Equal(c) {
			t.Fatalf("%d values of %v from slot %d: %v", len(c.Values), c.Step, c.First, err)
		}
		if more[0] != 7 || len(more) != len(values)+len(c.Values) {
			t.Fatal("the values before were touched")
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for what, plain := range map[string][]byte{
		"nothing":                         {},
		"a step of zero":                  {0, 0, 2, 2},
		"a step that divides no week":     {11, 0, 2, 2},
		"a step in a longer form":         {0x84, 0x87, 0x80, 0, 0, 2, 2},
		"no values":                       {0x84, 0x07, 0, 0},
		"more slots than the week has":    {0x80, 0xf5, 0x24, 0, 4, 2, 2},
		"a first slot behind the week":    {0x80, 0xf5, 0x24, 1, 2, 2},
		"fewer values than told":          {0x84, 0x07, 0, 4, 2},
		"many values told and none there": {1, 0, 0x80, 0xe9, 0x49},
		"bytes behind the last value":     {0x84, 0x07, 0, 2, 2, 0},
		"a value in a longer form":        {0x84, 0x07, 0, 4, 0x82, 0, 2},
		"the last one in a longer form":   {0x84, 0x07, 0, 2, 0x82, 0},
		"a value out of range":            {0x84, 0x07, 0, 2, 0x80, 0x80, 0x80, 0x80, 0x08},
		"a value out of range, not last":  {0x84, 0x07, 0, 4, 0x80, 0x80, 0x80, 0x80, 0x08, 2, 2},
		"a value of more than 32 bits":    {0x84, 0x07, 0, 4, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 2},
		"a bitmap without a gap":          {0x84, 0x07, 0, 7, 0b111, 2, 2, 2},
		"a bitmap that ends in a gap":     {0x84, 0x07, 0, 7, 0b011, 2, 2},
		"a bitmap that begins with one":   {0x84, 0x07, 0, 7, 0b110, 2, 2},
		"a bitmap with unused bits":       {0x84, 0x07, 0, 7, 0b1101, 2, 2},
		"a bitmap cut short":              {0x84, 0x07, 0, 33, 1},
	} {
		if c, _, err := Parse(nil, plain, 0); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: gave %+v, %v", what, c, err)
		}
	}
	good := []byte{0x84, 0x07, 0, 7, 0b101, 2, 2}
	if c, _, err := Parse(nil, good, 0); err != nil || c.Values[0] != 1 || c.Values[1] != Gap || c.Values[2] != 2 {
		t.Errorf("a good bitmap: %+v, %v", c, err)
	}
}

// FuzzParse: no bytes make it panic, and what it accepts has no other encoding.
func FuzzParse(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		f.Add(Append(nil, randomChunk(r)))
	}
	f.Add([]byte{0x84, 0x07, 0, 7, 0b101, 2, 2})
	f.Add([]byte{0x84, 0x07, 0, 4, 0x82, 0, 2})
	f.Fuzz(func(t *testing.T, plain []byte) {
		c, _, err := Parse(nil, plain, 5)
		if err != nil {
			return
		}
		if again := Append(nil, c); !bytes.Equal(again, plain) {
			t.Fatalf("read % x, wrote % x", plain, again)
		}
	})
}
