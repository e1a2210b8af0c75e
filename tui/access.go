package tui

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach/home"
	"courant/tui/theme"
)

// An Auditor is a Source that writes down who looks at which home. Accesses are the newest n
// to one home, the newest first.
type Auditor interface {
	Accesses(ctx context.Context, id home.ID, n int) ([]Access, error)
}

// An Access is one time that somebody looked at a home, or changed it.
type Access struct {
	At     time.Time
	Who    string // the account on this computer
	Action string // the command
	Me     string // the account that asks now
}

// accessesShown is how many accesses the data view has room for.
const accessesShown = 8

// loadAccesses asks for the access log of the open home.
func (m *Model) loadAccesses() tea.Cmd {
	src, ok := m.cfg.Source.(Auditor)
	if !ok || m.home == "" {
		return nil
	}
	ctx, id := m.ctx, m.home
	return func() tea.Msg {
		all, err := src.Accesses(ctx, id, accessesShown)
		return accessesMsg{id, all, err}
	}
}

// accessRows are the newest accesses, under a title.
func (f frame) accessRows() []string {
	w := f.s.Act
	out := []string{f.title(w.AccessHead)}
	if len(f.accesses) == 0 {
		if f.r != nil && f.r.Simulated {
			return append(out, f.hanging(theme.Plain, "   ", f.l.NoAccess())...)
		}
		return append(out, "   "+w.AccessKept)
	}
	for _, a := range f.accesses {
		who := f.l.Who(a.Who, a.Me)
		if f.private {
			who = "····"
		}
		out = append(out, "   "+f.th.Paint(theme.Muted, pad(f.l.Stamp(a.At.In(f.loc)), 24))+pad(who, 18)+f.l.Accessed(a.Action))
	}
	return out
}
