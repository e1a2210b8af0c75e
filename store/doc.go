// Package store says what a store of household series is: the words, the types that cross
// its border, the errors and the promises that every implementation keeps. The promises
// are a test suite, store/storetest, which each of them passes.
//
// Words:
//
//   - A store holds, per home (a pseudonym), a profile, series and events.
//   - A write is one transaction: all of it is kept, or nothing.
//   - Late and duplicate data: the last write wins, and a Tally counts it. A gap (NaN) in
//     what is written replaces nothing.
//   - A forecast lies beside the measurements under a key of its own; it never replaces one.
//   - A chunk is seven days of one series, the unit that is sealed (store/seal). Weeks are
//     counted in UTC from Thursday 1 January 1970.
//   - Sealed means encrypted and authenticated together with its place and format
//     version, so that a chunk that was moved, cut or changed does not open.
//
// Implementations return concrete types; whoever uses a store declares the few methods it
// needs. A store knows no screen and reads no clock.
package store
