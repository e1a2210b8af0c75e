// Package quality says what looks wrong with measured series: a home's, wherever they
// come from (a file just read, a store, a server).
//
// Words:
//
//   - An Issue is one thing that looks wrong with one series: a code, a count and a span.
//     It is a doubt, not a verdict: nothing is deleted and nothing is mended, since only
//     the person knows whether the meter or the file is at fault.
//   - Gaps are missing intervals between known ones; a pause is a gap of more than 31 days.
//   - Coarse is a series whose values were spread evenly over its intervals: hourly totals
//     over quarter hours, or daily totals over hours. Its sums are right, its shape is not.
//   - A shift is a clock or label that is off by whole hours.
//
// The checks and their thresholds follow published rules where there are any (CalTRACK,
// OpenDSM) and physics otherwise: what a residential service entrance can carry, where the
// sun stands. Forecasts are not checked. The package reads no clock: now and the time zone
// are passed in.
package quality
