// Package seal turns one series into chunks of bytes and seals them: it is the one
// boundary where plain becomes encrypted. The embedded store and sealed InfluxDB buckets
// hold the same chunks.
//
// Words:
//
//   - A week is seven days of UTC, counted from Thursday 1 January 1970.
//   - A Chunk is one week of one series, or the part of it that is known, as integers of
//     the storage step (series.Kind.PerUnit).
//   - A slot is one interval of a week; Gap is a slot without a value.
//   - A Place says where something belongs: home, series and week, or another record's
//     label. It is authenticated with the bytes, so that what was moved does not open.
//   - Sealed bytes are what a Sealer makes: version, nonce, ciphertext, tag.
//   - A Tag is the mark of one act of sealing. A record that lists the tags of others
//     notices when one of them was taken away or put back to an older state.
//
// # Format, version 1
//
// Plain chunk; uvarint and zigzag are those of Protocol Buffers (encoding/binary):
//
//	uvarint   step in seconds; it divides 604,800
//	uvarint   first slot
//	uvarint   2·n, or 2·n+1 when there is a bitmap; n slots from the first known to the last
//	bytes     bitmap of ⌈n/8⌉ bytes, only when there are gaps: bit i%8 of byte i/8 is 1
//	          where slot i is known; unused bits are 0
//	zigzag    first known value, then for each further known value its difference from the
//	          known value before
//
// Values lie in [-2³⁰, 2³⁰). There is one encoding of a chunk: shortest varints, a bitmap
// only with gaps, nothing after the last value.
//
// Sealed bytes: one byte of version, 12 of nonce, the ciphertext, 16 of tag: AES-256-GCM
// under the home's key. The additional data are
//
//	label NUL version            "courant/chunk" for a chunk, NUL, one byte
//	len home, len zone zone      a byte of length before each text
//	kind forecast week           bytes 0–255 and 0 or 1, then 4 bytes, big endian
//
// The files of testdata/format hold examples of all of it.
package seal
