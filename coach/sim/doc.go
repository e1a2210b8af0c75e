// Package sim is a simulated pilot with a known truth: weather, houses, people, peak events
// and the answers to them. It makes the demo, and it is what property tests measure
// estimates against. On screen it is always called simulated.
//
// Words:
//
//   - A Pilot is a number of homes in the four cities over one span of time. The same
//     Config gives the same bytes, and home i is the same whatever the number of homes,
//     the order they are asked for or how many workers ask.
//   - A World is what every home shares: the span, the weather of the cities, the events.
//   - A House is a network of rooms with heaters; a Room is two thermal states (air and
//     mass) and a thermostat. People say when the house is lived in, and what it burns
//     beside heating. A Household is a House with People.
//   - A Loop lets a House live slot by slot under set-points from outside: the closed loop
//     in which plans are tried. Simulate runs one over whole arrays.
//   - The Truth is what no meter shows: the network, the loads apart, who answered which
//     event, and the energy that the same people would have used without events.
//   - A Fault spoils series as bad sensors and meters do; a Change alters the house itself
//     from a moment on.
//
// Physics: 2R2C a room with a direct air path (Madsen and Holst 1995; the structure TwTi of
// Bacher and Madsen, Energy and Buildings 2011), rooms joined through the air of the hall.
// Ranges of the parameters, of loads and of answers to events are those published for
// Québec homes; no metered series went into them. Nothing here reads a clock.
package sim
