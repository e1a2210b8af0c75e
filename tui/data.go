package tui

import (
	"fmt"
	"time"

	"courant/coach/series"
	"courant/tui/theme"
)

// A dataPane answers: can these figures be trusted, and where do the data go?
type dataPane struct{ top int }

func (p *dataPane) act(_ frame, a Action) {
	switch a {
	case Up:
		p.top = max(p.top-1, 0)
	case Down:
		p.top++
	}
}

func (p *dataPane) lines(f frame) []string {
	d := f.r.Data
	out := f.sentence(theme.Title, fmt.Sprintf(f.s.DataNewest, f.l.Stamp(d.To.In(f.loc)), f.l.Span(f.now.Sub(d.To)))+"; "+fmt.Sprintf(f.s.Coverage, f.l.Percent(d.Coverage, 1))+".")
	out = append(out, f.sentence(theme.Muted, fmt.Sprintf(f.s.DataSpan, f.l.LongDate(d.From.In(f.loc)), f.l.LongDate(d.To.In(f.loc)))+", "+fmt.Sprintf(f.s.DataStep, f.l.Span(time.Duration(d.StepS)*time.Second))+".")...)
	out = append(out, "", " "+f.th.Paint(theme.Title, f.s.DataIssues))
	if len(d.Issues) == 0 {
		out = append(out, "   "+f.s.DataNone)
	}
	for _, i := range d.Issues {
		out = append(out, "   "+pad(f.l.Issue(i.Code), 34)+right(fmt.Sprint(i.Count), 6)+"  "+f.span(i.From, i.To))
	}
	out = append(out, "", " "+f.th.Paint(theme.Title, f.s.DataHead))
	for _, k := range f.r.Series.Keys() {
		out = append(out, f.seriesRow(k, f.r.Series[k]))
	}
	out = append(out, "")
	out = append(out, f.sentence(theme.Muted, f.s.DataStays)...)
	p.top = min(p.top, max(len(out)-f.h, 0))
	return out[p.top:]
}

func (f frame) seriesRow(k series.Key, s series.Series) string {
	name := f.l.Code(k.Kind.String())
	if k.Forecast {
		name += " (" + f.l.Tables().Forecast + ")"
	}
	return "   " + pad(f.l.Zone(k.Zone), 16) + pad(name, 30) + right(f.l.Num(float64(s.Known()), 0), 9) + right(f.l.Percent(s.Coverage(), 1), 10)
}
