package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"time"

	"courant/coach/series"
)

// Version is the format of what this package seals. It is the first sealed byte, and
// authenticated.
const Version = 1

// KeySize is the size of a key in bytes.
const KeySize = 32

// Overhead is how many bytes longer sealed bytes are than plain ones.
const Overhead = 1 + 12 + 16

// A Key encrypts and authenticates: AES-256.
type Key [KeySize]byte

// NewKey makes a key at random.
func NewKey() Key {
	var k Key
	rand.Read(k[:]) // never fails: the program ends instead
	return k
}

// What sealed bytes may be, other than good.
var (
	ErrVersion = errors.New("seal: sealed by a newer version")
	ErrSealed  = errors.New("seal: does not open: changed, moved, or of another key")
)

// A Place is where a chunk belongs.
type Place struct {
	Home string // pseudonym, at most 255 bytes
	Key  series.Key
	Week int
}

const chunkLabel = "courant/chunk"

// append writes the additional data of a chunk.
func (p Place) append(dst []byte) []byte {
	dst = appendLabel(dst, chunkLabel)
	dst = append(dst, byte(len(p.Home)))
	dst = append(dst, p.Home...)
	dst = append(dst, byte(len(p.Key.Zone)))
	dst = append(dst, p.Key.Zone...)
	forecast := byte(0)
	if p.Key.Forecast {
		forecast = 1
	}
	dst = append(dst, byte(p.Key.Kind), forecast)
	return binary.BigEndian.AppendUint32(dst, uint32(p.Week))
}

func appendLabel(dst []byte, label string) []byte {
	dst = append(dst, label...)
	return append(dst, 0, Version)
}

// A Tag tells two acts of sealing apart, even of the same content.
type Tag [8]byte

// TagOf is the tag of sealed bytes; they must have been opened, or just sealed.
func TagOf(sealed []byte) Tag {
	return Tag(sealed[len(sealed)-len(Tag{}):])
}

// A Sealer seals and opens under one key. It may be used concurrently.
type Sealer struct{ aead cipher.AEAD }

// NewSealer makes a sealer. A key may seal 2³² times, which a home does not reach in a
// thousand years of writing every chunk each quarter hour.
func NewSealer(key Key) *Sealer {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // a Key has the right size
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err) // the block is AES
	}
	return &Sealer{aead}
}

// Scratch is memory that opening reuses from chunk to chunk. The zero value is ready; it
// must not be shared between goroutines.
type Scratch struct {
	aad, plain []byte
	values     []int32
}

// Reset gives the memory of all chunks opened so far free again.
func (s *Scratch) Reset() { s.values = s.values[:0] }

// Chunk seals a chunk for its place; the week is the place's. The sealed bytes are
// appended to dst.
func (s *Sealer) Chunk(dst []byte, p Place, c Chunk) []byte {
	return s.seal(dst, p.append(nil), Append(nil, c))
}

// OpenChunk opens what Chunk sealed for a place: ErrVersion, ErrSealed or ErrFormat when
// it is not that. The chunk's values lie in the scratch memory and are good until Reset.
func (s *Sealer) OpenChunk(scratch *Scratch, p Place, sealed []byte) (Chunk, error) {
	scratch.aad = p.append(scratch.aad[:0])
	plain, err := s.open(scratch.plain[:0], scratch.aad, sealed)
	if err != nil {
		return Chunk{}, err
	}
	scratch.plain = plain
	c, values, err := Parse(scratch.values, plain, p.Week)
	scratch.values = values
	return c, err
}

// OpenWeek opens what Chunk sealed for a place and puts it into dst, which is the whole
// week on some step: values in their unit, NaN where none is known, coarser ones split or
// held as Join does. It gives the chunk's own step, a multiple of that of dst.
func (s *Sealer) OpenWeek(dst []float64, scratch *Scratch, p Place, sealed []byte) (time.Duration, error) {
	scratch.aad = p.append(scratch.aad[:0])
	plain, err := s.open(scratch.plain[:0], scratch.aad, sealed)
	if err != nil {
		return 0, err
	}
	scratch.plain = plain
	return parseWeek(dst, plain, p.Key.Kind)
}

// Record seals any bytes for the place that label and place name. Chunks have a label of
// their own, so that the one never opens as the other.
func (s *Sealer) Record(dst []byte, label, place string, plain []byte) []byte {
	return s.seal(dst, append(appendLabel(nil, label), place...), plain)
}

// OpenRecord opens what Record sealed for a place. The plain bytes lie in the scratch
// memory and are good until it opens something else.
func (s *Sealer) OpenRecord(scratch *Scratch, label, place string, sealed []byte) ([]byte, error) {
	scratch.aad = append(appendLabel(scratch.aad[:0], label), place...)
	plain, err := s.open(scratch.plain[:0], scratch.aad, sealed)
	if err == nil {
		scratch.plain = plain
	}
	return plain, err
}

func (s *Sealer) seal(dst, aad, plain []byte) []byte {
	return s.aead.Seal(append(dst, Version), nil, plain, aad)
}

func (s *Sealer) open(dst, aad, sealed []byte) ([]byte, error) {
	if len(sealed) < Overhead {
		return nil, ErrSealed
	}
	if sealed[0] > Version {
		return nil, ErrVersion
	}
	plain, err := s.aead.Open(dst, nil, sealed[1:], aad)
	if err != nil || sealed[0] != Version {
		return nil, ErrSealed
	}
	return plain, nil
}
