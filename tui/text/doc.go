// Package text has every sentence, unit, number and date that a person reads, in French
// and in English.
//
// A language is one Go literal of a typed struct, so that a text missing in one of them
// does not compile or fails a test. Sentences of errors are pairs by message id
// (fault.ID), one table a room.
package text
