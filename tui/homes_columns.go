package tui

import (
	"fmt"
	"math"

	"courant/coach/fleet"
	"courant/tui/theme"
)

// A homeColumn is a column of the list of homes. One column takes what the others leave.
type homeColumn struct {
	head        string
	w           int
	right, rest bool
	cell        func(h HomeRow) string
}

// columns are those of an order, as many as the screen has room for: what a narrow one leaves
// out, and what is cut, the sentence below the list says.
func (p *homesPane) columns(f frame) []homeColumn {
	w, name := f.s.Homes, p.index.wide+3
	all := []homeColumn{{head: w.Home, w: name, cell: func(h HomeRow) string { return f.home(h.Home) + f.noteSign(h) }}}
	add := func(least int, c homeColumn) {
		if f.w >= least {
			all = append(all, c)
		}
	}
	city := homeColumn{head: w.City, w: 15, cell: func(h HomeRow) string { return f.city(h.City) }}
	noted := homeColumn{head: w.Noted, w: 12, right: true, cell: func(h HomeRow) string { return f.noted(h) }}
	complete := homeColumn{head: w.Complete7, w: 14, right: true, cell: func(h HomeRow) string { return f.complete(h) }}
	rooms := homeColumn{head: w.Zones, w: 8, right: true, cell: func(h HomeRow) string { return fmt.Sprint(h.Zones) }}
	why := homeColumn{head: w.Why, rest: true, cell: func(h HomeRow) string { v, _ := f.visit(h); return f.cause(v) }}
	if p.order != orderVisit {
		add(0, city)
		add(0, homeColumn{head: w.Until, w: 16, right: true, cell: func(h HomeRow) string { return f.until(h.Until) }})
		add(0, complete)
		add(80, rooms)
		add(96, noted)
		add(120, homeColumn{w: 3, cell: func(HomeRow) string { return "" }})
		add(120, why)
		return all
	}
	add(80, city)
	add(0, homeColumn{head: w.ToVisit, w: 10, cell: f.action})
	add(0, why)
	add(0, homeColumn{head: w.Since, w: 8, right: true, cell: f.since})
	seen := 9
	if f.w >= 100 {
		seen = 11
	}
	add(80, homeColumn{head: w.Seen, w: seen, right: true, cell: func(h HomeRow) string { return f.until(h.Until) }})
	add(112, complete)
	add(112, rooms)
	add(120, noted)
	return all
}

// line sets cells side by side, at most f.w less the cursor's place.
func (f frame) line(all []homeColumn, cell func(homeColumn) string) string {
	left := f.w - 4
	for _, c := range all {
		left -= c.w
	}
	out := ""
	for _, c := range all {
		n := c.w
		if c.rest {
			n = max(left, 10)
		}
		if c.right {
			out += right(cell(c), n)
		} else {
			out += pad(cell(c), n)
		}
	}
	return out
}

// row is a home in the list.
func (p *homesPane) row(f frame, all []homeColumn, h HomeRow) string {
	return f.line(all, func(c homeColumn) string { return c.cell(h) })
}

// action is how grave a cause is and what it asks for: « 5 visite »; … before a home is judged.
func (f frame) action(h HomeRow) string {
	switch v, judged := f.visit(h); {
	case v.Weight > 0:
		return fmt.Sprintf("%d %s", v.Weight, f.l.Action(string(v.Action())))
	case !judged:
		return "…"
	}
	return ""
}

// since is how long there has been a cause, "" without one.
func (f frame) since(h HomeRow) string {
	if v, _ := f.visit(h); v.Weight > 0 {
		return f.sinceText(v.Since)
	}
	return ""
}

// complete is how complete the last seven days are, … before that is known.
func (f frame) complete(h HomeRow) string {
	if math.IsNaN(h.Coverage) {
		return "…"
	}
	return f.l.Percent(h.Coverage, 1)
}

// noted is when the newest visit note was written, "" without one.
func (f frame) noted(h HomeRow) string {
	if h.Noted.IsZero() {
		return ""
	}
	return f.l.NearDate(h.Noted.In(f.loc), f.now)
}

// noteSign marks a home that has a visit note.
func (f frame) noteSign(h HomeRow) string {
	if h.Noted.IsZero() {
		return ""
	}
	return " n"
}

// toVisit is how many of the homes have a cause, as far as they were judged.
func (p *homesPane) toVisit() (n int) {
	for _, v := range p.index.visits {
		if v.Weight > 0 {
			n++
		}
	}
	return n
}

// causeLines say of the open home, where it is known, why somebody should look after it and what
// to do: the gravest cause, in a sentence of its own.
func (f frame) causeLines() []string {
	v, ok := f.causeOf()
	if !ok {
		return nil
	}
	words := fmt.Sprintf(f.s.Homes.CauseSince, f.cause(v), f.sinceText(v.Since))
	if v.Since.IsZero() {
		words = fmt.Sprintf(f.s.Homes.CauseNow, f.cause(v))
	}
	return f.sentence(theme.Warn, words+" "+f.l.Remedy(v.Cause))
}

// judgedLines are causeLines of a home that was judged: one that came from the list of visits.
func (f frame) judgedLines() []string {
	if _, judged := f.visits[f.r.Home]; !judged {
		return nil
	}
	return f.causeLines()
}

// causeOf is the gravest cause of the open home, if it was judged, or is silent.
func (f frame) causeOf() (fleet.Visit, bool) {
	if v, judged := f.visits[f.r.Home]; judged {
		return v, v.Weight > 0
	}
	for _, h := range f.homes {
		if h.Home == f.r.Home {
			v, _ := f.visit(h)
			return v, v.Weight > 0
		}
	}
	return fleet.Visit{}, false
}
