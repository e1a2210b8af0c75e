// Package tui is the dashboard, and the only place that knows bubbletea.
//
// Words:
//
//   - A View answers one question and fills the body of the screen; a digit opens it.
//   - A pane is the plain struct behind a view: it is given a frame (size, language, theme,
//     report, moment) and returns lines, exactly as many and as wide as asked.
//   - An Action is what a key means. One keymap makes the footer, the help and the palette,
//     so they cannot disagree.
//   - A Source is where reports come from. It is asked in commands, never while drawing; its
//     answers carry the request's number, and a late one is dropped.
//
// The root Model is the only tea.Model; nothing below it sees a key. The last good report
// stays on screen whatever happens behind it, with its age in the header.
package tui
