// Package series holds measured values on a regular grid, and the local calendar
// that people and tariffs live by.
//
// Words:
//
//   - A sample is a value with its interval. Intervals are half open, [start, end).
//   - A Series is one Kind of samples on a regular grid in UTC: a start, a step and
//     values. NaN is a gap: what is missing stays missing, it is never zero.
//   - An instantaneous quantity (a temperature, a set-point) is the mean over its
//     interval; an energy is the sum over its interval.
//   - A Date is a civil day. Where it begins, how long it is (23, 24 or 25 hours) and
//     how many quarter hours it has (92, 96 or 100) depends on the time zone, which
//     is always passed in: the host's own zone is never asked.
//
// The package does no input or output and reads no clock.
package series
