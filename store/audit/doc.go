// Package audit keeps the access log: who looked at, changed or took out which home's data,
// when, and with what command.
//
// Words:
//
//   - A Record is one access. Homes are not named: a record has their mark, a keyed hash
//     that only the owner of the store's key can match with a home.
//   - The log is a text file, one record a line, only ever appended to. Each line ends with a
//     keyed sum over itself and the line before, so that a line that was changed, moved or
//     taken out shows.
//   - The head is a small file beside it with the last sum: a log that was cut at its end
//     shows too, unless the head was put back with it.
//
// A line is JSON, a tab and the sum: 32 hexadecimal digits of HMAC-SHA-256 over the sum of
// the line before and the line's JSON. A line that a crash cut short is left as it is and
// told by Verify; the next record begins on a line of its own.
//
// An access that cannot be written down is refused: whoever asks calls Add before
// answering, and stops on its error.
//
// # What it does not do
//
// Whoever has the store's key can write a log anew. It says what this program did, not what
// others did with the files.
package audit
