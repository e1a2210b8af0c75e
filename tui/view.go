package tui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"courant/coach/fault"
	"courant/coach/home"
	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

// View is the whole screen: a header, the tabs, the body, a rule and the footer. It is
// exactly as high as the terminal, and no line is wider.
func (m *Model) View() string {
	if m.tooSmall() {
		return m.fold(m.small())
	}
	f := m.frame()
	lines := make([]string, 0, m.height)
	lines = append(lines, m.header(f), m.tabs(f))
	lines = append(lines, fitLines(m.body(f), f.w, f.h)...)
	lines = append(lines, m.foot(f)...)
	return m.fold(strings.Join(lines, "\n"))
}

// signs are written plainly where charts are drawn in ascii: such terminals have few.
var signs = strings.NewReplacer(
	"─", "-", "│", "|", "−", "-", "–", "-", "—", "-", "…", ".", "↑", "^", "↓", "v", "←", "<", "→", ">", "↵", "E", "⇧", "S", "▏", "|", "·", ".", "×", "x", "\u00a0", " ", "’", "'", "“", "\"", "”", "\"",
)

// fold writes what is drawn with the signs that the terminal has.
func (m *Model) fold(s string) string {
	if m.graph != chart.ASCII && !m.cfg.SevenBit {
		return s
	}
	s = signs.Replace(s)
	if m.cfg.SevenBit {
		s = sevenBit(s)
	}
	return s
}

func (m *Model) small() string {
	w, h := max(m.width, 1), max(m.height, 1)
	msg := fmt.Sprintf(m.text().Frame.TooSmall, MinWidth, MinHeight, m.width, m.height)
	if m.help != nil {
		msg += " · " + byAction[Quit].shown + " " + m.text().Keys.Quit
	}
	return strings.Join(fitLines(wrap(msg, w), w, h), "\n")
}

// header says where one is: programme, home, how old the data are, the clock. What does not
// fit is said more shortly; the age of the data is never left out.
func (m *Model) header(f frame) string {
	places := m.places(f)
	marks := ""
	if m.report != nil && m.report.Simulated {
		marks += "   " + f.th.Paint(theme.Warn, f.s.Frame.Simulated)
	}
	marks += m.trialMark(f)
	if m.private {
		marks += "   " + f.th.Paint(theme.Muted, f.s.Frame.Hidden)
	}
	if m.frozen {
		marks += "   " + f.th.Paint(theme.Warn, f.s.Frame.Frozen)
	}
	ages := m.ages(f)
	name := " " + f.th.Paint(theme.Title, "courant") + "   "
	for _, lead := range []string{name, " "} {
		for _, clock := range m.clocks(f) {
			for _, place := range places {
				for _, age := range ages {
					left, tail := lead+place+marks, clock+" "
					if width(left)+width(age)+width(tail)+4 <= m.width {
						return spread(left, age, tail, m.width)
					}
				}
			}
		}
	}
	return spread(" "+places[len(places)-1]+marks, "", ages[len(ages)-1]+" ", m.width)
}

// places are the home and its city, then the home alone.
func (m *Model) places(f frame) []string {
	switch {
	case m.home == "":
		return []string{""}
	case m.private:
		return []string{f.s.Frame.AnyHome}
	}
	id := f.home(m.home)
	short := fmt.Sprintf(f.s.Frame.HomeOnly, id)
	if city := m.city(); city != "" {
		return []string{fmt.Sprintf(f.s.Frame.HomeIn, id, f.l.City(city)), short}
	}
	return []string{short}
}

func (m *Model) clocks(f frame) []string {
	at := m.now.In(m.cfg.Loc)
	if m.eventRuns() {
		return []string{f.l.Day(at) + " " + at.Format("15:04:05"), at.Format("15:04:05")}
	}
	return []string{f.l.Stamp(at), f.l.Clock(at)}
}

// ages tell the age of the data, the longest words first.
func (m *Model) ages(f frame) []string {
	w := f.s.Frame
	switch {
	case m.loading && m.report == nil:
		return []string{f.th.Paint(theme.Muted, w.Loading)}
	case m.report == nil || m.report.Data.To.IsZero():
		return []string{""}
	}
	to := m.report.Data.To.In(m.cfg.Loc)
	age := m.now.Sub(to)
	role := theme.Muted
	var all []string
	switch {
	case age < 2*time.Hour:
		all = []string{fmt.Sprintf(w.DataUntil, f.l.Clock(to))}
	case age < 12*time.Hour:
		all = []string{fmt.Sprintf(w.DataUntilAgo, f.l.Clock(to), f.l.Span(age))}
	default:
		all = []string{fmt.Sprintf(w.DataUntilAgo, f.l.DayMonth(to)+" "+f.l.Clock(to), f.l.Span(age))}
	}
	if age >= 2*time.Hour {
		role = theme.Warn
		all = append(all, fmt.Sprintf(w.DataAgo, f.l.Span(age)), fmt.Sprintf(w.DataAgoShort, f.l.Span(age)))
	}
	for i := range all {
		all[i] = f.th.Paint(role, all[i])
	}
	return all
}

func (m *Model) city() home.City {
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

// tabs are the views on the rule under the header: digits, names, and > before the one that
// is open. Where there is no room for all names, only that one has its.
func (m *Model) tabs(f frame) string {
	full, short := m.tabLine(f, true), m.tabLine(f, false)
	line := full
	if width(full) > m.width {
		line = short
	}
	return line + f.th.Paint(theme.Muted, strings.Repeat("─", max(m.width-width(line), 0)))
}

func (m *Model) tabLine(f frame, names bool) string {
	dash := f.th.Paint(theme.Muted, "─")
	var b strings.Builder
	for i, v := range views {
		word := byAction[v].shown
		if names || v == m.view {
			word += " " + v.short(f.s)
		}
		if i > 0 {
			b.WriteString(dash)
		}
		if v == m.view {
			b.WriteString(f.th.Paint(theme.Selected, ">"+word))
			continue
		}
		b.WriteString(dash + f.th.Paint(theme.Muted, word))
	}
	return b.String()
}

// body is what lies between the rules: an error, if any, above the last good view.
func (m *Model) body(f frame) []string {
	switch {
	case m.help != nil:
		return m.helpLines(f)
	case m.palette != nil:
		return m.paletteLines(f)
	case m.confirm != nil:
		return m.confirm.lines(f)
	case m.note != nil:
		return m.noteLines(f)
	}
	top := m.errorLines(f)
	f.h -= len(top)
	return append(top, m.pane(f)...)
}

// failed is what went wrong last and has not been mended: here, else with what is fetched from
// elsewhere.
func (m *Model) failed() (at time.Time, err error) {
	if m.err != nil {
		return m.errAt, m.err
	}
	return m.farAt, m.farErr
}

// errorLines are what went wrong, at most two lines, since when, and the key to try again.
func (m *Model) errorLines(f frame) []string {
	at, err := m.failed()
	if err == nil {
		return nil
	}
	said := text.Capital(m.said(err))
	var e *fault.Error
	if m.err == nil && m.report != nil && errors.As(err, &e) && e.Code == fault.Unreachable { // what is here stands: no alarm
		said = fmt.Sprintf(f.s.Frame.FarAway, text.Clean(e.Arg("host"), 40))
	}
	if age := m.now.Sub(at); age >= time.Minute {
		said += " (" + fmt.Sprintf(f.s.Frame.ErrorSince, f.l.Span(age)) + ")"
	}
	if !strings.HasSuffix(said, ".") {
		said += "."
	}
	said += " " + byAction[Reload].shown + f.colon() + f.s.Keys.Reload
	lines := f.hanging(theme.Bad, f.th.Paint(theme.Bad, " ! "), said)
	return lines[:min(len(lines), 2)]
}

func (m *Model) pane(f frame) []string {
	if m.view == ViewHomes {
		return m.homeList.lines(f, m.homes, m.home)
	}
	switch {
	case f.r == nil && m.home == "":
		return append([]string{""}, f.sentence(theme.Title, f.s.Frame.ChooseHome)...)
	case f.r == nil && m.err != nil:
		return append([]string{""}, f.sentence(theme.Plain, f.s.Frame.Nothing)...)
	case f.r == nil:
		return append([]string{""}, f.muted(f.s.Frame.Loading))
	case f.r.Data.To.IsZero():
		return append([]string{""}, f.sentence(theme.Title, fmt.Sprintf(f.l.Sentences().NoData, f.home(f.r.Home)))...)
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

// foot is a rule and the footer, or what just happened, on both lines if it is long.
func (m *Model) foot(f frame) []string {
	rule := f.th.Paint(theme.Muted, strings.Repeat("─", m.width))
	if m.toast == "" {
		return []string{rule, m.footer(f)}
	}
	said := f.sentence(theme.Title, m.toast)
	if len(said) == 1 {
		return []string{rule, said[0]}
	}
	return []string{said[0], cut(strings.Join(said[1:], ""), m.width)}
}

// footer has the keys that matter in the view that is open, dropped from the right where
// there is no room.
func (m *Model) footer(f frame) string {
	tail := f.th.Paint(theme.Key, byAction[Palette].shown) + " " + f.s.Keys.All + "   " + f.th.Paint(theme.Key, byAction[Help].shown) + " " + f.s.Keys.Help + " "
	room := m.width - width(tail) - 1
	var b strings.Builder
	used := 1
	b.WriteByte(' ')
	for _, h := range m.hints(f) {
		item := f.th.Paint(theme.Key, f.arrows(h.keys)) + " " + h.words
		w := width(item)
		if used+w+3 > room {
			break
		}
		b.WriteString(item + "   ")
		used += w + 3
	}
	return spread(b.String(), "", tail, m.width)
}

// arrows names the arrow keys where their signs cannot be drawn: < and > are other keys.
func (f frame) arrows(keys string) string {
	if !f.ascii() {
		return keys
	}
	w := f.s.Keys
	return strings.NewReplacer("↑↓", w.UpDown, "←→", w.LeftRight).Replace(keys)
}

// A hint is a key of the footer with its words.
type hint struct{ keys, words string }

// hints are at most five: what one can do in this view now.
func (m *Model) hints(f frame) []hint {
	k := f.s.Keys
	can := func(a Action) (h []hint) {
		if m.why(a) == "" {
			h = append(h, hint{byAction[a].shown, byAction[a].words(f.s)})
		}
		return h
	}
	var out []hint
	if m.help != nil || m.palette != nil || m.confirm != nil || m.note != nil {
		return []hint{{byAction[Back].shown, k.Back}}
	}
	if m.report == nil && m.view != ViewHomes {
		return can(Reload)
	}
	if m.trying() && (m.view == ViewToday || m.view == ViewSchedule) {
		out = append(out, hint{"↵", f.s.Keep.Short}, hint{byAction[Back].shown, f.s.Keep.Drop})
	}
	if m.refreshing {
		out = append(out, hint{byAction[Back].shown, f.s.Act.Fetching})
	}
	switch m.view {
	case ViewToday:
		if m.why(Skip) == "" {
			out = append(out, hint{byAction[Skip].shown, f.s.Today.HowToSkip})
		}
		out = append(append(out, can(Undo)...), can(Apply)...)
		if f.planned() && len(f.r.Plan.Zones) > 1 {
			out = append(out, hint{"↑↓", k.Room})
		}
		out = append(append(append(out, can(ToggleTable)...), can(CycleMode)...), can(Copy)...)
	case ViewConsumption:
		out = append(out, hint{"d w m y", k.Span}, hint{"←→", k.Cursor}, hint{"tab", k.Chart}, hint{"v", k.Table})
	case ViewEvents:
		out = append(out, hint{"↑↓", k.Event}, hint{"v", k.List}, hint{"i", k.Reckoning})
		out = append(append(out, can(Copy)...), can(Export)...)
	case ViewSchedule:
		switch {
		case f.r == nil || f.r.Plan == nil || len(f.r.Plan.Zones) == 0:
		case m.schedule.table:
			out = append(out, hint{"↑↓", k.Slot}, hint{"tab", k.Room})
			if !m.schedule.at.IsZero() && m.whyDial() == "" {
				out = append(out, hint{"+ −", k.Degrees})
			}
		case m.schedule.at.IsZero():
			out = append(out, hint{"↑↓", k.Room}, hint{"←→", k.Slot})
		default:
			out = append(out, hint{"←→", k.Slot})
			if m.whyDial() == "" {
				out = append(out, hint{"+ −", k.Degrees})
			}
		}
		if m.whyDial() == "" && m.schedule.at.IsZero() {
			out = append(out, hint{"< >", k.Comfort})
		}
		if m.takesBack() {
			out = append(out, hint{"u", k.TakeBack})
		}
		out = append(out, hint{"v", k.ByTime}, hint{"i", k.Limits})
		out = append(append(out, can(Apply)...), can(Export)...)
	case ViewAdvice, ViewData:
		out = append(append(append(out, hint{"↑↓", k.Scroll}), can(Copy)...), can(Export)...)
	case ViewHomes:
		if len(m.homes) == 0 {
			return can(Reload)
		}
		out = append(out, hint{"↵", k.Enter}, hint{"/", f.s.Homes.Filter}, hint{"s", fmt.Sprintf(f.s.Homes.SortedBy, m.homeList.order.words(f.s))})
		out = append(out, can(Note)...)
	}
	return out[:min(len(out), 5)]
}

// sevenBit is text without accents and signs of more than seven bits, cell for cell.
func sevenBit(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		if f := folded(string(r)); len(f) == 1 {
			if text.Capital(f) != f && strings.ToUpper(string(r)) == string(r) {
				return rune(text.Capital(f)[0])
			}
			return rune(f[0])
		}
		return '?'
	}, s)
}
