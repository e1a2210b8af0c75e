package seal

import (
	"encoding/binary"
	"errors"
	"time"
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
	p := parser{rest: plain}
	step := p.uvarint(uint64(weekSeconds))
	first := p.uvarint(uint64(weekSeconds))
	head := p.uvarint(2*uint64(weekSeconds) + 1)
	n, gaps := int(head>>1), head&1 == 1
	if p.bad || step == 0 || weekSeconds%int64(step) != 0 || n == 0 || int(first)+n > int(weekSeconds)/int(step) {
		return Chunk{}, dst, ErrFormat
	}
	var bitmap []byte
	known := n
	if gaps {
		if bitmap = p.take((n + 7) / 8); p.bad {
			return Chunk{}, dst, ErrFormat
		}
		var ok bool
		if known, ok = countBits(bitmap, n); !ok {
			return Chunk{}, dst, ErrFormat
		}
	}
	if len(p.rest) < known { // a byte a value at least: do not trust n with memory
		return Chunk{}, dst, ErrFormat
	}
	at := len(dst)
	dst = grow(dst, n)
	values := dst[at : at+n : at+n]
	rest, ok := parseDeltas(values[:known], p.rest)
	if !ok || len(rest) > 0 {
		return Chunk{}, dst[:at], ErrFormat
	}
	if gaps {
		spreadKnown(values, known, bitmap)
	}
	return Chunk{Week: week, Step: time.Duration(step) * time.Second, First: int(first), Values: values}, dst, nil
}

// grow is dst with n more values, which are not cleared.
func grow(dst []int32, n int) []int32 {
	if cap(dst)-len(dst) >= n {
		return dst[:len(dst)+n]
	}
	return append(dst, make([]int32, n)...)
}

// spreadKnown moves the known values, which stand at the front, to their slots.
func spreadKnown(values []int32, known int, bitmap []byte) {
	for i := len(values) - 1; i >= 0; i-- {
		if bitmap[i/8]>>(i%8)&1 == 1 {
			known--
			values[i] = values[known]
			continue
		}
		values[i] = Gap
	}
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
