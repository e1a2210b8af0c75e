package tui

import (
	"context"
	"io"
	"time"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/plan"
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
	First    *coach.Report       // Home's report when it is there already, so that the first frame is full
	Partial  bool                // First is a coach.Glance: the whole report is asked for at once
	Homes    []HomeRow           // likewise
	Later    func() coach.Report // where First is a coach.Look: waits for the coach.Glance
	Width    int                 // first size; 80×24 when zero
	Height   int

	Out        io.Writer    // the terminal; nil: standard output
	Mouse      bool         // wheel and clicks on tabs; off, the terminal keeps the mouse for selecting text
	SevenBit   bool         // the locale is not UTF-8: letters without accents too
	Clipboard  io.Writer    // the terminal, for copying by OSC 52; nil: no copying
	InTmux     bool         // copied text needs tmux's wrapping
	State      State        // what an earlier run left; the zero State is none
	Keep       func([]byte) // called once at the end with the state to remember; nil: nothing is kept
	Shown      func()       // called once the first frame is out; nil: nobody waits for it
	LangFixed  bool         // the language was told: a remembered one gives way
	GraphFixed bool         // likewise
}

// A Model is the dashboard: the only tea.Model. Use New.
type Model struct {
	cfg           Config
	ctx           context.Context // ends with the program, and with it what commands wait for
	width, height int
	view          Action // one of the View… actions
	home          home.ID
	now           time.Time
	report        *coach.Report // the last good one
	seq           uint64        // counts reports, for caches
	planning      bool          // it is a look: its plan is on its way
	partial       bool          // it is a glance: what is behind is not told yet
	loading       bool          // a report is on its way
	refreshing    bool          // the source fetches from elsewhere
	polling       bool          // the source asks feeds
	stop          func()        // ends that
	accesses      []Access      // to the open home, newest first
	written       Written       // the newest plan whose files were written
	err           error         // why the newest request failed; the report stays
	errAt         time.Time
	farErr        error // why the newest fetch from elsewhere failed; a good report does not mend it
	farAt         time.Time
	toast         string // one line about what just happened; the next key takes it away
	request       int    // number of the newest request; older answers are dropped
	version       string // of the source, when the report was asked for
	homes         []HomeRow
	lang          text.Lang
	graph         chart.Graph
	mode          home.Mode       // on trial; "": the home's own
	chose         map[Action]bool // language and symbols that a key chose
	frozen        bool
	private       bool

	help    *helpBox
	palette *paletteBox
	confirm *confirmBox
	note    *noteBox
	rank    ranking
	surveys surveying
	undone  *noted // the note that undoing takes back: the last thing that was done
	dial    dial
	guarded []guarded  // rooms protected by a key, oldest first, for undo
	modeOf  *plan.Plan // the person's own plan, while another mode is on trial
	session bool       // the trial is kept as long as the program runs

	cache       chart.Cache
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
		cfg: cfg, ctx: context.Background(), partial: cfg.Partial, planning: cfg.Later != nil, width: cfg.Width, height: cfg.Height, view: ViewToday, home: cfg.Home, now: cfg.Now(),
		report: cfg.First, homes: cfg.Homes, lang: cfg.Lang, graph: cfg.Graph, version: cfg.Source.Version(),
	}
	m.consumption.want, m.chose = chart.SpanWeek, map[Action]bool{}
	if m.width == 0 {
		m.width, m.height = 80, 24
	}
	if m.home == "" {
		m.view = ViewHomes
	}
	if _, ranks := cfg.Source.(Ranker); !ranks {
		m.homeList.order = orderID
	}
	m.restore(cfg.State)
	m.loading = m.report == nil && m.home != ""
	return m
}

func (m *Model) nextEvent() *coach.Event {
	if m.report == nil {
		return nil
	}
	return m.report.NextEvent
}

func (m *Model) eventRuns() bool {
	e := m.nextEvent()
	return e != nil && !m.now.Before(e.Start) && m.now.Before(e.End)
}

func (m *Model) text() *text.Screen { return m.lang.Screen() }
