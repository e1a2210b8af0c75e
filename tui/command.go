package tui

import (
	"context"
	"time"

	osc52 "github.com/aymanbagabas/go-osc52/v2"
	tea "github.com/charmbracelet/bubbletea"

	"courant/coach"
	"courant/coach/fleet"
	"courant/coach/home"
)

// Messages: what commands bring back. Those with data bear the number of their request.
type (
	reportMsg struct {
		request int
		home    home.ID
		version string
		report  coach.Report
		err     error
	}
	glanceMsg struct { // a report that another one follows
		request int
		home    home.ID
		report  coach.Report
	}
	homesMsg struct {
		homes []HomeRow
		err   error
	}
	refreshedMsg struct{ err error }
	polledMsg    struct {
		news bool
		err  error
	}
	skippedMsg struct {
		event string
		undo  bool
		err   error
	}
	copiedMsg struct {
		lines int
		err   error
	}
	exportedMsg struct {
		path string
		err  error
	}
	notedMsg struct {
		note *noteBox
		err  error
	}
	appliedMsg struct {
		home  home.ID
		start time.Time // of the event
		path  string
		err   error
	}
	accessesMsg struct {
		home     home.ID
		accesses []Access
		err      error
	}
	judgedMsg struct {
		ctx   context.Context
		seq   int
		home  home.ID
		found fleet.Case
		err   error
	}
	judgeMsg struct { // go on judging
		ctx context.Context
		seq int
	}
	versionMsg struct{ version string }
	clockMsg   struct{}
)

// Init starts the clock and asks for what the first frame lacks: the plan alone where it lacks
// that, so that nothing takes its processors.
func (m *Model) Init() tea.Cmd {
	later := m.cfg.Later
	if later == nil {
		return tea.Batch(m.tick(), m.settle(m.loading || m.cfg.Partial))
	}
	m.request++
	home, request := m.home, m.request
	return tea.Batch(m.tick(), func() tea.Msg { return glanceMsg{request, home, later()} })
}

// settle asks for all that a first frame and its plan do without, the whole report among it
// where that is still to come.
func (m *Model) settle(report bool) tea.Cmd {
	cmds := []tea.Cmd{m.loadHomes(), m.rankShown(), m.refresh(), m.poll()}
	if report {
		cmds = append(cmds, m.load())
	}
	return tea.Batch(cmds...)
}

// tick wakes at the next full minute; once a second while an event runs.
func (m *Model) tick() tea.Cmd {
	now := m.cfg.Now()
	next := now.Truncate(time.Minute).Add(time.Minute)
	if m.eventRuns() {
		next = now.Truncate(time.Second).Add(time.Second)
	}
	return tea.Tick(next.Sub(now), func(time.Time) tea.Msg { return clockMsg{} })
}

// look asks whether the stored data changed.
func (m *Model) look() tea.Cmd {
	src := m.cfg.Source
	return func() tea.Msg { return versionMsg{src.Version()} }
}

// load asks for the report of the chosen home at this moment, in the mode on trial.
func (m *Model) load() tea.Cmd {
	if m.home == "" {
		return nil
	}
	m.request++
	m.loading = true
	ctx, request, id, at, src, mode := m.ctx, m.request, m.home, m.cfg.Now(), m.cfg.Source, m.mode
	return func() tea.Msg {
		version := src.Version()
		var r coach.Report
		var err error
		if trial, ok := src.(Moder); ok && mode != "" {
			r, err = trial.ReportMode(ctx, id, at, mode)
		} else {
			r, err = src.Report(ctx, id, at)
		}
		return reportMsg{request, id, version, r, err}
	}
}

// peek asks for what is known of the open home without reckoning, to be seen until the
// report comes.
func (m *Model) peek() tea.Cmd {
	src, ok := m.cfg.Source.(Looker)
	if !ok {
		return nil
	}
	ctx, request, id, at := m.ctx, m.request, m.home, m.cfg.Now()
	return func() tea.Msg {
		r, err := src.Look(ctx, id, at)
		if err != nil {
			return nil // the report says it
		}
		return glanceMsg{request, id, r}
	}
}

func (m *Model) loadHomes() tea.Cmd {
	ctx, src := m.ctx, m.cfg.Source
	return func() tea.Msg {
		homes, err := src.Homes(ctx)
		return homesMsg{homes, err}
	}
}

// refresh lets the source fetch fresher data, if it has any to fetch.
func (m *Model) refresh() tea.Cmd {
	src, ok := m.cfg.Source.(Refresher)
	if !ok || m.refreshing || m.frozen {
		return nil
	}
	ctx, stop := context.WithCancel(m.ctx)
	m.refreshing, m.stop = true, stop
	return func() tea.Msg {
		defer stop()
		return refreshedMsg{src.Refresh(ctx)}
	}
}

// poll lets the source ask the feeds that are due.
func (m *Model) poll() tea.Cmd {
	src, ok := m.cfg.Source.(Poller)
	if !ok || m.polling || m.frozen {
		return nil
	}
	m.polling = true
	ctx := m.ctx
	return func() tea.Msg {
		news, err := src.Poll(ctx)
		return polledMsg{news, err}
	}
}

// stopFetching ends what the source fetches; false when it fetches nothing.
func (m *Model) stopFetching() bool {
	if !m.refreshing || m.stop == nil {
		return false
	}
	m.stop()
	m.toast = m.text().Act.Cancelled
	return true
}

// skip leaves the next event, or comes back to it. why has been asked before.
func (m *Model) skip(undo bool) tea.Cmd {
	src, ok := m.cfg.Source.(Skipper)
	e := m.nextEvent()
	if !ok || e == nil || m.cfg.ReadOnly {
		return nil
	}
	ctx, id, ev := m.ctx, m.home, e.ID
	return func() tea.Msg { return skippedMsg{ev, undo, src.Skip(ctx, ev, id, "", undo)} }
}

// copyText puts the source text of the view, not the drawn box, on the clipboard of the
// terminal that the person sits at, through SSH too.
func (m *Model) copyText() tea.Cmd {
	text, lines := m.plainView()
	seq, out := osc52.New(text), m.cfg.Clipboard
	if m.cfg.InTmux {
		seq = seq.Tmux()
	}
	return func() tea.Msg {
		_, err := seq.WriteTo(out)
		return copiedMsg{lines, err}
	}
}

func (m *Model) export() tea.Cmd {
	src, ok := m.cfg.Source.(Exporter)
	if !ok {
		return nil
	}
	ctx, name, csv := m.ctx, m.exportName(), m.csvView()
	text, _ := m.plainView()
	return func() tea.Msg {
		path, err := src.Export(ctx, name, text, csv)
		return exportedMsg{path, err}
	}
}
