package tui

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/tui/chart"
	"courant/tui/text"
)

// refreshEvery is how often a source that fetches from elsewhere is asked to.
const refreshEvery = 5 * time.Minute

// Update takes one message. The order is: size, overlay, global keys, the view's keys, data.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.KeyMsg:
		return m, m.key(actionOf(msg.String()))
	case clockMsg:
		return m, m.clock()
	case reportMsg:
		m.gotReport(msg)
	case homesMsg:
		if msg.err == nil {
			m.homes = msg.homes
		}
	case refreshedMsg:
		m.refreshing = false
		if msg.err != nil {
			m.err, m.errAt = msg.err, m.cfg.Now()
			return m, nil
		}
		return m, tea.Batch(m.load(), m.loadHomes())
	case skippedMsg:
		return m, m.gotSkip(msg)
	}
	return m, nil
}

func (m *Model) clock() tea.Cmd {
	before := m.now
	m.now = m.cfg.Now()
	cmds := []tea.Cmd{m.tick()}
	minute := !m.now.Truncate(time.Minute).Equal(before.Truncate(time.Minute))
	if minute && (m.cfg.Source.Version() != m.version || m.now.Minute()%15 == 0) && !m.loading {
		cmds = append(cmds, m.load())
	}
	if minute && m.now.Truncate(refreshEvery).Equal(m.now.Truncate(time.Minute)) {
		cmds = append(cmds, m.refresh())
	}
	return tea.Batch(cmds...)
}

// gotReport takes an answer, unless the person has moved on to another question.
func (m *Model) gotReport(msg reportMsg) {
	if msg.request != m.request || msg.home != m.home {
		return
	}
	m.loading = false
	if msg.err != nil {
		m.err, m.errAt = msg.err, m.cfg.Now()
		return
	}
	r := msg.report
	m.report, m.version = &r, msg.version
	if !m.refreshing {
		m.err = nil
	}
}

func (m *Model) gotSkip(msg skippedMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		m.toast = text.Clean(text.Fault(m.lang, msg.err), 0)
		return nil
	case msg.undo:
		m.toast = fmt.Sprintf(m.lang.Tables().UndoDone, msg.event)
	default:
		m.toast = m.text().ToastSkipped
	}
	return m.load()
}

// tooSmall reports whether the terminal cannot show the dashboard: then only help and quit
// act, since a key must not change what cannot be seen.
func (m *Model) tooSmall() bool { return m.width < MinWidth || m.height < MinHeight }

func (m *Model) key(a Action) tea.Cmd {
	m.toast = ""
	if a == Quit {
		return tea.Quit
	}
	if m.tooSmall() {
		return nil
	}
	if m.help {
		m.helpKey(a)
		return nil
	}
	switch a {
	case None:
		return nil
	case Help:
		m.help, m.helpTop = true, 0
	case ViewToday, ViewConsumption, ViewEvents, ViewSchedule, ViewAdvice, ViewData, ViewHomes:
		m.view = a
	case CycleLang:
		m.lang = otherLang(m.lang)
	case CycleGraph:
		m.graph = (m.graph + 1) % (chart.ASCII + 1)
	case Reload:
		return tea.Batch(m.load(), m.refresh())
	case Skip, Undo:
		return m.skip(a == Undo)
	case Back:
		m.view = ViewToday
	default:
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

func (m *Model) helpKey(a Action) {
	switch a {
	case Help, Back, Enter:
		m.help = false
	case Down:
		m.helpTop++
	case Up:
		m.helpTop = max(m.helpTop-1, 0)
	}
}

// paneKey gives an action to the view that is open.
func (m *Model) paneKey(a Action) tea.Cmd {
	f := m.frame()
	switch m.view {
	case ViewToday:
		m.today.act(f, a)
	case ViewConsumption:
		m.consumption.act(f, a)
	case ViewEvents:
		m.events.act(f, a)
	case ViewSchedule:
		m.schedule.act(f, a)
	case ViewData:
		m.data.act(f, a)
	case ViewHomes:
		if id, ok := m.homeList.act(f, m.homes, a); ok {
			m.home, m.report, m.err, m.view = id, nil, nil, ViewToday
			return m.load()
		}
	}
	return nil
}
