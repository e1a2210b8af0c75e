// Package influx reads and writes household series in a person's own InfluxDB: 1.8 with or
// without Flux, and 2.x.
//
// Words:
//
//   - A bucket is where series lie; on 1.8 it is a database with a retention policy.
//   - A dialect is what a server can do. It is found by asking, never from a version.
//   - Courant's own schema is one measurement, consumption, with the tags household, city and
//     perhaps zone, and a field for each kind of series: energy_kwh, indoor_c… A point
//     is stamped with the start of its interval. Forecasts have a measurement of their
//     own. Anything else in a bucket is left alone.
//   - A map says what is what in a bucket of another program, Home Assistant's or any other: such a
//     bucket is read as if it were courant's own, and never written to. A source is one series of a map; a
//     view is one of several sources of the same thing; a level stands until the next point, a
//     counter's growth is an energy, an interval is a point's own.
//   - A journal holds on disk, sealed, what was sent and not yet read back.
//   - A pull is a read of many homes, in several requests at once. A home is handed over
//     when all of it is there, and never before.
//   - A sealed bucket holds the chunks of package seal as opaque points: whoever runs the server
//     cannot read them. A writer is one copy of the program; each has points of its own there.
//   - A month is closed 35 days after its end. A ledger remembers what the months of a
//     bucket and of the local store added up to: a sync reads a closed month again only when
//     that is no longer so.
//
// What is asked of a server is written for what servers really do (1.8.10 and 2.7.12 were
// watched doing it):
//
//   - The stop of a Flux range counts on 1.8 and does not on 2.x: a nanosecond is taken off.
//   - Every answer is checked against a count of its own, because an answer may end early and
//     look whole: an intermediary cut it, or the server failed behind the first byte. In
//     InfluxQL's CSV a failed statement is an empty answer with status 200.
//   - Flux gives one type of a field: behind the first week in which a field became a text or an
//     integer all of its values are silently gone. Such fields are read by InfluxQL, which
//     gives the numbers of all weeks; the texts are counted.
//   - 1.8 answers 500 to a wrong database, a missing right and a wrong query alike:
//     errors are told apart by their words.
//   - Ids go through an allow-list and are bound or escaped as well; what a bucket holds
//     under another name is counted and never asked for.
//
// Writes are blocking requests of line protocol, stamps in seconds. They can be repeated at
// will: a point is told by its tags and stamp, and the last one stands. A write
// reads first what is there, sends what differs, and reads back what it sent.
//
// Nothing here logs, and no error holds the token.
package influx
