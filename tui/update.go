package tui

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/tui/text"
)

// refreshEvery is how often a source that fetches from elsewhere is asked to.
const refreshEvery = 5 * time.Minute

// Update takes one message. The order is: size, dialog, text input, global keys, the view's
// keys, data.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
	case tea.KeyMsg:
		m.rank.hold = true
		cmd := m.keys(msg)
		if m.view != ViewHomes { // nobody looks: it goes on where it was when somebody does
			m.stopRanking()
		}
		return m, cmd
	case tea.MouseMsg:
		return m, m.mouse(msg)
	case clockMsg:
		return m, m.clock()
	case versionMsg:
		if msg.version != m.version && !m.loading && !m.frozen {
			return m, tea.Batch(m.load(), m.loadHomes())
		}
	case glanceMsg:
		if msg.request == m.request && msg.home == m.home && (m.report == nil || m.planning) {
			m.report, m.partial, m.planning = &msg.report, true, msg.report.Plan == nil
			m.seq++
		}
		return m, m.settle(!m.loading)
	case reportMsg:
		m.gotReport(msg)
	case homesMsg:
		if msg.err == nil {
			if len(m.homes) != len(msg.homes) {
				m.stopRanking()
				m.rank.done = 0
			}
			m.homes, m.surveys.asked = m.surveyed(msg.homes), false
			m.homeList.stale = true
			if m.rank.done == 0 {
				return m, m.rankShown()
			}
			return m, m.survey()
		} else if m.homes == nil {
			m.err, m.errAt = msg.err, m.cfg.Now()
		}
	case surveyedMsg:
		m.gotSurvey(msg)
	case unnotedMsg:
		return m, m.gotUnnote(msg)
	case notedMsg:
		return m, m.gotNote(msg)
	case judgeMsg:
		if msg.seq == m.rank.seq && m.rank.stop != nil {
			return m, m.judgeNext(msg.ctx)
		}
	case judgedMsg:
		return m, m.gotVisit(msg)
	case appliedMsg:
		return m, m.gotApply(msg)
	case keptMsg:
		return m, m.gotKept(msg)
	case accessesMsg:
		if msg.home == m.home && msg.err == nil {
			m.accesses = msg.accesses
			m.seq++
		}
	case refreshedMsg:
		m.refreshing, m.stop = false, nil
		if errors.Is(msg.err, context.Canceled) {
			return m, nil
		}
		m.failedFar(msg.err)
		if msg.err != nil {
			return m, nil
		}
		if m.frozen {
			return m, nil
		}
		return m, tea.Batch(m.load(), m.loadHomes())
	case polledMsg:
		m.polling = false
		switch {
		case errors.Is(msg.err, context.Canceled):
		case msg.err != nil:
			m.failedFar(msg.err)
		default:
			if _, fetches := m.cfg.Source.(Refresher); !fetches {
				m.failedFar(nil)
			}
			if msg.news && !m.frozen {
				return m, m.load()
			}
		}
	case protectedMsg:
		return m, m.gotProtect(msg)
	case skippedMsg:
		return m, m.gotSkip(msg)
	case copiedMsg:
		m.toast = m.lang.Count(m.text().Frame.Copied, msg.lines)
		if msg.err != nil {
			m.toast = m.text().Frame.CopyFailed
		}
	case exportedMsg:
		m.toast = fmt.Sprintf(m.text().Frame.Exported, text.Clean(msg.path, 0))
		if msg.err != nil {
			m.toast = m.said(msg.err)
		}
	}
	return m, nil
}

// said is an error as one safe line.
func (m *Model) said(err error) string { return text.Clean(text.Fault(m.lang, err), 0) }

// clock takes the minute's wake-up: a new report every quarter hour, or sooner when the
// stored data changed.
func (m *Model) clock() tea.Cmd {
	before := m.now
	m.now = m.cfg.Now()
	cmds := []tea.Cmd{m.tick()}
	minute := !m.now.Truncate(time.Minute).Equal(before.Truncate(time.Minute))
	if m.frozen || !minute {
		return cmds[0]
	}
	if m.now.Minute()%15 == 0 && !m.loading {
		cmds = append(cmds, m.load(), m.loadHomes())
	} else {
		cmds = append(cmds, m.look())
	}
	if m.now.Truncate(refreshEvery).Equal(m.now.Truncate(time.Minute)) {
		cmds = append(cmds, m.refresh(), m.poll())
	}
	return tea.Batch(cmds...)
}

// gotReport takes an answer, unless the person has moved on to another question.
func (m *Model) gotReport(msg reportMsg) {
	if msg.request != m.request || msg.home != m.home {
		return
	}
	m.loading = false
	if m.frozen && m.report != nil {
		return
	}
	if msg.err != nil {
		m.err, m.errAt = msg.err, m.cfg.Now()
		return
	}
	r := msg.report
	m.report, m.version, m.partial, m.planning = &r, msg.version, false, false
	m.seq++
	if m.dial.turned() {
		m.redial()
	} else if said := m.modeWords(); said != "" && m.toast != "" {
		m.toast = said
	}
	m.err = nil
}

// failedFar notes that fetching from elsewhere failed, since when if it did before; nil that
// it went well.
func (m *Model) failedFar(err error) {
	if m.farErr == nil || err == nil {
		m.farAt = m.cfg.Now()
	}
	m.farErr = err
}

func (m *Model) gotSkip(msg skippedMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		m.toast = m.said(msg.err)
		return nil
	case msg.undo:
		name := text.Clean(msg.event, 0)
		if e := m.nextEvent(); e != nil && e.ID == msg.event {
			name = m.lang.LongDay(e.Start.In(m.cfg.Loc)) // without a period of its own
		}
		m.toast = fmt.Sprintf(m.text().Frame.Rejoined, name)
	default:
		m.toast = m.text().Frame.Skipped
	}
	return m.load()
}

// open shows another home.
func (m *Model) open(id home.ID) tea.Cmd {
	if id == m.home && m.report != nil {
		m.view = ViewToday
		return nil
	}
	m.accesses, m.dial, m.session = nil, dial{}, false
	m.home, m.report, m.err, m.view, m.mode, m.frozen, m.partial, m.planning = id, nil, nil, ViewToday, "", false, false, false
	m.seq++
	return tea.Batch(m.load(), m.peek())
}
