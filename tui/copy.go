package tui

import (
	"fmt"
	"strings"

	"courant/coach/series"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// plainView is the open view as linear text, with its number of lines: what copying and
// exporting give, and nothing that was only drawn.
func (m *Model) plainView() (string, int) {
	f := m.frame()
	f.th, f.w, f.h = theme.Theme{Name: "plain"}, 100, 400
	var lines []string
	switch {
	case m.view == ViewHomes:
		f.w = homesTableWidth
		lines = append(lines, m.homeList.table(f, m.homes)...)
	case f.r == nil:
		lines = []string{f.s.Frame.Nothing}
	case m.view == ViewToday:
		r := *f.r
		if f.private {
			r.Home, r.City = "····", ""
		}
		lines = plain.Report(f.l, r, f.loc)
	case m.view == ViewSchedule && f.r.Plan != nil:
		lines = plain.Plan(f.l, *f.r.Plan, f.loc)
	default:
		lines = f.linear(m.view)
	}
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n", len(lines)
}

// linear is a view that is made of words and tables anyway.
func (f frame) linear(view Action) []string {
	switch view {
	case ViewConsumption:
		return f.daily()
	case ViewEvents:
		out := []string{}
		for _, e := range f.r.PastEvents {
			out = append(out, f.pastAnswer(e)...)
			out = append(append(out, f.paidBlock(e)...), f.oursBlock(e)...)
			out = append(out, "")
		}
		if len(out) == 0 {
			out = append(out, f.s.Past.None)
		}
		return append(out, f.season(), f.s.Past.Note)
	case ViewAdvice:
		return (&advicePane{}).draw(f)
	case ViewData:
		return f.dataLines()
	}
	return []string{f.s.Schedule.None}
}

// daily is the energy of each of the last days, newest first, with the cold: one line a day.
func (f frame) daily() []string {
	s, outdoor := f.r.Series.Get("", series.Energy), f.r.Series.Get("", series.Outdoor)
	if s.Len() == 0 {
		return []string{fmt.Sprintf(f.l.Sentences().NoData, f.home(f.r.Home))}
	}
	var out []string
	last := series.DateOf(s.End().Add(-1), f.loc)
	for day := last; !day.End(f.loc).Before(s.Start) && last.Sub(day) < 31; day = day.Add(-1) {
		a, b := day.Start(f.loc), day.End(f.loc)
		sum, missing := s.Sum(a, b)
		value := f.l.KWh(series.Maybe(sum))
		if missing >= b.Sub(a) {
			value = f.s.Today.Missing
		}
		line := fmt.Sprintf(f.s.Use.At, f.l.LongDay(a.In(f.loc)), value)
		if t := series.Maybe(outdoor.Mean(a, b)); t.Known() {
			line += "; " + fmt.Sprintf(f.s.Today.OutdoorsOne, f.l.C(t))
		}
		out = append(out, line+".")
	}
	return out
}

// homesTableWidth gives a list of homes all its columns.
const homesTableWidth = 132

// table is the list as it is seen, all of it: what it is sorted by and filtered with, then a line
// a home, numbered.
func (p *homesPane) table(f frame, homes []HomeRow) []string {
	shown, w := p.shown(f, homes), f.s.Homes
	out := []string{strings.TrimSpace(p.count(f, len(shown), len(homes)))}
	if p.filter != "" {
		out = append(out, w.Filter+f.l.Colon()+text.Clean(p.filter, 0))
	}
	all := p.columns(f)
	out = append(out, "", "      "+f.line(all, func(c homeColumn) string { return c.head }))
	for n, i := range shown {
		out = append(out, fmt.Sprintf("%4d  ", n+1)+p.row(f, all, homes[i]))
	}
	return out
}

// exportName names the files of a view: the view, in the language without accents, and when it
// was looked at.
func (m *Model) exportName() string {
	return fmt.Sprintf("courant-%s-%s", m.text().Views.Files[m.view-ViewToday], m.now.In(m.cfg.Loc).Format("20060102-1504"))
}
