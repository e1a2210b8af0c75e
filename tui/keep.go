package tui

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/coach/plan"
	"courant/tui/text"
	"courant/tui/theme"
)

// A Keeper is a Source that makes what a person tried their own: from then on the plan of its
// day, and the mode and the comfort of days to come. mode is "" where it stays.
type Keeper interface {
	Keep(ctx context.Context, p plan.Plan, mode home.Mode, at time.Time) error
}

type keptMsg struct {
	home home.ID
	err  error
}

// trying reports whether the plan shown is one that a person tries and has not kept.
func (m *Model) trying() bool { return (m.dial.turned() || m.mode != "") && !m.session }

// whyKeep says why there is nothing to keep, "" when there is.
func (m *Model) whyKeep() string {
	switch {
	case m.report == nil:
		return m.text().Why.NoReport
	case !m.trying():
		return m.text().Keep.Nothing
	case m.loading || m.report.Plan == nil:
		return m.text().Frame.Loading
	}
	return ""
}

// keeps reports whether what is kept outlives the session.
func (m *Model) keeps() bool {
	_, can := m.cfg.Source.(Keeper)
	return can && !m.cfg.ReadOnly
}

// keep makes the plan on trial the person's own: in the store, or, where nothing may be
// written, as long as the program runs.
func (m *Model) keep() tea.Cmd {
	if !m.keeps() {
		m.session = true
		m.toast = m.text().Keep.Session
		m.seq++
		return nil
	}
	src, ctx, p, mode, at := m.cfg.Source.(Keeper), m.ctx, *m.report.Plan, m.mode, m.cfg.Now()
	return func() tea.Msg { return keptMsg{p.Home, src.Keep(ctx, p, mode, at)} }
}

func (m *Model) gotKept(msg keptMsg) tea.Cmd {
	switch {
	case msg.err != nil:
		m.toast = m.said(msg.err)
		return nil
	case msg.home != m.home:
		return nil
	}
	m.settled()
	m.toast = m.text().Keep.Kept
	return m.load()
}

// settled ends a trial whose plan is the person's own now: it stays on screen.
func (m *Model) settled() {
	m.dial, m.mode, m.session = dial{}, "", false
	m.seq++
}

// drop puts the person's own plan back in the place of a trial; false without one.
func (m *Model) drop() (cmd tea.Cmd, was bool) {
	if m.dial.turned() {
		m.release()
		was = true
	}
	if m.mode != "" {
		m.mode, was = "", true
		cmd = m.load()
	}
	m.session = false
	if was {
		m.toast = m.text().Keep.Dropped
	}
	return cmd, was
}

// own are the set-points of a person's own in the plan that is shown.
func (m *Model) own() []plan.Override {
	switch {
	case m.dial.turned():
		return m.dial.overrides
	case m.report != nil && m.report.Plan != nil:
		return m.report.Plan.Own
	}
	return nil
}

// try begins a trial on what the plan shown is, unless one is under way.
func (m *Model) try() {
	m.session = false
	if !m.dial.turned() {
		m.dial = dial{point: notTurned, overrides: slices.Clone(m.own()), hand: m.report.Plan.Method == plan.MethodByHand, own: m.report.Plan}
	}
}

// trialMark is the word that stands in the header while the figures are of a trial.
func (m *Model) trialMark(f frame) string {
	switch {
	case m.trying():
		return "   " + f.th.Paint(theme.Warn, f.s.Keep.Mark)
	case m.session:
		return "   " + f.th.Paint(theme.Warn, f.s.Keep.SessionMark)
	}
	return ""
}

// trialLine says that the plan is on trial, and the keys that keep it and drop it; nil without
// one.
func (f frame) trialLine() []string {
	switch {
	case f.tried:
		return f.sentence(theme.Warn, f.s.Keep.Trial)
	case f.session:
		return f.sentence(theme.Warn, f.s.Keep.Session)
	}
	return nil
}

// keptWords say what was kept for good, "" where the plan is the mode's own.
func keptWords(s *text.Screen, p *plan.Plan) string {
	if p.Comfort > 0 || len(p.Own) > 0 || p.Method == plan.MethodByHand {
		return s.Keep.Yours
	}
	return ""
}
