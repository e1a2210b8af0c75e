package tui

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"courant/coach/fleet"
	"courant/coach/home"
	"courant/tui/text"
)

// An order is how the homes are sorted.
type order int

const (
	orderVisit order = iota // unless another one was chosen
	orderID
	orderCity
	orderAge
	orderCoverage
	orders
)

func (o order) words(s *text.Screen) string {
	w := s.Homes
	return [...]string{w.ByVisit, w.ByID, w.ByCity, w.ByAge, w.ByCoverage}[o]
}

// An index is the homes that a filter leaves, in an order: made once a change, so that ten
// thousand homes scroll without being looked at.
type index struct {
	filter string
	order  order
	made   bool
	lang   text.Lang
	words  []string // what the filter looks in, a home
	visits []fleet.Visit
	cities []string // folded, for sorting
	shown  []int
	wide   int // of the longest name, in cells, within reason
}

// shown are the places of the homes to list.
func (p *homesPane) shown(f frame, homes []HomeRow) []int {
	x := &p.index
	fresh := x.made && !p.stale && len(x.words) == len(homes) && x.lang == f.l
	if fresh && x.filter == p.filter && x.order == p.order {
		return x.shown
	}
	if !fresh {
		x.visits = make([]fleet.Visit, len(homes))
		for i, h := range homes {
			x.visits[i], _ = f.visit(h)
		}
		x.words, x.cities = make([]string, len(homes)), make([]string, len(homes))
		known := map[home.City]string{}
		x.wide = width(f.s.Homes.Home)
		for i, h := range homes {
			if known[h.City] == "" {
				known[h.City] = folded(f.l.City(h.City))
			}
			x.cities[i], x.wide = known[h.City], min(max(x.wide, len(h.Home)), 16)
			x.words[i] = folded(string(h.Home)) + " " + known[h.City]
			if v, _ := f.visit(h); v.Weight > 0 {
				x.words[i] += " " + folded(f.cause(v))
			}
		}
	}
	x.made, x.filter, x.order, x.lang, p.stale = true, p.filter, p.order, f.l, false
	wanted := strings.Fields(folded(p.filter))
	x.shown = x.shown[:0]
	for i, words := range x.words {
		if holdsAll(words, wanted) {
			x.shown = append(x.shown, i)
		}
	}
	slices.SortStableFunc(x.shown, func(a, b int) int { return p.order.compare(x, homes, a, b) })
	return x.shown
}

func holdsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// truth orders what is so after what is not.
func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// compare sorts the home to look at first to the front.
func (o order) compare(x *index, homes []HomeRow, a, b int) int {
	first := 0
	switch o {
	case orderCity:
		first = strings.Compare(x.cities[a], x.cities[b])
	case orderAge:
		first = homes[a].Until.Compare(homes[b].Until)
	case orderVisit:
		u, v := x.visits[a], x.visits[b]
		first = cmp.Or(cmp.Compare(v.Weight, u.Weight), u.Since.Compare(v.Since))
	case orderCoverage:
		first = cmp.Or(cmp.Compare(truth(math.IsNaN(homes[a].Coverage)), truth(math.IsNaN(homes[b].Coverage))), cmp.Compare(homes[a].Coverage, homes[b].Coverage))
	}
	return cmp.Or(first, cmp.Compare(homes[a].Home, homes[b].Home))
}
