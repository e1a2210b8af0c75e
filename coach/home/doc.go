// Package home says what a household is and what is known about it.
//
// Words:
//
//   - A Home is a pseudonymous household: its data are de-identified (dépersonnalisées),
//     never anonymous.
//   - A Zone is a room, or several, with one thermostat.
//   - Each thing known about a home has an Origin: declared by its owner, learned from
//     its series, or assumed. Declared wins over learned, learned over assumed.
//   - A Profile is what was declared, and nothing else: the part that is stored.
package home
