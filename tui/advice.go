package tui

import (
	"fmt"

	"courant/coach"
	"courant/coach/home"
	"courant/tui/plain"
	"courant/tui/theme"
)

// A scroll is how far down a long list is read. Draw clamps it.
type scroll struct{ top int }

func (p *scroll) act(a Action) {
	switch a {
	case Up:
		p.top--
	case Down:
		p.top++
	case PageUp:
		p.top -= 10
	case PageDown:
		p.top += 10
	case First:
		p.top = 0
	case Last:
		p.top = 1 << 20
	}
	p.top = max(p.top, 0)
}

// show is the part of lines that is read, n high.
func (p *scroll) show(lines []string, n int) []string {
	p.top = max(0, min(p.top, len(lines)-n))
	return lines[p.top:]
}

// An advicePane answers: what else is worth doing, and why?
type advicePane struct{ scroll }

func (p *advicePane) lines(f frame) []string {
	return p.show(f.memo("advice", func() []string { return p.draw(f) }), f.h)
}

func (p *advicePane) draw(f frame) []string {
	w := f.s.Advice
	switch n := len(f.r.Advices); {
	case f.planning:
		return []string{f.muted(f.s.Frame.Loading)}
	case n == 0:
		return append(append(f.causes(), f.sentence(theme.Title, w.None)...), p.followed(f)...)
	case n == 1:
		return append(append(append(f.causes(), f.sentence(theme.Title, w.One)...), ""), p.each(f)...)
	default:
		return append(append(append(f.causes(), f.sentence(theme.Title, fmt.Sprintf(w.Head, n))...), ""), p.each(f)...)
	}
}

// causes say first why somebody should look after the home, and how.
func (f frame) causes() []string {
	lines := f.causeLines()
	if len(lines) > 0 {
		lines = append(lines, "")
	}
	return lines
}

func (p *advicePane) each(f frame) []string {
	var out []string
	for i, a := range f.r.Advices {
		out = append(out, f.hanging(theme.Plain, f.th.Paint(theme.Key, fmt.Sprintf(" %d ", i+1)), plain.Advice(f.l, home.ID(f.home(f.r.Home)), a, f.loc))...)
		for _, e := range plain.Evidence(f.l, a, f.loc) {
			out = append(out, f.hanging(theme.Muted, "     ", e)...)
		}
		if e := plain.Effect(f.l, a.Effect); e != "" {
			out = append(out, f.hanging(theme.Plain, "     ", e)...)
		}
		if a.Effect != nil && a.Effect.Since == nil && a.Effect.Status != coach.EffectNotMeasurable && a.Code != coach.ApplyPlan && !a.Unsure {
			out = append(out, f.hanging(theme.Muted, "     ", f.l.NoteDone(f.home(f.r.Home), a.Code))...)
		}
		out = append(out, "")
	}
	out = append(out, f.sentence(theme.Muted, f.s.Advice.NotMoney)...)
	return append(out, p.followed(f)...)
}

// followed is what was followed, and what came of it.
func (p *advicePane) followed(f frame) []string {
	var out []string
	for i, line := range plain.Followed(f.l, *f.r, f.loc) {
		if i == 0 {
			out = append(out, "", f.title(line))
			continue
		}
		out = append(out, f.hanging(theme.Plain, "   ", line)...)
	}
	return out
}
