package tui

import (
	"fmt"

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
	switch n := len(f.r.Advices); n {
	case 0:
		return f.sentence(theme.Title, w.None)
	case 1:
		return append(append(f.sentence(theme.Title, w.One), ""), p.each(f)...)
	default:
		return append(append(f.sentence(theme.Title, fmt.Sprintf(w.Head, n)), ""), p.each(f)...)
	}
}

func (p *advicePane) each(f frame) []string {
	var out []string
	for i, a := range f.r.Advices {
		out = append(out, f.hanging(theme.Plain, f.th.Paint(theme.Key, fmt.Sprintf(" %d ", i+1)), plain.Advice(f.l, a, f.loc))...)
		for _, e := range plain.Evidence(f.l, a, f.loc) {
			out = append(out, f.hanging(theme.Muted, "     ", e)...)
		}
		out = append(out, "")
	}
	return append(out, f.sentence(theme.Muted, f.s.Advice.NotMoney)...)
}
