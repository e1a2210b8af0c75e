// Package coach turns one home's series, events and rates, at one moment, into one Report:
// everything that a screen, a pipe or a file shows comes from it.
//
// Words:
//
//   - A Question is one home at one moment, with all that is known of it.
//   - A Report is the answer: the state of the data, the next event, what past events were
//     worth, the plan, and at most three advices.
//   - An Advice is one thing to do, with its kWh, kW, dollars or °C, an interval, and the
//     evidence rows behind it. Advices come from a closed, reviewed list of codes.
//   - Applied says whether the plan is in force, read back from the set-points; it is never
//     assumed.
//
// Review is pure: the same question gives the same report, to the byte.
package coach
