package tui

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"courant/coach"
	"courant/coach/home"
	"courant/coach/plan"
	"courant/tui/plain"
	"courant/tui/text"
	"courant/tui/theme"
)

// An Applier is a Source that writes a plan as files: a sheet to follow by hand (.txt), a
// calendar (.ics) and automations for Home Assistant (.yaml). It commands no thermostat; it
// gives their path without an ending.
type Applier interface {
	Apply(ctx context.Context, p plan.Plan, at time.Time, l text.Lang) (path string, err error)
}

// askApply asks whether to write the plan's files, with all that they change.
func (m *Model) askApply() {
	p, mode, tried := *m.report.Plan, m.mode, m.trying()
	if p.ByHand == nil && p.Method != plan.MethodByHand && m.whyDial() == "" { // the sheet leads with it
		p.ByHand = m.report.Dial.ByHand(m.dialPoint(), m.own())
	}
	m.confirm = &confirmBox{
		since: m.cfg.Now(),
		lines: func(f frame) []string { return m.applyLines(f, p) },
		do: func() tea.Cmd {
			src, ctx, at, l, start := m.cfg.Source.(Applier), m.ctx, m.cfg.Now(), m.lang, m.nextEvent().Start
			keeper, _ := m.cfg.Source.(Keeper)
			return func() tea.Msg {
				if tried && keeper != nil { // what is on paper is what the home lives by
					if err := keeper.Keep(ctx, p, mode, at); err != nil {
						return appliedMsg{p.Home, start, "", err}
					}
				}
				path, err := src.Apply(ctx, p, at, l)
				return appliedMsg{p.Home, start, path, err}
			}
		},
	}
}

func (m *Model) gotApply(msg appliedMsg) tea.Cmd {
	if msg.err != nil {
		m.toast = m.said(msg.err)
		return nil
	}
	if msg.home == m.home && m.keeps() {
		m.settled()
	}
	m.written = Written{Home: msg.home, Start: msg.start, At: m.cfg.Now(), Path: text.Clean(msg.path, 0)}
	m.toast = fmt.Sprintf(m.text().Act.ApplyDone, m.written.Path)
	m.seq++
	return m.load()
}

// A Written is the newest plan whose files were written: where they are is told as long as
// its event is to come.
type Written struct {
	Home  home.ID   `json:"home"`
	Start time.Time `json:"start"` // of the event
	At    time.Time `json:"at"`
	Path  string    `json:"path"` // without an ending
}

// writtenFor reports whether the files of an event's plan were written.
func (f frame) writtenFor(e *coach.Event) bool {
	return f.written.Home == f.r.Home && f.written.Start.Equal(e.Start)
}

// applyLines are the changes that the files would make, before and after.
func (m *Model) applyLines(f frame, p plan.Plan) []string {
	w := f.s.Act
	day := p.From
	if len(p.Windows) > 0 {
		day = p.Windows[0].Start
	}
	out := append(f.sentence(theme.Title, fmt.Sprintf(w.ApplyHead, f.l.Day(day.In(f.loc)))), "")
	tail := []string{""}
	if f.tried {
		tail = append(tail, f.sentence(theme.Warn, f.s.Keep.WithApply)...)
	}
	tail = append(tail, f.sentence(theme.Muted, w.ApplyNote)...)
	tail = append(append(tail, ""), f.sentence(theme.Warn, fmt.Sprintf(w.ApplyType, m.confirmWith()))...)
	var rows [][]string
	for _, z := range p.Zones {
		if steps := plain.Steps(f.l, z, f.loc); steps != "" {
			rows = append(rows, f.hanging(theme.Plain, "   "+pad(text.Capital(f.l.Zone(z.Zone)), 16)+" ", steps))
		}
	}
	room := max(f.h-len(out)-len(tail), 1)
	for i, r := range rows {
		room -= len(r)
		if room < 0 || room == 0 && i < len(rows)-1 {
			out = append(out, "   "+f.th.Paint(theme.Muted, f.l.Count(w.More, len(rows)-i)))
			break
		}
		out = append(out, r...)
	}
	if len(rows) == 0 {
		out = append(out, "   "+w.ApplyNone)
	}
	return append(out, tail...)
}
