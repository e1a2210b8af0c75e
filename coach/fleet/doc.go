// Package fleet is the coach over many homes.
//
// Words:
//
//   - A Visit says whether somebody should go and look at a home, and why: its cause.
//   - The weight of a visit, 0 to Most, is how soon: first whoever cannot be helped at all
//     because nothing is heard, then what makes a plan fail, then what costs, then what makes
//     estimates unsure. It ranks needs, never people: no weight grows with how much somebody
//     uses.
package fleet
