// Package signature says what a home's series tell about the house: how much of the energy
// is heat, what the house loses, and what has gone wrong.
//
// Words:
//
//   - The signature is the line of a day's energy over how cold it was: a base load, a
//     slope, and the balance point, the outdoor temperature below which the home is heated.
//   - Degree-days are Σ over days of the mean over 24 h of max(0, balance point − outdoor),
//     from hourly temperatures. Those of base 18 °C compare climates.
//   - UA is the heat loss in W/K: the slope over 24 h where the heat is electric.
//   - A Value is a number with its 80 % interval. A number that data cannot tell keeps the
//     interval of what is believed of all homes, and says that it is the prior's.
//   - An Anomaly is one thing that has changed or does not work: a code, when, how much
//     energy it costs, and the rows behind it. It is a doubt for a person to look at.
//   - The reference is a home's own recent past, before the days that are judged.
//
// What cannot be told from the interval at hand (a water heater at an hour a step) is not
// told: see Hint. The package reads no clock.
package signature
