// Package feed reads the outside world: lists of peak events (Hydro-Québec's open data and
// iCal calendars) and the weather of a city (Environment and Climate Change Canada).
//
// Words:
//
//   - A source is where something is read: an address, or a file. Its body is text that
//     anybody may have written: it is bounded in size, never trusted, and refused whole when
//     it is not what it should be.
//   - A reading is what a body says about events: messages for an event.Book, and the rows
//     that could not be used, each with its reason. Rows of other offers are no concern.
//   - A poll asks an address politely: with the validators of its last answer (ETag,
//     Last-Modified), within limits of time and size, no sooner than the source or a minimum
//     interval allows, and with a pause after an answer such as 429 or 503.
//   - The state is what is known across runs: the status of each source and the last valid
//     messages. A failure changes the status alone; the last good messages stay.
//
// # Which source counts
//
// Every source that speaks of an event is remembered. On one event (a programme, a day, a
// half of it) the most trusted source decides, in this order:
//
//  1. manual: what a person entered, or removed by hand. It stands for the official e-mail
//     notice, which takes precedence over the open data;
//  2. file: a person's own list;
//  3. hydro-quebec: the open data;
//  4. ical: a calendar, which republishes and may lag;
//  5. influx: what a house's own automation wrote into its bucket.
//
// Of one source's messages the last that was true stands: the later issued, then the later
// seen. `courant event list` shows the source, the reason and those that say otherwise. A
// source that falls silent withdraws nothing: an event that was listed and is no more stays,
// and is said to be no longer listed. A calendar can withdraw one by STATUS:CANCELLED.
//
// # How a forecast is shaped
//
// The city's page tells about a day of hours, then highs, lows and words. Between those the
// temperature is half a cosine from one extreme to the next, at the hours when they usually
// are (6 and 15 h); the sun is that of a clear sky through the clouds that the words mean.
// Both have an 80 % band, wider there than in the hours told. A forecast is not known
// before it was issued.
//
// Everything below the poll is pure: the moment and the zone are passed in.
package feed
