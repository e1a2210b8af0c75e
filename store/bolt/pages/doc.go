// Package pages reads a bbolt file without trusting a byte of it. bbolt itself follows
// whatever a page says: on a damaged file it panics, reads beyond the file's end or never
// stops, and not all of that can be caught. Here every number is checked before it is
// used, so that damage is an error; and the file is read, not mapped, so that it may even
// shrink meanwhile. bbolt does all of the writing.
//
// Words, as bbolt has them:
//
//   - A page is Size bytes, or several in a row (overflow). Its id is its place.
//   - Two meta pages, 0 and 1, are written in turn: the one with the higher transaction id
//     tells where the root of the tree and the list of free pages lie.
//   - A branch page points to pages by their smallest key; a leaf page has keys and values.
//   - A Tree is a bucket: sorted keys and values.
//
// The numbers in a file have the byte order of the machine that wrote it, as bbolt has it.
package pages
