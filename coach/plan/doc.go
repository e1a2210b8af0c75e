// Package plan makes the set-point schedule of a home around its peak events.
//
// Words:
//
//   - A plan is, per zone and quarter hour, a set-point, the expected power and indoor
//     temperature with its band, and the phase.
//
//   - A set-point of null leaves the thermostat to its own programme.
//
//   - A limit (floor, ceiling, the person's own) gives way only softly, and is then listed:
//     which, where, from when to when, by how much. A plan is never "infeasible".
//
//   - Prices and rewards reach this package as numbers, windows as times: it knows no
//     tariff and no programme.
//
//   - A House is what was learned of a home: per room its usual set-points (the habit), its
//     heat loss, gains and inertia, and for the home how much of a modelled saving past
//     events really gave (the answer). It is learned once and planned with many times.
//
//   - A wish is what one room is asked to do in one event; limits bend it, each half a degree
//     at a time, until they hold.
//
// What a screen can do with it (House is learned once and asked many times):
//
//	p := house.Plan(ask)             // the plan; p.Columns compares it, p.Frontier is nil
//	f := house.Frontier(ask)         // 20 comfort prices at once, a few tens of ms
//	f.Points                         // []Point: what each price buys, dearest comfort last
//	f.Chosen                         // index of the point that Plan would take
//	p = f.Plan(i)                    // the whole plan at point i, a millisecond: i±1 for a dial
//	                                 // p.Frontier = f.Points, p.FrontierAt = i
//	ask.Overrides = []Override{{Zone: "salon", Start: t, SetpointC: 19.5}}
//	p = house.Plan(ask)              // or f.Override(i, overrides): what it costs is
//	                                 // p.OverrideDollars, p.OverrideKWh, p.OverrideColdDegreeHours
//
// The dial's point may also be asked for from the start: Ask.Comfort = 1 … 20 (0: the
// point that the mode's comfort class allows).
//
// The method called "offsets" is the programme's published offsets: a gradual preheat, a fall for the
// window, a gradual return, in half degrees held half an hour. What it is expected to do
// comes from a closed-loop simulation of every room, two heat stores each, fitted on the
// last weeks and set right by past events.
//
// The floors are those below which no reduction is planned; the person's own limits win
// where they are narrower.
package plan
