package tui

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/tui/theme"
)

// guard is how long keys must have been quiet before one confirms: a key in flight when the
// question appeared must not answer it.
const guard = 425 * time.Millisecond

// A confirmBox asks before something is done: what holds now, what would then, and a key to
// type that is not enter.
type confirmBox struct {
	since time.Time // of the question, or of the last key that came too early
	lines func(frame) []string
	do    func() tea.Cmd
}

// askSkip asks before an event is left.
func (m *Model) askSkip() {
	m.confirm = &confirmBox{since: m.cfg.Now(), lines: m.skipLines, do: func() tea.Cmd { return m.skip(false) }}
}

func (m *Model) confirmKey(name string) tea.Cmd {
	now := m.cfg.Now()
	early := now.Sub(m.confirm.since) < guard
	switch {
	case name == "esc":
		m.confirm, m.toast = nil, ""
	case early:
		m.confirm.since = now
	case name == m.confirmWith():
		do := m.confirm.do
		m.confirm, m.toast = nil, ""
		return do()
	default:
		m.toast = fmt.Sprintf(m.text().Frame.AnswerFirst, m.confirmWith())
	}
	return nil
}

// confirmWith is the key that confirms: oui or yes.
func (m *Model) confirmWith() string {
	if m.lang == "en" {
		return "y"
	}
	return "o"
}

func (m *Model) skipLines(f frame) []string {
	e := m.nextEvent()
	w := f.s.Frame
	if e == nil {
		return nil
	}
	from, to := e.Start.In(f.loc), e.End.In(f.loc)
	now := w.ConfirmNoPlan
	if f.r.Plan != nil && f.r.Plan.Credit() > 0 {
		now = fmt.Sprintf(w.ConfirmPlan, f.l.Dollars(f.r.Plan.Credit()))
	}
	out := []string{""}
	out = append(out, f.sentence(theme.Title, fmt.Sprintf(w.ConfirmSkip, fmt.Sprintf(f.l.Tables().Window, f.l.Day(from), f.l.Clock(from), f.l.Clock(to))))...)
	out = append(out, "")
	out = append(out, f.sentence(theme.Plain, w.ConfirmBefore+" "+now+".")...)
	out = append(out, f.sentence(theme.Plain, w.ConfirmAfter+" "+w.ConfirmSkipped+".")...)
	out = append(out, "")
	return append(out, f.sentence(theme.Warn, fmt.Sprintf(w.ConfirmType, m.confirmWith()))...)
}
