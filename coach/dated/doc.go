// Package dated holds rules and prices that were true from one day to another, as they
// stand in TOML files that a person can read and override.
//
// Words:
//
//   - A Row is one value with the days on which it held, where it was read (a source), how
//     sure it is, and the file and line it stands on.
//   - A Table is the rows of one kind, by key (a programme, a rate) and day. Without a last
//     day a row holds until the next one of its key begins.
//   - A hole is a day between two rows of a key on which neither holds; an overlap is a day
//     on which both do. Neither is guessed around: the file is refused, with the line.
//   - A file laid over another replaces the rows that have the same key and first day, and
//     adds the others.
package dated
