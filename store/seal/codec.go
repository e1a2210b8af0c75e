package seal

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"courant/coach/series"
)

// ErrFormat says that plain bytes are not a chunk as Append writes it.
var ErrFormat = errors.New("seal: not a chunk")

// Append writes the plain encoding of a chunk behind dst. The chunk must be one that
// Split, Merge or Parse gave.
func Append(dst []byte, c Chunk) []byte {
	n := len(c.Values)
	gaps := uint64(0)
	if c.Known() < n {
		gaps = 1
	}
	dst = binary.AppendUvarint(dst, uint64(c.Step/time.Second))
	dst = binary.AppendUvarint(dst, uint64(c.First))
	dst = binary.AppendUvarint(dst, uint64(n)<<1|gaps)
	if gaps == 1 {
		at := len(dst)
		dst = append(dst, make([]byte, (n+7)/8)...)
		for i, q := range c.Values {
			if q != Gap {
				dst[at+i/8] |= 1 << (i % 8)
			}
		}
	}
	last := int64(0)
	for _, q := range c.Values {
		if q != Gap {
			dst = binary.AppendVarint(dst, int64(q)-last)
			last = int64(q)
		}
	}
	return dst
}

// Parse reads a plain chunk. Its values are appended to dst, which is returned, so that
// one allocation can serve many chunks; Chunk.Values is the new part of it. Anything that
// Append would not have written is ErrFormat.
func Parse(dst []int32, plain []byte, week int) (Chunk, []int32, error) {
	p, err := unpack(plain)
	if err != nil {
		return Chunk{}, dst, err
	}
	at := len(dst)
	dst = grow(dst, p.n)
	values := dst[at : at+p.n : at+p.n]
	if !parseValues(values, p, 1, Gap) {
		return Chunk{}, dst[:at], ErrFormat
	}
	return Chunk{Week: week, Step: p.step, First: p.first, Values: values}, dst, nil
}

// parseWeek reads a plain chunk into dst, which is the whole week on some step: the values
// in their unit, gaps around them. It gives the chunk's own step, which must be a multiple
// of that of dst.
func parseWeek(dst []float64, plain []byte, kind series.Kind) (step time.Duration, err error) {
	p, err := unpack(plain)
	if err != nil {
		return 0, err
	}
	want := Week / time.Duration(len(dst))
	if p.step == want {
		fillGaps(dst[:p.first])
		if !parseValues(dst[p.first:p.first+p.n], p, kind.PerUnit(), math.NaN()) {
			return 0, ErrFormat
		}
		fillGaps(dst[p.first+p.n:])
		return p.step, nil
	}
	if p.step%want != 0 {
		return 0, ErrFormat
	}
	c, _, err := Parse(nil, plain, 0)
	if err != nil {
		return 0, err
	}
	c = c.refine(want, kind.Sums())
	fillGaps(dst)
	toFloats(dst[c.First:], c.Values, kind.PerUnit())
	return p.step, nil
}

// packed is a plain chunk whose head has been read.
type packed struct {
	step     time.Duration
	first, n int
	bitmap   []byte // nil without gaps
	known    int
	deltas   []byte
}

// unpack reads the head of a plain chunk.
func unpack(plain []byte) (c packed, err error) {
	p := parser{rest: plain}
	step := p.uvarint(uint64(weekSeconds))
	first := p.uvarint(uint64(weekSeconds))
	head := p.uvarint(2*uint64(weekSeconds) + 1)
	c.n = int(head >> 1)
	if p.bad || step == 0 || weekSeconds%int64(step) != 0 || c.n == 0 || int(first)+c.n > int(weekSeconds)/int(step) {
		return c, ErrFormat
	}
	c.step, c.first, c.known = time.Duration(step)*time.Second, int(first), c.n
	if head&1 == 1 {
		c.bitmap = p.take((c.n + 7) / 8)
		if p.bad {
			return c, ErrFormat
		}
		var ok bool
		if c.known, ok = countBits(c.bitmap, c.n); !ok {
			return c, ErrFormat
		}
	}
	c.deltas = p.rest
	if len(c.deltas) < c.known { // a byte a value at least: do not trust n with memory
		return c, ErrFormat
	}
	return c, nil
}

// parseValues reads the values of a chunk, divided by perUnit, with gap where there is
// none.
func parseValues[T number](dst []T, p packed, perUnit float64, gap T) bool {
	rest, ok := parseDeltas(dst[:p.known], p.deltas, perUnit)
	if !ok || len(rest) > 0 {
		return false
	}
	if p.bitmap == nil {
		return true
	}
	known := p.known // the known values stand at the front: move them to their slots
	for i := len(dst) - 1; i >= 0; i-- {
		if p.bitmap[i/8]>>(i%8)&1 == 1 {
			known--
			dst[i] = dst[known]
			continue
		}
		dst[i] = gap
	}
	return true
}

// grow is dst with n more values, which are not cleared.
func grow(dst []int32, n int) []int32 {
	if cap(dst)-len(dst) >= n {
		return dst[:len(dst)+n]
	}
	return append(dst, make([]int32, n)...)
}

// A parser reads the small numbers at the head of a chunk.
type parser struct {
	rest []byte
	bad  bool
}

// uvarint reads a number up to limit in its shortest form.
func (p *parser) uvarint(limit uint64) uint64 {
	v, n := binary.Uvarint(p.rest)
	if n <= 0 || v > limit || n > 1 && p.rest[n-1] == 0 {
		p.bad = true
		return 0
	}
	p.rest = p.rest[n:]
	return v
}

func (p *parser) take(n int) []byte {
	if n > len(p.rest) {
		p.bad = true
		return nil
	}
	b := p.rest[:n]
	p.rest = p.rest[n:]
	return b
}
