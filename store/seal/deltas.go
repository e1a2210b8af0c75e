package seal

import (
	"encoding/binary"
	"math/bits"
)

// parseDeltas fills dst from zigzag varints and returns what follows them. It fails for
// bytes that end early, a number that is not in its shortest form, or a value out of range.
//
// A scan of the fleet spends a third of its time here. Reading numbers of one and two
// bytes in place, rather than through binary.Uvarint, makes it twice as fast; what is
// wrong is collected in a mask and looked at once.
func parseDeltas(dst []int32, b []byte) (rest []byte, ok bool) {
	v, i, bad := int64(0), 0, uint64(0)
	for n := range dst {
		if i+1 >= len(b) {
			return parseLast(dst[n:], b[i:], v, bad == 0)
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
		dst[n] = int32(v)
	}
	return b[i:], bad == 0
}

// parseLast is parseDeltas where the bytes come to their end.
func parseLast(dst []int32, b []byte, v int64, ok bool) ([]byte, bool) {
	for n := range dst {
		u, size := uvarint32(b)
		if size == 0 {
			return nil, false
		}
		v += unzigzag(u)
		ok = ok && outside(v) == 0
		dst[n] = int32(v)
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
