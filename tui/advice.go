package tui

import (
	"fmt"
	"time"

	"courant/tui/plain"
	"courant/tui/theme"
)

// An advicePane answers: what else is worth doing, and why?
type advicePane struct{}

func (p *advicePane) lines(f frame) []string {
	if len(f.r.Advices) == 0 {
		return f.sentence(theme.Title, f.s.NoAdvice)
	}
	var out []string
	for i, a := range f.r.Advices {
		out = append(out, f.sentence(theme.Muted, fmt.Sprintf(f.s.AdviceN, i+1, len(f.r.Advices)))...)
		out = append(out, f.sentence(theme.Title, plain.Advice(f.l, a, f.loc))...)
		for _, e := range a.Evidence {
			when := ""
			if !e.From.IsZero() {
				when = ", " + f.span(e.From, e.To)
			}
			value := f.l.Num(float64(e.Value), 1)
			if e.Unit != "" {
				value = f.l.Unit(float64(e.Value), 1, e.Unit)
			}
			out = append(out, f.sentence(theme.Muted, "  "+f.s.Evidence+f.l.Evidence(e.What)+" "+value+when)...)
		}
		out = append(out, "")
	}
	return out
}

// span is "Fri Jan 15 6:00–10:00", or two stamps when it crosses midnight.
func (f frame) span(from, to time.Time) string {
	a, b := from.In(f.loc), to.In(f.loc)
	if a.YearDay() == b.YearDay() && a.Year() == b.Year() {
		return f.l.Stamp(a) + "–" + f.l.Clock(b)
	}
	return f.l.Day(a) + "–" + f.l.Day(b)
}
