package tui

import (
	"fmt"
	"strings"

	"courant/coach/home"
	"courant/tui/plain"
	"courant/tui/text"
)

// skip leaves the next event, once the person has heard what that means and typed the word.
func (r *reader) skip() {
	m := r.m
	lines := m.skipLines(m.frame())
	for _, l := range lines[:len(lines)-1] { // the last one names a key
		if l = strings.TrimSpace(l); l != "" {
			r.say(l)
		}
	}
	if r.confirmed() {
		r.run(m.skip(false))
		r.told()
	}
}

// undo takes the person's own set-points back, the newest first, else comes back to an event.
func (r *reader) undo() {
	m := r.m
	if !m.takesBack() {
		r.run(m.act(Undo))
		r.told()
		return
	}
	n := 1
	if len(r.own) > 0 {
		n, r.own = r.own[len(r.own)-1], r.own[:len(r.own)-1]
	}
	for range min(n, len(m.own())) {
		m.takeBack()
	}
	r.say(m.text().Linear.TookBack)
	if t := r.trial(); t != "" {
		r.say(t)
	}
}

// apply writes the plan's files, once the person has heard what they change and typed the
// word.
func (r *reader) apply() {
	m := r.m
	f := m.frame()
	p := m.report.Plan
	if t := r.trial(); t != "" {
		r.say(t, f.s.Keep.WithApply)
	}
	r.say(fmt.Sprintf(f.s.Linear.Said.Wrote, f.home(p.Home), f.l.LongDay(p.Windows[0].Start.In(f.loc))))
	for _, z := range p.Zones {
		if steps := plain.Steps(m.lang, z, m.cfg.Loc); steps != "" {
			r.say(fmt.Sprintf(f.s.Use.At, text.Capital(m.lang.Zone(z.Zone)), steps) + ".")
		}
	}
	r.say(f.s.Act.ApplyNote)
	m.askApply()
	do := m.confirm.do
	m.confirm = nil
	if r.confirmed() {
		r.run(do())
		r.told()
	}
}

// note reads a line and keeps it as a visit note; an empty one keeps nothing.
func (r *reader) note() {
	m := r.m
	line, ok := r.hear(m.text().Linear.NoteWhat, home.NoteLength)
	if !ok || line == "" {
		r.say(m.text().Linear.Nothing)
		return
	}
	if err := m.cfg.Source.(Noter).Note(r.ctx, m.home, line); err != nil {
		r.line(m.said(err))
		return
	}
	r.line(fmt.Sprintf(m.text().Linear.Said.NoteIs, line)) // as it stands: these are a person's words
	r.run(m.load())
}

// mode tries another mode, and says what the plan then gives.
func (r *reader) mode() {
	m := r.m
	w := m.text().Linear
	now := m.mode
	if m.report.Plan != nil {
		now = m.report.Plan.Mode
	}
	modes := home.Modes()
	names := make([]string, len(modes))
	for i, mode := range modes {
		names[i] = m.lang.Mode(mode)
	}
	i := r.pick(fmt.Sprintf(w.ModeAsk, m.lang.Mode(now)), names)
	m.dial, r.own, m.mode, m.session = dial{}, nil, "", false
	if i < 0 {
		r.run(m.load())
		r.say(m.text().Frame.ModeOwn)
		return
	}
	m.mode = modes[i]
	r.run(m.load())
	r.say(fmt.Sprintf(m.text().Frame.ModeNow, m.lang.Mode(m.mode)))
	if p := m.report.Plan; p != nil && len(p.Windows) > 0 {
		r.say(m.frame().worth()...)
		r.say(r.trial())
	}
}
