// Package plan makes the set-point schedule of a home around its peak events.
//
// Words:
//
//   - A plan is, per zone and quarter hour, a set-point, the expected power and indoor
//     temperature with its band, and the phase.
//   - A set-point of null leaves the thermostat to its own programme.
//   - A limit (floor, ceiling, the person's own) gives way only softly, and is then listed:
//     which, where, from when to when, by how much. A plan is never "infeasible".
//   - Prices and rewards reach this package as numbers, windows as times: it knows no
//     tariff and no programme.
//
// The floors are those below which no reduction is planned; the person's own limits win
// where they are narrower.
package plan
