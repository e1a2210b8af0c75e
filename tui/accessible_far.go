package tui

import (
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/tui/text"
)

// A fetch reads from elsewhere behind a conversation: nobody waits for it.
type fetch struct {
	answer chan tea.Msg // nil: none is under way
	began  time.Time    // the newest
}

// listen takes what a fetch behind has brought, and begins another when one is due. It is called
// between a choice and its answer, so that news never comes in the middle of a line that is
// being typed, nor of one that is being read.
func (r *reader) listen() {
	select {
	case msg := <-r.fetch.answer:
		r.fetch.answer = nil
		r.news(msg)
	default:
	}
	now := r.m.cfg.Now()
	if r.fetch.answer != nil || now.Sub(r.fetch.began) < refreshEvery {
		return
	}
	cmd := r.m.refresh()
	if cmd == nil {
		return
	}
	answer := make(chan tea.Msg, 1)
	r.fetch = fetch{answer, now}
	go func() { answer <- cmd() }()
}

// news takes a fetch's answer, and says in a line what is new: readings, or that the source went
// away or came back.
func (r *reader) news(msg tea.Msg) {
	m, w := r.m, r.m.text().Linear
	var until time.Time
	if m.report != nil {
		until = m.report.Data.To
	}
	failed := m.farErr
	_, next := m.Update(msg)
	r.run(next)
	switch {
	case m.farErr != nil && failed == nil:
		r.say(text.Capital(m.said(m.farErr)))
	case m.farErr == nil && failed != nil:
		r.say(w.FarAgain)
	}
	if m.report != nil && m.report.Data.To.After(until) {
		to := m.report.Data.To.In(m.cfg.Loc)
		r.say(fmt.Sprintf(w.NewData, m.lang.Clock(to)))
	}
}

// hush ends a fetch that is under way when the conversation does.
func (r *reader) hush() {
	if r.fetch.answer != nil && r.m.stop != nil {
		r.m.stop()
	}
}
