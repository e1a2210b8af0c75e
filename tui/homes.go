package tui

import (
	"fmt"
	"math"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/tui/text"
	"courant/tui/theme"
)

// A homesPane answers: which home?
type homesPane struct {
	at, top int    // of the homes that are shown
	chosen  bool   // the cursor has been put on the open home once
	typing  bool   // keys go to the filter
	filter  string // stays visible until esc clears it
	order   order
	stale   bool // the homes are others than those indexed
	index   index
}

// typed takes a key while the filter is being typed; false lets it act as usual.
func (p *homesPane) typed(msg tea.KeyMsg) bool {
	switch msg.String() {
	case "esc":
		p.typing, p.filter, p.at = false, "", 0
		return true
	case "enter":
		p.typing = false
		return true
	}
	next, ok := edit(p.filter, msg, typedMost)
	if ok {
		p.filter, p.at = next, 0
	}
	return ok
}

// act moves the cursor; on enter it gives the home to open.
func (p *homesPane) act(f frame, homes []HomeRow, a Action) (home.ID, bool) {
	shown := p.shown(f, homes)
	page := max(f.h-homesHead-1-wordLines, 1)
	switch a {
	case Up, Previous:
		p.at--
	case Down, Next:
		p.at++
	case PageUp:
		p.at -= page
	case PageDown:
		p.at += page
	case First:
		p.at = 0
	case Last:
		p.at = len(shown) - 1
	case Filter:
		p.typing = true
	case Sort:
		id, on := p.under(f, homes)
		on = on && p.at > 0 // who stands at the top sees the new top
		p.order, p.at = (p.order+1)%orders, 0
		if on {
			p.at = slices.IndexFunc(p.shown(f, homes), func(i int) bool { return homes[i].Home == id })
		}
	case Back:
		p.filter = ""
	case Enter:
		return p.under(f, homes)
	}
	p.at = max(min(p.at, len(shown)-1), 0)
	return "", false
}

// under is the home that the cursor is on.
func (p *homesPane) under(f frame, homes []HomeRow) (home.ID, bool) {
	shown := p.shown(f, homes)
	if p.at < 0 || p.at >= len(shown) {
		return "", false
	}
	return homes[shown[p.at]].Home, true
}

// homesHead lines stand above the list.
const homesHead = 4

func (p *homesPane) lines(f frame, homes []HomeRow, chosen home.ID) []string {
	w := f.s.Homes
	if len(homes) == 0 {
		return f.sentence(theme.Title, w.None)
	}
	shown := p.shown(f, homes)
	p.place(homes, shown, chosen)
	all := p.columns(f)
	head := f.line(all, func(c homeColumn) string { return c.head })
	out := []string{p.count(f, len(shown), len(homes)), p.filterLine(f), "", f.th.Paint(theme.Muted, "   "+head)}
	if len(shown) == 0 {
		return append(out, f.sentence(theme.Plain, fmt.Sprintf(w.NoMatch, text.Clean(p.filter, 0)))...)
	}
	rows := f.h - homesHead - 1 - wordLines
	p.at = max(min(p.at, len(shown)-1), 0)
	p.top = max(min(p.top, p.at, len(shown)-rows), p.at-rows+1, 0)
	for i := p.top; i < min(p.top+rows, len(shown)); i++ {
		h := homes[shown[i]]
		line := p.row(f, all, h)
		if i == p.at {
			out = append(out, " "+f.th.Paint(theme.Key, ">")+" "+f.th.Paint(theme.Selected, line))
		} else {
			out = append(out, "   "+line)
		}
	}
	for len(out) < homesHead+rows+1 {
		out = append(out, "")
	}
	words := f.sentence(theme.Muted, p.words(f, homes[shown[p.at]]))
	for len(words) < wordLines {
		words = append(words, "")
	}
	return append(out, words[:wordLines]...)
}

// wordLines is how many lines the sentence about the chosen home has.
const wordLines = 3

// place puts the cursor on the open home, once; a list by need begins with the greatest.
func (p *homesPane) place(homes []HomeRow, shown []int, chosen home.ID) {
	if p.chosen {
		return
	}
	p.chosen = true
	if p.order == orderVisit {
		return
	}
	for i, j := range shown {
		if homes[j].Home == chosen {
			p.at = i
		}
	}
}

func (p *homesPane) count(f frame, shown, all int) string {
	w := f.s.Homes
	head := f.l.Count(w.Count, all)
	if f.r != nil && f.r.Simulated {
		head = f.l.Count(w.CountPilot, all)
	}
	if shown != all {
		head = f.l.Count(w.Filtered, shown, all)
	}
	if n := p.toVisit(); n > 0 && p.order == orderVisit {
		head += ", " + f.l.Count(w.ToVisitCount, n)
	}
	return spread(f.title(head), f.rankingLine(), f.th.Paint(theme.Muted, fmt.Sprintf(w.SortedBy, p.order.words(f.s)))+" ", f.w)
}

func (p *homesPane) filterLine(f frame) string {
	line := " " + f.th.Paint(theme.Key, "/") + " "
	switch {
	case p.typing:
		return line + text.Clean(p.filter, f.w-6) + f.th.Paint(theme.Cursor, "▏")
	case p.filter != "":
		return line + text.Clean(p.filter, f.w-6)
	}
	return line + f.th.Paint(theme.Muted, f.s.Homes.Filter)
}

// words say of the chosen home what its row cannot: where the list is by visits, its cause in
// full.
func (p *homesPane) words(f frame, h HomeRow) string {
	v, judged := f.visit(h)
	words := f.homeWords(h)
	switch {
	case p.order != orderVisit:
	case v.Weight > 0:
		words += " " + text.Capital(f.cause(v)) + ". " + f.l.Remedy(v.Cause)
	case judged && h.Zones == 0:
		words += " " + f.s.Homes.VisitMeter
	case judged:
		words += " " + f.s.Homes.VisitNone
	}
	if h.Zones == 0 && !h.Until.IsZero() && (p.order != orderVisit || v.Weight > 0) {
		words += " " + f.s.Homes.Meter
	}
	return words
}

func (f frame) city(c home.City) string {
	if f.private {
		return "····"
	}
	return f.l.City(c)
}

// homeWords say in a sentence what the row of the chosen home says in columns.
func (f frame) homeWords(h HomeRow) string {
	if h.Until.IsZero() {
		return fmt.Sprintf(f.s.Homes.NoData, f.home(h.Home))
	}
	w := f.s.Homes
	words := fmt.Sprintf(w.Selected, f.home(h.Home), f.city(h.City), f.l.Span(max(f.now.Sub(h.Until), 0)))
	if !math.IsNaN(h.Coverage) {
		words += ", " + fmt.Sprintf(w.SelectedComplete, f.l.Percent(h.Coverage, 1))
	}
	if !h.Noted.IsZero() {
		words += ", " + fmt.Sprintf(w.SelectedNoted, f.noted(h))
	}
	return words + ", " + f.l.Count(w.Rooms, h.Zones) + "."
}
