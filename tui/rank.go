package tui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/fleet"
	"courant/coach/home"
	"courant/coach/series"
	"courant/tui/theme"
)

// A Ranker is a Source that examines why somebody should go to a home. It may take a while
// for each.
type Ranker interface {
	Case(ctx context.Context, id home.ID) (fleet.Case, error)
}

// A ranking is the homes being judged one after another, so that keys are never waited for
// and what is known shows at once.
type ranking struct {
	todo  []home.ID
	done  int
	cases map[home.ID]fleet.Case
	doubt []float64               // chances of all cases
	limit float64                 // of what may be told of them
	found map[home.ID]fleet.Visit // of the cases, what is told
	stop  context.CancelFunc      // nil: nothing is under way
	seq   int                     // of the newest start; answers to older ones are dropped
	hold  bool                    // a key was pressed: fingers go before judging
}

// visit is why to go to a home: as it was judged, else what its row in the list tells
// already, so that a filter finds silent homes before any was looked into.
func (f frame) visit(h HomeRow) (v fleet.Visit, judged bool) {
	if v, judged = f.visits[h.Home]; judged {
		return v, true
	}
	v = fleet.Visit{Home: h.Home, Since: h.Until}
	switch {
	case h.Until.IsZero():
		v.Weight, v.Cause = fleet.Most, fleet.Empty
	case f.now.Sub(h.Until) > silentAfter:
		v.Weight, v.Cause = fleet.Most, fleet.Silent
	}
	return v, false
}

// silentAfter is how long nothing is heard of a home that is called silent: as the report
// does for data at short steps.
const silentAfter = 2 * time.Hour

// startRanking judges all homes, unless that is done or under way: those first that look
// worst already. What was stopped goes on where it was.
func (m *Model) startRanking() tea.Cmd {
	if _, ok := m.cfg.Source.(Ranker); !ok || m.rank.stop != nil || m.rank.done > 0 && m.rank.done == len(m.homes) {
		return nil
	}
	if m.rank.done == 0 {
		m.layOutRanking()
	}
	m.rank.seq++
	ctx, stop := context.WithCancel(m.ctx)
	m.rank.stop = stop
	return m.judgeNext(ctx)
}

// layOutRanking puts the homes in the order in which they are judged.
func (m *Model) layOutRanking() {
	f := m.frame()
	rows := slices.Clone(m.homes)
	slices.SortStableFunc(rows, func(a, b HomeRow) int {
		u, _ := f.visit(a)
		v, _ := f.visit(b)
		return cmp.Or(cmp.Compare(v.Weight, u.Weight), cmp.Compare(a.Coverage, b.Coverage))
	})
	m.rank.todo = make([]home.ID, len(rows))
	for i, h := range rows {
		m.rank.todo[i] = h.Home
	}
	m.rank.cases, m.rank.doubt, m.rank.limit = map[home.ID]fleet.Case{}, nil, 0
	m.rank.found = map[home.ID]fleet.Visit{}
}

// rankShown asks for what the list of homes shows, and begins the ranking where it is by visits,
// or looks for a cause.
func (m *Model) rankShown() tea.Cmd {
	if m.view == ViewHomes && (m.homeList.order == orderVisit || m.homeList.typing) {
		return tea.Batch(m.survey(), m.startRanking())
	}
	return m.survey()
}

// rankAfter is how long keys have been quiet before homes are judged: judging takes a
// processor, and a list that is walked through must not wait for one.
const rankAfter = 250 * time.Millisecond

func (m *Model) judgeNext(ctx context.Context) tea.Cmd {
	if m.rank.done >= len(m.rank.todo) {
		m.stopRanking()
		return nil
	}
	id, seq, src := m.rank.todo[m.rank.done], m.rank.seq, m.cfg.Source.(Ranker)
	if m.rank.hold {
		m.rank.hold = false
		return tea.Tick(rankAfter, func(time.Time) tea.Msg { return judgeMsg{ctx, seq} })
	}
	return func() tea.Msg {
		c, err := src.Case(ctx, id)
		return judgedMsg{ctx, seq, id, c, err}
	}
}

func (m *Model) gotVisit(msg judgedMsg) tea.Cmd {
	if msg.seq != m.rank.seq || m.rank.stop == nil {
		return nil
	}
	m.rank.done++
	if msg.err == nil {
		news := m.rank.add(msg.home, msg.found)
		if msg.home == m.home || news {
			m.seq++ // the open home says why it should be looked after
		}
		m.homeList.stale = m.homeList.stale || news || m.homeList.order == orderVisit && m.rank.done == len(m.rank.todo)
	}
	return m.judgeNext(msg.ctx)
}

// add tells of one more home what may be told of so many, and of those before what may be by
// now (fleet.Limit, as in a printed ranking). True when somebody should go anywhere new.
func (r *ranking) add(id home.ID, c fleet.Case) bool {
	r.cases[id], r.doubt = c, append(r.doubt, c.Chances()...)
	limit := fleet.Limit(r.doubt, len(r.todo))
	if limit > r.limit {
		for id, c := range r.cases {
			r.found[id] = c.Visit(limit)
		}
		r.limit = limit
		return true
	}
	r.found[id] = c.Visit(limit)
	return r.found[id].Weight > 0
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

// cause is why to go, with the room: « thermostat muet (salon) ».
func (f frame) cause(v fleet.Visit) string {
	s := f.l.Cause(v.Cause)
	switch {
	case v.Cause == fleet.Thin && v.Measure.Known():
		s = fmt.Sprintf(f.s.Homes.ThinBy, f.l.Percent(float64(v.Measure), 0))
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
	return f.l.Span(max(f.now.Sub(t), 0))
}

// rankingLine tells how far the judging is, "" when it is done or was never begun.
func (f frame) rankingLine() string {
	if f.judged < len(f.homes) && f.judging {
		step := max(len(f.homes)/100, 1) // a frame for each percent, not for each home
		return f.th.Paint(theme.Muted, fmt.Sprintf(f.s.Homes.Judging, f.judged/step*step, len(f.homes)))
	}
	return ""
}
