package tui

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"courant/coach"
	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

// A frame is what a pane draws with.
type frame struct {
	w, h  int // of the body
	l     text.Lang
	s     *text.Screen
	th    theme.Theme
	graph chart.Graph
	loc   *time.Location
	now   time.Time
	r     *coach.Report // nil: nothing known yet
}

func (m *Model) frame() frame {
	return frame{
		w: m.width, h: m.height - 4, l: m.lang, s: m.text(), th: m.cfg.Theme, graph: m.graph,
		loc: m.cfg.Loc, now: m.now, r: m.report,
	}
}

// View is the whole screen: a header and its rule, the body, a rule and the footer. It is
// exactly as high as the terminal, and no line is wider.
func (m *Model) View() string {
	if m.tooSmall() {
		return m.small()
	}
	f := m.frame()
	rule := f.th.Paint(theme.Muted, strings.Repeat(f.rule(), m.width))
	lines := make([]string, 0, m.height)
	lines = append(lines, m.header(f), rule)
	lines = append(lines, fitLines(m.body(f), f.w, f.h)...)
	lines = append(lines, rule, m.footer(f))
	return strings.Join(lines, "\n")
}

// rule is the sign that rules are made of.
func (f frame) rule() string {
	if f.graph == chart.ASCII {
		return "-"
	}
	return "─"
}

func (m *Model) small() string {
	msg := fmt.Sprintf(m.text().TooSmall, MinWidth, MinHeight, m.width, m.height)
	return strings.Join(fitLines(wrap(msg, max(m.width, 1)), max(m.width, 1), max(m.height, 1)), "\n")
}

// header says where one is: programme, home, what is wrong, how old the data are, the clock.
func (m *Model) header(f frame) string {
	left := " " + f.th.Paint(theme.Title, "courant")
	if m.home != "" {
		place := fmt.Sprintf(f.s.HomeIn, m.home, f.l.City(m.city()))
		left += "   " + text.Clean(place, 0)
	}
	if m.report != nil && m.report.Simulated {
		left += "   " + f.th.Paint(theme.Warn, f.s.Simulated)
	}
	at := m.now.In(m.cfg.Loc)
	right := f.l.Stamp(at) + " "
	if m.eventRuns() {
		right = f.l.Day(at) + " " + at.Format("15:04:05") + " "
	}
	middle := f.th.Paint(theme.Muted, m.freshness(f))
	return spread(left, middle, right, m.width)
}

func (m *Model) city() (c coachCity) {
	if m.report != nil {
		return m.report.City
	}
	for _, h := range m.homes {
		if h.Home == m.home {
			return h.City
		}
	}
	return ""
}

// freshness is the age of the data in words.
func (m *Model) freshness(f frame) string {
	switch {
	case m.report == nil && m.loading:
		return f.s.Loading
	case m.report == nil || m.report.Data.To.IsZero():
		return ""
	}
	to := m.report.Data.To.In(m.cfg.Loc)
	age := m.now.Sub(to)
	words := fmt.Sprintf(f.s.DataUntil, f.l.Clock(to))
	if age > 12*time.Hour {
		words = fmt.Sprintf(f.s.DataUntil, f.l.DayMonth(to)+" "+f.l.Clock(to))
	}
	if age > 2*time.Hour {
		words += " " + fmt.Sprintf(f.s.Ago, f.l.Span(age))
	}
	return words
}

func (m *Model) body(f frame) []string {
	if m.help {
		return m.helpLines(f)
	}
	var top []string
	if m.err != nil {
		top = wrap(text.Clean(text.Fault(m.lang, m.err), 0), f.w-2)
		for i := range top {
			top[i] = " " + f.th.Paint(theme.Bad, top[i])
		}
		top = top[:min(len(top), 2)]
	}
	f.h -= len(top)
	return append(top, m.pane(f)...)
}

func (m *Model) pane(f frame) []string {
	if m.view == ViewHomes {
		return m.homeList.lines(f, m.homes, m.home)
	}
	switch {
	case f.r == nil && m.loading:
		return []string{"", " " + f.s.Loading}
	case f.r == nil && m.home == "":
		return []string{"", " " + f.s.ChooseHome}
	case f.r == nil:
		return []string{"", " " + f.s.NothingYet}
	case f.r.Data.To.IsZero():
		return indent(wrap(fmt.Sprintf(f.l.Sentences().NoData, f.r.Home), f.w-2))
	}
	switch m.view {
	case ViewConsumption:
		return m.consumption.lines(f)
	case ViewEvents:
		return m.events.lines(f)
	case ViewSchedule:
		return m.schedule.lines(f)
	case ViewAdvice:
		return m.advice.lines(f)
	case ViewData:
		return m.data.lines(f)
	}
	return m.today.lines(f)
}

// footer has the views and the keys of the one that is open, dropped from the right where
// there is no room; or what just happened.
func (m *Model) footer(f frame) string {
	if m.toast != "" {
		return " " + f.th.Paint(theme.Title, ansi.Truncate(m.toast, m.width-2, "…"))
	}
	end := bindingOf(Help)
	tail := f.th.Paint(theme.Key, end.shown) + " " + end.words(f.s) + " "
	room := m.width - ansi.StringWidth(tail) - 1
	var b strings.Builder
	used := 1
	b.WriteByte(' ')
	for _, v := range []Action{ViewToday, ViewConsumption, ViewEvents, ViewSchedule, ViewAdvice, ViewData, ViewHomes} {
		bind := bindingOf(v)
		word, role := bind.words(f.s), theme.Key
		if v == m.view {
			word = f.th.Paint(theme.Selected, strings.ToUpper(word[:0])+word)
			role = theme.Selected
		}
		item := f.th.Paint(role, bind.shown) + " " + word
		w := ansi.StringWidth(item)
		if used+w+2 > room {
			break
		}
		b.WriteString(item + "  ")
		used += w + 2
	}
	return spread(b.String(), "", tail, m.width)
}

// helpLines is every key, from the keymap, in as many columns as fit.
func (m *Model) helpLines(f frame) []string {
	var rows []string
	for _, b := range keymap {
		keys := strings.Join(b.keys, " ")
		rows = append(rows, " "+f.th.Paint(theme.Key, pad(keys, 14))+b.words(f.s))
	}
	per := (len(rows) + 1) / 2
	if f.w < 90 {
		per = len(rows)
	}
	var out []string
	for i := range per {
		line := pad(rows[i], f.w/2)
		if per+i < len(rows) {
			line += rows[per+i]
		}
		out = append(out, line)
	}
	m.helpTop = min(m.helpTop, max(len(out)-f.h+2, 0))
	head := []string{" " + f.th.Paint(theme.Title, f.s.HelpTitle), ""}
	return append(head, out[m.helpTop:]...)
}
