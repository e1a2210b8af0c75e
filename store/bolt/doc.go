// Package bolt is the embedded store: sealed chunks in one bbolt file, their keys in a
// vault beside it. It is the default: no server, no network.
//
// Words:
//
//   - A home has a number, given by the vault and never used again. Pseudonyms, zones,
//     cities and whatever else people could read are sealed; the file shows numbers alone.
//   - A record is sealed like a chunk, under its home's key or the store's.
//   - The weeks record of a home lists its chunks by their tags, the home record has the
//     tag of the weeks record, and the root has a sum over the tags of all homes. So a
//     chunk that was taken away, moved or put back to an older state is found: each time
//     that it is read, not only by Verify.
//   - A Reader is one state of the file, for as long as View lasts.
//
// # Locking
//
// The file is locked only while it is read or written: shared by readers, alone by the one
// writer, in this process and in others. Whoever comes late waits (Config.Wait), then gets
// fault.Locked. A reader that wants more than one answer should take a Reader, and be
// quick: writers wait for it.
//
// # Format, version 1
//
// A bbolt file with pages of 4,096 bytes and four buckets; numbers in keys are big endian.
//
//	courant  "format"  "courant store" NUL, version (2 bytes), vault id (16 bytes); plain
//	         "root"    under the store's key: next number (4 bytes), SHA-256 of number
//	                   (4 bytes) and tag (8 bytes) of every home record in turn, then the
//	                   tag of the events (zero without); its place is the format's value
//	         "events"  under the store's key: JSON
//	homes    number (4 bytes): the home record
//	weeks    number (4 bytes): the weeks record
//	chunks   number (4 bytes), series (2 bytes), week (2 bytes): a chunk of store/seal
//
// Labels and places are "courant/root", "courant/events" and no place, "courant/home" and
// "courant/weeks" with the pseudonym as their place. A tag is the last 8 of the sealed
// bytes. In the plain records uvarint is that of encoding/binary, a text has a byte of
// length before it, and times are seconds since 1970, all as uvarint:
//
//	home     version; a byte, 1 for simulated; text city; tag of the weeks record (8 bytes,
//	         zero without); how many series; for each, by key: number, a byte of kind, a
//	         byte, 1 for a forecast, text zone, start of the first and end of the last
//	         known interval, seconds known, finest step; then the profile as JSON
//	weeks    how many series; for each, by number: number, how many chunks; for each chunk,
//	         by week: weeks since the one before (the first since week 0), step, tag
//
// # What it does not do
//
// It does not hide the size of the file, how many homes and chunks there are, or when they
// change; it does not notice that the whole file was put back to an older one; and what a
// running process holds in memory is plain. What a process writes survives the end of that
// process at any moment; that it survives a power cut is up to the disk.
package bolt
