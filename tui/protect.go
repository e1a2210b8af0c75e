package tui

import (
	"context"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/tui/text"
)

// A Protector is a Source that keeps which rooms are sensitive to the cold: no event cools them.
type Protector interface {
	Protect(ctx context.Context, id home.ID, zone string, on bool) error
}

// A guarded is a room that was protected, or not any more, by a key: what undo takes back.
type guarded struct {
	home home.ID
	zone string
	on   bool
}

type protectedMsg struct {
	guarded
	undo bool
	err  error
}

// room is the room that the schedule shows; false without a measured room.
func (m *Model) room() (home.Zone, bool) {
	if m.report == nil || m.report.Plan == nil || m.schedule.zone >= len(m.report.Plan.Zones) {
		return home.Zone{}, false
	}
	return zoneNamed(m.report.Info, m.report.Plan.Zones[max(m.schedule.zone, 0)].Zone)
}

func zoneNamed(h home.Home, name string) (home.Zone, bool) {
	i := slices.IndexFunc(h.Zones, func(z home.Zone) bool { return z.Name == name })
	if i < 0 {
		return home.Zone{}, false
	}
	return h.Zones[i], true
}

// whyProtect says why no room can be protected now, "" when one can.
func (m *Model) whyProtect() string {
	w := m.text().Why
	_, keeps := m.cfg.Source.(Protector)
	_, some := m.room()
	switch {
	case m.report == nil:
		return w.NoReport
	case m.planning:
		return m.text().Frame.Loading
	case !some:
		return m.lang.Rooms().NoRooms
	case m.cfg.ReadOnly:
		return w.ReadOnly
	case !keeps:
		return w.Source
	}
	return ""
}

// protectShown protects the room that the schedule shows, or does not any more. From another
// view it shows the rooms first: nothing is changed that is not seen.
func (m *Model) protectShown() tea.Cmd {
	z, ok := m.room()
	if !ok {
		return nil
	}
	if m.view != ViewSchedule {
		m.view = ViewSchedule
		m.toast = m.lang.Rooms().Choose
		return nil
	}
	return m.protect(guarded{m.home, z.Name, !z.Sensitive.Value}, false)
}

func (m *Model) protect(g guarded, undo bool) tea.Cmd {
	src, ok := m.cfg.Source.(Protector)
	if !ok || m.cfg.ReadOnly {
		return nil
	}
	ctx := m.ctx
	return func() tea.Msg { return protectedMsg{g, undo, src.Protect(ctx, g.home, g.zone, g.on)} }
}

// unprotects reports whether undoing takes back what was last done to a room of this home.
func (m *Model) unprotects() bool {
	n := len(m.guarded)
	return n > 0 && m.guarded[n-1].home == m.home && m.whyProtect() == ""
}

// unprotect takes back what was last done to a room.
func (m *Model) unprotect() tea.Cmd {
	g := m.guarded[len(m.guarded)-1]
	m.guarded = m.guarded[:len(m.guarded)-1]
	g.on = !g.on
	return m.protect(g, true)
}

func (m *Model) gotProtect(msg protectedMsg) tea.Cmd {
	if msg.err != nil {
		m.toast = m.said(msg.err)
		return nil
	}
	if !msg.undo {
		m.guarded = append(m.guarded, msg.guarded)
	}
	w := m.lang.Rooms()
	words := w.NowFree
	if msg.on {
		words = w.NowProtected
	}
	m.toast = text.Capital(fmt.Sprintf(words, m.lang.Zone(msg.zone)))
	if m.home != msg.home {
		return nil
	}
	m.dial = dial{} // its plan was made for other limits
	return m.load()
}

// protect asks which room, and protects it or does not any more.
func (r *reader) protect() {
	m := r.m
	w := m.lang.Rooms()
	var names []string
	for _, z := range m.report.Info.Zones {
		name := m.lang.Zone(z.Name)
		if z.Sensitive.Value {
			name = fmt.Sprintf(w.IsSensitive, name)
		}
		names = append(names, name)
	}
	i := r.pick(w.AskRoom, names)
	if i < 0 {
		return
	}
	z := m.report.Info.Zones[i]
	r.run(m.protect(guarded{m.home, z.Name, !z.Sensitive.Value}, false))
	r.told()
}
