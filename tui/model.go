package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach"
	"courant/coach/home"
	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

// Smallest terminal that the dashboard draws on.
const (
	MinWidth  = 60
	MinHeight = 20
)

// A Config is all that a dashboard is made of.
type Config struct {
	Source   Source
	Home     home.ID // shown first; "" opens the list of homes
	Now      func() time.Time
	Loc      *time.Location
	Lang     text.Lang
	Theme    theme.Theme
	Graph    chart.Graph
	ReadOnly bool
	First    *coach.Report // Home's report when it is there already, so that the first frame is full
	Homes    []HomeRow     // likewise
	Width    int           // first size; 80×24 when zero
	Height   int
}

// A Model is the dashboard: the only tea.Model. Use New.
type Model struct {
	cfg           Config
	width, height int
	view          Action // one of the View… actions
	home          home.ID
	now           time.Time
	report        *coach.Report // the last good one
	loading       bool          // a report is on its way
	refreshing    bool          // the source fetches from elsewhere
	err           error         // why the newest request failed; the report stays
	errAt         time.Time
	toast         string // one line about what just happened; the next key takes it away
	request       int    // number of the newest request; older answers are dropped
	version       string // of the source, when the report was asked for
	homes         []HomeRow
	help          bool
	helpTop       int
	lang          text.Lang
	graph         chart.Graph

	today       todayPane
	consumption consumptionPane
	events      eventsPane
	schedule    schedulePane
	advice      advicePane
	data        dataPane
	homeList    homesPane
}

// New makes a dashboard.
func New(cfg Config) *Model {
	m := &Model{
		cfg: cfg, width: cfg.Width, height: cfg.Height, view: ViewToday, home: cfg.Home, now: cfg.Now(),
		report: cfg.First, homes: cfg.Homes, lang: cfg.Lang, graph: cfg.Graph, version: cfg.Source.Version(),
	}
	if m.width == 0 {
		m.width, m.height = 80, 24
	}
	if m.home == "" {
		m.view = ViewHomes
	}
	m.loading = m.report == nil && m.home != ""
	return m
}

// Run shows the dashboard until the person quits or ctx ends. It owns the terminal meanwhile
// and gives it back whatever happens.
func Run(ctx context.Context, cfg Config, opts ...tea.ProgramOption) error {
	// v1 draws on a ticker: 120 a second is its maximum and half the wait of the default.
	opts = append([]tea.ProgramOption{tea.WithContext(ctx), tea.WithAltScreen(), tea.WithFPS(120)}, opts...)
	_, err := tea.NewProgram(New(cfg), opts...).Run()
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// Messages.
type (
	reportMsg struct {
		request int
		home    home.ID
		version string
		report  coach.Report
		err     error
	}
	homesMsg struct {
		homes []HomeRow
		err   error
	}
	refreshedMsg struct{ err error }
	skippedMsg   struct {
		event string
		undo  bool
		err   error
	}
	clockMsg struct{}
)

// Init asks for what the first frame lacks, and starts the clock.
func (m *Model) Init() tea.Cmd {
	cmds := []tea.Cmd{m.tick(), m.loadHomes()}
	if m.loading {
		cmds = append(cmds, m.load())
	}
	return tea.Batch(append(cmds, m.refresh())...)
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

func (m *Model) eventRuns() bool {
	e := m.nextEvent()
	return e != nil && !m.now.Before(e.Start) && m.now.Before(e.End)
}

func (m *Model) nextEvent() *coach.Event {
	if m.report == nil {
		return nil
	}
	return m.report.NextEvent
}

// load asks for the report of the chosen home at this moment.
func (m *Model) load() tea.Cmd {
	if m.home == "" {
		return nil
	}
	m.request++
	m.loading = true
	request, id, at, src := m.request, m.home, m.cfg.Now(), m.cfg.Source
	return func() tea.Msg {
		version := src.Version()
		r, err := src.Report(context.Background(), id, at)
		return reportMsg{request, id, version, r, err}
	}
}

func (m *Model) loadHomes() tea.Cmd {
	src := m.cfg.Source
	return func() tea.Msg {
		homes, err := src.Homes(context.Background())
		return homesMsg{homes, err}
	}
}

// refresh lets the source fetch fresher data, if it has any to fetch.
func (m *Model) refresh() tea.Cmd {
	src, ok := m.cfg.Source.(Refresher)
	if !ok || m.refreshing {
		return nil
	}
	m.refreshing = true
	return func() tea.Msg { return refreshedMsg{src.Refresh(context.Background())} }
}

func (m *Model) skip(undo bool) tea.Cmd {
	src, ok := m.cfg.Source.(Skipper)
	e := m.nextEvent()
	switch {
	case e == nil:
		m.toast = m.text().ToastNoEvent
		return nil
	case !ok || m.cfg.ReadOnly:
		m.toast = m.text().ToastReadOnly
		return nil
	}
	id, ev := m.home, e.ID
	return func() tea.Msg { return skippedMsg{ev, undo, src.Skip(context.Background(), ev, id, "", undo)} }
}

func (m *Model) text() *text.Screen { return m.lang.Screen() }
