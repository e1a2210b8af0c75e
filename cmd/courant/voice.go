package main

import (
	"regexp"
	"strings"
)

// dash stands in a cell of a table where there is nothing to say.
const dash = "—"

// table lays rows out under their first, which names the columns; for a voice each row is a
// sentence in which every cell has its name.
func (a *app) table(rows [][]string) []string {
	if !a.cfg.Accessible || len(rows) == 0 {
		return columns(rows)
	}
	out := make([]string, 0, len(rows)-1)
	for _, row := range rows[1:] {
		out = append(out, a.sentence(rows[0], row))
	}
	return out
}

// list lays out rows that no heading names; for a voice each is a sentence.
func (a *app) list(rows [][]string) []string {
	if !a.cfg.Accessible {
		return columns(rows)
	}
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = a.sentence(nil, row)
	}
	return out
}

// sentence is a row with its cells named, those without anything left out. What follows a dash
// says why there is nothing, and bears no name.
func (a *app) sentence(names, row []string) string {
	lead := row[0][:len(row[0])-len(strings.TrimLeft(row[0], " "))]
	var parts []string
	why := false
	for i, cell := range row {
		cell = strings.TrimPrefix(strings.TrimSpace(cell), "! ") // a mark to catch the eye
		switch {
		case cell == "":
			continue
		case cell == dash:
			why = true
			continue
		case !why && i < len(names) && strings.TrimSpace(names[i]) != "":
			cell = strings.TrimSpace(names[i]) + a.lang.Colon() + cell
		}
		parts = append(parts, cell)
	}
	return lead + strings.TrimRight(strings.Join(parts, "; "), ".") + "."
}

var farApart = regexp.MustCompile(`(\S) {2,}(\S)`)

// spoken are lines for a voice where one was asked for: signs as words, no columns.
func (a *app) spoken(lines []string) []string {
	if !a.cfg.Accessible {
		return lines
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		lead := l[:len(l)-len(strings.TrimLeft(l, " "))]
		out[i] = lead + strings.TrimLeft(farApart.ReplaceAllString(a.lang.Spoken(l), "$1, $2"), " ")
	}
	return out
}

// still reports whether nothing may be drawn over: a voice would read it again, and a dumb
// terminal cannot.
func (a *app) still() bool { return a.cfg.Accessible || a.env.Get("TERM") == "dumb" }

// earlyAccessible reports whether a voice was asked for before the command line is read, so that
// even its errors are spoken.
func earlyAccessible(args []string, env Env) bool {
	for _, arg := range args {
		if arg == "--accessible" || arg == "--accessible=true" {
			return true
		}
	}
	return truthy(env.Get("ACCESSIBLE")) || truthy(env.Get("COURANT_ACCESSIBLE"))
}
