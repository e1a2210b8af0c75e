package tui

import (
	"fmt"
	"strconv"
	"strings"

	"courant/coach/fleet"
	"courant/tui/text"
)

// listed is how many are read out at once.
const listed = 8

// homes reads the homes out by number and opens one. A home's number is its place in the whole
// list, the same however few are heard. A part of a name or of a city narrows the list.
func (r *reader) homes() {
	m := r.m
	m.view = ViewHomes
	w := m.text().Linear
	if len(m.homes) == 0 {
		if _, err := m.failed(); err != nil {
			r.line(m.said(err))
		}
		r.say(m.text().Homes.None)
		return
	}
	all := r.homesShown("")
	shown := r.places(all, m.homeList.filter)
	filter, at := m.homeList.filter, 0
	r.homesHead(len(shown), len(all), filter)
	for again := true; ; {
		if again {
			at = r.list(all, shown, at)
		}
		again = true
		line, ok := r.ask(w.Which)
		switch {
		case !ok || line == "":
			return
		case folded(line) == folded(w.Said.NextWord):
			if again = at < len(shown); !again {
				r.say(w.Said.NextNone)
			}
			continue
		case folded(line) == folded(w.Said.AllWord):
			filter, m.homeList.filter = "", ""
			shown, at = r.places(all, ""), 0
			r.homesHead(len(shown), len(all), "")
			continue
		}
		found := r.find(all, line)
		switch len(found) {
		case 0:
			r.say(fmt.Sprintf(w.NoMatch, text.Clean(line, 40)))
			again = false
		case 1:
			r.own = nil
			r.run(m.open(all[found[0]].Home))
			r.view(ViewToday)
			return
		default:
			shown, filter, at = found, line, 0
			r.homesHead(len(shown), len(all), filter)
		}
	}
}

// homesHead says how many homes are heard, in what order, and by which filter.
func (r *reader) homesHead(n, of int, filter string) {
	l, w := r.m.lang, r.m.text().Linear.Said
	if filter != "" {
		r.say(l.Count(w.HomesFiltered, n, of, text.Clean(filter, 40)))
		return
	}
	r.say(l.Count(w.Homes, n, r.m.homeList.order.words(r.m.text())))
}

// homesShown are the homes that a filter leaves, in the order that was chosen.
func (r *reader) homesShown(filter string) []HomeRow {
	pane := r.m.homeList
	pane.filter, pane.stale = filter, true
	var out []HomeRow
	for _, i := range pane.shown(r.m.frame(), r.m.homes) {
		out = append(out, r.m.homes[i])
	}
	return out
}

// places are where the homes that a filter leaves stand in the whole list.
func (r *reader) places(all []HomeRow, filter string) []int {
	var out []int
	kept := r.homesShown(filter)
	for i, h := range all {
		if len(kept) > 0 && kept[0].Home == h.Home {
			out, kept = append(out, i), kept[1:]
		}
	}
	return out
}

// list reads out some homes from one on, each by its place; it gives where to go on.
func (r *reader) list(all []HomeRow, shown []int, at int) int {
	f := r.m.frame()
	end := min(at+listed, len(shown))
	for _, i := range shown[at:end] {
		r.say(fmt.Sprintf(f.s.Linear.Choice, i+1, f.spokenHome(all[i])))
	}
	if left := len(shown) - end; left > 0 {
		r.say(fmt.Sprintf(f.s.Linear.Said.Next, min(left, listed)))
	}
	return end
}

// spokenHome is a home's name and city, and what is not as it should be.
func (f frame) spokenHome(h HomeRow) string {
	w := f.s.Linear.Said
	if h.Until.IsZero() {
		return fmt.Sprintf(f.s.Homes.NoData, f.home(h.Home))
	}
	out := []string{fmt.Sprintf(w.HomeIs, f.home(h.Home), f.city(h.City))}
	if age := f.now.Sub(h.Until); age > silentAfter {
		out = append(out, fmt.Sprintf(w.HomeSilent, f.l.Span(age)))
	}
	if h.Coverage < toldThin {
		out = append(out, fmt.Sprintf(w.HomeThin, f.l.Percent(h.Coverage, 1)))
	}
	if h.Zones == 0 {
		out = append(out, w.HomeMeter)
	}
	if v, _ := f.visit(h); v.Weight > 0 && v.Cause != fleet.Silent { // silence is told by its age
		out = append(out, fmt.Sprintf(w.HomeCause, f.cause(v)))
	}
	return strings.Join(out, " ")
}

// toldThin is the cover below which a home is told to lack readings.
const toldThin = 0.9

// find are the places of the homes that a line means: the one of a number or a full name, else
// all that hold its words.
func (r *reader) find(all []HomeRow, line string) []int {
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(all) {
		return []int{n - 1}
	}
	var out []int
	for i, h := range all {
		if strings.EqualFold(line, string(h.Home)) {
			return []int{i}
		}
		if matches(string(h.Home)+" "+r.m.lang.City(h.City), line) {
			out = append(out, i)
		}
	}
	return out
}

// filter narrows the list of homes and reads it out.
func (r *reader) filter() {
	w := r.m.text().Linear
	line, ok := r.ask(w.FilterAsk)
	if !ok {
		return
	}
	r.m.homeList.filter = line
	if line == "" {
		r.say(w.FilterAll)
	}
	if len(r.homesShown(line)) == 0 {
		r.say(fmt.Sprintf(w.NoMatch, text.Clean(line, 40)))
		r.m.homeList.filter = ""
		return
	}
	r.homes()
}

// sort puts the homes in another order and reads them out; for the order of visits each is
// examined first.
func (r *reader) sort() {
	m := r.m
	w := m.text().Linear
	names := make([]string, orders)
	for o := range orders {
		names[o] = o.words(m.text())
	}
	i := r.pick(w.SortAsk, names)
	if i < 0 {
		return
	}
	m.homeList.order = order(i)
	if m.homeList.order == orderVisit {
		r.say(m.lang.Count(w.Examining, len(m.homes)))
		r.run(m.startRanking())
	}
	r.say(fmt.Sprintf(w.SortedBy, names[i]))
	r.homes()
}
