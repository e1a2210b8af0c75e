package tui

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
)

// A Surveyor is a Source that tells of every home what takes opening it: a list asks for it when
// it is looked at, and shows the homes meanwhile.
type Surveyor interface {
	Survey(ctx context.Context) (map[home.ID]Survey, error)
}

// A Survey is what a list of homes shows beside its rows.
type Survey struct {
	Coverage float64   // 0–1, of the last seven days, as the home's report has it
	Noted    time.Time // of the newest visit note, zero without one
}

// A surveying is what is known of all homes by a survey.
type surveying struct {
	found map[home.ID]Survey
	asked bool // of the homes as they are now
}

type surveyedMsg struct {
	found map[home.ID]Survey
	err   error
}

// survey asks for what the list shows, once for the homes as they are.
func (m *Model) survey() tea.Cmd {
	src, ok := m.cfg.Source.(Surveyor)
	if !ok || m.surveys.asked || m.view != ViewHomes || len(m.homes) == 0 {
		return nil
	}
	m.surveys.asked = true
	ctx := m.ctx
	return func() tea.Msg {
		found, err := src.Survey(ctx)
		return surveyedMsg{found, err}
	}
}

func (m *Model) gotSurvey(msg surveyedMsg) {
	if msg.err != nil { // what was known stays; the next list asks again
		return
	}
	m.surveys.found = msg.found
	m.homes = m.surveyed(m.homes)
	m.homeList.stale = true
}

// surveyed are rows with what is known of them by a survey.
func (m *Model) surveyed(rows []HomeRow) []HomeRow {
	if m.surveys.found == nil {
		return rows
	}
	rows = slices.Clone(rows)
	for i, h := range rows {
		if s, ok := m.surveys.found[h.Home]; ok {
			rows[i].Coverage, rows[i].Noted = s.Coverage, s.Noted
		}
	}
	return rows
}
