// Package tui is the dashboard, and the only place that knows bubbletea.
//
// Words:
//
//   - A View answers one question and fills the body of the screen; a digit opens it.
//   - A pane is the plain struct behind a view: it is given a frame (size, language, theme,
//     report, moment) and returns lines; what it draws is cached until one of these changes.
//   - An Action is what a key means, the same in every view. One keymap makes dispatch,
//     footer, help and palette, so they cannot disagree. An action that cannot act now stays
//     listed, with the reason.
//   - A Source is where reports come from. It is asked in commands, never while drawing; its
//     answers carry the request's number, and a late one is dropped. What else a source can
//     do (Skipper, Moder, Exporter, Refresher) is found by asking it.
//   - A State is what is remembered from one run to the next.
//   - Linear is how --accessible talks: lines that end and choices by number.
//
// The root Model is the only tea.Model; nothing below it sees a key. The last good report
// stays on screen whatever happens behind it, with its age in the header.
package tui
