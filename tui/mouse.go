package tui

import (
	tea "github.com/charmbracelet/bubbletea"
)

// mouse takes a wheel step or a click on a tab. The mouse is off unless it was asked for:
// taking it keeps people from selecting text.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	if m.tooSmall() || m.help != nil || m.palette != nil || m.confirm != nil || msg.Action != tea.MouseActionPress {
		return nil
	}
	switch msg.Button {
	case tea.MouseButtonWheelUp:
		return m.act(Up)
	case tea.MouseButtonWheelDown:
		return m.act(Down)
	case tea.MouseButtonLeft:
		if msg.Y == 1 {
			return m.act(m.tabAt(msg.X))
		}
	}
	return nil
}

// tabAt is the view whose tab covers column x, None beside them.
func (m *Model) tabAt(x int) Action {
	f := m.frame()
	names := width(m.tabLine(f, true)) <= m.width
	end := 0
	for i, v := range views {
		if i > 0 {
			end++ // the dash between
		}
		end += 1 + width(byAction[v].shown) // the dash or the mark, and the digit
		if names || v == m.view {
			end += 1 + width(v.short(f.s))
		}
		if x < end {
			return v
		}
	}
	return None
}
