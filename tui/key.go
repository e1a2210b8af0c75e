package tui

import (
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/tui/chart"
	"courant/tui/text"
)

// tooSmall reports whether the terminal cannot show the dashboard: then only help and quit
// act, since a key must not change what cannot be seen.
func (m *Model) tooSmall() bool { return m.width < MinWidth || m.height < MinHeight }

// keys takes what was typed. Letters that arrive in one read, from quick fingers or a slow
// line, are one message: each of them is a key. A paste is text, and acts only where text is
// typed.
func (m *Model) keys(msg tea.KeyMsg) tea.Cmd {
	if msg.Alt && !msg.Paste { // esc and the next key in one read look like alt; alt means nothing here
		esc := m.key(tea.KeyMsg{Type: tea.KeyEsc})
		msg.Alt = false
		return tea.Batch(esc, m.keys(msg))
	}
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 {
		return m.key(msg)
	}
	if msg.Paste {
		if m.palette != nil || m.note != nil || m.homeList.typing && m.view == ViewHomes {
			return m.key(msg)
		}
		return nil
	}
	var cmds []tea.Cmd
	for _, r := range msg.Runes {
		one := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}
		if cmd := m.key(one); cmd != nil {
			cmds = append(cmds, cmd)
		}
	}
	return tea.Batch(cmds...)
}

// key takes one key press to what is in front: a dialog, a text being typed, the view.
func (m *Model) key(msg tea.KeyMsg) tea.Cmd {
	name := msg.String()
	a := byKey[name]
	switch {
	case name == "ctrl+c":
		return tea.Quit
	case m.tooSmall():
		return m.smallKey(a)
	case m.confirm != nil:
		return m.confirmKey(name)
	case m.palette != nil:
		return m.paletteKey(msg)
	case m.note != nil:
		return m.noteKey(msg)
	case m.help != nil:
		return m.helpKey(a)
	case m.homeList.typing && m.view == ViewHomes:
		if m.homeList.typed(msg) {
			return nil
		}
	}
	m.toast = ""
	if a == None && msg.Type == tea.KeyRunes {
		m.toast = fmt.Sprintf(m.text().Frame.NoKey, text.Clean(name, 12))
	}
	return m.act(a)
}

func (m *Model) smallKey(a Action) tea.Cmd {
	switch a {
	case Quit:
		return tea.Quit
	case Help:
		m.help = &helpBox{}
	}
	return nil
}

// act does what a key or a line of the palette asks for, or says why not.
func (m *Model) act(a Action) tea.Cmd {
	if a == None {
		return nil
	}
	if reason := m.why(a); reason != "" {
		m.toast = fmt.Sprintf(m.text().Frame.Off, text.Capital(byAction[a].words(m.text())), reason)
		return nil
	}
	switch a {
	case Skip, Apply, Protect, Keep, Colder, Warmer, ZoomIn, ZoomOut: // something else is done, and undone first
		m.undone = nil
	}
	switch a {
	case Quit:
		return tea.Quit
	case Help:
		m.help = &helpBox{}
	case Palette:
		m.palette = &paletteBox{}
	case CycleLang:
		m.lang, m.chose[a] = otherLang(m.lang), true
	case CycleGraph:
		m.graph, m.chose[a] = m.graph.Next(), true
		m.toast = fmt.Sprintf(m.text().Frame.GraphNow, m.graph)
	case Freeze:
		return m.freeze()
	case Private:
		m.private = !m.private
		m.toast = m.text().Frame.OpenNow
		if m.private {
			m.toast = m.text().Frame.PrivateNow
		}
	case Reload:
		m.frozen = false
		return tea.Batch(m.load(), m.loadHomes(), m.refresh(), m.poll())
	case Skip:
		m.askSkip()
	case Apply:
		m.askApply()
	case Note:
		m.openNote()
	case Undo:
		switch {
		case m.unnotes(): // the last thing done
			return m.unnote()
		case m.unprotects() && !m.dial.turned(): // the newest choice goes first: protecting ends a trial
			return m.unprotect()
		case m.takesBack():
			m.takeBack()
			return nil
		}
		return m.skip(true)
	case Protect:
		return m.protectShown()
	case Colder, Warmer:
		m.view = ViewSchedule
		m.turn(map[Action]int{Colder: -1, Warmer: 1}[a])
	case CycleMode:
		return m.nextMode()
	case Keep:
		return m.keep()
	case InHand:
		m.view = ViewSchedule
		m.byHand()
	case Copy:
		return m.copyText()
	case Export:
		return m.export()
	case Filter, Sort:
		m.view = ViewHomes
		m.homeList.act(m.frame(), m.homes, a)
		return m.rankShown()
	case ZoomIn, ZoomOut:
		if m.view == ViewSchedule && !m.schedule.at.IsZero() {
			m.override(map[Action]float64{ZoomIn: 0.5, ZoomOut: -0.5}[a])
			return nil
		}
		m.view = ViewConsumption
		m.consumption.act(m.frame(), a)
	case SpanDay, SpanWeek, SpanMonth, SpanYear, GoToday, DayBack, DayOn:
		m.view = ViewConsumption
		m.consumption.act(m.frame(), a)
	default:
		switch {
		case a == ViewData:
			m.view = a
			return m.loadAccesses()
		case a.isView():
			m.view = a
			return m.rankShown()
		case a == Back && (m.stopRanking() || m.stopFetching()):
			return nil
		}
		return m.paneKey(a)
	}
	return nil
}

func otherLang(l text.Lang) text.Lang {
	if l == text.French {
		return text.English
	}
	return text.French
}

// freeze stops the screen from following the data, or lets it follow again.
func (m *Model) freeze() tea.Cmd {
	m.frozen = !m.frozen
	if m.frozen {
		m.toast = m.text().Frame.FrozenNow
		return nil
	}
	m.toast = m.text().Frame.LiveNow
	return m.load()
}

// nextMode tries the next mode on; after the last comes the home's own again.
func (m *Model) nextMode() tea.Cmd {
	if m.mode == "" {
		m.release()
		m.modeOf = m.report.Plan
	}
	m.seq++
	modes := []home.Mode{"", home.Moderate, home.Ambitious, home.Extreme}
	for i, mode := range modes {
		if mode == m.mode {
			m.mode = modes[(i+1)%len(modes)]
			break
		}
	}
	m.dial, m.session = dial{}, false
	m.toast = m.text().Frame.ModeOwn
	if m.mode != "" {
		m.toast = fmt.Sprintf(m.text().Frame.ModeNow, m.lang.Mode(m.mode))
	}
	return m.load()
}

// paneKey gives an action to the view that is open.
func (m *Model) paneKey(a Action) tea.Cmd {
	f := m.frame()
	if m.view == ViewHomes {
		if id, ok := m.homeList.act(f, m.homes, a); ok {
			return m.open(id)
		}
		if a == Back && m.home != "" {
			m.view = ViewToday
		}
		return nil
	}
	if f.r == nil {
		return nil
	}
	if a == Enter && (m.view == ViewToday || m.view == ViewSchedule) && m.trying() {
		return m.act(Keep)
	}
	switch {
	case m.view == ViewToday:
		if a == Back {
			if cmd, was := m.drop(); was {
				return cmd
			}
		}
		m.today.act(f, a)
	case m.view == ViewConsumption:
		m.consumption.act(f, a)
	case m.view == ViewEvents && m.events.act(f, a):
		return nil
	case m.view == ViewSchedule && m.schedule.act(f, a):
		return nil
	case m.view == ViewSchedule && a == Back:
		if cmd, was := m.drop(); was {
			return cmd
		}
	case m.view == ViewAdvice:
		m.advice.act(a)
	case m.view == ViewData:
		m.data.act(a)
	}
	if a == Back {
		m.view = ViewToday
	}
	return nil
}

var spanOf = map[Action]chart.Span{SpanDay: chart.SpanDay, SpanWeek: chart.SpanWeek, SpanMonth: chart.SpanMonth, SpanYear: chart.SpanYear}
