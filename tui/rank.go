package tui

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/fleet"
	"courant/coach/home"
	"courant/coach/series"
	"courant/tui/theme"
)

// A Ranker is a Source that judges whether somebody should go to a home. It may take a
// while for each.
type Ranker interface {
	Visit(ctx context.Context, id home.ID) (fleet.Visit, error)
}

// A ranking is the homes being judged one after another, so that keys are never waited for
// and what is known shows at once.
type ranking struct {
	todo  []home.ID
	done  int
	found map[home.ID]fleet.Visit
	stop  context.CancelFunc // nil: nothing is under way
	seq   int                // of the newest start; answers to older ones are dropped
}

// startRanking judges all homes, unless that is done or under way.
func (m *Model) startRanking() tea.Cmd {
	if _, ok := m.cfg.Source.(Ranker); !ok || m.rank.stop != nil || m.rank.done > 0 && m.rank.done == len(m.homes) {
		return nil
	}
	m.rank.todo = make([]home.ID, len(m.homes))
	for i, h := range m.homes {
		m.rank.todo[i] = h.Home
	}
	m.rank.found, m.rank.done = map[home.ID]fleet.Visit{}, 0
	m.rank.seq++
	ctx, stop := context.WithCancel(m.ctx)
	m.rank.stop = stop
	return m.judgeNext(ctx)
}

func (m *Model) judgeNext(ctx context.Context) tea.Cmd {
	if m.rank.done >= len(m.rank.todo) {
		m.stopRanking()
		return nil
	}
	id, seq, src := m.rank.todo[m.rank.done], m.rank.seq, m.cfg.Source.(Ranker)
	return func() tea.Msg {
		v, err := src.Visit(ctx, id)
		return judgedMsg{ctx, seq, id, v, err}
	}
}

func (m *Model) gotVisit(msg judgedMsg) tea.Cmd {
	if msg.seq != m.rank.seq || m.rank.stop == nil {
		return nil
	}
	m.rank.done++
	if msg.err == nil {
		m.rank.found[msg.home] = msg.visit
		m.homeList.stale = true
	}
	return m.judgeNext(msg.ctx)
}

// stopRanking leaves what is known as it is; false when nothing was under way.
func (m *Model) stopRanking() bool {
	if m.rank.stop == nil {
		return false
	}
	m.rank.stop()
	m.rank.stop = nil
	return true
}

// visitHead and visitRow are the list of homes by what is wrong with them.
func (p *homesPane) visitHead(f frame) string {
	w := f.s.Homes
	return p.visitColumns(f, w.Home, w.ToVisit, w.Why, w.Since, w.Seen)
}

func (p *homesPane) visitRow(f frame, h HomeRow) string {
	v, judged := f.visits[h.Home]
	bar, why, since := "", "", ""
	switch {
	case !judged:
		bar = "…"
	case v.Weight > 0:
		bar = strings.Repeat(f.barSign(), v.Weight)
		why = f.cause(v)
		since = f.sinceText(v.Since)
	}
	return p.visitColumns(f, f.home(h.Home), bar, why, since, f.until(h.Until))
}

func (p *homesPane) visitColumns(f frame, id, visit, why, since, until string) string {
	if f.narrow() {
		return pad(id, 14) + pad(visit, 10) + pad(why, max(f.w-3-14-10-8, 10)) + right(since, 7)
	}
	return pad(id, 16) + pad(visit, 11) + pad(why, f.w-3-16-11-10-13-1) + right(since, 10) + right(until, 13)
}

// barSign is what a weight is drawn with.
func (f frame) barSign() string {
	if f.ascii() {
		return "#"
	}
	return "█"
}

// cause is why to go, with the room: « thermostat muet (salon) ».
func (f frame) cause(v fleet.Visit) string {
	s := f.l.Cause(v.Cause)
	switch {
	case v.Cause == fleet.Thin && v.Measure.Known():
		s += " (" + f.l.Percent(float64(v.Measure), 0) + ")"
	case v.Zone != "" && v.Measure.Known():
		s += " (" + f.l.Zone(v.Zone) + ", " + f.l.C(v.Measure) + ")"
	case v.Zone != "":
		s += " (" + f.l.Zone(v.Zone) + ")"
	}
	return s
}

// sinceText is how long ago: « 9 j », "" when not known.
func (f frame) sinceText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	if days := series.DateOf(f.now, f.loc).Sub(series.DateOf(t, f.loc)); days > 0 {
		return fmt.Sprintf(f.s.Homes.DaysShort, days)
	}
	return f.l.Clock(t.In(f.loc))
}

// rankingLine tells how far the judging is, "" when it is done or was never begun.
func (f frame) rankingLine() string {
	if f.judged < len(f.homes) && f.judging {
		return f.th.Paint(theme.Muted, fmt.Sprintf(f.s.Homes.Judging, f.judged, len(f.homes)))
	}
	return ""
}
