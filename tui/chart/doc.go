// Package chart draws energy and temperature in character cells: values in,
// lines of text out, exactly as wide and as high as asked.
//
// It knows neither a terminal nor a house. Words, numbers and dates are made by
// functions that the caller passes in, colours by a Paint; with a nil Paint the
// lines hold no escape byte and still say everything: every state has a sign of
// its own before it has a colour.
//
// # Words
//
//   - Cell: one character place. Column and row count cells from the top left.
//   - Dot: the part of a cell that a Graph can address: 2×4 in braille, 1×2 in
//     block, one in ascii.
//   - Data: values on slots, half-open intervals [start, end) of absolute time.
//     NaN, ±Inf and magnitudes over 1e100 are gaps. A gap draws nothing.
//   - Layer: one thing drawn over time: Line, Step, Area, Bars, Rule, Moment,
//     Mark. The caller's order is the drawing order; a later layer covers an
//     earlier one, cell by cell. Read best: Area, Bars, Line, Step, Mark.
//   - Band: a labelled stretch of time on the axis: preheat ▒, event █,
//     recovery ░ (in ascii = # ~).
//   - Class: what a run of cells means (axis, first line, event …). The caller
//     turns a class into a style; this package never does.
//   - Column extents: when several slots fall in one column, the least and the
//     greatest of them are drawn, so that a peak survives any decimation.
//
// Time is placed by absolute duration, ticks by the local calendar: a day of 23
// or 25 hours has 23 or 25 equal hours and its labels stand where they belong.
//
// Charts over time are Chart (and Stack for several on one time axis) and Heat
// (hour by day); Scatter sets a value against another. These three also come as a
// Table, and the first two are read at one moment with ReadAt. Spark, BarRows and
// Dial are single rows. Viewport is the window that keys move, Cache keeps what was
// drawn.
package chart
