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
//   - A class is what a mode stands for: no room colder, and no more cold degree-hours, than
//     the programme's published offsets of that name would make it. Inside its class a plan
//     sheds what pays.
//
//   - The optimum is a linear programme (package solve): per room two states, air and mass,
//     as coach/thermal learned them; prices and rewards; a price of cold that rises with depth;
//     floors, ceilings, rises, anchors and the heat left behind as soft limits priced above any
//     reward; caps on all rooms together for the highest hour. What it
//     costs, what no schedule can cost less than, and the gap between stand in the plan.
//
//   - The plan is the optimum on thermostats: half degrees held half an hour, rounded and then
//     mended by local search with the thermostats in the loop. Its kW, kWh, $ and °C are of that.
//
//   - Between two comfort prices a programme may leap. The plan goes from the dearer towards the
//     cheaper one as far as the class lets it (fill).
//
//   - The highest hour is that of the whole home, by clock hours. It is looked at under what each
//     past day used beside heating: the mean of ten such days, a standard error on top, is not to
//     be above that without a plan. A cap in the programme comes near it, the local search keeps
//     it. Where class, reward and highest hour cannot all be kept it is lifted, by the least that
//     does and never beyond what the programme's offsets would make it.
//
//   - The return is how a room comes back after a window: it may lie low by all of the reduction
//     at first, by less and less over four hours, an anchor waited out.
//
//   - The frontier is the same day at 20 prices of cold.
//
// What a screen can do with it (House is learned once and asked many times):
//
//	p := house.Plan(ask)             // the plan; p.Columns compares it, p.Frontier is nil
//	f := house.Frontier(ask)         // 20 comfort prices at once, a few tens of ms
//	f.Points                         // []Point: what each price buys, dearest comfort last
//	f.Chosen                         // the point that Plan would take, −1: the programme's offsets
//	p = f.Plan(i)                    // the whole plan at point i, half a millisecond: i±1 for a dial
//	                                 // p.Frontier = f.Points, p.FrontierAt = i
//	ask.Overrides = []Override{{Zone: "salon", Start: t, SetpointC: 19.5}}
//	p = house.Plan(ask)              // or f.Override(i, overrides): what it costs is
//	                                 // p.OverrideDollars, p.OverrideKWh, p.OverrideColdDegreeHours
//	ask.Last = &p                    // planned again: p.Replan says what changed, and for what gain
//
// The dial's point may also be asked for from the start: Ask.Comfort = 1 … 20 (0: the
// point that the mode's comfort class allows).
//
// The method called "offsets" is the programme's published offsets: a gradual preheat, a
// fall for the window, a gradual return, bent by the limits. It is what a plan is compared
// with, and what it falls back on, with a reason, where no model can be learned or none of
// the optimum's schedules sheds as much at no more cold.
//
// The floors are those below which no reduction is planned; the person's own limits win
// where they are narrower. A thermostat at its floor holds it: floors are about set-points and
// about what the heaters cannot hold, not about a sensor's last tenth.
package plan
