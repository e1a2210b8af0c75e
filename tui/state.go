package tui

import (
	"encoding/json"
	"fmt"
	"time"

	"courant/coach/home"
	"courant/tui/chart"
	"courant/tui/text"
)

// stateVersion changes when an older State can no longer be read as it stands.
const stateVersion = 1

// A State is what the dashboard remembers from one run to the next. It holds no figures of a
// home; the filter and the home's name are as private as the list of homes.
type State struct {
	Version int       `json:"version"`
	View    int       `json:"view"` // 1 to 7
	Home    home.ID   `json:"home"`
	Span    int       `json:"span"` // chart.Span
	Filter  string    `json:"filter"`
	Sort    int       `json:"sort"`
	Lang    text.Lang `json:"lang"`  // "": as configured
	Graph   int       `json:"graph"` // chart.Graph, −1: as configured
	Private bool      `json:"private"`
	Written Written   `json:"written,omitzero"`
}

// Marshal is the state as bytes for a file.
func (s State) Marshal() []byte {
	s.Version = stateVersion
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil { // a struct of plain fields
		return nil
	}
	return append(b, '\n')
}

// ParseState reads what Marshal wrote. Bytes that are none, of another version or out of
// range are an error and the zero state: the caller sets the file aside and goes on.
func ParseState(b []byte) (State, error) {
	s := State{Graph: -1}
	if err := json.Unmarshal(b, &s); err != nil {
		return State{}, fmt.Errorf("dashboard state: %w", err)
	}
	_, badHome := home.ParseID(string(s.Home))
	switch {
	case s.Version != stateVersion:
		return State{}, fmt.Errorf("dashboard state: version %d, want %d", s.Version, stateVersion)
	case s.View < 0 || s.View > len(views), s.Span < 0 || s.Span > int(chart.SpanYear), s.Sort < 0 || s.Sort >= int(orders),
		s.Graph < -1 || s.Graph > int(chart.ASCII), s.Lang != "" && s.Lang != text.French && s.Lang != text.English,
		s.Home != "" && badHome != nil, text.Clean(s.Written.Path, 0) != s.Written.Path, len(s.Written.Path) > 1000, text.Clean(s.Filter, 0) != s.Filter || len(s.Filter) > 200:
		return State{}, fmt.Errorf("dashboard state: a value is out of range")
	}
	return s, nil
}

// State is what to remember of this dashboard.
func (m *Model) State() State {
	s := State{
		Version: stateVersion, View: int(m.view-ViewToday) + 1, Home: m.home, Span: int(m.consumption.kind()), Filter: m.homeList.filter,
		Sort: int(m.homeList.order), Lang: m.cfg.State.Lang, Graph: -1, Private: m.private, Written: m.written,
	}
	if m.cfg.State.Version == stateVersion {
		s.Graph = m.cfg.State.Graph
	}
	// What a flag or the locale said is not remembered; what a key chose is.
	if m.chose[CycleLang] {
		s.Lang = m.lang
	}
	if m.chose[CycleGraph] {
		s.Graph = int(m.graph)
	}
	return s
}

// restore puts a dashboard back where a State left it; a home or a view that was asked for
// by name goes first.
func (m *Model) restore(s State) {
	if s.Version != stateVersion {
		return
	}
	if v := ViewToday + Action(s.View-1); s.View > 0 && m.home != "" && (v == ViewHomes || !m.eve()) {
		m.view = v
	}
	if s.Lang != "" && !m.cfg.LangFixed {
		m.lang = s.Lang
	}
	if s.Graph >= 0 && !m.cfg.GraphFixed {
		m.graph = chart.Graph(s.Graph)
	}
	m.private, m.written = s.Private, s.Written
	m.consumption.want = chart.Span(s.Span)
	m.homeList.filter, m.homeList.order = s.Filter, order(s.Sort)
}

// eveOf is how long before an event the dashboard opens on it.
const eveOf = 36 * time.Hour

// eve reports whether an event is near or under way: what there is to do for it goes before the
// view that was open last, but for the list of homes.
func (m *Model) eve() bool {
	e := m.nextEvent()
	return e != nil && m.now.Before(e.End) && e.Start.Sub(m.now) < eveOf && !skipped(e)
}
