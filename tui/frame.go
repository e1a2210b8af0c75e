package tui

import (
	"time"

	"courant/coach"
	"courant/coach/fleet"
	"courant/coach/home"
	"courant/tui/chart"
	"courant/tui/text"
	"courant/tui/theme"
)

// A frame is what a pane draws with.
type frame struct {
	w, h     int // of the body
	l        text.Lang
	s        *text.Screen
	th       theme.Theme
	graph    chart.Graph
	loc      *time.Location
	now      time.Time
	r        *coach.Report // nil: nothing known yet
	seq      uint64        // of the report
	mode     home.Mode     // on trial
	private  bool
	planning bool // the plan is on its way
	partial  bool // past events, the season and the findings are still on their way
	fetches  bool // the source fetches from InfluxDB
	polls    bool // the source asks feeds by itself
	cache    *chart.Cache

	voice    bool // for reading aloud: no columns
	written  Written
	tried    bool // the plan is one that a person tries and has not kept
	session  bool // … or keeps as long as the program runs
	accesses []Access
	homes    []HomeRow
	visits   map[home.ID]fleet.Visit
	judged   int  // homes judged for a visit …
	judging  bool // … and still at it
	audited  bool // the source keeps an access log
}

func (m *Model) frame() frame {
	_, fetches := m.cfg.Source.(Refresher)
	_, audited := m.cfg.Source.(Auditor)
	_, polls := m.cfg.Source.(Poller)
	return frame{
		w: m.width, h: m.height - 4, l: m.lang, s: m.text(), th: m.cfg.Theme, graph: m.graph, loc: m.cfg.Loc,
		now: m.now, r: m.report, seq: m.seq, mode: m.mode, private: m.private, partial: m.partial, planning: m.planning, fetches: fetches, polls: polls && !m.cfg.ReadOnly, cache: &m.cache,
		written: m.written, tried: m.trying(), session: m.session, accesses: m.accesses, homes: m.homes,
		visits: m.rank.found, judged: m.rank.done, judging: m.rank.stop != nil, audited: audited,
	}
}

// The three layouts, by width: one pane, stacked, side by side.
func (f frame) narrow() bool { return f.w < 80 }
func (f frame) wide() bool   { return f.w >= 120 }

// ascii reports whether only signs of seven bits are drawn.
func (f frame) ascii() bool { return f.graph == chart.ASCII }

// memo keeps the lines of a part of a view until the report, the size, the look or the
// minute change. name tells parts and their own state apart.
func (f frame) memo(name string, draw func() []string) []string {
	return f.keep(name, f.now, time.Time{}, time.Time{}, draw)
}

// keep is memo for a part that depends on a window and a cursor.
func (f frame) keep(name string, from, to, cursor time.Time, draw func() []string) []string {
	return f.cache.Lines(chart.Key{
		View: name, Version: f.seq, Width: f.w, Height: f.h, Graph: f.graph, Theme: f.th.Name, Lang: string(f.l), From: from, To: to, Cursor: cursor,
	}, draw)
}

// sentence is a sentence of the given role, wrapped to the frame.
func (f frame) sentence(role theme.Role, s string) []string { return f.hanging(role, " ", s) }

// hanging is a sentence set in behind a lead, its further lines under the first.
func (f frame) hanging(role theme.Role, lead, s string) []string {
	lines := wrap(s, f.w-width(lead)-1)
	blank := spaces(width(lead))
	for i := range lines {
		lines[i] = blank + f.th.Paint(role, lines[i])
	}
	lines[0] = lead + lines[0][len(blank):]
	return lines
}

func (f frame) title(s string) string { return " " + f.th.Paint(theme.Title, s) }
func (f frame) muted(s string) string { return " " + f.th.Paint(theme.Muted, s) }

// colon is a colon as the language spaces it.
func (f frame) colon() string {
	if f.l == text.English {
		return ": "
	}
	return "\u00a0: "
}

// home is a home's name, hidden in privacy mode.
func (f frame) home(id home.ID) string {
	if f.private {
		return "····"
	}
	return text.Clean(string(id), 19)
}
