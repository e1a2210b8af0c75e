// Package exchange reads files into series and writes a home's series to files. It keeps
// nothing: what it reads comes back as batches for a store, with a report of their quality,
// and the caller writes them in one transaction.
//
// Words:
//
//   - A format is csv (any table), hydroquebec (the customer portal's downloads),
//     greenbutton (ESPI XML) or influx (line protocol in courant's own schema). Each may be
//     compressed with gzip, in UTF-8, UTF-16 or Windows-1252.
//   - A role is what a column is for: start, end, home, zone, or a kind of value. The unit
//     of a value stands at the end of its column's name.
//   - A row is one interval of one home or zone, in whatever format. Its label says which
//     end of the interval its time is.
//   - The step is the most common difference between a column's rows, or what their ends
//     say. Daily totals have days of 23 to 25 hours, which are no grid: they are spread
//     evenly over the hours of their day, and Result.Daily says so.
//   - All or nothing: the first line that cannot be right is an error that names the file,
//     the line and the column, and then there is no result.
//
// Contract numbers, names, addresses and every column that has no role are left behind as
// the file is read. They reach no result, no report and no message; of a column without a
// role its heading alone is told.
package exchange
