package seal

import (
	"encoding/binary"
	"math/bits"
)

// number is what a value can be read as: storage steps, or its unit.
type number interface{ int32 | float64 }

// parseDeltas fills dst from zigzag varints, each value divided by perUnit, and returns
// what follows them. It fails for bytes that end early, a number that is not in its
// shortest form, or a value out of range.
//
// A scan of the fleet spends most of its time here. Reading numbers of one and two bytes
// in place, rather than through binary.Uvarint, makes it twice as fast; what is wrong is
// collected in a mask and looked at once; and the division costs little where the
// processor waits for the next number anyway. It divides rather than multiplies by the
// inverse because a quotient is the float nearest to the decimal number: what was read as
// 0.1 comes back as 0.1.
func parseDeltas[T number](dst []T, b []byte, perUnit float64) (rest []byte, ok bool) {
	v, i, bad := int64(0), 0, uint64(0)
	for n := range dst {
		if i+1 >= len(b) {
			return parseLast(dst[n:], b[i:], v, bad == 0, perUnit)
		}
		if x := uint64(b[i]); x < 0x80 {
			v += unzigzag(x)
			i++
		} else if y := uint64(b[i+1]); y < 0x80 {
			v += unzigzag(x&0x7f | y<<7)
			bad |= (y - 1) >> 63 // the shortest form does not end in a zero
			i += 2
		} else {
			u, size := uvarint32(b[i:])
			if size == 0 {
				return nil, false
			}
			v += unzigzag(u)
			i += size
		}
		bad |= outside(v)
		dst[n] = T(float64(v) / perUnit)
	}
	return b[i:], bad == 0
}

// parseLast is parseDeltas where the bytes come to their end.
func parseLast[T number](dst []T, b []byte, v int64, ok bool, perUnit float64) ([]byte, bool) {
	for n := range dst {
		u, size := uvarint32(b)
		if size == 0 {
			return nil, false
		}
		v += unzigzag(u)
		ok = ok && outside(v) == 0
		dst[n] = T(float64(v) / perUnit)
		b = b[size:]
	}
	return b, ok
}

// uvarint32 reads a number of at most 32 bits in its shortest form; its size is 0 when
// there is none.
func uvarint32(b []byte) (v uint64, size int) {
	v, size = binary.Uvarint(b)
	if size <= 0 || v>>32 != 0 || size > 1 && b[size-1] == 0 {
		return 0, 0
	}
	return v, size
}

func unzigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// outside is 0 for a value in [-limit, limit), else not.
func outside(v int64) uint64 { return uint64(v+limit) >> 31 }

// countBits counts the slots that a bitmap of n calls known. It must be one that Append
// writes: first and last slot known, one gap at least, unused bits 0.
func countBits(bitmap []byte, n int) (known int, ok bool) {
	for _, b := range bitmap {
		known += bits.OnesCount8(b)
	}
	last := n - 1
	unused := bitmap[len(bitmap)-1] >> (last%8 + 1)
	return known, known < n && bitmap[0]&1 == 1 && bitmap[last/8]>>(last%8)&1 == 1 && unused == 0
}
