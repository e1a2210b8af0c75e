// Package event knows the peak events of a programme: their windows, phases and states
// by date.
//
// Words:
//
//   - A peak event (événement de pointe) is a window in which the programme asks homes to
//     use less. Its window is half open, [Start, End).
//   - Its phases are preheat (before the window), reduction (the window itself) and
//     recovery (after it).
//   - The anchor (période d'ancrage) is the span of the same day that the programme's
//     reference compares with: more use in it would raise the reference, so the coach
//     never advises any.
//   - Announced, locked (the settings deadline has passed), preheat, reduction, recovery,
//     done; or withdrawn by the programme, or skipped by the person.
//   - A message is what a source said of an event at one time; a book keeps the last valid
//     one of each source on each event, and decides. The most trusted source that speaks
//     stands: what a person entered or removed, then a person's file, Hydro-Québec's open
//     data, a calendar, a house's own bucket. Those that say otherwise are dissents, and are
//     told. Silence withdraws nothing.
//   - A feed is a source that is asked again and again; its status tells "nothing announced
//     as of" from "unreachable since".
//
// All of it is a function of the event, the dated rules and a moment: no clock is read.
package event
